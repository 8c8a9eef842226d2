"""Indirect speech: the clauses that are reported in the narrator's own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpus.quotes.datelines import after_dateline
from corpus.quotes.direct import Said
from corpus.quotes.nouns import PRONOUNS, trim
from corpus.quotes.reports import Report, Reports, hull, overlapping
from corpus.quotes.stretches import words_in
from corpus.quotes.text import Text
from corpus.quotes.verbs import CUES, DENYING, SAYING
from corpus.values import Span

_LEADING = re.compile(
    r"[\s,;:—–-]{0,6}(?:(?:that|and that|but that|and|but)[\s,]{1,3}(?:that\s{1,3})?)?", re.IGNORECASE
)
_JOINER = re.compile(r"[\s,]{1,3}(?:and|but|or|while)\s{0,2}$")
# "…, releasing a statement saying" before a quotation.
_LATE_CUE = re.compile(
    r",(?: and)? (?:[\w’'-]{1,30} ){0,7}?(?:saying|adding|stating|writing|noting|telling|calling|describing|said|added|wrote|told|stated|noted)(?: [\w’'-]{1,30}){0,4}[,:]?$"
)
# Words that can't close a clause once what they lead to is cut off.
_DANGLING = re.compile(
    r"(?:[\s,;:—–(-]|\b(?:for|as|that|was|is|were|are|a|an|the|of|to|in|on|by|with|and|or|but|it|be|been|will|would|has|have"
    r"|had|can|could|not|what (?:he|she|they|it) (?:calls?|called|describe[sd]?))\b){1,20}$"
)
# A verb with the word right after it that makes its opposite of it: "warned against selling it", "ruled out that it was sold".
_TURNED = re.compile(r"(?:\w{3,20}\s{1,2}against|rul(?:e|es|ed|ing)\s{1,2}out)\b")
# Before the verb with which a speaker goes on.
_MORE = re.compile(r"(?:,\s{1,2}(?:(?:and|but|while)\s{1,2})?|\s(?:and|but)\s{1,2})(?:(?:also|then|later)\s{1,2})?$")
# Before another speaker.
_ELSE = re.compile(
    r",\s{1,2}(?:and|but|while|whereas|although|though|(?:minutes|hours|days|weeks|months|years) after)\s{1,2}$"
)
_FARTHEST = 24
# Before a sentence in marks that is no part of the clause before it.
_AND = re.compile(r"(?:\s(?:and|but|so|then)|[;:])\s{1,2}$")
_JOINED = re.compile(r"[\s,;—–]{0,4}(?:and|but|that|because|while|although)\b")
_FEWEST, _FEWEST_LEFT = 2, 4
_WORD = re.compile(r"\w{1,40}")


def find_indirect(text: Text, reports: Reports, direct: Sequence[Said]) -> Iterator[Said]:
    """The reported clauses, what is direct speech cut out of them."""
    cues = {_outer(text, said.content): said.cue for said in direct}
    outers = sorted(cues)
    named = [report.region for report in reports.ordered if report.verb == "according"]
    sources = [region.start for region in named]
    for report in reports.ordered:
        if report.content is None or report.denied or report.to_come:
            continue
        if report.speaker is None and report.verb != "alleged":
            continue  # What nobody is named for is nobody's, unless it is said to be alleged.
        if report.verb == "according":
            content = _after_source(report, report.content, named)
        else:
            content = _before_source(report.content, sources)
        content = _before_more(text, reports, report, content)
        within = overlapping(outers, content)
        own = [each for each in within if cues[each] == report.cue and report.verb != "according"]
        if own and own[-1].end <= report.region.start and _apart(text, content, own[-1]):
            continue
        # What somebody else is quoted with inside of the clause stays in it, unless there is little besides.
        holes = own or (list(within) if sum(map(len, within)) > len(content) / 2 else [])
        for span in _without(content, holes):
            clause = _clause(text, span, cut=span.end < content.end)
            if clause and (not holes or _stands(text, content, span, clause)):
                yield Said(_closed(text, _with_denial(text, report, clause)), report.speaker, report.cue)
                break


def _apart(text: Text, content: Span, quoted: Span) -> bool:
    """Whether a whole sentence in marks is joined to what is told before it: "Police held Lee, and “I did it,” he said"."""
    opening = text.body[quoted.start + 1 : quoted.start + 2].isupper()
    return opening and bool(_AND.search(text.body, max(content.start, quoted.start - _FARTHEST), quoted.start))


def _closed(text: Text, clause: Span) -> Span:
    """A clause with the mark that closes the words it ends with, where it has the one that opens them."""
    quoted = text.quoted_at(clause.end - 1)
    return hull(clause, quoted.outer) if quoted and clause.start <= quoted.outer.start else clause


def _with_denial(text: Text, report: Report, clause: Span) -> Span:
    """A clause with the verb that denies it or speaks against it, where there is one before it."""
    denies = report.verb in DENYING or _TURNED.match(text.body, report.cue.start)
    return hull(report.cue, clause) if denies and report.cue.end <= clause.start else clause


def _after_source(report: Report, content: Span, named: Sequence[Span]) -> Span:
    """What one of several "according to" in a sentence speaks of: what stands after the one before it."""
    row = bisect_left(named, report.region) - 1
    earlier = named[row] if row >= 0 else None
    if earlier and content.start < earlier.start < content.end <= report.region.start:
        return Span(min(earlier.end, content.end), content.end)
    return content


def _before_source(content: Span, sources: Sequence[int]) -> Span:
    """What a report reports, up to where "according to" names another source for all of it."""
    row = bisect_left(sources, content.start + 10)
    return Span(content.start, min(content.end, sources[row])) if row < len(sources) else content


def _before_more(text: Text, reports: Reports, report: Report, content: Span) -> Span:
    """What a report reports, up to where the speaker says more, or another does: "said it was shut and added that …"."""
    for other in reports.within(content):
        same = other.speaker == report.speaker
        told = other.content is not None or (not same and other.verb in SAYING)
        if other.speaker is None or not told or other.cue.start <= report.cue.end:
            continue
        if same and other.cue.start <= content.start + 1:
            return Span(content.start, content.start)  # The clause is the other one's: "he wrote, adding that …".
        start = other.cue.start if same else other.region.start
        joiner = (_MORE if same else _ELSE).search(text.body, max(content.start, start - _FARTHEST), start)
        if joiner and joiner.start() > content.start:
            return Span(content.start, joiner.start())
    return content


def _stands(text: Text, content: Span, span: Span, clause: Span) -> bool:
    """Whether what is left of a clause says something by itself: it opens the clause or goes on after an "and", and has a verb."""
    if span.start > content.start and not _JOINED.match(text.body, span.start):
        return False
    if text.parse is None:
        return words_in(clause.of(text.body)) >= _FEWEST_LEFT
    return any(token.tag in {"VBD", "VBZ", "VBP", "MD"} for token in text.parse.within(clause))


def _outer(text: Text, content: Span) -> Span:
    quoted = text.quoted_at(content.start)
    return quoted.outer if quoted else content


def _without(span: Span, holes: Sequence[Span]) -> list[Span]:
    """The stretches of `span` between the holes, the longest first."""
    edges = [span.start, *(edge for hole in holes for edge in (hole.start, hole.end)), span.end]
    pieces = [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    return sorted(pieces, key=len, reverse=True)


def _clause(text: Text, span: Span, *, cut: bool) -> Span | None:
    """`span` without "that", without marks at its ends, and without words that lead to what was cut off."""
    span = Span(after_dateline(text.body, span), span.end)
    leading = _LEADING.match(text.body, span.start, span.end)
    start = leading.end() if leading else span.start
    piece = text.body[start : span.end]
    stop = piece.rstrip().removesuffix(".")
    end = start + len(stop)
    if cut and (dangling := _DANGLING.search(stop[-60:])):
        end = start + max(0, len(stop) - 60) + dangling.start()
    if cut and (late := _LATE_CUE.search(text.body, start, end)):
        end = late.start()
    if trailing := _JOINER.search(text.body, start, end):
        end = trailing.start()
    found = trim(text.body, Span(start, max(start, end)), " \t\n\u00a0,;:—–-")
    enough = words_in(found.of(text.body)) >= (_FEWEST_LEFT if cut else _FEWEST)
    return found if enough and _tells(found.of(text.body)) else None


def _tells(clause: str) -> bool:
    """Whether a clause is more than words for speech and speakers: not "he said she said"."""
    words = (word[0].lower() for word in _WORD.finditer(clause))
    return any(word not in CUES and word not in PRONOUNS and word not in {"that", "and"} for word in words)
