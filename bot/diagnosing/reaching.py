"""What Discord says of the token: over HTTP alone, so that a bot that runs is not disturbed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

import aiohttp
import discord

from bot.client import intents
from bot.exits import Exit
from bot.permissions import invite_link
from config.sections import DiscordSettings

# Tells what was looked at, what was found, and how to mend it where it is not well.
Tell = Callable[[str, str, str | None], None]

# discord.py tries again by itself; who waits should hear by now.
_PATIENCE = 30.0
_MOST_SERVERS = 200  # that Discord lists at once
_PORTAL = "Developer Portal (https://discord.com/developers/applications)"
_ANOTHER = f"set DISCORD_TOKEN to the token of your application: {_PORTAL}, Bot, Reset Token"
# The last three are what discord.py makes of answers that are not Discord's.
_FAILURES = (
    discord.HTTPException,
    discord.LoginFailure,
    aiohttp.ClientError,
    OSError,
    KeyError,
    TypeError,
    ValueError,
)


async def look(settings: DiscordSettings, say: Tell, patience: float = _PATIENCE) -> Exit:
    """Log in, look, and leave; says each finding and returns how it went."""
    assert settings.token is not None
    token = settings.token.get_secret_value().strip()
    if not re.fullmatch("[!-~]+", token):
        say("token", "it holds characters that no token has", _ANOTHER)
        return Exit.TOKEN
    client = discord.Client(intents=intents())
    try:
        async with asyncio.timeout(patience):
            await client.login(token)
            await _look(client, say)
    except _FAILURES as error:
        code, found = _failure(error, settings, patience)
        say(*found)
        return code
    finally:
        await client.close()
    return Exit.DONE


def _failure(error: Exception, settings: DiscordSettings, patience: float) -> tuple[Exit, tuple[str, str, str]]:
    """What `error` means, and what to do about it."""
    where = settings.api_base or "discord.com"
    code, what = Exit.UNREACHABLE, "connection"
    match error:
        case discord.LoginFailure() | discord.HTTPException(status=401):
            code, what = Exit.TOKEN, "token"
            text, mend = f"{where} refuses it (401)", _ANOTHER
        case discord.Forbidden():
            code, what = Exit.PERMISSIONS, "permissions"
            text = f"{where} does not permit it (403): {error.text or 'it gives no reason'}"
            mend = f"look at the application in the {_PORTAL}"
        case discord.HTTPException():
            text, mend = f"{where} answers with status {error.status}", "try again later: discordstatus.com says more"
        case TimeoutError():
            text, mend = f"{where} did not answer within {patience:.0f} s", "look at the network, or try again later"
        case aiohttp.ClientError() | OSError():
            text, mend = f"{where} can't be reached: {error}", "look at the network, a proxy or a firewall"
        case _:
            text = f"what answers at {where} is not Discord"
            mend = "look at the network: something answers in Discord's place"
    if settings.api_base is not None and code is Exit.UNREACHABLE:
        mend = "unset FOOTNOTE_DISCORD__API_BASE, or look at what runs there"
    return code, (what, text, mend)


async def _look(client: discord.Client, say: Tell) -> None:
    application = client.application
    assert application is not None
    say("token", f"accepted, of the application {application.name} ({application.id}), as the bot {client.user}", None)
    link = invite_link(application.id)
    say("invite", link, None)
    servers = [each async for each in client.fetch_guilds(limit=_MOST_SERVERS, with_counts=False)]
    say("servers", _servers(len(servers)), None)
    say("intents", _intents(client.intents), None)
    commands = await client.http.get_global_commands(application.id)
    names = ", ".join(sorted(str(each["name"]) for each in commands))
    say("commands", f"registered: {names}" if names else "none yet: the bot registers them when it starts", None)


def _servers(count: int) -> str:
    if count == 0:
        return "in none yet: open the invite link to bring it into one"
    more = " or more" if count == _MOST_SERVERS else ""
    return f"in {count}{more}"


def _intents(asked: discord.Intents) -> str:
    """The privileged ones must be switched on in the Developer Portal."""
    privileged = [each for each in ("members", "presences", "message_content") if getattr(asked, each)]
    if privileged:
        return f"the privileged {', '.join(privileged)} must be switched on in the Developer Portal"
    return "no privileged one is needed: nothing is to be switched on in the Developer Portal"
