"""Where a clause and its predicate begin and end, without what could be left out."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.card.grammar import subject
from corpus.card.purpose import completes
from corpus.card.words import PLACE_TYPES
from corpus.parse import Parse, Token
from corpus.values import Span

_COMMAS = frozenset({",", "—", "–", "--", ";", ":"})
_CLOSING = "\"”’')"
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_OPENING = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# An aside this short names what it stands beside: "the record company, Apple Corps".
_SHORT = 3


def predicate_start(parse: Parse, verb: Token, actor: Token | None, begin: int) -> int:
    """Where the predicate begins: its first auxiliary, or the verb."""
    start = verb.start
    for child in parse.children(verb):
        after = (actor is None or child.index > actor.index) and child.start >= begin
        if child.dependency in _AUXILIARIES and child.index < verb.index and after:
            start = min(start, child.start)
    return start


def clause_of(parse: Parse, verb: Token, actor: Token | None, begin: int) -> Span:
    """From the subject to the last word before an adverbial clause, an aside or a second clause."""
    own = {token.index for token in parse.subtree(verb)}
    stop = min([max(own) + 1, *_cuts(parse, verb, own)])
    last = verb.index
    while last + 1 < stop and last + 1 in own:
        last += 1
    while last > verb.index and _dangles(parse.tokens[last]):
        last -= 1
    start = min(_clause_start(parse, verb, actor), predicate_start(parse, verb, actor, begin))
    return Span(max(begin, start), parse.tokens[last].end)


def _dangles(token: Token) -> bool:
    return token.dependency in {"punct", "cc"} and token.text not in _CLOSING


def _clause_start(parse: Parse, verb: Token, actor: Token | None) -> int:
    """Where the subject begins, also one that is only "there"."""
    heads = [child for child in parse.children(verb) if child.dependency in _OPENING and child.index < verb.index]
    if actor is not None and actor.index < verb.index:
        heads.append(actor)
    starts = [verb.start, *(_left(parse, head).start for head in heads)]
    return min(starts)


def _left(parse: Parse, head: Token) -> Token:
    """The first of the run of words before `head` that depend on it."""
    indices = {token.index for token in parse.subtree(head)}
    first = head.index
    while first - 1 in indices:
        first -= 1
    return parse.tokens[first]


def _cuts(parse: Parse, verb: Token, own: set[int]) -> Iterator[int]:
    """The indices right of `verb` at which something begins that could be left out."""
    for child in parse.children(verb):
        aside = child.dependency in {"advcl", "parataxis"} or child.text == "according"
        aside = aside and not completes(parse, verb, child)
        second = child.dependency == "conj" and subject(parse, child) is not None
        begins = min(token.index for token in parse.subtree(child))
        # Right after its verb a clause is needed: "is set to land".
        if begins > verb.index + 1 and (aside or second):
            yield begins
    for index in own:
        token = parse.tokens[index]
        if index > verb.index + 1 and token.dependency in {"relcl", "appos", "acl"}:
            words = parse.subtree(token)
            first = words[0].index
            named = token.dependency == "appos" and (len(words) <= _SHORT or token.entity in PLACE_TYPES)
            # "4,300 in France, 3,700 in Germany": a list. "Ann Lee, the minister, to ten years": the clause goes on.
            goes_on = words[0].tag == "CD" or _goes_on(parse, words[-1], own)
            if first > verb.index + 1 and parse.tokens[first - 1].text in _COMMAS and not named and not goes_on:
                yield first


def _goes_on(parse: Parse, last: Token, own: set[int]) -> bool:
    """Whether a comma closes the aside that ends with `last`, and the clause has a complement behind it."""
    after = last.index + 2
    if after not in own or parse.tokens[last.index + 1].text != ",":
        return False
    return parse.tokens[after].dependency in {"prep", "aux", "prt"}
