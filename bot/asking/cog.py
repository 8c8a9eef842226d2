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
from bot.asking.presses import FOLLOW, AnswerPresses
from bot.asking.requests import Request
from bot.asking.roles import mentions_role_of_bot, tell_whom_to_mention
from bot.asking.threads import open_thread
from bot.client import FootnoteClient
from bot.delivery import FAILURES, InteractionReply, MessageReply, Reply, acknowledge, tell
from bot.failures import failure
from bot.forms import sent_form, typed_in
from bot.readiness import CLOSING
from bot.records import Preferences, RecordsError
from bot.records.values import ALL_ARTICLES, GivenAnswer
from bot.rendering.layout import BAD, notice
from bot.seen import SeenIds
from retrieval.conversation.conversation import is_courtesy
from retrieval.values import MAX_QUESTION, Question

_log = logging.getLogger(__name__)

_HINT = "I can't read messages in a thread unless they mention me or reply to me with a ping."
_MOST_KNOWN = 10_000
_LOOK_AGAIN = 60.0
_WELCOME = "You are welcome."
_NO_TEXT = "This message has no text that could be asked about."
# Mentions of people, roles, channels, commands and pages of a server, instants, and emoji of a server: not words of a question.
_MARKUP = re.compile(r"<(?:@[!&]?|#|/[^<>:\n]{1,100}:|a?:\w{1,64}:)\d+>|<t:-?\d+(?::\w)?>|<id:\w+>")


class Asking(commands.Cog):
    """Every way to ask."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._menu = app_commands.ContextMenu(name="Ask about this", callback=self._ask_about)
        self._presses = AnswerPresses(client)
        # Who was told something, and where; each is told once.
        self._told_of_role, self._told_of_thread = SeenIds(), SeenIds()
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
        private: bool | None = None,  # noqa: FBT001 - an option of a command
    ) -> None:
        """Answer one question."""
        await self._answer(interaction, question, article=article, private=private)

    @ask.autocomplete("article")
    async def _articles(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        focus = self._client.preferences.here(interaction).focus
        everything = focus is not None and focus != ALL_ARTICLES
        return await article_choices(self._client.service, interaction.guild_id, typed, everything=everything)

    async def _ask_about(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        written = (message.content, *(each.content for each in message.message_snapshots))  # what it forwards
        text = next(filter(None, map(question_text, written)), "")
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
        private: bool | None = None,
        after: str | None = None,
    ) -> None:
        """Check what can be checked without waiting, acknowledge, answer."""
        question = Question(question_text(text))
        if refusal := await self._client.limits.refusal(interaction.user.id, interaction.guild_id):
            await tell(interaction, notice(refusal))
            return
        here = self._client.preferences.here(interaction)
        private = bool(here.private) if private is None else private
        if not await acknowledge(interaction, private=private):
            return
        channel_id = interaction.channel_id or 0
        parent = None
        if after is not None:
            parent = await self._client.answers.find(after, interaction.guild_id, channel_id)
        request = Request(
            question,
            interaction.guild_id,
            channel_id,
            interaction.user.id,
            article,
            private,
            parent,
            focus=here.focus,
        )
        await self._client.answers.give(request, InteractionReply(interaction))

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Take a modal in; by its id alone, so that it can be sent after a restart too."""
        if (custom_id := sent_form(interaction, FOLLOW)) is None:
            return
        answer_id, _, private = custom_id.removeprefix(FOLLOW).partition(":")
        typed = typed_in(interaction.data or {}).get("question", "")
        async with self._client.handling(interaction) as fresh:
            if fresh:
                await self._answer(interaction, typed, private=private == "private", after=answer_id)

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
        unread = not isinstance(message.channel, discord.DMChannel) and all(
            each.id != me.id for each in message.mentions
        )
        of_role = unread and mentions_role_of_bot(message)
        if unread and not of_role:
            await self._hint(message)
            return
        here = self._here(message)
        if not here.mentions:
            return
        if not self._client.seen.first_time(message.id):
            return
        if self._client.work.closing:
            await MessageReply(message).show(notice(CLOSING))
            return
        with self._client.work.one():
            if of_role:
                if self._told_of_role.first_time((message.channel.id, message.author.id)):
                    await tell_whom_to_mention(message, me.id)
            else:
                await self._answer_message(message, here)

    async def _answer_message(self, message: discord.Message, here: Preferences) -> None:
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
            if refusal := await self._client.limits.refusal(message.author.id, guild_id):
                await reply.show(notice(refusal))
                return
            parent = await self._parent(message)
            thread = await open_thread(message, question.text) if here.threads else None
            if thread is not None:
                reply = MessageReply(message, thread)
            request = Request(
                question,
                guild_id,
                message.channel.id if thread is None else thread.id,
                message.author.id,
                parent=parent,
                # A press can't tell later that the thread is the question's: so it is repeated from the first.
                echo=thread is not None,
                focus=here.focus,
            )
            await self._client.answers.give(request, reply)
        except Exception as error:  # noqa: BLE001 - whatever it was, the one who asked must hear of it
            sentence = failure(error)
            try:
                await reply.show(notice(sentence, colour=BAD))
            except FAILURES as unreachable:
                _log.warning("could not say so: %s", unreachable)

    def _here(self, message: discord.Message) -> Preferences:
        return self._client.preferences.at(message.guild.id if message.guild else None, message.channel)

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
        records, guild_id = self._client.records, message.guild.id if message.guild else None
        if message.reference is not None and message.reference.message_id is not None:
            return await records.answer_in_message(guild_id, message.reference.message_id)
        if isinstance(message.channel, discord.Thread) or guild_id is None:
            last = await records.last_answer_in(guild_id, message.channel.id)
            # A thread has the id of the message that it hangs on.
            return last or await records.answer_in_message(guild_id, message.channel.id)
        return None

    async def _hint(self, message: discord.Message) -> None:
        """Tell someone once who writes, unreadably, in a thread that hangs on an answer."""
        thread, key = message.channel.id, (message.channel.id, message.author.id)
        if not isinstance(message.channel, discord.Thread) or message.content:
            return
        if message.attachments or message.stickers or message.poll or message.embeds or _is_forward(message):
            return
        if self._without_answer.get(thread, 0.0) > time.monotonic() or not self._here(message).mentions:
            return
        # Before anything is waited for: the next message may be here by then.
        if not self._told_of_thread.first_time(key):
            return
        parent = await self._parent(message)
        if parent is None and await self._client.answers.settled():  # a thread may be quicker than the record
            parent = await self._parent(message)
        if parent is None:
            self._told_of_thread.forget(key)
            if message.reference is not None:
                return  # it was looked up by the message replied to, which tells nothing of the thread
            if len(self._without_answer) > _MOST_KNOWN:
                self._without_answer.clear()
            self._without_answer[thread] = time.monotonic() + _LOOK_AGAIN
        elif self._client.seen.first_time(message.id):
            await MessageReply(message).show(notice(_HINT))


def _is_forward(message: discord.Message) -> bool:
    return message.reference is not None and message.reference.type is discord.MessageReferenceType.forward


def question_text(content: str) -> str:
    """The words of a message without its mentions and server emoji."""
    return " ".join(_MARKUP.sub(" ", content).split())


async def setup(client: FootnoteClient) -> None:
    """Add this feature to the client."""
    await client.add_cog(Asking(client))
