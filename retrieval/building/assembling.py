"""Articles into what a generation holds: sentences, passages, vectors and facts; what is unchanged is taken over."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

import numpy as np

from corpus.facts import NO_FACTS
from corpus.folder import Source
from corpus.passages import segment
from corpus.values import Article
from retrieval.building.embedding import Embedded, OnProgress, embed
from retrieval.encoders import Encoder
from retrieval.errors import BuildError
from retrieval.generations.article_lines import article_digest
from retrieval.generations.fact_table import dump_facts, write_facts
from retrieval.generations.generation import (
    END,
    START,
    Contents,
    Generation,
    Table,
    open_generation,
    write_generation,
)
from retrieval.generations.manifest import Recipe
from retrieval.stores import DEFAULT_STORE, load_store

# Called with articles, gives a line of facts for each, in order and as they are read.
ReadFacts = Callable[[Sequence[Article]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class _Part:
    """One article's share.

    `sentences` has rows (paragraph, start, end), `passages` rows (first, last) counted within the article; `origin` is the
    article's row in the generation they are taken over from.
    """

    sentences: Table
    passages: Table
    origin: int | None


def assemble(
    folder: Path,
    articles: Sequence[Article],
    sources: Sequence[Source],
    encoder: Encoder,
    *,
    passage_tokens: int,
    batch_size: int,
    previous: Generation | None = None,
    on_progress: OnProgress = lambda _done, _total, _share: None,
) -> Contents:
    """Divide `articles`, and encode them into the vectors of the generation that is being made in `folder`.

    An article whose body `previous` (of the same recipe) has is taken over from there.
    """
    known = {_digest(article): row for row, article in enumerate(previous.articles)} if previous else {}
    parts = [_part(article, known.get(_digest(article)), previous, encoder, passage_tokens) for article in articles]
    offsets = [0, *accumulate(len(part.sentences) for part in parts)]
    sentences = _joined([part.sentences for part in parts], 3)
    passages = _joined([part.passages + start for part, start in zip(parts, offsets, strict=False)], 2)
    first, last = passages[:, 1], passages[:, 2]
    kept_sentences, kept_passages = _kept(parts, previous)
    embed(
        folder,
        load_store(DEFAULT_STORE),
        articles,
        (
            Embedded(sentences[:, [0, START, END]], kept_sentences),
            Embedded(np.column_stack((passages[:, 0], sentences[first, START], sentences[last, END])), kept_passages),
        ),
        encoder,
        batch_size=batch_size,
        previous=previous,
        on_progress=on_progress,
    )
    return Contents(tuple(articles), tuple(sources), sentences, passages, DEFAULT_STORE)


def gather_facts(
    articles: Sequence[Article],
    previous: Generation | None,
    read: ReadFacts,
    on_progress: OnProgress = lambda _done, _total, _share: None,
) -> Generator[bytes]:
    """A line of facts for each of `articles`: that of `previous` (of the same recipe) where it has the very article.

    One that could not be read before is read again; where there is none to read, `read` is not called.
    """
    known = {article_digest(article): row for row, article in enumerate(previous.articles)} if previous else {}
    failed = previous.facts.failed if previous else frozenset()
    origins = [known.get(article_digest(article)) for article in articles]
    origins = [None if row in failed else row for row in origins]
    fresh = [article for article, row in zip(articles, origins, strict=True) if row is None]
    total, characters = len(fresh), sum(len(article.body) for article in fresh)
    done = read_characters = 0
    on_progress(0, total, 0.0)
    lines = read(fresh) if fresh else iter(())
    for article, row in zip(articles, origins, strict=True):
        if previous is not None and row is not None:
            yield previous.facts.line(row)
            continue
        yield next(lines)
        done += 1
        read_characters += len(article.body)
        on_progress(done, total, read_characters / characters if characters else 1.0)
    next(lines, None)  # what reads is over once it is asked for more


@contextmanager
def temporary_generation(
    articles: Sequence[Article],
    encoder: Encoder,
    *,
    passage_tokens: int = 128,
    batch_size: int = 64,
    corpus_id: int = 0,
) -> Iterator[Generation]:
    """A generation of `articles` for the length of a `with`: for batches and measurements, never current anywhere.

    It has no facts: what is measured on it are answers.
    """
    recipe = Recipe(encoder.model, encoder.digest, passage_tokens)
    with tempfile.TemporaryDirectory(prefix="footnote-") as name:
        folder = Path(name)
        write_facts(folder, articles, [dump_facts(NO_FACTS)] * len(articles))
        contents = assemble(folder, articles, (), encoder, passage_tokens=passage_tokens, batch_size=batch_size)
        write_generation(folder, contents, recipe, number=1, corpus_id=corpus_id)
        yield open_generation(folder)


def _part(
    article: Article, origin: int | None, previous: Generation | None, encoder: Encoder, passage_tokens: int
) -> _Part:
    if previous is not None and origin is not None:
        rows, passages = previous.sentences_of(origin), previous.passages_of(origin)
        return _Part(
            np.asarray(previous.sentences[rows.start : rows.stop, 1:]),
            np.asarray(previous.passages[passages.start : passages.stop, 1:]) - rows.start,
            origin,
        )
    limit = encoder.max_tokens
    found = segment(article.body, encoder.count_tokens, limit, min(passage_tokens, limit))
    longest = max((encoder.count_tokens(each.span.of(article.body)) for each in found.passages), default=0)
    if longest > limit:
        raise BuildError(f"a passage of {article.id!r} has {longest} tokens and the model reads {limit}")
    return _Part(
        np.array([(s.paragraph, s.span.start, s.span.end) for s in found.sentences], np.int64).reshape(-1, 3),
        np.array([(p.first - 1, p.last - 1) for p in found.passages], np.int64).reshape(-1, 2),
        None,
    )


def _joined(tables: Sequence[Table], width: int) -> Table:
    """The rows of all, each with the row of its article before it."""
    if not tables:
        return np.empty((0, width + 1), np.int64)
    articles = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
    return np.column_stack((articles, np.concatenate(tables))).astype(np.int64)


def _kept(parts: Sequence[_Part], previous: Generation | None) -> tuple[Table, Table]:
    """For every sentence and passage row, its row in `previous`, or -1 where it is new."""
    sentences: list[Table] = [np.empty(0, np.int64)]
    passages: list[Table] = [np.empty(0, np.int64)]
    for part in parts:
        if previous is not None and part.origin is not None:
            sentences.append(np.array(previous.sentences_of(part.origin), np.int64))
            passages.append(np.array(previous.passages_of(part.origin), np.int64))
        else:
            sentences.append(np.full(len(part.sentences), -1, np.int64))
            passages.append(np.full(len(part.passages), -1, np.int64))
    return np.concatenate(sentences), np.concatenate(passages)


def _digest(article: Article) -> bytes:
    return sha256(article.body.encode()).digest()
