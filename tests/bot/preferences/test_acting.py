"""What settings do: mentions, threads, privacy and limits."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.backend.errors import BackendError

from tests.bot.asking.conftest import Room, buttons, said
from tests.bot.lookups.conftest import HARBOUR, Drawn, serve
from tests.bot.preferences.conftest import BREAD, BUILT, SENTENCE, MakeOffice

WHY = "Why did the lighthouse of Cape Varn burn down?"
READ = "read as “When did the lighthouse of Cape Varn burn down?”"
PRIVATE = ("ask", "timeline", "quotes", "article")


async def test_where_mentions_are_off_messages_are_left_alone(office: MakeOffice) -> None:
    """Law: neither a mention nor a pinged reply, nor anything in that channel's threads, is answered; commands are."""
    async with office() as here:
        room = here.room
        answer = await room.ask(BUILT)
        thread = room.thread_on(answer)
        other = here.channel("other")
        await here.settings("channel", mentions=False)
        before = len(room.replies())
        await room.alice.send(room.channel, f"{room.me} {BUILT}")
        await room.alice.send(room.channel, f"{room.me} and when?", reply_to=answer)
        await room.alice.send(room.channel, f"{room.me}")
        await room.alice.send(thread, f"{room.me} {BUILT}")
        await room.alice.send(thread, "and when?")  # no hint either: it would tell of what does not work here
        room.client.work.closing = True
        await room.alice.send(room.channel, f"{room.me} {BUILT}")
        room.client.work.closing = False
        assert len(room.replies()) == before
        assert room.replies(thread) == []
        assert SENTENCE in said(await room.ask(BUILT))
        await room.alice.send(other, f"{room.me} {BUILT}")
        assert SENTENCE in said(room.replies(other)[-1])
        await room.alice.send_dm(BUILT)
        assert SENTENCE in said(room.replies(room.alice.user.dm_channel)[-1])


async def test_a_channel_may_answer_where_its_server_does_not(office: MakeOffice) -> None:
    """Law: a channel's own value comes first, and goes back to its server's by `reset`."""
    async with office() as here:
        room, other = here.room, here.channel("other")
        await here.settings("server", mentions=False)
        await here.settings("channel", mentions=True)
        assert SENTENCE in said(await room.mention(BUILT))
        await room.alice.send(other, f"{room.me} {BUILT}")
        assert room.replies(other) == []
        await here.settings("channel", reset="mentions")
        answered = len(room.replies())
        await room.alice.send(room.channel, f"{room.me} {BUILT}")
        assert len(room.replies()) == answered


def _threads(room: Room) -> list[Any]:
    return list(room.channel.threads)


def _said_below(room: Room) -> list[discord.Message]:
    """What the bot has said in the channel itself; that a thread was opened stands there too."""
    return [each for each in room.replies() if each.type is not discord.MessageType.thread_created]


async def test_a_mention_is_answered_in_a_thread_opened_on_it(office: MakeOffice) -> None:
    """Law: the thread is called as the question, the answer stands in it, and what follows there goes on from it."""
    async with office() as here:
        room = here.room
        await here.settings("channel", threads=True)
        asked = await room.alice.send(room.channel, f"{room.me} {WHY}")
        (thread,) = _threads(room)
        assert (thread.id, thread.name) == (asked.id, WHY)
        assert _said_below(room) == []
        (answer,) = room.replies(thread)
        assert f"“{WHY}”" in said(answer)
        assert answer.reference is None
        await room.alice.send(thread, f"{room.me} and when?")
        follows = room.replies(thread)[-1]
        assert READ in said(follows)
        assert follows.reference is not None
        await room.alice.send(thread, f"{room.me} and when?", reply_to=answer)
        assert READ in said(room.replies(thread)[-1])
        assert len(_threads(room)) == 1
        pressed = await room.bob.click(answer, label="Why")
        assert "Why this answer" in said(pressed.response)
        await room.bob.click(answer, label="More context")
        assert f"“{WHY}”" in said(room.replies(thread)[0])
        await room.bob.send(thread, "hm")
        assert "I can't read messages in a thread" in said(room.replies(thread)[-1])


async def test_only_questions_open_threads(office: MakeOffice) -> None:
    """Law: thanks, no words, and what is refused are answered below the message; direct messages have no threads."""
    async with office(limits={"per_person": 1}) as here:
        room = here.room
        await here.settings("server", threads=True)
        assert said(await room.mention("thanks!")) == "You are welcome."
        assert "Ask me something" in said(await room.mention(""))
        await room.alice.send(room.channel, f"{room.me} {BUILT}")
        assert len(_threads(room)) == 1
        assert "please ask again in" in said(await room.mention(BUILT))
        await room.bob.send_dm(BUILT)
        assert SENTENCE in said(room.replies(room.bob.user.dm_channel)[-1])
        assert len(_threads(room)) == 1


@pytest.mark.parametrize("denied", ["create_public_threads", "send_messages_in_threads"])
async def test_without_the_permission_the_answer_stands_below(office: MakeOffice, denied: str) -> None:
    """Law: where the bot may not open a thread it does not try, answers as it would have, and the settings say so."""
    async with office() as here:
        room, other = here.room, here.channel("other", **{denied: False})
        shown = await here.settings("channel", other, threads=True)
        assert "in a thread opened on the message (I may not open threads here" in shown
        await room.alice.send(other, f"{room.me} {BUILT}")
        (answer,) = room.replies(other)
        assert SENTENCE in said(answer)
        assert answer.reference is not None
        assert list(other.threads) == []
        assert not any(each.path.endswith("/threads") for each in room.env.http_requests)


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (400, 160005), (400, 50035)])
async def test_a_thread_that_is_refused_delays_no_answer(office: MakeOffice, status: int, code: int) -> None:
    """Law: whatever Discord has against a thread, the answer goes where it would have gone."""
    async with office() as here:
        room = here.room
        await here.settings("channel", threads=True)
        room.env.inject_error("POST", "/channels/*/messages/*/threads", status=status, code=code, message="no")
        assert SENTENCE in said(await room.mention(BUILT))


async def test_a_thread_that_is_there_already_is_used(office: MakeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where someone was faster, or what Discord answered was lost, the answer stands in the one thread there is."""
    async with office() as here:
        room = here.room
        await here.settings("channel", threads=True)
        opening = room.env.backend.create_thread

        def too_late(*arguments: Any, **named: Any) -> None:
            opening(*arguments, **named)
            raise BackendError(400, 160004, "A thread has already been created for this message")

        monkeypatch.setattr(room.env.backend, "create_thread", too_late)
        asked = await room.alice.send(room.channel, f"{room.me} {WHY}")
        (thread,) = _threads(room)
        assert thread.id == asked.id
        assert "“Why" in said(room.replies(thread)[-1])
        await room.alice.send(thread, f"{room.me} and when?")
        assert READ in said(room.replies(thread)[-1])
        assert _said_below(room) == []


async def test_a_long_question_names_its_thread_as_far_as_it_goes(office: MakeOffice) -> None:
    """Law: a name has at most a hundred characters, none of which turn the writing direction."""
    async with office() as here:
        room = here.room
        await here.settings("channel", threads=True)
        await room.alice.send(room.channel, f"{room.me} \u202e𝔘{'é' * 200}?")
        (thread,) = _threads(room)
        assert thread.name.startswith("𝔘é")
        assert thread.name.endswith("…")
        assert len(thread.name.encode("utf-16-le")) <= 200


@pytest.mark.parametrize("command", PRIVATE)
async def test_commands_are_private_where_that_is_the_default(office: MakeOffice, drawn: Drawn, command: str) -> None:
    """Law: what says nothing is private there, what says otherwise is not, and other channels are as they were."""
    async with office([]) as here:
        room, other = here.room, here.channel("other")
        serve(room, HARBOUR)
        options = {"question": "Who keeps pier 1?"} if command == "ask" else {}
        await here.settings("channel", private=True)
        for channel, private, ephemeral in (
            (room.channel, None, True),
            (room.channel, False, False),
            (other, None, False),
            (other, True, True),
        ):
            said_so = {} if private is None else {"private": private}
            result = await room.alice.slash(channel, command, **options, **said_so)
            assert result.response is not None
            assert result.response.ephemeral == ephemeral, (private, ephemeral)


async def test_the_message_command_is_private_too(office: MakeOffice) -> None:
    """Law: it is a command that says nothing about it; its answer can be made public."""
    async with office() as here:
        room = here.room
        await here.settings("server", private=True)
        asked = await room.bob.send(room.channel, BUILT)
        answer = (await room.alice.context_menu(room.channel, "Ask about this", asked)).response
        assert answer is not None
        assert answer.ephemeral
        assert "Make public" in buttons(answer)


async def test_a_server_s_limits_hold_there_alone(office: MakeOffice) -> None:
    """Law: a person is put off in that server, by command, button and mention, and asks on elsewhere."""
    async with office() as here:
        room = here.room
        await here.settings("server", per_person=2)
        assert SENTENCE in said(await room.ask(BUILT))
        assert SENTENCE in said(await room.mention(BUILT))
        refused = "You have asked 2 questions in a minute, which is as many as one person may in this server"
        assert refused in said(await room.ask(BUILT))
        assert refused in said(await room.mention(BREAD))
        assert refused in said((await room.alice.slash(room.channel, "timeline")).response)
        assert SENTENCE in said((await room.bob.slash(room.channel, "ask", question=BUILT)).response)
        await room.alice.send_dm(BUILT)
        assert SENTENCE in said(room.replies(room.alice.user.dm_channel)[-1])
        await here.settings("server", reset="everything", per_server=1)
        assert SENTENCE in said(await room.ask(BUILT))
        assert "This server has asked 1 question in a minute" in said(await room.ask(BUILT))
