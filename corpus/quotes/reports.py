"""Where a text reports that somebody says something, outside of quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.quotes.nouns import phrase_after, phrase_of
from corpus.quotes.text import Text
from corpus.values import Span

_ACCORDING = re.compile(r"\b[Aa]ccording\s{1,3}to\b|\b[Ii]n\s{1,3}the\s{1,3}words\s{1,3}of\b")

_AS_PUT = re.compile(r"\b[Aa]s\s(?P<who>[^\s,;:“”\"]{1,40}(?:\s[^\s,;:“”\"]{1,40}){0,7}?)\s(?P<cue>put(?:s)? it)\b")
# A subject alone stands before "according to" with so many words at most.
_FEW = 6
_THINKING = frozenset("think feel believe hope".split())
_LEADS_ON = frozenset("that and but because while although where which who".split())
# What the speaker is or where from, between commas: "according to Lee, of Leeds, it works".
_ASIDE = re.compile(
    r"\s{0,2}(?:who|which|whose|a|an|the [\w’' -]{1,60},|(?:of|from|at) (?:the )?[A-Z][\w’' -]{0,60},)\s"
)


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting clause: its cue, whose words it reports (None where nobody is named), and the clause that it reports.

    `region` is the cue with the speaker where they stand together, `verb` the cue's base form ("according" for
    "according to"), `denied` whether it is said not to have been said, `to_come` whether somebody is yet to say it, which is theirs in marks alone.
    `content` is None where no clause is reported.
    """

    cue: Span
    verb: str
    speaker: Span | None
    region: Span
    content: Span | None
    denied: bool = False
    to_come: bool = False


class Reports:
    """The reports of a text in order, with those of a stretch of it at hand."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.ordered = tuple(sorted(reports, key=lambda report: report.region))
        self._starts = [report.region.start for report in self.ordered]

    def within(self, span: Span) -> tuple[Report, ...]:
        """The reports whose region lies in `span`, in order."""
        rows = self.ordered[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]
        return tuple(report for report in rows if report.region.end <= span.end)

    def without(self, claimed: Sequence[Span]) -> Reports:
        """The reports whose region shares nothing with `claimed`, sorted spans that don't overlap."""
        return Reports(report for report in self.ordered if not overlapping(claimed, report.region))


def overlapping(spans: Sequence[Span], span: Span) -> tuple[Span, ...]:
    """Those of `spans` that share a character with `span`; they are in order and don't overlap each other."""
    first = max(0, bisect_left(spans, span.start, key=lambda each: each.start) - 1)
    last = bisect_left(spans, span.end, key=lambda each: each.start)
    return tuple(each for each in spans[first:last] if each.overlaps(span))


def teller(reports: Sequence[Report]) -> Report | None:
    """The last of the reports before some words; of "she said some feel that", the one that tells what others think."""
    last = reports[-1] if reports else None
    if last and last.verb in _THINKING:
        outer = (each for each in reports[:-1] if each.speaker and each.content and each.content.holds(last.cue))
        return next(outer, last)
    return last


def hull(*spans: Span | None) -> Span:
    """The least span that holds all that are given."""
    given = [span for span in spans if span is not None]
    return Span(min(span.start for span in given), max(span.end for span in given))


def according(text: Text) -> Iterator[Report]:
    """The reports that "according to" makes."""
    for found in _ACCORDING.finditer(text.body):
        if text.quoted_at(found.start()):
            continue
        sentence = text.sentence_at(found.start()).span
        speaker = _whose(text, found.end(), sentence.end)
        if speaker is None or _ACCORDING.match(text.body, speaker.start):
            continue
        cue = Span(found.start(), found.end())
        region = hull(cue, speaker)
        yield Report(cue, "according", speaker, region, _around(text, sentence, region))


def as_put(text: Text) -> Iterator[Report]:
    """The reports of "as she put it"."""
    for found in _AS_PUT.finditer(text.body):
        if not text.quoted_at(found.start()):
            speaker = Span(found.start("who"), found.end("who"))
            named = [place for place, name in text.names.mentions(speaker) if name.kind == "person"]
            cue = Span(found.start("cue"), found.end("cue"))
            speaker = named[-1] if named else speaker
            sentence = text.sentence_at(found.start()).span
            region = Span(found.start(), found.end())
            yield Report(cue, "put", speaker, region, _around(text, sentence, region))


def _whose(text: Text, start: int, end: int) -> Span | None:
    if start >= end:
        return None  # a long sentence is read in pieces, and this one ends inside the words
    if text.parse:
        tokens = text.parse.within(Span(start, end))
        heads = [
            token for token in tokens[:25] if token.dependency == "pobj" and text.parse.head(token).end <= start + 1
        ]
        if heads and heads[0].tag[:2] in {"NN", "PR"}:
            return phrase_of(text, text.parse, heads[0])
    return phrase_after(text, start, end)


def _begun(text: Text, before: Span) -> bool:
    """Whether little more than a subject stands before an aside: "Prices, according to the ministry, rose again"."""
    words = before.of(text.body).split()
    if not text.parse or not 0 < len(words) < _FEW or not words[-1].endswith(","):
        return False
    if words[-1].rstrip(",").lower() in _LEADS_ON:
        return False
    tokens = text.parse.within(before)
    told = any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in tokens)
    return not told and any(token.dependency in {"nsubj", "nsubjpass"} for token in tokens)


def _around(text: Text, sentence: Span, region: Span) -> Span | None:
    """What "according to" speaks of: the rest of its sentence, after it where it comes first."""
    before = text.body[sentence.start : region.start]
    if _begun(text, Span(sentence.start, region.start)) and text.body.startswith(",", region.end):
        return sentence
    if len(before) < 12 or not re.search(r"\w", before) or before.rstrip(" ,").split()[-1].lower() in _LEADS_ON:
        comma = re.compile(r",").search(text.body, region.end, sentence.end)
        start = region.end if comma is None or comma.start() > region.end + 200 else comma.end()
        if _ASIDE.match(text.body, start) and (comma := re.compile(r",").search(text.body, start, sentence.end)):
            start = comma.end()
        return Span(start, sentence.end) if start < sentence.end else None
    return Span(sentence.start, region.start)
