"""Figures of date mentions, as TempEval-3 counts (UzZaman et al. 2013)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.dates import DateMention
from corpus.dates.calendar import days_of
from corpus.errors import CorpusError
from corpus.values import Span
from retrieval.batch import Document
from retrieval.evaluation.figures import Figure, f1

_AROUND = " \t\n\r,.;:"
Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class _Timex:
    """A mention, gold or found: `days` are those of the calendar that its value covers, if it covers any."""

    span: Span
    type: str
    value: str
    days: Days | None


def date_figures(
    results: Iterable[tuple[Document, Sequence[DateMention]]], types: frozenset[str] | None = None
) -> dict[str, Figure]:
    """Figures against the `timexes` {start, end, type, value} of each document's line, each with the gold mentions it is over.

    Mentions are matched one to one where they overlap by a character or more, the biggest overlap first. relaxed_f1: matched;
    strict_f1: with the same span, outer marks and white space aside; type_f1, value_f1: with the same TIMEX3 type, or the same
    value to the letter; interval_f1: of the mentions that cover calendar days, whatever their type, those with the same first
    and last day. `types` leaves out mentions of other types, except from interval_f1.
    """
    counts: Counter[str] = Counter()
    for document, mentions in results:
        gold = [_gold(record, document) for record in document.record.get("timexes") or ()]
        found = [_Timex(each.span, each.type, each.value, _days(each.value)) for each in mentions]
        _count_mentions(counts, document.article.body, gold, found, types)
        _count_days(counts, gold, found)
    return {
        name: f1(counts[name], counts["gold"], counts["found"])
        for name in ("relaxed_f1", "strict_f1", "type_f1", "value_f1")
    } | {"interval_f1": f1(counts["interval_f1"], counts["gold_days"], counts["found_days"])}


def _count_mentions(
    counts: Counter[str], body: str, gold: Sequence[_Timex], found: Sequence[_Timex], types: frozenset[str] | None
) -> None:
    gold = [each for each in gold if types is None or each.type in types]
    found = [each for each in found if types is None or each.type in types]
    counts.update(gold=len(gold), found=len(found))
    for one, other in _matched(gold, found):
        counts.update(
            relaxed_f1=1,
            strict_f1=_trimmed(one.span, body) == _trimmed(other.span, body),
            type_f1=one.type == other.type,
            value_f1=one.value == other.value,
        )


def _count_days(counts: Counter[str], gold: Sequence[_Timex], found: Sequence[_Timex]) -> None:
    gold, found = [each for each in gold if each.days], [each for each in found if each.days]
    counts.update(gold_days=len(gold), found_days=len(found))
    counts["interval_f1"] += sum(one.days == other.days for one, other in _matched(gold, found))


def _matched(gold: Sequence[_Timex], found: Sequence[_Timex]) -> list[tuple[_Timex, _Timex]]:
    shared = sorted(
        (-(min(one.span.end, other.span.end) - max(one.span.start, other.span.start)), one.span.start, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if one.span.overlaps(other.span)
    )
    pairs, used = [], set()
    for _, _, i, j in shared:
        if ("gold", i) not in used and ("found", j) not in used:
            used |= {("gold", i), ("found", j)}
            pairs.append((gold[i], found[j]))
    return pairs


def _trimmed(span: Span, body: str) -> tuple[int, int]:
    text = span.of(body)
    start = span.start + len(text) - len(text.lstrip(_AROUND))
    return start, max(start, span.start + len(text.rstrip(_AROUND)))


def _gold(record: Any, document: Document) -> _Timex:
    try:
        value = record.get("value") or ""
        return _Timex(Span(record["start"], record["end"]), str(record["type"]), value, _days(value))
    except (AttributeError, KeyError, TypeError, ValueError):
        raise CorpusError(f"{document.doc_id!r} has a timex that is none: {str(record)[:80]!r}") from None


def _days(value: str) -> Days | None:
    """The first and the last day of a value, which may name both ends of a stretch: 2015-07-01/2015-07-03."""
    first, _, last = value.partition("/")
    one, other = days_of(first), days_of(last or first)
    return (one[0], other[1]) if one and other else None
