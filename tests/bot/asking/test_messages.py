from __future__ import annotations

import asyncio
from typing import Any

import pytest
from simcord.backend import serializers

from bot.asking.cog import question_text
from bot.readiness import CLOSING
from bot.records import RecordsError
from bot.wording import REASONS
from corpus.values import Article
from tests.bot.asking.conftest import MakeRoom, Room, buttons, said
from tests.retrieval.samples import ARTICLES

BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
SENTENCE = "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."
READ = "read as “When did the lighthouse of Cape Varn burn down?”"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<@1> why?", "why?"),
        ("why <@!1> <@&2> <#3>\nnot?", "why not?"),
        ("<:a:1> <a:b:2> when", "when"),
        ("<@1>", ""),
        ("is 1 < 2 > 0 and a:b:c?", "is 1 < 2 > 0 and a:b:c?"),
    ],
)
def test_mentions_and_emoji_are_no_words(content: str, text: str) -> None:
    """What is left is what people wrote, on one line."""
    assert question_text(content) == text


async def test_a_mention_is_answered_by_a_reply(room: MakeRoom) -> None:
    """The reply hangs on the message, pings nobody, and is sent once even if Discord hears of it twice."""
    async with room() as here:
        answer = await here.mention(BUILT)
        assert SENTENCE in said(answer)
        (sent,) = [each for each in here.env.http_requests if each.path == f"/channels/{here.channel.id}/messages"]
        body: Any = sent.json
        assert body["allowed_mentions"]["replied_user"] is False
        assert body["enforce_nonce"] is True
        assert body["message_reference"]["message_id"] == int(body["nonce"])


async def test_a_mention_without_words_is_told_how(room: MakeRoom) -> None:
    """An empty question is a question about the bot."""
    async with room() as here:
        assert "Ask me something about the articles" in said(await here.mention(""))
        assert said(await here.mention("?!")) == "the question is empty: ask something in words"
        assert "shorten it" in said(await here.mention("word " * 300))


async def test_what_does_not_mention_the_bot_is_left_alone(room: MakeRoom) -> None:
    """Nor do bots, who would talk to each other for ever, or mentions of others get an answer."""
    async with room() as here:
        robot = here.guild.add_member(here.env.create_user("robot", bot=True))
        await here.alice.send(here.channel, BUILT)
        await here.alice.send(here.channel, f"{here.bob.mention} {BUILT}")
        await here.alice.send(here.channel, f"@everyone {BUILT}")
        await robot.send(here.channel, f"{here.me} {BUILT}")
        assert here.replies() == []


async def test_a_message_that_is_told_twice_is_answered_once(room: MakeRoom) -> None:
    """After a resume the gateway may tell the same thing again."""
    async with room() as here:
        asked = await here.alice.send(here.channel, f"{here.me} {BUILT}")
        backend = here.env.backend
        payload = dict(serializers.message_payload(backend, backend.get_message(here.channel.id, asked.id)))
        backend.emit("MESSAGE_CREATE", payload)
        await here.env.settle()
        assert len(here.replies()) == 1


async def test_a_pinged_reply_to_an_answer_goes_on_from_it(room: MakeRoom) -> None:
    """The reply is read after what was asked there, and how it was read is shown."""
    async with room() as here:
        answer = await here.mention("Why did the lighthouse of Cape Varn burn down?")
        await here.alice.send(here.channel, f"{here.me} and when?", reply_to=answer)
        text = said(here.replies()[-1])
        assert text.startswith(READ)
        parent = await here.client.records.answer_in_message(here.guild.id, answer.id)
        follows = await here.client.records.answer_in_message(here.guild.id, here.replies()[-1].id)
        assert parent is not None
        assert follows is not None
        assert follows.parent_id == parent.id


async def test_who_asks_for_more_is_shown_what_was_not(room: MakeRoom) -> None:
    """Law: no excerpt of the answer before, nor of those before that, comes again, also where others were asked for after a restart."""
    async with room() as here:
        asked = "What happened to the lighthouse of Cape Varn?"
        answers: list[Any] = [await here.ask(asked)]
        for words in ("more?", "what else?", "and?"):
            if words == "and?":
                await here.restart()
            await here.alice.send(here.channel, f"{here.me} {words}", reply_to=answers[-1])
            answers.append(here.replies()[-1])
        records = [await here.record_of(each) for each in answers]
        shown = [{(each.article_id, each.start) for each in record.cited if each.number <= 3} for record in records]
        assert all(shown)
        assert sum(map(len, shown)) == len(set().union(*shown))
        assert [record.read_as for record in records] == [asked] * 4
        assert "read as “What happened to the lighthouse of Cape Varn?”, without what was shown" in said(answers[1])


async def test_more_is_shown_where_records_fail(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for more again may see what was shown first, and not what was shown last; the question is not lost."""
    async with room() as here:
        answers: list[Any] = [await here.ask("What happened to the lighthouse of Cape Varn?")]

        async def fails(*_: object) -> None:
            raise RecordsError("the records are away")

        for _ in range(2):
            await here.alice.send(here.channel, f"{here.me} more?", reply_to=answers[-1])
            answers.append(here.replies()[-1])
            monkeypatch.setattr(here.client.records, "answer", fails)
        monkeypatch.undo()
        last, again = [await here.record_of(each) for each in answers[1:]]
        assert again.cited
        assert not {each.start for each in last.cited[:3]} & {each.start for each in again.cited}


async def test_where_nothing_more_answers_that_is_said(room: MakeRoom) -> None:
    """Once all is shown; that the article does not say would be wrong, since it did."""
    async with room() as here:
        answer: Any = await here.ask("How many loaves does he sell?", article="bakery")
        for _ in range(len(ARTICLES[0].body.split(". "))):
            await here.alice.send(here.channel, f"{here.me} anything else?", reply_to=answer)
            answer = here.replies()[-1]
        assert "Nothing more in the articles answers it." in said(answer)
        assert REASONS["not_stated"] not in said(answer)


async def test_more_of_nothing_is_no_more(room: MakeRoom) -> None:
    """Law: that nothing more answers is said only of what was answered before."""
    async with room(threshold=1.0) as here:
        text = said(await here.mention("more?"))
        assert "Nothing more" not in text
        assert "without what was shown" not in text


async def test_a_command_s_answer_can_be_replied_to(room: MakeRoom) -> None:
    """Whatever way it came about, an answer's message is known."""
    async with room() as here:
        answer = await here.ask("Why did the lighthouse of Cape Varn burn down?")
        await here.alice.send(here.channel, f"{here.me} and when?", reply_to=answer)
        assert READ in said(here.replies()[-1])


async def test_a_reply_to_something_else_is_a_question_of_its_own(room: MakeRoom) -> None:
    """What strangers said is no question to go on from, and neither is the last answer of the channel."""
    async with room() as here:
        await here.mention(BUILT)
        stranger = await here.bob.send(here.channel, "The tower was built yesterday.")
        await here.alice.send(here.channel, f"{here.me} and when?", reply_to=stranger)
        assert "read as" not in said(here.replies()[-1])
        await here.alice.send(here.channel, f"{here.me} and when?")
        assert "read as" not in said(here.replies()[-1])


async def test_a_thread_on_an_answer_goes_on_from_it(room: MakeRoom) -> None:
    """In a thread a mention goes on from the answer it hangs on, then from the thread's last."""
    async with room() as here:
        answer = await here.ask("Why did the lighthouse of Cape Varn burn down?")
        thread = here.thread_on(answer)
        await here.env.settle()
        await here.alice.send(thread, f"{here.me} and when?")
        assert READ in said(here.replies(thread)[-1])
        await here.alice.send(thread, f"{here.me} and where?")
        assert "read as “Where did the lighthouse of Cape Varn burn down?”" in said(here.replies(thread)[-1])


async def test_a_thread_goes_on_from_what_was_made_public_in_it(room: MakeRoom) -> None:
    """Once its asker has made a private answer public it is the last that was said there."""
    async with room() as here:
        thread = here.thread_on(await here.bob.send(here.channel, "Lunch?"))
        await here.env.settle()
        await here.alice.send(thread, f"{here.me} {BUILT}")
        result = await here.alice.slash(
            thread, "ask", question="Why did the lighthouse of Cape Varn burn down?", private=True
        )
        assert result.response is not None
        await here.alice.click(result.response, label="Make public")
        await here.bob.send(thread, f"{here.me} and when?")
        assert READ in said(here.replies(thread)[-1])


async def test_what_can_not_be_read_in_a_thread_is_told_once(room: MakeRoom) -> None:
    """Who writes without a mention in a thread on an answer hears so once; nobody does anywhere else."""
    async with room() as here:
        answer = await here.ask(BUILT)
        other = await here.bob.send(here.channel, "Lunch?")
        thread, elsewhere = here.thread_on(answer), here.thread_on(other)
        await here.env.settle()
        for _ in range(3):
            await here.alice.send(thread, "and when?")
            await here.alice.send(elsewhere, "and when?")
        assert [said(each) for each in here.replies(thread)] == [
            "I can't read messages in a thread unless they mention me or reply to me with a ping."
        ]
        await here.bob.send(thread, "hm")
        assert len(here.replies(thread)) == 2
        assert here.replies(elsewhere) == []


async def test_a_thread_that_hangs_on_nothing_is_not_looked_up_for_each_message(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People write much in threads: for a while it is known that there is no answer; a mention is answered all the same."""
    async with room() as here:
        await here.ask(BUILT)
        thread = here.thread_on(await here.bob.send(here.channel, "Lunch?"))
        await here.env.settle()
        looked: list[int] = []
        looking = here.client.records.last_answer_in

        async def count(guild_id: int | None, channel_id: int) -> Any:
            looked.append(channel_id)
            return await looking(guild_id, channel_id)

        monkeypatch.setattr(here.client.records, "last_answer_in", count)
        for person in (here.alice, here.bob, here.alice):
            await person.send(thread, "and when?")
        assert looked == [thread.id]
        assert here.replies(thread) == []
        await here.alice.send(thread, f"{here.me} {BUILT}")
        assert SENTENCE in said(here.replies(thread)[-1])


async def test_a_reply_to_someone_else_does_not_silence_a_thread(room: MakeRoom) -> None:
    """Who answers another person in a thread on an answer is left alone, and the next who asks there unreadably is told."""
    async with room() as here:
        thread = here.thread_on(await here.ask(BUILT))
        await here.env.settle()
        robot = here.guild.add_member(here.env.create_user("robot", bot=True))
        remark = await robot.send(thread, "Lunch is at one.")
        await here.alice.send(thread, "thanks", reply_to=remark)
        assert here.replies(thread) == []
        await here.bob.send(thread, "and when?")
        assert ["unless they mention me" in said(each) for each in here.replies(thread)] == [True]


async def test_a_direct_message_needs_no_mention(room: MakeRoom) -> None:
    """It is answered from the shared articles alone, and the next one goes on from it."""
    async with room() as here:
        here.serve(Article("own", "Own", "The lighthouse of Cape Varn is secret."), corpus_id=here.guild.id)
        await here.alice.send_dm("Why did the lighthouse of Cape Varn burn down?")
        (first,) = here.replies(here.alice.user.dm_channel)
        assert "secret" not in said(first)
        assert "3 articles loaded" in said(first)
        await here.alice.send_dm("and when?")
        assert READ in said(here.replies(here.alice.user.dm_channel)[-1])
        await here.alice.send_dm("Who won a gold medal for rye bread in Olde Street?")
        assert "read as" not in said(here.replies(here.alice.user.dm_channel)[-1])


async def test_nobody_goes_on_from_what_another_asked_in_direct_messages(room: MakeRoom) -> None:
    """Law 3: a reference to another's direct messages, as no client of Discord's makes it, reads nothing from there."""
    async with room() as here:
        await here.alice.send_dm("Why did the lighthouse of Cape Varn burn down?")
        (theirs,) = here.replies(here.alice.user.dm_channel)
        mine, backend = here.bob.user.dm_channel, here.env.backend
        forged = backend.prepare_message(mine.id, here.bob.id, "and when?")
        forged.reference = {"type": 0, "channel_id": str(mine.id), "message_id": str(theirs.id)}
        backend.commit_message(forged)
        await here.env.settle()
        (told,) = here.replies(mine)
        assert "read as" not in said(told)


async def test_a_question_that_stands_alone_is_bound_to_no_article(room: MakeRoom) -> None:
    """In direct messages only what goes on from an answer about one article is asked of that article alone."""
    async with room() as here:
        await here.alice.user.slash("ask", question=BUILT, article="lighthouse")
        await here.alice.send_dm("Who won a gold medal for rye bread in Olde Street?")
        assert "Bakery wins prize" in said(here.replies(here.alice.user.dm_channel)[-1])
        await here.alice.user.slash("ask", question=BUILT, article="lighthouse")
        await here.alice.send_dm("Is there a gold medal that was won for rye bread in Olde Street?")
        told = said(here.replies(here.alice.user.dm_channel)[-1])
        assert "Bakery wins prize" in told
        assert "read as" not in told


async def test_where_replies_are_not_allowed_the_answer_stands_alone(room: MakeRoom) -> None:
    """A reply needs to read the history; a message does not."""
    async with room() as here:
        path = f"/channels/{here.channel.id}/messages"
        here.env.inject_error("POST", path, status=403, code=160002, message="Cannot reply")
        assert SENTENCE in said(await here.mention(BUILT))
        first, second = [each.json for each in here.env.http_requests if each.path == path]
        assert first is not None
        assert second is not None
        assert "message_reference" in first
        assert "message_reference" not in second
        assert first["nonce"] == second["nonce"]


async def test_at_the_end_nothing_new_is_taken_on(room: MakeRoom) -> None:
    """Commands, buttons and messages hear that it is restarting; typing hears nothing."""
    async with room() as here:
        answer = await here.ask(BUILT)
        here.client.work.closing = True
        refused = await here.ask(BUILT)
        assert said(refused) == CLOSING
        assert refused.ephemeral
        pressed = await here.alice.click(answer, label="Why")
        assert said(pressed.response) == CLOSING
        assert said(await here.mention(BUILT)) == CLOSING
        assert await here.alice.autocomplete(here.channel, "ask", "article", "b") == []


async def test_a_failure_is_told_to_who_wrote(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong, nobody waits for an answer that will not come."""
    async with room() as here:
        await _break(here, monkeypatch, ZeroDivisionError("secret"))
        await here.alice.send(here.channel, f"{here.me} {BUILT}")
        here.env._errors.clear()
        assert [said(each) for each in here.replies()] == [
            "Something went wrong here. It has been logged; please try again."
        ]


async def _break(here: Room, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    async def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(here.client.service, "ask", fails)


async def test_a_message_without_articles_has_no_buttons(room: MakeRoom) -> None:
    """An empty corpus is told by mention too."""
    async with room(articles=()) as here:
        answer = await here.mention(BUILT)
        assert "No articles are loaded." in said(answer)
        assert buttons(answer) == []
        here.serve(*ARTICLES)
        assert SENTENCE in said(await here.mention(BUILT))


@pytest.mark.parametrize("text", ["thanks!", "Thank you very much", "ok, great", "Thanks ❤", "got it"])
async def test_thanks_are_no_question(room: MakeRoom, text: str) -> None:
    """Who only thanks is told that they are welcome: nothing is answered, recorded or counted."""
    async with room(limits={"per_person": 1}) as here:
        answer = await here.mention(BUILT)
        await here.alice.send(here.channel, f"{here.me} {text}", reply_to=answer)
        welcome = here.replies()[-1]
        assert said(welcome) == "You are welcome."
        assert buttons(welcome) == []
        assert await here.client.records.answer_in_message(here.guild.id, welcome.id) is None
        await here.alice.send_dm(text)
        assert [said(each) for each in here.replies(here.alice.user.dm_channel)] == ["You are welcome."]


async def test_thanks_with_a_question_are_a_question(room: MakeRoom) -> None:
    """Politeness does not keep anyone from an answer."""
    async with room() as here:
        assert SENTENCE in said(await here.mention(f"Thanks! {BUILT}"))


async def test_a_topic_that_nothing_speaks_of_is_an_honest_no(room: MakeRoom) -> None:
    """ "what about India?" does not get the answer before once more: it is not stated, and recorded so."""
    async with room() as here:
        answer = await here.mention("Why did the lighthouse of Cape Varn burn down?")
        await here.alice.send(here.channel, f"{here.me} what about India?", reply_to=answer)
        refused = here.replies()[-1]
        given = await here.client.records.answer_in_message(here.guild.id, refused.id)
        assert given is not None
        assert (given.reason, given.excerpts) == ("not_stated", 1)
        assert "Why did the lighthouse of Cape Varn burn down — India?" in said(refused)
        assert REASONS["not_stated"] in said(refused)


async def test_a_topic_that_is_spoken_of_is_answered(room: MakeRoom) -> None:
    """Where the question before hides the new topic, its question word is asked of the topic alone."""
    async with room() as here:
        answer = await here.mention("Why did the lighthouse of Cape Varn burn down?")
        await here.alice.send(here.channel, f"{here.me} what about the tower of granite?", reply_to=answer)
        given = await here.client.records.answer_in_message(here.guild.id, here.replies()[-1].id)
        assert given is not None
        assert given.answered
        assert given.read_as == "Why — the tower of granite?"


async def test_a_thread_may_be_quicker_than_the_record(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: who must know where an answer stands can wait until that is on record, and no longer."""
    async with room() as here:
        records, begun, go = here.client.records, asyncio.Event(), asyncio.Event()
        kept = records.add_message

        async def slow(*message: Any) -> None:
            begun.set()
            await go.wait()
            await kept(*message)

        monkeypatch.setattr(records, "add_message", slow)
        await here.client.answers.settled()
        asking = asyncio.create_task(here.ask("Who built the lighthouse of Cape Varn?"))
        await begun.wait()
        settled = asyncio.create_task(here.client.answers.settled())
        await asyncio.sleep(0)
        assert not settled.done()
        go.set()
        await settled
        answer = await asking
        assert await records.answer_in_message(here.guild.id, answer.id) is not None
