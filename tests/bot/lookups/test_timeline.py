"""`/timeline` in a simulated Discord."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import sqlite3
from typing import Any

import pytest

from bot.drawing import DrawingError
from bot.readiness import Readiness
from bot.records.values import Listing, new_id
from bot.rendering.timeline import PICTURE
from bot.timeline.pictures import Pictures
from corpus.values import Article
from retrieval.facts import TimelineQuery
from retrieval.values import Audience
from tests.bot.asking.conftest import Room, buttons, components, said
from tests.bot.lookups.conftest import HARBOUR, MILL, Drawn, MakeLibrary, serve, slash
from tests.bot.rendering.markdown import walk


class NotYet(Readiness):
    """Not ready, and nobody waits for it: time is simulated."""

    async def wait(self, seconds: float | None = None) -> bool:
        assert seconds is not None
        return False


def pictures(message: Any) -> list[str]:
    """Addresses of the pictures of a message."""
    galleries = [each for each in walk(components(message)) if each["type"] == 12]
    return [item["media"]["url"] for each in galleries for item in each["items"]]


async def test_events_come_in_order_with_their_words_and_a_picture(library: MakeLibrary, drawn: Drawn) -> None:
    """All can see the events of all articles, each with days, words, place and article; the picture shows those in sight."""
    async with library() as room:
        shown = await slash(room, "timeline")
        assert not shown.ephemeral
        told = said(shown)
        assert "21 events" in told
        assert told.index("The mill burned down in 1902.") < told.index("In 1990 pier 1 was rebuilt.")
        assert "paragraph 1 · The mill" in told
        assert "events 1–6 of 21" in told
        (picture,) = pictures(shown)
        assert picture.endswith(PICTURE)
        (page,) = drawn.pages
        assert [each.event.first.year for each in page.events if each.event.first] == [1902, *range(1990, 1995)]


async def test_pages_are_turned_in_place_each_with_its_own_picture(library: MakeLibrary, drawn: Drawn) -> None:
    """Next and Previous change the message, whoever presses, and leave one picture: that of the page."""
    async with library(HARBOUR) as room:
        shown = await slash(room, "timeline")
        seen = said(shown)
        for _ in range(3):
            await room.bob.click(shown, label="Next")
            seen += said(shown)
            assert len(shown.attachments) == len(pictures(shown)) == 1
        assert [seen.count(f"pier {number} was rebuilt.") for number in range(1, 21)] == [1] * 20
        assert "events 19–20 of 20" in said(shown)
        assert [page.start for page in drawn.pages] == [0, 6, 12, 18]
        await room.bob.click(shown, label="Previous")
        assert "events 13–18 of 20" in said(shown)
        assert len(room.replies()) == 1


async def test_a_page_turns_after_a_restart(library: MakeLibrary) -> None:
    """Another process turns the page that this one showed, with the days and the person that were asked for."""
    async with library() as room:
        shown = await slash(room, "timeline", article="harbour", from_="1995", to="December 2009", person="PIER")
        assert "15 events" in said(shown)
        assert "between 1 January 1995 and 31 December 2009 · naming “PIER”" in said(shown)
        await room.restart()
        await room.alice.click(shown, label="Next")
        told = said(shown)
        assert "events 7–12 of 15" in told
        assert "naming “PIER”" in told
        assert "In 2001 pier 12 was rebuilt." in told


async def test_fewer_events_by_now_are_no_failure(library: MakeLibrary) -> None:
    """A page that is not there any more is the last one that there is; an article that was removed is told of."""
    async with library() as room:
        shown = await slash(room, "timeline")
        for _ in range(2):
            await room.alice.click(shown, label="Next")
        serve(room, MILL)
        await room.alice.click(shown, label="Next")
        told = said(shown)
        assert "1 event" in told
        assert "burned down in 1902" in told
        serve(room, HARBOUR)
        alone = await slash(room, "timeline", article="harbour")
        serve(room, MILL)
        result = await room.alice.click(alone, label="Next")
        assert "not there any more" in said(result.followups[0])


async def test_the_words_stand_without_a_picture_where_there_is_none(library: MakeLibrary, drawn: Drawn) -> None:
    """A drawing that fails in whatever way leaves the words; one event is not drawn."""
    async with library() as room:
        for failing in (DrawingError("no fonts"), RuntimeError("odd")):
            drawn.failing = failing
            shown = await slash(room, "timeline", article="harbour")
            assert "20 events" in said(shown)
            assert pictures(shown) == []
        drawn.pages.clear()
        assert pictures(await slash(room, "timeline", article="mill")) == []
        assert drawn.pages == []


async def test_nobody_waits_long_for_a_picture(library: MakeLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not drawn in time is left out, and what still draws ends with the feature."""
    ended = asyncio.Event()

    async def never(page: object, *, dark: bool) -> bytes:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.set()
        return b""

    monkeypatch.setattr("bot.timeline.pictures.draw_timeline", never)
    pictures_of = Pictures(0.01)
    async with library(HARBOUR) as room:
        page = await room.client.service.timeline(Audience(), TimelineQuery(), count=6)
        assert await pictures_of.picture(page) is None
        assert not ended.is_set()
        pictures_of.end()
        await asyncio.wait_for(ended.wait(), 1)


async def test_a_picture_that_discord_does_not_take_leaves_the_words(library: MakeLibrary) -> None:
    """Where the upload is refused the words are shown without it."""
    async with library(HARBOUR) as room:
        room.env.inject_error(
            "PATCH", "/webhooks/*", status=413, code=40005, message="Request entity too large", times=1
        )
        shown = await slash(room, "timeline")
        assert "20 events" in said(shown)
        assert pictures(shown) == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"from_": "2015-13"}, "from “2015-13” is no day, month or year that can be read: write 2015, 2015-07,"),
        ({"to": "*soon* @everyone"}, "to “*soon* @everyone” is no day"),
        ({"from_": "2016", "to": "2015-07"}, "from “2016” comes after to “2015-07”: give the earlier one as from"),
        ({"article": "nonsense"}, "There is no article “nonsense”"),
    ],
)
async def test_what_can_not_be_read_is_one_sentence(
    library: MakeLibrary, options: dict[str, str], sentence: str
) -> None:
    """A day or an article that is none is named, with the choices."""
    async with library() as room:
        assert sentence in said(await slash(room, "timeline", **options))


async def test_an_empty_timeline_says_what_is_dated(library: MakeLibrary, drawn: Drawn) -> None:
    """Where nothing is of the days that were asked for, people hear which days there are; nothing is drawn."""
    async with library() as room:
        told = said(await slash(room, "timeline", article="mill", from_="2016"))
        assert "Nothing from 1 January 2016 on." in told
        assert "This article dates 1 event" in told
        assert drawn.pages == []


async def test_a_private_timeline_is_seen_by_one(library: MakeLibrary) -> None:
    """With `private` only the one who asked sees it, its pages too."""
    async with library() as room:
        shown = await slash(room, "timeline", private=True)
        assert shown.ephemeral
        await room.alice.click(shown, label="Next")
        assert room.channel.history() == []


async def test_a_listing_is_of_its_place(library: MakeLibrary) -> None:
    """A button's id from another channel, of another kind or of nothing says so in one sentence."""
    async with library() as room:
        shown = await slash(room, "timeline")
        listing = Listing(new_id(), dt.datetime.now(dt.UTC), room.guild.id, 1, "timeline", ())
        quotes = dataclasses.replace(listing, id=new_id(), channel_id=room.channel.id, kind="quotes")
        for each in (listing, quotes):
            await room.client.records.add_listing(each)
        for listing_id, sentence in (
            (listing.id, "in another place"),
            (quotes.id, "not on record any more"),
            ("nothing", "not on record any more"),
        ):
            result = await room.alice.click(shown, custom_id=_forged(room, shown, listing_id))
            assert sentence in said(result.followups[0])


def _forged(room: Room, shown: Any, listing_id: str) -> str:
    """Let the message have a button that the bot never gave it."""
    custom_id = f"fn:timeline:{listing_id}:0"
    stored = room.env.backend.get_message(room.channel.id, shown.id)
    button = next(each for each in walk(stored.components) if each.get("label") == "Next")
    button["custom_id"] = custom_id
    return custom_id


async def test_without_records_pages_have_no_buttons(library: MakeLibrary) -> None:
    """Where what was asked for can't be remembered the first page is shown all the same."""
    async with library() as room:
        with sqlite3.connect(room.settings.data_dir / "records.sqlite3") as connection:
            connection.execute("DROP TABLE listings")
        connection.close()
        shown = await slash(room, "timeline")
        assert "events 1–6 of 21" in said(shown)
        assert buttons(shown) == []


async def test_until_it_is_ready_people_hear_so(library: MakeLibrary) -> None:
    """Nobody is told that nothing is dated while articles are being loaded."""
    async with library() as room:
        room.client.readiness = NotYet()
        assert "getting ready" in said(await slash(room, "timeline"))


async def test_too_many_are_put_off(library: MakeLibrary) -> None:
    """A timeline counts as a question does."""
    async with library(limits={"per_person": 1}) as room:
        await slash(room, "timeline")
        assert "please ask again in" in said(await slash(room, "timeline"))


async def test_articles_complete_and_servers_are_apart(library: MakeLibrary) -> None:
    """Half a title is completed; another server's article is neither offered nor shown."""
    private = Article("secret", "The secret harbour", "In 1990 pier 1 was rebuilt.")
    async with library() as room:
        room.serve(private, corpus_id=room.guild.id + 1)
        choices = await room.alice.autocomplete(room.channel, "timeline", "article", "harb")
        assert [each["value"] for each in choices] == ["harbour"]
        assert "secret" not in said(await slash(room, "timeline"))
        assert "There is no article" in said(await slash(room, "timeline", article="secret"))
