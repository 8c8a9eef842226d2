"""How a message is put together: one container of texts, sections and rows, within what Discord takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import discord

from bot.presses import Press
from bot.rendering.text import units

# Discord's limits of a message: 4,000 characters over all its texts, 40 components. A little is left for counting otherwise.
MOST_UNITS = 3900

ANSWER = discord.Colour(0x5865F2)
UNSURE = discord.Colour(0xD6A21E)
NOTHING = discord.Colour(0x80848E)
GOOD = discord.Colour(0x3BA55D)
BAD = discord.Colour(0xED4245)

Item = discord.ui.Item[Any]


class Message(discord.ui.LayoutView):
    """A message that discord.py does not keep: its buttons are found by their ids.

    One that it keeps would take up memory for ever, and at its end take the registration of all buttons with it.
    """

    def is_finished(self) -> bool:
        """So that it is not kept."""
        return True


def message(*items: Item, colour: discord.Colour | None = None) -> discord.ui.LayoutView:
    """A message of one container."""
    view = Message(timeout=None)
    view.add_item(discord.ui.Container(*items, accent_colour=colour))
    return view


def notice(text: str, *rows: Sequence[Press], colour: discord.Colour = NOTHING) -> discord.ui.LayoutView:
    """A message of one text, and buttons where there are any."""
    return message(words(text), *buttons(rows), colour=colour)


def words(text: str) -> Item:
    """A text."""
    return discord.ui.TextDisplay(text)


def beside(texts: Sequence[str], button: Press | None) -> list[Item]:
    """Up to three texts with a button at their side, or alone."""
    if button is None:
        return [discord.ui.TextDisplay(text) for text in texts]
    return [discord.ui.Section(*texts, accessory=button)]


def line() -> Item:
    """A thin line."""
    return discord.ui.Separator(spacing=discord.SeparatorSpacing.small)


def buttons(rows: Iterable[Sequence[Press]]) -> list[Item]:
    """Rows of up to five buttons; empty rows are left out."""
    return [discord.ui.ActionRow(*row) for row in rows if row]


def fitting(texts: Sequence[str], room: int) -> int:
    """How many of `texts`, from the first on, have room together."""
    for count, text in enumerate(texts):
        room -= units(text)
        if room < 0:
            return count
    return len(texts)
