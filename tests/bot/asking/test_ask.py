from __future__ import annotations

import logging

import pytest

from bot.records.values import GivenAnswer
from bot.rendering.answers import VOTES
from bot.wording import NEAREST
from corpus.values import Article
from retrieval.values import MAX_QUESTION
from tests.bot.asking.conftest import MakeRoom, buttons, id_of, said
from tests.retrieval.samples import ARTICLES, LIGHTHOUSE

BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
SENTENCE = "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."


async def test_an_answer_is_the_articles_own_words(room: MakeRoom) -> None:
    """`/ask` answers everyone with the sentence, its place, how sure it is and what is loaded."""
    async with room() as here:
        answer = await here.ask(BUILT)
        assert not answer.ephemeral
        text = said(answer)
        assert f"“{BUILT}”" in text
        assert text.count(SENTENCE) == 1
        assert "1 · paragraph 1 · The lighthouse of Cape Varn · Varn News · 4 May 2021" in text
        assert "confidence: " in text
        assert "3 articles loaded" in text
        assert buttons(answer)[-1] == VOTES["not_stated"][0]
        assert "Make public" not in buttons(answer)


async def test_it_is_acknowledged_before_anything_else(room: MakeRoom) -> None:
    """The first request about a command says that an answer will come; the second is the answer."""
    async with room() as here:
        before = len(here.env.http_requests)
        await here.ask(BUILT)
        first, second, *rest = here.env.http_requests[before:]
        assert first.path.endswith("/callback")
        assert first.json == {"type": 5}
        assert (second.method, second.path.rpartition("/")[2]) == ("PATCH", "@original")
        assert not rest


async def test_a_private_answer_is_for_the_asker_alone(room: MakeRoom) -> None:
    """It is shown to nobody else, and can be made public."""
    async with room() as here:
        answer = await here.ask(BUILT, private=True)
        assert answer.ephemeral
        assert "Make public" in buttons(answer)
        assert here.channel.history(viewer=here.bob) == []


@pytest.mark.parametrize("article", ["lighthouse", "The lighthouse of Cape Varn", "lightho", " LIGHTHOUSE of cape "])
async def test_one_article_may_be_asked_alone(room: MakeRoom, article: str) -> None:
    """By its id, its title or as much of it as tells it from the others."""
    async with room() as here:
        text = said(await here.ask("How many loaves are sold a day?", article=article))
        assert "The lighthouse of Cape Varn" in text
        assert "Bakery" not in text


async def test_an_article_that_is_not_there_is_told_with_the_nearest(room: MakeRoom) -> None:
    """The sentence names what was typed, without letting it format, and what it may mean."""
    async with room() as here:
        text = said(await here.ask(BUILT, article="**nothing** @everyone"))
        assert text == "There is no article “**nothing** @everyone”: /articles lists them."
        assert "did you mean “River runs dry”, “Bakery wins prize”, " in said(await here.ask(BUILT, article="r"))


async def test_an_article_that_does_not_say_is_named(room: MakeRoom) -> None:
    """Of one article the honest no is that article's, and says whether the question is on its matter at all."""
    async with room(threshold=1.0) as here:
        assert "“River runs dry” is about something else." in said(await here.ask(BUILT, article="river"))
        assert "“River runs dry” does not say" in said(
            await here.ask("Why did the river Aldo run dry?", article="river")
        )


async def test_an_honest_no_shows_the_two_nearest_as_no_answer(room: MakeRoom) -> None:
    """Nothing stands where an answer would; what comes nearest is called so."""
    async with room(threshold=1.0) as here:
        answer = await here.ask(BUILT)
        text = said(answer)
        assert NEAREST in text
        assert text.index(NEAREST) < text.index(SENTENCE)
        assert text.count(SENTENCE) == 1
        assert "2 · paragraph" in text
        assert "3 · paragraph" not in text
        assert "Wrong quote" not in buttons(answer)


async def test_with_no_articles_people_hear_how_to_add_one(room: MakeRoom) -> None:
    """An empty corpus is said, and there is nothing to press."""
    async with room(articles=()) as here:
        answer = await here.ask(BUILT)
        assert "No articles are loaded." in said(answer)
        assert buttons(answer) == []


@pytest.mark.parametrize("question", ["?!…", " — ", "\u200b"])
async def test_what_is_no_question_is_refused_to_the_asker_alone(room: MakeRoom, question: str) -> None:
    """One sentence says what to do, and nobody else sees it."""
    async with room() as here:
        result = await here.alice.slash(here.channel, "ask", question=question)
        assert result.response is not None
        assert result.response.ephemeral
        assert said(result.response) == "the question is empty: ask something in words"


async def test_the_message_command_asks_what_a_message_says(room: MakeRoom) -> None:
    """Mentions and emoji of a server are no words of it; the article's words can't ping from there either."""
    async with room() as here:
        asked = await here.bob.send(here.channel, f"{here.bob.mention} {BUILT} <:tower:123>")
        result = await here.alice.context_menu(here.channel, "Ask about this", asked)
        text = said(result.response)
        assert f"“{BUILT}”" in text
        assert SENTENCE in text


async def test_the_message_command_asks_what_a_message_forwards(room: MakeRoom) -> None:
    """A forwarded message has no words of its own; those that it forwards are the question."""
    async with room() as here:
        asked = await here.bob.send(here.channel, f"{here.bob.mention} {BUILT}")
        forwarded = await here.bob.forward(asked, here.channel)
        result = await here.alice.context_menu(here.channel, "Ask about this", forwarded)
        assert f"“{BUILT}”" in said(result.response)
        assert SENTENCE in said(result.response)


async def test_a_command_s_question_is_its_words_alone(room: MakeRoom) -> None:
    """Discord sends mentions and instants in options as it does in messages: neither are searched, shown or kept."""
    async with room() as here:
        answer = await here.ask(f"{here.bob.mention} {BUILT} </ask:{here.guild.id}> <t:1448841600:D> <id:guide>")
        assert said(answer).startswith(f"“{BUILT}”\n")
        refused = await here.ask(here.bob.mention)
        assert said(refused) == "the question is empty: ask something in words"


async def test_the_message_command_refuses_what_it_can_not_ask(room: MakeRoom) -> None:
    """A message without text, or with more of it than a question holds, gets a sentence for the asker alone."""
    async with room() as here:
        for content, sentence in (
            (here.bob.mention, "This message has no text that could be asked about."),
            ("word " * 300, f"the question has 1,499 characters and the limit is {MAX_QUESTION:,}: shorten it"),
        ):
            asked = await here.bob.send(here.channel, content)
            result = await here.alice.context_menu(here.channel, "Ask about this", asked)
            assert said(result.response) == sentence
            assert result.response is not None
            assert result.response.ephemeral


async def test_articles_are_suggested_as_people_type(room: MakeRoom) -> None:
    """By title, at most 25, within the length that Discord takes; what is sent is the id."""
    many = [Article(f"n{number:03}", f"Note {number:03} {'x' * 200}", "It stands.") for number in range(40)]
    async with room(articles=[*ARTICLES, *many]) as here:
        choices = await here.alice.autocomplete(here.channel, "ask", "article", "cape", question=BUILT)
        assert choices == [{"name": "The lighthouse of Cape Varn (2021)", "value": "lighthouse"}]
        choices = await here.alice.autocomplete(here.channel, "ask", "article", "", question=BUILT)
        assert len(choices) == 25
        assert all(1 <= len(each["name"]) <= 100 for each in choices)
        assert await here.alice.autocomplete(here.channel, "ask", "article", "zzz") == []


async def test_a_server_suggests_and_answers_from_its_own_and_the_shared_articles_alone(room: MakeRoom) -> None:
    """Law 3: another server's article is neither suggested nor cited."""
    secret = Article("secret", "Secret tower", "The secret tower of Cape Varn was built by Ada Gray.")
    async with room() as here:
        other = here.env.create_guild("Other")
        stranger = other.add_member(here.env.create_user("carol"))
        elsewhere = other.create_text_channel("ask")
        here.serve(secret, corpus_id=here.guild.id)
        assert "Ada Gray" in said(await here.ask("Who built the secret tower?"))
        result = await stranger.slash(elsewhere, "ask", question="Who built the secret tower?")
        assert "Ada Gray" not in said(result.response)
        assert await stranger.autocomplete(elsewhere, "ask", "article", "secret") == []
        assert await here.alice.autocomplete(here.channel, "ask", "article", "secret") != []
        result = await stranger.slash(elsewhere, "ask", question="Who built it?", article="secret")
        assert said(result.response).startswith("There is no article “secret”")


async def test_who_asks_too_much_hears_when_to_ask_again(room: MakeRoom) -> None:
    """The refusal is for the asker alone; others may ask; messages are counted and refused alike."""
    async with room(limits={"per_person": 1}) as here:
        assert SENTENCE in said(await here.ask(BUILT))
        refused = await here.ask(BUILT)
        assert refused.ephemeral
        assert "You have asked 1 question in a minute" in said(refused)
        assert "please ask again in " in said(refused)
        result = await here.bob.slash(here.channel, "ask", question=BUILT)
        assert SENTENCE in said(result.response)
        assert "please ask again in " in said(await here.mention(BUILT))


async def test_what_is_recorded_is_what_was_given(room: MakeRoom) -> None:
    """An answer's record has its question, place and outcome, the places and digests of its excerpts, and none of their
    words."""
    async with room() as here:
        answer = await here.ask(BUILT, private=True)
        answer_id = id_of(answer, "why").split(":")[2]
        given = await here.client.records.answer(here.guild.id, answer_id)
        assert isinstance(given, GivenAnswer)
        assert (given.question, given.read_as, given.private, given.answered) == (BUILT, BUILT, True, True)
        assert (given.guild_id, given.channel_id, given.asker_id) == (here.guild.id, here.channel.id, here.alice.id)
        assert given.excerpts == len(given.cited)
        first = given.cited[0]
        assert LIGHTHOUSE.body[first.start : first.end] == SENTENCE
        assert "Ida" not in repr(given.cited)
        assert await here.client.records.answer_in_message(here.guild.id, answer.id) == given


async def test_an_error_of_ours_is_told_and_logged(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The asker hears that it went wrong, never what; the log has it."""
    async with room() as here:

        async def fails(*_: object, **__: object) -> None:
            raise ZeroDivisionError("secret detail")

        monkeypatch.setattr(here.client.service, "ask", fails)
        with caplog.at_level(logging.ERROR, "bot"):
            text = said(await here.ask(BUILT))
        assert text == "Something went wrong here. It has been logged; please try again."
        assert "secret detail" in caplog.text
        here.env._errors.clear()
