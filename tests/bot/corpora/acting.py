"""An interaction as far as builds use one: what is shown in it is kept, and it can be made to fail."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import discord

from bot.client import FootnoteClient
from tests.bot.simulated import read


class Shown:
    """`shown` holds the text of every edit that arrived; `failing` has what the next ones fail with."""

    def __init__(self, client: FootnoteClient | None = None) -> None:
        self.client = client
        self.id = 1
        self.type = discord.InteractionType.component
        self.user = SimpleNamespace(id=5)
        self.guild_id = 6
        self.extras: dict[str, str] = {}
        self.response = SimpleNamespace(defer=self._defer, is_done=lambda: True)
        self.shown: list[str] = []
        self.first_shown = asyncio.Event()
        self.failing: list[Exception] = []

    async def _defer(self, *, ephemeral: bool, thinking: bool) -> None:
        assert not thinking

    async def edit_original_response(self, *, view: discord.ui.LayoutView, allowed_mentions: Any) -> None:
        if self.failing:
            raise self.failing.pop(0)
        self.shown.append(read(view.to_components()))  # type: ignore[no-untyped-call]
        self.first_shown.set()


def refused(status: int, code: int = 0) -> discord.HTTPException:
    """As Discord refuses."""
    return discord.HTTPException(
        cast("Any", SimpleNamespace(status=status, reason="x")), {"code": code, "message": "no"}
    )
