"""The console: `footnote …`, the same service without Discord."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 failed, 2 wrong usage."""
    from bot.console.commands import run  # noqa: PLC0415 - `--help` should not wait for what commands import

    return run(arguments)
