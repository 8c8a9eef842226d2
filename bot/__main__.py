"""`python -m bot`: the Discord bot where there is a token, else the console chat on the same service."""

from __future__ import annotations

import sys

from bot.console import main
from bot.console.terminal import tell
from config.settings import SettingsError, load_settings


def start() -> int:
    """Start what the settings allow."""
    try:
        settings = load_settings()
    except SettingsError as error:
        tell(str(error))
        return 1
    if settings.discord.token is not None:
        tell("the Discord bot is not built yet: unset the token to chat on the console")
        return 1
    tell("There is no Discord token, so this is the console; set DISCORD_TOKEN to run the bot.")
    return main(["chat"])


if __name__ == "__main__":
    sys.exit(start())
