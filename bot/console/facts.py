"""`footnote timeline`, `footnote quotes` and `footnote card`."""

from __future__ import annotations

import argparse
import asyncio
import json
from pathlib import Path

from bot.console.facts_shown import show_card, show_quotes, show_timeline
from bot.console.machine import card_form, event_form, quote_form
from bot.console.session import EVERYONE, opened_service
from bot.console.telling import tell
from bot.console.terminal import ADD_ONE, out
from bot.drawing import draw_timeline
from bot.drawing.describing import MOST_EVENTS
from config.settings import Settings
from corpus.errors import CorpusError
from retrieval.facts.values import TimelinePage, TimelineQuery
from retrieval.service import AnswerService


async def timeline(settings: Settings, options: argparse.Namespace) -> int:
    """What happened when, in order; with --png also as a picture."""
    first, last = options.first and options.first[0], options.last and options.last[1]
    if first and last and first > last:
        tell(f"--from {first} is after --to {last}: no day lies between them")
        return 2
    query = TimelineQuery(options.article, first, last, options.person)
    async with opened_service(settings) as service:
        page = await service.timeline(EVERYONE, query)
    if options.json:
        print(json.dumps({"events": [event_form(each) for each in page.events]}, ensure_ascii=False))
    else:
        show_timeline(out(), page)
    if options.png is not None:
        await _draw(page, options.png)
    return 0


async def quotes(settings: Settings, options: argparse.Namespace) -> int:
    """Who said what, by article and place."""
    async with opened_service(settings) as service:
        page = await service.quotes(EVERYONE, speaker=options.speaker, article_id=options.article)
    if options.json:
        print(json.dumps({"quotes": [quote_form(each) for each in page.quotes]}, ensure_ascii=False))
    else:
        show_quotes(out(), page, by_name=options.speaker is not None)
    return 0


async def card(settings: Settings, options: argparse.Namespace) -> int:
    """Who, what, when, where, why and how of one article."""
    async with opened_service(settings) as service:
        found = await service.card(EVERYONE, options.article or _only_article(service))
    if options.json:
        print(json.dumps(card_form(found), ensure_ascii=False))
    else:
        show_card(out(), found)
    return 0


def _only_article(service: AnswerService) -> str:
    """The id of the one article there is; raises CorpusError where there is none or more than one."""
    articles = service.articles(EVERYONE)
    if len(articles) == 1:
        return articles[0].id
    if not articles:
        raise CorpusError(f"there are no articles yet: {ADD_ONE}")
    raise CorpusError(
        f"there are {len(articles):,} articles: name one with --article (`footnote articles` lists the ids)"
    )


async def _draw(page: TimelinePage, file: Path) -> None:
    """Write the picture of `page`; an empty timeline has none."""
    if not page.events:
        tell(f"there is no event to draw: {str(file)!r} was not written")
        return
    picture = await draw_timeline(page, dark=False)
    await asyncio.to_thread(file.write_bytes, picture)
    more = f" of the first {MOST_EVENTS} of {page.total:,} events" if page.total > MOST_EVENTS else ""
    tell(f"{str(file)!r} holds the picture{more}")
