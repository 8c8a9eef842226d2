"""The picture of a training."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from training.curve import main, read_progress, smoothed


def _line(step: int, **changed: Any) -> str:
    return json.dumps({"step": step, "of": 9, "list": 1.0, "binary": 0.5, "span": 2.0 / step} | changed) + "\n"


def _write(folder: Path, text: str) -> Path:
    (folder / "progress.jsonl").write_text(text, "utf-8")
    return folder


def test_step_that_was_taken_again_counts_as_it_was_taken_last(tmp_path: Path) -> None:
    """A run that was taken up repeats steps: each is there once, in order; lines that were cut off are left out."""
    cut = _line(4)[:20]
    text = _line(1) + _line(2) + _line(3, list=7.0) + cut + "\n" + _line(2) + _line(3, list=8.0) + "[]\nnull\n" + cut
    progress = read_progress(_write(tmp_path, text) / "progress.jsonl")
    assert [(each["step"], each["list"]) for each in progress] == [(1, 1.0), (2, 1.0), (3, 8.0)]


@pytest.mark.parametrize("width", [1, 4, 5, 40])
def test_smoothed_is_the_mean_of_the_neighbours(width: int) -> None:
    """Of each value and those beside it, as many on the one side as on the other, and only those there are."""
    values = np.random.default_rng(1).normal(size=12).tolist()
    means = [np.mean(values[max(0, at - width // 2) : at + (width + 1) // 2]) for at in range(12)]
    assert smoothed(values, width) == pytest.approx(means)


@pytest.mark.parametrize("valid", [{}, {"valid": {"first": 0.8, "auroc": 0.9, "first:toy": 1.0}}])
def test_picture_is_drawn_of_any_progress(tmp_path: Path, valid: dict[str, Any]) -> None:
    """From the first step on, validated or not, there is a picture, and more steps make another."""
    pictures = []
    for text in (_line(1, **valid), _line(1) + _line(2, **valid)):
        assert main([str(_write(tmp_path, text)), str(tmp_path / "curve.png")]) == 0
        with Image.open(tmp_path / "curve.png") as picture:
            assert picture.format == "PNG"
            assert min(picture.size) > 500
            pictures.append(picture.tobytes())
    assert pictures[0] != pictures[1]


def test_nothing_to_draw_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file, or a step in it, a sentence says so and no picture is left."""
    assert main([str(tmp_path), str(tmp_path / "curve.png")]) == 1
    assert "progress.jsonl" in capsys.readouterr().err
    assert main([str(_write(tmp_path, _line(1)[:9])), str(tmp_path / "curve.png")]) == 1
    assert "holds no step of a training yet" in capsys.readouterr().err
    assert not (tmp_path / "curve.png").exists()
