"""One immutable build of a corpus: how it is written, opened and held against its manifest.

A generation is a folder: manifest.json (format, model, counts, and the size and SHA-256 of every other file),
manifest.sha256, articles.jsonl, history.jsonl, sources.jsonl, sentences.npy, passages.npy, sentence and passage vectors, a lexical index
over each, and the facts of the articles (fact_table.py names their files).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import file_digest, sha256
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.folder import Source
from corpus.values import Article, Span
from retrieval.durable import sync_folder, write_array, write_bytes
from retrieval.errors import DamagedError
from retrieval.generations.article_lines import (
    ARTICLES,
    SOURCES,
    article_digest,
    dump_articles,
    dump_sources,
    read_articles,
    read_sources,
)
from retrieval.generations.fact_table import FactTable
from retrieval.generations.history import HISTORY, Changes, Past, carried_on, dump_history, read_history
from retrieval.generations.inverting import build_lexical
from retrieval.generations.lexical import LexicalIndex, open_lexical
from retrieval.generations.manifest import Manifest, Recipe, read_manifest, write_manifest
from retrieval.stores import VectorIndex, load_store
from retrieval.terms import fold, terms

# Columns of sentences.npy and passages.npy.
ARTICLE, PARAGRAPH, START, END = range(4)
FIRST, LAST = 1, 2

# Where vectors, places and words lie in a generation's folder.
SENTENCE_VECTORS, PASSAGE_VECTORS = "sentences.vectors", "passages.vectors"
SENTENCE_PLACES, PASSAGE_PLACES = "sentences.npy", "passages.npy"
SENTENCE_WORDS, PASSAGE_WORDS = "sentences.lexical", "passages.lexical"

Table = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a generation.

    `sentences` has rows (article row, paragraph, start, end), `passages` rows (article row, first sentence row, last
    sentence row); `store` is the name of the one that their vectors lie in.
    """

    articles: tuple[Article, ...]
    sources: tuple[Source, ...]
    sentences: Table
    passages: Table
    store: str


# The vectors of sentences and of passages, where they are no files of the generation's folder.
OpenVectors = Callable[[Manifest], tuple[VectorIndex, VectorIndex]]


class Generation:
    """An opened generation; immutable, and safe to share between threads."""

    def __init__(self, folder: Path, manifest: Manifest, open_vectors: OpenVectors | None = None) -> None:
        self.folder = folder
        self.manifest = manifest
        self.articles = tuple(read_articles(folder / ARTICLES))
        self.rows = {article.id: row for row, article in enumerate(self.articles)}
        self.history = {each.article_id: each for each in read_history(folder)}
        # Now: the folder may be cleared away later.
        self.sources = tuple(read_sources(folder / SOURCES, {article.id: article for article in self.articles}))
        # Plain arrays over the maps, which are several times as fast to look into.
        self.sentences: Table = np.asarray(np.load(folder / SENTENCE_PLACES, mmap_mode="r", allow_pickle=False))
        self.passages: Table = np.asarray(np.load(folder / PASSAGE_PLACES, mmap_mode="r", allow_pickle=False))
        self.sentence_vectors, self.passage_vectors = (open_vectors or self._open_vectors)(manifest)
        self.sentence_terms: LexicalIndex = open_lexical(folder / SENTENCE_WORDS, len(self.sentences))
        self.passage_terms: LexicalIndex = open_lexical(folder / PASSAGE_WORDS, len(self.passages))
        self.facts = FactTable(folder)

    def _open_vectors(self, manifest: Manifest) -> tuple[VectorIndex, VectorIndex]:
        store = load_store(manifest.store)
        return store.open(self.folder / SENTENCE_VECTORS), store.open(self.folder / PASSAGE_VECTORS)

    @property
    def label(self) -> str:
        """`corpus:generation`, as answers name it."""
        return f"{self.manifest.corpus_id}:{self.manifest.id}"

    @cached_property
    def folded_titles(self) -> tuple[str, ...]:
        """The title of each article as typed words are compared with it."""
        return tuple(fold(article.title) for article in self.articles)

    @cached_property
    def title_terms(self) -> frozenset[str]:
        """The terms of all titles."""
        return frozenset(chain.from_iterable(terms(article.title) for article in self.articles))

    @cached_property
    def newest(self) -> dt.date | None:
        """The latest date that an article was published, or None where none is dated."""
        return max((article.published for article in self.articles if article.published is not None), default=None)

    def sentences_of(self, article_row: int) -> range:
        """The sentence rows of an article."""
        low, high = np.searchsorted(self.sentences[:, ARTICLE], (article_row, article_row + 1))
        return range(int(low), int(high))

    def passages_of(self, article_row: int) -> range:
        """The passage rows of an article."""
        low, high = np.searchsorted(self.passages[:, ARTICLE], (article_row, article_row + 1))
        return range(int(low), int(high))

    def sentence_span(self, row: int) -> Span:
        """Where the sentence of `row` stands in its article's body."""
        return Span(int(self.sentences[row, START]), int(self.sentences[row, END]))

    def sentence_text(self, row: int) -> str:
        """The words of the sentence of `row`."""
        return self.sentence_span(row).of(self.article_of(row).body)

    def article_of(self, sentence_row: int) -> Article:
        """The article that the sentence of `sentence_row` stands in."""
        return self.articles[int(self.sentences[sentence_row, ARTICLE])]


def write_generation(
    folder: Path,
    contents: Contents,
    recipe: Recipe,
    *,
    number: int,
    corpus_id: int,
    before: Sequence[Past] = (),
) -> Manifest:
    """Write `contents` into `folder`, every file synced, the manifest last. Raises OSError on a full disk.

    Their facts and their vectors are there already. `before` is the history of the generation that it comes after.
    """
    created = dt.datetime.now(dt.UTC).replace(microsecond=0)
    history = carried_on(before, [_past(article, created) for article in contents.articles])
    write_bytes(folder / HISTORY, dump_history(history))
    write_bytes(folder / ARTICLES, dump_articles(contents.articles))
    write_bytes(folder / SOURCES, dump_sources(contents.sources, frozenset(contents.articles)))
    write_array(folder / SENTENCE_PLACES, contents.sentences)
    write_array(folder / PASSAGE_PLACES, contents.passages)
    _write_words(folder, contents)
    files = {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": _sha256(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    # Built from the same with the same, it is the same generation, whenever that was.
    timeless = {name: state for name, state in files.items() if name != HISTORY}
    digest = sha256(json.dumps([asdict(recipe), timeless], sort_keys=True).encode()).hexdigest()
    manifest = Manifest(
        id=f"{number:06d}-{digest[:8]}",
        corpus_id=corpus_id,
        created=created,
        recipe=recipe,
        counts={
            "articles": len(contents.articles),
            "sentences": len(contents.sentences),
            "passages": len(contents.passages),
            "words": sum(article.words for article in contents.articles),
        },
        store=contents.store,
        files=files,
        changes=Changes.between(before, history),
    )
    write_manifest(folder, manifest)
    sync_folder(folder)
    return manifest


def _write_words(folder: Path, contents: Contents) -> None:
    """Write the lexical index over sentences, and that over passages."""
    build_lexical((_terms_of(contents, row) for row in range(len(contents.sentences))), folder / SENTENCE_WORDS)
    passage_terms = (
        [term for row in range(first, last + 1) for term in _terms_of(contents, row)]
        for _, first, last in map(np.ndarray.tolist, contents.passages)
    )
    build_lexical(passage_terms, folder / PASSAGE_WORDS)


def open_generation(folder: Path, open_vectors: OpenVectors | None = None) -> Generation:
    """Open the generation in `folder` once every file is as its manifest says; raises DamagedError where one is not.

    With `open_vectors` files of vectors are not looked for.
    """
    manifest = read_manifest(folder)
    for name, state in manifest.files.items():
        if open_vectors is not None and is_vectors(name):
            continue
        path = folder / name
        try:
            size = path.stat().st_size
            if size != state["bytes"]:
                raise DamagedError(f"{name} has {size:,} bytes and should have {state['bytes']:,}")
            if _sha256(path) != state["sha256"]:
                raise DamagedError(f"{name} is not as it was written")
        except OSError as error:
            raise DamagedError(f"{name} can't be read: {error.strerror or error}") from error
    try:
        return Generation(folder, manifest, open_vectors)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedError(f"it can't be opened ({type(error).__name__}: {error})") from error


def is_vectors(name: str) -> bool:
    """Whether the file of that name in a generation's folder holds vectors, or leads to them."""
    return name.startswith((SENTENCE_VECTORS, PASSAGE_VECTORS))


def _terms_of(contents: Contents, sentence_row: int) -> list[str]:
    article, _, start, end = contents.sentences[sentence_row].tolist()
    return terms(contents.articles[article].body[start:end])


def _past(article: Article, moment: dt.datetime) -> Past:
    return Past(article.id, article_digest(article), sha256(article.body.encode()).hexdigest(), (moment,))


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
