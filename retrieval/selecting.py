"""The best candidates read again by a selector, each amid its neighbours.

What a selector costs grows with the words it reads, so it reads few windows: the best candidates and the sentences around them,
up to a fixed number of words, whatever the article's length, and no further than it takes to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from corpus.values import UNTITLED
from retrieval.differing import ALIKE, FAR_BEHIND
from retrieval.encoders import Vectors
from retrieval.generation import ARTICLE, START
from retrieval.ranking import Ranked
from retrieval.scope import Scope
from retrieval.selectors import Reading, Selector
from retrieval.selectors.windows import Window

Floats = NDArray[np.float64]

# Candidates that may open a window; what stands behind them is seldom first after all.
_CANDIDATES = 12
# In tokens, of which four characters make one: of one window, of all, and what the question and the title add to each.
_WINDOW, _ALL, _QUESTION = 90, 480, 24
# Characters of a title, which unlike a sentence may have any number: more than is read of one.
_LONGEST_TITLE = 400
# No sentence counts for less than so much below the best in the order: of what is unlikely to answer, how unlikely it is says
# little. Of 2,150 questions one of three citations then holds the answer of ten more and of none fewer, the first
# of two more and of two fewer.
_LEAST = 4.0
# A sentence that was not read answers a little less likely than the least likely that was.
_UNREAD = 1.0
# Nothing more is read once the best so far is so far before all that is unread by the ranker's score, and by that lead and its
# own log odds together: of 807 questions about squad2, 807 about all its articles and 240 about news, the first hit was then
# right as often as when all is read (.79, .77, .81), for four tenths to half of the reading.
_LEAD, _DECIDED = 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring sentence rows of one article in a scope."""

    scope: int
    rows: range


def select(
    ranked: Ranked, question: str, selector: Selector, mix: tuple[float, float] | None, *, thorough: bool = False
) -> Ranked:
    """`ranked` in a new order, with what `selector` says of it, which reads on when all is decided where `thorough` says so.

    `mix` are what the selector's log odds and the ranker's score count for; where they are not known, both are put on one scale
    and count the same, and as nothing is known of what decides, all is read.
    """
    return combine(ranked, *read_stretches(ranked, question, selector, thorough=thorough or mix is None), mix)


def read_stretches(
    ranked: Ranked, question: str, selector: Selector, *, thorough: bool
) -> tuple[tuple[Stretch, ...], tuple[Reading, ...]]:
    """What `selector` says of the best candidates and their neighbours: of all of them where `thorough`, else until it is decided."""
    stretches = tuple(_stretches(ranked))
    windows = [_window(ranked.scopes[each.scope], each.rows) for each in stretches]
    if thorough:
        return stretches, tuple(selector.read(question, windows))
    readings: list[Reading] = []
    for window in windows:
        readings += selector.read(question, [window])
        if decided(ranked, stretches[: len(readings)], readings):
            break
    return stretches[: len(readings)], tuple(readings)


def decided(ranked: Ranked, stretches: Sequence[Stretch], readings: Sequence[Reading]) -> bool:
    """Whether nothing that was not read is likely to come before the best of what was, or to say otherwise in another article."""
    known = _known(ranked, stretches, readings)
    unread = np.isnan(known)
    if not unread.any():
        return True
    best = int(np.nanargmax(known + ranked.score))
    lead = float(ranked.score[best] - ranked.score[unread].max())
    return lead >= _LEAD and known[best] + lead >= _DECIDED and not _may_differ(ranked, best, unread)


def _may_differ(ranked: Ranked, best: int, unread: NDArray[np.bool_]) -> bool:
    """Whether what another article says and was not read is near in meaning to the sentence of candidate `best`, and not far behind."""
    places = _places(ranked)
    home = _article(ranked, places[best])
    near = np.flatnonzero(unread & (ranked.score >= ranked.score[best] - FAR_BEHIND)).tolist()
    others: dict[int, list[int]] = {}
    for scope, row in (places[at] for at in near):
        if _article(ranked, (scope, row)) != home:
            others.setdefault(scope, []).append(row)
    (vector,) = _vectors(ranked, places[best][0], [places[best][1]])
    return any((_vectors(ranked, scope, rows) @ vector >= ALIKE).any() for scope, rows in others.items())


def _article(ranked: Ranked, place: tuple[int, int]) -> tuple[int, int]:
    scope, row = place
    return scope, int(ranked.scopes[scope].generation.sentences[row, ARTICLE])


def _vectors(ranked: Ranked, scope: int, rows: Sequence[int]) -> Vectors:
    return ranked.scopes[scope].generation.sentence_vectors.vectors(np.array(rows, np.int64))


def answers_of(ranked: Ranked, stretches: Sequence[Stretch], readings: Sequence[Reading]) -> Floats:
    """The log odds of each candidate; one that was not read has a little less than the least of those that were."""
    known = _known(ranked, stretches, readings)
    return np.where(np.isnan(known), np.nanmin(known) - _UNREAD, known)


def _known(ranked: Ranked, stretches: Sequence[Stretch], readings: Sequence[Reading]) -> Floats:
    """The log odds of each candidate, not a number where it was not read."""
    read = {
        (stretch.scope, row): answers
        for stretch, reading in zip(stretches, readings, strict=True)
        for row, answers in zip(stretch.rows, reading.answers, strict=True)
    }
    return np.array([read.get(place, np.nan) for place in _places(ranked)])


def combine(
    ranked: Ranked, stretches: Sequence[Stretch], readings: Sequence[Reading], mix: tuple[float, float] | None
) -> Ranked:
    """`ranked` in the order of the scores that `readings` of `stretches` give."""
    if len(ranked) == 0:
        return ranked
    answers, places = answers_of(ranked, stretches, readings), _places(ranked)
    words = {
        (stretch.scope, row): each
        for stretch, reading in zip(stretches, readings, strict=True)
        for row, each in zip(stretch.rows, reading.words, strict=True)
    }
    if mix is not None:
        weight, linear = mix
        counted = np.maximum(answers, answers.max() - _LEAST)
    else:  # on what scale is not known
        weight, linear = float(ranked.score.std()) / max(1e-6, float(answers.std())), 1.0
        counted = answers
    score = linear * ranked.score + weight * counted
    order = np.argsort(-score, kind="stable")
    return replace(
        ranked,
        scope=ranked.scope[order],
        row=ranked.row[order],
        score=score[order],
        features=ranked.features[order],
        before=ranked.score[order],
        answers=answers[order],
        words=tuple(words.get(places[at]) for at in order.tolist()),
        nothing=min(reading.nothing for reading in readings),
    )


def _stretches(ranked: Ranked) -> list[Stretch]:
    """What to read: the best candidates, best first, each with neighbours that have room, no sentence twice."""
    best = _places(ranked)[:_CANDIDATES]
    taken: set[tuple[int, int]] = set()
    found: list[Stretch] = []
    room = _ALL
    for scope, row in best:
        if (scope, row) in taken:
            continue
        rows, cost = _around(ranked.scopes[scope], scope, row, set(best), taken, min(_WINDOW, room - _QUESTION))
        if found and cost + _QUESTION > room:
            continue
        found.append(Stretch(scope, rows))
        taken.update((scope, each) for each in rows)
        room -= cost + _QUESTION
    return found


def _places(ranked: Ranked) -> list[tuple[int, int]]:
    """The scope and the row of each candidate."""
    return list(zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True))


def _around(
    scope: Scope, number: int, row: int, best: set[tuple[int, int]], taken: set[tuple[int, int]], room: int
) -> tuple[range, int]:
    """Rows around `row` that have room, candidates first, then what stands before it; and what they cost."""
    generation = scope.generation
    home = generation.sentences_of(int(generation.sentences[row, ARTICLE]))
    first = last = row
    cost = _cost(scope, row)
    while True:
        sides = [
            side
            for side in (first - 1, last + 1)
            if side in home
            and side in scope.sentences
            and (number, side) not in taken
            and cost + _cost(scope, side) <= room
        ]
        if not sides:
            return range(first, last + 1), cost
        # Wanted themselves; then near to the row that the window is for, what stands before it first.
        side = min(sides, key=lambda each: ((number, each) not in best, abs(each - row), each))
        cost += _cost(scope, side)
        first, last = min(first, side), max(last, side)


def _cost(scope: Scope, row: int) -> int:
    start, end = scope.generation.sentences[row, START:].tolist()
    return 2 + min(96, int(end - start) // 4)


def _window(scope: Scope, rows: range) -> Window:
    generation = scope.generation
    title = generation.article_of(rows.start).title
    return Window(
        "" if title == UNTITLED else title[:_LONGEST_TITLE], tuple(generation.sentence_text(row) for row in rows)
    )
