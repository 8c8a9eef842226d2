"""The bot in a simulated Discord of this process, and its messages as people read them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import discord
import simcord
from simcord.results import ResponseMessage

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from config.settings import Settings
from retrieval.values import SHARED

# What somebody who manages a server may do.
MANAGES = discord.Permissions(manage_guild=True, view_channel=True, send_messages=True, use_application_commands=True)


@asynccontextmanager
async def simulated(settings: Settings, *, loaded: bool = True) -> AsyncIterator[tuple[simcord.Env, FootnoteClient]]:
    """The bot, started with all its features; its shared articles are loaded unless it is to be without."""
    service, records = make_service(settings), make_records(settings)
    await records.open()
    try:
        if loaded:
            await service.corpora.reload(SHARED, lambda event: None)
        client = FootnoteClient(settings, service, records, shard_count=1)
        client.readiness.set()
        try:
            async with simcord.run(client, strict_sync=False, settle_timeout=60) as env:
                yield env, client
        finally:
            await client.limits.aclose()
            await client.turns.aclose()
    finally:
        await service.aclose()
        await records.aclose()


def components(tree: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, whatever it lies in."""
    for each in tree:
        yield each
        yield from components(each.get("components", []))
        if "accessory" in each:
            yield each["accessory"]


def answer_to(result: simcord.InteractionResult) -> ResponseMessage:
    """The message that someone who acted got."""
    assert result.response is not None
    return result.response


def made(view: discord.ui.LayoutView) -> list[dict[str, Any]]:
    """The components of a message that is not sent."""
    tree: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call] # discord.py leaves it untyped
    return tree


def read(tree: Iterable[dict[str, Any]]) -> str:
    """All texts of a message, one below the other."""
    return "\n".join(each["content"] for each in components(tree) if "content" in each)


def labels(tree: Iterable[dict[str, Any]], *, pressable: bool = True) -> list[str]:
    """The buttons of a message that can be pressed, or those that can't."""
    return [
        each["label"] for each in components(tree) if each["type"] == 2 and each.get("disabled", False) != pressable
    ]
