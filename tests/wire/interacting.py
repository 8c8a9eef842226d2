"""The events that tell the bot what somebody did."""

from __future__ import annotations

import asyncio
from typing import Any

from simcord import interactions
from simcord.backend import serializers
from simcord.backend.models import Channel, Message
from simcord.enums import InteractionType

from tests.wire.asked import Asked, payload_of
from tests.wire.people import Person, Places
from tests.wire.records import Requests
from tests.wire.waiting import Waiting

Shown = Message | dict[str, Any]


class NotShown(Exception):
    """Discord would not let this person do that: there is no such command, button or choice for them."""


class Interacting(Places):
    """Makes interactions and sends them."""

    requests: Requests
    waiting: Waiting

    def shown(self, channel_id: int, message_id: int) -> dict[str, Any]:
        """A message as it stands now."""
        return payload_of(self, self.backend.get_message(channel_id, message_id))

    def stored(self, message: Shown) -> Message:
        if isinstance(message, Message):
            return message
        return self.backend.get_message(int(message["channel_id"]), int(message["id"]))

    def interact(
        self,
        kind: InteractionType,
        person: Person,
        channel: Channel,
        data: dict[str, Any],
        *,
        source: int | None = None,
        shown: dict[str, Any] | None = None,
        locale: str = "en-US",
    ) -> Asked:
        record, payload = interactions.base_payload(
            self.backend, type=kind, channel_id=channel.id, guild_id=channel.guild_id, user_id=person.id, data=data
        )
        payload["locale"] = locale
        payload["context"] = self.context_of(channel)
        payload["authorizing_integration_owners"] = self.installed_by(channel, person)
        if payload["context"] == 2:
            people = [serializers.user_payload(self.backend.get_user(one)) for one in channel.recipient_ids]
            payload["channel"] = {
                **payload["channel"],
                "recipients": people,
                "owner_id": str(channel.owner_id),
                "icon": None,
            }
        if source is not None:
            record.source_message_id = source
            payload["message"] = shown or self.shown(channel.id, source)
        sent = asyncio.get_running_loop().time()
        self.backend.emit("INTERACTION_CREATE", payload)
        return Asked(self, record, sent)
