"""When articles changed, and what builds changed, carried from generation to generation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

import retrieval.generations.manifest
from corpus.values import Article
from retrieval.build import build
from retrieval.corpora.places import Place
from retrieval.errors import DamagedError
from retrieval.generations.generation import Generation, open_generation
from retrieval.generations.history import Changes, Past, Touched, carried_on, dump_history, read_history
from tests.retrieval.samples import ARTICLES, BAKERY, LIGHTHOUSE, RIVER, generation_of, recipe, write

MONDAY = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def past(article_id: str, words: str, *moments: dt.datetime) -> Past:
    return Past(article_id, f"all {words}", words, moments)


def test_an_unchanged_body_keeps_its_moments_and_another_adds_to_them() -> None:
    """What is new has the build's moment alone, and what is gone leaves nothing."""
    before = (past("same", "a", MONDAY), past("other", "b", MONDAY), past("gone", "c", MONDAY))
    now = (past("same", "a", MONDAY + DAY), past("other", "B", MONDAY + DAY), past("new", "d", MONDAY + DAY))
    assert carried_on(before, now) == (
        past("same", "a", MONDAY),
        past("other", "B", MONDAY, MONDAY + DAY),
        past("new", "d", MONDAY + DAY),
    )


def test_only_another_title_is_a_change_and_moves_no_moment() -> None:
    """What a build changed is all that an article says; when its words changed is its body alone."""
    before, now = past("a", "a", MONDAY), replace(past("a", "a", MONDAY + DAY), digest="another")
    assert carried_on([before], [now])[0].moments == (MONDAY,)
    assert Changes.between([before], [now]).changed == Touched(1, ("a",))


def test_an_article_that_changes_all_the_time_keeps_the_last_moments() -> None:
    """Its history does not grow for ever, and the days told of it still hold the change."""
    history: tuple[Past, ...] = (past("a", "0", MONDAY),)
    for n in range(1, 200):
        history = carried_on(history, [past("a", str(n), MONDAY + n * DAY)])
    assert len(history[0].moments) == 64
    assert history[0].changed_after(MONDAY + DAY / 4) == (MONDAY.date(), (MONDAY + 199 * DAY).date())
    assert history[0].changed_after(MONDAY + 197.5 * DAY) == ((MONDAY + 198 * DAY).date(), (MONDAY + 199 * DAY).date())
    assert history[0].changed_after(MONDAY + 200 * DAY) is None


def test_changes_are_counted_and_the_first_named() -> None:
    """A manifest stays small whatever a build changed."""
    now = [past(f"a{n:03}", "", MONDAY) for n in range(500)]
    assert Changes.between((), now).added == Touched(500, tuple(f"a{n:03}" for n in range(20)))
    assert Changes.between(now, ()).removed.count == 500


def test_history_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """Every moment to the microsecond."""
    history = (past("a", "é", MONDAY, MONDAY + dt.timedelta(microseconds=1)), past("b", ""))
    (tmp_path / "history.jsonl").write_bytes(dump_history(history))
    assert read_history(tmp_path) == history


def test_a_generation_says_what_it_changed_and_when(tmp_path: Path) -> None:
    """Its manifest names added, changed and removed articles; the history is carried on; no words of what is gone are left."""
    first = generation_of(tmp_path / "1", [BAKERY, LIGHTHOUSE])
    assert first.manifest.changes == Changes(added=Touched(2, ("bakery", "lighthouse")))
    longer = replace(BAKERY, body=f"{BAKERY.body} More.", title="Another title")
    second = generation_of(tmp_path / "2", [longer, RIVER], previous=first)
    assert second.manifest.changes == Changes(*(Touched(1, (each,)) for each in ("river", "bakery", "lighthouse")))
    assert second.history["bakery"].moments == (first.manifest.created, second.manifest.created)
    third = generation_of(tmp_path / "3", [longer, RIVER], previous=second)
    assert third.manifest.changes == Changes()
    assert third.history == second.history
    left = b"".join(file.read_bytes() for file in (tmp_path / "2").rglob("*") if file.is_file())
    assert b"Cape Varn" not in left


def test_a_damaged_history_is_found(tmp_path: Path) -> None:
    """It is held against the manifest like every other file."""
    write_into = tmp_path / "g"
    write_into.mkdir()
    write(write_into, ARTICLES)
    file = write_into / "history.jsonl"
    file.write_bytes(file.read_bytes().replace(b"2", b"3"))
    with pytest.raises(DamagedError, match="history"):
        open_generation(write_into)


def _built(place: Place, settings: object) -> Generation:
    build(settings, place, lambda _event: None)  # type: ignore[arg-type]
    current = place.generations.current()
    assert current is not None
    return open_generation(place.generations.folder / current)


def test_another_version_takes_the_history_over(place: Place, hashing: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new format or model builds everything anew, and still no article counts as changed by that."""
    first = _built(place, hashing)
    monkeypatch.setattr(retrieval.generations.manifest.Recipe.__init__, "__defaults__", _other_format())
    second = _built(place, hashing)
    assert second.manifest.recipe != first.manifest.recipe
    assert second.history == first.history
    assert second.manifest.changes == Changes()


def _other_format() -> tuple[object, ...]:
    defaults = retrieval.generations.manifest.Recipe.__init__.__defaults__
    assert defaults is not None
    return (999, *defaults[1:])


def test_the_builder_carries_the_history_on(place: Place, hashing: object) -> None:
    """A changed file gives its article another moment, and the others keep theirs."""
    first = _built(place, hashing)
    file = place.articles / "river.txt"
    file.write_text(file.read_text("utf-8").replace("30 percent", "40 percent"), "utf-8")
    second = _built(place, hashing)
    assert second.manifest.changes == Changes(changed=Touched(1, ("river",)))
    assert second.history["river"].moments == (*first.history["river"].moments, second.manifest.created)
    assert second.history["bakery"] == first.history["bakery"]
    assert recipe().format == second.manifest.recipe.format


def test_an_article_that_comes_back_begins_anew(tmp_path: Path) -> None:
    """What was removed left nothing, so there is nothing to go on from."""
    first = generation_of(tmp_path / "1", [BAKERY])
    second = generation_of(tmp_path / "2", [], previous=first)
    third = generation_of(tmp_path / "3", [Article("bakery", "B", BAKERY.body)], previous=second)
    assert third.history["bakery"].moments == (third.manifest.created,)
