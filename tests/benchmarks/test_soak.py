"""What the soak counts it is able to find."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from benchmarks.soak.editions import ARTICLES, Editions, editions_in
from benchmarks.soak.lives import Lives
from benchmarks.soak.people import People
from benchmarks.soak.verdict import LAWS, failed, figures, mixed
from benchmarks.soak.weather import Weather
from tests.wire.asked import Asked
from tests.wire.records import Request
from tests.wire.standin import StandIn


def test_every_sentence_names_its_edition(tmp_path: Path) -> None:
    """Words of two editions are told apart however they are marked."""
    editions = Editions(tmp_path)
    assert editions.begin() == 2
    for name in ARTICLES:
        body = (tmp_path / name).read_text("utf-8").split("---\n")[-1]
        assert body.count(". ") + body.count(".\n") == body.count("(edition 2).")
    assert editions_in("a \\(**edition** 1**7**\\) b (edition 18)") == {17, 18}
    assert editions_in("edition 17 in a title") == set()


def test_what_may_serve_is_known_at_any_time(tmp_path: Path) -> None:
    """While a build is under way either may serve, afterwards the new one alone, until it is taken back."""
    editions = Editions(tmp_path)
    assert editions.since(editions.now) == {1}
    began = editions.now
    editions.begin()
    assert editions.since(editions.now) == {1, 2}
    editions.loaded(2)
    assert editions.since(editions.now) == {2}
    assert editions.since(began) == {1, 2}
    editions.loaded(editions.going_back())
    assert editions.since(editions.now) == {1}


class _Told(StandIn):
    """A stand-in where things were asked and answered already, as often as a test wants."""

    def ask(self, people: People, *, messages: int) -> Asked:
        channel, [person] = self.place(f"person {len(people.asked)}")
        record = self.backend.new_interaction(2, channel.id, person.id, channel.guild_id)
        asked = Asked(self, record, 0.0)
        callback = Request("POST", f"/interactions/{record.id}/x/callback", {}, None, {}, 0.1, done=bool(messages))
        self.requests.by_interaction[record.id].append(callback)
        made = [self.backend.create_message(channel.id, self.bot.id, "words") for _ in range(messages)]
        record.message_id = made[0].id if made else None
        record.followup_ids = [each.id for each in made[1:]]
        people.asked.append(asked)
        return asked


async def _counted(tmp_path: Path, *messages: int, cut: int = 0) -> tuple[dict[str, Any], list[str]]:
    """The figures where each of some interactions brought so many messages, and the laws that were broken."""
    discord = _Told()
    editions, lives = Editions(tmp_path), Lives(discord, tmp_path, {})
    lives.memory.append([(float(at), 100.0) for at in range(20)])
    people = People(discord, [], random.Random(1), editions=editions)
    asked = [discord.ask(people, messages=count) for count in messages]
    people.cut.update(asked[:cut])
    channel, [owner] = discord.place("owner")
    results = figures(people, Weather(discord, lives, editions, channel, owner), 1.0)
    return {each["metric"]: each["value"] for each in results}, failed(results)


async def test_what_is_lost_or_doubled_is_counted(tmp_path: Path) -> None:
    """One message each is right; none is lost, but where the bot was killed meanwhile; two are one too many."""
    values, laws = await _counted(tmp_path, 1, 1, 1)
    assert (values["lost"], values["doubled"], laws) == (0, 0, [])
    values, laws = await _counted(tmp_path, 0, 1, 2, 1)
    assert (values["lost"], values["doubled"], laws) == (1, 1, ["lost", "doubled"])
    values, laws = await _counted(tmp_path, 0, 1, 1, cut=1)
    assert (values["lost"], values["in flight when the bot was killed"], laws) == (0, 1, [])


def test_each_law_and_the_memory_can_fail() -> None:
    """Any figure that must be 0 and is not, and a memory that grows, is named."""
    right = [{"metric": law, "value": 0} for law in LAWS]
    assert failed([*right, {"metric": "memory grew", "value": 5.0}]) == []
    assert "grew by 5.1 %" in failed([*right, {"metric": "memory grew", "value": 5.1}])[0]
    for law in LAWS:
        wrong = [{"metric": each, "value": int(each == law)} for each in LAWS]
        assert failed([*wrong, {"metric": "memory grew", "value": 0.0}]) == [law]


async def test_words_of_two_editions_in_one_request_are_told(tmp_path: Path) -> None:
    """An answer from two snapshots would be found, one from a single one is let through."""
    discord = StandIn()
    for editions in ((1, 1), (1, 2)):
        text = "".join(f"(edition {each})" for each in editions)
        discord.requests.append(Request("PATCH", "/x", {}, {"components": [{"content": text}]}, {}, 0.0))
    assert len(mixed(discord)) == 1


async def test_an_answer_of_what_did_not_serve_is_told(tmp_path: Path) -> None:
    """Words of an edition that was replaced before the question was asked are found."""
    editions = Editions(tmp_path)
    editions.loaded(editions.begin())
    people = People(StandIn(), [], editions=editions)
    people._look("(edition 2)", editions.now)
    assert people.stale == []
    people._look("(edition 1)", editions.now)
    assert len(people.stale) == 1
