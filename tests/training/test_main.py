"""From the public sets to the file that ships, by one command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from retrieval.selectors.onnx import FOLDER, OnnxSelector
from retrieval.selectors.windows import Window
from tests.training.toy import questions, write_sets
from training.__main__ import main
from training.exporting import weights_of

FEW = ("--steps", "1", "--news-steps", "1", "--questions", "30")


def _sets(folder: Path) -> Path:
    """A folder of public sets: two dozen passages, every third for validation, and an article that does not answer."""
    rows = []
    for at, each in enumerate(questions()):
        assert each.answer is not None
        words = each.sentences[each.answer[0]][slice(*each.answer[1:])]
        passage = " ".join(each.sentences)
        answers = [{"text": words, "start": passage.index(words)}]
        rows.append({"source": "tydiqa_en", "question": each.question, "passage": passage, "answers": answers})
        rows[-1]["split"] = "train" if at % 3 else "valid"
    docs = [{"doc_id": "a", "title": "Coal", "paragraphs": [rows[0]["passage"]]}]
    asked = [{"doc_id": "a", "para_id": 0, "question": "Who sang?", "answerable": False, "answers": []}]
    return write_sets(folder, {"passages_tydiqa_en": rows, "docs": docs, "questions": asked})


def test_one_command_trains_and_exports_what_the_selector_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line on stdout is the sha256 by which the exported file is taken; run again, nothing is left to train."""
    options = ["--sets", str(_sets(tmp_path / "sets")), "--out", str(tmp_path / "out"), *FEW]
    assert main([*options, "--model", str(tmp_path / "model")]) == 0
    line = capsys.readouterr().out.strip()
    assert line.startswith('SHA256 = "')
    selector = OnnxSelector("made", tmp_path / "model", line.split('"')[1])
    (reading,) = selector.read("What did Ida carry?", [Window("", questions()[0].sentences)])
    assert len(reading.answers) == 3
    files = [tmp_path / "out" / "progress.jsonl", tmp_path / "out" / "news" / "progress.jsonl"]
    progress = [file.read_text("utf-8") for file in files]
    assert [each.count("\n") for each in progress] == [1, 1]
    assert main([*options, "--model", str(tmp_path / "again")]) == 0
    assert capsys.readouterr().out.strip() == line
    assert [file.read_text("utf-8") for file in files] == progress


def test_training_goes_on_from_what_was_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What ships goes on with the news alone, its first loss not that of a network that has learned nothing; a quarter of it stays."""
    base = ["--sets", str(_sets(tmp_path / "sets"))]
    first = [*base, "--out", str(tmp_path / "out"), "--model", str(tmp_path / "model"), *FEW]
    assert main([*first, "--begin", str(FOLDER), "--seed", "2"]) == 0
    assert not (tmp_path / "out" / "progress.jsonl").exists()
    line = json.loads((tmp_path / "out" / "news" / "progress.jsonl").read_text("utf-8"))
    assert line["span"] < 2.5, "by chance it is 3.4, the words among which to point being some thirty"
    assert capsys.readouterr().out.startswith('SHA256 = "')
    began, made = weights_of(FOLDER), torch.load(tmp_path / "out" / "network.pt", weights_only=True)
    learned = torch.load(tmp_path / "out" / "news" / "checkpoint.pt", weights_only=True)["masters"]
    for (name, weight), after in zip(made.items(), learned, strict=True):
        assert torch.allclose(weight, 0.25 * began[name] + 0.75 * after, atol=1e-6), name


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--sets", "nowhere"], "nowhere has no folder answer_selection: name the folder of the public sets"),
        (["--sets", "half"], "half has no folder squad2: name the folder of the public sets"),
        (
            ["--sets", "whole", "--begin", "half"],
            "half has no selector.onnx: name the folder of a selector that was trained",
        ),
        (["--sets", "whole", "--cycles", "0"], "--cycles is 0: name 1 or more"),
        (["--sets", "whole", "--steps", "0"], "--steps is 0: name 1 or more"),
        (["--sets", "whole", "--news-steps", "0"], "--news-steps is 0: name 1 or more"),
        (["--sets", "whole", "--questions", "-3"], "--questions is -3: name 1 or more"),
    ],
)
def test_wrong_options_are_told_before_anything_is_done(
    options: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What can't be trained with is refused at once, and the folder is not made."""
    for name in ("half/answer_selection", "whole/answer_selection", "whole/squad2"):
        Path(name).mkdir(parents=True)
    with pytest.raises(SystemExit) as ended:
        main([*options, "--out", str(tmp_path / "out")])
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
