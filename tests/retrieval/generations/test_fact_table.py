from __future__ import annotations

import gc
import mmap
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.facts import FAILED, NO_FACTS, Facts, read_facts
from corpus.values import Article
from retrieval.building.assembling import gather_facts
from retrieval.errors import DamagedError
from retrieval.generations import fact_table
from retrieval.generations.fact_table import ARTICLE, FIRST, LAST, NOBODY, OPEN, SPEAKER, ReadFacts, Table, dump_facts
from retrieval.generations.generation import open_generation
from tests.retrieval.samples import generation_of
from tests.retrieval.stated import ARTICLES, BRIDGE, BRIDGE_FACTS, FACTS, TOWER, TOWER_FACTS, quote


def test_facts_come_back_as_they_were(tmp_path: Path) -> None:
    """What was stored of each article is what is read, to the offset, the day and the None."""
    generation = generation_of(tmp_path / "g", ARTICLES, facts=FACTS)
    assert tuple(generation.facts.of(row) for row in range(3)) == FACTS
    assert [generation.facts.line(row) for row in range(3)] == [dump_facts(each) for each in FACTS]


def test_events_stand_in_order_of_time(tmp_path: Path) -> None:
    """By the first day that is known, whichever side is open, over all articles."""
    events = generation_of(tmp_path / "g", ARTICLES, facts=FACTS).facts.events
    days = [int(row[FIRST]) or int(row[LAST]) for row in events]
    assert days == sorted(days)
    assert [int(row) for row in events[:, ARTICLE]] == [0, 2, 2]
    assert int(events[2, FIRST]) == OPEN


def test_one_speaker_under_several_forms(tmp_path: Path) -> None:
    """Whoever has one full name is one speaker, with each form as written; nobody named is nobody."""
    said = (
        *TOWER_FACTS.quotes,
        quote(TOWER, "indirect", "The tower fell at night", ("The tower fell at night.", 3), None),
    )
    facts = generation_of(tmp_path / "g", [TOWER], facts=[Facts((), said, NO_FACTS.card)]).facts
    (speaker,) = facts.speakers
    assert (speaker.label, speaker.named, speaker.forms, speaker.quotes) == ("Ida Holm", True, ("Ida Holm", "Holm"), 2)
    assert facts.quotes[:, SPEAKER].tolist() == [0, 0, NOBODY]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_name_is_one_wherever_it_is_known(tmp_path: Path, order: tuple[int, int]) -> None:
    """Whom one article has no name for and another has is offered, whichever comes first."""
    (said,) = (each for each in TOWER_FACTS.quotes if each.kind == "indirect")
    both = [Facts((), (replace(said, name=name),), NO_FACTS.card) for name in (None, "Ida Holm")]
    articles = [replace(TOWER, id=f"t{at}") for at in range(2)]
    facts = generation_of(tmp_path / "g", articles, facts=[both[at] for at in order]).facts
    (speaker,) = facts.speakers
    assert (speaker.named, speaker.quotes) == (True, 2)


def test_events_are_found_by_a_word(tmp_path: Path) -> None:
    """Whole words of names and sentences, case and accents aside."""
    facts = generation_of(tmp_path / "g", ARTICLES, facts=FACTS).facts
    assert facts.events_with("holm").tolist() == [1]
    assert facts.events_with("the").tolist() == [0, 1]
    assert facts.events_with("begin").tolist() == [2]
    for word in ("hol", "reed", "", "\ud800"):
        assert facts.events_with(word).tolist() == []


def test_a_table_goes_with_its_generation(tmp_path: Path) -> None:
    """Nothing holds it in a circle: without the collector too, its maps are let go of with it."""
    generation = generation_of(tmp_path / "g", ARTICLES, facts=FACTS)
    generation.facts.of(2)
    table = weakref.ref(generation.facts)
    gc.disable()
    try:
        del generation
        assert table() is None
    finally:
        gc.enable()


def test_what_could_not_be_read_is_read_again(tmp_path: Path) -> None:
    """What failed then may not fail now; an article that has nothing to read is left alone."""
    generation = generation_of(tmp_path / "g", ARTICLES, facts=[FAILED, NO_FACTS, TOWER_FACTS])
    assert generation.facts.failed == {0}
    asked: list[str] = []

    def read(articles: Sequence[Article]) -> Iterator[bytes]:
        asked.extend(each.id for each in articles)
        return (dump_facts(BRIDGE_FACTS) for _ in articles)

    lines = tuple(gather_facts(ARTICLES, generation, read))
    assert asked == ["bridge"]
    assert lines == (dump_facts(BRIDGE_FACTS), dump_facts(NO_FACTS), dump_facts(TOWER_FACTS))


def test_a_corpus_without_articles_has_no_facts(tmp_path: Path) -> None:
    """Empty tables are tables too."""
    facts = generation_of(tmp_path / "g", [], facts=[]).facts
    assert (len(facts.events), len(facts.quotes), facts.speakers) == (0, 0, ())


def test_an_altered_fact_is_damage(tmp_path: Path) -> None:
    """A generation whose facts are not as they were written does not open."""
    generation_of(tmp_path / "g", ARTICLES, facts=FACTS)
    file = tmp_path / "g" / "facts.jsonl"
    file.write_bytes(file.read_bytes().replace(b"Ida", b"Ada"))
    with pytest.raises(DamagedError, match=r"facts\.jsonl"):
        open_generation(tmp_path / "g")


def test_facts_in_memory_are_weighed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many articles' facts stay in memory as have room for the longest of them, one at least; none is lost by it."""
    read: list[int] = []
    load = fact_table._read

    def counting(lines: mmap.mmap | bytes, starts: Table, row: int) -> ReadFacts:
        read.append(row)
        return load(lines, starts, row)

    monkeypatch.setattr(fact_table, "_read", counting)
    longest = max(len(dump_facts(each)) for each in FACTS) + 1
    for room, again in ((3 * longest, []), (longest, [0, 1, 2]), (1, [0, 1, 2])):
        monkeypatch.setattr(fact_table, "_KEPT_BYTES", room)
        facts = generation_of(tmp_path / str(room), ARTICLES, facts=FACTS).facts
        assert tuple(facts.of(row) for row in range(3)) == FACTS
        read.clear()
        assert tuple(facts.of(row) for row in range(3)) == FACTS
        assert read == again


def test_only_what_is_new_is_read(tmp_path: Path) -> None:
    """The facts of the very same article are taken over; another date of publication makes it another article."""
    generation = generation_of(tmp_path / "g", ARTICLES, facts=FACTS)
    moved = Article(id="tower", title=TOWER.title, body=TOWER.body)
    added = Article(id="added", title="Added", body="It opened on 1 May 2001.")
    asked: list[str] = []
    told: list[tuple[int, int, float]] = []

    def read(articles: Sequence[Article]) -> Iterator[bytes]:
        asked.extend(each.id for each in articles)
        return (dump_facts(read_facts(each, None)) for each in articles)

    lines = list(gather_facts([added, BRIDGE, moved], generation, read, lambda *each: told.append(each)))
    assert asked == ["added", "tower"]
    assert lines[1] == generation.facts.line(0)
    assert lines[0] == dump_facts(read_facts(added, None))
    share = len(added.body) / len(added.body + moved.body)
    assert told == [(0, 2, 0.0), (1, 2, share), (2, 2, 1.0)]


def test_where_nothing_is_new_nothing_is_asked_for(tmp_path: Path) -> None:
    """Whoever reads facts is left alone where every article has its own already."""
    generation = generation_of(tmp_path / "g", ARTICLES, facts=FACTS)

    def read(articles: Sequence[Article]) -> Iterator[bytes]:
        raise AssertionError(articles)

    assert list(gather_facts(ARTICLES, generation, read)) == [dump_facts(each) for each in FACTS]
