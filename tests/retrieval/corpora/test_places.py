from __future__ import annotations

from pathlib import Path

import pytest

from config.sections import CorpusSettings
from config.settings import Settings
from corpus.folder import SHIPPED, read_folder
from retrieval.corpora.places import Place, place_of, seed
from retrieval.generations.generations import Generations


def _settings(data: Path, corpus: Path | None = None) -> Settings:
    return Settings(data_dir=data, corpus=CorpusSettings(path=corpus, max_file_mb=1))


def test_corpora_lie_apart_below_the_data_folder(tmp_path: Path) -> None:
    """Each corpus has articles and generations of its own, and only the shared one begins with the shipped article."""
    shared, own = (place_of(_settings(tmp_path), each) for each in (0, 77))
    assert shared.articles == tmp_path / "corpora" / "0" / "articles"
    assert own.articles == tmp_path / "corpora" / "77" / "articles"
    assert own.generations.folder == tmp_path / "corpora" / "77" / "generations"
    assert (shared.seed, own.seed) == (SHIPPED, None)


def test_given_folder_is_read_in_place_for_the_shared_corpus_only(tmp_path: Path) -> None:
    """The folder is not copied and not written to; a server's own corpus stays where it was."""
    settings = _settings(tmp_path / "data", tmp_path / "mine")
    place = place_of(settings, 0)
    assert place.articles == tmp_path / "mine"
    assert place.seed is None
    assert place.generations.folder.is_relative_to(tmp_path / "data")
    assert place_of(settings, 77).articles == place_of(_settings(tmp_path / "data"), 77).articles


def test_given_folders_have_generations_of_their_own(tmp_path: Path) -> None:
    """Two folders never share generations, and one folder has the same ones however it is written."""
    a, b, again = (
        place_of(_settings(tmp_path, Path(name)), 0).generations.folder
        for name in ("a", "b", str(Path("a").absolute()))
    )
    assert a == again != b


def test_seeding_copies_the_shipped_articles(tmp_path: Path) -> None:
    """The first use makes a copy that can be read, and leaves nothing else behind."""
    place = place_of(_settings(tmp_path), 0)
    seed(place)
    names = sorted(path.name for path in SHIPPED.iterdir())
    assert sorted(path.name for path in place.articles.iterdir()) == names
    assert [path.name for path in place.articles.parent.iterdir()] == ["articles"]
    contents = read_folder(place.articles, 2**20)
    assert contents.articles
    assert contents.rejections == ()


def test_what_people_removed_stays_removed(tmp_path: Path) -> None:
    """A folder that is there, even empty, is never seeded again."""
    place = place_of(_settings(tmp_path), 0)
    seed(place)
    for file in place.articles.iterdir():
        file.unlink()
    seed(place)
    assert list(place.articles.iterdir()) == []


def test_seeding_that_broke_off_is_begun_again(tmp_path: Path) -> None:
    """A half-made copy of a dead process is not taken for the articles."""
    place = place_of(_settings(tmp_path), 0)
    left = place.articles.with_name(".articles-seeding")
    left.mkdir(parents=True)
    (left / "half.md").write_text("half", "utf-8")
    seed(place)
    assert not left.exists()
    assert not (place.articles / "half.md").exists()


@pytest.mark.parametrize("corpus_id", [0, 77])
def test_place_without_a_seed_is_left_alone(tmp_path: Path, corpus_id: int) -> None:
    """Nothing is made where there is nothing to begin with."""
    place = Place(corpus_id, tmp_path / "articles", Generations(tmp_path / "generations"), None)
    seed(place)
    assert not place.articles.exists()
