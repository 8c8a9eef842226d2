"""Vectors of sentences and passages, into a store's files as they come: neither they nor the texts are held all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.values import Article
from retrieval.encoders import Encoder
from retrieval.errors import BuildError
from retrieval.generations.generation import PASSAGE_VECTORS, SENTENCE_VECTORS, Generation, Table
from retrieval.stores import VectorIndex, VectorStore, VectorWriter

# Called with (done, to do, share of the work that is done) as texts are encoded or articles are read.
OnProgress = Callable[[int, int, float], None]

# Vectors that are taken over at once.
_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Embedded:
    """What has a vector each: `places` has rows (article row, start, end), `kept` the rows in the generation before, or -1."""

    places: Table
    kept: Table


def embed(
    folder: Path,
    store: VectorStore,
    articles: Sequence[Article],
    both: tuple[Embedded, Embedded],
    encoder: Encoder,
    *,
    batch_size: int,
    previous: Generation | None,
    on_progress: OnProgress,
) -> None:
    """Write the vectors of `both`, sentences and passages of `articles`, to `folder`; what `previous` has is taken over.

    Raises BuildError where the model gives what is no vector, and OSError on a full disk.
    """
    before = (previous.sentence_vectors, previous.passage_vectors) if previous else (None, None)
    width = _width(both, previous, encoder)
    with ExitStack() as stack:
        writers = [
            stack.enter_context(store.create(folder / name, len(each.kept), width))
            for name, each in zip((SENTENCE_VECTORS, PASSAGE_VECTORS), both, strict=True)
        ]
        for writer, each, stored in zip(writers, both, before, strict=True):
            if stored is not None:
                _take_over(writer, each.kept, stored)
        _encode(writers, articles, both, encoder, batch_size, on_progress)


def _take_over(writer: VectorWriter, kept: Table, stored: VectorIndex) -> None:
    rows = np.flatnonzero(kept >= 0)
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        writer[some] = stored.vectors(kept[some])


def _encode(
    writers: Sequence[VectorWriter],
    articles: Sequence[Article],
    both: Sequence[Embedded],
    encoder: Encoder,
    batch_size: int,
    on_progress: OnProgress,
) -> None:
    """Encode what is new, in batches of like length, so that little of a batch is padding."""
    fresh = [np.flatnonzero(each.kept < 0) for each in both]
    places = np.concatenate([each.places[rows] for each, rows in zip(both, fresh, strict=True)])
    rows, whose = np.concatenate(fresh), np.repeat((0, 1), [len(each) for each in fresh])
    lengths = places[:, 2] - places[:, 1]
    if not len(rows):
        return
    done, characters = 0, 0
    on_progress(0, len(rows), 0.0)
    for batch in _batches(np.argsort(-lengths, kind="stable"), batch_size):
        vectors = encoder.encode_passages([articles[row].body[start:end] for row, start, end in places[batch].tolist()])
        if not np.isfinite(vectors).all():
            raise BuildError(f"the model {encoder.model!r} gave a vector that is not finite")
        for at, writer in enumerate(writers):
            mine = whose[batch] == at
            writer[rows[batch][mine]] = vectors[mine]
        done += len(batch)
        characters += int(lengths[batch].sum())
        on_progress(done, len(rows), characters / int(lengths.sum()))


def _batches(order: Table, size: int) -> Iterator[Table]:
    return (order[first : first + size] for first in range(0, len(order), size))


def _width(both: Sequence[Embedded], previous: Generation | None, encoder: Encoder) -> int:
    """The length of a vector; a model that has nothing to encode is not loaded to tell it."""
    nothing_new = all((each.kept >= 0).all() for each in both)
    if nothing_new and previous is not None and len(previous.sentence_vectors):
        return int(previous.sentence_vectors.vectors(np.zeros(1, np.int64)).shape[1])
    return encoder.dimension
