"""Starting, ending, being killed and starting again."""

from __future__ import annotations

import asyncio

from simcord.components import walk_components

from config.settings import Settings
from retrieval.values import SHARED
from tests.filing import files_of, remove_generations
from tests.wire.asked import buttons_of, text_of
from tests.wire.conftest import Start
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"


async def test_commands_are_registered_only_when_they_are_others(discord: StandIn, start: Start) -> None:
    """A second start registers nothing; where Discord has lost the commands the next one does."""
    channel, [alice] = discord.place("alice")
    path = f"/applications/{discord.backend.application_id}/commands"
    for registered in (1, 1, 2):
        async with start(discord) as bot:
            await discord.ready()
            await discord.slash(alice, channel, "help").reply()
            bot.interrupt()
            assert await bot.ended() == 0
        assert len(discord.requests.of("PUT", path)) == registered
        if len(discord.gateway.identified) == 2:
            discord.backend.commands.clear()


async def test_who_asks_while_it_gets_ready_is_answered_then(
    discord: StandIn, start: Start, footnote: Settings
) -> None:
    """At the very first start articles are loaded while Discord is connected already: a question waits for them."""
    remove_generations(footnote, SHARED)
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        asked = discord.slash(alice, channel, "ask", question=QUESTION)
        assert await asked.acknowledged() < 3
        await asked.shows(BUILDER, 30)
        assert len(asked.messages) == 1


async def test_buttons_and_forms_outlive_the_process(discord: StandIn, start: Start) -> None:
    """After kill -9 and a new start the buttons of an old answer work, and a form that was open can be sent."""
    channel, [alice] = discord.place("alice")
    async with start(discord) as bot:
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        form = discord.click(alice, answer, label="Follow up")
        await form.modal()
        await bot.kill()
    async with start(discord):
        await discord.waiting.until("gateway", lambda: len(discord.gateway.identified) == 2, "identified anew")
        assert "Why this answer" in text_of(await discord.click(alice, answer, label="Why").reply())
        context = discord.click(alice, answer, custom_id=buttons_of(answer)[0]["custom_id"])
        assert "It burned down in 1902." in text_of(await context.reply())
        assert "1871" in text_of(await discord.submit_modal(alice, form, {"question": "and when?"}).reply())


async def test_pages_outlive_the_process(discord: StandIn, start: Start, footnote: Settings) -> None:
    """After kill -9 and a new start the pages of an old timeline turn, each with its own picture, and Next goes on."""
    years = "\n\n".join(f"The tower of Varn was painted in {year}." for year in range(1950, 1963))
    with files_of(footnote, SHARED) as articles:
        (articles / "tower.txt").write_text(f"The tower of Varn\n\n{years}\n", "utf-8")
    remove_generations(footnote, SHARED)
    channel, [alice] = discord.place("alice")
    async with start(discord) as bot:
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).shows(BUILDER, 60)
        shown = await discord.slash(alice, channel, "timeline", article="tower").reply(30)
        assert "events 1–6 of 13" in text_of(shown)
        await bot.kill()
    async with start(discord):
        await discord.waiting.until("gateway", lambda: len(discord.gateway.identified) == 2, "identified anew")
        for page in ("events 7–12 of 13", "event 13 of 13"):
            await discord.click(alice, shown, label="Next").shows(page, 30)
        previous = discord.click(alice, shown, label="Previous")
        again = await previous.shows("events 7–12 of 13", 30)
        assert again["id"] == shown["id"]
        assert "painted in **1956**" in text_of(again)
        pictures = [each for each in walk_components(again["components"]) if each["type"] == 12]
        assert len(pictures) == len(again["attachments"]) == 1


async def test_what_is_under_way_is_finished_at_the_end(discord: StandIn, start: Start) -> None:
    """After SIGTERM an answer that is on its way still arrives, new questions are told, and the end is clean."""
    channel, [alice] = discord.place("alice")
    async with start(discord) as bot:
        await discord.ready()
        held = asyncio.Event()
        fault = discord.fault("PATCH", "/webhooks/*", held=held)
        asked = discord.slash(alice, channel, "ask", question=QUESTION)
        await fault.arrived.wait()
        bot.terminate()
        await bot.said("is ending")
        assert "restarting" in text_of(await discord.slash(alice, channel, "ask", question=QUESTION).reply())
        held.set()
        assert BUILDER in text_of(await asked.reply())
        assert await bot.ended(10) == 0


async def test_it_ends_within_ten_seconds_whatever_hangs(discord: StandIn, start: Start) -> None:
    """A request that is never answered does not hold up the end."""
    channel, [alice] = discord.place("alice")
    async with start(discord) as bot:
        await discord.ready()
        fault = discord.fault("PATCH", "/webhooks/*", held=asyncio.Event())
        discord.slash(alice, channel, "ask", question=QUESTION)
        await fault.arrived.wait()
        bot.terminate()
        assert await bot.ended(10) == 0
