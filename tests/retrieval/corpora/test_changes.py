from __future__ import annotations

import dataclasses
import os
import shutil

import pytest

from retrieval.corpora.changes import Diff, diff, folder_changed
from retrieval.corpora.places import Place
from retrieval.generations.generation import Generation
from tests.retrieval.samples import ARTICLES, BAKERY, LIGHTHOUSE, RIVER, build

MOST = 2**20


def test_diff_tells_added_changed_and_removed_apart(generation: Generation) -> None:
    """Ids are sorted into what is new, what says something else, and what is gone."""
    changed = dataclasses.replace(LIGHTHOUSE, title="Another")
    added = dataclasses.replace(RIVER, id="added")
    found = diff(generation, [changed, added, BAKERY])
    assert found == Diff(("added",), ("lighthouse",), ("river",))
    assert str(found) == "1 added, 1 changed, 1 removed"
    assert found


def test_diff_of_the_same_articles_is_nothing(generation: Generation) -> None:
    """In any order, the same articles are no change."""
    assert not diff(generation, list(reversed(ARTICLES)))


def test_diff_with_no_generation_adds_everything() -> None:
    """A first build adds all there is."""
    assert diff(None, ARTICLES) == Diff(("bakery", "lighthouse", "river"), (), ())


def test_folder_as_it_was_built_from_is_unchanged(place: Place) -> None:
    """Nothing touched, nothing changed; hidden files and the gate's questions are no articles."""
    generation = build(place)
    (place.articles / ".hidden").write_text("x", "utf-8")
    (place.articles / "golden.jsonl").write_text("{}", "utf-8")
    assert not folder_changed(place, generation, MOST)


def test_touched_file_is_unchanged(place: Place) -> None:
    """Another time with the same bytes is no change."""
    generation = build(place)
    os.utime(place.articles / "bakery.md", ns=(1, 1))
    assert not folder_changed(place, generation, MOST)


@pytest.mark.parametrize("longer", [True, False])
def test_edited_file_is_a_change(place: Place, *, longer: bool) -> None:
    """Other bytes are a change, of another length or of the same."""
    generation = build(place)
    file = place.articles / "bakery.md"
    text = file.read_text("utf-8")
    file.write_text(text + "More.\n" if longer else text.replace("400", "500"), "utf-8")
    os.utime(file, ns=(1, 1))
    assert folder_changed(place, generation, MOST)


def test_added_removed_and_renamed_files_are_changes(place: Place) -> None:
    """The list of files is part of what a generation was built from, below folders too."""
    generation = build(place)
    (place.articles / "deep").mkdir()
    new = place.articles / "deep" / "new.txt"
    new.write_text("A new text.", "utf-8")
    assert folder_changed(place, generation, MOST)
    new.unlink()
    assert not folder_changed(place, generation, MOST)
    (place.articles / "river.txt").rename(place.articles / "stream.txt")
    assert folder_changed(place, generation, MOST)
    (place.articles / "stream.txt").unlink()
    assert folder_changed(place, generation, MOST)


def test_missing_folder_is_a_change(place: Place) -> None:
    """A folder that is gone is not what was built from."""
    generation = build(place)
    shutil.rmtree(place.articles)
    assert folder_changed(place, generation, MOST)


def test_rejected_file_is_remembered(place: Place) -> None:
    """A file that gave no article is no change as long as it stays as it was."""
    (place.articles / "bad.md").write_bytes(b"---\nnever closed")
    (place.articles / "big.txt").write_bytes(b"x" * (MOST + 1))
    generation = build(place)
    assert not folder_changed(place, generation, MOST)
    (place.articles / "bad.md").write_bytes(b"---\nnever_closed")
    os.utime(place.articles / "bad.md", ns=(1, 1))
    assert folder_changed(place, generation, MOST)


def test_file_that_became_something_else_is_a_change(place: Place) -> None:
    """A name that leads to no regular file any more can't be what was read."""
    generation = build(place)
    file = place.articles / "bakery.md"
    file.unlink()
    os.mkfifo(file)
    assert folder_changed(place, generation, MOST)
