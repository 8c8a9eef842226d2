"""Figures as a table and as a picture."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.console import main
from retrieval.answering.answering import Found
from retrieval.batch import Asked, Result
from retrieval.evaluation import Figure
from retrieval.evaluation.figures import wilson
from retrieval.evaluation.picture import draw
from retrieval.evaluation.reliability import Bin, Line, bins_of, lines_of
from retrieval.evaluation.table import rows_of, table_of


def _result(confidence: float, **record: Any) -> Result:
    return Result(Asked(1, "Who?", "doc", None, record), Found((), confidence, None), ())


def test_a_line_stands_for_each_kind_of_questions_without_an_answer() -> None:
    """Each is the answerable questions and one group; the set's name is added where the group's is another."""
    results = [
        _result(0.9, answerable=True),
        _result(0.2, answerable=False, dataset="voa_offtopic"),
        _result(0.4, answerable=False, reason="not_stated"),
    ]
    assert lines_of(results, "voa") == (
        Line("voa: not_stated", (0.9, 0.4), (True, False)),
        Line("voa_offtopic", (0.9, 0.2), (True, False)),
    )
    assert [line.name for line in lines_of(results)] == ["not_stated", "voa_offtopic"]
    assert lines_of(results[:1]) == lines_of(results[1:]) == lines_of([]) == ()


def test_only_answerable_questions_that_the_text_answers_are_drawn_where_marked() -> None:
    """Those that need inference are left out, as they are where answers are judged."""
    results = [
        _result(0.9, text_based=True),
        _result(0.5, text_based=False),
        _result(0.1, answerable=False, text_based=False, dataset="voa"),
    ]
    assert lines_of(results) == (Line("voa", (0.9, 0.1), (True, False)),)


def test_bins_hold_what_is_in_them() -> None:
    """Mean confidence, share answerable and number of each bin that holds a question; the error is that of the line."""
    line = Line("x", (0.05, 0.92, 0.98, 0.96), (False, True, True, False))
    low, high = bins_of(line, 10)
    assert low == Bin(0, 0.05, 0.0, *wilson(0, 1), 1)
    assert (high.confidence, high.share) == pytest.approx((2.86 / 3, 2 / 3))
    assert (high.at, high.n) == (9, 3)
    assert (high.low, high.high) == pytest.approx(wilson(2, 3))
    # In fifteen bins .92 stands alone.
    assert line.ece == pytest.approx((0.05 + 0.08 + abs(1.94 - 1)) / 4)


def test_either_kind_of_questions_weighs_half() -> None:
    """Four answerable questions for one other make no difference: one of four and the other in a bin are 1/4 against 1."""
    high, low = bins_of(Line("x", (0.9, 0.9, 0.9, 0.2, 0.1), (True, True, True, True, False)), 5)[::-1]
    assert (high.share, low.share) == pytest.approx((1.0, 0.2))
    assert low.confidence == pytest.approx((0.25 * 0.2 + 0.1) / 1.25)
    below, above = wilson(1, 2)
    assert low.low == pytest.approx(below / 4 / (below / 4 + 1 - below))
    assert low.high == pytest.approx(above / 4 / (above / 4 + 1 - above))
    assert high.high == 1.0


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (Line("one", (0.5,), (True,)),),
        tuple(Line(f"_${at}_{{^$ \n$\x1b 星", (0.0, 0.5, 1.0) * 20, (False, True, True) * 20) for at in range(12)),
    ],
    ids=len,
)
def test_any_lines_can_be_drawn(tmp_path: Path, lines: tuple[Line, ...]) -> None:
    """None, a single question, and more lines than there are colours, whose names are no markup, make a picture."""
    draw(lines, tmp_path / "a.png", 0.4)
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.format == "PNG"
        assert len(picture.convert("L").getcolors() or ()) > 2


def test_rows_are_aligned() -> None:
    """A figure a line, in columns; characters are whole numbers, and an interval stands where there is one."""
    figures = {"first_hit": Figure(0.5, 1234, 0.25, 0.75), "citation_length": Figure(166.4, 9)}
    assert rows_of(figures) == [
        "first_hit        0.500  0.250–0.750  n=1,234",
        "citation_length    166                   n=9",
    ]
    assert rows_of({}) == table_of({}) == []


def test_types_stand_in_a_table_of_their_own() -> None:
    """A type a line, whatever it is called, with a gap where it lacks a figure."""
    figures = {
        "first_hit": Figure(0.5, 3),
        "type:a:b:first_hit": Figure(1.0, 1, 0.2, 1.0),
        "type:a:b:answered": Figure(0.0, 2),
        "type:c:answered": Figure(1.0, 1),
    }
    assert table_of(figures) == [
        "figure, value, 95 % interval, what it is over",
        "first_hit  0.500    n=3",
        "",
        "answerable, by type  n          first_hit  answered",
        "a:b                  2  1.000 0.200–1.000    0.000",
        "c                    1                       1.000",
    ]


@pytest.fixture
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command that evaluates three questions about a tower."""
    monkeypatch.setenv("FOOTNOTE_ENCODER__MODEL", "hashing")
    text = "The tower was built in 1871. It fell in 1902."
    questions = [
        {"id": "a", "question": "When was the tower built?", "doc_id": "t", "answers": [{"start": 23, "end": 27}]},
        {"id": "b", "question": "And where?", "after": "a", "doc_id": "t", "answerable": False, "reason": "not_stated"},
        {"id": "c", "question": "Who won?", "doc_id": "t", "answerable": False, "reason": "_off:fire:[b]\x1b[31m"},
    ]
    (tmp_path / "docs.jsonl").write_text(json.dumps({"doc_id": "t", "text": text}), "utf-8")
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, questions)), "utf-8")
    return [
        *("evaluate", "answers", "--docs", str(tmp_path / "docs.jsonl")),
        *("--questions", str(tmp_path / "questions.jsonl")),
    ]


def test_the_command_prints_a_table_and_draws(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures with their intervals, the types, and the picture where one is named; nothing of a file's names steers a terminal."""
    assert main([*words, "--plot", str(tmp_path / "a.png")]) == 0
    out = capsys.readouterr().out
    assert "answered:not_stated" in out
    assert "answered:_off:fire:[b]" in out
    assert "answerable, by type" in out
    assert "\x1b" not in out
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.format == "PNG"


def test_figures_as_json_have_their_intervals(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Each has value and n, and low and high where an interval is computed; no number of JSON is none."""
    assert main([*words, "--json"]) == 0
    figures = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert figures["first_hit"] == {
        "value": 1.0,
        "n": 1,
        "low": pytest.approx(0.2065, abs=1e-4),
        "high": 1.0,
    }
    assert all({"value", "n"} <= set(figure) <= {"value", "n", "low", "high"} for figure in figures.values())


@pytest.mark.parametrize("name", ["a.pdf", "none/a.png", "folder.png"])
def test_a_picture_that_can_not_be_written_is_told_before(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Where there is no such folder, or it is no PNG, nothing is answered."""
    (tmp_path / "folder.png").mkdir()
    assert main([*words, "--plot", str(tmp_path / name)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "name a file that ends in .png, in a folder that is there" in err


def test_figures_outlive_a_picture_that_can_not_be_written(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What took minutes is printed though the disk is full, and the command says that and fails."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "a.png")

    monkeypatch.setattr("retrieval.evaluation.picture.draw", full)
    assert main([*words, "--plot", str(tmp_path / "a.png")]) == 1
    out, err = capsys.readouterr()
    assert "first_hit" in out
    assert "a.png: No space left on device" in err


def test_without_both_kinds_of_questions_there_is_no_picture(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A confidence can't be held against what is always so: that is said, and the figures are printed."""
    file = tmp_path / "questions.jsonl"
    file.write_text(file.read_text("utf-8").splitlines()[0], "utf-8")
    assert main([*words, "--plot", str(tmp_path / "a.png")]) == 0
    out, err = capsys.readouterr()
    assert "first_hit" in out
    assert "There is no picture" in err
    assert not (tmp_path / "a.png").exists()
