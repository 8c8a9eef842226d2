"""Timelines, quotations, cards and lists, what completes their options, and their buttons."""

from __future__ import annotations

from tests.isolation.surfaces import surface
from tests.isolation.world import Spot, ids_of


@surface("/timeline", sees=True)
async def timeline(here: Spot, there: Spot) -> None:
    """The same events twice, so that a picture that is kept would be found again by the other server."""
    for spot in (there, here, there, here):
        await spot.slash("timeline")


@surface("/timeline", sees=True, direct=False)
async def timeline_of_an_article(here: Spot, there: Spot) -> None:
    await here.slash("timeline", article="pier", from_="1992", to="1994", person="Ida")


@surface("/timeline", says="There is no article")
async def timeline_of_an_article_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.slash("timeline", article=there.twin.own_id)


@surface("/quotes", sees=True)
async def quotes(here: Spot, there: Spot) -> None:
    await here.slash("quotes")


@surface("/quotes", sees=True, direct=False)
async def quotes_of_somebody(here: Spot, there: Spot) -> None:
    await here.slash("quotes", speaker="Ida")


@surface("/quotes", says="There is no article")
async def quotes_of_an_article_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.slash("quotes", article=there.twin.own_id)


@surface("/article", sees=True)
async def article(here: Spot, there: Spot) -> None:
    await here.slash("article", article="pier" if here.twin else "garden")


@surface("/article", says="There is no article")
async def article_of_theirs(here: Spot, there: Spot) -> None:
    assert there.twin is not None
    await here.slash("article", article=there.twin.own_id)


@surface("/articles")
async def articles(here: Spot, there: Spot) -> None:
    await here.slash("articles")


def _completes(command: str, option: str) -> None:
    @surface(f"complete /{command} {option}", name=f"complete /{command} {option}", sees=True)
    async def complete(here: Spot, there: Spot) -> None:
        for typed in ("", "pier", "garden", "ida", "tom", "ansel", "ledger", *_halves(there)):
            await here.complete(command, option, typed, by="manager")

    @surface(f"complete /{command} {option}", name=f"complete /{command} {option}, one of theirs filled in")
    async def filled_in(here: Spot, there: Spot) -> None:
        assert there.twin is not None
        if command == "quotes" and option == "speaker":
            await here.complete(command, option, "", article=there.twin.own_id)
            await here.complete(command, option, "ida", article="pier")
        if command.startswith("corpus"):
            for scope in ("server", "shared"):
                await here.complete(command, option, "", by="manager", scope=scope)


def _halves(there: Spot) -> list[str]:
    """Beginnings of what only they have."""
    assert there.twin is not None
    return [there.twin.word[:3], f"Ida {there.twin.word[:4]}", f"the {there.twin.word[:5]}"]


for _command, _option in (
    ("ask", "article"),
    ("timeline", "article"),
    ("quotes", "article"),
    ("quotes", "speaker"),
    ("article", "article"),
    ("corpus remove", "article"),
    ("corpus edit", "article"),
    ("settings server", "article"),
    ("settings channel", "article"),
):
    _completes(_command, _option)


def _pages(kind: str) -> None:
    @surface(f"press {kind}", name=f"press {kind}", sees=True, direct=False)
    async def own(here: Spot, there: Spot) -> None:
        shown = await here.slash(kind)
        await here.press(ids_of(shown, kind)[1])

    @surface(f"forged {kind}", name=f"forged {kind}", says="is not on record any more")
    async def forged(here: Spot, there: Spot) -> None:
        theirs = await there.slash(kind, article="pier")
        await here.press(ids_of(theirs, kind)[1])

    @surface(f"press {kind}of", name=f"press {kind}of", sees=True)
    async def of_article(here: Spot, there: Spot) -> None:
        card = await here.slash("article", article="pier" if here.twin else "garden")
        await here.press(ids_of(card, f"{kind}of")[0])

    @surface(f"forged {kind}of", name=f"forged {kind}of", says="is not there any more")
    async def of_article_of_theirs(here: Spot, there: Spot) -> None:
        assert there.twin is not None
        await here.press(f"fn:{kind}of:{there.twin.own_id}")


_pages("timeline")
_pages("quotes")


@surface("press articles", "forged articles")
async def pages_of_articles(here: Spot, there: Spot) -> None:
    """Pages are numbers: whichever is named, it is of the articles that are seen here."""
    for page in ("0", "1", "-1", "999999", str(there.guild_id)):
        await here.press(f"fn:articles:{page}")
