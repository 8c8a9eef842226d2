"""Messages of what articles hold, as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import discord

from tests.bot.rendering.markdown import Line, components_of, read, texts, walk
from tests.wire.description import problems_of
from tests.wire.records import Request


def lines(view: discord.ui.LayoutView) -> list[Line]:
    """All lines of a message, as Discord shows them."""
    return [line for text in texts(view) for line in read(text)]


def quoted(text: str) -> str:
    """What stands in a text as a quotation, as it is shown."""
    return "\n".join(line.text for line in read(text) if line.block == ("quote",))


def check_marks(shown: Iterable[Line]) -> None:
    """No mention, emoji, address, list, code or spoiler takes effect, and each link leads to an address that is one."""
    for line in shown:
        assert line.block in {(), ("small",), ("quote",), ("heading",)}, line
        assert {kind for kind, _ in line.marks} <= {"link"}, line
        for _, target in line.marks:
            assert re.fullmatch(r"https?://[^\s()\[\]<>\"|`\\]+", target)


def buttons(view: discord.ui.LayoutView, *, pressable: bool = True) -> dict[str, str]:
    """Label -> id of the buttons that can be pressed, or of those that can't."""
    found = [each for each in walk(components_of(view)) if each["type"] == 2]
    return {each["label"]: each["custom_id"] for each in found if each.get("disabled", False) != pressable}


def check_description(view: discord.ui.LayoutView) -> None:
    """Discord's description of its interface allows the message, where the description is there."""
    body = {"flags": 1 << 15, "components": components_of(view)}
    assert problems_of(Request("POST", "/channels/1/messages", {}, body, {}, 0.0)) == []
