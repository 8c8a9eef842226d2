"""What every selector must do: the one that ships with Footnote, a cross-encoder and an extractive reader in a folder."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from config.sections import SelectorSettings
from retrieval.selectors import Reading, Selector, load_selector
from retrieval.selectors.windows import Window
from tests.retrieval.selectors.tiny import save_cross_encoder, save_reader

QUESTION = "Who carried the coal to the harbour?"
WINDOWS = [
    Window("The harbour", ("The lighthouse was built in 1871.", "Ida Holm carried coal to it.", "It burned down.")),
    Window("", ("The lighthouse was built in 1871.", "Ida Holm carried coal to it.")),
    Window("The harbour", ("It burned down.",)),
    Window("", ("coal " * 3000, "It burned down.")),
    Window("", ("", " ", "\n\t", "?!…", "A")),
    Window(
        "🚀 東京",
        ("é e\u0301 ﬁ 東京 👩\u200d🚀 coal \u202e\x00", "\u0301\u0301 coal\u00a0\u3000was", "\U0001d56e\ufb03"),
    ),
    Window("[SEP]", ("[CLS] [SEP] [PAD] [MASK] [unused1]", "</s><s> <|endoftext|>", "##coal [UNK]")),
    Window("x" * 5000, ("x" * 5000, "(" * 2000, "\u0301" * 2000)),
    Window("", tuple(f"The coal was carried in {year}." for year in range(1871, 1901))),
    Window("Nothing", ()),
]
TINY: dict[str, Callable[[Path], Path]] = {"a cross-encoder": save_cross_encoder, "a reader": save_reader}


@cache
def _loaded(model: str) -> Selector:
    found = load_selector(SelectorSettings(model=model))
    assert found is not None
    return found


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder with each tiny model, as a user might have one."""
    folder = tmp_path_factory.mktemp("selectors")
    return {name: save(folder / name) for name, save in TINY.items()}


@pytest.fixture(params=["footnote", *TINY])
def selector(request: pytest.FixtureRequest, models: dict[str, Path]) -> Selector:
    """Every selector in turn, loaded once."""
    return _loaded(str(models.get(request.param, request.param)))


def _numbers(readings: Sequence[Reading]) -> list[float]:
    return [
        number
        for reading in readings
        for number in (*reading.answers, reading.nothing, *(each.probability for each in reading.words if each))
    ]


def test_selector_says_what_it_is(selector: Selector) -> None:
    """Model and digest are known, and loading again tells the same."""
    again = load_selector(SelectorSettings(model=selector.model))
    assert again is not None
    assert again.model == selector.model != ""
    assert again.digest == selector.digest != ""


def test_one_reading_for_each_window_in_order(selector: Selector) -> None:
    """Readings say as much as their windows have sentences, hostile ones too, in numbers."""
    readings = selector.read(QUESTION, WINDOWS)
    assert [len(each.answers) for each in readings] == [len(each.sentences) for each in WINDOWS]
    assert [len(each.words) for each in readings] == [len(each.sentences) for each in WINDOWS]
    assert all(map(math.isfinite, _numbers(readings)))
    assert selector.read(QUESTION, []) == []


def test_words_lie_inside_their_sentence(selector: Selector) -> None:
    """Words are characters of the sentence, at least one, with a probability; those of a window share one certainty."""
    for window, reading in zip(WINDOWS, selector.read(QUESTION, WINDOWS), strict=True):
        for sentence, words in zip(window.sentences, reading.words, strict=True):
            if words:
                assert 0 <= words.start < words.end <= len(sentence)
                assert 0 <= words.probability <= 1
        assert sum(each.probability for each in reading.words if each) <= 1 + 1e-6


def test_sentence_of_nothing_has_no_words(selector: Selector) -> None:
    """Where there is nothing to read nothing is pointed at."""
    (reading,) = selector.read(QUESTION, [Window("", ("", " ", "\n\t", "coal"))])
    assert reading.words[:3] == (None, None, None)


def test_reading_depends_on_its_window_alone(selector: Selector) -> None:
    """Alone, together or in another order, a window is read the same."""
    together = selector.read(QUESTION, WINDOWS)
    backwards = selector.read(QUESTION, WINDOWS[::-1])[::-1]
    alone = [reading for window in WINDOWS for reading in selector.read(QUESTION, [window])]
    assert _numbers(together) == pytest.approx(_numbers(backwards), abs=1e-4)
    assert _numbers(together) == pytest.approx(_numbers(alone), abs=1e-4)


def test_same_input_gives_the_same_reading(selector: Selector) -> None:
    """Nothing is left to chance, and nothing of one question stays for the next."""
    first = selector.read(QUESTION, WINDOWS)
    selector.read("Where?", WINDOWS)
    assert selector.read(QUESTION, WINDOWS) == first


def test_question_and_sentences_are_both_read(selector: Selector) -> None:
    """Another question, and another sentence, are answered otherwise."""
    window = WINDOWS[0]
    (said,) = selector.read(QUESTION, [window])
    (asked_otherwise,) = selector.read("When was the lighthouse built?", [window])
    (read_otherwise,) = selector.read(QUESTION, [Window(window.title, ("Coal.", *window.sentences[1:]))])
    assert said.answers != pytest.approx(asked_otherwise.answers, abs=1e-3)
    assert said.answers[0] != pytest.approx(read_otherwise.answers[0], abs=1e-3)
    assert len(set(said.answers)) == len(said.answers)


@pytest.mark.parametrize("question", ["?", "x" * 1000, "[SEP] " * 160, "coal " * 200, "👩\u200d🚀\u0301" * 250])
def test_any_question_is_read(selector: Selector, question: str) -> None:
    """A question of any length leaves room for what is asked of: its sentences are still told apart."""
    (reading,) = selector.read(question, [Window("", ("coal", "the harbour"))])
    assert all(map(math.isfinite, _numbers([reading])))
    assert reading.answers[0] != reading.answers[1]


def test_long_sentence_leaves_room_for_its_neighbour(selector: Selector) -> None:
    """After a sentence longer than the model reads, the next one is still read."""
    endless = "coal " * 3000
    one, other = selector.read(QUESTION, [Window("", (endless, text)) for text in ("the harbour", "a lighthouse")])
    assert one.answers[1] != pytest.approx(other.answers[1], abs=1e-4)


@pytest.mark.parametrize("name", ["footnote", *TINY])
def test_making_a_selector_loads_no_torch(name: str, models: dict[str, Path]) -> None:
    """What a selector is can be told without the seconds that loading it takes."""
    code = (
        "import sys; from config.sections import SelectorSettings; from retrieval.selectors import load_selector;"
        "selector = load_selector(SelectorSettings(model=sys.argv[1])); assert selector.digest;"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'onnxruntime'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(models.get(name, name))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_none_is_no_selector() -> None:
    """`none` turns the selector off."""
    assert load_selector(SelectorSettings(model="none")) is None
