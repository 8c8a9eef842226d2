from __future__ import annotations

import dataclasses
import re
from typing import Any

import discord
import pytest

from bot.asking.answers import NOT_ON_RECORD
from bot.presses import Press, press
from bot.records import GivenAnswer
from bot.rendering.answers import VOTES
from bot.rendering.layout import notice
from corpus.values import Article
from retrieval.values import Audience
from tests.bot.asking.conftest import MakeRoom, buttons, id_of, said
from tests.bot.rendering.markdown import shown_text, walk
from tests.retrieval.samples import ARTICLES, BAKERY, LIGHTHOUSE, RIVER

BURN = "Why did the lighthouse of Cape Varn burn down?"
BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
SENTENCE = "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."
MANY = Article(
    "many", "Towers", "\n".join(f"The granite tower number {n} was built by Ida Holm. It fell." for n in range(9))
)
TOWER = "Who built the granite tower?"
GONE = "What this answer quoted was removed: ask again."


@pytest.mark.parametrize("restart", [False, True])
async def test_context_opens_and_closes_in_place(room: MakeRoom, *, restart: bool) -> None:
    """More context shows what stands around the excerpt in its article, Less takes it away; the message stays one."""
    async with room() as here:
        answer = await here.ask(BUILT)
        before = said(answer)
        assert "Ships kept running aground" not in before.split("2 ·")[0].split("1 ·")[0]
        if restart:
            await here.restart()
        custom_id = id_of(answer, "context")
        pressed = await here.bob.click(answer, custom_id=custom_id)
        assert pressed.response is not None
        assert pressed.response.id == answer.id
        opened = said(answer)
        assert LIGHTHOUSE.body[: LIGHTHOUSE.body.index("\nThey")] in opened
        assert "Less context" in buttons(answer)
        await here.bob.click(answer, label="Less context")
        assert said(answer) == before
        assert len(here.replies()) == 1


@pytest.mark.parametrize("restart", [False, True])
async def test_next_shows_each_excerpt_once_and_comes_back(room: MakeRoom, *, restart: bool) -> None:
    """Three at a time, in the same message, until the first page again."""
    async with room(articles=[MANY]) as here:
        answer = await here.ask(TOWER)
        first = said(answer)
        assert "+2 more" in first
        if restart:
            await here.restart()
        await here.alice.click(answer, label="Next excerpts")
        second = said(answer)
        assert "4 · paragraph" in second
        assert "5 · paragraph" in second
        assert "3 · paragraph" not in second
        await here.alice.click(answer, label="First excerpts")
        assert said(answer) == first


async def test_next_skips_nothing_where_an_article_was_removed(room: MakeRoom) -> None:
    """What stands after the excerpts in sight is shown next, though one of those is gone by then."""
    towers = [
        Article(f"t{n}", f"T{n}", f"The granite tower number {n} was built by Ida Holm. It fell.") for n in range(9)
    ]
    async with room(articles=towers) as here:
        answer = await here.ask(TOWER)
        given = await here.record_of(answer)
        removed = next(each.article_id for each in given.cited if each.number == 2)
        here.serve(*(each for each in towers if each.id != removed))
        await here.alice.click(answer, label="Next excerpts")
        assert re.findall(r"(\d) · paragraph", said(answer)) == ["4", "5"]


@pytest.mark.parametrize("restart", [False, True])
async def test_why_is_told_to_who_asks(room: MakeRoom, *, restart: bool) -> None:
    """Reading, confidence and threshold, generation and scores, to one person alone."""
    async with room() as here:
        answer = await here.ask(BUILT)
        if restart:
            await here.restart()
        pressed = await here.bob.click(answer, label="Why")
        assert pressed.response is not None
        assert pressed.response.ephemeral
        text = said(pressed.response)
        assert text.startswith(f"Why this answer\nAsked: “{BUILT}”\nConfidence that")
        assert here.client.service.snapshot(Audience()).labels[0] in text
        assert "an answer is given from 0.00 on" in text
        assert "characters 0 to 71" in text


@pytest.mark.parametrize("restart", [False, True])
async def test_a_private_answer_is_made_public_once(room: MakeRoom, *, restart: bool) -> None:
    """All see it, with buttons that work and no more to publish; a reply to it goes on from it."""
    async with room() as here:
        answer = await here.ask(BURN, private=True)
        if restart:
            await here.restart()
        await here.alice.click(answer, label="Make public")
        (posted,) = here.channel.history(viewer=here.bob)
        assert not posted.flags.ephemeral
        assert LIGHTHOUSE.title in said(posted)
        assert "Make public" not in buttons(posted)
        assert "Make public" not in buttons(answer)
        assert [each.id for each in here.channel.history(viewer=here.bob)] == [posted.id]
        await here.bob.click(posted, label="Helpful")
        await here.bob.send(here.channel, f"{here.me} and when?", reply_to=posted)
        assert "read as “When did the lighthouse of Cape Varn burn down?”" in said(here.replies()[-1])


async def test_the_question_stands_where_it_is_not_beside_the_message(room: MakeRoom) -> None:
    """A reply hangs on its question and does not repeat it; a command's answer does, and what is made public too. No
    press changes that."""
    async with room() as here:
        reply = await here.mention(BURN)
        private = await here.ask(BURN, private=True)
        await here.alice.click(private, label="Make public")
        posted = here.channel.history(viewer=here.bob)[-1]
        for message, echoes in ((reply, False), (private, True), (posted, True)):
            assert (f"“{BURN}”" in said(message)) == echoes
            person = here.alice if message is private else here.bob
            await person.click(message, custom_id=id_of(message, "context"))
            shown = here.env.backend.get_message(here.channel.id, message.id)
            assert (f"“{BURN}”" in shown_text(shown.components)) == echoes


async def test_two_presses_at_once_publish_once(room: MakeRoom) -> None:
    """A double click is one wish."""
    async with room() as here:
        answer = await here.ask(BURN, private=True)
        await here.press_twice(here.alice, answer, id_of(answer, "publish"))
        assert len(here.channel.history(viewer=here.bob)) == 1


@pytest.mark.parametrize(("status", "code"), [(403, 50001), (403, 50013), (404, 10003), (400, 160005), (400, 50083)])
async def test_where_the_bot_may_not_write_itself_the_interaction_can(room: MakeRoom, status: int, code: int) -> None:
    """In a thread or channel that it is not in, a private answer is made public all the same, once, though it is pressed twice."""
    async with room() as here:
        answer = await here.ask(BURN, private=True)
        path = f"/channels/{here.channel.id}/messages"
        here.env.inject_error("POST", path, status=status, code=code, message="Missing Access", times=None)
        await here.press_twice(here.alice, answer, id_of(answer, "publish"))
        (posted,) = here.channel.history(viewer=here.bob)
        assert LIGHTHOUSE.title in said(posted)
        assert "Make public" not in buttons(posted)
        assert "Make public" not in buttons(answer)
        found = await here.client.records.answer_in_message(here.guild.id, posted.id)
        assert found == await here.record_of(answer)


async def test_what_could_not_be_posted_can_be_made_public_later(room: MakeRoom) -> None:
    """Where no way leads to the channel that is told, and the button stays for when one does."""
    async with room() as here:
        answer = await here.ask(BURN, private=True)
        for path in (f"/channels/{here.channel.id}/messages", "/webhooks/*"):
            here.env.inject_error("POST", path, status=403, code=50013, message="Missing Permissions")
        pressed = await here.alice.click(answer, label="Make public")
        assert [said(each) for each in pressed.followups]
        assert here.channel.history(viewer=here.bob) == []
        assert "Make public" in buttons(answer)
        await here.alice.click(answer, label="Make public")
        assert len(here.channel.history(viewer=here.bob)) == 1
        assert "Make public" not in buttons(answer)


async def test_what_was_published_can_not_be_published_again(room: MakeRoom) -> None:
    """The button stays away, whatever else is pressed."""
    async with room() as here:
        answer = await here.ask(BURN, private=True)
        await here.alice.click(answer, label="Make public")
        await here.alice.click(answer, custom_id=id_of(answer, "context"))
        assert "Make public" not in buttons(answer)


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("private", [False, True])
async def test_a_follow_up_is_asked_in_a_form(room: MakeRoom, *, restart: bool, private: bool) -> None:
    """It is read after the answer whose button was pressed, and is as private as that; a restart in between is no matter."""
    async with room() as here:
        answer = await here.ask(BURN, private=private)
        shown = await here.alice.click(answer, label="Follow up")
        assert shown.modal is not None
        if restart:
            await here.restart()
        result = await here.alice.submit_modal(shown, {"question": "and when?"})
        assert result.response is not None
        assert result.response.ephemeral == private
        text = said(result.response)
        assert text.startswith("“and when?”\nread as “When did the lighthouse of Cape Varn burn down?”")
        given = await here.record_of(result.response)
        assert given.parent_id == (await here.record_of(answer)).id


async def test_a_follow_up_stays_in_its_article(room: MakeRoom) -> None:
    """What was asked of one article goes on in it; the follow-up says so and offers all, the answer that named it does not."""
    async with room() as here:
        answer = await here.ask("How many loaves does he sell a day?", article="bakery")
        assert "Ask all articles" not in buttons(answer)
        shown = await here.alice.click(answer, label="Follow up")
        result = await here.alice.submit_modal(shown, {"question": "and when?"})
        assert result.response is not None
        assert (await here.record_of(result.response)).article_id == "bakery"
        assert "asked of “Bakery wins prize” alone, like the answer before; " in said(result.response)
        assert "lighthouse" not in said(result.response)
        everywhere = (await here.alice.click(result.response, label="Ask all articles")).response
        assert everywhere is not None
        assert (await here.record_of(everywhere)).article_id is None
        assert " alone, " not in said(everywhere)


async def test_more_of_a_lost_answer_is_the_question_again(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: where what was shown before is not on record any more, nothing is said to be left out, since nothing is."""
    async with room() as here:
        answer = await here.ask("How many loaves does he sell a day?", article="bakery")
        shown = await here.alice.click(answer, label="Follow up")
        more = (await here.alice.submit_modal(shown, {"question": "more?"})).response
        assert "without what was shown" in said(more)
        first, records = await here.record_of(answer), here.client.records
        on_record = records.answer

        async def lost(guild_id: int | None, answer_id: str) -> GivenAnswer | None:
            return None if answer_id == first.id else await on_record(guild_id, answer_id)

        monkeypatch.setattr(records, "answer", lost)
        assert more is not None
        everywhere = (await here.alice.click(more, label="Ask all articles")).response
        assert everywhere is not None
        assert "without what was shown" not in said(everywhere)
        again = await here.record_of(everywhere)
        assert (again.question, again.read_as) == (first.question, first.question)
        assert again.cited[0].start == first.cited[0].start


async def test_what_names_nothing_is_asked_of_the_article_of_the_answer_before(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where that answers too; the reply says so and offers all; what names anything is asked of all at once."""
    monkeypatch.setattr("retrieval.conversation.conversation._SURER", 1000.0)  # in a few sentences others are surer
    async with room() as here:
        answer = await here.ask("Who sells 400 loaves a day?")
        assert (await here.record_of(answer)).cited[0].article_id == "bakery"
        for question, article_id in (("what ran dry?", "bakery"), ("who built the lighthouse of Cape Varn?", None)):
            shown = await here.alice.click(answer, label="Follow up")
            result = await here.alice.submit_modal(shown, {"question": question})
            assert result.response is not None
            assert (await here.record_of(result.response)).article_id == article_id
            bound = "asked of “Bakery wins prize” alone, like the answer before; " in said(result.response)
            assert bound == ("Ask all articles" in buttons(result.response)) == (article_id is not None)


async def test_a_form_of_an_unknown_answer_or_without_words_is_refused(room: MakeRoom) -> None:
    """One sentence to who sent it."""
    async with room() as here:
        answer = await here.ask(BURN)
        shown = await here.alice.click(answer, label="Follow up")
        result = await here.alice.submit_modal(shown, {"question": "?!"})
        assert said(result.response) == "the question is empty: ask something in words"


@pytest.mark.parametrize("restart", [False, True])
async def test_a_vote_is_one_a_person_and_can_be_changed(room: MakeRoom, *, restart: bool) -> None:
    """The last of each counts; who presses twice hears so; only they see it."""
    async with room() as here:
        answer = await here.ask(BUILT)
        if restart:
            await here.restart()
        said_to = []
        for person, label in (
            (here.alice, "Helpful"),
            (here.alice, "Helpful"),
            (here.alice, "Wrong answer"),
            (here.bob, VOTES["not_stated"][0]),
        ):
            pressed = await person.click(answer, label=label)
            assert pressed.response is not None
            assert pressed.response.ephemeral
            said_to.append(said(pressed.response))
        assert [each.split(" ")[0] for each in said_to] == ["Noted:", "You", "Changed", "Noted:"]
        votes = {vote.person_id: vote.verdict async for _, vote in here.client.records.votes()}
        assert votes == {here.alice.id: "wrong_answer", here.bob.id: "not_stated"}


async def test_two_presses_of_a_vote_at_once_are_one(room: MakeRoom) -> None:
    """A double click is one vote."""
    async with room() as here:
        answer = await here.ask(BUILT)
        await here.press_twice(here.alice, answer, id_of(answer, "vote"))
        assert [vote.person_id async for _, vote in here.client.records.votes()] == [here.alice.id]


ACTIONS = ["context", "next", "why", "publish", "vote"]


def _row(answer_id: str, action: str) -> list[object]:
    arguments = {"context": (1, "0.0"), "next": ("0.0",), "vote": ("helpful",)}.get(action, ())
    return [press("Here", action, answer_id, *arguments)]


@pytest.mark.parametrize("action", ACTIONS)
async def test_an_answer_of_another_server_is_not_shown(room: MakeRoom, action: str) -> None:
    """Law 3: whatever button is pressed with whatever id, another server's answer stays there."""
    async with room() as here:
        given = await here.record_of(await here.ask(BUILT))
        other = here.env.create_guild("Other")
        carol, elsewhere = other.add_member(here.env.create_user("carol")), other.create_text_channel("ask")
        channel = here.client.get_channel(elsewhere.id)
        await channel.send(view=notice("old", _row(given.id, action)))  # type: ignore[union-attr, arg-type]
        assert elsewhere.last_message is not None
        pressed = await carol.click(elsewhere.last_message, label="Here")
        told = [pressed.response, *pressed.followups]
        assert NOT_ON_RECORD in [said(each) for each in told if each is not None]
        assert all("Ida Holm" not in said(each) for each in told if each is not None)
        assert [vote async for vote in here.client.records.votes()] == []


@pytest.mark.parametrize("action", ACTIONS)
async def test_an_answer_that_is_not_on_record_is_told(room: MakeRoom, action: str) -> None:
    """A button that outlived its record says so."""
    async with room() as here:
        channel = here.client.get_channel(here.channel.id)
        await channel.send(view=notice("old", _row("AAAAAAAAAAAA", action)))  # type: ignore[union-attr, arg-type]
        assert here.channel.last_message is not None
        pressed = await here.alice.click(here.channel.last_message, label="Here")
        told = [said(each) for each in [pressed.response, *pressed.followups] if each is not None]
        assert "This answer is not on record any more: ask again." in told


async def test_a_button_of_another_version_is_told(room: MakeRoom) -> None:
    """What nothing does any more says so."""
    async with room() as here:
        channel = here.client.get_channel(here.channel.id)
        await channel.send(view=notice("old", [press("Here", "gone", "a")]))  # type: ignore[union-attr]
        assert here.channel.last_message is not None
        pressed = await here.alice.click(here.channel.last_message, label="Here")
        assert said(pressed.response).startswith("This button is of another version of Footnote")


@pytest.mark.parametrize("changed", [None, dataclasses.replace(LIGHTHOUSE, body="Something else stands here now.")])
@pytest.mark.parametrize("action", ["context", "why", "publish"])
async def test_what_was_removed_or_changed_is_not_shown_again(
    room: MakeRoom, changed: Article | None, action: str
) -> None:
    """Law 1: with none of its excerpts left as they were, an answer is not shown, and the one who pressed hears why."""
    async with room(articles=[LIGHTHOUSE]) as here:
        answer = await here.ask(BUILT, private=True)
        here.serve(RIVER, *([changed] if changed else []))
        pressed = await here.alice.click(answer, custom_id=id_of(answer, action))
        told = [said(each) for each in [pressed.response, *pressed.followups] if each is not None]
        gone = "The passages? cited here (has|have|was|were) changed (on .*|since): ask again." if changed else GONE
        assert [each for each in told if re.fullmatch(gone, each)]
        assert here.channel.history(viewer=here.bob) == []


async def test_what_is_left_is_shown_with_how_much_is_gone(room: MakeRoom) -> None:
    """Excerpts whose words still stand keep their numbers; the others are counted."""
    async with room(articles=ARTICLES, answer={"citations": 20}) as here:
        answer = await here.ask("Who was the engineer, what was the harvest, and how many loaves?")
        given = await here.record_of(answer)
        kept = [each.number for each in given.cited if each.article_id != "lighthouse"]
        assert 0 < len(kept) < given.excerpts
        here.serve(BAKERY, RIVER)
        pressed = await here.alice.click(answer, label="Why")
        text = said(pressed.response)
        assert "Cape Varn" not in text.split("Generation")[1]
        await here.alice.click(answer, custom_id=id_of(answer, "context"))
        assert f"{given.excerpts - len(kept)} excerpt" in said(answer)
        assert "removed since" in said(answer)
        assert f"\n{kept[0]} · paragraph" in said(answer)


async def test_an_article_with_a_longer_ending_is_still_quoted(room: MakeRoom) -> None:
    """Only the words at their place matter, not the rest of the article."""
    async with room(articles=[LIGHTHOUSE]) as here:
        answer = await here.ask(BUILT)
        here.serve(dataclasses.replace(LIGHTHOUSE, body=LIGHTHOUSE.body + "\nMore.", title="Another title"))
        await here.alice.click(answer, custom_id=id_of(answer, "context"))
        assert SENTENCE in said(answer)
        assert "Another title" in said(answer)


async def test_buttons_work_in_direct_messages(room: MakeRoom) -> None:
    """A direct message's answer is shown again there."""
    async with room() as here:
        await here.alice.send_dm(BUILT)
        (answer,) = here.replies(here.alice.user.dm_channel)
        pressed = await here.alice.user.click(answer, label="Why")
        assert "Why this answer" in said(pressed.response)


def test_a_button_s_id_holds_what_it_does() -> None:
    """The id is read back by the template, and words of a modal are no button."""
    made = press("Label", "context", "abc", 3, "0.8")
    assert made.custom_id == "fn:context:abc:3:0.8"
    assert type(made).__discord_ui_compiled_template__.fullmatch(made.custom_id)
    assert shown_text([]) == ""


@pytest.mark.parametrize("action", ["context", "next"])
async def test_nothing_of_a_removed_article_stays_in_sight(room: MakeRoom, action: str) -> None:
    """Law 1: a press takes what was quoted out of a message whose article is gone, and its buttons too."""
    async with room(articles=[MANY]) as here:
        answer = await here.ask(TOWER)
        here.serve(RIVER)
        await here.bob.click(answer, custom_id=id_of(answer, action))
        assert said(answer) == GONE
        assert buttons(answer) == []
        assert [said(each) for each in here.channel.history(viewer=here.bob)] == [GONE]


async def test_why_an_answer_is_gone_is_told_to_who_asks(room: MakeRoom) -> None:
    """Why changes no message that others read: it says privately what became of the answer."""
    async with room(articles=[MANY]) as here:
        answer = await here.ask(TOWER)
        before = said(answer)
        here.serve(RIVER)
        pressed = await here.bob.click(answer, label="Why")
        assert pressed.response is not None
        assert pressed.response.ephemeral
        assert said(pressed.response) == GONE
        assert said(answer) == before


@pytest.mark.parametrize("action", ACTIONS)
async def test_an_answer_of_another_channel_is_not_shown(room: MakeRoom, action: str) -> None:
    """Law 3: not everyone in a server sees every channel, so a forged id shows nothing of one in another."""
    async with room() as here:
        given = await here.record_of(await here.ask(BUILT))
        elsewhere = here.guild.create_text_channel("elsewhere")
        await here.env.settle()
        channel = here.client.get_channel(elsewhere.id)
        await channel.send(view=notice("old", _row(given.id, action)))  # type: ignore[union-attr, arg-type]
        assert elsewhere.last_message is not None
        pressed = await here.bob.click(elsewhere.last_message, label="Here")
        told = [said(each) for each in [pressed.response, *pressed.followups] if each is not None]
        assert "This answer was given in another place: there is nothing of it to show here." in told
        assert all("Ida Holm" not in said(each) for each in here.replies(elsewhere))
        assert [vote async for vote in here.client.records.votes()] == []


async def test_only_who_asked_may_publish(room: MakeRoom) -> None:
    """Another's id in the button of an answer of one's own makes nothing public, and the asker still can."""
    async with room() as here:
        answer = await here.ask(BURN, private=True)
        own = await here.bob.slash(here.channel, "ask", question=BUILT, private=True)
        assert own.response is not None
        forged = id_of(answer, "publish")
        stored = here.env.backend.get_message(here.channel.id, own.response.id)
        next(each for each in walk(stored.components) if each.get("custom_id") == id_of(own.response, "publish"))[
            "custom_id"
        ] = forged
        before = len(here.env.http_requests)
        await here.press_twice(here.bob, own.response, forged)
        sent = "".join(str(each.json) for each in here.env.http_requests[before:])
        assert "Only who asked may make an answer public." in sent
        assert BURN not in sent
        assert [each for each in here.replies() if not each.flags.ephemeral] == []
        await here.alice.click(answer, label="Make public")
        assert len([each for each in here.replies() if not each.flags.ephemeral]) == 1
        assert "Make public" not in buttons(answer)


async def test_what_is_public_is_not_published_again(room: MakeRoom) -> None:
    """The id of a public answer in a button that publishes adds no second message."""
    async with room() as here:
        given = await here.record_of(await here.ask(BURN))
        channel = here.client.get_channel(here.channel.id)
        await channel.send(view=notice("old", _row(given.id, "publish")))  # type: ignore[union-attr, arg-type]
        assert here.channel.last_message is not None
        pressed = await here.alice.click(here.channel.last_message, label="Here")
        told = [said(each) for each in [pressed.response, *pressed.followups] if each is not None]
        assert "This answer is public already." in told
        assert len(here.replies()) == 2


@pytest.mark.parametrize(
    "stale",
    [
        ("why",),
        ("why", "AAAAAAAAAAAA", "1"),
        ("context", "AAAAAAAAAAAA"),
        ("context", "AAAAAAAAAAAA", 1, "0.0", "x"),
        ("next", "AAAAAAAAAAAA"),
        ("publish", "AAAAAAAAAAAA", "b"),
        ("vote", "AAAAAAAAAAAA"),
        ("follow",),
    ],
)
async def test_a_button_with_other_arguments_is_of_another_version(room: MakeRoom, stale: tuple[object, ...]) -> None:
    """Too few or too many are told as an old button, not as a failure."""
    async with room() as here:
        channel = here.client.get_channel(here.channel.id)
        await channel.send(view=notice("old", [press("Here", str(stale[0]), *stale[1:])]))  # type: ignore[union-attr]
        assert here.channel.last_message is not None
        pressed = await here.alice.click(here.channel.last_message, label="Here")
        assert said(pressed.response) == "This button is of another version of Footnote and does nothing any more."


@pytest.mark.parametrize(
    "arguments", [("0", "0.0"), ("33", "0.0"), ("²", "0.0"), ("x", "0.0"), ("-1", "0.0"), ("1", "x")]
)
async def test_a_forged_number_changes_no_more_than_the_look(room: MakeRoom, arguments: tuple[str, str]) -> None:
    """Whatever number or look stands in an id, the answer is shown again and nothing fails."""
    async with room() as here:
        answer = await here.ask(BUILT)
        given = await here.record_of(answer)
        channel = here.client.get_channel(here.channel.id)
        forged = press("Here", "context", given.id, *arguments)
        await channel.send(view=notice("old", [forged]))  # type: ignore[union-attr]
        assert here.channel.last_message is not None
        await here.alice.click(here.channel.last_message, label="Here")
        assert SENTENCE in said(here.replies()[-1])


async def test_a_vote_that_is_none_is_refused(room: MakeRoom) -> None:
    """A forged verdict is told and not counted."""
    async with room() as here:
        given = await here.record_of(await here.ask(BUILT))
        channel = here.client.get_channel(here.channel.id)
        await channel.send(view=notice("old", [press("Here", "vote", given.id, "superb")]))  # type: ignore[union-attr]
        assert here.channel.last_message is not None
        pressed = await here.alice.click(here.channel.last_message, label="Here")
        assert said(pressed.response).startswith("There is no such vote")
        assert [vote async for vote in here.client.records.votes()] == []


async def test_no_message_and_no_form_is_kept(room: MakeRoom) -> None:
    """Buttons are found by their ids: discord.py keeps no message of ours, whose end would take all buttons with it."""
    async with room() as here:
        store = here.client._connection._view_store
        sent: list[discord.ui.LayoutView] = []

        async def show(interaction: discord.Interaction[Any]) -> None:
            view = notice("shown", [press("Here", "shown")])
            assert view.is_dispatchable()
            sent.append(view)
            await interaction.response.send_message(view=view, ephemeral=True)

        async def heard(interaction: discord.Interaction[Any]) -> None:
            await interaction.response.send_message(view=notice("heard"), ephemeral=True)

        here.client.presses.update(show=show, shown=heard)
        channel = here.client.get_channel(here.channel.id)
        await channel.send(view=notice("old", [press("Show", "show")]))  # type: ignore[union-attr]
        assert here.channel.last_message is not None
        shown = await here.alice.click(here.channel.last_message, label="Show")
        assert shown.response is not None
        answer = await here.ask(BUILT)
        await here.alice.click(answer, label="Follow up")
        assert (store._views, store._synced_message_views, store._modals) == ({}, {}, {})
        (view,) = sent
        assert view.timeout is None  # discord.py ends what it keeps of private messages after a quarter of an hour
        view.stop()
        assert Press in store._dynamic_items.values()
        assert said((await here.alice.click(shown.response, label="Here")).response) == "heard"
