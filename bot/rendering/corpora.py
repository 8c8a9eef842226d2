"""A corpus as messages: its articles, how it stands, and a step back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

import discord

from bot.days import day_in_words
from bot.records.values import FORGOTTEN, Change
from bot.rendering import layout
from bot.rendering.building import called
from bot.rendering.text import dated, moment, name, small, units
from corpus.printable import counted
from corpus.values import Article
from retrieval.generations.generations import LastBuild
from retrieval.generations.history import Touched
from retrieval.generations.live import Freshness
from retrieval.generations.manifest import Manifest
from retrieval.values import SHARED

_AT_ONCE = 20
# Room for the articles that a build added, changed or removed, each; with less than the least nothing is told of them.
_MOST_TOUCHED, _LEAST_TOUCHED = 400, 60
# Who is no account.
_WHO = {None: "console or schedule", FORGOTTEN: "somebody who was forgotten"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a corpus stands. `manifest` and `freshness` are those of what serves, None where nothing does, `titles` its titles by id."""

    corpus_id: int
    manifest: Manifest | None
    freshness: Freshness
    folder_changed: bool
    building: bool
    last_build: LastBuild | None
    queued: int
    changes: tuple[Change, ...]
    titles: Mapping[str, str] = field(default_factory=dict)


def outlined(standing: Standing) -> Standing:
    """What others than the operators see of the shared corpus: neither who changed it nor what failed, which names files."""
    last = standing.last_build
    if last is not None and last.error is not None:
        last = replace(last, error="those who run this bot can see why")
    return replace(standing, last_build=last, changes=())


def render_list(corpus_id: int, articles: tuple[Article, ...]) -> discord.ui.LayoutView:
    """The first articles, newest first, undated ones last; the rest is counted."""
    if not articles:
        return layout.notice(f"Of {called(corpus_id)} none is loaded.")
    newest_first = sorted(articles, key=lambda each: (each.published or dt.date.min, each.title), reverse=True)
    lines = [f"- {_article(each)}" for each in newest_first[:_AT_ONCE]]
    head = f"**{called(corpus_id).capitalize()}** ({len(articles):,})"
    kept = lines[: layout.fitting([line + "\n" for line in lines], layout.MOST_UNITS - units(head) - 40)]
    left = len(articles) - len(kept)
    return layout.notice("\n".join([head, *kept, *([small(f"+{left:,} more")] if left else [])]))


def render_rolled_back(
    corpus_id: int, before: str, now: str, freshness: Freshness, every: dt.timedelta | None
) -> discord.ui.LayoutView:
    """What serves again. Where the folder is looked at on a schedule, that will undo it: better said than found out."""
    next_look = "A reload takes the folder's articles in again."
    if every is not None and corpus_id == SHARED:
        next_look = (
            f"The scheduled reload, every {_span(every)}, takes the folder's articles in again: mend the folder before."
        )
    return layout.notice(
        f"**Went back**: of {called(corpus_id)} generation `{now}` serves again, instead of `{before}`, with "
        f"{counted(freshness.articles, 'article')}.\n{small(next_look)}",
        colour=layout.GOOD,
    )


def render_not_rolled_back(corpus_id: int, failed: str) -> discord.ui.LayoutView:
    """Why nothing changed."""
    return layout.notice(
        f"**{called(corpus_id).capitalize()} stay as they are**: {name(failed, 1500)}", colour=layout.BAD
    )


def render_status(standing: Standing) -> discord.ui.LayoutView:
    """Everything that tells whether the articles are as they should be."""
    facts = [f"**{called(standing.corpus_id).capitalize()}**", *_serving(standing)]
    if standing.building:
        facts.append("A build is running.")
    facts.append(_last(standing.last_build, 250 if standing.changes else 500))
    facts.append(f"Questions waiting: {standing.queued:,}")
    changes = "\n".join(["**Last changes**", *map(_change, standing.changes)]) if standing.changes else ""
    told = _touched(standing, layout.MOST_UNITS - sum(map(units, (*facts, changes))) - len(facts))
    texts = ["\n".join(facts), *([told] if told else []), *([changes] if changes else [])]
    items = [item for text in texts for item in (layout.line(), layout.words(text))]
    return layout.message(*items[1:], colour=_colour(standing))


def _touched(standing: Standing, room: int) -> str:
    """Which articles the build of what serves added, changed and removed, the first of each that have room; "" where it has none."""
    if standing.manifest is None:
        return ""
    changes = standing.manifest.changes
    kinds = [("Added", changes.added), ("Changed", changes.changed), ("Removed", changes.removed)]
    head = "**By its build**"
    each = min(_MOST_TOUCHED, (room - units(head)) // len(kinds) - 1)
    if each < _LEAST_TOUCHED:
        return ""
    told = [_touched_line(kind, touched, standing.titles, each) for kind, touched in kinds if touched.count]
    return "\n".join([head, *(told or ["No article was added, changed or removed."])])


def _touched_line(kind: str, touched: Touched, titles: Mapping[str, str], room: int) -> str:
    """`Added (12): Title, Title, +10 more`; an article that is not there any more has only its id."""
    shown = [name(titles.get(each, each), 60) for each in touched.ids]
    head = f"{kind} ({touched.count:,}): "
    kept = shown[: layout.fitting([f"{each}, " for each in shown], room - units(head) - len("+999,999 more"))]
    left = touched.count - len(kept)
    return head + ", ".join([*kept, *([f"+{left:,} more"] if left else [])])


def _serving(standing: Standing) -> list[str]:
    manifest, freshness = standing.manifest, standing.freshness
    if manifest is None:
        return ["Nothing is loaded, so questions find no articles: `/corpus reload` loads what the folder holds."]
    loaded = [counted(freshness.articles, "article")]
    if freshness.newest is not None:
        loaded.append(f"newest from {day_in_words(freshness.newest)}")
    loaded.append(f"loaded {moment(manifest.created)}")
    size = sum(state["bytes"] for state in manifest.files.values())
    changed = "yes: `/corpus reload` shows what" if standing.folder_changed else "no"
    return [
        " · ".join(loaded),
        f"Generation: `{manifest.id}`, {_size(size)} on disk",
        f"Model: {name(PurePath(manifest.recipe.model).name, 120)}, SHA-256 `{manifest.recipe.model_digest[:12]}…`",
        f"Folder changed since: {changed}",
    ]


def _last(last: LastBuild | None, most: int) -> str:
    if last is None:
        return "Last build: none is on record"
    ended = "ended well" if last.error is None else f"failed: {name(last.error, most)}"
    return f"Last build: {moment(last.finished)}, {ended}"


def _change(change: Change) -> str:
    who = _WHO.get(change.actor_id, f"<@{change.actor_id}>")
    failed = "" if change.done else "failed: "
    return f"- {moment(change.at)} · {who} · {name(change.action, 40)}: {failed}{name(change.outcome, 200)}"


def _colour(standing: Standing) -> discord.Colour:
    if standing.manifest is None or (standing.last_build is not None and standing.last_build.error is not None):
        return layout.BAD
    return layout.UNSURE if standing.folder_changed else layout.GOOD


def _article(article: Article) -> str:
    facts = [name(article.title, 120)]
    if article.publisher:
        facts.append(name(article.publisher, 60))
    if article.published:
        facts.append(dated(article.published, article.published_basis))
    return " · ".join(facts)


def _size(count: int) -> str:
    return f"{count / 2**20:,.1f} MiB" if count >= 2**20 else f"{count / 2**10:,.0f} KiB"


def _span(every: dt.timedelta) -> str:
    seconds = int(every.total_seconds())
    for size, noun in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if seconds % size == 0:
            return counted(seconds // size, noun)
    return counted(seconds, "second")
