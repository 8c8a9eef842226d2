"""What people do with buttons, menus and forms."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from simcord import interactions
from simcord._modal import _modal_submit_nodes
from simcord.backend.models import Message
from simcord.components import walk_components
from simcord.enums import SELECT_TYPES, ComponentType, InteractionType

from tests.wire.asked import Asked, payload_of
from tests.wire.interacting import Interacting, NotShown, Shown
from tests.wire.people import Person


class Pressing(Interacting):
    """Presses what a message shows, and fills in what a press opens."""

    def click(self, person: Person, message: Shown, *, label: str | None = None, custom_id: str | None = None) -> Asked:
        """Press a button, by what it says or by its id."""
        stored = self.stored(message)
        button = self._component(stored, (ComponentType.BUTTON,), label, custom_id)
        if "url" in button:
            raise NotShown(f"{label!r} is a link")
        data = {"custom_id": button["custom_id"], "component_type": 2, "id": button.get("id", 0)}
        return self._press(person, stored, data)

    def forge(self, person: Person, message: Shown, custom_id: str) -> Asked:
        """Press a button with an id that the bot never gave it there, as one of another version has."""
        stored = self.stored(message)
        shown = deepcopy(payload_of(self, stored))
        button = next(one for one in walk_components(shown["components"]) if one.get("custom_id"))
        button["custom_id"] = custom_id
        data = {"custom_id": custom_id, "component_type": 2, "id": button.get("id", 0)}
        channel = self.backend.get_channel(stored.channel_id)
        return self.interact(InteractionType.MESSAGE_COMPONENT, person, channel, data, source=stored.id, shown=shown)

    def select(self, person: Person, message: Shown, *values: str, custom_id: str | None = None) -> Asked:
        """Choose from a menu."""
        stored = self.stored(message)
        menu = self._component(stored, SELECT_TYPES, None, custom_id)
        known = {option["value"] for option in menu.get("options") or []}
        if menu["type"] == ComponentType.STRING_SELECT and not known.issuperset(values):
            raise NotShown(f"the menu has {sorted(known)}, not {values}")
        data = {"custom_id": menu["custom_id"], "component_type": menu["type"], "id": menu.get("id", 0)}
        return self._press(person, stored, {**data, "values": list(values)})

    def submit_modal(self, person: Person, asked: Asked, values: dict[str, Any]) -> Asked:
        """Fill in the form that `asked` opened, by the ids of its fields, and send it."""
        spec = asked.record.modal
        assert spec is not None
        resolved: dict[str, Any] = {}
        uploads: list[tuple[dict[str, Any], str, bytes]] = []
        channel = self.backend.get_channel(asked.record.channel_id)
        components = _modal_submit_nodes(spec["components"], None, values, resolved, channel.id, uploads)
        for field, filename, content in uploads:
            stored = interactions.store_interaction_attachment(self.backend, channel.id, filename, content, resolved)
            field["values"].append(stored)
        data: dict[str, Any] = {"custom_id": spec["custom_id"], "components": components}
        if resolved:
            data["resolved"] = resolved
        source = asked.record.source_message_id
        return self.interact(InteractionType.MODAL_SUBMIT, person, channel, data, source=source)

    def _component(
        self, message: Message, types: tuple[ComponentType, ...], label: str | None, custom_id: str | None
    ) -> dict[str, Any]:
        there = [one for one in walk_components(message.components) if one.get("type") in types]
        found = [
            one
            for one in there
            if (label is None or one.get("label") == label)
            and (custom_id is None or one.get("custom_id") == custom_id)
            and not one.get("disabled")
        ]
        if len(found) != 1:
            have = [one.get("label") or one.get("custom_id") for one in there]
            raise NotShown(f"{len(found)} of {have} are {label or custom_id!r}")
        return found[0]

    def _press(self, person: Person, message: Message, data: dict[str, Any]) -> Asked:
        if not message.visible_to(person.id):
            raise NotShown(f"{person.name} can't see message {message.id}")
        channel = self.backend.get_channel(message.channel_id)
        return self.interact(InteractionType.MESSAGE_COMPONENT, person, channel, data, source=message.id)
