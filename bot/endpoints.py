"""Where Discord is."""

from __future__ import annotations

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from config.sections import DiscordSettings


def aim(settings: DiscordSettings) -> None:
    """Point discord.py at a stand-in, where the settings name one; for the whole process."""
    if settings.api_base is not None:
        Route.BASE = settings.api_base.rstrip("/")
    if settings.gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
