"""What an answer cited, read from its article again: where its words stand now, or what has become of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from bot.records.values import Cited, words_digest
from bot.rendering.shown import Lost
from corpus.values import Span
from retrieval.citing import cite
from retrieval.generations.generation import END, PARAGRAPH, START, Generation
from retrieval.generations.live import Snapshot
from retrieval.values import Citation

# Places of a changed article that are compared with what was cited, those nearest to where it stood first.
_COMPARED = 500


def reread(cited: Cited, snapshot: Snapshot, given: dt.datetime) -> Citation | Lost | None:
    """Law 1: what was cited, as the article has it now; None where the article is gone.

    Where its words stand at another place, since something before them changed, that is its place; where they stand nowhere, it is
    lost. `given` is when it was cited.
    """
    generation = snapshot.generation(cited.corpus_id)
    row = None if generation is None else generation.rows.get(cited.article_id)
    if generation is None or row is None:
        return None
    article = generation.articles[row]
    span = _place(cited, generation, row)
    if span is None:
        return Lost(cited.number, article.title, generation.history[article.id].changed_after(given))
    paragraph = _paragraph(generation, row, span, cited.paragraph)
    citation = cite(generation, row, span, paragraph=paragraph, score=cited.score, number=cited.number)
    if cited.answer_start is None or cited.answer_end is None:
        return citation
    moved = span.start - cited.start
    return replace(citation, answer=Span(cited.answer_start + moved, cited.answer_end + moved))


def _place(cited: Cited, generation: Generation, row: int) -> Span | None:
    """Where the very words stand: where they stood, else as whole sentences as near to that as they do."""
    body, length = generation.articles[row].body, cited.end - cited.start
    if words_digest(body[cited.start : cited.end]) == cited.digest:
        return Span(cited.start, cited.end)
    rows = generation.sentences_of(row)
    table = generation.sentences[rows.start : rows.stop]
    starts = table[:, START][np.isin(table[:, START] + length, table[:, END])]
    nearest = starts[np.argsort(np.abs(starts - cited.start), kind="stable")][:_COMPARED]
    return next(
        (
            Span(start, start + length)
            for start in nearest.tolist()
            if words_digest(body[start : start + length]) == cited.digest
        ),
        None,
    )


def _paragraph(generation: Generation, row: int, span: Span, before: int) -> int:
    """The number of the paragraph that `span` begins in; `before` where no sentence stands there."""
    rows = generation.sentences_of(row)
    table = generation.sentences[rows.start : rows.stop]
    inside = np.flatnonzero((table[:, START] < span.end) & (table[:, END] > span.start))
    return int(table[inside[0], PARAGRAPH]) if len(inside) else before
