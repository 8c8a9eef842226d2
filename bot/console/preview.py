"""`footnote preview`: the bot in a local browser page, in place of this process, since the console knows no Discord."""

from __future__ import annotations

import argparse
import os
import sys

from config.settings import Settings, process_environment


async def preview(settings: Settings, options: argparse.Namespace) -> int:
    """Become `python -m bot.preview`, so that signals, output and exit code are its own."""
    # -P: what lies in the folder that Footnote was started from is not code.
    command = [sys.executable, "-P", "-m", "bot.preview", "--port", str(options.port)]
    sys.stdout.flush()
    os.execve(  # noqa: S606 - a fixed program, and no shell is wanted
        sys.executable, [*command, *(["--no-open"] if options.no_open else [])], process_environment(settings)
    )
