"""A folder of articles."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import FolderError
from corpus.folder import Source, list_files, read_folder
from corpus.reading import Outcome, Rejection, read_bytes
from corpus.values import Article
from tests.corpus.test_language import ENGLISH, FRENCH

LIMIT = 2**20


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    place = tmp_path / "texts"
    place.mkdir()
    return place


def write(folder: Path, name: str, text: str | bytes = "Some text.") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rejected(folder: Path, max_bytes: int = LIMIT) -> dict[str, str]:
    contents = read_folder(folder, max_bytes)
    assert len({each.source for each in contents.rejections}) == len(contents.rejections)
    return {each.source: each.reason for each in contents.rejections}


def test_articles_of_all_folders_below_are_read_in_order(articles: Path) -> None:
    """Files come by name and articles by id, whatever order the disk gives them in."""
    for name in ("z.md", "b/c.txt", "a.md", "b/a/y.md"):
        write(articles, name)
    contents = read_folder(articles, LIMIT)
    assert [source.name for source in contents.sources] == ["a.md", "b/a/y.md", "b/c.txt", "z.md"]
    assert [article.id for article in contents.articles] == ["a", "c", "y", "z"]
    assert (contents.rejections, contents.notices) == ((), ())


def test_a_source_tells_the_state_of_its_file(articles: Path) -> None:
    """Name, size, time and digest of a source are the file's, and its outcomes what it holds."""
    path = write(articles, "a.md", "Some text.")
    state = path.stat()
    assert read_folder(articles, LIMIT).sources == (
        Source("a.md", 10, state.st_mtime_ns, sha256(b"Some text.").hexdigest(), (Article("a", "A", "Some text."),)),
    )
    (listed,), none = list_files(articles)
    assert (listed.name, listed.path, listed.size, listed.mtime_ns) == ("a.md", path, 10, state.st_mtime_ns)
    assert none == ()


def test_an_empty_folder_holds_nothing(articles: Path) -> None:
    """A folder without files is no error."""
    contents = read_folder(articles, LIMIT)
    assert (contents.sources, contents.articles, contents.rejections, contents.notices) == ((), (), (), ())


def test_a_missing_folder_is_named(articles: Path) -> None:
    """A folder that is not there raises FolderError with its path."""
    missing = articles / "nowhere"
    with pytest.raises(FolderError) as caught:
        read_folder(missing, LIMIT)
    assert str(caught.value) == f"the corpus folder {str(missing)!r} does not exist"


def test_a_file_in_place_of_the_folder_is_named(articles: Path) -> None:
    """A file raises FolderError, and none of it is read."""
    path = write(articles, "a.md")
    with pytest.raises(FolderError) as caught:
        read_folder(path, LIMIT)
    assert str(caught.value) == f"the corpus folder {str(path)!r} is not a folder"


def refuse_to_list(monkeypatch: pytest.MonkeyPatch, refused: Path) -> None:
    real = os.scandir

    def scandir(path: Any) -> Any:
        if Path(path) == refused:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr("corpus.folder.os.scandir", scandir)


def test_a_folder_that_may_not_be_listed_is_named(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder itself raises FolderError with the system's words."""
    refuse_to_list(monkeypatch, articles)
    with pytest.raises(FolderError) as caught:
        list_files(articles)
    assert str(caught.value) == f"the corpus folder {str(articles)!r} can't be read: Permission denied"


def test_a_folder_inside_that_may_not_be_listed_is_a_rejection(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands beside it is still read."""
    write(articles, "a.md")
    write(articles, "closed/b.md")
    refuse_to_list(monkeypatch, articles / "closed")
    contents = read_folder(articles, LIMIT)
    assert [article.id for article in contents.articles] == ["a"]
    assert contents.rejections == (Rejection("closed", "it can't be read: Permission denied"),)


def test_a_file_over_the_limit_is_a_rejection(articles: Path) -> None:
    """A sparse file of 100 MiB is refused by its size beside one that is at the limit."""
    write(articles, "small.md", b"x" * LIMIT)
    with (articles / "big.md").open("wb") as file:
        file.truncate(100 * 2**20)
    contents = read_folder(articles, LIMIT)
    assert [article.id for article in contents.articles] == ["small"]
    assert contents.rejections == (
        Rejection("big.md", "it has 100.0 MiB and the limit is 1 (FOOTNOTE_CORPUS__MAX_FILE_MB)"),
    )
    assert [(source.name, source.sha256 == "", source.outcomes == ()) for source in contents.sources] == [
        ("big.md", True, True),
        ("small.md", False, False),
    ]


def test_bad_files_are_rejections_and_stop_nothing(articles: Path) -> None:
    """Binary data under a text's name, empty files and unknown formats leave the good file readable."""
    write(articles, "good.md")
    write(articles, "image.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    write(articles, "empty.txt", b"")
    write(articles, "table.xlsx", b"PK")
    contents = read_folder(articles, LIMIT)
    assert [article.id for article in contents.articles] == ["good"]
    assert {each.source: each.reason for each in contents.rejections} == {
        "image.md": "it is not text but binary data",
        "empty.txt": "it is empty",
        "table.xlsx": "its format is not one that is read (.md, .markdown, .txt, .html, .htm, .pdf, .jsonl)",
    }


def test_an_id_belongs_to_the_first_file_that_has_it(articles: Path) -> None:
    """The second of two files with one id is a rejection that names the first."""
    write(articles, "a.md", "---\nid: twin\n---\nThe first.")
    write(articles, "b.md", "---\nid: twin\n---\nThe second.")
    write(articles, "c/twin.txt", "The third.")
    contents = read_folder(articles, LIMIT)
    assert [article.body for article in contents.articles] == ["The first."]
    reason = "its id 'twin' is taken by a.md: give one of them another"
    assert contents.rejections == (Rejection("b.md", reason), Rejection("c/twin.txt", reason))


def test_links_are_followed_to_files_inside_only(articles: Path, tmp_path: Path) -> None:
    """A link to a file of the folder is read; links out of it, to folders, to nowhere and in a circle are refused."""
    write(tmp_path, "secret.md", "Not for readers.")
    write(articles, "sub/target.md", "---\nid: x\n---\nText.")
    (articles / "inside.md").symlink_to("sub/target.md")
    (articles / "outside.md").symlink_to(tmp_path / "secret.md")
    (articles / "relative.md").symlink_to("../secret.md")
    (articles / "folder").symlink_to(tmp_path)
    (articles / "sub" / "up").symlink_to("..")
    (articles / "loop.md").symlink_to("loop.md")
    (articles / "ping.md").symlink_to("pong.md")
    (articles / "pong.md").symlink_to("ping.md")
    (articles / "gone.md").symlink_to("missing.md")
    contents = read_folder(articles, LIMIT)
    assert [(source.name, len(source.outcomes)) for source in contents.sources] == [
        ("inside.md", 1),
        ("sub/target.md", 1),
    ]
    assert [article.body for article in contents.articles] == ["Text."]
    nowhere = "it is a link that leads nowhere or round in a circle"
    folder, outside = (
        "it is a link to a folder, which is not followed",
        "it is a link to a file outside the corpus folder",
    )
    found = rejected(articles)
    assert found.pop("sub/target.md") == "its id 'x' is taken by inside.md: give one of them another"
    assert found == {
        "outside.md": outside,
        "relative.md": outside,
        "folder": folder,
        "sub/up": folder,
        "loop.md": nowhere,
        "ping.md": nowhere,
        "pong.md": nowhere,
        "gone.md": nowhere,
    }


def test_a_folder_that_is_itself_a_link_is_read(articles: Path, tmp_path: Path) -> None:
    """The corpus folder may stand elsewhere, as long as its owner says so."""
    write(articles, "a.md")
    (articles / "b.md").symlink_to(articles / "a.md")
    (tmp_path / "linked").symlink_to(articles)
    assert [source.name for source in read_folder(tmp_path / "linked", LIMIT).sources] == ["a.md", "b.md"]


def test_a_pipe_is_a_rejection(articles: Path) -> None:
    """A named pipe is refused instead of waited for."""
    os.mkfifo(articles / "pipe.md")
    assert rejected(articles) == {"pipe.md": "it is no regular file"}


def test_hidden_entries_are_passed_over(articles: Path) -> None:
    """Names that begin with a dot are not listed, nor are those below them."""
    write(articles, ".hidden.md")
    write(articles, ".git/a.md")
    write(articles, "sub/.b.md")
    assert list_files(articles) == ((), ())


def test_golden_questions_are_no_articles(articles: Path) -> None:
    """golden.jsonl at the top is the gate's; anywhere else it is a file like any other."""
    write(articles, "golden.jsonl", '{"question": "Why?", "no_answer": true}')
    write(articles, "sub/golden.jsonl", '{"text": "Some text."}')
    contents = read_folder(articles, LIMIT)
    assert [source.name for source in contents.sources] == ["sub/golden.jsonl"]
    assert [article.id for article in contents.articles] == ["golden-1"]
    assert contents.rejections == ()


def test_a_name_that_is_not_utf_8_is_a_rejection(articles: Path) -> None:
    """A name that can't be written down is refused in a form that can, and what lies below such a folder with it."""
    place = os.fsencode(articles)
    try:
        (Path(os.fsdecode(place + b"/caf\xe9.md"))).write_text("Some text.")
        Path(os.fsdecode(place + b"/\xff")).mkdir()
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    write(articles, "good.md")
    assert rejected(articles) == {
        "'caf\\udce9.md'": "its name is not UTF-8: rename it",
        "'\\udcff'": "its name is not UTF-8: rename it",
    }
    assert [article.id for article in read_folder(articles, LIMIT).articles] == ["good"]


def test_what_is_known_by_its_digest_is_not_read_again(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only files whose bytes changed, or that are new, are read; all others keep the outcomes they had."""
    write(articles, "same.md", "The same.")
    write(articles, "bad.md", b"\x89PNG\x00\x00\x00")
    write(articles, "changed.md", "Before.")
    first = read_folder(articles, LIMIT)
    write(articles, "changed.md", "After.")
    write(articles, "new.md", "New.")
    os.utime(articles / "same.md", (1, 1))
    read: list[str] = []

    def watch(data: bytes, name: str) -> tuple[Outcome, ...]:
        read.append(name)
        return read_bytes(data, name)

    monkeypatch.setattr("corpus.folder.read_bytes", watch)
    second = read_folder(articles, LIMIT, {source.name: source for source in first.sources})
    assert read == ["changed.md", "new.md"]
    assert [article.body for article in second.articles] == ["After.", "New.", "The same."]
    assert second.rejections == first.rejections == (Rejection("bad.md", "it is not text but binary data"),)
    before = {source.name: source for source in first.sources}
    for source in second.sources:
        if source.name in {"same.md", "bad.md"}:
            assert source.outcomes is before[source.name].outcomes
    assert second.sources[3].mtime_ns == 10**9


def test_a_known_file_under_another_name_is_read(articles: Path) -> None:
    """What is known belongs to a name: the same bytes elsewhere are another article."""
    write(articles, "a.md")
    known = {source.name: source for source in read_folder(articles, LIMIT).sources}
    (articles / "a.md").rename(articles / "b.md")
    assert [article.id for article in read_folder(articles, LIMIT, known).articles] == ["b"]


def test_another_language_is_loaded_with_a_notice(articles: Path) -> None:
    """A French article is an article, with one sentence that says so; English ones have none."""
    write(articles, "a.md", ENGLISH)
    write(articles, "f.md", FRENCH)
    contents = read_folder(articles, LIMIT)
    assert [article.id for article in contents.articles] == ["a", "f"]
    (notice,) = contents.notices
    assert notice == (
        "f.md was loaded but is not in English (it looks like 'fr'): "
        "answers from it are less sure, since the model and the sentence rules know English"
    )


def test_a_notice_is_given_once(articles: Path) -> None:
    """Of an article that was there before nothing is said again."""
    write(articles, "f.md", FRENCH)
    known = {source.name: source for source in read_folder(articles, LIMIT).sources}
    assert read_folder(articles, LIMIT, known).notices == ()
