"""What the comparison makes of what it measures, on figures that can be counted by hand."""

from __future__ import annotations

import datetime as dt
import gc
import json
import mmap
import os
from pathlib import Path
from typing import Any

import pytest

from benchmarks.asked import Asked, read_asked
from benchmarks.compare import _Comparison, compare
from benchmarks.figures import figure
from benchmarks.held import memory_of, peak_of
from benchmarks.judging import Gold, around, holds, recall
from benchmarks.plot import compared_panels, draw, own_panels
from benchmarks.rounds import P50, P95, TOGETHER, Rounds, figures_of, ratio_of, ratios_of
from benchmarks.served import Served, SystemFailed
from benchmarks.systems import NAMES, Text
from benchmarks.table import BEGIN, END, put_table, table_of

GOLD = Gold("a1", ("ten days",))


def test_a_figure_is_the_median_of_its_rounds() -> None:
    """Questions alone are pooled, questions a second are a median of rounds; one slow round moves neither far."""
    rounds = Rounds(alone=[[10, 10, 10], [10, 20, 30], [500, 10, 10]], together=[100, 90, 5])
    found = {each["metric"]: each["value"] for each in figures_of(rounds, "any")}
    assert found[P50] == 10
    assert found[P95] == pytest.approx(30 + 0.6 * 470)
    assert found[TOGETHER] == 90


def test_a_ratio_is_taken_within_each_round() -> None:
    """Where both are slow in one round the ratio stays: 1/2, 10/20, 1/3."""
    assert ratio_of([1, 10, 1], [2, 20, 3]) == 0.5


def test_ratios_leave_out_who_is_missing() -> None:
    """Of a system that failed there is no ratio, and of the others there are two each."""
    rounds = {
        "mine": Rounds([[1.0, 3.0], [2.0]], [30, 30]),
        "other": Rounds([[4.0, 4.0], [2.0]], [10, 15]),
    }
    found = ratios_of(rounds, ["mine", "gone"], ["other", "failed"])
    assert [(each["system"], each["value"], each["unit"]) for each in found] == [
        ("mine", 0.75, "ratio"),
        ("mine", 2.5, "ratio"),
    ]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (Text("a1", "It took ten\n days."), True),
        (Text("a1", "It took ten long days."), False),
        (Text("a2", "It took ten days."), False),
    ],
)
def test_a_hit_has_the_words_and_is_of_the_article(text: Text, *, held: bool) -> None:
    """The same words in another article are not the answer; how white space runs does not matter."""
    assert holds(text, GOLD) is held


def test_recall_counts_the_first_alone() -> None:
    """Of two questions one has its answer first, the other third."""
    wrong, right = Text("a1", "eleven"), Text("a1", "ten days")
    found = [[right], [wrong, wrong, right]]
    assert recall(found, [GOLD, GOLD], 1) == 50
    assert recall(found, [GOLD, GOLD], 3) == 100


def test_a_citation_stands_in_its_passage() -> None:
    """The passage that holds it whole, of its article, else the one that it begins in."""
    passages = [Text("a1", "one two", start=0), Text("a1", "two three", start=4), Text("a2", "one two", start=0)]
    assert around([Text("a1", "two three", start=4)], passages) == [passages[1]]
    assert around([Text("a1", "two", start=4)], passages) == [passages[0]]
    assert around([Text("a1", "two three four", start=4)], passages) == [passages[0]]
    assert around([Text("a2", "two", start=4)], passages) == [passages[2]]


def _figures() -> list[dict[str, Any]]:
    return [
        figure(P50, 8.125, "ms", 9, "Footnote"),
        figure(P50, 11.0, "ms", 9, "LangChain + FAISS"),
        figure(TOGETHER, 312.4, "questions/s", 4, "Footnote"),
        figure(f"{P50}, over LangChain + FAISS", 0.7, "ratio", 4, "Footnote"),
        figure("full build", 46.2, "s", 200),
    ]


def test_every_system_has_its_line_in_every_panel() -> None:
    """A system without a figure keeps its place, so that lines beside each other are of one system; ours stand apart."""
    panels = compared_panels(_figures())
    assert [[name for name, _, _ in panel.bars] for panel in panels] == [["Footnote", "LangChain + FAISS"]] * 2
    assert [value for _, value, _ in panels[1].bars] == [312.4, None]
    assert len({colour for _, _, colour in panels[0].bars}) == 2
    assert [panel.bars[0][:2] for panel in own_panels(_figures())] == [("full build", 46.2)]


@pytest.mark.parametrize("kept", [_figures(), _figures()[:4], _figures()[4:]], ids=["both", "compared", "own"])
def test_the_picture_is_drawn(tmp_path: Path, kept: list[dict[str, Any]]) -> None:
    """Of the comparison, of Footnote alone, and of both."""
    draw(kept, tmp_path / "results.png")
    assert (tmp_path / "results.png").read_bytes().startswith(b"\x89PNG")


def test_the_table_has_a_row_a_metric_and_a_column_a_system() -> None:
    """Figures are rounded to what can be told apart, and one that is missing leaves its cell empty."""
    lines = table_of(_figures(), dt.date(2026, 11, 28), "2 cores of some kind").splitlines()
    assert lines[0] == "Measured by `make bench` on 2026-11-28, on 2 cores of some kind."
    assert lines[2:] == [
        "| | Footnote | LangChain + FAISS |",
        "|---|---|---|",
        "| question alone, median | 8.12 ms | 11.0 ms |",
        "| 64 askers at once | 312 /s |  |",
    ]


def test_the_table_goes_between_its_marks_alone() -> None:
    """What stands around it stays, a table put twice is there once, and README has the marks."""
    document = f"before {BEGIN}old{END} after"
    once = put_table(document, "new")
    assert once == f"before {BEGIN}\nnew\n{END} after"
    assert put_table(once, "new") == once
    with pytest.raises(ValueError, match="no place"):
        put_table(f"{END} {BEGIN}", "new")
    put_table((Path(__file__).parents[2] / "README.md").read_text("utf-8"), "new")


def test_the_questions_are_about_the_articles(tmp_path: Path) -> None:
    """Each question once, none about an article that the selector has learned from, answers by article; paragraphs apart."""
    _write(tmp_path / "squad2" / "docs.jsonl", [{"title": "Learned", "doc_id": "s"}] * 8)
    _write(
        tmp_path / "xquad_en" / "docs.jsonl",
        [{"doc_id": "x1", "title": "Learned", "text": "a"}, {"doc_id": "x2", "title": "New", "text": "b\nc"}],
    )
    asked = [("x1", "Why?", "a"), ("x2", "Who?", "b"), ("x2", "Who?", "b")]
    _write(
        tmp_path / "xquad_en" / "questions.jsonl",
        [{"doc_id": doc, "question": question, "answers": [{"text": text}]} for doc, question, text in asked],
    )
    _write(tmp_path / "news_articles.jsonl", [{"doc_id": "n", "title": "News", "text": "d\n\ne"}])
    found = read_asked(tmp_path)
    assert found is not None
    assert found.questions == ("Who?",)
    assert found.golds == (Gold("a1", ("b",)),)
    assert [article.text for article in found.articles] == ["a", "b\n\nc", "d\n\ne"]


def _write(file: Path, records: list[dict[str, Any]]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")


def test_without_the_sets_nothing_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said what to name, and what can be measured without them goes on."""
    assert compare(tmp_path) == []
    assert "PUBLIC_SETS" in capsys.readouterr().err


def test_the_others_go_on_without_a_system_that_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told once, is asked nothing more, and every other system gets its turns."""
    comparison = _Comparison(Asked((), (), (), ()), tmp_path, rounds=1, starts=1)
    turns: list[str] = []

    def step(name: str) -> None:
        turns.append(name)
        if name == "txtai":
            raise SystemFailed("txtai hybrid could not build: no reason given")

    comparison._each(step)
    comparison._each(step)
    assert turns == [*NAMES, *(name for name in NAMES if name != "txtai")]
    assert capsys.readouterr().err == "txtai hybrid could not build: no reason given\n"


def test_a_system_that_fails_is_told_in_a_sentence(tmp_path: Path) -> None:
    """What it raised, and what it was to do; the process lives on until its `with` ends, and one that has ended is told too."""
    with Served("footnote-bare", tmp_path) as served:
        with pytest.raises(SystemFailed, match="Footnote, no selector could not ask: "):
            served.tell("ask", questions=["Why?"])
        os.kill(served.pid, 9)
        with pytest.raises(SystemFailed, match="ended"):
            served.tell("ask", questions=["Why?"])


def test_a_system_does_what_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Footnote in a process of its own builds, opens and answers; what it cites stands in its passages, and the stages add up."""
    monkeypatch.setenv("FOOTNOTE_ENCODER__MODEL", "hashing")
    body = "The bridge was opened in May.\n\nA ferry had carried people across the river before."
    articles = [{"article": "a0", "title": 'The "new" bridge: one', "text": body}]
    with Served("footnote-bare", tmp_path) as served:
        stages = served.tell("build", articles=articles)["stages"]
        assert {"read", "facts", "embed", "write"} <= set(stages)
        passages = [Text(**each) for each in served.tell("texts")["passages"]]
        assert all(each.text in body for each in passages)
        served.tell("open")
        assert served.tell("warm", questions=["What was opened?"])["way"] == "tasks"
        questions = ["When was the bridge opened?", "What carried people across the river?"]
        alone, together = served.tell("ask", questions=questions), served.tell("ask_together", questions=questions)
    assert alone["found"] == together["found"]
    assert len(alone["ms"]) == 2
    [cited, *_] = [Text(**each) for each in alone["found"][0]]
    assert holds(cited, Gold("a0", ("in May",)))
    assert cited.text in around([cited], passages)[0].text


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is told by Linux alone")
def test_memory_is_that_of_the_whole_tree(tmp_path: Path) -> None:
    """What is held is counted, a process that has been started too, at its most while somebody watches."""
    gc.collect()
    before = memory_of(os.getpid())
    assert before is not None
    with peak_of(os.getpid()) as peak, Served("footnote-bare", tmp_path) as served:
        # Of the system, not of what this process was given for other tests and keeps.
        held = mmap.mmap(-1, 51_200_000)
        held.write(os.urandom(1024) * 50_000)
        with pytest.raises(SystemFailed):
            served.tell("ask", questions=["Why?"])
        after, other = memory_of(os.getpid()), memory_of(served.pid)
    assert after is not None
    assert other is not None
    assert after.rss - before.rss > len(held) / 1e6 * 0.9 + other.rss * 0.9
    assert peak.pss > before.pss
    held.close()
