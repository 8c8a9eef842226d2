"""Who mentions the bot's role instead of the bot."""

from __future__ import annotations

from collections.abc import Callable

import discord
import pytest

from tests.bot.asking.conftest import MakeRoom, Room, said

BUILT = "Who was the engineer of the lighthouse of Cape Varn?"


@pytest.fixture
def own_role(monkeypatch: pytest.MonkeyPatch) -> Callable[[Room], str]:
    """Gives the bot a role, as Discord does where it is invited with permissions; its mention."""

    def give(here: Room) -> str:
        role = here.guild.create_role("Footnote")
        monkeypatch.setattr(discord.Guild, "self_role", property(lambda guild: guild.get_role(role.id)))
        return role.mention

    return give


async def test_who_mentions_the_role_is_told_once_whom_to_mention(
    room: MakeRoom, own_role: Callable[[Room], str]
) -> None:
    """Discord gives such a message without its words, and silence would look like a failure; a mention of the bot is answered."""
    async with room() as here:
        role = own_role(here)
        for _ in range(2):
            await here.alice.send(here.channel, f"{role} {BUILT}")
        await here.bob.send(here.channel, f"{role} {BUILT}")
        told = f"That mentions my role, and I can read only messages that mention me: {here.me}."
        assert [said(each) for each in here.replies()] == [told, told]
        await here.alice.send(here.channel, f"{role} {here.me} {BUILT}")
        assert "Ida Holm" in said(here.replies()[-1])
        assert len(here.replies()) == 3


async def test_other_roles_are_none_of_its_business(room: MakeRoom, own_role: Callable[[Room], str]) -> None:
    """Nor is everyone; and where mentions are not to be answered its own is not either."""
    async with room() as here:
        role, other = own_role(here), here.guild.create_role("keepers")
        for mention in (other.mention, "@everyone", "@here"):
            await here.alice.send(here.channel, f"{mention} {BUILT}")
        await here.client.preferences.change(here.guild.id, here.channel.id, {"mentions": False})
        await here.alice.send(here.channel, f"{role} {BUILT}")
        assert here.replies() == []
