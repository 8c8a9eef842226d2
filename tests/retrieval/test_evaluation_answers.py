from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.values import Article, Span
from retrieval.answering import Found
from retrieval.batch import Asked, Document, Result
from retrieval.evaluation import Figure, answer_figures, auroc
from retrieval.values import Citation, Excerpt, Reason

BODY = "The tower fell in 1902. It was rebuilt. Nobody lives there."
FELL, REBUILT, NOBODY = Span(0, 23), Span(24, 39), Span(40, 59)
SCORES = st.lists(st.floats(0, 1) | st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=1, max_size=30)


@given(SCORES, SCORES)
def test_auroc_is_the_share_of_pairs_in_the_right_order(positives: list[float], negatives: list[float]) -> None:
    """By definition: over all pairs of a positive and a negative, one for above and a half for a tie."""
    pairs = [(high > low) + (high == low) / 2 for high in positives for low in negatives]
    assert auroc(positives, negatives) == pytest.approx(sum(pairs) / len(pairs))
    assert auroc(positives, negatives) + auroc(negatives, positives) == pytest.approx(1)


@pytest.mark.parametrize(("positives", "negatives"), [([], [1.0]), ([1.0], []), ([], [])])
def test_auroc_of_nothing_is_not_a_number(positives: list[float], negatives: list[float]) -> None:
    """Without a pair there is no share."""
    assert math.isnan(auroc(positives, negatives))


def _result(
    spans: list[Span],
    record: dict[str, Any],
    *,
    confidence: float = 0.5,
    reason: Reason | None = None,
    doc_ids: tuple[str, ...] | None = None,
    text: str | None = None,
) -> Result:
    citations = tuple(
        Citation(n, Excerpt("d0", span, text or span.of(BODY)), 0, "T", None, None, None, None, None, 1, -float(n))
        for n, span in enumerate(spans, start=1)
    )
    asked = Asked(record.get("id"), "Who?", "doc", None, record)
    return Result(asked, Found(citations, confidence, reason), doc_ids or ("doc",) * len(spans))


def _figures(*results: Result) -> dict[str, Figure]:
    documents = [Document(name, Article(id="d0", title="T", body=BODY), ()) for name in ("doc", "other")]
    return answer_figures(results, documents)


YEAR = {"answers": [{"start": 18, "end": 22, "text": "1902"}]}


def test_figures_of_a_hand_made_case() -> None:
    """Every figure as counted by hand, each over the questions it says."""
    figures = _figures(
        _result([FELL, REBUILT], {**YEAR, "evidence": [" The tower fell in 1902. "]}, confidence=0.9),
        _result([NOBODY, REBUILT, FELL], {**YEAR, "evidence": ["The tower fell"]}, confidence=0.4, reason="not_stated"),
        _result([REBUILT], {"answerable": True}, confidence=0.7),
        _result([REBUILT], {"answerable": False, "dataset": "adversarial", **YEAR}, confidence=0.5),
        _result([NOBODY], {"answerable": False, "dataset": "adversarial"}, confidence=0.1, reason="off_topic"),
        _result([], {"answerable": False}, confidence=0.0, reason="off_topic"),
    )
    assert figures == {
        "first_hit": Figure(0.5, 2),
        "three_hit": Figure(1.0, 2),
        "evidence_first": Figure(0.5, 2),
        "citation_length": Figure(19.0, 3),
        "verbatim": Figure(1.0, 8),
        "answered:answerable": Figure(2 / 3, 3),
        "answered:adversarial": Figure(0.5, 2),
        "answered:unanswerable": Figure(0.0, 1),
        "auroc:adversarial": Figure(5 / 6, 2),
        "auroc:unanswerable": Figure(1.0, 1),
    }


@pytest.mark.parametrize(
    ("spans", "hit"),
    [([FELL], 1.0), ([Span(18, 22)], 1.0), ([Span(0, 21)], 0.0), ([Span(19, 40)], 0.0), ([], 0.0)],
    ids=str,
)
def test_gold_span_is_hit_only_where_it_is_held_whole(spans: list[Span], hit: float) -> None:
    """Half of a gold span is no hit."""
    assert _figures(_result(spans, YEAR))["first_hit"] == Figure(hit, 1)


def test_gold_span_is_not_hit_in_another_document() -> None:
    """The same offsets elsewhere are other words."""
    assert _figures(_result([FELL], YEAR, doc_ids=("other",)))["first_hit"].value == 0
    assert _figures(_result([FELL], YEAR))["first_hit"].value == 1


def test_hit_counts_among_the_first_three_only() -> None:
    """A fourth excerpt comes too late."""
    late = [Span(0, 3), Span(4, 9), REBUILT, FELL]
    assert _figures(_result(late, YEAR))["three_hit"].value == 0
    assert _figures(_result(late[1:], YEAR))["three_hit"].value == 1


def test_evidence_counts_where_either_holds_the_other() -> None:
    """An excerpt shorter than the evidence sentence is evidence too; other words are none."""
    for evidence, value in (("fell in 1902", 1.0), ("Then the tower fell in 1902.", 0.0), (BODY, 1.0)):
        assert _figures(_result([FELL], {"evidence": [evidence]}))["evidence_first"] == Figure(value, 1)


def test_citation_that_is_not_the_bodys_words_is_counted() -> None:
    """The verbatim figure falls where an excerpt says something else."""
    assert _figures(_result([FELL], {}, text="The tower stood."), _result([FELL], {}))["verbatim"] == Figure(0.5, 2)


def test_null_answers_are_no_answers() -> None:
    """A record may hold null where others hold gold spans."""
    figures = _figures(_result([FELL], {"answers": None, "evidence": None}))
    assert "first_hit" not in figures
    assert "evidence_first" not in figures


def test_no_results_have_no_figures() -> None:
    """Nothing is said of nothing."""
    assert _figures() == {}
