"""What courts and inquiries are told: reports by those who only listen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.quotes.clauses import around
from corpus.quotes.nouns import phrase_before, trim
from corpus.quotes.reports import Report, hull
from corpus.quotes.text import Text
from corpus.quotes.words import BARE_CLAUSE, PREPOSITION
from corpus.values import Span

_HEARD = re.compile(
    r"\b(?P<who>(?:court|inquest|tribunal|hearing|inquiry|enquiry|trial|jury|judge|panel|court-martial|bailey|committee|coroner)"
    r"|(?:jurors|magistrates|judges|mps|peers|councillors))\s(?:(?:in|at|into) [^,.;:“”\"\n]{1,40}?\s)?(?:(?:has|had|has also|had also|also|later|then|earlier|previously)\s)?"
    r"(?P<cue>heard|hears|(?:was|were|is|are|been) (?:also |later |then |earlier )?told)\b(?! by\b)",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:,?\s(?:on [A-Z]\w{2,8}|today|yesterday|earlier|this week|(?:in|at|during) [^,.;:“”\"\n]{1,40}?)){0,2},?\s{1,2}"
)
_EVIDENCE = r"(?:(?:evidence|claims?|allegations?|testimony|arguments?|submissions)\s(?:from [^,.;:“”\"\n]{1,40}?\s)?)?"
_THAT = re.compile(rf"{_WHEN}{_EVIDENCE}(?:that|how)\s")
_LONGEST_TAIL, _FEWEST = 8, 4


def hearings(text: Text) -> Iterator[Report]:
    """The reports of "the court heard that …" and "…, jurors were told"."""
    for found in _HEARD.finditer(text.body):
        sentence = text.sentence_at(found.start()).span
        if text.quoted_at(found.start()) or found.end() > sentence.end:
            continue
        who = Span(*found.span("who"))
        before = [each.outer.end for each in text.quoted_within(Span(sentence.start, who.start))]
        speaker = phrase_before(text, max([sentence.start, *before]), who.end) or who
        cue = Span(*found.span("cue"))
        region = hull(cue, speaker)
        yield Report(cue, "hear", speaker, region, _content(text, sentence, speaker, region))


def _content(text: Text, sentence: Span, speaker: Span, region: Span) -> Span | None:
    """What was heard: the clause after the report, or all of the sentence that a comma sets it off from."""
    if that := _THAT.match(text.body, region.end, sentence.end):
        return Span(that.end(), sentence.end)
    if whole := around(text, speaker, region, sentence):
        return whole
    if _clause_follows(text, region, sentence):
        return Span(region.end, sentence.end)
    before, after = text.body[sentence.start : region.start].rstrip(), text.body[region.end : sentence.end]
    last = before.endswith(",") and len(after.split()) <= _LONGEST_TAIL and not after.rstrip().endswith(":")
    if not last or len(before.split()) < _FEWEST or text.quoted_within(Span(region.end, sentence.end)):
        return None
    return trim(text.body, Span(sentence.start, region.start))


def _clause_follows(text: Text, region: Span, sentence: Span) -> bool:
    """Whether a clause without "that" follows, and not a thing or one that was heard."""
    if PREPOSITION.match(text.body, region.end) or not BARE_CLAUSE.match(text.body, region.end, sentence.end):
        return False
    if text.parse is None:
        return True
    tokens = text.parse.within(Span(region.start, region.end))
    return any(
        child.dependency == "ccomp" and child.start > region.end
        for token in tokens
        for child in text.parse.children(token)
    )
