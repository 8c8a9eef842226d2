"""The options of `/settings` as preferences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands

from bot.articles import EVERYTHING, article_named
from bot.client import FootnoteClient
from bot.errors import NotShown
from bot.records import PreferenceChanges
from bot.records.values import ALL_ARTICLES, Focus
from bot.rendering.preferences import LABELS
from config.sections import LimitSettings
from retrieval.generations.live import Snapshot

_EVERYTHING = "everything"
_KINDS = discord.ChannelType
# Where people write, and where changes are told.
WRITTEN_IN = (_KINDS.text, _KINDS.news, _KINDS.voice, _KINDS.stage_voice, _KINDS.forum)
TOLD_IN = (_KINDS.text, _KINDS.news)


class ChannelOption(app_commands.Transformer[FootnoteClient]):
    """A channel of some kinds, as Discord names it: the bot itself need not see it."""

    def __init__(self, *kinds: discord.ChannelType) -> None:
        self._kinds = list(kinds)

    @property
    def type(self) -> discord.AppCommandOptionType:
        """A channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """The kinds."""
        return self._kinds

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> Any:  # noqa: ARG002 - the library passes it
        """The channel as it came."""
        return value


def resets(fields: Sequence[str]) -> list[app_commands.Choice[str]]:
    """What can be taken back: one of `fields`, or all of them."""
    one = [app_commands.Choice(name=LABELS[each], value=each) for each in fields]
    return [*one, app_commands.Choice(name=_EVERYTHING, value=_EVERYTHING)]


def changes_of(
    fields: Sequence[str], reset: str | None, given: dict[str, bool | int | Focus | None]
) -> PreferenceChanges:
    """What was taken back, and what was given beside it."""
    back = [each for each in fields if reset in (each, _EVERYTHING)]
    return {**dict.fromkeys(back), **{field: value for field, value in given.items() if value is not None}}


def focus_named(snapshot: Snapshot, text: str | None) -> Focus | None:
    """The article that was typed, or all of them; None where nothing was. Raises UnknownArticle."""
    if text is None:
        return None
    if text == EVERYTHING:
        return ALL_ARTICLES
    article = article_named(snapshot, text)
    ((generation, _),) = snapshot.rows(article.id)
    return Focus(generation.manifest.corpus_id, article.id)


def check_limits(most: LimitSettings, per_person: int | None, per_server: int | None) -> None:
    """Raise NotShown where more is to be allowed than the bot's own settings do, or nothing: Discord's own bounds hold for its app alone."""
    for who, value, bound in (
        ("a person", per_person, most.per_person),
        ("all together", per_server, most.per_server),
    ):
        if value is not None and not 1 <= value <= bound:
            than = "more" if value > bound else "less"
            raise NotShown(
                f"{value:,} is {than} than this bot allows: {who} may ask from 1 to {bound:,} questions in a minute."
            )
