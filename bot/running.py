"""The worker: connects at once, prepares meanwhile, and ends within ten seconds of being told to."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import re
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp
import discord

from bot.bootstrap import make_records, make_service
from bot.client import FootnoteClient
from bot.console.telling import tell
from bot.corpora.schedule import keep_fresh
from bot.endpoints import aim
from bot.exits import Exit
from bot.health.endpoint import serve_health
from bot.leaving.clearing import keep_clear
from bot.permissions import invite_link
from bot.preparing import follow, prepare
from bot.records import Records, RecordsError
from bot.watching import watch_records
from config.logging import configure_logging
from config.settings import Settings
from corpus.errors import FootnoteError

_log = logging.getLogger(__name__)

# The last three are what discord.py makes of answers that are not Discord's.
_FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError, KeyError, TypeError, ValueError)

# Seconds of the ten: what is under way, questions that wait, closing the connections, and the records. What hangs all the
# same, a disk or a resolver in a thread, ends with the process.
_DRAIN, _ANSWER, _CLOSE, _RECORDS, _AT_LAST = 4.5, 1.0, 1.5, 1.0, 9.5
# Seconds after which a busy thread must let another run: at Python's own 5 ms an event loop that shares its process with
# answering is late by as much at every step.
SWITCH_INTERVAL = 0.0005
_INVITED = "the invite link was shown"


def run_bot(settings: Settings) -> int:
    """Run the bot until it is told to end; returns the exit code."""
    configure_logging(settings.log)
    aim(settings.discord)
    sys.setswitchinterval(SWITCH_INTERVAL)
    deadline = threading.Timer(_AT_LAST, os._exit, (Exit.FAILED,))
    deadline.daemon = True
    try:
        code = asyncio.run(run_until_told(settings, deadline.start))
    except FootnoteError as error:
        tell(str(error))
        return Exit.FAILED
    except Exception as error:  # noqa: BLE001 - Python would write the words of whatever it was
        _log.critical("the bot failed", exc_info=error)
        return Exit.FAILED
    finally:
        deadline.cancel()
    # A thread that still loads the model would hold up the end.
    if any(not thread.daemon and thread is not threading.main_thread() for thread in threading.enumerate()):
        logging.shutdown()
        sys.stdout.flush()
        os._exit(code)
    return code


async def run_until_told(settings: Settings, ending_begins: Callable[[], None] = lambda: None) -> int:
    """Run on the present loop until a signal, or Discord's refusal; returns the exit code.

    `ending_begins` is called when it does.
    """
    assert settings.discord.token is not None
    token = settings.discord.token.get_secret_value().strip()
    if not re.fullmatch("[!-~]+", token):
        tell("DISCORD_TOKEN holds characters that no token has: set it to the one that the Developer Portal shows")
        return Exit.TOKEN
    service, records = make_service(settings), make_records(settings)
    await _open(records)
    client = FootnoteClient(settings, service, records)
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    connection = asyncio.create_task(_connect(client, token))
    ending = asyncio.create_task(told.wait())
    jobs = (_prepare(client), keep_clear(client), watch_records(client), serve_health(client), client.jobs.keep())
    beside = [asyncio.create_task(each) for each in jobs]
    if settings.reload.every is not None:
        beside.append(asyncio.create_task(keep_fresh(client)))
    try:
        await asyncio.wait({connection, ending}, return_when=asyncio.FIRST_COMPLETED)
        return connection.result() if connection.done() else Exit.DONE
    finally:
        if told.is_set():
            tell("Footnote is ending …")
        ending_begins()
        await _end(client, connection, [ending, *beside])


async def _open(records: Records) -> None:
    """Open the records; where the database fails questions are answered without, and whoever watches over them tries again."""
    try:
        await records.open()
    except RecordsError as error:
        if error.trouble is None:
            raise
        _log.error("%s", error)


async def _prepare(client: FootnoteClient) -> None:
    # Discord first: whoever asks meanwhile must be heard, and loading a model keeps the processor busy.
    await client.logged_in.wait()
    await prepare(client.settings, client.service, client.readiness)
    # The model's libraries are a million objects that stay: to look through them at each full collection stops the event
    # loop for a third of a second.
    gc.freeze()
    await follow(client.settings, client.service)


async def _connect(client: FootnoteClient, token: str) -> int:
    """Stay connected; returns the exit code of what Discord refuses, and says it in a sentence."""
    try:
        await client.login(token)
        await _greet(client)
        client.logged_in.set()
        await client.connect()
    except _FAILURES as error:
        code, sentence = refusal(error)
        tell(sentence)
        return code
    return Exit.DONE


def refusal(error: Exception) -> tuple[Exit, str]:
    """What keeps the bot off Discord: an exit code of its own, and one sentence."""
    match error:
        case discord.LoginFailure() | discord.ConnectionClosed(code=4004):
            return Exit.TOKEN, "Discord refuses the token: set DISCORD_TOKEN to the one that the Developer Portal shows"
        case discord.PrivilegedIntentsRequired() | discord.ConnectionClosed(code=4013 | 4014):
            return (
                Exit.INTENTS,
                "Discord refuses the intents: Footnote asks for no privileged one, so look at the application in the Developer Portal",
            )
        case discord.ConnectionClosed():
            return Exit.FAILED, f"Discord closed the connection for good: {error}"
        case discord.Forbidden():
            return Exit.PERMISSIONS, f"Discord does not permit what Footnote needs: {error.text or error}"
        case KeyError() | TypeError() | ValueError():
            _log.info("what answers is not Discord", exc_info=error)
            return Exit.UNREACHABLE, "Discord can't be reached: something else answers in its place"
        case _:
            return Exit.UNREACHABLE, f"Discord can't be reached ({str(error) or type(error).__name__}): try again later"


async def _greet(client: FootnoteClient) -> None:
    """Say who the bot is, and the first time how to bring it into a server."""
    assert client.application_id is not None
    tell(f"Footnote is on Discord as {client.user}.")
    with suppress(RecordsError):  # then it is shown again at the next start
        if await client.records.fact(_INVITED) is not None:
            return
        await client.records.set_fact(_INVITED, str(client.application_id))
    tell(f"Bring it into a server: {invite_link(client.application_id)}")


async def _end(client: FootnoteClient, connection: asyncio.Task[int], beside: list[asyncio.Task[Any]]) -> None:
    """Finish what is under way, tell the rest, and let go of everything."""
    for task in beside:
        task.cancel()
    client.readiness.close()
    if not await client.work.drain(_DRAIN):
        _log.warning("not everything that was under way could be finished")
    await client.service.aclose(_ANSWER)
    await client.work.drain(_ANSWER)
    try:
        await asyncio.wait_for(client.close(), _CLOSE)
    except TimeoutError:
        _log.warning("Discord did not close the connection in time")
    connection.cancel()
    await asyncio.gather(connection, *beside, client.turns.aclose(), client.limits.aclose(), return_exceptions=True)
    try:
        await asyncio.wait_for(client.records.aclose(), _RECORDS)
    except TimeoutError:
        _log.warning("the records could not be closed in time")
