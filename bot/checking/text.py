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
    for each in (message, *message.message_snapshots):
        if each.content.strip():
            return Written(each.content, each.created_at.astimezone(dt.UTC).date())
    shown = any(each.attachments or each.embeds or each.components for each in (message, *message.message_snapshots))
    return ONLY_SHOWN if shown or message.stickers or message.poll else NO_TEXT
