"""What people do: commands, clicks, forms, messages."""

from __future__ import annotations

from simcord.backend.models import AllowedMentions, Channel

from tests.wire.asked import Sent
from tests.wire.commanding import Commanding
from tests.wire.interacting import Shown
from tests.wire.people import Person
from tests.wire.pressing import Pressing


class Acting(Commanding, Pressing):
    """Turns what somebody does into the event that the bot is sent."""

    def send(
        self, person: Person, channel: Channel, content: str, *, reply_to: Shown | Sent | None = None, ping: bool = True
    ) -> Sent:
        """Write a message, perhaps as a reply, which pings whom it answers or does not."""
        reference = None
        if reply_to is not None:
            answered = reply_to.message if isinstance(reply_to, Sent) else self.stored(reply_to)
            reference = {"channel_id": str(channel.id), "message_id": str(answered.id)}
        policy = AllowedMentions(everyone=True, users=None, roles=None, replied_user=ping)
        message = self.backend.create_message(
            channel.id, person.id, content, reference=reference, allowed_mentions=policy
        )
        return Sent(self, message)
