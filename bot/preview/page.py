"""The preview from its first sentence to its end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import tempfile
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import simcord

from bot.bootstrap import make_records
from bot.client import FootnoteClient
from bot.console.session import opened_service
from bot.console.telling import tell
from bot.preview.screen import has_screen, timezone
from bot.preview.world import World, greet, pretend_discord
from bot.records import Records
from config.sections import DatabaseSettings, ReloadSettings
from config.settings import Settings
from corpus.errors import FootnoteError

if TYPE_CHECKING:
    from simcord.preview import Preview

_HOST = "127.0.0.1"
_ENDING = (signal.SIGINT, signal.SIGTERM)


class PreviewError(FootnoteError):
    """The page can't be shown; the text says why."""


async def show(settings: Settings, port: int, *, open_browser: bool) -> None:
    """Show the bot until someone ends the page or this process. Raises FootnoteError where it can't be shown."""
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    assert task is not None
    for number in _ENDING:
        loop.add_signal_handler(number, task.cancel)
    try:
        async with _page(settings, port) as preview:
            print(preview.url, flush=True)
            tell(
                "Footnote is in a browser page at this address; Ctrl-C ends it. Answers and votes are forgotten then, but "
                "what `/corpus` changes are the articles themselves."
            )
            if open_browser and has_screen():
                await asyncio.to_thread(webbrowser.open, preview.url)
            await preview.wait_closed()
    except asyncio.CancelledError:
        pass  # it was told to end
    finally:
        for number in _ENDING:
            loop.remove_signal_handler(number)


@asynccontextmanager
async def _page(settings: Settings, port: int) -> AsyncIterator[Preview]:
    _check_port(port)
    # A reload by the clock would be work that never ends, and simcord waits for all work.
    settings = settings.model_copy(update={"reload": ReloadSettings()})
    async with opened_service(settings, warm=True) as service, _passing_records(settings) as records:
        client = FootnoteClient(settings, service, records, shard_count=1)
        client.readiness.set()
        async with pretend_discord(client) as world:
            await greet(world, client)
            preview = world.env.preview(
                world.channel,
                viewers=(world.member, world.operator),
                layout="channel",
                timezone=timezone(),
                port=port or None,
            )
            try:
                await preview.__aenter__()
            except simcord.SetupError as error:
                raise _no_port(port, error.__cause__) from None
            clock = asyncio.create_task(_keep_time(world, preview))
            try:
                yield preview
            finally:
                clock.cancel()
                # What a press has begun holds the page up until it ends; unloading ends builds.
                for feature in tuple(client.extensions):
                    await client.unload_extension(feature)
                await preview.close()
                await client.limits.aclose()


@asynccontextmanager
async def _passing_records(settings: Settings) -> AsyncIterator[Records]:
    """Records for as long as the preview is there: its people, servers and messages mean nothing to the real ones."""
    with tempfile.TemporaryDirectory(prefix="footnote-preview-") as folder:
        away = {"data_dir": Path(folder), "database": DatabaseSettings()}
        records = make_records(settings.model_copy(update=away))
        await records.open()
        try:
            yield records
        finally:
            await records.aclose()


async def _keep_time(world: World, preview: Preview) -> None:
    """Let the page's “2 minutes ago” count from now; it would count from its first moment."""
    while True:
        preview.capture_time = world.env.now()
        await asyncio.sleep(1)


def _check_port(port: int) -> None:
    """Before the model is loaded, which takes seconds."""
    try:
        socket.create_server((_HOST, port)).close()
    except OSError as error:
        raise _no_port(port, error) from None


def _no_port(port: int, error: BaseException | None) -> PreviewError:
    why = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
    return PreviewError(f"port {port} can't be used ({why}): name another by --port, or 0 for any that is free")
