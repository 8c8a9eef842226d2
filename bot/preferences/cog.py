"""`/settings show | server | channel`."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.articles import article_choices, in_focus
from bot.client import FootnoteClient
from bot.corpora.rights import NotAllowed
from bot.delivery import InteractionReply, acknowledge
from bot.errors import NotShown
from bot.lookups import in_sight
from bot.pace import Paced
from bot.permissions import may_open_threads
from bot.preferences.held import home_of
from bot.preferences.options import TOLD_IN, WRITTEN_IN, ChannelOption, changes_of, check_limits, focus_named, resets
from bot.records import PreferenceChanges, Preferences
from bot.records.values import WHOLE_SERVER, Focus
from bot.rendering.preferences import (
    LABELS,
    OF_CHANNELS,
    ShownPreferences,
    changes_in_words,
    render_decided,
    render_preferences,
)
from retrieval.generations.live import Snapshot

_SERVERS_ONLY = "Settings are those of a server and its channels: use /settings in one."
_MANAGERS_ONLY = "Only people with the permission “Manage Server” may change the settings."
_WHICH = "Discord does not say which channel this is: name it by the option channel."
_NOT_OURS = "“{}” is no channel of this server: choose one that is."
_NOTHING = "No option was given, so nothing was changed."
_CANNOT_TELL = "**I can't write in <#{}>**: give me View Channels and Send Messages there, or changes are told nowhere."
_TO_TELL = 2.5
_MENTIONS = "Whether messages that mention me, or reply to me, are answered"
_THREADS = "Whether such a message is answered in a thread that is opened on it"
_ARTICLE = "The only article that questions mean which name none"
_PRIVATE = "Whether commands answer the one who asked alone, unless `private` says otherwise"

LogChannel = app_commands.Transform[app_commands.AppCommandChannel, ChannelOption(*TOLD_IN)]
AnyChannel = app_commands.Transform[app_commands.AppCommandChannel, ChannelOption(*WRITTEN_IN)]
Limit = app_commands.Range[int, 1, 2**31 - 1]


class ServerSettings(Paced):
    """Shows and changes what a server and its channels prefer."""

    settings = app_commands.Group(
        name="settings",
        description="How I answer here: mentions, threads, an article in focus, privacy, limits",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @settings.command(name="show", description="What holds in this channel and server, and where each value comes from")
    async def show(self, interaction: discord.Interaction[Any]) -> None:
        """Show what holds here."""
        _guild_id(interaction)
        if await acknowledge(interaction, private=True):
            snapshot = await in_sight(self._client, interaction)
            await self._show(interaction, snapshot, home_of(interaction.channel))

    @settings.command(name="server", description="Change what holds in this server; what is left out stays as it is")
    @app_commands.describe(
        mentions=_MENTIONS,
        threads=_THREADS,
        article=_ARTICLE,
        private=_PRIVATE,
        per_person="Questions a person may ask here in a minute; never more than the bot allows",
        per_server="Questions that may be asked here in a minute; never more than the bot allows",
        log="Where changes of this server's articles and settings are told",
        reset="What is to be as if it had never been changed",
    )
    @app_commands.choices(reset=resets(tuple(LABELS)))
    async def server(  # noqa: PLR0913, PLR0917 - options of a command
        self,
        interaction: discord.Interaction[Any],
        mentions: bool | None = None,  # noqa: FBT001 - an option of a command
        threads: bool | None = None,  # noqa: FBT001 - an option of a command
        article: app_commands.Range[str, 1, 100] | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of a command
        per_person: Limit | None = None,
        per_server: Limit | None = None,
        log: LogChannel | None = None,
        reset: str | None = None,
    ) -> None:
        """Change the server's preferences, and show them."""
        _check_may_decide(interaction)
        if not await acknowledge(interaction, private=True):
            return
        snapshot = await in_sight(self._client, interaction)
        check_limits(self._client.settings.limits, per_person, per_server)
        self._check_is_of(_guild_id(interaction), log)
        given: dict[str, bool | int | Focus | None] = {
            "mentions": mentions,
            "threads": threads,
            "focus": focus_named(snapshot, article),
            "private": private,
            "per_person": per_person,
            "per_server": per_server,
            "log_channel_id": None if log is None else log.id,
        }
        await self._decide(interaction, snapshot, None, changes_of(tuple(LABELS), reset, given))

    @settings.command(
        name="channel", description="Change what holds in a channel and its threads; what is left out stays"
    )
    @app_commands.describe(
        channel="Which channel; this one where it is left out",
        mentions=_MENTIONS,
        threads=_THREADS,
        article=_ARTICLE,
        private=_PRIVATE,
        reset="What is to be as in the server again",
    )
    @app_commands.choices(reset=resets(OF_CHANNELS))
    async def channel(
        self,
        interaction: discord.Interaction[Any],
        channel: AnyChannel | None = None,
        mentions: bool | None = None,  # noqa: FBT001 - an option of a command
        threads: bool | None = None,  # noqa: FBT001 - an option of a command
        article: app_commands.Range[str, 1, 100] | None = None,
        private: bool | None = None,  # noqa: FBT001 - an option of a command
        reset: str | None = None,
    ) -> None:
        """Change a channel's preferences, and show them."""
        _check_may_decide(interaction)
        if not await acknowledge(interaction, private=True):
            return
        snapshot = await in_sight(self._client, interaction)
        self._check_is_of(_guild_id(interaction), channel)
        channel_id = home_of(interaction.channel) if channel is None else channel.id
        if channel_id is None:  # never to be taken for the server
            raise NotShown(_WHICH)
        given: dict[str, bool | int | Focus | None] = {
            "mentions": mentions,
            "threads": threads,
            "focus": focus_named(snapshot, article),
            "private": private,
        }
        await self._decide(interaction, snapshot, channel_id, changes_of(OF_CHANNELS, reset, given))

    @server.autocomplete("article")
    @channel.autocomplete("article")
    async def _articles(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return await article_choices(self._client.service, interaction.guild_id, typed, everything=True)

    async def _decide(
        self,
        interaction: discord.Interaction[Any],
        snapshot: Snapshot,
        channel_id: int | None,
        changes: PreferenceChanges,
    ) -> None:
        """Keep `changes`, tell them in the channel for changes, and show what holds now."""
        if not changes:
            await self._show(interaction, snapshot, channel_id, _NOTHING)
            return
        guild_id = _guild_id(interaction)
        log_before = self._log(guild_id)
        await self._client.preferences.change(guild_id, channel_id or WHOLE_SERVER, changes)
        titles = self._titles(snapshot, *(each for each in changes.values() if isinstance(each, Focus)))
        told = f"**Changed:** {changes_in_words(changes, titles, of_channel=channel_id is not None)}."
        line, log = render_decided(interaction.user.id, channel_id, changes, titles), self._log(guild_id)
        if log_before not in (None, log):  # nobody turns it off or away unseen
            self._client.change_log.tell_in(guild_id, log_before, line)
        if log is not None and "log_channel_id" not in changes:
            self._client.change_log.tell_in(guild_id, log, line)
        elif log is not None and not await self._client.change_log.post(guild_id, log, line, _TO_TELL):
            told += f"\n{_CANNOT_TELL.format(log)}"
        await self._show(interaction, snapshot, channel_id, told)

    async def _show(
        self, interaction: discord.Interaction[Any], snapshot: Snapshot, channel_id: int | None, told: str = ""
    ) -> None:
        decided = self._client.preferences.of_server(_guild_id(interaction))
        server = decided.get(WHOLE_SERVER, Preferences())
        channel = Preferences() if channel_id is None else decided.get(channel_id, Preferences())
        shown = ShownPreferences(
            channel_id,
            channel,
            server,
            self._client.settings.limits,
            self._titles(snapshot, channel.focus, server.focus),
            sorted(decided.keys() - {WHOLE_SERVER, channel_id}),
            may_open_threads=_may_open_threads(interaction.guild, channel_id),
        )
        await InteractionReply(interaction).show(render_preferences(shown, told))

    def _titles(self, snapshot: Snapshot, *focuses: Focus | None) -> dict[Focus, str]:
        """Titles of the articles in focus that are there."""
        found = {focus: in_focus(snapshot, focus) for focus in focuses if focus is not None}
        return {focus: article.title for focus, article in found.items() if article is not None}

    def _check_is_of(self, guild_id: int, named: app_commands.AppCommandChannel | None) -> None:
        """Raise NotShown for a channel of another server: nothing of this one may be told there. Discord offers none, and this holds if it did."""
        known = None if named is None else self._client.get_channel(named.id)
        if named is not None and isinstance(known, discord.abc.GuildChannel) and known.guild.id != guild_id:
            raise NotShown(_NOT_OURS.format(named.name))

    def _log(self, guild_id: int) -> int | None:
        return self._client.preferences.of_server(guild_id).get(WHOLE_SERVER, Preferences()).log_channel_id


def _guild_id(interaction: discord.Interaction[Any]) -> int:
    """The server; raises NotShown where there is none."""
    if interaction.guild_id is None:
        raise NotShown(_SERVERS_ONLY)
    return interaction.guild_id


def _check_may_decide(interaction: discord.Interaction[Any]) -> None:
    """Raise NotShown without a server, NotAllowed unless the one who acts may manage it: commands can be handed to others."""
    _guild_id(interaction)
    if not interaction.permissions.manage_guild:
        raise NotAllowed(_MANAGERS_ONLY)


def _may_open_threads(guild: discord.Guild | None, channel_id: int | None) -> bool:
    """Whether threads can be opened in a channel, as far as is known."""
    channel = None if guild is None or channel_id is None else guild.get_channel(channel_id)
    # Without the bot as its member a server has only commands.
    me: discord.Member | None = None if guild is None else guild.me
    if channel is None or me is None:
        return True
    return isinstance(channel, discord.TextChannel) and may_open_threads(channel, me)


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(ServerSettings(client))
