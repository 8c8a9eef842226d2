from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.values import Article
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.scope import Scope, one_article, whole
from retrieval.ranking.confidence import load_model
from retrieval.ranking.evidence import KINDS, ask_for
from retrieval.ranking.lookup import Frequencies, Lookup
from retrieval.ranking.ranking import FEATURES, MATCHES, Ranked, rank
from tests.retrieval.samples import generation_of

# Sentences of six terms each, so that no index is told from another by the lengths of its rows.
EQUAL = tuple(
    Article(id=f"equal{n}", title="Equal", body=body)
    for n, body in enumerate(
        (
            "Harbour river copper winter candle meadow. Copper river stone marble garden pepper.",
            "River marble silver winter ladder pepper. Copper candle meadow basket ribbon carpet.",
            "Garden basket silver ribbon ladder carpet. Winter stone pepper harbour copper silver.",
        )
    )
)
QUESTIONS = ["copper river", "winter silver harbour", "marble zebra", "What is the copper garden?"]


def _ranked(text: str, *scopes: Scope) -> Ranked:
    query = HashingEncoder().encode_queries([text])[0]
    return rank(scopes, ask_for(text), query, load_model().ranker)


def _texts(ranked: Ranked) -> list[str]:
    return [
        ranked.scopes[scope].generation.sentence_text(row)
        for scope, row in zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True)
    ]


def test_features_are_the_matches_and_then_each_kind_with_its_offers() -> None:
    """The weights in model.json are read by these names, in this order."""
    assert FEATURES[: len(MATCHES)] == MATCHES
    assert len(set(FEATURES)) == len(FEATURES) == len(MATCHES) + sum(len(wanted) for wanted in KINDS.values())


@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("article", EQUAL, ids=lambda article: article.id)
def test_weights_rescaled_to_a_scope_are_those_of_an_index_over_it_alone(
    tmp_path: Path, article: Article, text: str
) -> None:
    """BM25 asked of one article is what an index of nothing else would say."""
    among, alone = generation_of(tmp_path / "among", EQUAL), generation_of(tmp_path / "alone", [article])
    terms = ask_for(text).terms
    found = []
    for scope in (one_article(among, article.id), whole(alone)):
        lookup = Lookup(scope.generation.sentence_terms, terms)
        found.append(lookup.bm25(scope.sentences, Frequencies.over([(lookup, scope.known)], len(terms))))
    np.testing.assert_allclose(found[0], found[1], atol=1e-3)


@pytest.mark.parametrize("text", QUESTIONS)
def test_scores_over_two_corpora_are_those_of_one_that_holds_both(tmp_path: Path, text: str) -> None:
    """Dividing the articles between corpora changes no score and no order."""
    together = generation_of(tmp_path / "together", EQUAL)
    parts = [generation_of(tmp_path / str(n), EQUAL[n : n + 2], corpus_id=n) for n in (0, 2)]
    one, two = _ranked(text, whole(together)), _ranked(text, *map(whole, parts))
    assert _texts(one) == _texts(two)
    np.testing.assert_allclose(one.score, two.score, atol=1e-3)
    assert one.known_share == pytest.approx(two.known_share)
    assert one.missing_names == two.missing_names


def test_candidates_come_best_first_and_once(generation: Generation) -> None:
    """Scores fall, no row comes twice, and the words asked for lead."""
    ranked = _ranked("Who built the lighthouse of Cape Varn?", whole(generation))
    assert (np.diff(ranked.score) <= 0).all()
    assert len(set(ranked.row.tolist())) == len(ranked)
    assert _texts(ranked)[0].startswith("The lighthouse of Cape Varn was built")
    np.testing.assert_allclose(ranked.features @ load_model().ranker, ranked.score)


def test_equal_scores_keep_the_order_of_scopes_and_rows(tmp_path: Path) -> None:
    """The same sentence in two corpora is a tie, and the first corpus comes first."""
    twins = [generation_of(tmp_path / str(n), EQUAL[:1], corpus_id=n) for n in (0, 5)]
    ranked = _ranked("copper river", *map(whole, twins))
    assert ranked.scope.tolist() == [0, 1, 0, 1]
    assert ranked.score[0] == ranked.score[1]


@pytest.mark.parametrize("scoped", ["none", "empty"])
def test_nothing_in_scope_ranks_nothing(tmp_path: Path, scoped: str) -> None:
    """No scope, or scopes without a sentence, give no candidate and no error."""
    scopes = [] if scoped == "none" else [whole(generation_of(tmp_path / "empty", ()))]
    ranked = _ranked("Who built Varn?", *scopes)
    assert len(ranked) == 0
    assert ranked.features.shape == (0, len(FEATURES))


def test_question_of_stop_words_still_ranks(generation: Generation) -> None:
    """With no term to look for, vectors alone rank, and no share is above zero."""
    ranked = _ranked("What is it?", whole(generation))
    assert len(ranked) == len(generation.sentences)
    assert ranked.known_share == ranked.missing_names == 0
    for name in ("sentence_bm25", "passage_bm25", "coverage", "coverage_before", "coverage_after"):
        assert not ranked.features[:, FEATURES.index(name)].any()


def test_known_share_and_missing_names_are_of_the_best_sentences_article(generation: Generation) -> None:
    """Names and numbers that the article of the best sentence lacks are counted, wherever else they stand."""
    known = _ranked("Did the engineer Ida Holm build the lighthouse of Varn?", whole(generation))
    assert known.missing_names == 0
    half = _ranked("Did the engineer Ida Zorn build the lighthouse of Varn?", whole(generation))
    assert half.missing_names == pytest.approx(1 / 3)
    assert 0 < half.known_share < known.known_share
    elsewhere = _ranked("Did the engineer Ida Reed build the lighthouse of Varn?", whole(generation))
    assert "Reed" in "".join(article.body for article in generation.articles)
    assert elsewhere.missing_names == pytest.approx(1 / 3)


def test_count_is_of_all_sentences_in_scope(generation: Generation) -> None:
    """How many sentences were searched is told, over one article or all."""
    one = one_article(generation, generation.articles[0].id)
    assert _ranked("Who?", one).count == len(one.sentences)
    assert _ranked("Who?", whole(generation)).count == len(generation.sentences)


def test_bm25_and_coverage_are_shares(generation: Generation) -> None:
    """What the features call a share lies between 0 and 1, and a sentence that is the question covers all of it."""
    scope = whole(generation)
    for row in scope.sentences:
        ranked = _ranked(generation.sentence_text(row), scope)
        at = ranked.row.tolist().index(row)
        for name in ("sentence_bm25", "passage_bm25", "coverage", "coverage_before", "coverage_after", "pairs"):
            column = ranked.features[:, FEATURES.index(name)]
            assert column.min() >= -1e-9
            assert column.max() <= 1 + 1e-9
        assert ranked.features[at, FEATURES.index("coverage")] == pytest.approx(1)
        assert ranked.features[at, FEATURES.index("pairs")] == 1
        assert ranked.features[at, FEATURES.index("sentence_cosine")] == pytest.approx(1, abs=1e-5)


def test_neighbours_add_coverage_within_the_paragraph_only(generation: Generation) -> None:
    """The sentence before counts what it adds; the one across the paragraph's end does not count."""
    ranked = _ranked("granite ships coal", whole(generation))
    cover = {
        text: ranked.features[at, FEATURES.index("coverage") : FEATURES.index("coverage") + 3]
        for at, text in enumerate(_texts(ranked))
    }
    tower = cover["A new tower of granite was finished four years later."]
    ships = cover["Ships kept running aground near the cape."]
    coal = cover["They carried coal to the harbour."]
    np.testing.assert_allclose(tower, [tower[0], 0, ships[0]])
    np.testing.assert_allclose(ships, [ships[0], tower[0], 0])
    np.testing.assert_allclose(coal, [coal[0], 0, 0])
    assert min(tower[0], ships[0], coal[0]) > 0


def test_sentence_takes_the_best_of_the_passages_that_hold_it(generation: Generation) -> None:
    """The passage features of a sentence are the greatest over the passages it stands in."""
    text = "granite tower near the cape"
    query = HashingEncoder().encode_queries([text])[0]
    ranked = _ranked(text, whole(generation))
    cosines = generation.passage_vectors.vectors(np.arange(len(generation.passages))) @ query
    table = generation.passages
    assert (np.bincount([row for _, first, last in table for row in range(first, last + 1)]) > 1).any()
    for at, row in enumerate(ranked.row.tolist()):
        best = max(cosines[p] for p, (_, first, last) in enumerate(table.tolist()) if first <= row <= last)
        assert ranked.features[at, FEATURES.index("passage_cosine")] == pytest.approx(best)


def test_only_the_columns_of_the_kind_asked_for_are_filled(generation: Generation) -> None:
    """What a sentence offers counts for the kind of question alone."""
    ranked = _ranked("Who built the lighthouse?", whole(generation))
    filled = {
        name.partition(":")[0] for at, name in enumerate(FEATURES) if ":" in name and ranked.features[:, at].any()
    }
    assert filled == {"person"}


def test_long_generation_is_searched_by_candidates(tmp_path: Path) -> None:
    """Of many sentences only the nearest are judged, and the one asked for is among them."""
    body = "\n".join(f"Ship number {n} carried cargo {n * 7} to harbour {n * 13}." for n in range(300))
    generation = generation_of(tmp_path / "long", [Article(id="long", title="Ships", body=body)])
    ranked = _ranked("cargo 1043", whole(generation))
    assert len(ranked) < 150
    assert _texts(ranked)[0] == "Ship number 149 carried cargo 1043 to harbour 1937."
