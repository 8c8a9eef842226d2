"""`/article` in a simulated Discord."""

from __future__ import annotations

import pytest

from bot.wording import NO_ARTICLES
from tests.bot.asking.conftest import MakeRoom, buttons, said
from tests.bot.lookups.conftest import HARBOUR, MILL, Drawn, MakeLibrary, NotYet, serve, slash
from tests.bot.rendering.markdown import read


async def test_the_only_article_needs_no_name(library: MakeLibrary) -> None:
    """With one article `/article` shows its card to all; with several it says how to name one."""
    async with library(HARBOUR) as room:
        shown = await slash(room, "article")
        assert not shown.ephemeral
        told = said(shown)
        assert told.startswith("The harbour of Ansel\nAnsel Courier · 1 March 2012 · ")
        assert "What\nIn 1990 pier 1 was rebuilt.\nparagraph 1" in told
        assert "Who: not stated in this article" in told
        assert "Its sources: 1 named source (Ida Holm)" in told
        serve(room, HARBOUR, MILL)
        assert "There are 2 articles here: name one by the option `article`" in said(await slash(room, "article"))
        assert said(await slash(room, "article", article="the mill")).startswith("The mill\nnot dated · ")
        assert "There is no article “nonsense”" in said(await slash(room, "article", article="nonsense"))


async def test_without_articles_one_hears_how_one_is_added(room: MakeRoom) -> None:
    """Where nothing is loaded all three say how an article comes in."""
    async with room(()) as here:
        for command in ("article", "timeline", "quotes"):
            assert said(await slash(here, command)) == "\n".join(line.text for line in read(NO_ARTICLES))


async def test_its_buttons_lead_to_timeline_and_quotes_also_after_a_restart(library: MakeLibrary, drawn: Drawn) -> None:
    """They show the article's alone to the one who pressed, and leave the card as it is."""
    async with library() as room:
        card = await slash(room, "article", article="harbour")
        before = said(card)
        await room.restart()
        beside = None
        for label, told in (("Timeline", "20 events · The harbour"), ("Quotes", "20 quotes · The harbour")):
            beside = (await room.bob.click(card, label=label)).response
            assert beside is not None
            assert beside.ephemeral
            assert told in said(beside)
        assert beside is not None
        await room.bob.click(beside, label="Next")
        assert "quotes 7–12 of 20" in said(beside)
        assert said(card) == before
        assert len(drawn.pages) == 1


@pytest.mark.parametrize("label", ["Timeline", "Quotes"])
async def test_the_card_of_a_removed_article_gives_way_to_a_notice(library: MakeLibrary, label: str) -> None:
    """Whoever presses on it: nothing of the article stays in sight, also where no article is left."""
    async with library() as room:
        cards = [await slash(room, "article", article="harbour", private=private) for private in (False, True)]
        serve(room, MILL)
        for card in cards:
            result = await room.alice.click(card, label=label)
            assert result.followups == []
            assert said(card) == "The article that this was of is not there any more."
            assert buttons(card) == []


async def test_a_card_stays_while_articles_are_loaded(library: MakeLibrary) -> None:
    """Who presses before Footnote is ready hears so, and the card is still there."""
    async with library() as room:
        card = await slash(room, "article", article="harbour")
        room.client.readiness = NotYet()
        result = await room.alice.click(card, label="Quotes")
        assert "getting ready" in said(result.response)
        assert said(card).startswith("The harbour of Ansel")


async def test_a_private_card_is_seen_by_one(library: MakeLibrary) -> None:
    """With `private` only the one who asked sees it; titles complete."""
    async with library() as room:
        assert (await slash(room, "article", article="mill", private=True)).ephemeral
        found = await room.alice.autocomplete(room.channel, "article", "article", "harb")
        assert [each["value"] for each in found] == ["harbour"]
