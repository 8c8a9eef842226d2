"""What the console says to who mistypes a command, or names what is not there."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.console import main
from config.settings import Settings
from tests.backends import on_disk

ROOT = Path(__file__).parents[2]
DOCUMENT = {
    "doc_id": "a",
    "title": "Fiber reaches the island",
    "text": "The cable is 41 kilometers long, said Ida Holm.",
}


@pytest.fixture
def footnote(hashing: Settings, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command; returns (exit code, standard output, standard error)."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        return (code, *capsys.readouterr())

    return run


@pytest.mark.parametrize(
    ("words", "usage"),
    [
        (("ask", "--bogus", "When?"), "usage: footnote ask "),
        (("corpus", "status", "--jason"), "usage: footnote corpus status "),
        (("card", "varn"), "usage: footnote card "),
        (("evaluate", "dates", "--docs", "x", "--plot", "y.png"), "usage: footnote evaluate dates "),
        (("--bogus", "articles"), "usage: footnote [-h] COMMAND"),
    ],
)
def test_words_too_many_are_told_with_the_usage_of_their_command(
    words: tuple[str, ...], usage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Law: who gives a command what it doesn't take sees what it does take, exit 2."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    err = capsys.readouterr().err
    assert err.startswith(usage)
    assert "unrecognized arguments: " in err


def test_a_file_that_is_not_there_is_told(footnote: Any, tmp_path: Path) -> None:
    """Law: a misspelt path is not called a file of a wrong kind; a folder is."""
    assert footnote("corpus", "add", str(tmp_path / "no.txt")) == (
        1,
        "",
        f"there is no file {str(tmp_path / 'no.txt')!r}\n",
    )
    assert footnote("corpus", "add", str(tmp_path))[2] == f"{tmp_path} was left out: it is no regular file\n"


def test_an_empty_corpus_says_where_an_article_goes(footnote: Any, tmp_path: Path) -> None:
    """Law: who reads a folder in place hears that an article is added to it with the same option."""
    (tmp_path / "empty").mkdir()
    corpus = ("--corpus", str(tmp_path / "empty"))
    hint = "add one with `footnote corpus add FILE`, with the same --corpus where you named a folder"
    assert f"There are no articles yet: {hint}.\n" in footnote("ask", "When?", *corpus)[1]
    assert f"There are no articles yet: {hint}.\n" in footnote("articles", *corpus)[1]
    assert footnote("card", *corpus)[2].endswith(f"there are no articles yet: {hint}\n")


def test_gold_that_can_not_be_read_is_told_with_its_form(footnote: Any, tmp_path: Path) -> None:
    """Law: what is wrong with a set is told with how it is written."""
    docs, questions, gold = (tmp_path / f"{name}.jsonl" for name in ("docs", "questions", "gold"))
    docs.write_text(json.dumps(DOCUMENT), "utf-8")
    asked = {"id": "1", "question": "How long is the cable?", "doc_id": "a", "answers": [{"start": 13}]}
    questions.write_text(json.dumps(asked), "utf-8")
    code, _, err = footnote("evaluate", "answers", "--docs", str(docs), "--questions", str(questions))
    assert (code, '[{"start": 0, "end": 5, "text": "…"}]' in err) == (1, True)
    gold.write_text(json.dumps({"doc_id": "a", "source": "Ida Holm", "content": "The cable"}), "utf-8")
    code, _, err = footnote("evaluate", "quotes", "--docs", str(docs), "--gold", str(gold))
    assert (code, '{"start": 0, "end": 5}' in err) == (1, True)


@on_disk
def test_a_backup_without_records_names_its_file_last(footnote: Any, tmp_path: Path) -> None:
    """Law: what is in a backup is one list, in which what is not there is no clause of its own."""
    file = str(tmp_path / "b.tar.gz")
    assert footnote("articles")[0] == 0
    said = f"backed up 1 file of articles, 1 generation and no records (there are none yet) to {file!r}\n"
    assert footnote("backup", file)[1] == said


@on_disk
@pytest.mark.parametrize("url", ["mysql://host/records", "sqlite+aiosqlite:///:memory:"])
def test_doctor_sends_nobody_to_move_records_away_for_a_wrong_address(
    footnote: Any, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Law: records are put aside only where they are damaged; a wrong setting is mended where it stands."""
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", url)
    assert _mend(footnote("doctor")[1]) == "mend what it names"


@on_disk
def test_doctor_sends_nobody_to_move_records_away_for_a_newer_version(footnote: Any, data_dir: Path) -> None:
    """Law: records of a newer Footnote are sound, and kept."""
    assert footnote("migrate")[0] == 0
    with sqlite3.connect(data_dir / "records.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert _mend(footnote("doctor")[1]) == "mend what it names"


@on_disk
def test_doctor_sends_nobody_to_move_records_away_that_can_not_be_reached(hashing: Settings, data_dir: Path) -> None:
    """Law: what can't be opened may be sound."""
    (data_dir / "records.sqlite3").mkdir(parents=True)
    # In a process of its own, since a connection that fails may end its thread after the loop.
    command = [sys.executable, "-m", "bot.console", "doctor"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout
    assert _mend(said) == "look whether its disk is there, and whether the bot may read and write it"


def _mend(out: str) -> str:
    """What doctor says to do about the records."""
    lines = out.splitlines()
    (found,) = [number for number, line in enumerate(lines) if line.startswith("MEND records: ")]
    return lines[found + 1].removeprefix("     → ")
