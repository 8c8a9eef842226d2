"""What every backend of records must do, on real files and a real server."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.records import Records, RecordsError, UnknownAnswer, load_records
from bot.records.values import (
    ALL_ARTICLES,
    LISTING_LIFE,
    VERDICTS,
    WHOLE_SERVER,
    Change,
    Cited,
    Focus,
    GivenAnswer,
    Listing,
    Preferences,
    Vote,
    new_id,
    published,
)
from config.settings import Settings
from retrieval.values import Differing, Grounds, Missing, Part
from tests.contracts.conftest import in_file, name_of

ROOT = Path(__file__).parents[2]
NOON = dt.datetime(2026, 3, 1, 12, 0, 0, 123456, dt.UTC)
SNOWFLAKE = 2**63 - 1


def given(number: int = 0, **changes: Any) -> GivenAnswer:
    """An answer given `number` seconds after noon."""
    answer = GivenAnswer(
        id=new_id(),
        given=NOON + dt.timedelta(seconds=number),
        guild_id=SNOWFLAKE,
        channel_id=SNOWFLAKE - 1,
        asker_id=SNOWFLAKE - 2,
        question="And 東京 👩\u200d🚀?",
        read_as="When was the lighthouse of Cape Varn built, e\u0301?",
        parent_id=None,
        article_id=None,
        private=False,
        reason=None,
        confidence=0.1 + 0.2,
        generations=("0:000001-a", f"{SNOWFLAKE}:000002-b"),
        excerpts=2,
        cited=(
            Cited(1, 0, "lighthouse", 0, 72, "d" * 64, 1, 1.25, 40, 44),
            Cited(2, SNOWFLAKE, "bakery", 5, 70, "e" * 64, 3, -0.5),
        ),
    )
    return replace(answer, **changes)


def listing(**changes: Any) -> Listing:
    """A listing made at noon."""
    options = (("from", "2015-07-01"), ("person", "Ida Holm, é 👩\u200d🚀"))
    made = Listing(new_id(), NOON, SNOWFLAKE, SNOWFLAKE - 1, "timeline", SNOWFLAKE - 2, "lighthouse", options)
    return replace(made, **changes)


def vote(answer: GivenAnswer, person_id: int = 1, **changes: Any) -> Vote:
    return replace(Vote(answer.id, person_id, "helpful", NOON), **changes)


def held(text: str, kept: Settings) -> str:
    """A text as a database holds it: PostgreSQL has no NUL, which no question and no article has either."""
    return text if in_file(kept) else text.replace("\0", "\N{REPLACEMENT CHARACTER}")


async def reopened(records: Records, kept: Settings) -> Records:
    await records.aclose()
    again = load_records(kept)
    await again.open()
    return again


async def votes_of(records: Records) -> list[tuple[GivenAnswer, Vote]]:
    return [each async for each in records.votes()]


async def test_answer_comes_back_as_it_was_given(records: Records, kept: Settings) -> None:
    """Every field of an answer or an honest no survives to the bit, whatever it holds, also a new start."""
    other_zone = dt.timezone(dt.timedelta(hours=5, minutes=30))
    answers = [
        given(),
        given(guild_id=None, private=True, parent_id="earlier", article_id="bakery"),
        given(reason="not_stated", cited=(), excerpts=0, generations=(), confidence=0.0),
        given(reason="not_stated", missing=Missing("number", 'how many 👩\u200d🚀 "left"\x00')),
        given(parts=(Part("who", (2, 1)), Part("why, é", ())), grounds=Grounds(None, 0.1 + 0.2, 0.0, 1.0)),
        given(grounds=Grounds(1 / 3, 0.5, 0.25, 2 / 3)),
        given(differing=(Differing("number", ((2, 1), (5,))), Differing("name", ((3,), (4,))))),
        given(cited=(Cited(1, 0, "a", 5, 9, "d" * 64, 1, 1.0, 0, 0),), excerpts=1),
        given(article_id="bakery", focused=True),
        given(question="'; DROP TABLE answers; --\x00\u202e", read_as="\x7f\n" * 1000),
        given(given=NOON.astimezone(other_zone)),
    ]
    for answer in answers:
        await records.add_answer(answer)
    records = await reopened(records, kept)
    for answer in answers:
        found = await records.answer(answer.guild_id, answer.id)
        assert found == replace(answer, question=held(answer.question, kept))
        assert found is not None
        assert found.given.tzinfo is dt.UTC
    assert await records.answer(SNOWFLAKE, "never-given") is None
    await records.aclose()


async def test_message_leads_to_its_answer(records: Records) -> None:
    """One answer may stand in several messages, a message holds the one put there last, another holds none."""
    first, second = given(1), given(2)
    for answer in (first, second):
        await records.add_answer(answer)
    for message_id in (SNOWFLAKE, 7):
        await records.add_message(SNOWFLAKE, first.id, message_id, 5)
    assert (
        await records.answer_in_message(SNOWFLAKE, SNOWFLAKE) == await records.answer_in_message(SNOWFLAKE, 7) == first
    )
    await records.add_message(second.guild_id, second.id, 7, 5)
    assert await records.answer_in_message(SNOWFLAKE, 7) == second
    assert await records.answer_in_message(SNOWFLAKE, SNOWFLAKE) == first
    assert await records.answer_in_message(SNOWFLAKE, 8) is None


async def test_last_answer_is_the_newest_that_all_may_see(records: Records) -> None:
    """The newest answer standing in a channel counts, by when it was given, private ones and other channels' never."""
    old, new, secret, elsewhere = given(1), given(2), given(3, private=True), given(4)
    assert await records.last_answer_in(SNOWFLAKE, 5) is None
    for answer in (old, new, secret, elsewhere, given(5, channel_id=5)):
        await records.add_answer(answer)
    assert await records.last_answer_in(SNOWFLAKE, 5) is None
    await records.add_message(new.guild_id, new.id, 10, 5)
    await records.add_message(secret.guild_id, secret.id, 11, 5)
    await records.add_message(elsewhere.guild_id, elsewhere.id, 12, 6)
    # An old answer shown again is not the newest.
    await records.add_message(old.guild_id, old.id, 13, 5)
    assert await records.last_answer_in(SNOWFLAKE, 5) == new
    assert await records.last_answer_in(SNOWFLAKE, 6) == elsewhere
    await records.add_message(elsewhere.guild_id, elsewhere.id, 14, 5)
    assert await records.last_answer_in(SNOWFLAKE, 5) == elsewhere


async def test_a_private_answer_counts_once_it_stands_where_all_see_it(records: Records) -> None:
    """Made public it is the last answer of its channel, in that server alone; until it has been posted it is not."""
    public, secret, other = given(1), given(2, private=True), given(3, private=True)
    same = replace(secret, guild_id=7)
    for answer, message_id in ((public, 10), (secret, 11), (other, 12), (same, 13)):
        await records.add_answer(answer)
        await records.add_message(answer.guild_id, answer.id, message_id, 5)
    await records.set_fact(published(secret.id), "yes", SNOWFLAKE)
    assert await records.last_answer_in(SNOWFLAKE, 5) == public
    await records.add_message(SNOWFLAKE, secret.id, 14, 5)
    assert await records.last_answer_in(SNOWFLAKE, 5) == secret
    assert await records.last_answer_in(7, 5) is None


async def test_what_no_answer_has_is_refused(records: Records) -> None:
    """A message or a vote for an answer that was never given is a sentence, and leaves nothing behind."""
    with pytest.raises(UnknownAnswer, match="there is no answer 'never-given'"):
        await records.add_message(SNOWFLAKE, "never-given", 1, 1)
    with pytest.raises(UnknownAnswer, match="there is no answer 'never-given'"):
        await records.vote(SNOWFLAKE, vote(given(id="never-given")))
    assert await records.answer_in_message(SNOWFLAKE, 1) is None
    assert await votes_of(records) == []


async def test_later_vote_takes_the_place_of_the_earlier(records: Records) -> None:
    """Each person has one vote an answer, the last; the one before is told."""
    answer = given()
    await records.add_answer(answer)
    earlier = None
    for seconds, verdict in enumerate(VERDICTS):
        cast = vote(answer, SNOWFLAKE, verdict=verdict, at=NOON + dt.timedelta(seconds=seconds))
        assert await records.vote(SNOWFLAKE, cast) == earlier
        earlier = verdict
        assert await votes_of(records) == [(answer, cast)]
    assert await records.vote(SNOWFLAKE, vote(answer, 2)) is None
    assert len(await votes_of(records)) == 2


async def test_one_person_voting_at_once_has_one_vote(records: Records) -> None:
    """Of many votes at the same moment each hears of the one before it, and the last one stands alone."""
    answer = given()
    await records.add_answer(answer)
    cast = [vote(answer, verdict=VERDICTS[number % 4]) for number in range(50)]
    earlier = await asyncio.gather(*(records.vote(SNOWFLAKE, each) for each in cast))
    assert earlier.count(None) == 1
    ((_, standing),) = await votes_of(records)
    told = [verdict for verdict in earlier if verdict is not None]
    assert sorted([*told, standing.verdict]) == sorted(each.verdict for each in cast)


async def test_votes_come_by_answer_oldest_first(records: Records) -> None:
    """All votes come once, an answer's together, through many pages, many answers of one moment and removed articles."""
    answers = [given(number // 7) for number in range(450)]
    for answer in random.Random(1).sample(answers, len(answers)):
        await records.add_answer(answer)
    await records.add_answer(given(3))
    for answer in answers:
        await records.vote(SNOWFLAKE, vote(answer, 2))
        await records.vote(SNOWFLAKE, vote(answer, 1, at=NOON + dt.timedelta(1), verdict="wrong_quote"))
    await records.remove_article(SNOWFLAKE, "bakery")
    expected = [
        (replace(answer, cited=answer.cited[:1], read_as=answer.question), person)
        for answer in sorted(answers, key=lambda answer: (answer.given, answer.id))
        for person in (2, 1)
    ]
    assert [(answer, cast.person_id) for answer, cast in await votes_of(records)] == expected


async def test_reading_votes_holds_nobody_up(records: Records) -> None:
    """While votes are read nothing is held: others write, and who stops half way leaves nothing open."""
    for number in range(3):
        await records.add_answer(answer := given(number))
        await records.vote(SNOWFLAKE, vote(answer))
    async for answer, _ in records.votes():
        await records.vote(SNOWFLAKE, vote(answer, 2, verdict="not_stated"))
        await records.remove_article(0, "lighthouse")
        break
    assert len(await votes_of(records)) == 4


async def test_removed_article_is_forgotten(records: Records, kept: Settings) -> None:
    """Every excerpt of the article goes, the same name in another corpus stays, and how many there were is known."""
    answers = [given(1), given(2)]
    for answer in answers:
        await records.add_answer(answer)
    await records.remove_article(0, "bakery")
    assert await records.answer(answers[0].guild_id, answers[0].id) == answers[0]
    await records.remove_article(0, "lighthouse")
    await records.remove_article(0, "lighthouse")
    for answer in answers:
        found = await records.answer(answer.guild_id, answer.id)
        assert found == replace(answer, cited=answer.cited[1:], read_as=answer.question)
        assert found is not None
        assert (found.excerpts, len(found.cited)) == (2, 1)


OWN, READ = "And who built it?", "And who built it? — Cape Varn"


def follow_up(parent: GivenAnswer | None, *articles: str, **changes: Any) -> GivenAnswer:
    """An answer that quotes shared `articles` and goes on from another, with the words of that one."""
    cited = tuple(Cited(number, 0, each, 0, 9, "d" * 64, 1, 1.0) for number, each in enumerate(articles, 1))
    about: dict[str, Any] = {"parts": (Part("who built Cape Varn", (1,)),), "missing": Missing("person", "Cape Varn")}
    parent_id = None if parent is None else parent.id
    return given(**{"cited": cited, "parent_id": parent_id, "question": OWN, "read_as": READ, **about, **changes})


async def read_as_asked(records: Records, answers: Sequence[GivenAnswer]) -> list[bool]:
    """Of each whether nothing of how it was read is left; it fails where anything else of it changed, or a part of that stays."""
    found = []
    for answer in answers:
        now = await records.answer(answer.guild_id, answer.id)
        assert now is not None
        taken_back = replace(answer, read_as=answer.question, parts=(), missing=None)
        found.append(replace(now, cited=answer.cited) == taken_back != answer)
        assert found[-1] or replace(now, cited=answer.cited) == answer
    return found


async def test_words_of_a_removed_article_leave_the_questions_that_took_them_over(
    records: Records, kept: Settings
) -> None:
    """Law: whatever was read after an answer that quoted it is read as it was asked, however far on; what no word of it could
    reach stays, and so does what quoted its namesake."""
    first, other, namesake = (follow_up(None, each, read_as=OWN) for each in ("mill", "bakery", "bakery"))
    namesake = replace(namesake, cited=(replace(namesake.cited[0], corpus_id=9, article_id="mill"),))
    direct = follow_up(first)
    further = follow_up(direct, "bakery")
    furthest = follow_up(further)
    quotes_it = follow_up(other, "bakery", "mill")
    alone = follow_up(first, read_as=OWN)
    after_alone, after_other, after_namesake = follow_up(alone), follow_up(other), follow_up(namesake)
    reached = [direct, further, furthest, quotes_it]
    beyond = [first, other, namesake, alone, after_alone, after_other, after_namesake]
    for answer in (*reached, *beyond):  # also those that are recorded before what they follow
        await records.add_answer(answer)
    assert await read_as_asked(records, reached) == [False] * 4
    for _ in range(2):
        await records.remove_article(0, "mill")
        assert await read_as_asked(records, reached) == [True] * 4
        assert await read_as_asked(records, beyond) == [False] * 7


async def test_words_that_nobody_can_tell_the_source_of_go_with_any_article(records: Records) -> None:
    """Law: where the answer before is not on record any more, what was taken over from it does not outlive a removal."""
    first = given(asker_id=1, read_as=OWN, question=OWN)
    orphan = follow_up(first, asker_id=2)
    after = follow_up(orphan, asker_id=2)
    for answer in (first, orphan, after):
        await records.add_answer(answer)
    await records.remove_person(1)
    assert await read_as_asked(records, [orphan, after]) == [False, False]
    await records.remove_article(0, "mill")
    assert await read_as_asked(records, [orphan, after]) == [True, True]


async def test_many_that_took_words_over_lose_them_all(records: Records) -> None:
    """Law: there are never too many of them."""
    first = follow_up(None, "mill", read_as=OWN)
    answers, chosen = [first], random.Random(3)
    for _ in range(1200):
        answers.append(follow_up(chosen.choice(answers[-3:])))
    await asyncio.gather(*map(records.add_answer, answers))
    await records.remove_article(0, "mill")
    assert all(await read_as_asked(records, answers[1:]))


async def test_changes_come_newest_first(records: Records) -> None:
    """The newest changes of one corpus come back whole, at most as many as wanted; of one moment the last added is newest."""
    console = Change(NOON, 0, None, None, "reload", True, "3 articles were added")
    person = Change(NOON + dt.timedelta(1), 0, SNOWFLAKE, SNOWFLAKE, "rollback", False, "there is none before")
    other = replace(console, corpus_id=SNOWFLAKE)
    same = replace(person, outcome="again")
    for change in (person, console, other, same):
        await records.add_change(change)
    assert await records.changes(0, 10) == (same, person, console)
    assert await records.changes(0, 1) == (same,)
    assert await records.changes(SNOWFLAKE, 10) == (other,)
    assert await records.changes(1, 10) == ()


async def test_listing_comes_back_as_it_was_made(records: Records, kept: Settings) -> None:
    """Every field of a listing survives, also a new start; one that nobody made is None."""
    made = [
        listing(),
        listing(guild_id=None, kind="quotes", corpus_id=None, article_id=None, options=()),
        listing(options=(("speaker", "\x7f'; --"),)),
    ]
    for each in made:
        await records.add_listing(each)
    records = await reopened(records, kept)
    assert [await records.listing(each.guild_id, each.id) for each in made] == made
    assert await records.listing(SNOWFLAKE, "never-made") is None
    await records.aclose()


async def test_listings_of_a_removed_article_are_forgotten(records: Records) -> None:
    """Those of that article go, with all that was asked of it; those of others, of its namesake and of all articles stay."""
    of_it = [listing(corpus_id=0, options=(("speaker", name),)) for name in ("Ida Holm", "Otto Frei")]
    others = [
        listing(corpus_id=0, article_id="bakery"),
        listing(corpus_id=SNOWFLAKE),
        listing(corpus_id=None, article_id=None),
    ]
    for each in of_it + others:
        await records.add_listing(each)
    for _ in range(2):
        await records.remove_article(0, "lighthouse")
        assert [await records.listing(each.guild_id, each.id) for each in of_it] == [None, None]
        assert [await records.listing(each.guild_id, each.id) for each in others] == others


async def test_listings_are_not_kept_for_ever(records: Records) -> None:
    """Who adds one lets those go that are older than it by more than their life; one of just that age stays."""
    ages = (LISTING_LIFE + dt.timedelta(microseconds=1), LISTING_LIFE, dt.timedelta())
    made = [listing(made=NOON - age) for age in ages]
    for each in made:
        await records.add_listing(each)
    assert [await records.listing(each.guild_id, each.id) for each in made] == [None, *made[1:]]
    east = dt.timezone(dt.timedelta(hours=14))
    await records.add_listing(listing(made=(NOON + dt.timedelta(microseconds=1)).astimezone(east)))
    assert [await records.listing(each.guild_id, each.id) for each in made] == [None, None, made[2]]


async def test_a_listing_is_never_replaced(records: Records) -> None:
    """A second listing of one id is refused; the first one stays as it was."""
    first = listing()
    await records.add_listing(first)
    with pytest.raises(RecordsError, match="listings"):
        await records.add_listing(replace(first, options=()))
    assert await records.listing(first.guild_id, first.id) == first


async def test_preferences_come_back_as_they_were_decided(records: Records, kept: Settings) -> None:
    """Each value survives, also a new start, by server and channel; a value that is false or empty is one."""
    everything: dict[str, Any] = {
        "mentions": False, "threads": True, "private": False, "focus": Focus(SNOWFLAKE, "bakery"),
        "per_person": 1, "per_server": 2**31 - 1, "log_channel_id": SNOWFLAKE,
    }  # fmt: skip
    assert await records.preferences() == {}
    assert await records.change_preferences(SNOWFLAKE, WHOLE_SERVER, everything) == {
        WHOLE_SERVER: Preferences(**everything)
    }
    await records.change_preferences(SNOWFLAKE, 7, {"focus": ALL_ARTICLES})
    await records.change_preferences(2, WHOLE_SERVER, {"private": True})
    records = await reopened(records, kept)
    servers = {WHOLE_SERVER: Preferences(**everything), 7: Preferences(focus=ALL_ARTICLES)}
    other = {2: {WHOLE_SERVER: Preferences(private=True)}}
    assert await records.preferences(SNOWFLAKE) == {SNOWFLAKE: servers}
    assert await records.preferences() == {SNOWFLAKE: servers, **other}
    assert await records.preferences(2) == other
    assert await records.preferences(3) == {}
    await records.aclose()


async def test_a_preference_is_changed_by_itself(records: Records) -> None:
    """What is not among the changes stays, None takes a value back, and of a place that prefers nothing nothing is kept."""
    await records.change_preferences(1, 7, {"mentions": False, "focus": Focus(0, "bakery")})
    await records.change_preferences(1, 7, {"private": True})
    changed = await records.change_preferences(1, 7, {"focus": None})
    assert changed == {7: Preferences(mentions=False, private=True)}
    assert await records.change_preferences(1, 7, {}) == changed
    assert await records.change_preferences(1, 8, {}) == changed
    assert await records.change_preferences(1, 8, {"threads": None}) == changed
    assert await records.change_preferences(1, 7, {"mentions": None, "private": None}) == {}
    assert await records.preferences() == {}


async def test_a_removed_article_is_in_focus_nowhere(records: Records) -> None:
    """It goes from every server and channel, the rest of what they decided stays; its namesake and "all articles" stay too."""
    places = {(1, WHOLE_SERVER): Focus(0, "bakery"), (1, 7): Focus(0, "bakery"), (2, 7): Focus(0, "bakery")}
    others = {(3, 7): Focus(3, "bakery"), (3, 8): Focus(0, "river"), (3, 9): ALL_ARTICLES}
    for (guild_id, channel_id), focus in {**places, **others}.items():
        await records.change_preferences(guild_id, channel_id, {"focus": focus})
    await records.change_preferences(1, 7, {"private": False})
    stays = {3: {channel_id: Preferences(focus=focus) for (_, channel_id), focus in others.items()}}
    for _ in range(2):
        await records.remove_article(0, "bakery")
        assert await records.preferences() == {1: {7: Preferences(private=False)}, **stays}
    await records.remove_article(0, "")
    assert (await records.preferences())[3] == stays[3]


async def test_changes_at_once_are_all_kept(records: Records, kept: Settings) -> None:
    """Two processes that change different preferences of one place at the same time lose neither's."""
    other = load_records(kept)
    await other.open()
    names = ("mentions", "threads", "private", "per_person", "per_server", "log_channel_id")
    writers = [records, other] * 3
    await asyncio.gather(*(each.change_preferences(1, 2, {name: 1}) for each, name in zip(writers, names, strict=True)))
    assert await records.preferences() == {1: {2: Preferences(True, True, True, None, 1, 1, 1)}}
    await other.aclose()


async def test_fact_is_what_was_set_last(records: Records, kept: Settings) -> None:
    """A fact is what was remembered last under its name, and None before that."""
    assert await records.fact("commands") is None
    await records.set_fact("commands", "a")
    await records.set_fact("commands", "é\x00")
    records = await reopened(records, kept)
    assert await records.fact("commands") == held("é\x00", kept)
    assert await records.fact("other") is None
    await records.aclose()


@pytest.mark.parametrize(
    "ask",
    [
        lambda records: records.add_answer(given(question="half \ud800")),
        lambda records: records.add_answer(given(asker_id=2**63)),
        lambda records: records.add_answer(given(given=NOON.replace(tzinfo=None))),
        lambda records: records.add_answer(given(cited=(given().cited[0],) * 2)),
        lambda records: records.add_answer(given(read_as=None)),
        lambda records: records.answer(1, "\udfff"),
        lambda records: records.fact("\udfff"),
        lambda records: records.listing(1, "\udfff"),
        lambda records: records.add_listing(listing(channel_id=2**63)),
        lambda records: records.add_listing(listing(corpus_id=2**63)),
        lambda records: records.add_listing(listing(article_id="\udfff")),
        lambda records: records.add_listing(listing(made=NOON.replace(tzinfo=None))),
        lambda records: records.set_fact("a", "\udfff"),
        lambda records: records.answer_in_message(SNOWFLAKE, 2**64),
        lambda records: records.last_answer_in(SNOWFLAKE, -(2**64)),
        lambda records: records.remove_article(0, "\udfff"),
    ],
)
async def test_what_can_not_be_stored_is_a_sentence(
    records: Records, kept: Settings, ask: Callable[[Records], Awaitable[object]]
) -> None:
    """A value that no database takes is one sentence that names the database and not the value; nothing of it is kept."""
    with pytest.raises(RecordsError, match=name_of(str(kept.database.url))) as raised:
        await ask(records)
    assert "\n" not in str(raised.value)
    assert "Cape Varn" not in str(raised.value)
    answer = given()
    await records.add_answer(answer)
    await records.vote(SNOWFLAKE, vote(answer))
    assert len(await votes_of(records)) == 1


async def test_an_answer_is_never_replaced(records: Records) -> None:
    """A second answer of one id is refused whole; the first one stays as it was."""
    answer = given()
    await records.add_answer(answer)
    with pytest.raises(RecordsError, match="answers"):
        await records.add_answer(replace(answer, question="Another?", cited=(), excerpts=0))
    assert await records.answer(answer.guild_id, answer.id) == answer


async def test_five_hundred_answers_at_once(records: Records) -> None:
    """As many as come at once are all kept, whoever reads meanwhile."""
    answers = [given(number) for number in range(500)]
    reading = asyncio.gather(*(records.answer(answer.guild_id, answer.id) for answer in answers))
    await asyncio.gather(*(records.add_answer(answer) for answer in answers))
    await reading
    assert await asyncio.gather(*(records.answer(answer.guild_id, answer.id) for answer in answers)) == answers


async def test_who_gives_up_leaves_whole_answers(records: Records) -> None:
    """Writers that are cancelled at any moment leave an answer whole or not at all, and others go on."""
    answers = [given(number) for number in range(150)]
    pause = random.Random(2)
    for answer in answers:
        writing = asyncio.create_task(records.add_answer(answer))
        for _ in range(pause.randrange(40)):
            await asyncio.sleep(0)
        if pause.random() < 0.5:
            await asyncio.wait([writing], timeout=pause.random() / 1000)
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
    kept = [await records.answer(answer.guild_id, answer.id) for answer in answers]
    assert all(found in (None, answer) for found, answer in zip(kept, answers, strict=True))
    await asyncio.wait_for(records.add_answer(answer := given()), 1)
    assert await records.answer(answer.guild_id, answer.id) == answer


async def test_closed_records_say_so(records: Records) -> None:
    """Before open and after aclose nothing is taken or given; what was under way is finished, and aclose may come twice."""
    answers = [given(number) for number in range(20)]
    writing = asyncio.gather(*(records.add_answer(answer) for answer in answers), return_exceptions=True)
    await asyncio.sleep(0)
    await records.aclose()
    assert await writing == [None] * 20
    await records.aclose()
    with pytest.raises(RecordsError, match="not open"):
        await records.answer(answers[0].guild_id, answers[0].id)
    with pytest.raises(RecordsError, match="not open"):
        await records.set_fact("a", "b")
    await records.open()
    assert await asyncio.gather(*(records.answer(answer.guild_id, answer.id) for answer in answers)) == answers


WRITER = """
import asyncio, sys
from config.settings import load_settings
from bot.records import load_records
from tests.contracts.test_records import SNOWFLAKE, given, vote

async def main():
    records = load_records(load_settings())
    await records.open()
    number = 0
    while number < int(sys.argv[1]):
        answer = given(number, question="é" * 5000)
        await records.add_answer(answer)
        await records.vote(SNOWFLAKE, vote(answer))
        print(answer.id, flush=True)
        number += 1
    await records.aclose()

asyncio.run(main())
"""


def _writer(kept: Settings, answers: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "FOOTNOTE_DATABASE__URL": str(kept.database.url), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(answers)], env=environment, stdout=subprocess.PIPE, text=True
    )


async def test_killed_process_loses_nothing_it_was_promised(kept: Settings) -> None:
    """What add_answer and vote returned for is there after SIGKILL, whole, however often that happens."""
    promised: list[str] = []
    for killed_after in (1, 20, 57):
        with _writer(kept, 10**6) as process:
            assert process.stdout is not None
            for line, _ in zip(process.stdout, range(killed_after), strict=False):
                promised.append(line.strip())
            process.send_signal(signal.SIGKILL)
            promised += [line.strip() for line in process.stdout if line.endswith("\n")]
        assert process.returncode == -signal.SIGKILL
    records = load_records(kept)
    await records.open()
    voted = {answer.id: answer for answer, _ in await votes_of(records)}
    assert set(promised) <= set(voted)
    assert all(len(answer.cited) == answer.excerpts == 2 for answer in voted.values())
    await records.aclose()


async def test_processes_share_records_from_the_first_moment(bare: Settings) -> None:
    """Processes that make one database at once, write at once and read meanwhile all succeed."""
    processes = [_writer(bare, 100) for _ in range(3)]
    records = load_records(bare)
    await records.open()
    for number in range(100):
        await records.add_answer(answer := given(number))
        await records.vote(SNOWFLAKE, vote(answer))
        await votes_of(records)
    for process in processes:
        with process:
            out, _ = await asyncio.to_thread(process.communicate)
        assert (process.returncode, len(out.split())) == (0, 100)
    assert len(await votes_of(records)) == 400
    await records.aclose()
