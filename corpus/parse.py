"""What a grammar parse says of a text: its words, what each depends on, and which are names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.values import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark at `[start, end)` of the body.

    `tag` is its Penn Treebank tag, `dependency` its ClearNLP label ("nsubj", "ccomp", …; "ROOT" at the head of a sentence),
    `head` the index of the token it depends on (its own at a root), `entity` the OntoNotes type of the name it stands in
    ("PERSON", "ORG", "GPE", …) or "".
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dependency: str
    head: int
    entity: str


@dataclass(frozen=True, slots=True)
class Parse:
    """The tokens of a body, in order; no dependency crosses a sentence's end (corpus.sentences says where that is)."""

    tokens: tuple[Token, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(token.start for token in self.tokens))
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))

    def within(self, span: Span) -> tuple[Token, ...]:
        """The tokens that begin inside `span`."""
        return self.tokens[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def head(self, token: Token) -> Token:
        """What `token` depends on; itself at a root."""
        return self.tokens[token.head]

    def children(self, token: Token) -> tuple[Token, ...]:
        """What depends on `token`, in order."""
        return tuple(self.tokens[index] for index in self._children[token.index])

    def ancestors(self, token: Token) -> Iterator[Token]:
        """What `token` depends on, and what that depends on, up to the root."""
        while token.head != token.index:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """`token` and all that depends on it, in order."""
        found, waiting = [], [token.index]
        while waiting:
            index = waiting.pop()
            found.append(index)
            waiting.extend(self._children[index])
        return tuple(self.tokens[index] for index in sorted(found))
