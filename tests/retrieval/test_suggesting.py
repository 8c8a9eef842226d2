from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.values import Article
from retrieval.generations.generation import Generation
from retrieval.generations.live import Snapshot
from retrieval.suggesting import suggest
from retrieval.terms import fold
from tests.retrieval.samples import generation_of

COLOURS = ["Red", "Blue", "Green", "Café", "Old"]
NOUNS = ["harbour", "tower", "bakery", "river", "market"]


def _article(number: int) -> Article:
    title = f"{COLOURS[number % 5]} {NOUNS[number // 5 % 5]} {number}"
    return Article(f"a{number:05d}", title, "It stands.")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Ten thousand articles."""
    return Snapshot((generation_of(tmp_path_factory.mktemp("many") / "g", [_article(n) for n in range(10_000)]),))


def _one(folder: Path, *titles: tuple[str, str], corpus_id: int = 0) -> Generation:
    return generation_of(folder, [Article(key, title, "It stands.") for key, title in titles], corpus_id=corpus_id)


def test_the_right_ones_of_ten_thousand_are_suggested(many: Snapshot) -> None:
    """An id, a whole title, its beginning or its words in any order find the article."""
    assert [each.id for each in suggest(many, "a04321", 25)] == ["a04321"]
    assert suggest(many, _article(777).title.upper(), 25)[0].id == "a00777"
    assert [each.id for each in suggest(many, "9998 red", 25)] == []
    assert [each.id for each in suggest(many, "9998 cafe", 25)] == ["a09998"]
    assert suggest(many, "market 9998", 25)[0].id == "a09998"


def test_there_are_never_more_than_asked(many: Snapshot) -> None:
    """A wide word gives as many as there is room for, in the order of their titles."""
    for limit in (0, 1, 25):
        found = suggest(many, "blue", limit)
        assert len(found) == limit
        assert [fold(each.title) for each in found] == sorted(fold(each.title) for each in found)
        assert all(each.title.startswith("Blue") for each in found)


@settings(max_examples=40, deadline=None)
@given(st.text("abcdeé 0159rh", max_size=6))
def test_every_suggestion_holds_what_was_typed(many: Snapshot, typed: str) -> None:
    """Each word that was typed stands in the title or the id, and where there are fewer than could be, none is missing."""
    found = suggest(many, typed, 25)
    parts = fold(typed).split()

    def holds(article: Article) -> bool:
        return all(part in fold(article.title) or part in article.id for part in parts)

    assert all(map(holds, found))
    assert len(found) == min(25, sum(map(holds, many.articles)))


def test_titles_that_begin_so_come_first(tmp_path: Path) -> None:
    """Then words of a title that begin so, then what stands within."""
    generation = _one(tmp_path / "g", ("x1", "Unbaked"), ("x2", "The baker"), ("x3", "Baker wins"), ("bake", "Zoo"))
    assert [each.id for each in suggest(Snapshot((generation,)), "bake", 9)] == ["x3", "bake", "x2", "x1"]


def test_nothing_typed_suggests_all_in_order(tmp_path: Path) -> None:
    """An empty field offers the first by title."""
    generation = _one(tmp_path / "g", ("b", "Beta"), ("a", "Gamma"), ("c", "Alpha"))
    assert [each.title for each in suggest(Snapshot((generation,)), "  ", 2)] == ["Alpha", "Beta"]


def test_accents_and_case_do_not_matter(tmp_path: Path) -> None:
    """What people can't type is found by what they can."""
    generation = _one(tmp_path / "g", ("a", "Über Ångström"), ("b", "Other"))
    assert [each.id for each in suggest(Snapshot((generation,)), "uber ANG", 5)] == ["a"]


def test_of_twins_the_servers_own_is_suggested_once(tmp_path: Path) -> None:
    """One id is one suggestion, and the article that would be asked."""
    shared = _one(tmp_path / "0", ("tower", "Tower, shared"))
    own = _one(tmp_path / "1", ("tower", "Tower of our own"), corpus_id=1)
    assert [each.title for each in suggest(Snapshot((shared, own)), "tow", 5)] == ["Tower of our own"]


def test_a_hidden_twin_is_not_suggested(tmp_path: Path) -> None:
    """Nothing is suggested that would ask another article than the one that is shown."""
    shared = _one(tmp_path / "0", ("tower", "Granite tower"))
    own = _one(tmp_path / "1", ("tower", "Wooden lighthouse"), corpus_id=1)
    assert suggest(Snapshot((shared, own)), "granite", 5) == ()


def test_no_generation_suggests_nothing() -> None:
    """Before there are articles there is nothing to choose from."""
    assert suggest(Snapshot(()), "a", 25) == ()
