"""A little bot with one of everything, by which the stand-in itself is tested."""

from __future__ import annotations

import asyncio
import os
import re
from typing import Self

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

QUIET = discord.AllowedMentions.none()


def layout(text: str, *, pressed: int = 0) -> discord.ui.LayoutView:
    view = discord.ui.LayoutView(timeout=None)
    box: discord.ui.Container[discord.ui.LayoutView] = discord.ui.Container(discord.ui.TextDisplay(text))
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow()
    row.add_item(Press(pressed))
    row.add_item(discord.ui.Button(label="Form", custom_id="form"))
    view.add_item(box)
    view.add_item(row)
    return view


class Press(discord.ui.DynamicItem[discord.ui.Button[discord.ui.LayoutView]], template=r"press:(?P<count>\d+)"):
    """Counts in its own id how often it was pressed."""

    def __init__(self, count: int) -> None:
        super().__init__(discord.ui.Button(label=f"Pressed {count}", custom_id=f"press:{count}"))
        self.count = count

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[discord.ui.View], match: re.Match[str]
    ) -> Self:
        return cls(int(match["count"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.edit_message(
            view=layout(f"Pressed {self.count + 1}", pressed=self.count + 1), allowed_mentions=QUIET
        )


class Form(discord.ui.Modal, title="A form"):
    words: discord.ui.TextInput[Form] = discord.ui.TextInput(label="Words", custom_id="words")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(f"You wrote {self.words.value}", ephemeral=True, allowed_mentions=QUIET)


class Bot(commands.AutoShardedBot):
    async def setup_hook(self) -> None:
        self.add_dynamic_items(Press)
        self.tree.add_command(ask)
        self.tree.add_command(about)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Waits no five seconds between two shards."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        data: dict[str, object] = {**(interaction.data or {})}
        if data.get("custom_id") == "form":
            await interaction.response.send_modal(Form())

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user and self.user in message.mentions:
            await message.reply(f"{len(message.content)} characters", nonce=str(message.id), allowed_mentions=QUIET)

    async def on_ready(self) -> None:
        print("ready with", sum(len(guild.members) for guild in self.guilds), "members", flush=True)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        print(f"joined {guild.name}", flush=True)


@app_commands.command(description="Answer after a while")
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.allowed_installs(guilds=True, users=True)
async def ask(interaction: discord.Interaction, question: str) -> None:
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(view=layout(f"You asked {question}"), allowed_mentions=QUIET)


@ask.autocomplete("question")
async def complete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=f"{typed}?", value=f"{typed}?")]


@app_commands.context_menu(name="About this")
async def about(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"It says {message.content}", allowed_mentions=QUIET)


async def main() -> None:
    Route.BASE = os.environ["FOOTNOTE_DISCORD__API_BASE"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["FOOTNOTE_DISCORD__GATEWAY_URL"])
    intents = discord.Intents.default()
    intents.members = bool(os.environ.get("SAMPLE_MEMBERS"))
    silence = float(os.environ.get("SAMPLE_HEARTBEAT", "60"))
    bot = Bot("!", intents=intents, heartbeat_timeout=silence, guild_ready_timeout=0.1)
    discord.utils.setup_logging()
    async with bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
