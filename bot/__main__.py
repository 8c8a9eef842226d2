"""`python -m bot`: the Discord bot where there is a token, else the console chat on the same service."""

from __future__ import annotations

import sys

from bot.console import main
from bot.console.telling import tell
from config.settings import SettingsError, load_settings


def start() -> int:
    """Start what the settings allow."""
    try:
        settings = load_settings()
    except SettingsError as error:
        tell(str(error))
        return 1
    if settings.discord.token is not None:
        from bot.running import run_bot  # noqa: PLC0415 - the console does not wait for discord.py

        return run_bot(settings)
    tell(
        "There is no Discord token, so this is the console: `make preview` shows the bot itself in a browser page, and "
        "DISCORD_TOKEN runs it on Discord."
    )
    return main(["chat"])


if __name__ == "__main__":
    sys.exit(start())
