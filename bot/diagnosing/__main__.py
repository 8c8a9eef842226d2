"""`python -m bot.diagnosing`: what Discord says of the token, a finding a line as JSON on standard output."""

from __future__ import annotations

import asyncio
import json
import sys

from bot.diagnosing.reaching import look
from bot.endpoints import aim
from bot.exits import Exit
from config.logging import configure_logging
from config.settings import SettingsError, load_settings


def main() -> int:
    """Look; returns the exit code."""
    try:
        settings = load_settings()
    except SettingsError as error:
        print(error, file=sys.stderr)
        return Exit.FAILED
    configure_logging(settings.log)
    if settings.discord.token is None:
        print("there is no token to look with", file=sys.stderr)
        return Exit.TOKEN
    aim(settings.discord)
    return asyncio.run(look(settings.discord, _say))


def _say(what: str, text: str, mend: str | None) -> None:
    print(json.dumps({"what": what, "text": text, "mend": mend}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
