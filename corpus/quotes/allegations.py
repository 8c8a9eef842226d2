"""What is alleged without a word on who alleges it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.parse import Parse
from corpus.quotes.reports import Report, Reports, hull, overlapping
from corpus.quotes.text import Text
from corpus.values import Span

_IS = r"(?:is|are|was|were|has been|have been|had been|is being)(?: also| further)?"
_ALLEGED = re.compile(
    rf"\b(?:(?P<it>it {_IS} (?P<that>alleged(?= (?!by\b)\w)|claimed(?=,? that\b)))|{_IS} (?P<to>alleged) to\b|(?P<adverb>allegedly)\b)",
    re.IGNORECASE,
)
# What a clause begins after, where no parse shows it.
_OPENS = re.compile(r"[,;:—–]\s|\b(?:after|before|because|when|while|that|who|which|where|as|and|but)\s")
_LEADING = frozenset("after because when while that as although though before since and but".split())
_CLAUSES = frozenset("ROOT conj ccomp advcl relcl acl parataxis pcomp xcomp".split())
_REACH = 400


def allegations(text: Text, reports: Reports) -> Iterator[Report]:
    """The reports of nobody: "it is alleged that …", "is alleged to have …", "allegedly …".

    Their content holds the very words that make it an allegation, so that it reads as one by itself. What stands in a clause
    that somebody reports is left to that report.
    """
    covered = _joined(each.content for each in reports.ordered if each.content and each.speaker)
    end = 0
    for found in _ALLEGED.finditer(text.body):
        cue = Span(*found.span(next(name for name in ("that", "to", "adverb") if found[name])))
        sentence = text.sentence_at(cue.start).span
        if cue.start < end or text.quoted_at(cue.start) or overlapping(covered, cue) or found.end() > sentence.end:
            continue
        content = Span(found.start("it"), sentence.end) if found["it"] else _clause(text, cue, sentence)
        if content and content.holds(cue):
            end = content.end
            yield Report(cue, "alleged", None, cue, content)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """What `spans` cover, as stretches that share nothing."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = hull(joined[-1], span)
        else:
            joined.append(span)
    return joined


def _clause(text: Text, cue: Span, sentence: Span) -> Span | None:
    """The clause that an "allegedly" or "alleged" stands in; None where it stands at a noun: "the allegedly stolen car"."""
    if text.parse:
        return _clause_by_grammar(text.parse, cue, sentence)
    if text.body[sentence.start : cue.start].rstrip().lower().endswith((" the", " a", " an", " of")):
        return None
    region = Span(max(sentence.start, cue.start - _REACH), cue.start)
    opened = [each.end() for each in _OPENS.finditer(text.body, region.start, region.end)]
    return Span(opened[-1] if opened else sentence.start, sentence.end)


def _clause_by_grammar(parse: Parse, cue: Span, sentence: Span) -> Span | None:
    token = next(iter(parse.within(cue)), None)
    if token is None:
        return None
    verb = token if token.tag.startswith("VB") else parse.head(token)
    if not verb.tag.startswith("VB") or verb.dependency not in _CLAUSES:
        return None
    tree = [each for each in parse.subtree(verb) if each.tag not in {"``", "''"}]
    while tree[0].index < verb.index and (tree[0].text.lower() in _LEADING or tree[0].tag in {",", ":"}):
        tree.pop(0)
    return Span(max(sentence.start, tree[0].start), min(sentence.end, tree[-1].end))
