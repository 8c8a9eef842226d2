"""`footnote preview`: the bot in a local browser page, in place of this process, since the console knows no Discord."""

from __future__ import annotations

import argparse
import os
import sys

from config.settings import TOKEN_NAMES, Settings


async def preview(settings: Settings, options: argparse.Namespace) -> int:
    """Become `python -m bot.preview`, so that signals, output and exit code are its own."""
    kept = {name: value for name, value in os.environ.items() if name.upper() not in TOKEN_NAMES}
    # -P: what lies in the folder that Footnote was started from is not code.
    command = [sys.executable, "-P", "-m", "bot.preview", "--port", str(options.port)]
    sys.stdout.flush()
    os.execve(  # noqa: S606 - a fixed program, and no shell is wanted
        sys.executable, [*command, *(["--no-open"] if options.no_open else [])], {**kept, **settings.environment()}
    )
