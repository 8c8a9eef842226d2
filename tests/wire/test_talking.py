"""Everything that people can do with Footnote is answered over the wire, once, and by Discord's rules."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import pytest
from simcord.backend.models import Channel, Message
from simcord.interactions import command_leaves

from bot.rendering.answers import VOTES
from config.settings import Settings
from retrieval.values import SHARED
from tests.filing import files_of
from tests.wire.asked import Asked, buttons_of, text_of
from tests.wire.conftest import Start
from tests.wire.interacting import NotShown
from tests.wire.standin import StandIn

QUESTION = "Who built the lighthouse of Cape Varn?"
BUILDER = "Ida Holm"
CORPUS = {f"corpus {name}" for name in ("add", "remove", "edit", "reload", "rollback", "list", "status")}
SETTINGS = {f"settings {name}" for name in ("show", "server", "channel")}
PLAIN = {
    "ask",
    "Ask about this",
    "Check against articles",
    "timeline",
    "quotes",
    "article",
    "articles",
    "help",
    "doctor",
    "forget",
}
EVERY_COMMAND = PLAIN | CORPUS | SETTINGS


def once(asked: Asked) -> Message:
    """The one message that came of an interaction."""
    assert len([callback for callback in asked.callbacks if callback.done]) == 1
    (message,) = asked.messages
    return message


def labels(message: dict[str, Any]) -> list[str]:
    return [button["label"] for button in buttons_of(message)]


async def test_every_way_to_ask_is_answered_once(discord: StandIn, start: Start) -> None:
    """By command, menu, mention, pinged reply and direct message; what is not meant for the bot is left alone."""
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        asked = discord.slash(alice, channel, "ask", question=QUESTION)
        assert await asked.acknowledged() < 1
        answer = await asked.reply()
        assert BUILDER in text_of(answer)
        said = discord.send(alice, channel, QUESTION)
        about = discord.context_menu(alice, said.message, "Ask about this")
        assert BUILDER in text_of(await about.reply())
        stated = discord.send(alice, channel, "The lighthouse of Cape Varn was built in 1871.")
        checked = discord.context_menu(alice, stated.message, "Check against articles")
        assert "1 found" in text_of(await checked.reply())
        mention = discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}")
        assert BUILDER in text_of(await mention.reply())
        unpinged = discord.send(alice, channel, "thanks", reply_to=mention.replies[0], ping=False)
        pinged = discord.send(alice, channel, "and when?", reply_to=mention.replies[0])
        assert "1871" in text_of(await pinged.reply())
        direct = discord.dm(alice)
        wrote = discord.send(alice, direct, QUESTION)
        assert BUILDER in text_of(await wrote.reply())
        assert BUILDER in text_of(await discord.slash(alice, direct, "ask", question=QUESTION).reply())
        for interaction in (asked, about, checked):
            once(interaction)
        assert [len(one.replies) for one in (said, mention, unpinged, pinged)] == [0, 1, 0, 1]


async def test_a_thread_goes_on_from_its_answer(discord: StandIn, start: Start) -> None:
    """In a thread at an answer a mention follows up; who writes unreadably there is told so once."""
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        thread = discord.thread(alice, answer)
        unread = [discord.send(alice, thread, "and when was that?")]
        assert "can't read messages in a thread" in text_of(await unread[0].reply())
        unread.append(discord.send(alice, thread, "hello?"))
        follow = discord.send(alice, thread, f"{discord.bot.mention} and when?")
        assert "1871" in text_of(await follow.reply())
        assert [len(one.replies) for one in (*unread, follow)] == [1, 0, 1]


async def test_two_unreadable_messages_at_once_bring_one_hint(discord: StandIn, start: Start) -> None:
    """Who writes twice before the first hint stands is told so once as well."""
    channel, [alice] = discord.place("alice")
    async with start(discord):
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        thread = discord.thread(alice, answer)
        unread = [discord.send(alice, thread, "and when was that?") for _ in range(2)]
        await unread[0].reply()
        await discord.send(alice, thread, f"{discord.bot.mention} and when?").reply()
        assert sum(len(one.replies) for one in unread) == 1


async def test_a_question_can_be_narrowed_and_kept_private(discord: StandIn, start: Start) -> None:
    """Titles complete half typed; a private answer is seen by nobody else until it is made public."""
    channel, [alice, bob] = discord.place("alice", "bob")
    async with start(discord):
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        choices = await discord.autocomplete(alice, channel, "ask", "article", "bak").choices()
        assert [choice["value"] for choice in choices] == ["bakery"]
        asked = discord.slash(alice, channel, "ask", question="Who bakes?", article="bakery", private=True)
        answer = await asked.reply()
        assert "Tom Reed" in text_of(answer)
        assert once(asked).is_ephemeral
        with pytest.raises(NotShown):
            discord.click(bob, answer, label="Why")
        discord.click(alice, answer, label="Make public")
        await discord.asked_for("POST", f"/channels/{channel.id}/messages")
        posted = public(discord, channel)[-1]
        assert "Tom Reed" in text_of(posted)
        await discord.waiting.until(
            "requests",
            lambda: "Make public" not in labels(discord.shown(channel.id, int(answer["id"]))),
            "what was made public can't be made so again",
        )


@pytest.mark.parametrize("lost", [False, True])
async def test_a_private_answer_is_published_once(discord: StandIn, start: Start, *, lost: bool) -> None:
    """Two quick presses make one public message, also where what Discord answers is lost."""
    channel, [alice] = discord.place("alice")
    if lost:
        discord.fault("POST", "/channels/*/messages", status=502, before=False, times=1)
    async with start(discord):
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION, private=True).reply()
        presses = [discord.click(alice, answer, label="Make public") for _ in range(2)]
        await asyncio.gather(*(press.acknowledged() for press in presses))
        # By the time that two more questions are answered whatever the presses caused has happened.
        for _ in range(2):
            await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        await discord.asked_for("POST", f"/channels/{channel.id}/messages", 2 if lost else 1)
        assert len(public(discord, channel)) == 1 + 2


def public(discord: StandIn, channel: Channel) -> list[Message]:
    """The messages that all see."""
    return [one for one in discord.backend.messages[channel.id].values() if not one.is_ephemeral]


async def test_too_many_questions_are_put_off_politely(discord: StandIn, start: Start) -> None:
    """Beyond what a person may ask in a minute, commands and mentions say when to ask again."""
    channel, [alice, bob] = discord.place("alice", "bob")
    async with start(discord, FOOTNOTE_LIMITS__PER_PERSON="1"):
        await discord.ready()
        assert BUILDER in text_of(await discord.slash(alice, channel, "ask", question=QUESTION).reply())
        refused = discord.slash(alice, channel, "ask", question=QUESTION)
        assert "please ask again in" in text_of(await refused.reply())
        assert once(refused).is_ephemeral
        mention = discord.send(alice, channel, f"{discord.bot.mention} {QUESTION}")
        assert "please ask again in" in text_of(await mention.reply())
        assert BUILDER in text_of(await discord.slash(bob, channel, "ask", question=QUESTION).reply())


async def test_every_button_of_an_answer_works(discord: StandIn, start: Start) -> None:
    """Context, reasons, votes and the form that follows up; a button that nobody knows says so."""
    channel, [alice, bob] = discord.place("alice", "bob")
    async with start(discord):
        await discord.ready()
        answer = await discord.slash(alice, channel, "ask", question=QUESTION, article="lighthouse").reply()
        wider = await discord.click(bob, answer, custom_id=buttons_of(answer)[0]["custom_id"]).reply()
        assert wider["id"] == answer["id"]
        assert "It burned down in 1902." in text_of(wider)
        narrow = await discord.click(bob, wider, custom_id=buttons_of(wider)[0]["custom_id"]).reply()
        assert text_of(narrow) == text_of(answer)
        why = discord.click(bob, answer, label="Why")
        assert "Why this answer" in text_of(await why.reply())
        assert once(why).is_ephemeral
        for label, _ in VOTES.values():
            assert label in text_of(await discord.click(bob, answer, label=label).reply())
        form = discord.click(bob, answer, label="Follow up")
        modal = await form.modal()
        assert modal["title"] == "Follow up"
        follow = discord.submit_modal(bob, form, {"question": "and when?"})
        assert "1871" in text_of(await follow.reply())
        once(follow)
        forged = discord.forge(bob, answer, "fn:nonsense:1:2")
        assert "another version" in text_of(await forged.reply())
        elsewhere = discord.forge(bob, answer, "fn:why:000000000000")
        assert "not on record" in text_of(await elsewhere.reply())


async def test_every_command_has_a_scenario(discord: StandIn, start: Start) -> None:
    """A command that is added or renamed needs a test in this module."""
    async with start(discord):
        await discord.ready()
        registered = discord.backend.commands[None].values()
        leaves = {" ".join(path) for command in registered for path, _ in command_leaves(command)}
        assert leaves == EVERY_COMMAND


async def test_what_is_there_and_how_it_is(discord: StandIn, start: Start) -> None:
    """Articles and help for everybody, the doctor for those who manage the server."""
    guild = discord.guild()
    channel = discord.channel(guild)
    discord.channel(guild, "silent", deny="send_messages")
    alice, boss = discord.member(guild, "alice"), discord.member(guild, "boss", manage_guild=True)
    async with start(discord):
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        listed = discord.slash(alice, channel, "articles")
        assert "The lighthouse of Cape Varn" in text_of(await listed.reply())
        assert once(listed).is_ephemeral
        assert "/ask" in text_of(await discord.slash(alice, channel, "help").reply())
        health = discord.slash(boss, channel, "doctor")
        assert "Send Messages" in text_of(await health.reply())
        assert once(health).is_ephemeral
        with pytest.raises(NotShown):
            discord.slash(alice, channel, "doctor")


async def test_what_an_article_holds_is_shown(discord: StandIn, start: Start) -> None:
    """What happened when, with a picture, who said what, and the card, whose buttons lead to both; names complete."""
    channel, [alice, bob] = discord.place("alice", "bob")
    async with start(discord):
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        timeline = discord.slash(alice, channel, "timeline", article="lighthouse", **{"from": "1800", "to": "1950"})
        assert await timeline.acknowledged() < 1
        shown = await timeline.reply(30)
        assert text_of(shown).index("**1871**") < text_of(shown).index("**1902**")
        assert not once(timeline).is_ephemeral
        choices = await discord.autocomplete(alice, channel, "quotes", "speaker", "re").choices()
        assert [choice["value"] for choice in choices] == ["Tom Reed"]
        quotes = discord.slash(alice, channel, "quotes", speaker="reed")
        assert "“We bake at night,”" in text_of(await quotes.reply())
        once(quotes)
        card = discord.slash(alice, channel, "article", article="bakery")
        shown = await card.reply()
        assert "**Bakery wins prize**" in text_of(shown)
        once(card)
        for label, told in (("Quotes", "We bake at night,"), ("Timeline", "Bakery wins prize")):
            beside = discord.click(bob, shown, label=label)
            assert told in text_of(await beside.reply(30))
            assert once(beside).is_ephemeral
        refused = discord.slash(alice, channel, "timeline", to="never")
        assert "to “never” is no day" in text_of(await refused.reply())
        assert once(refused).is_ephemeral


async def test_a_server_is_greeted_once(discord: StandIn, start: Start) -> None:
    """Whoever adds the bot hears how to ask it, once, and a server that had it already does not."""
    old = discord.channel(discord.guild("Old"))
    alice = discord.user("alice")
    async with start(discord):
        await discord.ready()
        new = []
        # What comes in discord.py's first two seconds counts as having been there before.
        while not discord.requests.of("POST", "/channels/*/messages"):
            guild = discord.guild("New", with_bot=False)
            discord.member(guild, alice)
            new.append(discord.channel(guild))
            discord.join(guild)
            with contextlib.suppress(AssertionError):
                await discord.asked_for("POST", "/channels/*/messages", seconds=2.5)
        discord.gateway.again = 5
        discord.gateway.drop()
        await discord.slash(alice, new[-1], "help").reply()
        (greeting,) = discord.requests.of("POST", "/channels/*/messages")
        assert greeting.segments[1] == str(new[-1].id) != str(old.id)
        assert "/ask" in text_of(discord.shown(new[-1].id, new[-1].last_message_id or 0))


async def test_articles_are_loaded_and_taken_back(discord: StandIn, start: Start, footnote: Settings) -> None:
    """The owner sees what a reload would change, builds it, and goes back; others may only look."""
    channel, [boss] = discord.place("boss", manage_guild=True)
    owner = discord.member(discord.backend.guilds[channel.guild_id or 0], discord.owner, manage_guild=True)
    async with start(discord):
        await discord.ready()
        await discord.slash(owner, channel, "ask", question=QUESTION).reply()
        with files_of(footnote, SHARED) as articles:
            (articles / "bridge.txt").write_text(
                "The bridge of Varn\n\nThe bridge of Varn was opened in 1931 by Ann Lee.\n"
            )
        assert "Only those who run this bot" in text_of(await discord.slash(boss, channel, "corpus reload").reply())
        preview = await discord.slash(owner, channel, "corpus reload").shows("add 1, change 0 and remove 0")
        await discord.click(owner, preview, label="Build it").shows("Loaded the shared articles")
        bridge = discord.slash(boss, channel, "ask", question="Who opened the bridge?", article="bridge")
        assert "Ann Lee" in text_of(await bridge.reply())
        await discord.slash(boss, channel, "corpus list", scope="shared").shows("The bridge of Varn")
        await discord.slash(boss, channel, "corpus status").shows("4 articles")
        await discord.slash(owner, channel, "corpus rollback").shows("serves again")
        await discord.slash(boss, channel, "articles").shows("3 articles")


async def test_a_server_decides_how_it_is_answered(discord: StandIn, start: Start) -> None:
    """Its manager sets an article in focus, threads, privacy and a channel for changes; they act, also after a restart."""
    guild = discord.guild()
    channel, log = discord.channel(guild), discord.channel(guild, "log")
    closed = discord.channel(guild, "closed", deny="send_messages")
    alice, boss = discord.member(guild, "alice"), discord.member(guild, "boss", manage_guild=True)
    async with start(discord):
        await discord.ready()
        await discord.slash(alice, channel, "ask", question=QUESTION).reply()
        with pytest.raises(NotShown):
            discord.slash(alice, channel, "settings server", private=True)
        choices = await discord.autocomplete(boss, channel, "settings channel", "article", "bak").choices()
        assert [choice["value"] for choice in choices] == ["bakery"]
        changed = discord.slash(boss, channel, "settings channel", article="bakery", threads=True)
        assert await changed.acknowledged() < 1
        assert "“Bakery wins prize” · this channel" in text_of(await changed.reply())
        assert once(changed).is_ephemeral
        await discord.slash(boss, channel, "settings server", log=closed).shows(f"I can't write in <#{closed.id}>")
        await discord.slash(boss, channel, "settings server", log=log, private=True).shows(f"<#{log.id}> · this server")
        told = [text_of(one) for one in public(discord, log)]
        assert len(told) == 1
        assert told[0].startswith(f"<@{boss.id}> · settings of this server: ")
        refused = discord.slash(boss, discord.dm(boss), "settings show")
        assert "use /settings in one" in text_of(await refused.reply())
    async with start(discord):
        await discord.ready(commands=False)
        asked = discord.slash(alice, channel, "ask", question=QUESTION)
        answer = await asked.reply()
        assert once(asked).is_ephemeral
        assert "asked of “Bakery wins prize” alone" in text_of(answer)
        everywhere = discord.click(alice, answer, label="Ask all articles")
        assert BUILDER in text_of(await everywhere.reply())
        mention = discord.send(alice, channel, f"{discord.bot.mention} Who won a gold medal?")
        await discord.asked_for("POST", f"/channels/{mention.id}/messages")
        thread = discord.backend.channels[mention.id]
        assert thread.name == "Who won a gold medal?"
        assert "The bakery in Olde Street won a gold medal" in text_of(public(discord, thread)[-1])
        follow = discord.send(alice, thread, f"{discord.bot.mention} for what?")
        assert "rye bread" in text_of(await follow.reply())
        assert "Mentions: answered · default" in text_of(await discord.slash(boss, channel, "settings show").reply())
