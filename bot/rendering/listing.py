"""The articles that are loaded, ten a page."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.presses import press
from bot.rendering import layout
from bot.rendering.text import dated, masked_link, moment, name, small, units
from bot.wording import NO_ARTICLES
from corpus.printable import counted
from corpus.values import Article
from retrieval.generations.live import Freshness

AT_ONCE = 10
# Words of ours: a title could look like the address of somewhere else.
_LINKED = "original"
# What a title, a publisher and an address may take; where a page is too full, the longest entry gets the next form.
_FORMS = ((200, 80, 700), (120, 80, 300), (60, 40, 0))


def render_articles(articles: Sequence[Article], freshness: Freshness, page: int) -> discord.ui.LayoutView:
    """Page `page`, counted from 0; the nearest one where there is none of that number."""
    if not articles:
        return layout.notice(NO_ARTICLES)
    last = (len(articles) - 1) // AT_ONCE
    page = max(0, min(page, last))
    first = page * AT_ONCE
    head = f"**{counted(len(articles), 'article')}**"
    if freshness.loaded is not None:
        head += f" · loaded {moment(freshness.loaded)}"
    foot = small(f"page {page + 1:,} of {last + 1:,}")
    entries = _entries(articles[first : first + AT_ONCE], first + 1, layout.MOST_UNITS - units(head) - units(foot))
    turning = (
        press("Previous", "articles", page - 1, disabled=page == 0),
        press("Next", "articles", page + 1, disabled=page == last),
    )
    return layout.message(
        layout.words(head),
        layout.line(),
        layout.words("\n".join(entries)),
        *([layout.words(foot)] if last else []),
        *layout.buttons([turning] if last else []),
    )


def _entries(articles: Sequence[Article], first: int, room: int) -> list[str]:
    """One entry an article, numbered from `first`, all within `room`."""
    forms = [0] * len(articles)
    entries = [_entry(number, article, *_FORMS[0]) for number, article in enumerate(articles, first)]
    while sum(units(entry) + 1 for entry in entries) > room:
        open_yet = [at for at, form in enumerate(forms) if form + 1 < len(_FORMS)]
        if not open_yet:
            break
        longest = max(open_yet, key=lambda at: units(entries[at]))
        forms[longest] += 1
        entries[longest] = _entry(first + longest, articles[longest], *_FORMS[forms[longest]])
    return entries


def _entry(number: int, article: Article, title: int, publisher: int, address: int) -> str:
    """Number and title; below them in small print what else is known."""
    facts = []
    if article.publisher:
        facts.append(name(article.publisher, publisher))
    if article.published:
        facts.append(dated(article.published, article.published_basis))
    facts.append(counted(article.words, "word"))
    link = masked_link(_LINKED, article.url, most=address)
    if link != _LINKED:
        facts.append(link)
    return f"**{number:,}** · {name(article.title, title)}\n{small(' · '.join(facts))}"
