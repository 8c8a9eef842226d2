"""`python -m bot.preview`: what `footnote preview` starts, in a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import sys
from collections.abc import Sequence

from bot.console.telling import tell
from bot.exits import Exit
from config.logging import configure_logging
from config.settings import SettingsError, load_settings
from corpus.errors import FootnoteError

_MISSING = (
    "the preview needs simcord, which is not installed: `make preview` installs it, and so does "
    "`pip install 'footnote[preview]'`"
)


def main(words: Sequence[str] | None = None) -> int:
    """Show the preview until it is ended; returns the exit code."""
    parser = argparse.ArgumentParser(prog="footnote preview")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--no-open", action="store_true")
    options = parser.parse_args(words)
    if any(importlib.util.find_spec(name) is None for name in ("simcord", "aiohttp", "markdown_it", "regex", "PIL")):
        tell(_MISSING)
        return Exit.FAILED
    from bot.preview.page import show  # noqa: PLC0415 - it imports simcord

    try:
        settings = load_settings()
        configure_logging(settings.log)
        asyncio.run(show(settings, options.port, open_browser=not options.no_open))
    except (FootnoteError, SettingsError) as error:
        tell(str(error))
        return Exit.FAILED
    except KeyboardInterrupt:
        pass  # before the page was there: nothing is left to end
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main())
