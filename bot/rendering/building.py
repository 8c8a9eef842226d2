"""A reload as messages: what it would change, how far it is, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import discord

from bot.corpora.heard import STAGES, Heard
from bot.presses import press
from bot.rendering import layout
from bot.rendering.text import name, plain, shortened, small
from corpus.printable import counted
from retrieval.values import SHARED

# Of each list so many entries are named, as far as they have this much room; five lists fit into one message.
_NAMED, _ROOM = 10, 640
_LONGEST_LINE = 160
_BAR = 20

_DOING = {
    "load_model": "loading the model",
    "read": "reading the articles",
    "load_weights": "loading the model's weights",
    "facts": "looking for dates and quotations",
    "embed": "encoding the texts",
    "write": "writing",
    "verify": "reading back what was written",
    "gate": "trying it out",
}


def called(corpus_id: int) -> str:
    """What people call a corpus."""
    return "the shared articles" if corpus_id == SHARED else "this server's articles"


def render_preview(
    corpus_id: int, heard: Heard, titles: Mapping[str, str], *, serves_current: bool
) -> discord.ui.LayoutView:
    """What a reload would change, and the choice to do it; without a choice where there is nothing to do."""
    if not heard.differs and serves_current:
        return layout.message(
            layout.words(f"**Nothing has changed** in {called(corpus_id)}, so there is nothing to build."),
            *_lists(heard, titles),
            colour=layout.NOTHING,
        )
    head = f"**A reload of {called(corpus_id)}** would add {len(heard.added):,}, change {len(heard.changed):,} and remove {len(heard.removed):,}."
    if not heard.differs:
        head = f"**{called(corpus_id).capitalize()}** are the same as before, but what was built of them does not serve: build it anew."
    return layout.message(
        layout.words(head),
        *_lists(heard, titles),
        layout.words(small("Until you press “Build it” nothing changes.")),
        *layout.buttons(
            [
                [
                    press("Build it", "build", corpus_id, style=discord.ButtonStyle.primary),
                    press("Cancel", "cancel", corpus_id),
                ]
            ]
        ),
        colour=layout.ANSWER,
    )


def render_cancelled(corpus_id: int) -> discord.ui.LayoutView:
    """That nothing was done."""
    return layout.notice(f"Cancelled: {called(corpus_id)} stay as they are.")


def render_progress(corpus_id: int, heard: Heard) -> discord.ui.LayoutView:
    """How far a build is."""
    if heard.waiting:
        return layout.notice(f"**Building {called(corpus_id)}**: another build has to end first.", colour=layout.ANSWER)
    filled = round(_BAR * heard.share)
    doing = "letting it serve" if heard.stage == len(STAGES) else _DOING[STAGES[heard.stage]]
    if heard.measured:
        doing += f", {heard.done:,} of {heard.total:,}" + (f", {heard.left}" if heard.left else "")
    steps = len(STAGES) + 1
    return layout.notice(
        f"**Building {called(corpus_id)}**\n`{'█' * filled}{'░' * (_BAR - filled)}` {heard.share:.0%}\n"
        f"{small(f'step {heard.stage + 1} of {steps}: {doing}')}",
        colour=layout.ANSWER,
    )


def render_still_building(corpus_id: int) -> discord.ui.LayoutView:
    """The last that can be said while a build goes on."""
    return layout.notice(f"**Building {called(corpus_id)}**: still building; `/corpus status` shows how it ended.")


def render_reloaded(corpus_id: int, heard: Heard, titles: Mapping[str, str]) -> discord.ui.LayoutView:
    """What was built, or that there was nothing to build."""
    if not heard.built:
        head = f"**Nothing had changed** in {called(corpus_id)}: generation `{heard.generation}` goes on serving."
    else:
        counts = heard.counts
        head = (
            f"**Loaded {called(corpus_id)}**: generation `{heard.generation}` serves.\n"
            f"{counted(counts['articles'], 'article')}, {counted(counts['sentences'], 'sentence')}, "
            f"{counted(counts['passages'], 'passage')} · built in {heard.seconds:.1f} s\n"
            f"{len(heard.added):,} added, {len(heard.changed):,} changed, {len(heard.removed):,} removed"
        )
    return layout.message(layout.words(head), *_lists(heard, titles), colour=layout.GOOD)


def render_failed(corpus_id: int, failed: str, *, serves: bool) -> discord.ui.LayoutView:
    """What failed, and what that means for whoever asks."""
    head = f"**{called(corpus_id).capitalize()} could not be loaded**: {_sentence(failed)}"
    return layout.notice(f"{head}\n{small(_served(serves))}", colour=layout.BAD)


def render_schedule_failed(failed: str, *, serves: bool) -> discord.ui.LayoutView:
    """What operators hear of a scheduled reload that failed."""
    return layout.notice(
        f"**The scheduled reload of {called(SHARED)} failed**: {_sentence(failed)}\n"
        f"{small(f'{_served(serves)} You hear of it again when something else fails, or the same after a success.')}",
        colour=layout.BAD,
    )


def render_no_preview(corpus_id: int, failed: str) -> discord.ui.LayoutView:
    """Why it can't be said what a reload would change."""
    return layout.notice(
        f"**What a reload of {called(corpus_id)} would change can't be said**: {_sentence(failed)}", colour=layout.BAD
    )


def _served(serves: bool) -> str:  # noqa: FBT001 - the one thing it tells apart
    return "What served before goes on serving." if serves else "Nothing serves yet, so questions find no articles."


def _sentence(failed: str) -> str:
    return plain(shortened(failed, 1500))


def _lists(heard: Heard, titles: Mapping[str, str]) -> list[layout.Item]:
    """The first of what is added, changed, removed, left out and noticed, each counted."""

    def titled(article_id: str) -> str:
        shown = name(article_id, 60)
        return f"{name(titles[article_id], 80)} ({shown})" if article_id in titles else shown

    def line(text: str) -> str:
        return name(text, _LONGEST_LINE)

    texts = [
        _listed("Added", heard.added, titled),
        _listed("Changed", heard.changed, titled),
        _listed("Removed", heard.removed, titled),
        _listed("Left out", heard.rejected, line),
        _listed("Notices", list(dict.fromkeys(heard.notices)), line),
    ]
    return [layout.words(text) for text in texts if text]


def _listed(heading: str, entries: Sequence[str], show: Callable[[str], str]) -> str:
    """A heading with the count, and the first entries that have room; empty where there are none."""
    lines = [f"- {show(entry)}" for entry in entries[:_NAMED]]
    kept = lines[: layout.fitting([line + "\n" for line in lines], _ROOM)]
    left = len(entries) - len(kept)
    if left and entries:
        kept.append(small(f"+{left:,} more"))
    return "\n".join([f"**{heading}** ({len(entries):,})", *kept]) if entries else ""
