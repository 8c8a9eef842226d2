"""What somebody did, and what the bot made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord.backend import serializers
from simcord.backend.models import Interaction, Message, ResponseKind
from simcord.components import walk_components
from simcord.enums import ChannelType

from tests.wire.records import Request

if TYPE_CHECKING:
    from tests.wire.interacting import Interacting

PATIENCE = 15.0  # seconds after which something counts as not having happened


class Asked:
    """An interaction: a command, a click, a form, a word half typed."""

    def __init__(self, discord: Interacting, record: Interaction, sent: float) -> None:
        self.discord = discord
        self.record = record
        self.sent = sent  # the event loop's time when the bot was told

    def __repr__(self) -> str:
        return f"interaction {self.record.id} ({self.record.command_name or self.record.type})"

    async def acknowledged(self, seconds: float = PATIENCE) -> float:
        """How many seconds it took until a callback that counted arrived."""
        await self._until(lambda: self.record.responded, "an acknowledgement", seconds)
        return next(request.at for request in self.callbacks if request.done) - self.sent

    async def reply(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """The message that answers it, once it no longer says that the bot thinks."""
        await self._until(self._replied, "a reply", seconds)
        return self.shown()

    async def shows(self, text: str, seconds: float = PATIENCE) -> dict[str, Any]:
        """The message that answers it, once it says `text`."""
        await self._until(lambda: self._replied() and text in text_of(self.shown()), f"{text!r} in reply", seconds)
        return self.shown()

    async def modal(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """The form that it opened."""
        await self._until(lambda: self.record.modal is not None, "a form", seconds)
        assert self.record.modal is not None
        return self.record.modal

    async def choices(self, seconds: float = PATIENCE) -> list[dict[str, Any]]:
        """What completes the word half typed."""
        await self._until(lambda: self.record.autocomplete_choices is not None, "choices", seconds)
        return self.record.autocomplete_choices or []

    async def answered(self, seconds: float = PATIENCE) -> None:
        """Return once anything came of it: a message, a form, choices."""

        def came() -> bool:
            return bool(self._replied() or self.record.modal or self.record.autocomplete_choices is not None)

        await self._until(came, "anything", seconds)

    async def followup(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """The first message beside the one that answers it."""
        await self._until(lambda: bool(self.record.followup_ids), "a follow-up", seconds)
        return self.discord.shown(self.record.channel_id, self.record.followup_ids[0])

    @property
    def requests(self) -> list[Request]:
        """What the bot asked with this interaction's token."""
        return self.discord.requests.by_interaction[self.record.id]

    @property
    def callbacks(self) -> list[Request]:
        return [request for request in self.requests if request.path.endswith("/callback")]

    @property
    def messages(self) -> list[Message]:
        """All messages that came of it: one, where nothing was done twice."""
        ids = [self.record.message_id, *self.record.followup_ids]
        held = self.discord.backend.messages[self.record.channel_id]
        return [held[one] for one in ids if one is not None and one != self.record.source_message_id and one in held]

    def shown(self) -> dict[str, Any]:
        """The message that answers it, as it stands now."""
        if self.record.response_kind == ResponseKind.DEFERRED_UPDATE and self.record.followup_ids:
            return self.discord.shown(self.record.channel_id, self.record.followup_ids[0])
        assert self.record.message_id is not None
        return self.discord.shown(self.record.channel_id, self.record.message_id)

    def _replied(self) -> bool:
        match self.record.response_kind:
            case ResponseKind.MESSAGE | ResponseKind.UPDATE:
                return True
            case ResponseKind.DEFERRED_UPDATE:
                return any(request.done for request in self.requests if request.path.startswith("/webhooks/"))
            case _:
                return False

    async def _until(self, true: Any, what: str, seconds: float) -> None:
        key = ("interaction", self.record.id)
        await self.discord.waiting.until(key, true, f"{what} to {self!r}", seconds)


class Sent:
    """A message that somebody wrote."""

    def __init__(self, discord: Interacting, message: Message) -> None:
        self.discord = discord
        self.message = message

    @property
    def id(self) -> int:
        return self.message.id

    @property
    def replies(self) -> list[Message]:
        """The bot's messages that answer it; where it was a direct message, all that came after it."""
        channel = self.discord.backend.channels[self.message.channel_id]
        return [
            message
            for message in self.discord.backend.messages[channel.id].values()
            if message.author_id == self.discord.backend.bot_user.id
            and message.id > self.message.id
            and (
                (message.reference or {}).get("message_id") == str(self.message.id)
                or (channel.type == ChannelType.DM and message.reference is None)
            )
        ]

    async def reply(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """The first message of the bot's that answers it."""
        key = ("channel", self.message.channel_id)
        await self.discord.waiting.until(
            key, lambda: bool(self.replies), f"a reply to {self.message.content!r}", seconds
        )
        return self.discord.shown(self.message.channel_id, self.replies[0].id)


def text_of(message: Message | dict[str, Any]) -> str:
    """All that a message says."""
    if isinstance(message, Message):
        message = {"content": message.content, "components": message.components}
    parts = [message.get("content") or ""]
    parts += [one["content"] for one in walk_components(message.get("components") or []) if one.get("type") == 10]
    return "\n".join(part for part in parts if part)


def buttons_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    """A message's buttons, in order."""
    return [one for one in walk_components(message.get("components") or []) if one.get("type") == 2]


def payload_of(discord: Interacting, message: Message) -> dict[str, Any]:
    return dict(serializers.message_payload(discord.backend, message))
