"""Naming an article in a command."""

from __future__ import annotations

import itertools
from contextlib import suppress

from discord import app_commands

from bot.records.values import Focus
from bot.rendering.text import shortened, units
from corpus.printable import encodable, printable
from corpus.values import Article
from retrieval.errors import UnknownArticle
from retrieval.generations.live import Snapshot
from retrieval.service import AnswerService
from retrieval.suggesting import suggest
from retrieval.values import Audience

# Discord's limits of a list of choices.
_CHOICES, _LONGEST = 25, 100
# Names that are looked at for as many choices.
_LOOKED_AT = 20 * _CHOICES


# As an article: all of them, where one is in focus.
EVERYTHING = "*"
_EVERYTHING = app_commands.Choice(name="all articles", value=EVERYTHING)


async def article_choices(
    service: AnswerService, guild_id: int | None, typed: str, *, everything: bool = False
) -> list[app_commands.Choice[str]]:
    """Articles to choose from for half a title: shown by title, sent by id; with `everything` all of them first."""
    first = [_EVERYTHING] if everything and _EVERYTHING.name.startswith(typed.strip().casefold()) else []
    return [*first, *choices_of(await service.at_hand(Audience(guild_id)), typed)][:_CHOICES]


def choices_of(snapshot: Snapshot, typed: str) -> list[app_commands.Choice[str]]:
    """The same of what is in `snapshot` alone."""
    return [
        app_commands.Choice(name=_label(article), value=article.id) for article in suggest(snapshot, typed, _CHOICES)
    ]


def article_named(snapshot: Snapshot, text: str) -> Article:
    """The article of that id or title, however it was typed. Raises UnknownArticle, naming the nearest."""
    wanted = text.strip().casefold()
    with suppress(UnknownArticle):
        return snapshot.article(wanted)
    near = suggest(snapshot, text, _CHOICES)
    for article in near:
        if wanted == article.title.casefold():
            return article
    if len(near) == 1:
        return near[0]
    which = ", ".join(f"“{_one_line(article.title, 60)}”" for article in near[:3])
    meant = f"did you mean {which}?" if near else "/articles lists them."
    raise UnknownArticle(f"There is no article “{_one_line(text, 80)}”: {meant}")


def in_focus(snapshot: Snapshot, focus: Focus | None) -> Article | None:
    """The article in focus; None where none is, or where its id means it no more: it was removed, or hides behind another."""
    if focus is None or not focus.article_id:
        return None
    try:
        ((generation, row),) = snapshot.rows(focus.article_id)
    except UnknownArticle:
        return None
    assert row is not None
    return generation.articles[row] if generation.manifest.corpus_id == focus.corpus_id else None


async def speaker_choices(
    service: AnswerService, guild_id: int | None, typed: str, article: str | None
) -> list[app_commands.Choice[str]]:
    """People and bodies to choose from for half a name: those whom the articles quote, or `article` alone, as far as typed."""
    audience, article_id = Audience(guild_id), None
    snapshot = await service.at_hand(audience)
    with suppress(UnknownArticle):  # half a title is none yet
        article_id = None if article is None else article_named(snapshot, article).id
    # What does not fit into a choice can still be typed by a part of it, and leaves its place to the next.
    names = await service.speakers(audience, typed, article_id=article_id, limit=_LOOKED_AT)
    fitting = (name for name in names if units(name) <= _LONGEST and name.strip() and encodable(name))
    return [
        app_commands.Choice(name=_one_line(name, _LONGEST), value=name) for name in itertools.islice(fitting, _CHOICES)
    ]


def only_title(snapshot: Snapshot, article_id: str | None) -> str | None:
    """The title of the one article that is asked: that of the id, or the only one in sight; None where there are several."""
    if article_id is not None:
        return snapshot.article(article_id).title
    articles = snapshot.articles
    return articles[0].title if len(articles) == 1 else None


def _label(article: Article) -> str:
    date = f" ({article.published.year})" if article.published else ""
    return _one_line(article.title, _LONGEST - len(date)) + date


def _one_line(text: str, most: int) -> str:
    return shortened(" ".join(printable(text).split()), most)
