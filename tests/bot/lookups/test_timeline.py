"""`/timeline` in a simulated Discord."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
from typing import Any
from unittest.mock import AsyncMock, MagicMock

import pytest

from bot.drawing import DrawingError
from bot.errors import NotShown
from bot.lookups import remember, take_press
from bot.records.values import Listing, new_id
from bot.rendering.timeline import PICTURE
from bot.timeline.pictures import Pictures
from corpus.values import Article
from retrieval.facts.values import TimelineQuery
from retrieval.values import Audience
from tests.bot.asking.conftest import Room, buttons, components, said
from tests.bot.lookups.conftest import FACTS, HARBOUR, MILL, Drawn, MakeLibrary, NotYet, serve, slash
from tests.bot.rendering.markdown import walk
from tests.stored import execute


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
    """A page that is not there any more is the last one that there is."""
    async with library() as room:
        shown = await slash(room, "timeline")
        for _ in range(2):
            await room.alice.click(shown, label="Next")
        serve(room, MILL)
        await room.alice.click(shown, label="Next")
        told = said(shown)
        assert "1 event" in told
        assert "burned down in 1902" in told


async def test_previous_of_the_last_page_that_is_left_goes_back(
    library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are fewer events by now, the page before the last one is another page."""
    async with library(HARBOUR) as room:
        shown = await slash(room, "timeline")
        for _ in range(2):
            await room.alice.click(shown, label="Next")
        monkeypatch.setitem(FACTS, HARBOUR, dataclasses.replace(FACTS[HARBOUR], events=FACTS[HARBOUR].events[:13]))
        serve(room, HARBOUR)
        await room.alice.click(shown, label="Next")
        assert "events 8–13 of 13" in said(shown)
        await room.alice.click(shown, label="Previous")
        assert "events 2–7 of 13" in said(shown)


async def test_nothing_of_a_removed_article_stays_in_sight(library: MakeLibrary) -> None:
    """Whoever turns a page of an article that was removed sees a notice in its place, without picture and buttons."""
    async with library() as room:
        for forgotten, sentence in ((False, "not there any more"), (True, "not on record any more")):
            serve(room, HARBOUR, MILL)
            shown = await slash(room, "timeline", article="harbour")
            assert len(shown.attachments) == len(pictures(shown)) == 1
            serve(room, MILL)
            if forgotten:
                await room.client.records.remove_article(0, "harbour")
            result = await room.bob.click(shown, label="Next")
            assert result.followups == []
            assert sentence in said(shown)
            assert "pier" not in said(shown)
            assert (buttons(shown), pictures(shown), list(shown.attachments)) == ([], [], [])


async def test_pages_of_all_articles_outlive_the_removal_of_one(library: MakeLibrary) -> None:
    """What was asked of all articles is still on record when one of them is removed."""
    async with library() as room:
        shown = await slash(room, "timeline")
        await room.client.records.remove_article(0, "mill")
        serve(room, HARBOUR)
        await room.alice.click(shown, label="Next")
        assert "events 7–12 of 20" in said(shown)


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

    async def never(page: object, *, dark: bool, cache: object) -> bytes:
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
        listing = Listing(new_id(), dt.datetime.now(dt.UTC), room.guild.id, 1, "timeline", None, None, ())
        quotes = dataclasses.replace(listing, id=new_id(), channel_id=room.channel.id, kind="quotes")
        for each in (listing, quotes):
            await room.client.records.add_listing(each)
        result = await room.alice.click(shown, custom_id=_forged(room, shown, listing.id))
        assert "in another place" in said(result.followups[0])
        assert "events 1–6 of 21" in said(shown)
        for listing_id in (quotes.id, "nothing"):
            shown = await slash(room, "timeline")
            await room.alice.click(shown, custom_id=_forged(room, shown, listing_id))
            assert "not on record any more" in said(shown)


async def test_a_listing_where_discord_names_no_channel_is_of_that_place() -> None:
    """What was asked for in a place without a channel's id is found again there, and nowhere else."""
    kept: list[Listing] = []
    records = AsyncMock()
    records.add_listing = AsyncMock(side_effect=kept.append)
    records.listing = AsyncMock(side_effect=lambda *_: kept[0])
    client, nowhere = MagicMock(records=records), MagicMock(guild_id=None, channel_id=None)
    client.limits.refusal = AsyncMock(return_value=None)
    client.service.at_hand = AsyncMock()
    client.readiness.wait = AsyncMock(return_value=True)
    nowhere.client.work.let_others_in = nowhere.response.defer = AsyncMock()
    listing_id = await remember(records, nowhere, "quotes", None, {})
    assert listing_id is not None
    taken = await take_press(client, nowhere, "quotes", listing_id)
    assert taken is not None
    assert taken[0] == kept[0]
    nowhere.channel_id = 5
    with pytest.raises(NotShown, match="in another place"):
        await take_press(client, nowhere, "quotes", listing_id)


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
        await execute(room.settings, "DROP TABLE listings")
        shown = await slash(room, "timeline")
        assert "events 1–6 of 21" in said(shown)
        assert buttons(shown) == []


async def test_until_it_is_ready_people_hear_so(library: MakeLibrary) -> None:
    """Nobody is told that nothing is dated while articles are being loaded."""
    async with library() as room:
        room.client.readiness = NotYet()
        assert "getting ready" in said(await slash(room, "timeline"))


@pytest.mark.parametrize("command", ["timeline", "quotes"])
async def test_too_many_are_put_off(library: MakeLibrary, command: str) -> None:
    """A timeline or quotations count as a question does, and so does each page of them; the page that is shown stays."""
    async with library(limits={"per_person": 2}) as room:
        shown = await slash(room, command)
        await room.alice.click(shown, label="Next")
        before = said(shown)
        assert "7–12 of 21" in before
        result = await room.alice.click(shown, label="Next")
        assert "please ask again in" in said(result.response)
        assert said(shown) == before
        assert "please ask again in" in said(await slash(room, command))
        await room.bob.click(shown, label="Next")
        assert "13–18 of 21" in said(shown)


async def test_articles_complete_and_servers_are_apart(library: MakeLibrary) -> None:
    """Half a title is completed; another server's article is neither offered nor shown."""
    private = Article("secret", "The secret harbour", "In 1990 pier 1 was rebuilt.")
    async with library() as room:
        room.serve(private, corpus_id=room.guild.id + 1)
        choices = await room.alice.autocomplete(room.channel, "timeline", "article", "harb")
        assert [each["value"] for each in choices] == ["harbour"]
        assert "secret" not in said(await slash(room, "timeline"))
        assert "There is no article" in said(await slash(room, "timeline", article="secret"))
