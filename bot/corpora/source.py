"""What someone gives to be added, an attachment or the address of a page, read into articles; nothing is added yet."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import discord

from bot.client import FootnoteClient
from bot.corpora.builds import snapshot_of
from bot.delivery import FAILURES
from corpus.apart import read_apart
from corpus.errors import CorpusError, FetchError
from corpus.folder import read_folder
from corpus.printable import counted
from corpus.reading import Outcome, Rejection
from corpus.values import Article
from retrieval.corpora.places import Place
from retrieval.values import SHARED

_TO_DOWNLOAD = 30.0


class NotTaken(CorpusError):
    """What was given can't be added; the text says why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The articles that were read, with ids that are free, and what was left out of what was given."""

    articles: tuple[Article, ...]
    left_out: tuple[str, ...]


async def read_attachment(client: FootnoteClient, file: discord.Attachment) -> tuple[Outcome, ...]:
    """What an attachment holds; raises NotTaken where it is too large or does not come."""
    most = client.service.corpora.max_bytes
    if file.size > most:
        raise NotTaken(f"The file has {file.size / 2**20:,.1f} MiB and the limit is {most / 2**20:,.0f}.")
    try:
        async with asyncio.timeout(_TO_DOWNLOAD):
            data = await file.read()
    except FAILURES as error:
        raise NotTaken("The file could not be had from Discord: try again.") from error
    return await read_apart(data, file.filename)


async def read_page(client: FootnoteClient, url: str) -> tuple[Outcome, ...]:
    """What the page at `url` holds; raises NotTaken where it can't be had or holds nothing."""
    try:
        return (await client.fetch(url),)
    except FetchError as error:
        raise NotTaken(f"That page can't be added: {error}.") from error


async def held_in(client: FootnoteClient, corpus_id: int) -> tuple[Article, ...]:
    """The articles of a corpus: of a server's own those in its files, which may be more than serve. Raises DatabaseError."""
    serving = (await snapshot_of(client, corpus_id)).articles
    if corpus_id == SHARED:
        return serving
    place = client.service.corpora.place(corpus_id)
    in_files = await asyncio.to_thread(_in_files, place, client.service.corpora.max_bytes)
    return tuple({article.id: article for article in (*in_files, *serving)}.values())


def _in_files(place: Place, max_bytes: int) -> tuple[Article, ...]:
    with place.generations.read_out(place.articles) as folder:
        return read_folder(folder, max_bytes).articles if folder.is_dir() else ()


def take(outcomes: Sequence[Outcome], there: Collection[Article]) -> Taken:
    """What can be added of `outcomes` to a corpus that holds `there`; raises NotTaken, with the reason, where nothing can."""
    left_out = [str(each) for each in outcomes if isinstance(each, Rejection)]
    bodies = {article.body: article for article in there}
    urls = {article.url: article for article in there if article.url}
    ids = {article.id for article in there}
    taken: list[Article] = []
    numbers: dict[str, int] = {}
    for each in outcomes:
        if not isinstance(each, Article):
            continue
        held = bodies.get(each.body) or urls.get(each.url or "")
        if held is not None:
            left_out.append(
                f"“{each.title[:60]}” is here already, as “{held.title[:60]}”: /corpus remove {held.id} takes that one out"
            )
            continue
        article = replace(each, id=_free(each.id, ids, numbers))
        ids.add(article.id)
        bodies[article.body] = article
        taken.append(article)
    if not taken:
        raise NotTaken(left_out[0] if left_out else "There is no article in it.")
    return Taken(tuple(taken), tuple(left_out))


def check_room(client: FootnoteClient, corpus_id: int, there: Collection[Article], more: Collection[Article]) -> None:
    """Raise NotTaken where with `more` a server would have more articles of its own than it may, or more text in them.

    The shared ones are not counted. While one server's text is read all others' changes wait.
    """
    if corpus_id == SHARED:
        return
    corpus = client.settings.corpus
    most, longest = corpus.server_articles, corpus.server_characters
    if len(there) + len(more) > most:
        raise NotTaken(
            f"A server may have {counted(most, 'article')} of its own; this one has {len(there):,}, and "
            f"{counted(len(more), 'article')} would be added: /corpus remove makes room."
        )
    held, added = (sum(len(each.body) for each in articles) for articles in (there, more))
    if held + added > longest:
        raise NotTaken(
            f"A server's own articles may have {counted(longest, 'character')} together; this one's have {held:,}, and "
            f"{added:,} would be added: /corpus remove makes room."
        )


def _free(article_id: str, ids: Collection[str], numbers: dict[str, int]) -> str:
    """`article_id`, or with a number where that is taken; `numbers` are the last that were given, by id."""
    number, found = numbers.get(article_id, 1), article_id
    while found in ids:
        number += 1
        end = f"-{number}"
        found = article_id[: 64 - len(end)] + end
    numbers[article_id] = number
    return found
