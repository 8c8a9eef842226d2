"""The buttons below an answer."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import discord

from bot.articles import EVERYTHING
from bot.asking.answers import NOT_ON_RECORD, Gone
from bot.asking.requests import Request
from bot.client import FootnoteClient
from bot.delivery import FAILURES, NO_MENTIONS, InteractionReply, acknowledge, open_form, passes, persist, tell
from bot.errors import NotShown
from bot.forms import Form
from bot.records import RecordsError, UnknownAnswer
from bot.records.values import VERDICTS, GivenAnswer, Verdict, Vote, published
from bot.rendering.answers import VOTES, render_answer
from bot.rendering.layout import GOOD, notice
from bot.rendering.shown import Look
from bot.rendering.why import render_why
from retrieval.values import MAX_QUESTION, Question

_log = logging.getLogger(__name__)

FOLLOW = "fn:ask:"
_TO_SEND = 2.5
_YES, _NO = "yes", "no"
_NOT_KEPT = "Your vote could not be kept: please press again in a while."


class AnswerPresses:
    """What each button does; registers itself with the client."""

    def __init__(self, client: FootnoteClient) -> None:
        self._client = client
        self._publishing: set[str] = set()
        client.presses.update(
            context=self._context,
            next=self._next,
            why=self._why,
            publish=self._publish,
            follow=self._follow,
            vote=self._vote,
            all=self._ask_all,
        )

    async def _context(self, interaction: discord.Interaction[Any], answer_id: str, number: str, look: str) -> None:
        """Show an excerpt amid its neighbouring paragraphs, or alone again."""
        shown = int(number) if number.isdecimal() else 0
        await self._look_again(interaction, answer_id, Look.read(look).toggled(shown))

    async def _next(self, interaction: discord.Interaction[Any], answer_id: str, look: str) -> None:
        """Show the excerpts that follow."""
        await self._look_again(interaction, answer_id, Look.read(look))

    async def _look_again(self, interaction: discord.Interaction[Any], answer_id: str, look: Look) -> None:
        if not await acknowledge(interaction, thinking=False):
            return
        answer = await self._client.answers.find(answer_id, interaction.guild_id, interaction.channel_id)
        can_be_published = _only_for_one(interaction) and not await self._published(answer)
        try:
            shown = await self._client.answers.shown(
                answer, look, private=can_be_published, echo=not _stands_below_its_question(interaction.message)
            )
        except Gone as gone:  # nothing of it may stay in sight
            await InteractionReply(interaction).show(notice(str(gone)))
            return
        await InteractionReply(interaction).show(render_answer(shown))

    async def _why(self, interaction: discord.Interaction[Any], answer_id: str) -> None:
        """Say how the answer came about."""
        if not await acknowledge(interaction, private=True):
            return
        answer = await self._client.answers.find(answer_id, interaction.guild_id, interaction.channel_id)
        shown = await self._client.answers.shown(answer, Look(), private=True)
        await InteractionReply(interaction).show(render_why(shown, self._client.service.threshold))

    async def _publish(self, interaction: discord.Interaction[Any], answer_id: str) -> None:
        """Post a private answer for all to see, once; its button goes."""
        if not await acknowledge(interaction, thinking=False) or answer_id in self._publishing:
            return
        self._publishing.add(answer_id)
        try:
            answer = await self._client.answers.find(answer_id, interaction.guild_id, interaction.channel_id)
            if not _only_for_one(interaction):
                raise NotShown("This answer is public already.")
            if answer.asker_id != interaction.user.id:
                raise NotShown("Only who asked may make an answer public.")
            shown = await self._client.answers.shown(answer, Look(), private=False)
            if not await self._published(answer):
                await self._post(interaction, answer, render_answer(shown))
            # Last: where posting fails the button is still needed.
            await InteractionReply(interaction).show(render_answer(shown))
        finally:
            self._publishing.discard(answer_id)

    async def _post(
        self, interaction: discord.Interaction[Any], answer: GivenAnswer, view: discord.ui.LayoutView
    ) -> None:
        fact = published(answer.id)
        await self._client.records.set_fact(
            fact, _YES, answer.guild_id
        )  # first: what is not on record could be posted twice
        try:
            message = await persist(lambda: self._send(interaction, answer, view), _TO_SEND)
        except FAILURES:
            await self._client.records.set_fact(fact, _NO, answer.guild_id)
            raise
        await self._client.records.add_message(answer.guild_id, answer.id, message.id, message.channel.id)

    async def _send(
        self, interaction: discord.Interaction[Any], answer: GivenAnswer, view: discord.ui.LayoutView
    ) -> discord.Message:
        """Write into the channel, where a nonce keeps a repeated attempt from becoming a second message, if that may be.

        What may be written is told of the interaction. Where the bot itself is not let in (a private thread, a hidden
        channel, a locked thread, a server that has its commands alone) only the interaction's own way is open.
        """
        may, channel = interaction.app_permissions, interaction.channel
        in_thread = isinstance(channel, discord.Thread)
        if isinstance(channel, discord.abc.Messageable) and (
            may.send_messages_in_threads if in_thread else may.send_messages
        ):
            nonce = f"public {answer.id}"
            try:
                return await channel.send(view=view, nonce=nonce, allowed_mentions=NO_MENTIONS)
            except discord.HTTPException as error:
                if passes(error):
                    raise
                _log.info("the channel takes no message of the bot's own: %s", error)
        return await interaction.followup.send(view=view, allowed_mentions=NO_MENTIONS, wait=True)

    async def _published(self, answer: GivenAnswer) -> bool:
        return await self._client.records.fact(published(answer.id), answer.guild_id) == _YES

    async def _follow(self, interaction: discord.Interaction[Any], answer_id: str) -> None:
        """Ask for the question that follows."""
        modal = Form(
            title="Follow up",
            custom_id=f"{FOLLOW}{answer_id}:{'private' if _only_for_one(interaction) else 'public'}",
        )
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id="question", placeholder="and when?", min_length=1, max_length=MAX_QUESTION
        )
        modal.add_item(discord.ui.Label(text="What else do you want to know?", component=field))
        await open_form(interaction, modal)

    async def _ask_all(self, interaction: discord.Interaction[Any], answer_id: str) -> None:
        """Ask all articles what was asked of one that nobody named; as private as the answer was."""
        if refusal := await self._client.limits.refusal(interaction.user.id, interaction.guild_id):
            await tell(interaction, notice(refusal))
            return
        if not await acknowledge(interaction, private=_only_for_one(interaction)):
            return
        answer = await self._client.answers.find(answer_id, interaction.guild_id, interaction.channel_id)
        parent = None
        if answer.parent_id is not None:
            parent = await self._client.records.answer(answer.guild_id, answer.parent_id)
        # Where what was shown before is not known any more, nothing is left out.
        lost = parent is None and answer.further
        request = Request(
            Question(answer.read_as if lost else answer.question),
            answer.guild_id,
            answer.channel_id,
            interaction.user.id,
            EVERYTHING,
            _only_for_one(interaction),
            parent,
            again=answer if parent is None and answer.parent_id is not None else None,
        )
        await self._client.answers.give(request, InteractionReply(interaction))

    async def _vote(self, interaction: discord.Interaction[Any], answer_id: str, verdict: str) -> None:
        """Count what someone thinks of the answer, in place of what they thought before."""
        if not await acknowledge(interaction, private=True):
            return
        if verdict not in VERDICTS:
            raise NotShown("There is no such vote: the buttons below an answer are all there are.")
        answer = await self._client.answers.find(answer_id, interaction.guild_id, interaction.channel_id)
        chosen: Verdict = next(each for each in VERDICTS if each == verdict)
        try:
            vote = Vote(answer.id, interaction.user.id, chosen, dt.datetime.now(dt.UTC))
            before = await self._client.records.vote(answer.guild_id, vote)
        except UnknownAnswer as error:
            raise NotShown(NOT_ON_RECORD) from error
        except RecordsError as error:
            _log.error("a vote could not be recorded: %s", error)
            raise NotShown(_NOT_KEPT) from error
        await InteractionReply(interaction).show(notice(_thanks(chosen, before), colour=GOOD))


def _thanks(verdict: Verdict, before: Verdict | None) -> str:
    label = VOTES[verdict][0]
    if before == verdict:
        return f"You had said so already: **{label}**."
    if before is not None:
        return f"Changed from **{VOTES[before][0]}** to **{label}**, thank you."
    return f"Noted: **{label}**, thank you. Press another to change it."


def _stands_below_its_question(message: discord.Message | None) -> bool:
    """Whether the message is a reply, which Discord shows below what it replies to; what came of a command is none."""
    return message is not None and message.reference is not None and message.interaction_metadata is None


def _only_for_one(interaction: discord.Interaction[Any]) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral
