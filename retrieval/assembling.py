"""Articles into what a generation holds: sentences, passages and their vectors; what is unchanged is taken over."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

import numpy as np

from corpus.facts import NO_FACTS, Facts
from corpus.folder import Source
from corpus.passages import segment
from corpus.values import Article
from retrieval.encoders import Encoder, Vectors
from retrieval.errors import BuildError
from retrieval.fact_table import dump_facts
from retrieval.generation import (
    ARTICLE,
    Contents,
    Generation,
    Recipe,
    Table,
    article_digest,
    open_generation,
    write_generation,
)
from retrieval.stores import DEFAULT_STORE, VectorIndex

# Called with (done, to do) as texts are encoded or articles are read.
OnProgress = Callable[[int, int], None]
# Called with articles, gives the facts of each in order.
ReadFacts = Callable[[Sequence[Article]], Iterable[Facts]]


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
    articles: Sequence[Article],
    sources: Sequence[Source],
    encoder: Encoder,
    *,
    passage_tokens: int,
    batch_size: int,
    facts: Sequence[bytes],
    previous: Generation | None = None,
    on_progress: OnProgress | None = None,
) -> Contents:
    """Divide and encode `articles`; an article whose body `previous` (of the same recipe) has is taken over from there.

    `facts` has a line for each article, as `gather_facts` gives them.
    """
    known = {_digest(article): row for row, article in enumerate(previous.articles)} if previous else {}
    parts = [_part(article, known.get(_digest(article)), previous, encoder, passage_tokens) for article in articles]
    offsets = [0, *accumulate(len(part.sentences) for part in parts)]
    sentences = np.array(
        [(row, *line) for row, part in enumerate(parts) for line in part.sentences.tolist()], np.int64
    ).reshape(-1, 4)
    passages = np.array(
        [
            (row, first + offsets[row], last + offsets[row])
            for row, part in enumerate(parts)
            for first, last in part.passages.tolist()
        ],
        np.int64,
    ).reshape(-1, 3)
    starts, ends = sentences[:, 2], sentences[:, 3]
    sentence_texts = [articles[row].body[a:b] for row, a, b in zip(sentences[:, ARTICLE], starts, ends, strict=True)]
    passage_texts = [articles[row].body[starts[first] : ends[last]] for row, first, last in passages.tolist()]
    reused_sentences, reused_passages = _reused(parts, previous)
    fresh_sentences, fresh_passages = np.flatnonzero(reused_sentences < 0), np.flatnonzero(reused_passages < 0)
    fresh = [sentence_texts[row] for row in fresh_sentences] + [passage_texts[row] for row in fresh_passages]
    vectors = _encode(fresh, encoder, batch_size, on_progress or (lambda _done, _total: None))
    width = vectors.shape[1] if len(vectors) else _width(previous, encoder)
    return Contents(
        articles=tuple(articles),
        sources=tuple(sources),
        sentences=sentences,
        passages=passages,
        sentence_vectors=_gather(
            reused_sentences,
            fresh_sentences,
            vectors[: len(fresh_sentences)],
            previous.sentence_vectors if previous else None,
            width,
        ),
        passage_vectors=_gather(
            reused_passages,
            fresh_passages,
            vectors[len(fresh_sentences) :],
            previous.passage_vectors if previous else None,
            width,
        ),
        facts=tuple(facts),
    )


def gather_facts(
    articles: Sequence[Article], previous: Generation | None, read: ReadFacts, on_progress: OnProgress | None = None
) -> tuple[bytes, ...]:
    """A line of facts for each of `articles`: that of `previous` (of the same recipe) where it has the very article.

    One that could not be read before is read again.
    """
    told = on_progress or (lambda _done, _total: None)
    known = {article_digest(article): row for row, article in enumerate(previous.articles)} if previous else {}
    lines = {
        at: previous.facts.line(known[digest])
        for at, digest in enumerate(map(article_digest, articles))
        if previous is not None and digest in known and known[digest] not in previous.facts.failed
    }
    fresh = [at for at in range(len(articles)) if at not in lines]
    told(0, len(fresh))
    for done, (at, facts) in enumerate(zip(fresh, read([articles[at] for at in fresh]), strict=True), start=1):
        lines[at] = dump_facts(facts)
        told(done, len(fresh))
    return tuple(lines[at] for at in range(len(articles)))


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
    facts = [dump_facts(NO_FACTS)] * len(articles)
    contents = assemble(articles, (), encoder, passage_tokens=passage_tokens, batch_size=batch_size, facts=facts)
    with tempfile.TemporaryDirectory(prefix="footnote-") as name:
        write_generation(Path(name), contents, recipe, number=1, corpus_id=corpus_id, store=DEFAULT_STORE)
        yield open_generation(Path(name))


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


def _reused(parts: Sequence[_Part], previous: Generation | None) -> tuple[Table, Table]:
    """For every sentence and passage row, its row in `previous`, or -1 where it is new."""
    sentences: list[int] = []
    passages: list[int] = []
    for part in parts:
        if previous is not None and part.origin is not None:
            sentences.extend(previous.sentences_of(part.origin))
            passages.extend(previous.passages_of(part.origin))
        else:
            sentences.extend([-1] * len(part.sentences))
            passages.extend([-1] * len(part.passages))
    return np.array(sentences, np.int64), np.array(passages, np.int64)


def _encode(texts: Sequence[str], encoder: Encoder, batch_size: int, on_progress: OnProgress) -> Vectors:
    """Unit rows of `texts`, encoded in batches of like length, so that little of a batch is padding."""
    if not texts:
        return np.empty((0, 0), np.float32)
    order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
    vectors: Vectors | None = None
    on_progress(0, len(texts))
    for first in range(0, len(order), batch_size):
        batch = order[first : first + batch_size]
        rows = encoder.encode_passages([texts[at] for at in batch])
        if not np.isfinite(rows).all():
            raise BuildError(f"the model {encoder.model!r} gave a vector that is not finite")
        if vectors is None:
            vectors = np.empty((len(texts), rows.shape[1]), np.float32)
        vectors[batch] = rows
        on_progress(first + len(batch), len(texts))
    assert vectors is not None
    return vectors


def _gather(reused: Table, fresh: Table, encoded: Vectors, stored: VectorIndex | None, width: int) -> Vectors:
    vectors = np.empty((len(reused), width), np.float32)
    if len(fresh):
        vectors[fresh] = encoded
    kept = np.flatnonzero(reused >= 0)
    if stored is not None and len(kept):
        vectors[kept] = stored.vectors(reused[kept])
    return vectors


def _width(previous: Generation | None, encoder: Encoder) -> int:
    if previous is not None and len(previous.sentence_vectors):
        return int(previous.sentence_vectors.vectors(np.zeros(1, np.int64)).shape[1])
    return encoder.dimension


def _digest(article: Article) -> bytes:
    return sha256(article.body.encode()).digest()
