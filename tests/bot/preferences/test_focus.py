"""An article in focus: what questions mean there that name none."""

from __future__ import annotations

from bot.records.values import GivenAnswer
from corpus.values import Article
from tests.bot.asking.conftest import Room, Shown, buttons, id_of, said
from tests.bot.preferences.conftest import BREAD, BUILT, SENTENCE, MakeOffice
from tests.retrieval.samples import ARTICLES

FOCUSED = (
    "asked of “The lighthouse of Cape Varn” alone, the article in focus here; `article` of `/ask` names another, or all"
)
WHY = "Why did the lighthouse of Cape Varn burn down?"


async def _given(room: Room, message: Shown) -> GivenAnswer:
    given = await room.client.records.answer_in_message(room.guild.id, message.id)
    assert given is not None
    return given


async def test_questions_that_name_no_article_mean_the_one_in_focus(office: MakeOffice) -> None:
    """Law: by command, menu, mention, reply and thread; the reply says so and offers to ask all."""
    async with office() as here:
        room, other = here.room, here.channel("other")
        await here.settings("channel", article="lighthouse")
        asked = await room.bob.send(room.channel, BREAD)
        about = (await room.alice.context_menu(room.channel, "Ask about this", asked)).response
        assert about is not None
        thread = room.thread_on(await room.bob.send(room.channel, "Lunch?"))
        await room.env.settle()
        await room.alice.send(thread, f"{room.me} {BREAD}")
        for answer in (await room.ask(BREAD), about, await room.mention(BREAD), room.replies(thread)[-1]):
            assert FOCUSED in said(answer)
            assert "Bakery" not in said(answer)
            assert "Ask all articles" in buttons(answer)
            given = await _given(room, answer)
            assert (given.article_id, given.focused) == ("lighthouse", True)
        await room.alice.send(other, f"{room.me} {BREAD}")
        assert "Bakery wins prize" in said(room.replies(other)[-1])
        await room.alice.send_dm(BREAD)
        assert "Bakery wins prize" in said(room.replies(room.alice.user.dm_channel)[-1])


async def test_who_names_an_article_is_asked_of_that_one(office: MakeOffice) -> None:
    """Law: the option comes before the focus, for one article and for all, and completes to all first where one is in focus."""
    async with office() as here:
        room = here.room
        assert (await room.alice.autocomplete(room.channel, "ask", "article", ""))[0]["value"] != "*"
        await here.settings("channel", article="lighthouse")
        for article in ("bakery", "*"):
            answer = await room.ask(BREAD, article=article)
            assert "Bakery wins prize" in said(answer)
            assert "in focus" not in said(answer)
            assert "Ask all articles" not in buttons(answer)
        first, *others = await room.alice.autocomplete(room.channel, "ask", "article", "")
        assert (first["name"], first["value"]) == ("all articles", "*")
        assert len(others) == len(ARTICLES)


async def test_the_button_asks_all_articles(office: MakeOffice) -> None:
    """Law: whoever presses gets the same question asked of all, also after a restart; what follows that goes on in all."""
    async with office() as here:
        room = here.room
        await here.settings("channel", article="river")
        answer = await room.mention(WHY)
        assert "“River runs dry”" in said(answer)
        await room.restart()
        everywhere = (await room.bob.click(answer, label="Ask all articles")).response
        assert everywhere is not None
        assert not everywhere.ephemeral
        assert f"“{WHY}”" in said(everywhere)
        assert "The lighthouse of Cape Varn" in said(everywhere)
        assert "in focus" not in said(everywhere)
        assert (await _given(room, everywhere)).asker_id == room.bob.id
        await room.alice.send(room.channel, f"{room.me} and when?", reply_to=everywhere)
        assert "The lighthouse of Cape Varn" in said(room.replies()[-1])
        assert "in focus" not in said(room.replies()[-1])
        await room.alice.send(room.channel, f"{room.me} {BUILT}", reply_to=everywhere)
        assert "“River runs dry” alone" in said(room.replies()[-1])


async def test_a_private_answer_s_button_answers_privately(office: MakeOffice) -> None:
    """Law: what was for one stays so; the question is read in its conversation again."""
    async with office() as here:
        room = here.room
        await here.settings("channel", article="lighthouse")
        first = await room.ask(WHY, private=True)
        form = await room.alice.click(first, label="Follow up")
        follows = (await room.alice.submit_modal(form, {"question": "and when?"})).response
        assert follows is not None
        assert FOCUSED in said(follows)
        everywhere = (await room.alice.click(follows, label="Ask all articles")).response
        assert everywhere is not None
        assert everywhere.ephemeral
        assert "read as “When did the lighthouse of Cape Varn burn down?”" in said(everywhere)
        assert "in focus" not in said(everywhere)


async def test_the_button_asks_what_was_read_where_the_answer_before_is_gone(office: MakeOffice) -> None:
    """Law: a follow-up means what it meant, though nobody can read it anew; and a removal takes that reading back."""
    async with office() as here:
        room, records = here.room, here.room.client.records
        await here.settings("channel", article="river")
        await room.bob.send(room.channel, f"{room.me} {WHY}")
        await room.alice.send(room.channel, f"{room.me} and when?", reply_to=room.replies()[-1])
        follows = room.replies()[-1]
        await records.remove_person(room.bob.id)
        everywhere = (await room.alice.click(follows, label="Ask all articles")).response
        assert everywhere is not None
        assert said(everywhere).startswith("“and when?”\nread as “When did the lighthouse of Cape Varn burn down?”")
        assert "The lighthouse of Cape Varn · " in said(everywhere)
        given = await _given(room, everywhere)
        assert given.question == "and when?"
        await records.remove_article(0, "lighthouse")
        assert (await _given(room, everywhere)).read_as == "and when?"


async def test_the_button_is_of_its_place_and_counts(office: MakeOffice) -> None:
    """Law: forged in another channel it shows nothing, and what it asks is a question as any other."""
    async with office(limits={"per_person": 2}) as here:
        room, other = here.room, here.channel("other")
        await here.settings("channel", article="lighthouse")
        answer = await room.ask(BUILT)
        pressed = await room.alice.click(answer, label="Ask all articles")
        assert SENTENCE in said(pressed.response)
        assert "please ask again in" in said((await room.alice.click(answer, label="Ask all articles")).response)
        elsewhere = (await room.bob.slash(other, "ask", question=BUILT)).response
        assert elsewhere is not None
        forged = id_of(answer, "all")
        stored = room.env.backend.get_message(other.id, elsewhere.id)
        stored.components[0]["components"][-1]["components"][0]["custom_id"] = forged
        told = (await room.bob.click(elsewhere, custom_id=forged)).response
        assert "This answer was given in another place" in said(told)


async def test_it_is_said_again_when_the_message_is_shown_again(office: MakeOffice) -> None:
    """Law: after a press the message still says which article was asked, and why."""
    async with office() as here:
        room = here.room
        await here.settings("channel", article="lighthouse")
        answer = await room.ask(BUILT)
        await room.alice.click(answer, label="More context")
        assert FOCUSED in said(answer)
        assert "Ask all articles" in buttons(answer)


async def test_a_channel_may_mean_all_articles(office: MakeOffice) -> None:
    """Law: where the server has an article in focus a channel may have none."""
    async with office() as here:
        room = here.room
        await here.settings("server", article="lighthouse")
        assert FOCUSED in said(await room.ask(BREAD))
        shown = await here.settings("channel", article="*")
        assert "Article in focus: none, questions are asked of all articles · this channel" in shown
        assert "Bakery wins prize" in said(await room.ask(BREAD))


async def test_a_focus_that_is_gone_means_all_articles(office: MakeOffice) -> None:
    """Law: once it is removed questions go to all, follow-ups too, and the settings say that it is gone."""
    async with office() as here:
        room = here.room
        await here.settings("server", article="river")
        answer = await room.mention(WHY)
        room.serve(*(each for each in ARTICLES if each.id != "river"))
        assert "Bakery wins prize" in said(await room.ask(BREAD))
        await room.alice.send(room.channel, f"{room.me} and when?", reply_to=answer)
        assert "The lighthouse of Cape Varn" in said(room.replies()[-1])
        shown = await here.settings("show")
        assert "Article in focus: `river`, which is not there any more: questions are asked of all articles" in shown
        room.serve(*ARTICLES)
        assert "Article in focus: “River runs dry” · this server" in await here.settings("show")


async def test_another_article_of_that_id_is_not_in_focus(office: MakeOffice) -> None:
    """Law: a focus is of one corpus: a server's own article of the same name takes its place nowhere."""
    async with office() as here:
        room = here.room
        await here.settings("server", article="lighthouse")
        own = Article("lighthouse", "Our lamp", "The lighthouse of Cape Varn is a lamp in the hall.")
        room.serve(own, corpus_id=room.guild.id)
        answer = await room.ask(BREAD)
        assert "in focus" not in said(answer)
        assert "Bakery wins prize" in said(answer)
        assert "not there any more" in await here.settings("show")
        assert "Article in focus: “Our lamp” · this server" in await here.settings("server", article="lighthouse")
        assert "asked of “Our lamp” alone" in said(await room.ask(BREAD))
