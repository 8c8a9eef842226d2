"""A system's process, as seen by who measures it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.systems import NAMES

ROOT = Path(__file__).parents[1]
# Nothing is fetched while it is measured, and nobody is told.
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "LANGSMITH_TRACING": "false",
    "ANONYMIZED_TELEMETRY": "false",
}


class SystemFailed(Exception):
    """A system could not do what it was told; the text is one sentence."""


class Served:
    """A running `benchmarks.serving` of one system; ended at the end of a `with`."""

    def __init__(self, name: str, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._label = NAMES[name]
        self._log = (home / f"{name}.log").open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.serving", name, str(home)],
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def tell(self, do: str, *, seconds: float = 300, **given: Any) -> dict[str, Any]:
        """What came of telling it; raises SystemFailed where it failed, ended or took more than `seconds`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({"do": do, **given}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise SystemFailed(f"{self._label} ended before it could {do}") from None
        if not select.select([self._process.stdout], [], [], seconds)[0]:
            raise SystemFailed(f"{self._label} took more than {seconds:g} seconds to {do}")
        line = self._process.stdout.readline()
        if not line:
            raise SystemFailed(f"{self._label} ended with code {self._process.wait()} while it was to {do}")
        reply: dict[str, Any] = json.loads(line)
        if "error" in reply:
            raise SystemFailed(f"{self._label} could not {do}: {reply['error']}")
        return reply

    def close(self) -> None:
        """End it and whatever it has started, at once: nothing of it is wanted any more."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        with suppress(BrokenPipeError):  # what it was to be told and did not read any more
            self._process.stdin.close()
        self._process.stdout.close()
        self._log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def ask_console(home: Path, question: str, *, selector: bool) -> None:
    """`footnote ask` over the articles and data in `home`, until it has ended; raises SystemFailed where it does not answer."""
    given = {"FOOTNOTE_DATA_DIR": str(home / "data"), "FOOTNOTE_CORPUS__PATH": str(home / "articles")}
    if not selector:
        given["FOOTNOTE_SELECTOR__MODEL"] = "none"
    command = [sys.executable, "-m", "bot.console", "ask", "--json", "--", question]
    ended = subprocess.run(
        command, cwd=home, env={**_environment(), **given}, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        last = (ended.stderr.strip().splitlines() or ["it does not say why"])[-1]
        raise SystemFailed(f"footnote ask ended with code {ended.returncode}: {last}")


def _environment() -> dict[str, str]:
    """Of a process that finds this very code, wherever it runs."""
    return {**os.environ, **_QUIET, "PYTHONPATH": str(ROOT)}
