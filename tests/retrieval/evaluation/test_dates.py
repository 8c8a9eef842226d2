from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from corpus.dates import DateMention
from corpus.dates.values import DateType
from corpus.errors import CorpusError
from corpus.values import Article, Span
from retrieval.batch import Document
from retrieval.evaluation import date_figures

BODY = "On 3 May 2014 it fell; it had stood for two years, since May, they said."
FELL, YEARS, MAY = "3 May 2014", "two years", "May,"


def _span(words: str) -> Span:
    start = BODY.index(words) if words != MAY else BODY.rindex("May,")
    return Span(start, start + len(words))


def _gold(words: str, kind: str, value: Any) -> dict[str, Any]:
    span = _span(words)
    return {"start": span.start, "end": span.end, "type": kind, "value": value}


def _found(span: Span, kind: DateType, value: str) -> DateMention:
    day = dt.date(2014, 5, 3)
    return DateMention(span, kind, value, day, day, "day", "stated", None, span)


def _document(*gold: Any) -> Document:
    return Document("doc", Article(id="d0", title="T", body=BODY), (), {"timexes": list(gold)})


GOLD = (_gold(FELL, "DATE", "2014-05-03"), _gold(YEARS, "DURATION", "P2Y"), _gold(MAY, "DATE", "2012-05"))


def test_a_perfect_answer_has_ones() -> None:
    """Spans with and without a mark at the end are the same span; durations are no days."""
    found = [
        _found(_span(FELL), "DATE", "2014-05-03"),
        _found(_span(YEARS), "DURATION", "P2Y"),
        _found(Span(_span(MAY).start, _span(MAY).end - 1), "DATE", "2012-05"),
    ]
    figures = date_figures([(_document(*GOLD), found)])
    assert {name: figure.value for name, figure in figures.items()} == dict.fromkeys(figures, 1.0)
    assert (figures["value_f1"].n, figures["interval_f1"].n) == (3, 2)


def test_figures_of_a_hand_made_case() -> None:
    """One right, one with another value and a wider span, one missed, one too many: 2 of 3 and 3 overlap."""
    wide = Span(_span(MAY).start - len("since "), _span(MAY).end)
    found = [
        _found(_span(FELL), "DATE", "2014-05-03"),
        _found(wide, "TIME", "2013-05"),
        _found(Span(0, 2), "DATE", "PRESENT_REF"),
    ]
    figures = date_figures([(_document(*GOLD), found)])
    assert figures["relaxed_f1"].value == pytest.approx(4 / 6)
    assert figures["strict_f1"].value == pytest.approx(2 / 6)
    assert figures["type_f1"].value == pytest.approx(2 / 6)
    assert figures["value_f1"].value == pytest.approx(2 / 6)
    assert figures["interval_f1"].value == pytest.approx(2 / 4)
    alone = date_figures([(_document(*GOLD), found)], frozenset({"DATE"}))
    assert alone["relaxed_f1"].value == pytest.approx(2 / 4)
    assert alone["interval_f1"] == figures["interval_f1"]


def test_a_gold_stretch_has_the_days_of_both_ends() -> None:
    """A value with a slash covers the days from the first end to the last."""
    gold = _gold(FELL, "DATE", "2014-05/2014-06")
    assert date_figures([(_document(gold), [_found(_span(FELL), "DATE", "2014-Q2")])])["interval_f1"].value == 0
    first_half = _gold(FELL, "DATE", "2014-01/2014-06")
    assert date_figures([(_document(first_half), [_found(_span(FELL), "DATE", "2014-H1")])])["interval_f1"].value == 1


def test_the_biggest_overlap_is_matched_first() -> None:
    """A mention that touches two gold ones counts for the one that it covers best, and once."""
    both = Span(_span(FELL).start, _span(YEARS).start + 3)
    figures = date_figures([(_document(*GOLD[:2]), [_found(both, "DATE", "2014-05-03")])])
    assert figures["relaxed_f1"].value == pytest.approx(2 / 3)
    assert figures["value_f1"].value == pytest.approx(2 / 3)


def test_nothing_against_nothing_is_no_division() -> None:
    """Documents without gold or mentions give zeros."""
    assert {figure.value for figure in date_figures([(_document(), [])]).values()} == {0.0}


@pytest.mark.parametrize(
    "gold", [None, "x", {}, {"start": 5, "end": 2, "type": "DATE"}, {"start": "a", "end": 2, "type": 1}]
)
def test_gold_that_is_none_names_its_document(gold: Any) -> None:
    """Half-written gold is one sentence, not a wrong figure."""
    with pytest.raises(CorpusError, match="'doc' has a timex"):
        date_figures([(_document(gold), [])])
