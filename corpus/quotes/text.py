"""A body with all that the rules for quotations look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.entries import entry_headings
from corpus.names import Names
from corpus.parse import Parse
from corpus.quotes.marks import Quoted, find_quoted
from corpus.quotes.verbs import CUES
from corpus.sentences import paragraphs, sentences
from corpus.values import Paragraph, Sentence, Span

# Characters of a sentence that the rules take in; the parse ends there too.
_LONGEST = 2000
_CONTINUES = re.compile(r"[a-z]{1,20}\b(?: [a-z]{1,20}\b){0,5}")
_BRACKET = re.compile(r"\([^()\n]{1,60}\),?\s{1,2}[a-z]")
_WHO = frozenset("he she they it the a an his her their one".split())
_CLOSING = frozenset("\"”'’»")


@dataclass(frozen=True, slots=True)
class Text:
    """A body, its names and parse, and where its paragraphs, sentences and quotation marks are.

    A sentence too long for one counts as several here, so that no rule looks back over a whole book without a stop.
    """

    body: str
    names: Names
    parse: Parse | None
    paragraphs: tuple[Paragraph, ...] = field(init=False)
    sentences: tuple[Sentence, ...] = field(init=False)
    quoted: tuple[Quoted, ...] = field(init=False)
    _whole: tuple[Span, ...] = field(init=False, repr=False)
    _starts: tuple[tuple[int, ...], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "paragraphs", paragraphs(self.body))
        whole = _continued(self.body, sentences(self.body))
        pieces = [(each.paragraph, span) for each in whole for span in _pieces(self.body, each.span)]
        object.__setattr__(self, "sentences", tuple(Sentence(n, *piece) for n, piece in enumerate(pieces, start=1)))
        object.__setattr__(self, "_whole", tuple(each.span for each in whole))
        object.__setattr__(self, "quoted", find_quoted(self.body))
        starts = (
            tuple(each.span.start for each in self.paragraphs),
            tuple(each.span.start for each in self.sentences),
            tuple(each.outer.start for each in self.quoted),
            tuple(span.start for span in self._whole),
            tuple(heading.span.start for heading in entry_headings(self.body)),
        )
        object.__setattr__(self, "_starts", starts)

    def whole_sentence_at(self, offset: int) -> Span:
        """All of the sentence that holds `offset`, however long."""
        return self._whole[max(0, bisect_right(self._starts[3], offset) - 1)]

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds `offset`, or the last one before it."""
        return self.paragraphs[max(0, bisect_right(self._starts[0], offset) - 1)]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds `offset`, or the last one before it."""
        return self.sentences[max(0, bisect_right(self._starts[1], offset) - 1)]

    def entry_at(self, offset: int) -> int:
        """Where the entry of a live blog begins that holds `offset`; 0 outside of one."""
        row = bisect_right(self._starts[4], offset) - 1
        return self._starts[4][row] if row >= 0 else 0

    def quoted_at(self, offset: int) -> Quoted | None:
        """The stretch between marks, these included, that holds `offset`."""
        row = bisect_right(self._starts[2], offset) - 1
        return self.quoted[row] if row >= 0 and offset < self.quoted[row].outer.end else None

    def quoted_within(self, span: Span) -> tuple[Quoted, ...]:
        """The stretches between marks that share a character with `span`."""
        first = max(0, bisect_right(self._starts[2], span.start) - 1)
        last = bisect_right(self._starts[2], span.end)
        return tuple(each for each in self.quoted[first:last] if each.outer.overlaps(span))

    def outside_marks(self, span: Span) -> str:
        """The words of `span` that stand in no quotation marks."""
        pieces, at = [], span.start
        for quoted in self.quoted_within(span):
            pieces.append(self.body[at : max(at, quoted.outer.start)])
            at = max(at, quoted.outer.end)
        return " ".join([*pieces, self.body[at : span.end]])


def _continued(body: str, found: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
    """Sentences with those joined that go on: "“Go,” / said Lee." after a quotation, "Acme Inc. / (NYSE: ACM) said" in a bracket."""
    joined: list[Sentence] = []
    for each in found:
        before = joined[-1] if joined else None
        closed = before and body[before.span.end - 1] in _CLOSING and _reports(body, each.span)
        aside = before and body[before.span.end - 1] == "." and _BRACKET.match(body, each.span.start, each.span.end)
        if before and (closed or aside):
            joined[-1] = Sentence(before.ordinal, before.paragraph, Span(before.span.start, each.span.end))
        else:
            joined.append(each)
    return tuple(joined)


def _reports(body: str, sentence: Span) -> bool:
    """Whether it begins with a verb of saying written small, or with who says: "she said", "the old man said"."""
    first = _CONTINUES.match(body, sentence.start, sentence.end)
    words = first[0].split() if first else [""]
    return words[0] in CUES or (words[0] in _WHO and not CUES.keys().isdisjoint(words[1:]))


def _pieces(body: str, sentence: Span) -> Iterator[Span]:
    """`sentence`, cut at white space where it is too long."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        cut = body.rfind(" ", start, start + _LONGEST) + 1 or start + _LONGEST
        cut = cut if cut > start else start + _LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, sentence.end)
