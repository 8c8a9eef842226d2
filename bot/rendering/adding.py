"""Articles being added, removed and corrected, as messages."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.corpora.heard import Heard
from bot.corpora.marks import mark_of
from bot.presses import press
from bot.rendering import layout
from bot.rendering.building import called
from bot.rendering.text import dated, masked_link, name, plain, quote, shortened, small
from corpus.printable import counted
from corpus.values import Article

# Of several articles so many are named, as far as they have this much room; so much of the first one's text is shown; so many that
# were left out are named, and so many notices. Escaped, a text may be twice as long,
# and a quotation of line ends three times.
_NAMED, _MOST_LISTED = 5, 1500
_SHOWN = 300
_LEFT_OUT = _NOTICES = 3


def render_reading(what: str) -> discord.ui.LayoutView:
    """That what was given is being read."""
    return layout.notice(f"Reading {name(what, 300)} …")


def render_offer(
    corpus_id: int, offer_id: str, articles: Sequence[Article], left_out: Sequence[str]
) -> discord.ui.LayoutView:
    """What was read, and the choice to add it."""
    several = f" They are {len(articles):,}." if len(articles) > 1 else ""
    head = f"**Add to {called(corpus_id)}?** This is what was read.{several}"
    items = [layout.words(head), layout.words(_listed(articles, _MOST_LISTED)), layout.words(_beginning(articles[0]))]
    if left_out:
        items.append(layout.words(_left_out(left_out)))
    items.append(
        layout.words(small("Until you press “Add it” nothing changes; for a day it waits. `/corpus edit` corrects it."))
    )
    return layout.message(
        *items,
        *layout.buttons(
            [
                [
                    press("Add it", "add", corpus_id, offer_id, style=discord.ButtonStyle.primary),
                    press("Cancel", "discard", corpus_id, offer_id),
                ]
            ]
        ),
        colour=layout.ANSWER,
    )


def render_added(corpus_id: int, articles: Sequence[Article], heard: Heard) -> discord.ui.LayoutView:
    """What can be asked about now."""
    notices = [small(name(text, 200)) for text in dict.fromkeys(heard.notices)][:_NOTICES]
    head = f"**Added to {called(corpus_id)}**: ask about it with `/ask`."
    text = "\n".join([head, _listed(articles, _MOST_LISTED), *notices])
    return layout.message(layout.words(text), colour=layout.GOOD)


def render_not_added(corpus_id: int, failed: str) -> discord.ui.LayoutView:
    """Why nothing was added."""
    return layout.notice(f"**Nothing was added to {called(corpus_id)}**: {_sentence(failed)}", colour=layout.BAD)


def render_removal(corpus_id: int, article: Article) -> discord.ui.LayoutView:
    """The article, and the choice to remove it."""
    warning = "It goes from every generation and every answer on record, and can't be brought back."
    return layout.message(
        layout.words(f"**Remove from {called(corpus_id)}?**\n{_described(article)}"),
        layout.words(small(warning)),
        *layout.buttons(
            [
                [
                    press(
                        "Remove it",
                        "remove",
                        corpus_id,
                        article.id,
                        mark_of(article),
                        style=discord.ButtonStyle.danger,
                    ),
                    press("Cancel", "cancel", corpus_id),
                ]
            ]
        ),
        colour=layout.UNSURE,
    )


def render_removal_of_rest(corpus_id: int, article_id: str, unknown: str) -> discord.ui.LayoutView:
    """That no such article serves, and the choice to remove what may be left of one."""
    return layout.message(
        layout.words(plain(shortened(unknown, 600))),
        layout.words(
            small(f"Where an article with the id {name(article_id, 64)} was removed, but not to the end, this ends it.")
        ),
        *layout.buttons(
            [
                [
                    press("Remove what is left", "remove", corpus_id, article_id, mark_of(None)),
                    press("Cancel", "cancel", corpus_id),
                ]
            ]
        ),
        colour=layout.UNSURE,
    )


def render_removed(corpus_id: int, title: str) -> discord.ui.LayoutView:
    """That it is gone."""
    return layout.notice(
        f"**Removed** “{name(title, 300)}” from {called(corpus_id)}: what was answered from it says so when it is looked at.",
        colour=layout.GOOD,
    )


def render_not_removed(title: str, failed: str) -> discord.ui.LayoutView:
    """Why it was not removed."""
    return layout.notice(f"**“{name(title, 300)}” was not removed**: {_sentence(failed)}", colour=layout.BAD)


def render_corrected(article: Article) -> discord.ui.LayoutView:
    """What the article says of itself now."""
    return layout.notice(f"**Corrected**\n{_described(article)}", colour=layout.GOOD)


def render_not_corrected(title: str, failed: str) -> discord.ui.LayoutView:
    """Why it is as it was."""
    return layout.notice(f"**“{name(title, 300)}” was not corrected**: {_sentence(failed)}", colour=layout.BAD)


def _listed(articles: Sequence[Article], room: int) -> str:
    """The first of the articles as far as there is room, the first one always, and how many more there are."""
    lines = [_described(article) for article in articles[:_NAMED]]
    kept = lines[: max(1, layout.fitting([line + "\n" for line in lines], room))]
    left = len(articles) - len(kept)
    return "\n".join([*kept, *([small(f"+{left:,} more")] if left else [])])


def _described(article: Article) -> str:
    """Title, and in small print whatever else was read or not."""
    facts = [dated(article.published, article.published_basis) if article.published else "no date was found"]
    facts += [name(each, 80) for each in (article.publisher, article.author) if each]
    facts.append(counted(article.words, "word"))
    link = masked_link("original", article.url, most=300)
    if link != "original":
        facts.append(link)
    return f"**{name(article.title, 200)}**\n{small(' · '.join(facts))}"


def _beginning(article: Article) -> str:
    """The first lines of the text, as a quotation."""
    return quote(plain(shortened(article.body[: 4 * _SHOWN], _SHOWN)))


def _left_out(left_out: Sequence[str]) -> str:
    lines = [f"- {name(text, 150)}" for text in left_out[:_LEFT_OUT]]
    if len(left_out) > _LEFT_OUT:
        lines.append(small(f"+{len(left_out) - _LEFT_OUT:,} more"))
    return "\n".join([f"**Left out** ({len(left_out):,})", *lines])


def _sentence(failed: str) -> str:
    return plain(shortened(failed, 1500))
