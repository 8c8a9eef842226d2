"""The Discord client: what it listens to, and how a command or press is taken on, once, with whoever acted told where it fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib import import_module
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.asking.answers import Answers
from bot.delivery import FAILURES, NO_MENTIONS, tell
from bot.failures import failure
from bot.leaving.departures import Departures
from bot.limits import RateLimits, load_buckets
from bot.preferences.held import HeldPreferences
from bot.preferences.telling import ChangeLog
from bot.presses import Press
from bot.readiness import CLOSING, Readiness
from bot.records import Records
from bot.rendering.layout import BAD, notice
from bot.seen import SeenIds
from bot.sharing import load_sharing
from bot.signatures import PressHandler, takes, takes_options
from bot.syncing import sync_commands
from bot.work import Work
from config.settings import Settings
from corpus.values import Article
from retrieval.service import AnswerService

_log = logging.getLogger(__name__)

# There is no voice here to be warned about.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False

FEATURES = (
    "bot.asking.cog",
    "bot.checking.cog",
    "bot.timeline.cog",
    "bot.quotes.cog",
    "bot.card.cog",
    "bot.browsing.cog",
    "bot.welcome",
    "bot.forgetting.cog",
    "bot.leaving.cog",
    "bot.diagnosing.cog",
    "bot.corpora.cog",
    "bot.preferences.cog",
)
_OLD_BUTTON = "This button is of another version of Footnote and does nothing any more."


def intents() -> discord.Intents:
    """Servers and messages that mention the bot or are sent to it; none of these is privileged."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True)


class CommandTree(app_commands.CommandTree["FootnoteClient"]):
    """Every command runs inside `FootnoteClient.handling`."""

    async def _call(self, interaction: discord.Interaction[FootnoteClient]) -> None:
        async with self.client.handling(interaction) as fresh:
            if not fresh:
                return
            typing = interaction.type is discord.InteractionType.autocomplete
            if typing and not await self.client.limits.completes(interaction.user.id):
                with suppress(*FAILURES):
                    await interaction.response.autocomplete([])
            else:
                await super()._call(interaction)

    async def interaction_check(self, interaction: discord.Interaction[FootnoteClient], /) -> bool:
        """True; raises CommandSignatureMismatch where an option is not as the command has it, which Discord sees to."""
        command = interaction.command
        whole = interaction.type is not discord.InteractionType.autocomplete
        if isinstance(command, app_commands.Command) and not takes_options(command, interaction.data, whole=whole):
            raise app_commands.CommandSignatureMismatch(command)
        return True

    async def on_error(
        self, interaction: discord.Interaction[FootnoteClient], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the one who acted."""
        await self.client.tell_failure(interaction, getattr(error, "original", error))


class FootnoteClient(commands.AutoShardedBot):
    """Footnote on Discord. `presses` holds what each button does, by action; features fill it.

    `uncounted` are the actions that no limit holds up: choices of those who change articles, each of which can be made once.
    """

    def __init__(
        self, settings: Settings, service: AnswerService, records: Records, *, shard_count: int | None = None
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=CommandTree,
            intents=intents(),
            allowed_mentions=NO_MENTIONS,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            # What is cached grows with servers and is not needed.
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            **_shards(settings, shard_count),
        )
        self.settings = settings
        self.service = service
        self.records = records
        self.readiness = Readiness()
        self.preferences = HeldPreferences(records, settings.limits)
        self.limits = RateLimits(settings.limits, load_buckets(settings), self.preferences.limits)
        self.answers = Answers(service, records, self.readiness)
        self.departures = Departures(self)
        self.seen = SeenIds()
        self.work = Work()
        # A builder takes much memory, and the machine is small: one builds at a time, and two more look what has changed.
        self.building = asyncio.Semaphore(1)
        self.looking = asyncio.Semaphore(2)
        self.turns, self.jobs = load_sharing(settings)
        self.change_log = ChangeLog(self)
        self.logged_in = asyncio.Event()
        self.presses: dict[str, PressHandler] = {}
        self.uncounted: set[str] = set()
        self.fetch: Callable[[str], Awaitable[Article]] = partial(_fetch, service.corpora.max_bytes)

    async def setup_hook(self) -> None:
        """Add the features and the buttons, read what servers prefer, and register the commands."""
        self.add_dynamic_items(Press)
        for feature in FEATURES:
            await self.load_extension(feature)
        await self.preferences.load()
        await sync_commands(self.tree, self.records)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until Discord takes another session of this bot."""
        await self.turns.take(shard_id or 0, self._sessions_at_once, first=initial)

    async def on_message(self, message: discord.Message, /) -> None:
        """Nothing: there are no commands by prefix."""

    @asynccontextmanager
    async def handling(self, interaction: discord.Interaction[Any]) -> AsyncIterator[bool]:
        """Take an interaction on, once; yields whether to, and tells the one who acted of what fails."""
        if not self.seen.first_time(interaction.id):
            yield False
            return
        if self.work.closing:
            if interaction.type is not discord.InteractionType.autocomplete:
                await self._tell(interaction, CLOSING)
            yield False
            return
        with self.work.one():
            try:
                yield True
            except Exception as error:  # noqa: BLE001 - whatever it was, the one who acted must hear of it
                await self.tell_failure(interaction, error)

    async def pressed(self, interaction: discord.Interaction[Any], action: str, arguments: tuple[str, ...]) -> None:
        """Do what the button of `action` does."""
        async with self.handling(interaction) as fresh:
            if not fresh:
                return
            if action not in self.uncounted and (refusal := await self.limits.press_refusal(interaction.user.id)):
                await tell(interaction, notice(refusal))
                return
            handler = self.presses.get(action)
            if handler is None or not takes(handler, interaction, arguments):
                await self._tell(interaction, _OLD_BUTTON)
            else:
                await handler(interaction, *arguments)

    async def tell_failure(self, interaction: discord.Interaction[Any], error: BaseException) -> None:
        """Tell the one who acted what went wrong."""
        await self._tell(interaction, failure(error))

    async def _sessions_at_once(self) -> int:
        """How many sessions of this bot Discord lets begin at once."""
        try:
            return (await self.fetch_session_start_limits()).max_concurrency
        except (discord.DiscordException, *FAILURES) as error:
            _log.warning("Discord does not say how many sessions may begin at once: %s", error)
            return 1

    async def _tell(self, interaction: discord.Interaction[Any], sentence: str) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            return
        try:
            await tell(interaction, notice(sentence, colour=BAD))
        except FAILURES as error:
            _log.warning("could not say so: %s", error)


def _shards(settings: Settings, count: int | None) -> dict[str, Any]:
    """The options of discord.py: some of so many shards, or all of `count`; without one Discord says how many."""
    some = settings.discord
    return (
        {"shard_ids": list(some.shard_ids), "shard_count": some.shard_count}
        if some.shard_ids
        else {"shard_count": count}
    )


async def _fetch(max_bytes: int, url: str) -> Article:
    """The article at `url`; raises FetchError."""
    # httpx takes a while to import, and few servers ever need it.
    await asyncio.to_thread(import_module, "corpus.fetching")
    from corpus.fetching import Fetcher, article_of  # noqa: PLC0415

    return await article_of(await Fetcher(max_bytes).fetch(url))
