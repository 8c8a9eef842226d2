"""The two kinds of weights that are fitted, and the questions to which they are."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from corpus.sentences import sentences
from retrieval.encoders.hashing import HashingEncoder
from retrieval.fitting.files import read_gzipped
from retrieval.fitting.invented import contrast_pairs, invented_news, is_invented_learned
from retrieval.fitting.listwise import fit_listwise, hit_rate
from retrieval.fitting.logistic import fit_logistic
from retrieval.fitting.ranking_sets import ranking_cases
from retrieval.fitting.sets import LOOSE, calibration_cases, news_cases

SETS = os.environ.get("PUBLIC_SETS", "")


def test_logistic_weights_are_those_that_made_the_cases() -> None:
    """Of cases drawn with known odds they come back, whatever the columns' scale and middle; one that never varies gets nothing."""
    random = np.random.default_rng(3)
    table = np.stack([random.normal(5, 1, 20_000), random.normal(0, 100, 20_000), np.full(20_000, 7.0)], 1)
    right = random.random(20_000) < 1 / (1 + np.exp(-(2 * table[:, 0] - 0.01 * table[:, 1] - 9)))
    weights, bias = fit_logistic(table, right, np.full(20_000, 1 / 20_000), 1e-6)
    assert weights == pytest.approx([2, -0.01, 0], rel=0.1, abs=1e-4)
    assert bias == pytest.approx(-9, rel=0.1)


def test_logistic_cases_count_by_their_weight() -> None:
    """With nothing to tell them apart the probability is the share of the weight that is right, not of the cases."""
    right = np.array([True, False, False, False])
    weights, bias = fit_logistic(np.zeros((4, 1)), right, np.array([0.7, 0.1, 0.1, 0.1]), 1e-3)
    assert 1 / (1 + np.exp(-bias)) == pytest.approx(0.7, abs=1e-3)
    assert weights == pytest.approx([0])


def test_listwise_weights_put_what_is_right_first() -> None:
    """A column that tells what is right in each list counts, however little it varies; one that never varies does not."""
    random = np.random.default_rng(4)
    lists = []
    for size in range(2, 60):
        right = np.arange(size) == random.integers(size)
        table = np.stack([random.normal(0, 1, size), right * 0.01 + random.normal(0, 0.002, size), np.ones(size)], 1)
        lists.append((table, right))
    weights = fit_listwise(lists, 1e-4)
    assert hit_rate(lists, weights, 1) > 0.9 > hit_rate(lists, np.array([1.0, 0, 0]), 1)
    assert weights[2] == 0
    # With a floor under its spread such a column can't grow as large.
    assert 0 < fit_listwise(lists, 1e-4, floor=1.0)[1] < weights[1]


def test_lists_with_several_right_need_one_of_them_first() -> None:
    """The loss is that of the likeliest right one: the others may stand anywhere."""
    right = np.array([True, True, False])
    lists = [(np.array([[2.0], [-1.0], [0.0]]), right)] * 3
    weights = fit_listwise(lists, 1e-4)
    assert abs(weights[0]) > 1
    assert hit_rate(lists, weights, 1) == 1
    assert hit_rate([(np.zeros((3, 1)), np.array([False, False, True]))], np.ones(1), 2) == 0
    assert hit_rate([(np.zeros((3, 1)), np.array([False, False, True]))], np.ones(1), 3) == 1


def test_invented_news_say_what_answers_and_what_does_not() -> None:
    """Whole sentences answer or come near, never both; words stand in one that answers; nothing is there twice."""
    articles = list(invented_news())
    assert (
        len({article.title for article, _ in articles})
        == len({article.body for article, _ in articles})
        == len(articles)
    )
    for article, asked in articles:
        spans = {each.span for each in sentences(article.body)}
        assert len({each.question.casefold() for each in asked}) == len(asked) > 0
        for each in asked:
            assert spans.issuperset({*each.gold, *each.near})
            assert bool(each.gold) != bool(each.near)
            assert len(set(each.gold)) == len(each.gold)
            assert each.words is None or any(gold.holds(each.words) for gold in each.gold)
    learned = sum(is_invented_learned(number) for number in range(len(articles)))
    assert 0.8 < learned / len(articles) < 0.87


def test_contrast_pairs_are_one_question_answered_and_one_left_open() -> None:
    """Of each pair one has the sentence that answers and one what comes near it; no question is asked twice of an article."""
    pairs, articles = contrast_pairs(), {article.id: (article, asked) for article, asked in invented_news()}
    assert set(pairs) <= set(articles)
    for article_id, about in pairs.items():
        article, asked = articles[article_id]
        spans = {each.span for each in sentences(article.body)}
        questions = [each.question.casefold() for each in (*asked, *(each for pair in about for each in pair))]
        assert len(set(questions)) == len(questions)
        for answered, left_open in about:
            assert answered.gold
            assert left_open.near
            assert (answered.near, left_open.gold, left_open.words) == ((), (), None)
            assert spans.issuperset({*answered.gold, *left_open.near})
            assert answered.words is None or answered.gold[0].holds(answered.words)


@pytest.mark.skipif(
    not SETS or not (Path(SETS) / "news_articles.jsonl").is_file(),
    reason="PUBLIC_SETS names no folder that holds the news articles",
)
def test_news_cases_hold_the_answer_or_do_not() -> None:
    """Gold are whole sentences of the article; without them it is shorter and holds none; others are of other articles."""
    found = list(news_cases(Path(SETS)))
    kinds = {kind: [each for each in found if each[1].kind == kind] for kind in {case.kind for _, case in found}}
    bodies = {}
    for article, case in kinds["answerable_news"]:
        spans = {each.span for each in sentences(article.body)}
        assert case.gold
        assert spans.issuperset(case.gold)
        bodies[case.question] = article, [gold.of(article.body) for gold in case.gold]
    for article, case in kinds["dropped_news"]:
        own, gold = bodies[case.question]
        assert len(article.body) < len(own.body)
        assert not any(text in article.body for text in gold)
    own_of = {
        case.question: article.id for kind in ("answerable_news", "not_stated_news") for article, case in kinds[kind]
    }
    assert len(own_of) == len(kinds["off_topic_news"]) == 320
    assert all(own_of[case.question] != article.id for article, case in kinds["off_topic_news"])
    assert not any(case.gold for kind, each in kinds.items() if kind != "answerable_news" for _, case in each)


@pytest.mark.skipif(
    not SETS or not (Path(SETS) / "squad2").is_dir(), reason="PUBLIC_SETS names no folder that holds squad2"
)
def test_confidence_is_fitted_to_no_invented_news_that_the_selector_learns_from() -> None:
    """Of every sixth article one question in three is a case, asked of it and of another; of the others none is."""
    found = calibration_cases(Path(SETS))
    left = [
        (article, asked)
        for number, (article, every) in enumerate(invented_news())
        for asked in every
        if not is_invented_learned(number)
    ][::3]
    cases = [case for case in found.cases if case.kind.endswith("_invented")]
    own = [case for case in cases if case.kind != "off_topic_invented"]
    assert [(case.article_ids, case.question, case.gold) for case in own] == [
        ((article.id,), asked.question, asked.gold) for article, asked in left
    ]
    assert all((case.kind == "answerable_invented") == bool(case.gold) for case in own)
    others = [case for case in cases if case.kind == "off_topic_invented"]
    assert [case.question for case in others] == [asked.question for _, asked in left]
    titles = {article.id for article, _ in left}
    for case, (article, _) in zip(others, left, strict=True):
        assert case.gold == ()
        assert titles - {article.id} >= set(case.article_ids)
    assert {article.id for article in found.articles if article.id.startswith("invented-")} == titles


@pytest.mark.skipif(
    not SETS or not (Path(SETS) / "answer_selection").is_dir(),
    reason="PUBLIC_SETS names no folder that holds answer_selection",
)
def test_ranker_is_fitted_to_no_invented_news_that_is_left_aside() -> None:
    """Of the articles that the selector learns from one question in eight that has an answer is ranked, asked of its own article."""
    learned = [
        (article.id, asked.question, asked.gold)
        for number, (article, every) in enumerate(invented_news())
        for asked in every
        if is_invented_learned(number) and asked.gold
    ]
    found = ranking_cases(Path(SETS), HashingEncoder())
    bodies = {article.id: article.body for article in found.articles}
    asked_of = [(case.article_ids[0], case.question, case.gold) for case in found.cases]
    assert [each for each in asked_of if each[0].startswith("invented-")] == learned[::8]
    assert {name for name in bodies if name.startswith("invented-")} == {name for name, _, _ in learned}
    assert all(case.kind == "answerable" and case.gold for case in found.cases)
    assert all(gold.start < gold.end <= len(bodies[name]) for name, _, every in asked_of for gold in every)


@pytest.mark.skipif(
    not SETS or not (Path(SETS) / "answer_selection").is_dir(),
    reason="PUBLIC_SETS names no folder that holds answer_selection",
)
def test_the_selector_has_learned_from_no_loose_sentences_that_its_share_is_fitted_to() -> None:
    """Each is a question of those that validate with all its sentences, a paragraph each, some of which answer and some do not."""
    groups: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for path in (Path(SETS) / "answer_selection").glob("pairs_*.jsonl.gz"):
        for row in read_gzipped(path):
            if row["split"] == "valid":
                groups.setdefault((row["group"], row["question"]), []).append((row["sentence"], row["label"]))
    known: dict[tuple[str, str], list[frozenset[str]]] = {}
    for (_, question), rows in groups.items():
        body = "\n\n".join(sentence for sentence, _ in rows)
        known.setdefault((question, body), []).append(frozenset(sentence for sentence, label in rows if label))
    found = calibration_cases(Path(SETS))
    bodies = {article.id: article.body for article in found.articles}
    cases = [case for case in found.cases if case.kind == LOOSE]
    assert len(cases) > 500
    for case in cases:
        body = bodies[case.article_ids[0]]
        right = {span.of(body) for span in case.gold}
        assert right in known[case.question, body]
        assert right < set(body.split("\n\n"))
