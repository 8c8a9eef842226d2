"""The gate: what a new generation must show before it may serve."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from corpus.decoding import decode
from corpus.errors import UnreadableError
from retrieval.answering.answering import Answering
from retrieval.encoders import Encoder
from retrieval.errors import BuildError, QuestionError
from retrieval.generations.generation import ARTICLE, END, FIRST, LAST, START, Generation
from retrieval.generations.scope import whole
from retrieval.ranking.evidence import ask_for
from retrieval.ranking.ranking import rank
from retrieval.terms import terms
from retrieval.values import Answer, Question

# At most so many articles are looked for by their titles, evenly spread.
_TITLES = 200
_AMONG = 10
# Fewer that are not found may have odd titles, like "Minutes" beside forty others' minutes.
_BROKEN = 5


def check_integrity(generation: Generation) -> None:
    """Raises BuildError unless tables and vectors agree and every span lies in its body; opening has checked the lexical indexes."""
    sentences, passages = len(generation.sentences), len(generation.passages)
    counts = {
        "sentence vectors": (len(generation.sentence_vectors), sentences),
        "passage vectors": (len(generation.passage_vectors), passages),
    }
    for what, (found, expected) in counts.items():
        if found != expected:
            raise BuildError(f"the new generation has {found:,} {what} where {expected:,} are right")
    lengths = np.array([len(article.body) for article in generation.articles], np.int64)
    table = np.asarray(generation.sentences)
    rows = table[:, ARTICLE]
    if sentences and not (
        (np.diff(rows) >= 0).all()
        and 0 <= rows[0] <= rows[-1] < len(lengths)
        and (table[:, START] >= 0).all()
        and (table[:, START] < table[:, END]).all()
        and (table[:, END] <= lengths[rows]).all()
    ):
        raise BuildError("the new generation has sentences that lie outside their articles")
    held = np.asarray(generation.passages)
    first, last = held[:, FIRST], held[:, LAST]
    if passages and not (
        (first >= 0).all()
        and (first <= last).all()
        and (last < sentences).all()
        and (rows[first] == held[:, ARTICLE]).all()
        and (rows[last] == held[:, ARTICLE]).all()
    ):
        raise BuildError("the new generation has passages that hold sentences of other articles, or none")
    for index in (generation.sentence_vectors, generation.passage_vectors):
        for start in range(0, len(index), 65536):
            vectors = index.vectors(np.arange(start, min(start + 65536, len(index)), dtype=np.int64))
            if not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
                raise BuildError("the new generation has vectors whose length is not 1")


def check_titles(
    generation: Generation, encoder: Encoder, answering: Answering, fresh: Collection[str]
) -> tuple[str, ...]:
    """Look for each of the articles `fresh` by its own title; those that are not among the ten best are returned.

    Only titles that share a word with their article are asked for. Raises BuildError where more than half of them, and five or
    more, are not found: that is no odd title but a broken index.
    """
    new = [article for article in generation.articles if article.id in fresh]
    sample = new[:: max(1, -(-len(new) // _TITLES))]
    wanted = [article for article in sample if set(terms(article.title)) & set(terms(article.body[:20000]))]
    if not wanted:
        return ()
    scopes = [whole(generation)]
    missed = []
    for article, query in zip(wanted, encoder.encode_queries([article.title for article in wanted]), strict=True):
        ranked = rank(scopes, ask_for(article.title), query, answering.model.ranker)
        best = list(dict.fromkeys(generation.sentences[ranked.row, ARTICLE].tolist()))[:_AMONG]
        if generation.rows[article.id] not in best:
            missed.append(article.id)
    if len(missed) >= _BROKEN and len(missed) > len(wanted) / 2:
        raise BuildError(
            f"{len(missed)} of {len(wanted)} articles are not found by their own titles, {missed[0]!r} for one"
        )
    return tuple(missed)


def check_golden(generation: Generation, encoder: Encoder, answering: Answering, golden: Path) -> int:
    """Ask the questions of `golden` (JSONL of {question, must_contain | no_answer: true}); returns how many there are.

    Raises BuildError where a line is malformed or an answer is not as it must be, naming the first such.
    """
    if not golden.is_file():
        return 0
    items = _read_golden(golden)
    failed = []
    if not items:
        return 0
    vectors = answering.encode(encoder, [question for _, question, _ in items])
    for (number, question, must_contain), mine in zip(items, vectors, strict=True):
        outcome = answering.answer(question, mine, [whole(generation)], (generation.label,))
        said = [citation.excerpt.text for citation in outcome.citations] if isinstance(outcome, Answer) else []
        if must_contain is None and said:
            failed.append(f"line {number}, {question.text!r}, was answered with {said[0][:80]!r}")
        elif must_contain is not None and not any(must_contain in text for text in said):
            failed.append(f"line {number}, {question.text!r}, was not answered with {must_contain[:80]!r}")
    if failed:
        more = f" (and {len(failed) - 1} more)" if len(failed) > 1 else ""
        raise BuildError(f"{golden.name}: {failed[0]}{more}")
    return len(items)


def _read_golden(golden: Path) -> Sequence[tuple[int, Question, str | None]]:
    try:
        lines = decode(golden.read_bytes()).split("\n")
    except (OSError, UnreadableError) as error:
        raise BuildError(f"{golden.name} can't be read: {error}") from None
    items: list[tuple[int, Question, str | None]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            must_contain = None if item.get("no_answer") is True else str.strip(item["must_contain"])
            question = Question(item["question"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, QuestionError):
            must_contain, question = "", None
        if question is None or must_contain == "":  # every answer would contain nothing
            raise BuildError(
                f'{golden.name} line {number} is not {{"question": …, "must_contain": …}} or {{"question": …, "no_answer": true}}'
            )
        items.append((number, question, must_contain))
    return items
