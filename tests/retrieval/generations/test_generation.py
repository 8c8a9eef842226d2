from __future__ import annotations

import datetime as dt
import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from corpus.folder import Source
from corpus.reading import Rejection
from corpus.values import Article
from retrieval.building.assembling import temporary_generation
from retrieval.encoders.hashing import HashingEncoder
from retrieval.errors import DamagedError
from retrieval.generations.article_lines import article_digest
from retrieval.generations.generation import Generation, open_generation
from retrieval.generations.manifest import read_manifest
from tests.retrieval.samples import ARTICLES, BAKERY, LIGHTHOUSE, generation_of, recipe

SOURCES = (
    Source("lighthouse.md", 10, 20, "ab" * 32, (LIGHTHOUSE,)),
    Source("more/bad.txt", 0, 30, "", (Rejection("more/bad.txt", "it is empty"),)),
    Source("twin.md", 1, 2, "cd" * 32, (Article(id="lighthouse", title="Twin", body="Another."),)),
)


def _files(generation: Generation) -> list[str]:
    files = (path.relative_to(generation.folder) for path in generation.folder.rglob("*") if path.is_file())
    return sorted(file.as_posix() for file in files if (generation.folder / file).is_file())


with temporary_generation(ARTICLES, HashingEncoder()) as _sample:
    FILES = _files(_sample)


@pytest.fixture
def folder_of_one(tmp_path: Path) -> Path:
    """A written generation in which no file is empty."""
    return generation_of(tmp_path / "one", ARTICLES, sources=SOURCES).folder


def test_generation_gives_back_what_was_written(tmp_path: Path) -> None:
    """Articles and sources come back as they went in, metadata, rejections and refused twins too."""
    generation = generation_of(tmp_path / "g", ARTICLES, sources=SOURCES)
    assert generation.articles == ARTICLES
    assert generation.sources == SOURCES
    assert generation.rows == {"bakery": 0, "lighthouse": 1, "river": 2}
    assert generation.manifest == read_manifest(generation.folder)
    assert generation.manifest.recipe == recipe()
    assert generation.manifest.counts["articles"] == 3
    assert generation.manifest.counts["sentences"] == len(generation.sentences)
    assert generation.label == f"0:{generation.manifest.id}"


def test_article_of_odd_characters_comes_back_to_the_character(tmp_path: Path) -> None:
    """No character of a body is lost on disk: line ends, separators, controls and astral ones."""
    body = "One\r\ntwo\u2028three\x85four\x0b\x00é e\u0301 👩\u200d🚀 \ufeff\ufffe end.\n"
    article = Article(id="odd", title='“Odd” \\ "title"', body=body, published=dt.date(1, 1, 1))
    assert generation_of(tmp_path / "g", [article]).articles == (article,)


def test_rows_of_an_article_are_its_sentences_in_order(generation: Generation) -> None:
    """Sentences of each article read as its body does."""
    for row, article in enumerate(generation.articles):
        texts = [generation.sentence_text(each) for each in generation.sentences_of(row)]
        assert "".join("".join(texts).split()) == "".join(article.body.split())
        assert all(generation.article_of(each) is article for each in generation.sentences_of(row))
    assert generation.sentences_of(99) == range(len(generation.sentences), len(generation.sentences))


def test_same_articles_and_recipe_have_the_same_digest(tmp_path: Path) -> None:
    """A build can be repeated to the byte: the id's digest follows from what went in."""
    ids = [generation_of(tmp_path / str(n), ARTICLES).manifest.id for n in range(2)]
    other = generation_of(tmp_path / "other", ARTICLES[:2]).manifest.id
    assert ids[0] == ids[1] != other


@pytest.mark.parametrize(
    "change", [{"title": "T"}, {"body": "B"}, {"published": None}, {"url": None}, {"author": None}], ids=str
)
def test_digest_of_an_article_covers_all_that_it_says(change: dict[str, Any]) -> None:
    """A change of metadata is a change."""
    import dataclasses

    assert article_digest(dataclasses.replace(LIGHTHOUSE, **change)) != article_digest(LIGHTHOUSE)
    assert article_digest(dataclasses.replace(LIGHTHOUSE)) == article_digest(LIGHTHOUSE)


def test_all_files_of_a_generation_are_known_here(folder_of_one: Path) -> None:
    """The damage below is done to every file there is, and every one of them has something to lose."""
    found = {path.relative_to(folder_of_one).as_posix(): path for path in folder_of_one.rglob("*") if path.is_file()}
    assert sorted(found) == FILES
    assert all(path.stat().st_size for path in found.values())
    assert set(read_manifest(folder_of_one).files) == set(FILES) - {"manifest.json", "manifest.sha256"}


@pytest.mark.parametrize("name", FILES)
def test_truncated_file_is_damage_that_is_named(folder_of_one: Path, name: str) -> None:
    """Half a file, or one byte less of it, is a DamagedError that names the file."""
    file = folder_of_one / name
    data = file.read_bytes()
    for size in (0, len(data) // 2, len(data) - 1):
        file.write_bytes(data[:size])
        with pytest.raises(DamagedError) as caught:
            open_generation(folder_of_one)
        assert name in str(caught.value)
    file.write_bytes(data)
    assert open_generation(folder_of_one).articles == ARTICLES


@pytest.mark.parametrize("name", FILES)
def test_flipped_bit_is_damage_that_is_named(folder_of_one: Path, name: str) -> None:
    """One bit in the first, middle or last byte of any file is a DamagedError that names the file."""
    file = folder_of_one / name
    data = file.read_bytes()
    for at in (0, len(data) // 2, len(data) - 1):
        for bit in (0, 5, 7):
            file.write_bytes(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :])
            with pytest.raises(DamagedError) as caught:
                open_generation(folder_of_one)
            assert name in str(caught.value)
    file.write_bytes(data)
    assert open_generation(folder_of_one).articles == ARTICLES


@pytest.mark.parametrize("name", FILES)
def test_missing_file_is_damage_that_is_named(folder_of_one: Path, name: str) -> None:
    """A file that is gone is a DamagedError that names it."""
    (folder_of_one / name).unlink()
    with pytest.raises(DamagedError) as caught:
        open_generation(folder_of_one)
    assert name in str(caught.value)


def test_missing_folder_is_damage(tmp_path: Path) -> None:
    """No folder, no generation, and no other error than DamagedError."""
    with pytest.raises(DamagedError, match="manifest"):
        open_generation(tmp_path / "nowhere")


def _sign_anew(folder: Path, **changes: Any) -> None:
    text = json.dumps({**json.loads((folder / "manifest.json").read_text("utf-8")), **changes})
    (folder / "manifest.json").write_text(text, "utf-8")
    (folder / "manifest.sha256").write_text(sha256(text.encode()).hexdigest(), "ascii")


@pytest.mark.parametrize(
    "changes", [{"store": "unheard-of"}, {"created": "yesterday"}, {"recipe": "cake"}, {"extra": 1}], ids=str
)
def test_manifest_of_things_unheard_of_is_not_opened(folder_of_one: Path, changes: dict[str, Any]) -> None:
    """A well-signed manifest that another version wrote is a DamagedError, whatever is odd in it."""
    _sign_anew(folder_of_one, **changes)
    with pytest.raises(DamagedError):
        open_generation(folder_of_one)


def test_a_recipe_of_fewer_parts_is_another_recipe(folder_of_one: Path) -> None:
    """What an earlier version built is not damaged, only built otherwise."""
    parts = json.loads((folder_of_one / "manifest.json").read_text("utf-8"))["recipe"]
    del parts["parser"]
    _sign_anew(folder_of_one, recipe=parts)
    assert open_generation(folder_of_one).manifest.recipe != recipe()


def test_tables_that_do_not_belong_together_are_not_opened(tmp_path: Path, folder_of_one: Path) -> None:
    """A lexical index of other rows than the table's is damage even where every digest is right."""
    other = generation_of(tmp_path / "other", [BAKERY]).folder
    shutil.rmtree(folder_of_one / "sentences.lexical")
    shutil.copytree(other / "sentences.lexical", folder_of_one / "sentences.lexical")
    files = dict(read_manifest(folder_of_one).files)
    files.update({k: v for k, v in read_manifest(other).files.items() if k.startswith("sentences.lexical")})
    _sign_anew(folder_of_one, files=files)
    with pytest.raises(DamagedError, match=r"sentences\.lexical"):
        open_generation(folder_of_one)


def test_generation_of_no_articles_opens(tmp_path: Path) -> None:
    """An emptied corpus is a generation like another."""
    generation = generation_of(tmp_path / "empty", ())
    assert generation.articles == ()
    assert generation.sources == ()
    assert generation.manifest.counts == {"articles": 0, "sentences": 0, "passages": 0, "words": 0}
