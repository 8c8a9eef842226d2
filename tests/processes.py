"""The processes that Footnote starts: those that a test watches, and what stands in for the interpreter that they run."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest


@dataclass(slots=True)
class Started:
    """The processes that were started, and whether there is one."""

    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    first: asyncio.Event = field(default_factory=asyncio.Event)


def run_instead(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str, interpreter: str = "/bin/sh") -> None:
    """Let a script, a shell's if nothing else is said, stand where the interpreter does."""
    file = folder / "program"
    file.write_text(f"#!{interpreter}\n{program}\n")
    file.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(file))
