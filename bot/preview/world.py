"""A small server for the preview: its people, its channel, and a clock that shows the present."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import discord
import simcord
from simcord._clock import Clock

from bot.client import FootnoteClient
from corpus.values import Article
from retrieval.values import Answer, Audience, Question

# A press is over once all that the bot does about it has ended, and a reload may build for a while.
_SETTLE = 300.0
_SHIPPED, _ITS_QUESTION = "blackberry-exits-pakistan", "Why did BlackBerry leave Pakistan?"
_TITLES, _MOST_OF_A_TITLE = 5, 300
_TOPIC = "Type /ask, or mention @Footnote with a question"


class _Present(Clock):
    """simcord's clock stands at its beginning; ours says what time it is, so that “2 minutes ago” is right."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class World:
    """What there is to look at."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    member: simcord.MemberActor
    operator: simcord.MemberActor


@asynccontextmanager
async def pretend_discord(client: FootnoteClient) -> AsyncIterator[World]:
    """A Discord with `client` in a server, a member and an operator; commands are registered."""
    env = simcord.Env(client, strict_sync=False, check_errors=False, settle_timeout=_SETTLE)
    env.backend.clock = _Present()
    env.backend.bot_user.name = "Footnote"
    mia = env.create_user("mia", global_name="Mia")
    olga = env.create_user("olga", global_name="Olga (operator)")
    # Before the client starts, since features may look at their settings then.
    section = client.settings.discord.model_copy(update={"operators": (olga.id,)})
    client.settings = client.settings.model_copy(update={"discord": section})
    await env.start()
    try:
        with env.time_context():
            await client.tree.sync()
            guild = env.create_guild("Newsroom")
            channel = guild.create_text_channel("ask-footnote", topic=_TOPIC)
            admin = guild.create_role("Admin", permissions=discord.Permissions(administrator=True))
            yield World(env, channel, guild.add_member(mia), guild.add_member(olga, roles=[admin]))
    finally:
        await env.shutdown()


async def greet(world: World, client: FootnoteClient) -> None:
    """Let the page open on what Footnote is for: its welcome, and a member's question that the articles answer."""
    assert client.user is not None
    # simcord's servers have always been there: nothing tells the bot of its joining.
    for welcome in client.extra_events.get("on_guild_join", ()):
        await welcome(client.guilds[0])
    questions = first_questions(client.service.articles(Audience()))
    for question in questions:
        if isinstance(await client.service.ask(Audience(), Question(question)), Answer):
            break
    else:
        question = questions[0]
    await world.member.send(world.channel, f"{client.user.mention} {question}")


def first_questions(articles: Sequence[Article]) -> list[str]:
    """What may be asked to begin with: of what ships, else titles, newest first, since their articles mostly answer to them."""
    if not articles or any(each.id == _SHIPPED for each in articles):
        return [_ITS_QUESTION]
    newest = sorted(articles, key=lambda each: each.published or dt.date.min, reverse=True)
    return [each.title[:_MOST_OF_A_TITLE] for each in newest[:_TITLES]]
