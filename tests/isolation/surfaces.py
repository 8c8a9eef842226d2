"""A row for every way to get something out of Footnote. A new command, button, form or listener needs one, and a test says so.

`here` is where somebody acts, `there` the other server, whose ids are known here. A row acts; what may be shown is no business of
its own. They stand in tests/isolation/rows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from discord import app_commands

from bot.client import FootnoteClient
from tests.isolation.world import Spot

Act = Callable[[Spot, Spot], Awaitable[object]]
WHO = "Who opened the pier of Ansel?"


@dataclass(frozen=True, slots=True)
class Surface:
    """`covers` is what of the bot this is about; `sees` whether its own articles must be shown; `says` what must be said.

    `direct` is whether it can be done in direct messages too, `changes` whether it changes what holds for the rows after it: articles,
    settings, which servers there are. `selector` is which reads the sentences.
    """

    name: str
    act: Act
    covers: tuple[str, ...]
    sees: bool = False
    says: str | None = None
    direct: bool = True
    changes: bool = False
    selector: str = "none"


SURFACES: list[Surface] = []


def surface(*covers: str, name: str = "", **how: Any) -> Callable[[Act], Act]:
    """Make a row of a function; its name says what is done, unless another is given."""

    def add(act: Act) -> Act:
        shown = name or getattr(act, "__name__", "").strip("_").replace("_", " ")
        SURFACES.append(Surface(shown, act, covers, **how))
        return act

    return add


def registered(client: FootnoteClient) -> set[str]:
    """All that the bot listens to, as rows name it."""
    found = {f"press {action}" for action in client.presses} | {f"forged {action}" for action in client.presses}
    for command in client.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            found.add(f"/{command.qualified_name}")
            completed = [each.display_name for each in command.parameters if each.autocomplete]
            found |= {f"complete /{command.qualified_name} {option}" for option in completed}
    found |= {f"menu {each.name}" for each in client.tree.get_commands() if isinstance(each, app_commands.ContextMenu)}
    for name, cog in client.cogs.items():
        found |= {f"{name}.{event}" for event, _ in cog.get_listeners()}
    return found
