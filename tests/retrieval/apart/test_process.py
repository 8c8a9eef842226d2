"""The process that reads facts: what it takes and tells, and how it ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.facts import FAILED, read_facts
from corpus.parser import parse_all
from corpus.values import Article
from retrieval.apart.process import read_apart
from retrieval.errors import BuildError
from retrieval.generations.fact_table import dump_facts
from tests.processes import run_instead
from tests.retrieval.samples import ARTICLES

ROOT = Path(__file__).parents[3]
NOTHING = dump_facts(FAILED)


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is under test is what the processes run."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that were started."""
    seen: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*command: Any, **options: Any) -> subprocess.Popen[bytes]:
        seen.append(real(*command, **options))
        return seen[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return seen


def _program(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str) -> None:
    """Let a program of Python stand where the interpreter does; what it is asked to run is in `sys.argv`."""
    head = "from retrieval.apart.telling import hear_article\nimport os, sys"
    run_instead(monkeypatch, folder, f"{head}\n{program}", sys.executable)


def _numbered(count: int, body: str = "It opened on 1 May 2001.") -> list[Article]:
    return [Article(f"a{number}", "Title", body) for number in range(count)]


def _read(articles: list[Article]) -> tuple[list[bytes], list[str]]:
    notices: list[str] = []
    return list(read_apart(articles, notices.append)), notices


def test_facts_come_as_the_rules_read_them(started: list[subprocess.Popen[bytes]]) -> None:
    """A line for each article, the same as without a process, whatever is in it; and the process is gone then."""
    odd = Article("odd", "“Odd”", "On 3 May 2001 \u2028 she said: “No\x00 more.”\n\n\tÉtude — 漢字 \U0001f600.\r\n")
    articles = [*ARTICLES, odd]
    parses = parse_all(each.body for each in articles)
    expected = [dump_facts(read_facts(*each)) for each in zip(articles, parses, strict=True)]
    assert _read(articles) == (expected, [])
    assert [process.returncode for process in started] == [-signal.SIGKILL]


@pytest.mark.parametrize("ahead", [1, 30])
def test_neither_side_holds_a_corpus_nor_waits_for_the_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ahead: int
) -> None:
    """Lines larger than any pipe, both ways and read late or at once, never stop the two; told is what was asked for."""
    _program(
        monkeypatch,
        tmp_path,
        f"waiting = []\nfor line in sys.stdin.buffer:\n    waiting.append(len(line))\n    if len(waiting) == {ahead}:\n"
        "        for each in waiting:\n            os.write(1, b'x' * each + b'\\n')\n        waiting = []",
    )
    articles = _numbered(30, "x" * 300_000)
    before = set(threading.enumerate())
    lines = read_apart(articles, pytest.fail)
    lengths = [len(next(lines))]
    assert len(set(threading.enumerate()) - before) <= 2
    lengths += [len(line) for line in lines]
    assert len(lengths) == 30
    assert min(lengths) > 300_000


def test_an_article_that_ends_it_has_no_facts_and_the_others_have_theirs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    """It is started again, reads one after the other, and the one that ends it is named; half a line counts for nothing."""
    _program(
        monkeypatch,
        tmp_path,
        "for line in sys.stdin.buffer:\n    if hear_article(line).id == 'a3':\n"
        "        os.write(1, b'{\"eve')\n        os.kill(os.getpid(), 9)\n    os.write(1, b'f\\n')",
    )
    lines, notices = _read(_numbered(6))
    assert lines == [b"f", b"f", b"f", NOTHING, b"f", b"f"]
    assert notices == [
        "the dates and quotations of 'a3' can't be read (the process that reads them was ended by signal 9)"
    ]
    assert len(started) == 3
    assert all(process.returncode is not None for process in started)


def test_one_that_was_killed_once_loses_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a second attempt reads is read."""
    _program(
        monkeypatch,
        tmp_path,
        "for line in sys.stdin.buffer:\n    if '--singly' not in sys.argv and hear_article(line).id == 'a1':\n"
        "        os.kill(os.getpid(), 9)\n    os.write(1, b'f\\n')",
    )
    assert _read(_numbered(3)) == ([b"f"] * 3, [])


def test_one_that_dies_again_and_again_fails_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where it is not the articles, one sentence says how it ended."""
    _program(monkeypatch, tmp_path, "sys.exit(7)")
    with pytest.raises(BuildError, match="the process that reads dates and quotations ended with code 7, 4 times"):
        _read(_numbered(50))


def test_one_that_can_not_be_started_fails_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in one sentence, and is not taken for the disk's fault."""
    monkeypatch.setattr(sys, "executable", "/nowhere/at/all")
    with pytest.raises(BuildError, match="quotations can't be started: No such file or directory"):
        _read(_numbered(1))


def test_who_stops_listening_ends_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    """It is gone once nobody wants more, though it would never end by itself."""
    _program(monkeypatch, tmp_path, "import signal\nos.write(1, b'f\\n')\nsignal.pause()")
    lines: Iterator[bytes] = read_apart(_numbered(3, "x" * 300_000), pytest.fail)
    assert next(lines) == b"f"
    lines.close()  # type: ignore[attr-defined]
    assert started[0].returncode == -signal.SIGKILL


def test_it_ends_with_who_started_it(tmp_path: Path) -> None:
    """Killed in the middle of it, a builder leaves nothing running, whatever it reads."""
    program = (
        "from corpus.values import Article\nfrom retrieval.apart.process import read_apart\nimport os\n"
        "articles = [Article(f'a{n}', 'T', 'It opened on 1 May 2001. ' * 20) for n in range(10_000)]\n"
        "for line in read_apart(articles, print):\n    print('told', flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, cwd=tmp_path) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        child = os.pidfd_open(int(Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text()))
        parent.kill()
    ended, _, _ = select.select([child], [], [], 20)
    os.close(child)
    assert ended


def test_neither_settings_nor_secrets_reach_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It has in its environment what finding Python takes."""
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("FOOTNOTE_ENCODER__MODEL", "hashing")
    _program(
        monkeypatch,
        tmp_path,
        "found = [n for n in os.environ if 'FOOTNOTE' in n or 'TOKEN' in n]\nos.write(1, repr(found).encode() + b'\\n')",
    )
    assert _read(_numbered(1)) == ([b"[]"], [])
