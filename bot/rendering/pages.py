"""Pages of entries that differ in length: as many as have room, and where the pages before and after begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import discord

from bot.presses import Press, press
from bot.rendering import layout

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The entries from number `first` (counted from 0) to before `end`, of `total`; `previous` begins the page before."""

    first: int
    end: int
    total: int
    previous: int

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self.first == 0 and self.end == self.total

    def of(self, items: Sequence[T], start: int) -> Sequence[T]:
        """Those of `items`, the first of which is number `start`, that stand on the page."""
        return items[self.first - start : self.end - start]

    def numbers(self, noun: str) -> str:
        """`events 7–12 of 31`."""
        if self.end - self.first == 1:
            return f"{noun} {self.first + 1:,} of {self.total:,}"
        return f"{noun}s {self.first + 1:,}–{self.end:,} of {self.total:,}"


Entry = tuple[str, ...]  # what it says, and the small print below it


def apart(entries: Sequence[Entry]) -> list[layout.Item]:
    """Entries as they stand in a message, a little space between them."""
    items: list[layout.Item] = []
    for entry in entries:
        if items:
            items.append(space())
        items += map(layout.words, entry)
    return items


def space() -> layout.Item:
    """A little space."""
    return discord.ui.Separator(visible=False)


def sheet(entries: Sequence[Entry], start: int, first: int, total: int, most: int, room: int) -> Sheet:
    """The page that begins with number `first`, of up to `most` entries; `entries` are those from number `start` on.

    They should reach as far as a page before and after. Each fits into `room` alone.
    """
    texts = ["".join(entry) for entry in entries]
    before, here = texts[: first - start], texts[first - start :][:most]
    count = max(1, layout.fitting(here, room)) if here else 0
    back = max(1, layout.fitting(before[::-1][:most], room)) if before else 0
    return Sheet(first, first + count, total, first - back)


def turning(page: Sheet, action: str, listing_id: str | None) -> list[Press]:
    """The buttons to the pages before and after; none where there are none or what was asked for is not on record."""
    if page.whole or listing_id is None:
        return []
    return [
        press("Previous", action, listing_id, page.previous, disabled=page.first == 0),
        press("Next", action, listing_id, page.end, disabled=page.end >= page.total),
    ]
