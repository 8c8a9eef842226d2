"""What operators hear of records that fail."""

from __future__ import annotations

import discord

from bot.records import Trouble
from bot.rendering import layout
from bot.rendering.text import plain, small

_HEADS: dict[Trouble, str] = {
    "damaged": "The records are damaged",
    "locked": "Another process holds the records",
    "full": "The disk of the records is full",
    "unreachable": "The records can't be reached",
}


def render_trouble(trouble: Trouble, sentence: str) -> discord.ui.LayoutView:
    """What ails the records, and what people notice of it."""
    return layout.notice(
        f"**{_HEADS[trouble]}**: questions are answered meanwhile, but without buttons, and votes are not kept.\n"
        f"{plain(sentence[:1].upper() + sentence[1:])}.\n"
        f"{small('You hear of it again when it comes back after it was gone.')}",
        colour=layout.BAD,
    )
