from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import CorpusError
from corpus.values import Article, Span
from retrieval.answering.answering import Found
from retrieval.batch import Asked, Document, Result
from retrieval.evaluation import Figure, answer_figures, auroc
from retrieval.evaluation.wording import exact, token_f1
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
    answer: Span | None = None,
    shown: int = 5,
) -> Result:
    citations = tuple(
        Citation(
            n,
            Excerpt("d0", span, text or span.of(BODY)),
            0,
            "T",
            None,
            None,
            None,
            None,
            None,
            1,
            -float(n),
            None,
            answer,
        )
        for n, span in enumerate(spans, start=1)
    )
    asked = Asked(record.get("id"), record.get("question", "Who?"), "doc", None, record)
    found = Found(citations, confidence, reason, shown=shown)
    return Result(asked, found, doc_ids or ("doc",) * len(spans))


def _figures(*results: Result) -> dict[str, Figure]:
    documents = [Document(name, Article(id="d0", title="T", body=BODY), ()) for name in ("doc", "other")]
    return answer_figures(results, documents)


def _counted(*results: Result) -> dict[str, Any]:
    """The figures without their intervals."""
    return {name: (each.value, each.n) for name, each in _figures(*results).items()}


YEAR = {"answers": [{"start": 18, "end": 22, "text": "1902"}]}


def test_figures_of_a_hand_made_case() -> None:
    """Every figure as counted by hand, each over the questions it says."""
    figures = _counted(
        _result([FELL, REBUILT], {**YEAR, "evidence": [" The tower fell in 1902. "]}, confidence=0.9),
        _result([NOBODY, REBUILT, FELL], {**YEAR, "evidence": ["The tower fell"]}, confidence=0.4, reason="not_stated"),
        _result([REBUILT], {"answerable": True}, confidence=0.7),
        _result([REBUILT], {"answerable": False, "dataset": "adversarial", **YEAR}, confidence=0.5),
        _result([NOBODY], {"answerable": False, "dataset": "adversarial"}, confidence=0.1, reason="off_topic"),
        _result([], {"answerable": False}, confidence=0.0, reason="off_topic"),
    )
    assert {name: value for name, value in figures.items() if not name.startswith(("type:", "ece", "brier"))} == {
        "first_hit": (0.5, 2),
        "three_hit": (1.0, 2),
        "evidence_first": (0.5, 2),
        "citation_length": (19.0, 3),
        "answer_span:share": (0.0, 1),
        "map": (pytest.approx((1 + 1 / 3) / 2), 2),
        "mrr": (pytest.approx((1 + 1 / 3) / 2), 2),
        "verbatim": (1.0, 8),
        "answered:answerable": (pytest.approx(2 / 3), 3),
        "answered:adversarial": (0.5, 2),
        "answered:unanswerable": (0.0, 1),
        "confidence:answerable": (pytest.approx(2 / 3), 3),
        "confidence:adversarial": (pytest.approx(0.3), 2),
        "confidence:unanswerable": (0.0, 1),
        "auroc:adversarial": (pytest.approx(5 / 6), 2),
        "auroc:unanswerable": (1.0, 1),
        "operating:adversarial@3%": (pytest.approx(2 / 3), 3),
        "operating:unanswerable@3%": (1.0, 3),
        "threshold:adversarial@3%": (0.7, 2),
        "threshold:unanswerable@3%": (0.4, 1),
    }
    # Each is the only one of its bin: off by .1, .6, .3, .5, .1 and 0.
    assert figures["ece"] == figures["ece_equal_mass"] == (pytest.approx(1.6 / 6), 6)
    assert figures["brier"] == (pytest.approx((0.01 + 0.36 + 0.09 + 0.25 + 0.01) / 6), 6)


@pytest.mark.parametrize(
    ("spans", "hit"),
    [([FELL], 1.0), ([Span(18, 22)], 1.0), ([Span(0, 21)], 0.0), ([Span(19, 40)], 0.0), ([], 0.0)],
    ids=str,
)
def test_gold_span_is_hit_only_where_it_is_held_whole(spans: list[Span], hit: float) -> None:
    """Half of a gold span is no hit."""
    assert _counted(_result(spans, YEAR))["first_hit"] == (hit, 1)


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
        assert _counted(_result([FELL], {"evidence": [evidence]}))["evidence_first"] == (value, 1)


def test_a_question_without_citations_has_no_evidence_first() -> None:
    """What can't be asked, or is asked of nothing, counts as missed and not as never asked."""
    record = {"evidence": ["The tower fell in 1902."]}
    assert _counted(_result([FELL], record), _result([], record))["evidence_first"] == (0.5, 2)


def test_groups_and_types_are_names_on_one_line() -> None:
    """No name of a file's makes others of a figure's line, or counts questions without an answer among those with one."""
    figures = _figures(
        _result([FELL], {"type": "two\n lines"}),
        _result([FELL], {"answerable": False, "dataset": "answerable"}),
        _result([FELL], {"answerable": False, "reason": "so\nit is"}),
    )
    assert figures["answered:answerable"].n == figures["answered:unanswerable"].n == figures["answered:so it is"].n == 1
    assert "type:two lines:answered" in figures


@pytest.mark.parametrize("answerable", ["false", None, 0, []], ids=str)
def test_answerable_is_true_or_false(answerable: Any) -> None:
    """Anything else is named, since it would count for one of them."""
    with pytest.raises(CorpusError, match=r"the question 'q7' has .* as answerable: it is true or false"):
        _figures(_result([FELL], {"id": "q7", "answerable": answerable}))


def test_citation_that_is_not_the_bodys_words_is_counted() -> None:
    """The verbatim figure falls where an excerpt says something else."""
    figures = _counted(_result([FELL], {}, text="The tower stood."), _result([FELL], {}))
    assert figures["verbatim"] == (0.5, 2)


def test_null_answers_are_no_answers() -> None:
    """A record may hold null where others hold gold spans."""
    figures = _figures(_result([FELL], {"answers": None, "evidence": None}))
    assert "first_hit" not in figures
    assert "evidence_first" not in figures


def test_no_results_have_no_figures() -> None:
    """Nothing is said of nothing."""
    assert _figures() == {}


@pytest.mark.parametrize(
    ("said", "gold", "same", "overlap"),
    [
        ("The Tower, of 1902!", ["tower of 1902"], True, 1.0),  # case, marks and articles aside
        ("in 1902", ["1903", "1902"], False, 2 / 3),  # the best of the gold answers counts
        ("a tower tower", ["tower"], False, 2 / 3),  # a word counts as often as it stands in both
        ("1871", ["1902"], False, 0.0),
        ("the", ["an"], True, 1.0),  # nothing but articles is the same nothing
        ("the", ["1902"], False, 0.0),
        ("1902", [], False, 0.0),
    ],
)
def test_words_are_compared_as_squad_does(said: str, gold: list[str], *, same: bool, overlap: float) -> None:
    """Exact match and token F1 as SQuAD 2's evaluation script counts them."""
    assert exact(said, gold) is same
    assert token_f1(said, gold) == pytest.approx(overlap)


def test_words_pointed_at_count_where_the_first_citation_is_a_hit() -> None:
    """`answer_span` is over first hits only: of those, how many point at words, and how near these come to the gold."""
    figures = _counted(
        _result([FELL], YEAR, answer=Span(18, 22)),
        _result([FELL], YEAR, answer=Span(15, 22)),  # "in 1902" has one word of two
        _result([FELL], YEAR),
        _result([REBUILT, FELL], YEAR, answer=Span(18, 22)),  # no hit, whatever it points at
    )
    assert figures["answer_span:share"] == (pytest.approx(2 / 3), 3)
    assert figures["answer_span:exact"] == (0.5, 2)
    assert figures["answer_span:f1"] == (pytest.approx((1 + 2 / 3) / 2), 2)


def test_gold_without_words_is_read_off_the_document() -> None:
    """A gold span alone says its words, too."""
    figures = _counted(_result([FELL], {"answers": [{"start": 18, "end": 22}]}, answer=Span(18, 22)))
    assert figures["answer_span:exact"] == (1.0, 1)


def test_average_precision_counts_each_gold_sentence_where_it_is_first_met() -> None:
    """Two of three gold sentences at ranks 1 and 3: (1/1 + 2/3 + 0) / 3; the first is at rank 1."""
    gold = {"gold_sentences": [[0, 23], [40, 59], [70, 80]]}
    figures = _counted(_result([FELL, REBUILT, NOBODY], gold))
    assert figures["map"] == (pytest.approx((1 + 2 / 3) / 3), 1)
    assert figures["mrr"] == (1.0, 1)
    late = _counted(_result([REBUILT, FELL], gold), _result([REBUILT], gold))
    assert late["mrr"] == (0.25, 2)
    assert late["map"] == (pytest.approx((1 / 2) / 3 / 2), 2)


def test_types_are_named_by_the_line_or_told_from_the_words() -> None:
    """A line's `type` goes before its `qtype`, and that before the kind which its words ask for; only answerable ones count."""
    figures = _counted(
        _result([FELL], {**YEAR, "question": "When did it fall?"}, confidence=0.8),
        _result([REBUILT], {**YEAR, "question": "When did it fall?"}, confidence=0.4, reason="not_stated"),
        _result([FELL], {**YEAR, "question": "When did it fall?", "qtype": "Factual"}, confidence=0.3),
        _result([FELL], {**YEAR, "question": "When?", "qtype": "Factual", "type": "several"}),
        _result([FELL], {"answerable": False, "question": "When was it sold?"}),
    )
    assert {name.split(":")[1] for name in figures if name.startswith("type:")} == {"time", "Factual", "several"}
    assert figures["type:time:first_hit"] == (0.5, 2)
    assert figures["type:time:answered"] == (0.5, 2)
    assert figures["type:time:confidence"] == (pytest.approx(0.6), 2)
    assert figures["type:Factual:confidence"] == (pytest.approx(0.3), 1)


def test_questions_that_the_text_answers_are_reported_apart() -> None:
    """Where some are marked text_based, the figures of the confidence stand again with those alone as the answerable ones."""
    figures = _counted(
        _result([FELL], {"answerable": True, "text_based": True}, confidence=0.9),
        _result([FELL], {"answerable": True, "text_based": False}, confidence=0.1, reason="off_topic"),
        _result([FELL], {"answerable": False, "text_based": False, "dataset": "voa"}, confidence=0.5),
    )
    assert figures["answered:answerable"] == (0.5, 2)
    assert figures["text_based:answered:answerable"] == (1.0, 1)
    assert (figures["auroc:voa"], figures["text_based:auroc:voa"]) == ((0.5, 1), (1.0, 1))
    assert figures["text_based:answered:voa"] == figures["answered:voa"] == (1.0, 1)
    assert "text_based:first_hit" not in figures
    same = _figures(_result([FELL], {"text_based": True}), _result([FELL], {"answerable": False}))
    assert not any(name.startswith("text_based:") for name in same)


@pytest.mark.parametrize(
    "gold",
    [
        {"answers": [{"start": 3}]},
        {"answers": [{"start": 5, "end": 3}]},
        {"answers": [{"start": "0", "end": "3"}]},
        {"answers": 7},
        {"answers": ["1902"]},
        {"gold": [[0, 23]]},
        {"gold": [[[0, 23, 4]]]},
        {"gold": [[[0.5, 2]]]},
        {"gold_sentences": [None]},
        {"evidence": [1902]},
        {"evidence": "The tower fell in 1902."},
    ],
    ids=str,
)
def test_gold_that_is_none_is_named(gold: dict[str, Any]) -> None:
    """What can't be read as gold is an error that names the question, not a figure."""
    with pytest.raises(CorpusError, match="the question 'q7' has a gold answer that can't be read"):
        _figures(_result([FELL], {"id": "q7", **gold}))
