"""Questions with several needs, questions that follow others, and questions whose reason for having no answer is known."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import CorpusError
from corpus.values import Article, Span
from retrieval.answering.answering import Found
from retrieval.batch import Asked, Document, Result
from retrieval.evaluation import answer_figures, read_after
from retrieval.values import Citation, Excerpt, Reason

BODY = "Holm said so. She left in May. Berg stayed. Nobody knows why."
SAID, LEFT, STAYED, WHY = Span(0, 13), Span(14, 30), Span(31, 43), Span(44, 61)


def _result(
    spans: list[Span], record: dict[str, Any], *, reason: Reason | None = None, shown: int = 5, doc_id: str = "doc"
) -> Result:
    citations = tuple(
        Citation(n, Excerpt("d0", span, span.of(BODY)), 0, "T", None, None, None, None, None, 1, -float(n))
        for n, span in enumerate(spans, start=1)
    )
    found = Found(citations, 0.5, reason, shown=shown)
    return Result(Asked(1, "Who?", "doc", None, record), found, (doc_id,) * len(spans))


def _figures(*results: Result) -> dict[str, Any]:
    documents = [Document(name, Article(id="d0", title="T", body=BODY), ()) for name in ("doc", "other")]
    return {name: (each.value, each.n) for name, each in answer_figures(results, documents).items()}


def _need(*spans: Span) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


TWO = {"type": "several", "gold": [_need(SAID), _need(LEFT, WHY)]}


def test_a_need_is_met_by_any_of_its_sentences() -> None:
    """Of two needs one is met, then both, then none; the first citation counts where it meets either."""
    figures = _figures(_result([STAYED, WHY], TWO), _result([LEFT, SAID], TWO), _result([STAYED], TWO))
    assert figures["needs_met"] == (0.5, 3)
    assert figures["all_needs"] == (pytest.approx(1 / 3), 3)
    assert figures["first_need"] == (pytest.approx(1 / 3), 3)
    assert figures["type:several:needs_met"] == figures["needs_met"]
    # (0 + 1/2)/2, (1/1 + 2/2)/2, 0: precision where each need is first met.
    assert figures["map"] == (pytest.approx((0.25 + 1 + 0) / 3), 3)


def test_one_sentence_can_meet_several_needs() -> None:
    """Items that stand in one citation are all met by it."""
    figures = _figures(_result([Span(0, 30)], TWO))
    assert (figures["needs_met"], figures["all_needs"], figures["map"]) == ((1.0, 1), (1.0, 1), (1.0, 1))


@pytest.mark.parametrize(
    ("cited", "meets"),
    [(SAID, 1.0), (Span(0, 30), 1.0), (Span(0, 8), 1.0), (Span(8, 20), 0.0), (LEFT, 0.0)],
    ids=str,
)
def test_a_citation_meets_a_need_that_it_holds_or_lies_in(cited: Span, meets: float) -> None:
    """One that only overlaps a gold sentence does not give it."""
    figures = _figures(_result([cited], {"gold": [_need(SAID)]}))
    assert figures["needs_met"] == figures["all_needs"] == figures["first_need"] == (meets, 1)


def test_only_what_would_be_shown_meets_needs() -> None:
    """A citation after those that an answer shows comes too late, whether or not the answer was given."""
    assert _figures(_result([SAID, LEFT], TWO, shown=1))["needs_met"] == (0.5, 1)
    assert _figures(_result([SAID, LEFT], TWO, reason="not_stated"))["needs_met"] == (1.0, 1)
    assert _figures(_result([], TWO))["needs_met"] == (0.0, 1)


def test_needs_are_not_met_in_another_document() -> None:
    """The same offsets elsewhere are other words."""
    figures = _figures(_result([SAID, LEFT], TWO, doc_id="other"))
    assert [figures[name][0] for name in ("needs_met", "first_need", "map", "mrr")] == [0, 0, 0, 0]


def test_questions_without_an_answer_are_told_apart_by_reason() -> None:
    """Without a dataset the reason names the group; the reason given is judged where the question was not answered."""
    off_topic: dict[str, Any] = {"answerable": False, "reason": "off_topic", "gold": []}
    not_stated = {**off_topic, "reason": "not_stated"}
    figures = _figures(
        _result([SAID], TWO),
        _result([SAID], off_topic, reason="off_topic"),
        _result([SAID], off_topic, reason="not_stated"),
        _result([SAID], off_topic),
        _result([SAID], not_stated, reason="not_stated"),
    )
    assert figures["answered:off_topic"] == (pytest.approx(1 / 3), 3)
    assert figures["reason:off_topic"] == (0.5, 2)
    assert figures["reason:not_stated"] == (1.0, 1)
    assert figures["auroc:off_topic"] == (0.5, 3)
    assert figures["needs_met"][1] == 1


def _asked(name: Any, text: str, after: Any = None) -> Asked:
    return Asked(name, text, "doc", None, {"after": after})


def test_follow_ups_are_read_after_what_they_follow() -> None:
    """A bare question takes the place of the question word before it, along a chain and in whatever order the lines stand."""
    asked = (
        _asked("c", "And where?", "b"),
        _asked("a", "Why did the shop close?"),
        _asked("b", "And when?", "a"),
        _asked(4, "Who is Ida Holm?", "a"),
    )
    read = read_after(asked)
    assert [each.text for each in read] == [
        "Where did the shop close?",
        "Why did the shop close?",
        "When did the shop close?",
        "Who is Ida Holm?",
    ]
    assert [each.id for each in read] == [each.id for each in asked]
    assert [each.record for each in read] == [each.record for each in asked]


def test_questions_that_can_not_be_asked_are_left_alone() -> None:
    """An empty question, and one that follows an empty one, keep their text."""
    read = read_after([_asked("a", "?"), _asked("b", "And when?", "a"), _asked("c", "…", "b")])
    assert [each.text for each in read] == ["?", "And when?", "…"]


@pytest.mark.parametrize("after", ["z", 7, ["a"], {}, True])
def test_a_question_that_follows_none_is_named(after: Any) -> None:
    """What is followed must be among the questions."""
    with pytest.raises(CorpusError, match=r"the question 'b' follows .*, which is not among the questions"):
        read_after([_asked("a", "Why?"), _asked("b", "And when?", after)])


def test_a_question_that_follows_one_of_several_is_named() -> None:
    """Files may share ids, but what follows such a one follows nobody knows which."""
    same = [_asked("a", "Why did it close?"), _asked("a", "Why did it open?")]
    assert len(read_after([*same, _asked("b", "And when?")])) == 3
    with pytest.raises(CorpusError, match="the question 'b' follows 'a', which several questions are called"):
        read_after([*same, _asked("b", "And when?", "a")])


@pytest.mark.parametrize("ring", [["a"], ["b", "a"], ["c", "a", "b"]], ids=str)
def test_a_ring_of_questions_is_an_error(ring: list[str]) -> None:
    """Questions that follow each other in a ring have no first one to begin with."""
    with pytest.raises(CorpusError, match="follows itself"):
        read_after([_asked(name, "And when?", after) for name, after in zip("abc", ring, strict=False)])


def test_a_long_chain_is_read_along() -> None:
    """Thousands of questions that follow one another are read once each, without a stack of calls."""
    chain = [_asked(at, "Why did it close?", at + 1 if at < 1999 else None) for at in range(2000)]
    assert len(read_after(chain)) == 2000
