from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.values import Article
from retrieval.generations.live import LiveCorpora, Snapshot
from retrieval.remembered import Remembered, Request
from retrieval.values import Audience, NoAnswer, Outcome, Question
from tests.retrieval.samples import ask, generation_of

TOWER = Article(id="tower", title="Tower", body="The tower of Varn fell in 1900. Ida Holm saw it.")
TWIN = replace(TOWER, body=TOWER.body.replace("1900", "1901"))


@pytest.fixture
def live(tmp_path: Path) -> LiveCorpora:
    """The shared corpus and two servers', twins, serving."""
    made = LiveCorpora()
    for corpus_id, article in ((0, TOWER), (1, TOWER), (2, TWIN)):
        made.put(generation_of(tmp_path / str(corpus_id), [article], corpus_id=corpus_id))
    return made


def request(snapshot: Snapshot, text: str = "When did it fall?") -> Request:
    return Request(snapshot, None, text, 5, 0.5, ())


def outcome(snapshot: Snapshot, text: str = "When did it fall?") -> Outcome:
    return ask(text, snapshot.scopes(None))


def test_what_was_asked_is_known_to_who_asks_just_that_again(live: LiveCorpora) -> None:
    """The snapshot, the article, the words, the number of citations and the threshold must all be the same."""
    remembered, snapshot = Remembered(live), live.snapshot(Audience(1))
    asked, found = request(snapshot), outcome(snapshot)
    remembered.put(asked, found)
    assert remembered.get(request(live.snapshot(Audience(1)))) is found
    for other in (
        replace(asked, article_id="tower"),
        replace(asked, text="When did it fall"),
        replace(asked, citations=4),
        replace(asked, threshold=0.4),
        *(replace(asked, snapshot=live.snapshot(Audience(guild))) for guild in (None, 2, 3)),
    ):
        assert remembered.get(other) is None


@pytest.mark.parametrize("how", ["put", "drop", "withdraw", "put of the shared"])
def test_nothing_is_kept_of_what_serves_no_longer(live: LiveCorpora, tmp_path: Path, how: str) -> None:
    """At once, before anybody asks: a removed article leaves no words in memory; what others asked of stays."""
    remembered = Remembered(live)
    mine, theirs = live.snapshot(Audience(1)), live.snapshot(Audience(2))
    for each in (mine, theirs):
        remembered.put(request(each), outcome(each))
    assert len(remembered) == 2
    match how:
        case "put":
            live.put(generation_of(tmp_path / "new", [TOWER], corpus_id=1))
        case "drop":
            live.drop(1)
        case "withdraw":
            live.withdraw(1)
        case _:
            live.put(generation_of(tmp_path / "new", [TOWER], corpus_id=0))
    assert remembered.get(request(mine)) is None
    kept = how != "put of the shared"
    assert len(remembered) == kept
    assert (remembered.get(request(theirs)) is not None) == kept


def test_an_answer_from_what_served_before_is_not_kept(live: LiveCorpora, tmp_path: Path) -> None:
    """Who was still being answered when the articles changed is told, and nobody after them; so too after the same is put back."""
    remembered, before = Remembered(live), live.snapshot(Audience(1))
    (_, old) = before.generations
    live.put(generation_of(tmp_path / "new", [TWIN], corpus_id=1))
    remembered.put(request(before), outcome(before))
    assert len(remembered) == 0
    live.put(old)
    assert remembered.get(request(before)) is None


def test_a_generation_is_not_known_by_its_name(live: LiveCorpora, tmp_path: Path) -> None:
    """Two of one label are two, as when a corpus was thrown away and its first generation is made anew."""
    remembered, before = Remembered(live), live.snapshot(Audience(1))
    remembered.put(request(before), outcome(before))
    again = generation_of(tmp_path / "again", [TOWER], corpus_id=1)
    assert again.label == before.generations[1].label
    live.put(again)
    assert remembered.get(request(live.snapshot(Audience(1)))) is None


def test_those_used_last_are_kept(live: LiveCorpora) -> None:
    """Above so many the one that was not asked for longest goes."""
    remembered, snapshot = Remembered(live, most=3), live.snapshot(Audience())
    asked = [request(snapshot, f"When did tower {n} fall?") for n in range(4)]
    for each in asked[:3]:
        remembered.put(each, outcome(snapshot, each.text))
    assert remembered.get(asked[0]) is not None
    remembered.put(asked[3], outcome(snapshot, asked[3].text))
    assert [remembered.get(each) is not None for each in asked] == [True, False, True, True]


def test_the_words_kept_have_a_bound(live: LiveCorpora) -> None:
    """Long answers push out more than short ones, one that alone has no room is not kept, and room that was given back is used."""
    remembered, snapshot = Remembered(live, characters=10_000), live.snapshot(Audience())
    for number in range(100):
        text = f"{number} " + "x" * 900
        remembered.put(request(snapshot, text), NoAnswer(Question(text), "not_stated", (), 0.0, ()))
        assert len(remembered) <= 7
    assert len(remembered) == 7
    live.put(snapshot.generations[0])
    assert len(remembered) == 7
    live.drop(0)
    assert len(remembered) == 0
    small = Remembered(live, characters=300)
    small.put(request(Snapshot(())), NoAnswer(Question("Why?"), "empty_corpus", (), 0.0, ()))
    assert len(small) == 0
