from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from functools import reduce
from pathlib import Path

import numpy as np
import pytest

import retrieval.ranking.confidence
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.scope import whole
from retrieval.ranking.confidence import SELECTED, SIGNALS, STATED, load_model, signals
from retrieval.ranking.evidence import ask_for
from retrieval.ranking.ranking import FEATURES, rank

_MODEL = json.loads(Path(retrieval.ranking.confidence.__file__).with_name("model.json").read_text("utf-8"))


def test_model_has_a_weight_for_every_feature_and_signal() -> None:
    """No name is missing from model.json and none in it is unknown, so that nothing counts as 0 unsaid."""
    assert set(_MODEL["ranker"]) == set(FEATURES)
    assert set(_MODEL["plain"]["weights"]) == set(SIGNALS)
    assert set(_MODEL["selected"]["weights"]) == {*SIGNALS, *SELECTED}
    assert set(_MODEL["stated"]["weights"]) == set(STATED)
    model = load_model()
    assert dict(zip(FEATURES, model.ranker, strict=True)) == _MODEL["ranker"]
    assert dict(zip(SIGNALS, model.plain.weights, strict=True)) == _MODEL["plain"]["weights"]
    assert dict(zip(SIGNALS + SELECTED, model.selected.weights, strict=True)) == _MODEL["selected"]["weights"]
    assert dict(zip(STATED, model.stated.weights, strict=True)) == _MODEL["stated"]["weights"]


@pytest.mark.parametrize("path", [("ranker",), ("plain", "weights"), ("selected", "weights"), ("stated", "weights")])
def test_model_without_a_weight_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]
) -> None:
    """A weight that is missing is an error, never a silent zero."""
    less = deepcopy(_MODEL)
    weights = reduce(lambda value, name: value[name], path, less)
    name = next(iter(weights))
    del weights[name]
    (tmp_path / "model.json").write_text(json.dumps(less), "utf-8")
    monkeypatch.setattr(retrieval.ranking.confidence, "__file__", str(tmp_path / "confidence.py"))
    with pytest.raises(KeyError, match=name):
        load_model.__wrapped__()


def test_thresholds_are_probabilities_in_order() -> None:
    """What is off topic is less sure than what is answered."""
    model = load_model()
    assert 0 < model.off_topic < model.plain.threshold < 1
    assert 0 < model.selected.threshold < 1
    assert 0 < model.stated.threshold < 1


@pytest.mark.parametrize("scale", [-20.0, -1.0, 0.0, 1.0, 20.0])
def test_confidence_is_a_probability(scale: float) -> None:
    """However extreme the signals, confidence stays between 0 and 1, and more of what speaks for an answer is more."""
    for each in (load_model().plain, load_model().selected):
        found = each.probability(scale * each.weights)
        assert 0 <= found <= 1
        assert found <= each.probability((scale + 1) * each.weights)


def test_what_the_selector_rules_out_is_not_answered_however_alike_it_is() -> None:
    """Where no sentence states it by the selector's reading the confidence stays below the threshold, else it is the calibration's."""
    model = load_model()
    alike = np.where(model.selected.weights[: len(SIGNALS)] > 0, 3.0, 0.0)
    read = dict.fromkeys(SELECTED, 0.0) | {"first_cosine": 1.0, "first_coverage": 1.0}
    stated = np.array(list((read | {"answers": 6.0, "nothing": -6.0, "words": 1.0}).values()))
    ruled_out = np.array(list((read | {"answers": -9.0, "nothing": 9.0}).values()))
    assert model.selected.probability(np.concatenate([alike, ruled_out])) > model.selected.threshold
    assert model.confidence(alike, ruled_out) == pytest.approx(0.99 * model.selected.threshold)
    assert model.confidence(alike, stated) == model.selected.probability(np.concatenate([alike, stated]))
    unlike = -alike
    assert model.confidence(unlike, ruled_out) == model.selected.probability(np.concatenate([unlike, ruled_out]))
    assert model.confidence(unlike, ruled_out) < 0.99 * model.selected.threshold


def test_calibration_is_that_of_the_selector_that_read() -> None:
    """Only the selector that the weights were fitted with has its own; without one and with another the plain one serves."""
    model = load_model()
    assert model.calibration_for(model.selector) is model.selected
    assert model.calibration_for("another") is model.plain
    assert model.calibration_for(None) is model.plain


@pytest.mark.parametrize(
    "question", ["Who built the lighthouse?", "When did it burn?", "How many loaves?", "Where?", "Why?", "Name it"]
)
def test_signals_are_one_finite_number_each(generation: Generation, question: str) -> None:
    """Every signal is there and finite for every kind of question."""
    query = HashingEncoder().encode_queries([question])[0]
    asked = ask_for(question)
    ranked = rank([whole(generation)], asked, query, load_model().ranker)
    found = signals(ranked, asked)
    assert found.shape == (len(SIGNALS),)
    assert np.isfinite(found).all()
    named = dict(zip(SIGNALS, found, strict=True))
    assert named["score"] == ranked.score[0]
    assert named["lead"] == ranked.score[0] - ranked.score[1]
    assert named["greatest_cosine"] >= named["cosine"]
    assert named["terms"] == pytest.approx(len(asked.terms) ** 0.5)
    assert sum(named[name] for name in SIGNALS if name.startswith("no_")) <= 1


def test_missing_offer_is_told_for_the_kind_that_is_asked_for(generation: Generation) -> None:
    """A question for a number whose best sentence has none is marked, and no other kind is."""
    question = "How many bakeries in Olde Street won a gold medal for rye bread on Monday?"
    query = HashingEncoder().encode_queries([question])[0]
    asked = ask_for(question)
    found = dict(
        zip(SIGNALS, signals(rank([whole(generation)], asked, query, load_model().ranker), asked), strict=True)
    )
    assert [name for name in SIGNALS if name.startswith("no_") and found[name]] == ["no_number"]


def test_only_candidate_leads_nobody(generation: Generation) -> None:
    """With one sentence in scope there is no second to be ahead of."""
    asked = ask_for("Who built it?")
    scope = whole(generation)
    alone = replace(scope, sentences=scope.sentences[:1], passages=scope.passages[:1])
    ranked = rank([alone], asked, HashingEncoder().encode_queries(["Who built it?"])[0], load_model().ranker)
    assert len(ranked) == 1
    assert signals(ranked, asked)[SIGNALS.index("lead")] == 0


def test_nothing_ranked_gives_no_signals() -> None:
    """Without candidates all signals are zero."""
    asked = ask_for("Who?")
    nothing = rank([], asked, HashingEncoder().encode_queries(["Who?"])[0], load_model().ranker)
    assert signals(nothing, asked).tolist() == [0.0] * len(SIGNALS)
