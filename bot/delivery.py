"""Getting a message to Discord: acknowledged at once, shown once, and tried again where the failure is one that passes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, TypeVar

import aiohttp
import discord

from bot.work import Work

_log = logging.getLogger(__name__)
T = TypeVar("T")

_HOW = "acknowledged"

NO_MENTIONS = discord.AllowedMentions.none()
# An interaction must be acknowledged within 3 seconds, and its token lives for 15 minutes.
_TO_ACKNOWLEDGE = 2.5
TOKEN_LIFE = 14 * 60.0
# Of that, what is kept for showing the last word.
_LAST_WORD = 30.0
_ALREADY_ACKNOWLEDGED, _UNKNOWN_INTERACTION = 40060, 10062
# Unknown channel, server, message or webhook; no access, no permission; an invalid webhook token (one that has run out); who takes
# no direct messages of the bot any more, or has left all its servers; an archived or locked thread.
_GONE = (10003, 10004, 10008, 10015, 50001, 50013, 50027, 50007, 50278, 50083, 160005, _UNKNOWN_INTERACTION)
# What may come of any attempt to reach Discord.
FAILURES = (aiohttp.ClientError, OSError, TimeoutError, discord.HTTPException)
# A reply needs to read the history.
_CANNOT_REPLY = 160002


class Reply(Protocol):
    """Where the answer to one question goes."""

    async def show(self, view: discord.ui.LayoutView) -> discord.Message | None:
        """Show `view` in place of what was shown before; None where there is nowhere to show it any more."""
        ...

    @property
    def patience(self) -> float | None:
        """How many seconds something may be waited for, so that there is still a way to show it; None for as long as it takes."""
        ...


async def acknowledge(interaction: discord.Interaction[Any], *, private: bool = False, thinking: bool = True) -> bool:
    """Tell Discord that an answer will come; False where it is too late for one.

    With `thinking` a message of its own will be shown, without it the message of the pressed button will change.
    """
    # Kept here, since an acknowledgement whose answer is lost is unknown to discord.py.
    interaction.extras[_HOW] = "message" if thinking else "update"
    work: Work = interaction.client.work
    try:
        with work.acknowledging():
            await persist(lambda: interaction.response.defer(ephemeral=private, thinking=thinking), _TO_ACKNOWLEDGE)
    except discord.HTTPException as error:
        if error.code == _ALREADY_ACKNOWLEDGED:
            return True  # what Discord answered to an attempt before was lost on its way
        if error.code != _UNKNOWN_INTERACTION:
            raise
        _log.warning("interaction %s could not be acknowledged in time", interaction.id)
        return False
    await work.let_others_in()
    return True


class InteractionReply:
    """The original response of an acknowledged interaction."""

    def __init__(self, interaction: discord.Interaction[Any]) -> None:
        self._interaction = interaction
        self._until = asyncio.get_running_loop().time() + TOKEN_LIFE

    async def show(self, view: discord.ui.LayoutView) -> discord.Message | None:
        """Edit the response; how often does not matter."""
        edit = self._interaction.edit_original_response
        return await self._persist(lambda: edit(view=view, allowed_mentions=NO_MENTIONS), TOKEN_LIFE)

    @property
    def patience(self) -> float | None:
        """Until shortly before the token runs out."""
        return max(0.0, self._until - asyncio.get_running_loop().time() - _LAST_WORD)

    async def show_with(
        self, view: discord.ui.LayoutView, files: Callable[[], list[discord.File]], seconds: float = TOKEN_LIFE
    ) -> discord.Message | None:
        """Edit the response, for `seconds` at most, and put `files` in place of those that were attached.

        They are made anew for each attempt, since discord.py closes them.
        """
        edit = self._interaction.edit_original_response
        return await self._persist(lambda: edit(view=view, attachments=files(), allowed_mentions=NO_MENTIONS), seconds)

    async def _persist(
        self, attempt: Callable[[], Awaitable[discord.Message]], seconds: float
    ) -> discord.Message | None:
        left = min(seconds, self._until - asyncio.get_running_loop().time())
        return await _unless_gone(lambda: persist(attempt, left))


class MessageReply:
    """A reply to a message, or a message in the thread that was opened on it; what is shown later replaces it."""

    def __init__(self, message: discord.Message, thread: discord.abc.Messageable | None = None) -> None:
        self._asked = message
        self._thread = thread
        self._reply: discord.Message | None = None

    async def show(self, view: discord.ui.LayoutView) -> discord.Message | None:
        """Reply, or edit the reply; the nonce keeps a repeated attempt from becoming a second message."""
        shown = self._reply
        if shown is not None:
            return await _unless_gone(
                lambda: persist(lambda: shown.edit(view=view, allowed_mentions=NO_MENTIONS), TOKEN_LIFE)
            )
        self._reply = await _unless_gone(lambda: persist(lambda: self._send(view), TOKEN_LIFE))
        return self._reply

    @property
    def patience(self) -> float | None:
        """As long as it takes: a message of the bot's own can always be edited."""
        return None

    async def _send(self, view: discord.ui.LayoutView) -> discord.Message:
        nonce = self._asked.id
        if self._thread is not None:  # where the message can't be replied to
            return await self._thread.send(view=view, nonce=nonce, allowed_mentions=NO_MENTIONS)
        try:
            reference = self._asked.to_reference(fail_if_not_exists=False)
            return await self._asked.channel.send(
                view=view, reference=reference, nonce=nonce, mention_author=False, allowed_mentions=NO_MENTIONS
            )
        except discord.HTTPException as error:
            if error.code != _CANNOT_REPLY:
                raise
            return await self._asked.channel.send(view=view, nonce=nonce, allowed_mentions=NO_MENTIONS)


async def tell(interaction: discord.Interaction[Any], view: discord.ui.LayoutView) -> None:
    """Show `view` to the one who acted: in place of the awaited answer, or beside the message of the button."""

    async def attempt() -> None:
        if interaction.extras.get(_HOW) == "message":
            await interaction.edit_original_response(view=view, allowed_mentions=NO_MENTIONS)
        elif interaction.extras.get(_HOW) == "update" or interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True, allowed_mentions=NO_MENTIONS)
        else:
            await interaction.response.send_message(view=view, ephemeral=True, allowed_mentions=NO_MENTIONS)

    await _unless_gone(lambda: persist(attempt, _TO_ACKNOWLEDGE))


async def open_form(interaction: discord.Interaction[Any], form: discord.ui.Modal) -> None:
    """Open a form, which is the answer to the press."""
    await _unless_gone(lambda: persist(lambda: interaction.response.send_modal(form), _TO_ACKNOWLEDGE))


async def persist(attempt: Callable[[], Awaitable[T]], seconds: float) -> T:
    """What `attempt` returns, tried again for `seconds` while Discord or the way to it fails."""
    loop = asyncio.get_running_loop()
    until, pause = loop.time() + seconds, 0.5
    while True:
        try:
            return await attempt()
        except FAILURES as error:
            if not passes(error) or loop.time() + pause > until:
                raise
            _log.info("trying again in %.1f s: %s", pause, error)
        await asyncio.sleep(pause)
        pause = min(2 * pause, 30.0)


def passes(error: Exception) -> bool:
    """Whether `error` may be gone at another attempt."""
    return not isinstance(error, discord.HTTPException) or error.status >= 500 or error.status == 429


async def _unless_gone(attempt: Callable[[], Awaitable[T]]) -> T | None:
    try:
        return await attempt()
    except discord.HTTPException as error:
        if error.code == _ALREADY_ACKNOWLEDGED or error.code in _GONE:
            _log.info("nothing to show it in any more: %s", error)
            return None
        raise
