"""Buttons that work for as long as their message stands: all that they need is in their id and in the records.

Every button of Footnote is a `Press`; its id reads `fn:ACTION` or `fn:ACTION:ARGUMENTS`, and each feature registers what its
actions do with the client.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

import discord

_LONGEST_ID = 100


class TakesPresses(Protocol):
    """The client, as a button knows it."""

    async def pressed(self, interaction: discord.Interaction[Any], action: str, arguments: tuple[str, ...]) -> None:
        """Do what the button of `action` does."""


class Press(
    discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"fn:(?P<action>[a-z]+)(?::(?P<arguments>.{0,90}))?"
):
    """A button; its callback is the handler that is registered for its action."""

    def __init__(self, button: discord.ui.Button[Any], action: str, arguments: tuple[str, ...]) -> None:
        super().__init__(button)
        self.action = action
        self.arguments = arguments

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py passes it
        item: discord.ui.Item[Any],
        match: re.Match[str],
        /,
    ) -> Press:
        """The button that was pressed, from its id."""
        assert isinstance(item, discord.ui.Button)
        return cls(item, match["action"], tuple(match["arguments"].split(":")) if match["arguments"] else ())

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press to its feature."""
        client: TakesPresses = interaction.client
        await client.pressed(interaction, self.action, self.arguments)


def press(
    label: str,
    action: str,
    *arguments: object,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    emoji: str | None = None,
    disabled: bool = False,
) -> Press:
    """A button that does `action` with `arguments`, none of which holds a colon."""
    custom_id = ":".join(["fn", action, *map(str, arguments)])
    assert len(custom_id) <= _LONGEST_ID, custom_id
    button: discord.ui.Button[Any] = discord.ui.Button(
        label=label, custom_id=custom_id, style=style, emoji=emoji, disabled=disabled
    )
    return Press(button, action, tuple(map(str, arguments)))
