"""The article's own sources: whom it quotes, by name or without, and the documents that it draws on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.card.reading import Reading
from corpus.card.values import SourceUse
from corpus.card.voices import DOCUMENT, SourceKind, bare, one_line, voice
from corpus.values import Sentence, Span

_OWNER = r"(?:(?:[A-Z][\w.&-]{0,30}\s?){1,4}['’]s?\s)?"
# "In a blog post", "according to court papers": what it is drawn from, and a document.
_A_DOCUMENT = re.compile(
    r"(?:\b[Ii]n|\b[Aa]ccording\sto|\bon|\b[Qq]uoted\sin)\s(?P<words>(?:(?:an?|the|its|his|her|their|this)\s)?"
    rf"{_OWNER}(?:[\w'’-]{{2,20}}\s){{0,3}}?{DOCUMENT})\b(?!\s(?:center|centre|paper))"
)
# A document is drawn on where the sentence also says that it says something.
_SAYS = re.compile(
    r"\b(?:said|says?|saying|wrote|writes|writing|stated|stating|announced|according|told|explained|added|reported|"
    r"revealed|confirmed|noted|claimed|described|called|warned|denied|admitted)\b",
    re.IGNORECASE,
)


def find_sources(reading: Reading) -> tuple[tuple[SourceUse, ...], tuple[SourceUse, ...], tuple[SourceUse, ...]]:
    """Sources with a name, sources without one, and documents; a use is a sentence that draws on it."""
    tallies: dict[SourceKind, _Tally] = {"named": _Tally(), "unnamed": _Tally(), "documents": _Tally()}
    places = _Places(reading.sentences)
    for quote in reading.quotes:
        found = voice(reading, quote)
        if found is not None:
            start = quote.content.start if quote.speaker is None else min(quote.content.start, quote.speaker.start)
            tallies[found.kind].add(found.key, found.shown, places.first(Span(start, quote.content.end)))
    for sentence, words in _documents(reading):
        tallies["documents"].add(bare(words), one_line(words), sentence.span)
    tallies["named"].merge(longer_first=False)
    tallies["documents"].merge(longer_first=True)
    return tallies["named"].sources(), tallies["unnamed"].sources(), tallies["documents"].sources()


def _documents(reading: Reading) -> Iterator[tuple[Sentence, str]]:
    """The documents that the article's own words draw on, with the sentences that do."""
    direct = tuple(sorted(quote.content for quote in reading.quotes if quote.kind == "direct"))
    for sentence in reading.sentences:
        text, start = sentence.span.of(reading.body), sentence.span.start
        if not _SAYS.search(text):
            continue
        for found in _A_DOCUMENT.finditer(text):
            if not _quoted(direct, Span(start + found.start(), start + found.end())):
                yield sentence, found["words"]


def _quoted(direct: tuple[Span, ...], place: Span) -> bool:
    """Whether somebody else's quoted words, in order in `direct`, name what stands at `place`."""
    at = bisect_right(direct, place.start, key=lambda each: each.start) - 1
    return at >= 0 and direct[at].holds(place)


@dataclass(slots=True)
class _Tally:
    """Uses by source, kept by the words that stand for it; `shown` is how it was first written."""

    uses: dict[str, set[Span]] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, shown: str, use: Span | None) -> None:
        """Count a use, unless it is no sentence of the article's prose."""
        if use is not None and key:
            self.shown.setdefault(key, shown)
            self.uses.setdefault(key, set()).add(use)

    def merge(self, *, longer_first: bool) -> None:
        """Count "Lee" as "Ann Lee" where one alone is called so, and "the post" as "a blog post" where that stands before."""
        by_last: dict[str, list[str]] = {}
        for key in self.uses:
            if " " in key:
                by_last.setdefault(key.rsplit(" ", 1)[-1], []).append(key)
        for short in [key for key in self.uses if " " not in key]:
            longer = by_last.get(short, [])
            if len(longer) == 1 and (not longer_first or min(self.uses[longer[0]]) <= min(self.uses[short])):
                self.uses[longer[0]] |= self.uses.pop(short)

    def sources(self) -> tuple[SourceUse, ...]:
        """The most used first, then in order of their first use."""
        found = [SourceUse(self.shown[key], tuple(sorted(uses))) for key, uses in self.uses.items()]
        return tuple(sorted(found, key=lambda each: (-len(each.uses), each.uses[0], each.name)))


@dataclass(frozen=True, slots=True)
class _Places:
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(each.span.start for each in self.sentences))

    def first(self, span: Span) -> Span | None:
        """The first of the sentences that share a character with `span`: where the source is drawn on."""
        at = max(0, bisect_right(self.starts, span.start) - 1)
        return next((each.span for each in self.sentences[at : at + 2] if each.span.overlaps(span)), None)
