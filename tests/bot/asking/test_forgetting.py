"""`/forget`: what people see of what is on record of them, and what is left of it afterwards."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from simcord.results import ResponseMessage

from bot.asking.requests import Request
from bot.presses import press
from bot.records import OnRecord
from bot.records.values import published
from bot.rendering.layout import notice
from retrieval.values import Question
from tests.bot.asking.conftest import MakeRoom, Room, buttons, id_of, said
from tests.bot.rendering.markdown import shown_text

BURN = "Where did the lighthouse of Cape Varn burn down?"
BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
GONE = "This answer is not on record any more"


async def shown_to(here: Room, person: object) -> ResponseMessage:
    """What somebody's `/forget` comes to."""
    result = await person.slash(here.channel, "forget")  # type: ignore[attr-defined]
    assert result.response is not None
    assert result.response.ephemeral
    shown: ResponseMessage = result.response
    return shown


@pytest.mark.parametrize("restart", [False, True])
async def test_who_confirms_is_forgotten_and_nobody_else(room: MakeRoom, *, restart: bool) -> None:
    """Law: the preview counts and deletes nothing; the press deletes all of one person, also after a restart."""
    async with room() as here:
        answer = await here.ask(BURN)
        await here.ask(BUILT, private=True)
        others = await here.bob.slash(here.channel, "ask", question=BUILT)
        assert others.response is not None
        for person in (here.alice, here.bob):
            await person.click(answer, label="Helpful")
            await person.click(others.response, label="Wrong answer")
        shown = await shown_to(here, here.alice)
        assert "2 questions and 2 votes of yours are on record" in said(shown)
        assert buttons(shown) == ["Forget all of it", "Keep it"]
        assert await here.client.records.on_record(here.alice.id) == OnRecord(2, 2)
        if restart:
            await here.restart()
        await here.alice.click(shown, label="Forget all of it")
        assert "Forgotten: 2 questions and 2 votes of yours." in said(shown)
        assert buttons(shown) == []
        records = here.client.records
        assert await records.on_record(here.alice.id) == OnRecord()
        assert [(each.asker_id, vote.person_id) async for each, vote in records.votes()] == [(here.bob.id, here.bob.id)]
        for label in ("Why", "Helpful", "Follow up"):
            pressed = await here.bob.click(answer, label=label)
            if label == "Follow up":
                pressed = await here.bob.submit_modal(pressed, {"question": "and when?"})
            assert GONE in said(pressed.response)
        assert "Why this answer" in said((await here.bob.click(others.response, label="Why")).response)
        assert "Nothing of yours is on record" in said(await shown_to(here, here.alice))


async def test_a_follow_up_does_not_find_what_was_forgotten(room: MakeRoom) -> None:
    """Law: a mention in the thread of a forgotten answer is a question of its own."""
    async with room() as here:
        answer = await here.mention(BURN)
        thread = here.thread_on(answer)
        await here.alice.send(thread, f"{here.me} and when?")
        assert "read as" in said(here.replies(thread)[-1])
        await here.alice.click(await shown_to(here, here.alice), label="Forget all of it")
        await here.bob.send(thread, f"{here.me} and when?")
        assert "read as" not in said(here.replies(thread)[-1])
        assert await here.client.records.answer_in_message(here.guild.id, answer.id) is None


async def test_what_was_made_public_is_forgotten_as_well(room: MakeRoom) -> None:
    """Law: that a private answer was published is not remembered longer than the answer."""
    async with room() as here:
        answer = await here.ask(BURN, private=True)
        answer_id = id_of(answer, "publish").split(":")[2]
        await here.alice.click(answer, label="Make public")
        posted = here.channel.history(viewer=here.bob)[-1]
        assert await here.client.records.fact(published(answer_id), here.guild.id) == "yes"
        await here.alice.click(await shown_to(here, here.alice), label="Forget all of it")
        assert await here.client.records.fact(published(answer_id), here.guild.id) is None
        assert GONE in said((await here.bob.click(posted, label="Why")).response)


async def test_who_keeps_it_keeps_it(room: MakeRoom) -> None:
    """Law: after Keep it all is as it was, and nothing is left to press."""
    async with room() as here:
        answer = await here.ask(BURN)
        shown = await shown_to(here, here.alice)
        await here.alice.click(shown, label="Keep it")
        assert said(shown) == "Nothing was forgotten."
        assert buttons(shown) == []
        assert "Why this answer" in said((await here.alice.click(answer, label="Why")).response)


async def test_a_forged_press_means_who_presses(room: MakeRoom) -> None:
    """Law: no id names anybody else; forged on a message that all see, the press changes nothing there."""
    async with room() as here:
        answer = await here.ask(BURN)
        before = said(answer)
        await here.bob.slash(here.channel, "ask", question=BUILT)
        forged = [press("Here", action, *rest) for action in ("forget", "keep") for rest in ((), (here.alice.id,))]
        channel = here.client.get_channel(here.channel.id)
        posted = await channel.send(view=notice("for all to see", forged))  # type: ignore[union-attr]
        for custom_id in (f"fn:forget:{here.alice.id}", f"fn:keep:{here.alice.id}", "fn:keep"):
            await here.bob.click(posted, custom_id=custom_id)
            both = [await here.client.records.on_record(each.id) for each in (here.alice, here.bob)]
            assert both == [OnRecord(1), OnRecord(1)]
        pressed = await here.bob.click(posted, custom_id="fn:forget")
        assert pressed.response is not None
        assert pressed.response.ephemeral
        assert "Forgotten: 1 question" in said(pressed.response)
        both = [await here.client.records.on_record(each.id) for each in (here.alice, here.bob)]
        assert both == [OnRecord(1), OnRecord()]
        stands = here.env.backend.get_message(here.channel.id, posted.id)
        assert shown_text(stands.components) == "for all to see"
        assert said(answer) == before


async def test_two_presses_at_once_tell_what_went(room: MakeRoom) -> None:
    """Law: a second press while it is under way takes nothing of the first one's word."""
    async with room() as here:
        await here.ask(BURN)
        shown = await shown_to(here, here.alice)
        await here.press_twice(here.alice, shown, "fn:forget")
        assert "Forgotten: 1 question and 0 votes of yours." in said(shown)


async def test_who_is_forgotten_while_an_answer_is_being_shown(
    room: MakeRoom, caplog: pytest.LogCaptureFixture
) -> None:
    """Law: what was forgotten before it is on record where it stands stays forgotten, and is no failure to be logged."""
    async with room() as here:
        message = await here.ask(BURN)
        records = here.client.records

        class Forgotten:
            patience = None

            async def show(self, view: discord.ui.LayoutView) -> Any:
                await records.remove_person(here.bob.id)
                return SimpleNamespace(id=message.id + 1, channel=SimpleNamespace(id=here.channel.id))

        request = Request(Question(BUILT), None, here.channel.id, here.bob.id)
        await here.client.answers.give(request, Forgotten())
        assert await records.answer_in_message(None, message.id + 1) is None
        assert await records.on_record(here.bob.id) == OnRecord()
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []
