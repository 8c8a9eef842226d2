"""What Footnote is and how to ask it, for who asks and for a server that it has just come into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.rendering import layout
from bot.rendering.answers import VOTES
from bot.rendering.text import name, small, units
from bot.wording import NO_ARTICLES
from corpus.printable import counted

_WHAT = "Footnote answers questions about articles, in the articles' own words."
_HOW = (
    "Every excerpt is quoted to the letter, with the paragraph it stands in. Where the articles do not say, you are told "
    "so. Questions are read in English."
)


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """A command as people see it; `parts` are the commands below it, `guarded` those that not everybody may use."""

    name: str
    what: str
    parts: tuple[str, ...] = ()
    guarded: bool = False


def render_help(me: str, commands: Sequence[CommandHelp], menus: Sequence[str]) -> discord.ui.LayoutView:
    """How to ask, how to go on, what the buttons do, and the commands; `me` is the bot as it is mentioned."""
    texts = [f"**{_WHAT}**\n{_HOW}", *("\n".join(part) for part in _parts(me, menus))]
    listed = [_command(each) for each in sorted(commands, key=lambda each: (each.guarded, each.name))]
    kept = listed[: layout.fitting([each + "\n" for each in listed], layout.MOST_UNITS - sum(map(units, texts)) - 60)]
    if len(kept) < len(listed):
        kept.append(small(f"+{len(listed) - len(kept)} more"))
    texts.append("\n".join(["**Commands**", *kept]))
    return layout.message(*(layout.words(text) for text in texts), colour=layout.ANSWER)


def render_welcome(me: str, articles: int | None) -> discord.ui.LayoutView:
    """What a server hears first; `articles` is None where they are still being loaded."""
    loaded = "" if articles is None else NO_ARTICLES if articles == 0 else f"{counted(articles, 'article')} loaded"
    return layout.message(
        layout.words(
            f"**{_WHAT}**\n"
            f"Ask with `/ask`, or mention me with your question: {me} *why did they leave?*\n"
            "`/help` says more; `/doctor` tells who manages this server where I may not write."
        ),
        *([layout.words(small(loaded))] if loaded else []),
        colour=layout.ANSWER,
    )


def _parts(me: str, menus: Sequence[str]) -> list[list[str]]:
    """Each with its headline, line by line."""
    votes = ", ".join(f"**{label}**" for label, _ in VOTES.values())
    return [
        [
            "**Ask**",
            "- `/ask` with your question: `article` keeps to one article, `private` shows the answer to you alone",
            f"- or mention me: {me} *why did they leave?*",
            "- or write to me in a direct message",
            *(f"- or right-click a message, **Apps**, **{name(each)}**" for each in menus),
        ],
        [
            "**Go on**",
            "Press **Follow up**, or reply to an answer with the ping on: *and when?* is read with what was asked before.",
        ],
        [
            "**Around an answer**",
            "- in bold stand the words that answer",
            "- the line above an excerpt says whose words it gives, where they are not the article's own",
            "- **More context** shows what stands around an excerpt, **Next excerpts** what else was found",
            "- **Why** says how the answer came about, **Make public** posts a private one",
            f"- {votes}: what you think of it",
        ],
    ]


def _command(command: CommandHelp) -> str:
    parts = f" {' · '.join(f'`{part}`' for part in command.parts)}" if command.parts else ""
    guarded = " (not for everybody)" if command.guarded else ""
    return f"- `/{command.name}`{parts}: {name(command.what)}{guarded}"
