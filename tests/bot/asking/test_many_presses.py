"""Who presses and types without end is held up for a moment, and loses nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.asking.conftest import MakeRoom, Room, said
from tests.bot.simulated import answer_to

BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
HELD_UP = "You have pressed buttons and used commands 2 times in a minute, which is as often as one person may: please try again in 30 seconds."


def _moved(here: Room, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time by which presses are counted, to be moved."""
    now = [1000.0]
    for each in (here.client.limits._presses, here.client.limits._completions):
        monkeypatch.setattr(each, "_clock", lambda: now[0])
    return now


async def test_a_press_too_many_is_told_when_to_press_again(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the one who pressed alone, the message staying as it is; others press on, and so does who waits as told."""
    async with room(limits={"presses": 2}) as here:
        now = _moved(here, monkeypatch)
        answer = await here.ask(BUILT)
        for label in ("More context", "Less context"):
            await here.alice.click(answer, label=label)
        before = said(answer)
        for label in ("More context", "Why", "Helpful", "Follow up"):
            refused = await here.alice.click(answer, label=label)
            assert said(answer_to(refused)) == HELD_UP
            assert refused.ephemeral
            assert refused.modal is None
        assert said(answer) == before
        assert "Noted" in said((await here.bob.click(answer, label="Helpful")).response)
        now[0] += 30
        assert "Noted" in said((await here.alice.click(answer, label="Helpful")).response)
        assert said((await here.alice.click(answer, label="Why")).response) == HELD_UP


async def test_questions_and_presses_are_counted_apart(room: MakeRoom) -> None:
    """Who may press no more may ask, by a form that is open too."""
    async with room(limits={"presses": 1}) as here:
        answer = await here.ask(BUILT)
        opened = await here.alice.click(answer, label="Follow up")
        assert "used commands 1 time in a minute" in said((await here.alice.click(answer, label="Why")).response)
        sent = await here.alice.submit_modal(opened, {"question": BUILT})
        assert "Ida Holm" in said(sent.response)
        assert "Ida Holm" in said(await here.ask(BUILT))


async def test_completions_without_end_are_empty(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is looked up for them, they are no failure, and what is typed is taken all the same."""
    async with room(limits={"presses": 2}) as here:
        now = _moved(here, monkeypatch)

        async def typed() -> list[dict[str, Any]]:
            return list(await here.alice.autocomplete(here.channel, "ask", "article", "light", question=BUILT))

        assert [bool(await typed()) for _ in range(4)] == [True, True, False, False]
        assert await here.bob.autocomplete(here.channel, "ask", "article", "light", question=BUILT) != []
        assert "Ida Holm" in said(await here.ask(BUILT, article="lighthouse"))
        now[0] += 30
        assert [bool(await typed()) for _ in range(2)] == [True, False]


async def test_commands_that_ask_nothing_count_as_presses(room: MakeRoom) -> None:
    """Whoever lists, looks and counts without end is held up too, and may ask all the same."""
    async with room(limits={"presses": 2}) as here:
        for name in ("articles", "forget"):
            assert "used commands" not in said((await here.alice.slash(here.channel, name)).response)
        for name in ("articles", "forget", "help"):
            refused = await here.alice.slash(here.channel, name)
            assert "used commands 2 times in a minute" in said(refused.response)
            assert refused.ephemeral
        assert "Ida Holm" in said(await here.ask(BUILT))
