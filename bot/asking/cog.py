"""`/ask`, the message command, mentions, pinged replies and direct messages."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles import article_choices
from bot.asking.answers import Request
from bot.asking.presses import FOLLOW, AnswerPresses
from bot.client import FootnoteClient, failure
from bot.delivery import FAILURES, InteractionReply, MessageReply, Reply, acknowledge, tell
from bot.readiness import CLOSING
from bot.records import RecordsError
from bot.records.values import GivenAnswer
from bot.rendering.layout import BAD, notice
from retrieval.conversation import is_courtesy
from retrieval.values import MAX_QUESTION, Question

_log = logging.getLogger(__name__)

_HINT = "I can't read messages in a thread unless they mention me or reply to me with a ping."
_MOST_HINTED = 10_000
_LOOK_AGAIN = 60.0
_WELCOME = "You are welcome."
_NO_TEXT = "This message has no text that could be asked about."
# Mentions of people, roles and channels, and emoji of a server: not words of a question.
_MARKUP = re.compile(r"<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>")


class Asking(commands.Cog):
    """Every way to ask."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._menu = app_commands.ContextMenu(name="Ask about this", callback=self._ask_about)
        self._presses = AnswerPresses(client)
        self._hinted: set[tuple[int, int]] = set()
        # Threads that hang on no answer, and until when that is taken for known: people write much in threads.
        self._without_answer: dict[int, float] = {}

    async def cog_load(self) -> None:
        """Put the message command into the tree."""
        self._client.tree.add_command(self._menu)

    @app_commands.command(
        name="ask", description="Ask the articles; the answer is in their own words, each with its place"
    )
    @app_commands.describe(
        question="What you want to know",
        article="Only from this article",
        private="Only you see the answer",
    )
    async def ask(
        self,
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, MAX_QUESTION],
        article: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 - an option of a command
    ) -> None:
        """Answer one question."""
        await self._answer(interaction, question, article=article, private=private)

    @ask.autocomplete("article")
    async def _articles(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return article_choices(self._client.service, interaction.guild_id, typed)

    async def _ask_about(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        text = question_text(message.content)
        if not text:
            await tell(interaction, notice(_NO_TEXT))
            return
        await self._answer(interaction, text)

    async def _answer(
        self,
        interaction: discord.Interaction[Any],
        text: str,
        *,
        article: str | None = None,
        private: bool = False,
        after: str | None = None,
    ) -> None:
        """Check what can be checked without waiting, acknowledge, answer."""
        question = Question(text)
        if refusal := self._client.limits.refusal(interaction.user.id, interaction.guild_id):
            await tell(interaction, notice(refusal))
            return
        if not await acknowledge(interaction, private=private):
            return
        channel_id = interaction.channel_id or 0
        parent = None
        if after is not None:
            parent = await self._client.answers.find(after, interaction.guild_id, channel_id)
        request = Request(question, interaction.guild_id, channel_id, interaction.user.id, article, private, parent)
        await self._client.answers.give(request, InteractionReply(interaction))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take a modal in; by its id alone, so that it can be sent after a restart too."""
        data: Any = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is not discord.InteractionType.modal_submit or not custom_id.startswith(FOLLOW):
            return
        answer_id, _, private = custom_id.removeprefix(FOLLOW).partition(":")
        async with self._client.handling(interaction) as fresh:
            if fresh:
                await self._answer(
                    interaction, _typed(data.get("components")), private=private == "private", after=answer_id
                )

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention, a pinged reply or a direct message."""
        me = self._client.user
        if (
            me is None
            or message.author.bot
            or message.type not in (discord.MessageType.default, discord.MessageType.reply)
        ):
            return
        if not isinstance(message.channel, discord.DMChannel) and all(each.id != me.id for each in message.mentions):
            await self._hint(message)
            return
        if not self._client.seen.first_time(message.id):
            return
        if self._client.work.closing:
            await MessageReply(message).show(notice(CLOSING))
            return
        with self._client.work.one():
            await self._answer_message(message)

    async def _answer_message(self, message: discord.Message) -> None:
        reply: Reply = MessageReply(message)
        guild_id = message.guild.id if message.guild else None
        try:
            text = question_text(message.content)
            if not text:
                await reply.show(notice("Ask me something about the articles, in words. `/help` says how."))
                return
            if is_courtesy(text):
                await reply.show(notice(_WELCOME))
                return
            question = Question(text)
            if refusal := self._client.limits.refusal(message.author.id, guild_id):
                await reply.show(notice(refusal))
                return
            parent = await self._parent(message)
            request = Request(question, guild_id, message.channel.id, message.author.id, parent=parent, echo=False)
            await self._client.answers.give(request, reply)
        except Exception as error:  # noqa: BLE001 - whatever it was, the one who asked must hear of it
            sentence = failure(error)
            try:
                await reply.show(notice(sentence, colour=BAD))
            except FAILURES as unreachable:
                _log.warning("could not say so: %s", unreachable)

    async def _parent(self, message: discord.Message) -> GivenAnswer | None:
        """The answer that `message` goes on from: the one replied to, else the last of its thread or of the direct messages.

        None too where that can't be looked up: then the question is taken as it stands.
        """
        try:
            return await self._last_said(message)
        except RecordsError as error:
            _log.error("the question before could not be looked up: %s", error)
            return None

    async def _last_said(self, message: discord.Message) -> GivenAnswer | None:
        records = self._client.records
        if message.reference is not None and message.reference.message_id is not None:
            return await records.answer_in_message(message.reference.message_id)
        if isinstance(message.channel, discord.Thread) or message.guild is None:
            last = await records.last_answer_in(message.channel.id)
            # A thread has the id of the message that it hangs on.
            return last or await records.answer_in_message(message.channel.id)
        return None

    async def _hint(self, message: discord.Message) -> None:
        """Tell someone once who writes, unreadably, in a thread that hangs on an answer."""
        thread, key = message.channel.id, (message.channel.id, message.author.id)
        if not isinstance(message.channel, discord.Thread) or message.content or key in self._hinted:
            return
        if message.attachments or message.stickers or message.poll or message.embeds or _is_forward(message):
            return
        if self._without_answer.get(thread, 0.0) > time.monotonic():
            return
        if len(self._hinted) > _MOST_HINTED:
            self._hinted.clear()
        self._hinted.add(key)  # before anything is waited for: the next message may be here by then
        if await self._parent(message) is None:
            self._hinted.discard(key)
            if len(self._without_answer) > _MOST_HINTED:
                self._without_answer.clear()
            self._without_answer[thread] = time.monotonic() + _LOOK_AGAIN
        elif self._client.seen.first_time(message.id):
            await MessageReply(message).show(notice(_HINT))


def _is_forward(message: discord.Message) -> bool:
    return message.reference is not None and message.reference.type is discord.MessageReferenceType.forward


def question_text(content: str) -> str:
    """The words of a message without its mentions and server emoji."""
    return " ".join(_MARKUP.sub(" ", content).split())


def _typed(components: Any) -> str:
    """What was typed into the one field of a modal, however it is wrapped; nothing where there is no field."""
    for component in components if isinstance(components, list) else []:
        if not isinstance(component, dict):
            continue
        if isinstance(component.get("value"), str):
            return str(component["value"])
        inner = component.get("component")
        if found := _typed([inner] if inner else component.get("components")):
            return found
    return ""


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Asking(client))
