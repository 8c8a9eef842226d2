"""Statements without quotation marks, which a line with a colon at its end introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.quotes.direct import Said
from corpus.quotes.persons import ONE
from corpus.quotes.reports import Reports
from corpus.quotes.text import Text
from corpus.quotes.turns import opens_turn
from corpus.quotes.verbs import CUES, TEXTS
from corpus.values import Paragraph, Span

_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My|me|I['’](?:m|ve|ll|d)|[Ww]e['’](?:re|ve|ll|d))\b")
_WORD = re.compile(r"[\w-]{1,40}")
_PREPOSITION = re.compile(r"\b(?:to|about|against|for|on|regarding|concerning|in|at|from|by|of)\b", re.IGNORECASE)
_OF = frozenset("from by of".split())
# What a paper says of itself after what somebody put out: "We asked the bank for a comment".
_ASKED = re.compile(
    r"\b(?:asked|contacted|approached|reached out|requests? for|request(?:ed)?|declin\w{1,3}|respon\w{1,6})\b[^.!?]{0,80}"
    r"\b(?:comment|response|reply|interview|statement)\b|\b(?:calls?|e-?mails?|messages?|requests?)\b[^.!?]{0,60}\b(?:returned|unanswered|answered)\b",
    re.IGNORECASE,
)
# Paragraphs of a statement; a longer one is an essay.
_LONGEST = 40
_MARK = frozenset("“\"„«‘'`")


def find_statements(text: Text, reports: Reports) -> Iterator[Said]:
    """The statements, each over all its paragraphs; where the article's author has an "I" too, only the first is surely another's."""
    end, author = 0, False
    for paragraph in text.paragraphs[:-1]:
        if paragraph.span.start < end:
            continue
        author = author or (
            ONE.search(text.outside_marks(paragraph.span)) is not None and not opens_turn(text, paragraph)
        )
        if not text.body.startswith(":", paragraph.span.end - 1):
            continue
        if said := _introduced(text, reports, paragraph, 1 if author else _LONGEST):
            end = said.content.end
            yield said


def _introduced(text: Text, reports: Reports, paragraph: Paragraph, most: int) -> Said | None:
    """What `paragraph` introduces: at most so many paragraphs after it, as long as somebody speaks of themselves."""
    sentence = text.sentence_at(paragraph.span.end - 1).span
    near = [report for report in reports.within(sentence) if report.speaker]
    words = {word.lower() for word in _WORD.findall(sentence.of(text.body))}
    if not near and not words & (TEXTS | CUES.keys()):
        return None
    speaker = near[-1].speaker if near else _author(text, sentence)
    if speaker is None:
        return None
    last: Paragraph | None = None
    for following in text.paragraphs[paragraph.ordinal : paragraph.ordinal + most]:
        if not _goes_on(text, reports, following, speaker):
            break
        last = following
    if last is None:
        return None
    first = text.paragraphs[paragraph.ordinal].span
    return Said(Span(first.start, last.span.end), speaker, near[-1].cue if near else None)


def _author(text: Text, sentence: Span) -> Span | None:
    """The first name that is not the one a text goes to or is about: "the letter to the mayor, Ann Lee, from Rob Fine:"."""
    for place, _ in text.names.mentions(sentence):
        prepositions = _PREPOSITION.findall(text.body, sentence.start, place.start)
        if not prepositions or prepositions[-1].lower() in _OF:
            return place
    return None


def _goes_on(text: Text, reports: Reports, paragraph: Paragraph, speaker: Span) -> bool:
    """Whether a paragraph is still the speaker's: in the first person, with no mark or name at its head, and not about the speaker."""
    body = text.body
    if opens_turn(text, paragraph) or body[paragraph.span.start] in _MARK:
        return False
    if _ASKED.search(paragraph.span.of(body)):
        return False
    if not _FIRST_PERSON.search(text.outside_marks(paragraph.span)):
        return False
    name = text.names.at(speaker)
    if name in text.names.within(paragraph.span):
        return False
    return not any(
        report.speaker
        and not _FIRST_PERSON.fullmatch(report.speaker.of(body))
        and report.verb in {"say", "tell", "add", "write"}
        for report in reports.within(paragraph.span)
    )
