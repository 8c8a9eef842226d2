"""Whether what was sent with a command or a press is what takes it: Discord sees to that, but anybody may send by hand."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from corpus.printable import encodable

PressHandler = Callable[..., Awaitable[None]]

# What options hold, by their type; which of them only hold others; and where Discord tells what a channel's or a file's id is of.
_VALUES: dict[int, type] = {3: str, 4: int, 5: bool, 7: str, 11: str}
_NESTING = (1, 2)
_RESOLVED = {7: "channels", 11: "attachments"}


def takes_options(command: app_commands.Command[Any, ..., Any], data: Any, *, whole: bool) -> bool:
    """Whether the options are those of the command; of what is not `whole`, but being typed, Discord does not tell what ids are of."""
    types = {each.display_name: each.type for each in command.parameters}
    given = data.get("options", [])
    while given and given[0].get("type") in _NESTING:
        given = given[0].get("options", [])
    return all(
        types.get(each["name"]) is not None
        and types[each["name"]].value == each["type"]
        and isinstance(each["value"], _VALUES.get(each["type"], object))
        and encodable(str(each["value"]))
        and _stands_for_something(each, data.get("resolved", {}), whole=whole)
        for each in given
    )


def _stands_for_something(option: Any, resolved: Any, *, whole: bool) -> bool:
    kind = _RESOLVED.get(option["type"])
    if kind is None:
        return True
    return option["value"] in resolved.get(kind, {}) if whole else option["value"].isdecimal()


def takes(handler: PressHandler, interaction: discord.Interaction[Any], arguments: tuple[str, ...]) -> bool:
    """Whether a button's handler has a place for each of the arguments in its id."""
    if not all(map(encodable, arguments)):  # half a pair of surrogates, which no record could be asked for
        return False
    try:
        inspect.signature(handler).bind(interaction, *arguments)
    except TypeError:
        return False
    return True
