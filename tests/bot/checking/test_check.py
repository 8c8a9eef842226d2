"""“Check against articles” in a simulated Discord."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from simcord.results import ResponseMessage

from bot.checking.text import NO_TEXT, ONLY_SHOWN, OWN, Written, written_in
from corpus.values import Article
from retrieval.errors import BusyError
from tests.bot.asking.conftest import MakeRoom, Room, buttons, said
from tests.bot.asking.conftest import room as _room
from tests.bot.lookups.conftest import NotYet
from tests.retrieval.samples import ARTICLES

room = _room
MENU = "Check against articles"
BUILT = "The lighthouse of Cape Varn was built in 1871."


async def check(here: Room, text: str, **sent: Any) -> ResponseMessage:
    """What Alice is shown of a message of Bob's."""
    message = await here.bob.send(here.channel, text, **sent)
    result = await here.alice.context_menu(here.channel, MENU, message)
    assert result.response is not None
    return result.response


async def test_each_sentence_comes_to_what_the_articles_say(room: MakeRoom) -> None:
    """Found with its excerpt, different with both values, not found, not checked: counted, and seen by who asked alone."""
    async with room() as here:
        text = f"Hi all! {BUILT} It burned down in 1912. Coffee prices rose in Brazil. Why did it burn?"
        shown = await check(here, text)
        told = said(shown)
        assert shown.ephemeral
        assert "1 found · 1 different · 1 not found · 2 not checked" in told
        assert "Found\n“The lighthouse of Cape Varn was built in 1871.”" in told
        assert "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm." in told
        assert "A different day\n“It burned down in 1912.”\nThe message says 1912, the article 1902." in told
        assert "Not found: no article here comes near it\n“Coffee prices rose in Brazil.”" in told
        assert "Not checked: it asks something\n“Why did it burn?”" in told
        assert "paragraph 1 · The lighthouse of Cape Varn · Varn News · 4 May 2021" in told
        assert buttons(shown) == []
        assert not any(word in told.lower() for word in (" true\n", "false", "lie", "wrong"))


async def test_only_the_first_sentences_of_a_long_message_are_checked(room: MakeRoom) -> None:
    """The others are counted."""
    async with room() as here:
        assert "+3 more sentences were not checked." in said(await check(here, f"{BUILT} " * 13))
        assert "+1 more sentence was not checked." in said(await check(here, f"{BUILT} " * 11))


async def test_a_message_without_sentences_is_told_so(room: MakeRoom) -> None:
    """Mentions, code and pictures say nothing; Footnote's own messages quote the articles already."""
    async with room() as here:
        assert said(await check(here, here.alice.mention)) == NO_TEXT
        assert said(await check(here, "```\nx = 1\n```")) == NO_TEXT
        own = await here.mention("Who was the engineer of the lighthouse of Cape Varn?")
        result = await here.alice.context_menu(here.channel, MENU, own)
        assert said(result.response) == OWN
        assert result.response is not None
        assert result.response.ephemeral


async def test_a_message_of_another_bot_is_checked_like_any(room: MakeRoom) -> None:
    """What a bot writes is read; what it only shows is not."""
    async with room() as here:
        bot = here.guild.add_member(here.env.create_user("other", bot=True))
        message = await bot.send(here.channel, BUILT)
        result = await here.alice.context_menu(here.channel, MENU, message)
        assert "1 found" in said(result.response)


def message(**changes: Any) -> discord.Message:
    """A message as discord.py reads it, of nothing but what is given."""
    empty = dict.fromkeys(("attachments", "embeds", "components", "stickers", "message_snapshots"), ())
    made = {
        **empty,
        "author": SimpleNamespace(id=2),
        "type": discord.MessageType.default,
        "content": "",
        "created_at": dt.datetime(2015, 12, 1, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5))),
        "poll": None,
        **changes,
    }
    return SimpleNamespace(**made)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, NO_TEXT),
        ({"embeds": (1,)}, ONLY_SHOWN),
        ({"attachments": (1,)}, ONLY_SHOWN),
        ({"components": (1,)}, ONLY_SHOWN),
        ({"type": discord.MessageType.pins_add, "content": "Alice pinned a message."}, NO_TEXT),
        ({"author": SimpleNamespace(id=1), "content": BUILT}, OWN),
    ],
)
def test_what_is_no_text_is_named(changes: dict[str, Any], text: str) -> None:
    """Each kind of message without text of its own gets its sentence."""
    assert written_in(message(**changes), 1) == text


def test_a_text_is_of_the_day_it_was_written() -> None:
    """In UTC; a forwarded message is of the day of the message that it forwards."""
    assert written_in(message(content=BUILT), 1) == Written(BUILT, dt.date(2015, 12, 2))
    forwarded = SimpleNamespace(content=BUILT, created_at=dt.datetime(2014, 5, 1, tzinfo=dt.UTC))
    assert written_in(message(message_snapshots=(forwarded,)), 1) == Written(BUILT, dt.date(2014, 5, 1))


async def test_no_server_sees_the_articles_of_another(room: MakeRoom) -> None:
    """A private article of another server is neither found nor shown as near; a server's own is."""
    secret = Article("secret", "The secret harbour", "The harbour of Ansel was sold to Otto Frei in 1999.")
    async with room() as here:
        here.serve(secret, corpus_id=here.guild.id + 1)
        told = said(await check(here, "The harbour of Ansel was sold to Otto Frei in 1999."))
        assert "Not found" in told
        assert "secret harbour" not in told
        here.serve(secret, corpus_id=here.guild.id)
        assert "1 found" in said(await check(here, "The harbour of Ansel was sold to Otto Frei in 1999."))


async def test_a_check_counts_as_one_question(room: MakeRoom) -> None:
    """Who may ask twice a minute may check twice, however many sentences."""
    async with room(limits={"per_person": 2}) as here:
        for _ in range(2):
            assert "found" in said(await check(here, f"{BUILT} {BUILT}"))
        assert "You have asked 2 questions in a minute" in said(await check(here, BUILT))


async def test_before_anything_is_loaded_and_without_articles_people_are_told_so(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each gets a sentence, and so does who comes when too much waits."""
    async with room(articles=()) as here:
        assert "No articles are loaded." in said(await check(here, BUILT))
        with monkeypatch.context() as patch:
            patch.setattr(here.client, "readiness", NotYet())
            assert "getting ready" in said(await check(here, BUILT)).lower()
        here.serve(*ARTICLES)

        async def busy(*_: object, **__: object) -> None:
            raise BusyError("2,048 questions are waiting already: try again in a moment")

        monkeypatch.setattr(here.client.service, "check", busy)
        assert "questions are waiting already" in said(await check(here, BUILT))
