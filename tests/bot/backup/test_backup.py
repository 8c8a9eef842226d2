"""`footnote backup` and `footnote restore` with honest files."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
from pathlib import Path

import pytest

from bot.backup import packing
from bot.console.arguments import make_parser
from bot.records import load_records
from config.sections import DatabaseSettings
from config.settings import load_settings
from retrieval.generations.generations import Generations
from tests.backends import on_disk
from tests.bot.backup.conftest import SERVER, Footnote, held, listed
from tests.contracts.test_records import SNOWFLAKE, WRITER
from tests.wire.process import ROOT

pytestmark = on_disk

QUESTION = "Who built the lighthouse of Cape Varn?"


def test_what_is_put_back_answers_the_same(footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: the same answer with the same citations of the same generation, the same articles, and no file counts as changed."""
    code, out, err = footnote("backup", str(tmp_path / "b.tar.gz"))
    assert (code, err) == (0, "")
    assert "4 files of articles, 2 generations" in out
    code, out, err = footnote("restore", str(tmp_path / "b.tar.gz"), at=tmp_path / "new")
    assert (code, err) == (0, "")
    for words in (("ask", QUESTION, "--json"), ("articles", "--json"), ("article", "bakery", "--json")):
        before, after = footnote(*words), footnote(*words, at=tmp_path / "new")
        told = [json.loads(each[1]) for each in (before, after)]
        for each in told:
            each.pop("elapsed_ms", None)
        assert told[0] == told[1]
        assert after[0] == 0
        assert after[2] == ""
    now = held(tmp_path / "new")
    assert now.items() <= held(data).items()
    assert {path.split("/")[1] for path in now} >= {"0", str(SERVER)}


def test_only_what_can_not_be_made_anew_is_in_it(footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: no secret, no setting, no older generation, nothing half done and nothing of anybody else's is in a backup."""
    for path in (
        ".env",
        "records.sqlite3-journal",
        "notes.txt",
        "corpora/0/articles/.adding-x.md",
        "corpora/0/articles/.hidden/x.md",
        "corpora/0/generations/.building-1/x",
        "corpora/0/generations/000000-00000000/manifest.json",
        "corpora/other/articles/x.md",
    ):
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_text("DISCORD_TOKEN=secret", "utf-8")
    (data / "corpora" / "0" / "articles" / "golden.jsonl").write_text(
        json.dumps({"question": QUESTION, "must_contain": "Ida"}), "utf-8"
    )
    assert footnote("backup", str(tmp_path / "b.tar.gz"))[0] == 0
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        names = archive.getnames()
    current = Generations(data / "corpora" / "0" / "generations").current()
    shared = {name.split("/")[3] for name in names if name.startswith("corpora/0/generations/")}
    assert shared == {"CURRENT", current}
    assert [name for name in names if name.startswith("corpora/0/articles/")] == [
        "corpora/0/articles/kept/bakery.md",
        "corpora/0/articles/kept/lighthouse.md",
        "corpora/0/articles/kept/river.txt",
        "corpora/0/articles/golden.jsonl",
    ]
    assert not any("secret" in text for text in names)
    assert {name.split("/")[0] for name in names} == {"corpora", "manifest.json"}
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o777 == 0o600


async def test_votes_are_put_back(voted: str, footnote: Footnote, tmp_path: Path) -> None:
    """Law: records come back with what people voted, as one file with nothing beside it."""
    assert (await asyncio.to_thread(footnote, "backup", str(tmp_path / "b.tar.gz")))[0] == 0
    code, out, _ = await asyncio.to_thread(footnote, "restore", str(tmp_path / "b.tar.gz"), at=tmp_path / "new")
    assert code == 0
    assert "and the records" in out
    assert [path.name for path in _files(tmp_path / "new")] == ["records.sqlite3"]
    records = load_records(load_settings().model_copy(update={"data_dir": tmp_path / "new"}))
    await records.open()
    assert [(answer.id, each.verdict) async for answer, each in records.votes()] == [(voted, "helpful")]
    await records.aclose()


def _files(folder: Path) -> list[Path]:
    return [each for each in folder.iterdir() if each.is_file()]


async def test_records_are_of_one_moment_though_others_write(voted: str, data: Path, tmp_path: Path) -> None:
    """Law: what was promised before a copy began is in it, whole, however much is written meanwhile, and nothing waits for it."""
    url = f"sqlite+aiosqlite:///{data}/records.sqlite3"
    records = load_records(load_settings().model_copy(update={"database": DatabaseSettings(url=url)}))
    environment = {**os.environ, "FOOTNOTE_DATABASE__URL": url, "PYTHONPATH": str(ROOT)}
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, "100000", env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert writer.stdout is not None
    promised = [voted]
    try:
        for number in range(4):
            promised += [(await writer.stdout.readline()).decode().strip() for _ in range(40)]
            copy = tmp_path / f"{number}.sqlite3"
            await records.copy_to(copy)
            await _holds(copy, promised)
    finally:
        writer.kill()
        await writer.communicate()


async def _holds(copy: Path, promised: list[str]) -> None:
    of_it = DatabaseSettings(url=f"sqlite+aiosqlite:///{copy}")
    records = load_records(load_settings().model_copy(update={"database": of_it}))
    await records.open()
    await records.check()
    for answer_id in promised:
        answer = await records.answer(SNOWFLAKE, answer_id)
        assert answer is not None
        assert len(answer.cited) == answer.excerpts
    await records.aclose()


def test_nothing_is_overwritten_and_nothing_left(footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: a file that is there, or a link that leads nowhere, stays as it is, and what fails leaves nothing behind."""
    target = tmp_path / "out" / "b.tar.gz"
    target.parent.mkdir()
    target.write_text("mine", "utf-8")
    code, out, err = footnote("backup", str(target))
    assert (code, out) == (1, "")
    assert f"{str(target)!r} is there already" in err
    assert target.read_text("utf-8") == "mine"
    target.unlink()
    target.symlink_to(tmp_path / "nowhere")
    assert footnote("backup", str(target))[0] == 1
    assert not (tmp_path / "nowhere").exists()
    assert listed(target.parent) == ["b.tar.gz"]
    code, _, err = footnote("backup", str(tmp_path / "none" / "b.tar.gz"))
    assert code == 1
    assert "there is no folder" in err
    code, _, err = footnote("backup", str(tmp_path / "b.tar.gz"), at=tmp_path / "empty")
    assert code == 1
    assert "there is nothing in" in err
    assert not (tmp_path / "b.tar.gz").exists()


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_without_a_file_it_is_wrong_usage(command: str) -> None:
    """Law: a command that lacks its file ends with 2."""
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args([command])
    assert ended.value.code == 2


def test_only_an_empty_folder_is_filled(footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: a data folder that holds anything is named and left alone; what a killed restore left is cleared."""
    backup, new = tmp_path / "b.tar.gz", tmp_path / "new"
    assert footnote("backup", str(backup))[0] == 0
    before = held(data)
    code, out, err = footnote("restore", str(backup))
    assert (code, out) == (1, "")
    assert f"{str(data)!r} is not empty (it holds 'corpora')" in err
    assert held(data) == before
    (new / ".restoring-1" / "corpora").mkdir(parents=True)
    (new / "lost+found").mkdir()
    assert footnote("restore", str(backup), at=new)[0] == 0
    assert sorted(listed(new)) == ["corpora", "lost+found"]


# Ends as a power cut would, before or after the so-manieth time that something gets its name.
KILLED = """
import os, signal, sys
from bot.console import main

rename, moment, left = os.rename, sys.argv[1], int(sys.argv[2])

def renames(source, target, **how):
    global left
    left -= 1
    if not left and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    rename(source, target, **how)
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)

os.rename = renames
main(sys.argv[3:])
"""


def _kill(data: Path, moment: str, number: int, backup: Path) -> None:
    environment = {**os.environ, "FOOTNOTE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLED, moment, str(number), "restore", str(backup)]
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL


# The corpora get their name first, the records second.
@pytest.mark.parametrize(("moment", "number", "left"), [
    ("before", 1, set()), ("after", 1, {"corpora"}), ("before", 2, {"corpora"}), ("after", 2, {"corpora", "records.sqlite3"}),
])  # fmt: skip
async def test_a_restore_that_was_killed_can_be_begun_again(
    voted: str, footnote: Footnote, tmp_path: Path, moment: str, number: int, left: set[str]
) -> None:
    """Law: whenever it was killed, articles are never missing beside records, and another one puts all in place and leaves
    nothing else; where all is in place it is refused."""
    backup, new = tmp_path / "b.tar.gz", tmp_path / "new"
    assert (await asyncio.to_thread(footnote, "backup", str(backup)))[0] == 0
    await asyncio.to_thread(_kill, new, moment, number, backup)
    now = listed(new)
    assert {name for name in now if not name.startswith(".restoring-")} == left
    assert set(now) != left
    code, _, err = await asyncio.to_thread(footnote, "restore", str(backup), at=new)
    if "records.sqlite3" in left:
        assert (code, "is not empty (it holds 'records.sqlite3')" in err) == (1, True)
    else:
        assert (code, err) == (0, "")
        assert set(listed(new)) == {"corpora", "records.sqlite3"}
    await asyncio.to_thread(footnote, "restore", str(backup), at=tmp_path / "whole")
    assert held(new / "corpora") == held(tmp_path / "whole" / "corpora")
    await _holds(new / "records.sqlite3", [voted])


async def test_what_was_done_after_a_killed_restore_is_kept(voted: str, footnote: Footnote, tmp_path: Path) -> None:
    """Law: corpora that are not just those of the backup are never replaced, however often it is tried; of the same backup
    it goes on once they are."""
    backup, new = tmp_path / "b.tar.gz", tmp_path / "new"
    assert (await asyncio.to_thread(footnote, "backup", str(backup)))[0] == 0
    await asyncio.to_thread(_kill, new, "after", 1, backup)
    mine = new / "corpora" / "0" / "articles" / "mine.md"
    mine.write_text("The old mill burned down.\n", "utf-8")
    kept = held(new / "corpora")
    (tmp_path / "none.tar.gz").write_bytes(b"")
    for file, told in (
        (backup, "(it holds 'corpora')"),
        (tmp_path / "none.tar.gz", "none.tar.gz"),
        (backup, "'corpora'"),
    ):
        code, _, err = await asyncio.to_thread(footnote, "restore", str(file), at=new)
        assert (code, told in err) == (1, True)
        assert held(new / "corpora") == kept
    mine.unlink()
    assert (await asyncio.to_thread(footnote, "restore", str(backup), at=new))[0] == 0
    assert set(listed(new)) == {"corpora", "records.sqlite3"}


async def test_records_that_can_not_be_put_back_take_the_articles_along(
    voted: str, footnote: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: what fails at its end leaves nothing behind, so that it can be tried again."""
    backup = tmp_path / "b.tar.gz"
    assert (await asyncio.to_thread(footnote, "backup", str(backup)))[0] == 0
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", f"sqlite+aiosqlite:///{tmp_path}/file/r.sqlite3")
    code, _, err = await asyncio.to_thread(footnote, "restore", str(backup), at=tmp_path / "new")
    assert code == 1
    assert "r.sqlite3" in err
    assert listed(tmp_path / "new") == []
    monkeypatch.delenv("FOOTNOTE_DATABASE__URL")
    assert (await asyncio.to_thread(footnote, "restore", str(backup), at=tmp_path / "new"))[0] == 0


async def test_records_elsewhere_are_not_replaced(
    voted: str, footnote: Footnote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: where the settings keep records in another place they are put back there, and never over those that are there."""
    backup, other = tmp_path / "b.tar.gz", tmp_path / "else" / "r.sqlite3"
    assert (await asyncio.to_thread(footnote, "backup", str(backup)))[0] == 0
    monkeypatch.setenv("FOOTNOTE_DATABASE__URL", f"sqlite+aiosqlite:///{other}")
    assert (await asyncio.to_thread(footnote, "restore", str(backup), at=tmp_path / "new"))[0] == 0
    await _holds(other, [voted])
    kept = held(other.parent)
    code, _, err = await asyncio.to_thread(footnote, "restore", str(backup), at=tmp_path / "newer")
    assert code == 1
    assert "there are records already" in err
    assert held(other.parent) == kept
    assert held(tmp_path / "newer") == {}


async def test_damaged_records_make_no_backup(voted: str, footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: a backup without what it should hold is none: it is refused with what is wrong, and no file is written."""
    _spoil(data / "records.sqlite3")
    code, out, err = await asyncio.to_thread(footnote, "backup", str(tmp_path / "b.tar.gz"))
    assert (code, out) == (1, "")
    assert "are damaged" in err
    assert not _exists(tmp_path / "b.tar.gz")


def _exists(file: Path) -> bool:
    return file.exists()


def _spoil(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.executemany("INSERT INTO facts VALUES (0, ?, ?)", [(str(n), "x" * 500) for n in range(200)])
    connection.close()
    data = bytearray(file.read_bytes())
    data[len(data) // 2 :] = b"\xa5" * (len(data) - len(data) // 2)
    file.write_bytes(data)


def test_what_was_all_removed_stays_removed(footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: a corpus without articles comes back without, rather than with those that ship."""
    shutil.rmtree(data / "corpora" / "0" / "articles")
    (data / "corpora" / "0" / "articles").mkdir()
    assert footnote("backup", str(tmp_path / "b.tar.gz"))[0] == 0
    assert footnote("restore", str(tmp_path / "b.tar.gz"), at=tmp_path / "new")[0] == 0
    assert listed(tmp_path / "new" / "corpora" / "0" / "articles") == []


def test_odd_files_among_the_articles_hold_nothing_up(footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: a link to an article inside is kept as what it shows, a pipe is passed over, a link that leads out is named."""
    articles = data / "corpora" / "0" / "articles"
    os.mkfifo(articles / "pipe.md")
    (articles / "same.md").symlink_to(articles / "kept" / "bakery.md")
    (tmp_path / "secret.md").write_text("mine", "utf-8")
    (articles / "out.md").symlink_to(tmp_path / "secret.md")
    (articles / f"{'é' * 120}.md").write_text("Long names are kept.\n", "utf-8")
    code, _, err = footnote("backup", str(tmp_path / "b.tar.gz"))
    assert code == 0
    assert "left out of the backup: out.md" in err
    assert footnote("restore", str(tmp_path / "b.tar.gz"), at=tmp_path / "new")[0] == 0
    now = held(tmp_path / "new" / "corpora" / "0" / "articles")
    assert set(now) == {"kept/bakery.md", "kept/lighthouse.md", "kept/river.txt", "same.md", f"{'é' * 120}.md"}
    assert now["same.md"] == now["kept/bakery.md"]
    assert not (tmp_path / "new" / "corpora" / "0" / "articles" / "same.md").is_symlink()


def test_a_generation_that_goes_meanwhile_is_the_next_one(
    footnote: Footnote, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: where a build ends between the look at CURRENT and the opening, what serves then is taken, whole."""
    generations = data / "corpora" / "0" / "generations"
    now = Generations(generations).current()
    assert now is not None
    other = f"000002-{now[-8:]}"
    current = Generations.current
    swapped: list[str | None] = []

    def swaps(self: Generations) -> str | None:
        found = current(self)
        if self.folder == generations and not swapped:
            (generations / now).rename(generations / other)
            (generations / "CURRENT").write_text(f"{other}\n", "ascii")
            swapped.append(found)
        return found

    monkeypatch.setattr(Generations, "current", swaps)
    code, _, err = footnote("backup", str(tmp_path / "b.tar.gz"))
    assert (code, err) == (0, "")
    with tarfile.open(tmp_path / "b.tar.gz") as archive:
        found = archive.extractfile("corpora/0/generations/CURRENT")
        assert found is not None
        assert found.read().decode().strip() == other
        assert f"corpora/0/generations/{other}/manifest.json" in archive.getnames()


def test_a_damaged_generation_is_left_out_and_told(footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: what can't be opened is not in the backup, whose articles are all there to build it again."""
    generations = Generations(data / "corpora" / "0" / "generations")
    (generations.folder / str(generations.current()) / "manifest.json").write_text("{}", "utf-8")
    code, out, err = footnote("backup", str(tmp_path / "b.tar.gz"))
    assert code == 0
    assert "1 generation " in out
    assert "is damaged and left out" in err


def test_a_change_that_is_under_way_is_waited_for(footnote: Footnote, data: Path, tmp_path: Path) -> None:
    """Law: while an article is added or removed the articles are not whole: the backup says so and waits."""
    waiting, begun = threading.Event(), threading.Event()

    def change() -> None:
        with Generations(data / "corpora" / "0" / "generations").undisturbed():
            begun.set()
            waiting.wait(60)

    changing = threading.Thread(target=change)
    changing.start()
    begun.wait(60)
    said: list[str] = []

    def say(sentence: str) -> None:
        said.append(sentence)
        waiting.set()

    packing.pack(data, None, tmp_path / "b.tar.gz", say)
    changing.join()
    assert said == ["corpus 0 is being changed: waiting for that to end …"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_ends_it_gets_an_end(data: Path, tmp_path: Path, number: signal.Signals, code: int) -> None:
    """Law: Ctrl-C and SIGTERM end a backup at once, whatever it waits for, and nothing stays of it."""
    (tmp_path / "out").mkdir()
    environment = {**os.environ, "FOOTNOTE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot.console", "backup", str(tmp_path / "out" / "b.tar.gz")]
    with (
        Generations(data / "corpora" / "0" / "generations").undisturbed(),
        subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process,
    ):
        assert process.stderr is not None
        assert "waiting for that to end" in process.stderr.readline()
        process.send_signal(number)
        assert process.wait(20) == code
    assert listed(tmp_path / "out") == []


def test_a_full_disk_leaves_nothing_behind(data: Path, tmp_path: Path) -> None:
    """Law: where the disk does not take the backup, or what is put back, one sentence says so and nothing stays."""
    (tmp_path / "out").mkdir()
    (data / "corpora" / "0" / "articles" / "long.txt").write_bytes(os.urandom(300_000))

    def run(*words: str, at: Path, limit: int) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "FOOTNOTE_DATA_DIR": str(at), "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-m", "bot.console", *words],
            env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
            capture_output=True,
            text=True,
            check=False,
        )

    target = tmp_path / "out" / "b.tar.gz"
    done = run("backup", str(target), at=data, limit=100_000)
    assert (done.returncode, done.stdout) == (1, "")
    assert "File too large" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert listed(target.parent) == []
    assert run("backup", str(target), at=data, limit=10_000_000).returncode == 0
    done = run("restore", str(target), at=tmp_path / "new", limit=100_000)
    assert (done.returncode, done.stdout) == (1, "")
    assert "File too large" in done.stderr
    assert listed(tmp_path / "new") == []
