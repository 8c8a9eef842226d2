"""Reporting clauses by words and marks alone, for a body without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.quotes.datelines import after_dateline
from corpus.quotes.nouns import phrase_after, phrase_before, trim
from corpus.quotes.reports import Report, hull
from corpus.quotes.text import Text
from corpus.quotes.verbs import CUES, PROMISING, SAYING
from corpus.values import Span

_WORD = re.compile(r"[A-Za-z-]+")
# Forms that are as often nouns or adjectives: they count only right after a name or pronoun.
_UNSURE = frozenset("claim claims report reports comment comments state states note notes charge charges".split())
_ADDRESSEE = (
    r"(?:\s(?:(?:the )?(?:reporters|journalists|media|press|court|parliament|lawmakers)"
    r"|[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,3}|(?:in|on|at|to|during|through|via) [^,.:;“\"]{1,60}?)){0,3}?"
)
_THAT = re.compile(_ADDRESSEE + r",?\s{1,3}(?:that|how|why|whether)\s")
# A clause without "that" shows by its verb.
BARE_CLAUSE = re.compile(
    r"\s(?=(?:he|she|it|they|we|there)\s|(?:[\w’'$%-]{1,30} ){1,9}?(?:is|are|was|were|has|have|had|will|would|can|could|may"
    r"|might|must|should|did|does|do|isn['’]t|wasn['’]t|won['’]t|\w{2,20}ed)\b)"
)
# After verbs that seldom take anything else, the words that a clause begins with are enough.
_EASY = frozenset("say claim insist argue state note add maintain warn tell allege contend assert suggest".split())
_BEGUN = re.compile(
    r"\s(?=(?:this|these|those|the|a|an|his|her|its|their|no|many|some|most|more|all|both|one|two|\d[\d,.]*|[A-Z][\w’'.-]*)\s)"
)
_TO_DO = re.compile(r"\s(?=to\s)")
_DOING = re.compile(r"\s(?=(?:having|being|ever )?\w{2,20}ing\b)")
# "Was told", "is said": who stands before it does not speak.
_PASSIVE = frozenset("is are was were be been being".split())
# From the surest on: "denied" alone is mostly followed by a thing.
_PATTERNS = (_THAT, BARE_CLAUSE, _BEGUN)
# What a participle leads to when it reports: a quotation or "that".
_LEADS = re.compile(r"(?:,|:)?\s{1,3}(?:[“\"„«]|that\s)")
PREPOSITION = re.compile(r"\s(?:in|on|at|to|after|before|during|for|of|from|with|by|as|about)\b")
_NOT_FINITE = frozenset({"to", "not", "never", "n't", "n’t", "could", "might", "may", "should", "must", "can", "if"})


def find_by_words(text: Text) -> Iterator[Report]:
    """The reports whose cue is a verb, with a name, pronoun or noun phrase beside it."""
    for sentence in text.sentences:
        span = sentence.span
        for found in _WORD.finditer(text.body, span.start, span.end):
            verb = CUES.get(found[0].lower())
            plain = verb and found[0][:1].islower() and not text.quoted_at(found.start())
            if verb and plain and (report := _report(text, span, found, verb)):
                yield report


def _report(text: Text, sentence: Span, found: re.Match[str], verb: str) -> Report | None:
    if found[0] == verb and found[0] not in {"say", "read", "allege", "deny"} and verb not in {"think", "believe"}:
        return None  # an infinitive or a noun, more often than not
    before = text.body[max(sentence.start, found.start() - 40) : found.start()].split()
    if before and before[-1].lower() in _NOT_FINITE | {"the", "a", "an", "of"}:
        return None
    if before and before[-1].lower() in _PASSIVE and not found[0].endswith("ing"):
        return None
    opens = after_dateline(text.body, sentence)
    start = max([opens, *(each.outer.end for each in text.quoted_within(Span(sentence.start, found.start())))])
    speaker = None
    inverted = text.body[sentence.start : found.start()].rstrip().endswith(('"', "”", "’", "'", "»", "''"))
    if inverted:
        speaker = phrase_after(text, found.end(), sentence.end)
    if speaker is None and not found[0].endswith("ing"):
        speaker = phrase_before(text, start, found.start())
    if speaker is None and found[0].endswith("ing") and _LEADS.match(text.body, found.end()):
        speaker = _first_named(text, Span(sentence.start, found.start()))
        cue = Span(found.start(), found.end())
        return Report(cue, verb, speaker, cue, _content(text, sentence, cue, found, verb)) if speaker else None
    if speaker is None and verb == "say" and text.body[start : found.start()].rstrip().endswith(","):
        speaker = phrase_after(text, found.end(), sentence.end)
    if speaker is None or (found[0] in _UNSURE and not text.names.at(speaker)):
        return None
    cue = Span(found.start(), found.end())
    region = hull(cue, speaker)
    return Report(cue, verb, speaker, region, _content(text, sentence, region, found, verb))


def _first_named(text: Text, span: Span) -> Span | None:
    """The first person named in `span`, or the first name of another kind."""
    found = sorted(text.names.mentions(span), key=lambda each: each[1].kind != "person")
    return found[0][0] if found else None


def _content(text: Text, sentence: Span, region: Span, found: re.Match[str], verb: str) -> Span | None:
    lead = _DOING if verb == "deny" else _TO_DO if verb in PROMISING else None
    if lead and (led := lead.match(text.body, found.end(), sentence.end)):
        return Span(led.end(), sentence.end)
    if verb not in SAYING:
        return None
    if region.end == found.end():
        for pattern in _PATTERNS[: 1 if verb == "deny" else 3 if verb in _EASY else 2]:
            if pattern is not _THAT and PREPOSITION.match(text.body, found.end()):
                break
            if after := pattern.match(text.body, found.end(), sentence.end):
                start = after.end()
                return Span(start, sentence.end)
    before = text.body[sentence.start : region.start].rstrip()
    if text.body[region.end : sentence.end].rstrip().endswith(":") or text.quoted_within(
        Span(region.end, sentence.end)
    ):
        return None
    short = len(text.body[region.end : sentence.end].split()) < 9
    if short and before.endswith(",") and len(before.split()) > 3:
        return trim(text.body, Span(sentence.start, region.start))
    return None
