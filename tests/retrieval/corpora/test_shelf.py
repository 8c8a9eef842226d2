from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from corpus.corrections import CORRECTIONS, Correction
from corpus.errors import CorpusError
from corpus.folder import SHIPPED, read_folder
from retrieval.corpora.places import Place
from retrieval.corpora.shelf import added, discard, put_right, removed, settled, sweep
from retrieval.errors import BuildLocked, StillOnDisk, UnknownArticle
from retrieval.generations.generations import Generations

MOST = 2**20


def _state(place: Place) -> dict[str, bytes]:
    return {
        path.relative_to(place.articles).as_posix(): path.read_bytes()
        for path in sorted(place.articles.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has room for five bytes."""

    def full(file: Path, data: bytes) -> None:
        file.write_bytes(data[:5])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("retrieval.corpora.aside.write_bytes", full)


def _ids(place: Place) -> list[str]:
    return [article.id for article in read_folder(place.articles, MOST).articles]


def _fail(error: BaseException, place: Place, *, appears: str | None = None, vanishes: str | None = None) -> None:
    """Fail as a build does, once it has seen the folder as it would be."""
    found = _ids(place)
    assert appears is None or appears in found
    assert vanishes not in found
    raise error


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A file to be added."""
    file = tmp_path / "crane.md"
    file.write_bytes(b"---\ntitle: The crane\n---\n\nThe crane lifted the boat.\n")
    return file


@pytest.fixture
def lines(place: Place) -> Path:
    """A JSONL file of four articles, two of them known by their lines alone, and a broken line."""
    file = place.articles / "many.jsonl"
    records = [
        json.dumps({"id": "First One", "text": "The first."}),
        json.dumps({"text": "The second, é.", "title": "Second"}, ensure_ascii=False),
        "",
        "{broken",
        json.dumps({"text": "The fifth."}),
        json.dumps({"doc_id": "last", "text": "The last."}),
    ]
    file.write_text("\n".join(records) + "\n", "utf-8")
    return file


def test_no_change_begins_while_a_build_reads_the_files(place: Place, new: Path, lines: Path) -> None:
    """Law: what is told as failed is not in what a build that was under way lets serve: nothing was put in or taken out."""
    before = _state(place)
    changes = (
        added(place, new, MOST),
        removed(place, "last", MOST),
        put_right(place, "last", Correction("Another", None, None, None), MOST),
    )
    with place.generations.lock():
        for change in changes:
            with pytest.raises(BuildLocked, match="a build of this corpus is already running"), change:
                pytest.fail("a build may have read what is changed now")
            assert _state(place) == before
    with added(place, new, MOST):
        pass
    assert _state(place).keys() - before.keys() == {new.name}


def test_added_file_stays(place: Place, new: Path) -> None:
    """A copy stands in the folder for good, its articles are told, and the file itself is left alone."""
    before = _state(place)
    with added(place, new, MOST) as articles:
        assert [article.id for article in articles] == ["crane"]
        assert "crane" in _ids(place)
    assert _state(place) == {**before, "crane.md": new.read_bytes()}
    assert new.exists()


def test_added_file_is_taken_back_where_the_build_fails(place: Place, new: Path) -> None:
    """A failure inside leaves the folder to the byte as it was, hidden files too."""
    before = _state(place)
    for error in (RuntimeError("failed"), KeyboardInterrupt("stopped")):
        with pytest.raises(type(error)), added(place, new, MOST):
            _fail(error, place, appears="crane")
        assert _state(place) == before


@pytest.mark.usefixtures("full_disk")
def test_added_file_that_cannot_be_written_leaves_nothing(place: Place, new: Path) -> None:
    """A disk that is full leaves no half of a file, under any name."""
    before = _state(place)
    with pytest.raises(OSError, match="No space"), added(place, new, MOST):
        pass
    assert _state(place) == before


def _refused(place: Place, file: Path, match: str) -> None:
    before = _state(place)
    with pytest.raises(CorpusError, match=match), added(place, file, MOST):
        pass
    assert _state(place) == before


def test_name_that_is_taken_is_refused(place: Place, tmp_path: Path) -> None:
    """An article is never overwritten by another of its file's name."""
    file = tmp_path / "bakery.md"
    file.write_text("Something else.", "utf-8")
    _refused(place, file, r"'bakery\.md'.*taken")


@pytest.mark.parametrize("name", [".hidden.md", "golden.jsonl"])
def test_name_that_is_kept_is_refused(place: Place, tmp_path: Path, name: str) -> None:
    """A name that would not be read as an article is not one for an article."""
    file = tmp_path / name
    file.write_text('{"text": "A text."}' if name.endswith("l") else "A text.", "utf-8")
    _refused(place, file, "rename")


def test_id_that_is_taken_is_refused(place: Place, tmp_path: Path) -> None:
    """Another file with an article of the same id is named."""
    file = tmp_path / "other.md"
    file.write_text("---\nid: river\n---\n\nAnother river.\n", "utf-8")
    _refused(place, file, r"'river' is taken by river\.txt")


def test_id_that_stands_twice_in_the_file_is_refused(place: Place, tmp_path: Path) -> None:
    """Two articles of one id in one file can't both be added."""
    file = tmp_path / "twice.jsonl"
    file.write_text('{"id": "x", "text": "One."}\n{"id": "X", "text": "Two."}\n', "utf-8")
    _refused(place, file, r"'x' is taken by another article of twice\.jsonl")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.md", b"", "it is empty"),
        ("pic.png", b"x", "its format"),
        ("big.txt", b"x" * (MOST + 1), "limit"),
        (
            "half.jsonl",
            b'{"text": "Good."}\n{bad',
            r"nothing of half\.jsonl was added, since half\.jsonl line 2 can't be: it is no JSON",
        ),
    ],
)
def test_file_that_is_no_article_is_refused(place: Place, tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """What can't be read whole is not added in part, and the reason is told."""
    file = tmp_path / name
    file.write_bytes(data)
    _refused(place, file, reason)


def test_missing_file_is_refused(place: Place, tmp_path: Path) -> None:
    """A file that is not there is an error of ours, with its name."""
    _refused(place, tmp_path / "nowhere.md", r"nowhere\.md")


def test_adding_makes_the_folder_and_seeds_it(tmp_path: Path, new: Path) -> None:
    """The first article of a corpus finds its folder, with the seed's articles beside it."""
    for seed in (None, SHIPPED):
        place = Place(0, tmp_path / str(seed is None) / "articles", Generations(tmp_path / "generations"), seed)
        with added(place, new, MOST):
            pass
        shipped = len(list(SHIPPED.iterdir())) if seed else 0
        assert len(_state(place)) == 1 + shipped


def test_removed_file_is_gone(place: Place) -> None:
    """The article's file is told and gone; the others are as they were."""
    before = _state(place)
    with removed(place, "river", MOST) as name:
        assert name == "river.txt"
        assert "river" not in _ids(place)
    del before["river.txt"]
    assert _state(place) == before


def test_removed_file_below_a_folder_is_gone(place: Place) -> None:
    """An article is found wherever in the folder it lies."""
    (place.articles / "deep").mkdir()
    (place.articles / "river.txt").rename(place.articles / "deep" / "river.txt")
    with removed(place, "river", MOST) as name:
        assert name == "deep/river.txt"
    assert _ids(place) == ["bakery", "lighthouse"]


@pytest.mark.parametrize("article_id", ["river", "many-2", "last"])
def test_removed_article_comes_back_where_the_build_fails(place: Place, lines: Path, article_id: str) -> None:
    """A failure inside leaves every file, whole or of lines, to the byte and to its time as it was."""
    before, time = _state(place), lines.stat().st_mtime_ns
    for error in (RuntimeError("failed"), KeyboardInterrupt("stopped")):
        with pytest.raises(type(error)), removed(place, article_id, MOST):
            _fail(error, place, vanishes=article_id)
        assert _state(place) == before
        assert lines.stat().st_mtime_ns == time


@pytest.mark.usefixtures("full_disk")
def test_removal_that_cannot_be_written_changes_nothing(place: Place, lines: Path) -> None:
    """A disk too full for the shorter file leaves the longer one."""
    before = _state(place)
    with pytest.raises(OSError, match="No space"), removed(place, "last", MOST):
        pass
    assert _state(place) == before


@pytest.mark.parametrize("article_id", ["first-one", "many-2", "many-5", "last"])
def test_removal_of_a_line_keeps_the_other_lines(place: Place, lines: Path, article_id: str) -> None:
    """The other articles of a JSONL file keep their words and their ids, those known by line number too."""
    before = {article.id: article for article in read_folder(place.articles, MOST).articles}
    assert {"first-one", "many-2", "many-5", "last"} <= before.keys()
    with removed(place, article_id, MOST) as name:
        assert name == "many.jsonl"
    after = {article.id: article for article in read_folder(place.articles, MOST).articles}
    del before[article_id]
    assert after == before
    assert "{broken" in lines.read_text("utf-8")


def test_removal_of_the_last_line_removes_the_file(place: Place) -> None:
    """A JSONL file without a line left is no file any more."""
    file = place.articles / "one.jsonl"
    file.write_text('\n{"id": "one", "text": "One."}\n\n', "utf-8")
    with removed(place, "one", MOST):
        assert not file.exists()
    assert not file.exists()
    assert not [name for name in _state(place) if Path(name).name.startswith(".")]


def test_removal_leaves_a_line_too_deep_to_read(place: Place) -> None:
    """A hostile line beside the article's does not stop the removal."""
    file = place.articles / "deep.jsonl"
    file.write_text('{"id": "one", "text": "One."}\n' + "[" * 200000, "utf-8")
    with removed(place, "one", MOST):
        pass
    assert file.read_text("utf-8") == "\n" + "[" * 200000


@pytest.mark.parametrize("article_id", ["nowhere", "RIVER", "", "z" * 300])
def test_removal_of_an_unknown_article_names_it(place: Place, article_id: str) -> None:
    """An id that no file holds is an error that names it, and changes nothing."""
    before = _state(place)
    with pytest.raises(UnknownArticle) as caught, removed(place, article_id, MOST):
        pass
    assert repr(article_id[:80]) in str(caught.value)
    assert _state(place) == before


def _corpus(corpora: Path, corpus_id: int) -> Place:
    """A server's corpus with an article and something built."""
    home = corpora / str(corpus_id)
    place = Place(corpus_id, home / "articles", Generations(home / "generations"), None)
    place.articles.mkdir(parents=True)
    (place.articles / "a.txt").write_text("The tower of Varn fell.\n", "utf-8")
    (home / "generations").mkdir()
    return place


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Where corpora lie, one a folder."""
    return tmp_path / "corpora"


def test_a_discarded_corpus_is_gone_and_its_neighbours_stay(corpora: Path) -> None:
    """Law: nothing of it is left, whether it was there or not; a new one may begin in its place and go as well."""
    place, other = _corpus(corpora, 5), _corpus(corpora, 55)
    for _ in range(2):
        discard(place)
    assert [each.name for each in corpora.iterdir()] == ["55"]
    assert _ids(other) == ["a"]
    discard(_corpus(corpora, 5))
    assert [each.name for each in corpora.iterdir()] == ["55"]


def test_a_corpus_that_is_built_or_changed_is_not_discarded(corpora: Path) -> None:
    """Law: whoever is at it ends first; all is as it was until then."""
    place = _corpus(corpora, 5)
    with place.generations.lock(), pytest.raises(BuildLocked):
        discard(place)
    new = corpora.with_name("b.txt")
    new.write_text("The mill of Varn burned.\n", "utf-8")
    with added(place, new, MOST), pytest.raises(BuildLocked):
        discard(place)
    assert _ids(place) == ["a", "b"]
    discard(place)
    assert not place.articles.parent.exists()


@pytest.mark.parametrize("swept", [False, True])
def test_what_a_killed_discard_left_aside_goes_later(
    corpora: Path, monkeypatch: pytest.MonkeyPatch, *, swept: bool
) -> None:
    """Law: once it stands aside nobody sees it; it goes, and a corpus that stands in its place by then is left alone."""
    place = _corpus(corpora, 5)

    def killed(folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("retrieval.corpora.shelf.shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            discard(place)
    assert not place.articles.parent.exists()
    assert len(list(corpora.iterdir())) == 1
    if swept:
        _corpus(corpora, 5)
        sweep(corpora)
        assert _ids(place) == ["a"]
    else:
        discard(place)
        assert list(corpora.iterdir()) == []
    assert not list(corpora.glob(".*"))


def _serving(place: Place, *article_ids: str) -> None:
    """Let a generation that holds these articles, as far as their ids go, be the current one."""
    folder = place.generations.folder / "000001-aaaaaaaa"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("".join(f'{{"id": "{each}"}}\n' for each in article_ids), "utf-8")
    (place.generations.folder / "CURRENT").write_text("000001-aaaaaaaa\n", "ascii")


def _swap_and_fail(place: Place) -> None:
    _serving(place, "bakery")
    raise RuntimeError("ended")


def _die(place: Place) -> None:
    """Keep what a killed process leaves from what is done after the `with`."""
    for aside in place.articles.glob(".removing-*"):
        aside.rename(aside.with_name(f"kept{aside.name}"))
    raise SystemExit


@pytest.mark.parametrize("article_id", ["river", "many-2"])
def test_what_does_not_serve_any_more_is_not_put_back(place: Place, lines: Path, article_id: str) -> None:
    """Where what serves lacks the article already, whatever fails afterwards leaves it removed."""
    assert lines.exists()
    _serving(place, "river", "many-2", "bakery")
    with pytest.raises(RuntimeError), removed(place, article_id, MOST):
        _swap_and_fail(place)
    assert article_id not in _ids(place)
    assert not [name for name in _state(place) if Path(name).name.startswith(".")]


@pytest.mark.parametrize("ended", [False, True])
def test_with_an_article_the_generations_go_that_may_hold_it(place: Place, *, ended: bool) -> None:
    """Also where whoever removed it was stopped once it served no more nobody can go back to it."""
    before = place.generations.folder / "000000-bbbbbbbb"
    before.mkdir(parents=True)
    with suppress(RuntimeError), removed(place, "river", MOST):
        _serving(place, "bakery")
        if ended:
            raise RuntimeError
    assert place.generations.ids() == ["000001-aaaaaaaa"]


def test_a_generation_that_stays_is_told_and_stops_no_later_change(
    place: Place, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the disk keeps a generation whoever removes hears of it, and the article's own file is gone all the same."""
    (place.generations.folder / "000000-bbbbbbbb").mkdir(parents=True)
    monkeypatch.setattr("retrieval.generations.generations.shutil.rmtree", lambda *_, **__: None)
    with pytest.raises(StillOnDisk, match="000000-bbbbbbbb"), removed(place, "river", MOST):
        _serving(place, "bakery")
    assert "river" not in _ids(place)
    assert not [name for name in _state(place) if Path(name).name.startswith(".")]
    with added(place, new, MOST):
        pass
    assert "crane" in _ids(place)


@pytest.mark.parametrize(("serving", "comes_back"), [(("river", "bakery"), True), (("bakery",), False)])
def test_a_removal_that_was_killed_is_undone_or_ended(place: Place, serving: tuple[str, ...], comes_back: bool) -> None:  # noqa: FBT001
    """The next change puts back what serves still, and ends the removal of what does not, its correction and every generation
    that may hold it with it."""
    _serving(place, *serving)
    with put_right(place, "river", Correction("Rill", None, None, None), MOST):
        pass
    killed = removed(place, "river", MOST)
    with pytest.raises(SystemExit), killed:
        _die(place)
    for kept in place.articles.glob("kept.removing-*"):
        (place.articles / kept.name.removeprefix("kept.removing-")).unlink(missing_ok=True)
        kept.rename(kept.with_name(kept.name.removeprefix("kept")))
    before = place.generations.folder / "000000-bbbbbbbb"
    before.mkdir()
    with settled(place), pytest.raises(BuildLocked), removed(place, "bakery", MOST):
        pass
    assert before.exists() is comes_back
    assert ("river" in _ids(place)) is comes_back
    assert (place.articles / CORRECTIONS).exists() is comes_back
    assert not [name for name in _state(place) if Path(name).name.startswith(".")]


def test_a_correction_goes_also_where_the_file_went_first(place: Place) -> None:
    """What was corrected of an article that no file holds any more is forgotten when it is removed."""
    with put_right(place, "river", Correction("Rill", None, None, None), MOST):
        pass
    (place.articles / "river.txt").unlink()
    with pytest.raises(UnknownArticle), removed(place, "river", MOST):
        pass
    assert not (place.articles / CORRECTIONS).exists()
