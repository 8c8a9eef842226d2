"""The process that reads: what it may take, and that nothing it does or tells harms who started it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.apart import Limits, process, read_apart
from corpus.apart.telling import hear
from corpus.reading import Outcome, Rejection, read_bytes
from tests.processes import Started, run_instead

FAILED = (Rejection("a.md", "reading it failed; the log says why"),)
READ = read_bytes(b"Text.", "a.md")


def _is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


async def _until(holds: Callable[[], bool]) -> None:
    """Wait for what no event tells of."""
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110 - other processes' doings have none
            await asyncio.sleep(0.01)


def _is_written(file: Path) -> bool:
    return file.exists() and file.read_text().endswith("\n")


def _held(code: str) -> str:
    """What a process says that holds itself to the limits and then runs `code`."""
    program = f"from corpus.apart import Limits\nimport os, resource, sys\nLimits(seconds=7).hold()\n{code}"
    done = subprocess.run([sys.executable, "-P", "-B", "-c", program], check=False, capture_output=True, timeout=60)
    return (done.stdout or done.stderr).decode().strip().splitlines()[-1]


def test_limits_are_the_systems_own() -> None:
    """Memory, processor time, files, handles and core dumps are bounded for good, not only by our own count."""
    kinds = ("AS", "CPU", "FSIZE", "NOFILE", "NPROC", "CORE")
    said = _held(f"print([resource.getrlimit(getattr(resource, 'RLIMIT_' + kind)) for kind in {kinds}])")
    assert said == str([(512 * 2**20,) * 2, (8, 8), (0, 0), (64, 64), (0, 0), (0, 0)])
    assert _held("bytes(600 * 2**20)") == "MemoryError"
    assert "File too large" in _held("open('written', 'w').write('x' * 9999)")
    assert "Too many open files" in _held("[os.dup(0) for _ in range(99)]")


def test_the_process_loads_only_what_it_needs() -> None:
    """It starts in a fraction of a second because it loads no settings and no other room."""
    code = "import sys, json, corpus.apart.__main__; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-P", "-c", code], check=True, capture_output=True, timeout=60)
    unwanted = {
        "config.settings",
        "pydantic",
        "retrieval",
        "bot",
        "torch",
        "spacy",
        "httpx",
        "trafilatura",
        "pypdf",
        "numpy",
    }
    assert set(json.loads(done.stdout)) & unwanted == set()


@pytest.mark.parametrize(
    ("program", "outcome"),
    [
        ("cat >&2; exit 1", FAILED),
        ("exit 1", FAILED),
        ("exit 0", FAILED),
        ("cat", FAILED),
        ("echo {}", FAILED),
        ("head -c 100000 /dev/urandom", FAILED),
        ("exit 3", (Rejection("a.md", "reading it takes more than 512 MiB of memory, which is the limit"),)),
        ("kill -SEGV $$", (Rejection("a.md", "the process that read it was ended by signal 11"),)),
        ("kill -KILL $$", (Rejection("a.md", "the process that read it was ended by signal 9"),)),
    ],
)
async def test_a_process_that_fails_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, outcome: tuple[Rejection], started: Started
) -> None:
    """However it ends and whatever it tells; what it says besides is for the log alone."""
    run_instead(monkeypatch, tmp_path, program)
    assert await read_apart(b"Text.", "a.md") == outcome
    assert started.processes[0].returncode is not None


async def test_what_it_says_besides_is_logged_by_place_and_kind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Of the end of it the places of a traceback and the kinds of its errors: a file's own words are in no log."""
    said = '  File "/x/pdf.py", line 7, in read\\n    text\\nValueError: a secret of the file \\033[31m\\n'
    run_instead(monkeypatch, tmp_path, f"yes 'much' | head -c 1000000 >&2; printf '{said}' >&2; exit 1")
    assert await read_apart(b"Text.", "a.md") == FAILED
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage().endswith('File "/x/pdf.py", line 7, in read\nValueError')
    assert "secret" not in record.getMessage()
    assert "much" not in record.getMessage()


async def test_a_process_that_cannot_be_started_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """No interpreter is no traceback."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert await read_apart(b"Text.", "a.md") == FAILED


@pytest.mark.parametrize(
    ("stream", "reason"), [("", "it holds more than 1 MiB of text"), (" >&2", "more than 2 seconds")]
)
async def test_one_that_writes_without_end_is_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started, stream: str, reason: str
) -> None:
    """What it writes is kept up to the limit."""
    run_instead(monkeypatch, tmp_path, f"exec yes{stream}")
    (outcome,) = await read_apart(b"Text.", "a.md", Limits(seconds=2, written=2**20))
    assert reason in str(outcome)
    assert started.processes[0].returncode == -9


async def test_whatever_it_started_ends_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A process below it that holds on to its output neither outlives it nor keeps it from being over."""
    run_instead(monkeypatch, tmp_path, f"sleep 60 &\necho $! > {tmp_path}/below\nexit 0")
    began = time.monotonic()
    (outcome,) = await read_apart(b"Text.", "a.md", Limits(seconds=4))
    assert str(outcome) == "a.md was left out: reading it takes more than 4 seconds, which is the limit"
    assert time.monotonic() - began < 10
    pid = int((tmp_path / "below").read_text())
    await _until(lambda: _is_gone(pid))


async def test_one_that_left_its_session_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What can't be killed with the rest is not waited for."""
    run_instead(monkeypatch, tmp_path, f"setsid sh -c 'echo $$ > {tmp_path}/below; exec sleep 60' &\nexec sleep 60")
    reading = asyncio.create_task(read_apart(b"Text.", "a.md", Limits(seconds=4)))
    await _until(lambda: _is_written(tmp_path / "below"))
    try:
        (outcome,) = await asyncio.wait_for(reading, 10)
    finally:
        os.kill(int((tmp_path / "below").read_text()), signal.SIGKILL)
    assert "more than 4 seconds" in str(outcome)


async def test_cancelling_ends_the_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started) -> None:
    """Whoever stops waiting takes the process with them, and the next file gets its turn."""
    with monkeypatch.context() as patched:
        run_instead(patched, tmp_path, "exec sleep 60")
        reading = [asyncio.create_task(read_apart(b"x" * 10**7, "a.md")) for _ in range(4)]
        await asyncio.wait_for(started.first.wait(), 10)
        for each in reading:
            each.cancel()
        assert await asyncio.wait_for(asyncio.gather(*reading, return_exceptions=True), 10)
        assert all(each.cancelled() for each in reading)
    assert {each.returncode for each in started.processes} == {-9}
    assert await read_apart(b"Text.", "a.md") == READ


async def test_one_that_is_killed_meanwhile_is_one_sentence(started: Started) -> None:
    """The system may end it where memory is short."""
    reading = asyncio.create_task(read_apart(b"[" * 3_000_000, "a.md"))
    await asyncio.wait_for(started.first.wait(), 10)
    started.processes[0].send_signal(signal.SIGKILL)
    assert await asyncio.wait_for(reading, 10) == (Rejection("a.md", "the process that read it was ended by signal 9"),)
    assert await read_apart(b"Text.", "a.md") == READ


async def test_what_was_told_is_taken_in_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: what a process tells may be long, and to look through it holds nobody up."""
    threads: list[threading.Thread] = []

    def heard(told: bytes, name: str, limits: Limits) -> tuple[Outcome, ...]:
        threads.append(threading.current_thread())
        return hear(told, name, limits)

    monkeypatch.setattr(process, "hear", heard)
    assert await read_apart(b"Text.", "a.md") == READ
    assert len(threads) == 1
    assert threads[0] is not threading.current_thread()


async def test_few_read_at_a_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started) -> None:
    """No more processes run together than are allowed, and those who wait come to their turn."""
    counted = f"ls {tmp_path} | grep -c run- >> {tmp_path}/seen"
    run_instead(monkeypatch, tmp_path, f"touch {tmp_path}/run-$$; {counted}; sleep 0.05; rm {tmp_path}/run-$$; exit 3")
    outcomes = await asyncio.gather(*(read_apart(b"Text.", f"{at}.md") for at in range(9)))
    assert len(started.processes) == len(outcomes) == 9
    assert max(map(int, (tmp_path / "seen").read_text().split())) == process.AT_ONCE


async def test_few_wait(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, started: Started) -> None:
    """Whoever comes when too many wait is told so at once, and nothing of theirs is kept."""
    run_instead(monkeypatch, tmp_path, "exec sleep 60")
    most = process.AT_ONCE + process.MOST_WAITING
    reading = [asyncio.create_task(read_apart(b"Text.", "a.md")) for _ in range(most)]
    await asyncio.wait_for(started.first.wait(), 10)
    busy = "too many files are being read at the moment: try again in a minute"
    assert await read_apart(b"Text.", "a.md") == (Rejection("a.md", busy),)
    for each in reading:
        each.cancel()
    await asyncio.gather(*reading, return_exceptions=True)
    assert len(started.processes) <= process.AT_ONCE


async def test_the_process_gets_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its environment holds what Python needs and nothing else, and no file of ours is open in it."""
    run_instead(monkeypatch, tmp_path, f"{{ env; echo open $(ls /proc/$$/fd); }} > {tmp_path}/seen; exit 3")
    for name in ("DISCORD_TOKEN", "FOOTNOTE_WRITER__KEY", "FOOTNOTE_DATABASE__URL", "AWS_SECRET_ACCESS_KEY", "ANY"):
        monkeypatch.setenv(name, "given away")
    with (tmp_path / "open").open("w"):
        await read_apart(b"Text.", "a.md")
    seen = (tmp_path / "seen").read_text()
    assert "given away" not in seen
    assert "PATH=" in seen
    assert str(tmp_path / "open") not in seen
    assert len(seen.splitlines()) < 16


async def test_a_name_that_deceives_is_made_safe_first() -> None:
    """The outcome bears the name as it is kept and shown, and no line of it reaches the order as a line."""
    (outcome,) = await read_apart(b"", '../\u202e"\n{"name": 1}\ud800\x00.md')
    assert isinstance(outcome, Rejection)
    assert outcome == Rejection('" {"name": 1}.md', "it is empty")
