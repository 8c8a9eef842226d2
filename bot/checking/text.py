"""What of a message can be held against the articles, and when it was written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import discord

OWN = "This is a message of Footnote itself: what it quotes stands in the articles already."
NO_TEXT = "This message has no text that could be checked."
ONLY_SHOWN = (
    "This message has only pictures, files, previews or buttons: there is no sentence in it that could be checked."
)


@dataclass(frozen=True, slots=True)
class Written:
    """A text and the day that it was written on, in UTC."""

    text: str
    day: dt.date


def written_in(message: discord.Message, me: int | None) -> Written | str:
    """The text of a message, or of the one that it forwards; or why there is none, for the one who asked. `me` is the bot's id."""
    if message.author.id == me:
        return OWN
    if message.type not in (discord.MessageType.default, discord.MessageType.reply):
        # What Discord writes itself: who came, what was pinned.
        return NO_TEXT
    if message.content.strip():
        return Written(message.content, _day(message.created_at))
    for forwarded in message.message_snapshots:
        if forwarded.content.strip():
            return Written(forwarded.content, _day(forwarded.created_at))
    shown = message.attachments or message.embeds or message.components or message.stickers or message.poll
    return ONLY_SHOWN if shown or message.message_snapshots else NO_TEXT


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(dt.UTC).date()
