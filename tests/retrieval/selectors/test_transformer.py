"""Models that others bring: which are taken, and what their logits mean."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import huggingface_hub
import numpy as np
import pytest

from retrieval.errors import SelectorError
from retrieval.selectors import Reading
from retrieval.selectors.transformer import TransformerSelector
from retrieval.selectors.windows import Window
from tests.retrieval.selectors.tiny import change_config, save_cross_encoder, save_pointer, save_reader

QUESTION = "Who carried the coal?"
Save = Callable[[Path], Path]
SENTENCES = ("the coal was carried to a harbour", "who built the lighthouse", "in 1871")


def _logits(folder: Path, texts: Sequence[str]) -> np.ndarray:
    """What the classifier in `folder` says of QUESTION with each of `texts`, without the selector: (texts, classes)."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    encoded = AutoTokenizer.from_pretrained(folder)(
        [QUESTION] * len(texts), list(texts), padding=True, return_tensors="pt"
    )
    with torch.inference_mode():
        found: np.ndarray = model(**encoded).logits.numpy()
    return found


def _read(folder: Path, sentences: Sequence[str], question: str = QUESTION) -> Reading:
    (reading,) = TransformerSelector(str(folder)).read(question, [Window("", tuple(sentences))])
    return reading


def test_cross_encoder_gives_its_raw_logits(tmp_path: Path) -> None:
    """A sentence answers as far as the model's one logit says, and nothing does as far as the best falls short."""
    # What sentence-transformers would otherwise squeeze the logit through.
    folder = save_cross_encoder(tmp_path / "model")
    change_config(folder, sentence_transformers={"activation_fn": "torch.nn.modules.activation.Sigmoid"})
    logits = _logits(folder, SENTENCES)[:, 0]
    reading = _read(folder, SENTENCES)
    assert reading.answers == pytest.approx(logits.tolist(), abs=1e-4)
    assert reading.nothing == -max(reading.answers)
    assert reading.words == (None, None, None)


@pytest.mark.parametrize(
    ("labels", "positive"),
    [
        (("LABEL_0", "LABEL_1"), 1),
        (("irrelevant", "relevant"), 1),
        (("entailment", "not_entailment"), 0),
        (("Yes", "No"), 0),
        (("", "yes"), 1),
    ],
)
def test_of_two_classes_the_margin_of_the_positive_counts(
    tmp_path: Path, labels: tuple[str, str], positive: int
) -> None:
    """A classifier of two classes answers by the difference of their logits, whichever of them stands first."""
    folder = save_cross_encoder(tmp_path / "model", labels)
    logits = _logits(folder, SENTENCES)
    margins = logits[:, positive] - logits[:, 1 - positive]
    assert _read(folder, SENTENCES).answers == pytest.approx(margins.tolist(), abs=1e-4)


def test_reader_gives_the_best_span_less_none(tmp_path: Path) -> None:
    """Log odds, words and chances are those of every span tried one by one on the model's own logits."""
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    folder = save_reader(tmp_path / "model")
    encoded = AutoTokenizer.from_pretrained(folder)(
        QUESTION, " ".join(SENTENCES), return_offsets_mapping=True, return_tensors="pt"
    )
    places, of = encoded.pop("offset_mapping")[0].tolist(), encoded.sequence_ids(0)
    with torch.inference_mode():
        said = AutoModelForQuestionAnswering.from_pretrained(folder).eval()(**encoded)
    begins, ends = said.start_logits[0].tolist(), said.end_logits[0].tolist()
    null = begins[0] + ends[0]
    best, start = [], 0
    for sentence in SENTENCES:
        inside = [i for i, (a, b) in enumerate(places) if of[i] == 1 and start <= a < b <= start + len(sentence)]
        spans = [
            (begins[i] + ends[j] - null, places[i][0] - start, places[j][1] - start)
            for i in inside
            for j in inside
            if i <= j
        ]
        best.append(max(spans))
        start += len(sentence) + 1
    reading = _read(folder, SENTENCES)
    assert reading.answers == pytest.approx([score for score, _, _ in best], abs=1e-4)
    assert reading.nothing == pytest.approx(-max(score for score, _, _ in best), abs=1e-4)
    assert [(each.start, each.end) for each in reading.words if each] == [(a, b) for _, a, b in best]
    chances = np.exp([score for score, _, _ in best]) / (1 + np.exp([score for score, _, _ in best]).sum())
    assert [each.probability for each in reading.words if each] == pytest.approx(chances.tolist(), abs=1e-4)


def test_words_are_the_characters_that_the_model_points_at(tmp_path: Path) -> None:
    """Whatever stands before them, in this sentence or others, the words are cut where the model says."""
    folder = save_pointer(tmp_path / "model", "coal")
    sentences = (
        "é e\u0301 👩\u200d🚀 \u00adCoal, was",
        "",
        "  \u3000東京coal",
        "\U0001d56e\ufb03 (COAL)",
        "no \x00\u202e",
        "to\u00a0coal",
    )
    reading = _read(folder, sentences)
    found = [
        sentence[each.start : each.end] if each else None
        for sentence, each in zip(sentences, reading.words, strict=True)
    ]
    assert [found[at] for at in (0, 2, 3, 5)] == ["Coal", "coal", "COAL", "coal"]
    assert found[1] is None
    assert min(reading.answers[at] for at in (0, 2, 3, 5)) > reading.answers[4] + 5
    assert reading.answers[1] < reading.answers[4]


def test_special_tokens_in_a_text_are_words(tmp_path: Path) -> None:
    """A text can't end a model's input before its time, nor stand for none: "[SEP]" and "[CLS]" are read as they are written."""
    folder = save_pointer(tmp_path / "model", "[SEP]")
    sentences = ("[SEP] coal [CLS]", "coal")
    reading = _read(folder, sentences, "[CLS] coal [SEP]?")
    assert reading.answers[0] < 1
    other = save_cross_encoder(tmp_path / "other")
    with_marks, spaced = _read(other, ("coal [SEP]", "coal [ sep ]")).answers
    assert with_marks == pytest.approx(spaced, abs=1e-4)


@pytest.mark.parametrize("save", [save_cross_encoder, save_reader])
def test_sentences_longer_than_a_model_reads_end_where_it_does(tmp_path: Path, save: Save) -> None:
    """What stands beyond the last token that is read changes nothing."""
    folder = save(tmp_path / "model")
    one, other = (_read(folder, ("coal " * 500 + end,)) for end in ("harbour", "lighthouse"))
    assert one == other
    assert all(each.end <= 5 * 64 for each in one.words if each)


def test_more_windows_than_a_pass_holds_are_all_read(tmp_path: Path) -> None:
    """Windows beyond those of one pass are read as the first are."""
    selector = TransformerSelector(str(save_reader(tmp_path / "model")))
    windows = [Window("", SENTENCES[: 1 + n % 3]) for n in range(300)]
    readings = selector.read(QUESTION, windows)
    assert len(readings) == 300
    assert readings[297].answers == pytest.approx(readings[0].answers, abs=1e-4)
    assert readings[299].answers == pytest.approx(readings[2].answers, abs=1e-4)


def test_digest_tells_weights_apart(tmp_path: Path) -> None:
    """Models of other weights have another digest, wherever they lie; the same weights have the same."""
    one, other = (save_reader(tmp_path / str(seed), seed) for seed in (1, 2))
    copy = shutil.copytree(one, tmp_path / "copy")
    digests = [TransformerSelector(str(folder)).digest for folder in (one, other, copy)]
    assert digests[0] == digests[2] != digests[1]


def _refused(folder: Path | str) -> str:
    with pytest.raises(SelectorError) as caught:
        TransformerSelector(str(folder)).read(QUESTION, [Window("", SENTENCES)])
    text = str(caught.value)
    assert repr(str(folder)) in text
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"architectures": ["LlamaForCausalLM"]}, "names LlamaForCausalLM"),
        ({"architectures": ["BertModel"]}, "names BertModel"),
        ({"architectures": []}, "names no architecture"),
        ({"architectures": None}, "names no architecture"),
        ({"architectures": {"0": "BertForQuestionAnswering"}}, "names no architecture"),
        ({"architectures": [["BertForQuestionAnswering"]]}, "can't select"),
        (
            {"architectures": ["BertForSequenceClassification"], "id2label": dict.fromkeys("012", "x")},
            "tells 3 classes",
        ),
        ({"architectures": ["BertForSequenceClassification"], "id2label": {}}, "tells 0 classes"),
        ({"architectures": ["BertForSequenceClassification"], "num_labels": 10**12}, "tells 1000000000000 classes"),
    ],
)
def test_other_models_are_refused_with_the_choices(tmp_path: Path, changed: dict[str, object], reason: str) -> None:
    """A model that can't select is one sentence that names it, what it is and what to choose."""
    text = _refused(change_config(save_reader(tmp_path / "model"), **changed))
    assert reason in text
    assert "cross-encoder" in text
    assert "question-answering" in text


def test_folder_without_config_is_refused_with_the_choices(tmp_path: Path) -> None:
    """A folder that says nothing of its model is told apart from a damaged one."""
    text = _refused(tmp_path)
    assert "no config.json" in text
    assert "cross-encoder" in text


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe{", b"[" * 100_000, b'"BertForQuestionAnswering"'])
def test_damaged_config_is_told(tmp_path: Path, content: bytes) -> None:
    """A config that is no JSON object is one sentence."""
    folder = save_reader(tmp_path / "model")
    (folder / "config.json").write_bytes(content)
    assert "is damaged" in _refused(folder)


def test_config_that_its_library_refuses_is_told(tmp_path: Path) -> None:
    """Values that make no model are one sentence, whatever the library says of them."""
    folder = save_reader(tmp_path / "model")
    assert "can't be used" in _refused(change_config(folder, model_type="no such"))
    assert "can't be used" in _refused(change_config(folder, model_type="bert", hidden_size="wide"))


@pytest.mark.parametrize("save", [save_cross_encoder, save_reader])
def test_only_safetensors_are_read(tmp_path: Path, save: Save) -> None:
    """Weights that are missing, or pickled and so able to run code, are refused before anything is loaded."""
    import torch

    folder = save(tmp_path / "model")
    (folder / "model.safetensors").unlink()
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(SelectorError, match="no safetensors weights"):
        TransformerSelector(str(folder))


@pytest.mark.parametrize("save", [save_cross_encoder, save_reader])
def test_broken_weights_are_told_when_they_are_used(tmp_path: Path, save: Save) -> None:
    """Weights that are none, too few, or no numbers are one sentence each."""
    from safetensors.torch import load_file, save_file

    folder = save(tmp_path / "model")
    file = folder / "model.safetensors"
    weights = load_file(file)
    head = next(name for name in weights if name in {"qa_outputs.weight", "classifier.weight"})
    save_file(weights | {head: weights[head] * float("nan")}, file, {"format": "pt"})
    assert "no number" in _refused(folder)
    save_file({name: each for name, each in weights.items() if name != head}, file, {"format": "pt"})
    assert f"lack {head}" in _refused(folder)
    file.write_bytes(b"no weights")
    assert "can't be used" in _refused(folder)


@pytest.mark.parametrize("save", [save_cross_encoder, save_reader])
def test_model_that_could_not_be_loaded_is_not_tried_again(tmp_path: Path, save: Save) -> None:
    """Nobody who asks later waits for it: what was wrong is told at once, in the same words, whatever lies there by then."""
    folder = save(tmp_path / "model")
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(b"no weights")
    selector = TransformerSelector(str(folder))
    window, said = Window("", SENTENCES), []
    for _ in range(2):
        with pytest.raises(SelectorError, match="can't be used") as refused:
            selector.read(QUESTION, [window])
        said.append(str(refused.value))
        (folder / "model.safetensors").write_bytes(whole)
    assert said[0] == said[1]


def test_code_of_a_model_is_not_run(tmp_path: Path) -> None:
    """A model that brings its own code is refused, and its code stays unread."""
    saves: dict[str, Save] = {"pairs": save_cross_encoder, "spans": save_reader}
    for name, save in saves.items():
        folder = change_config(
            save(tmp_path / name),
            model_type="own",
            auto_map={
                "AutoConfig": "own.Config",
                "AutoModelForQuestionAnswering": "own.Model",
                "AutoModelForSequenceClassification": "own.Model",
            },
        )
        (folder / "own.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n", "utf-8")
        assert "can't be used" in _refused(folder)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("error", [OSError("no network\nmore"), ValueError("")])
def test_model_that_is_nowhere_is_refused_with_the_choices(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """A model that is neither a folder nor to be had is one sentence with its name, the reason and the choices."""

    def fail(*_: object, **__: object) -> str:
        raise error

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)
    text = _refused("no/such")
    assert "is neither a folder nor to be had from the model hub" in text
    assert "FOOTNOTE_SELECTOR__MODEL" in text
    assert ("no network" if str(error) else "ValueError") in text


def test_hub_out_of_reach_is_told(tmp_path: Path) -> None:
    """Where nobody answers at the hub's address, that is one sentence with the choices."""
    code = (
        "import sys; from retrieval.errors import SelectorError; from retrieval.selectors.transformer import *\n"
        "try: TransformerSelector('no/such')\n"
        "except SelectorError as error: print(error)"
    )
    environment = os.environ | {"HF_ENDPOINT": "http://127.0.0.1:1", "HF_HOME": str(tmp_path), "HF_HUB_OFFLINE": "0"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.startswith("the model 'no/such' is neither a folder nor to be had from the model hub (")
    assert done.stdout.count("\n") == 1
    assert "FOOTNOTE_SELECTOR__MODEL" in done.stdout


@pytest.mark.parametrize("name", ["x" * 5000, "no\x00such", "../..//x", "http://127.0.0.1:1/x"])
def test_name_that_is_no_model_is_refused(name: str) -> None:
    """A name that the hub can't have is refused without asking it."""
    assert "is neither a folder nor to be had" in _refused(name)


def test_hub_model_is_taken_from_the_cache_before_the_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model that was downloaded once is used without asking the hub, and only what holds no code is ever asked for."""
    folder = save_reader(tmp_path / "model")
    asked: list[bool] = []

    def cached(_model: str, *, allow_patterns: Sequence[str], local_files_only: bool = False) -> str:
        asked.append(local_files_only)
        assert not {pattern.rpartition(".")[2] for pattern in allow_patterns} & {"py", "bin", "*", "pt"}
        if local_files_only and len(asked) > 1:
            raise FileNotFoundError("not cached")
        return str(folder)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", cached)
    assert TransformerSelector("someone/tiny").digest == TransformerSelector(str(folder)).digest
    assert asked == [True]
    assert TransformerSelector("someone/tiny").digest == TransformerSelector(str(folder)).digest
    assert asked == [True, True, False]
