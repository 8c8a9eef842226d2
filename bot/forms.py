"""Forms, and what was typed into them: found by their ids alone, so that they can be sent after a restart too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord


class Form(discord.ui.Modal):
    """A form that discord.py does not keep: what is typed comes in by the form's id."""

    def is_finished(self) -> bool:
        """So that it is not kept."""
        return True


def sent_form(interaction: discord.Interaction[Any], prefix: str) -> str | None:
    """The id of the form that was sent, where it begins with `prefix`."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return None
    data: Mapping[str, Any] = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    return custom_id if custom_id.startswith(prefix) else None


def typed_in(data: Mapping[str, Any]) -> dict[str, str]:
    """What was typed into each field of a form, by the field's id, however it is wrapped."""
    return {str(each.get("custom_id", "")): str(each["value"]) for each in _fields(data.get("components"))}


def _fields(components: Any) -> Iterator[Mapping[str, Any]]:
    for each in components if isinstance(components, list) else ():
        if isinstance(each, Mapping):
            if isinstance(each.get("value"), str):
                yield each
            inner = each.get("components")
            yield from _fields([each.get("component"), *(inner if isinstance(inner, list) else ())])
