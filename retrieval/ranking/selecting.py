"""The best candidates read again by a selector, each amid its neighbours.

What a selector costs grows with the words it reads, so it reads few windows: the best candidates and the sentences around them,
up to a fixed number of words, whatever the article's length, and no further than it takes to decide. Only where the best of them
are too close to tell apart it reads those twice more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retrieval.encoders import Vectors
from retrieval.generations.generation import ARTICLE
from retrieval.ranking.ranking import Ranked
from retrieval.ranking.stretches import Place, Stretch, around, stretches_of, window_of
from retrieval.selectors import Reading, Selector

Floats = NDArray[np.float64]

# No sentence counts for less than so much below the best in the order: of what is unlikely to answer, how unlikely it is says
# little. Of 2,140 questions, all read, the first sentence is as often right with it as without, one of three for five more.
_LEAST = 4.0
# A sentence that was not read answers a little less likely than the least likely that was.
_UNREAD = 1.0
# Nothing more is read once the best so far is so far before all that is unread by the ranker's score, and by that lead and its
# own log odds together: of 1,102 questions about short articles, 804 about whole ones of squad2 and 240 about news, the first of
# what is cited was then right as often (.877, .836, .929) as when all is read (.876, .837, .925), one of three less often (.976,
# .929, .971 instead of .983, .935, .971), for less than half of the reading. With 1.0 and 2.0 it is an eighth less still, and one
# of three of the news is right in .958.
_LEAD, _DECIDED = 1.5, 3.0
# By the ranker's score alone what is so much less likely than the best is about something else.
_FAR_BEHIND = 4.0
# Cosine of two sentences from which they may tell of one thing.
ALIKE = 0.6
# What is no further behind the best is as good as that until it has been read twice more, each in windows of its own of so many
# tokens, with little around it and with much, unless nothing is even so likely to answer. How far it answers is then by half what
# was said before and by half what is said now.
_CONTESTED, _HOPELESS, _FINALISTS = 0.65, -3.0, 3
_LITTLE, _MUCH = 45, 170


def select(
    ranked: Ranked, question: str, selector: Selector, mix: tuple[float, float] | None, *, thorough: bool = False
) -> Ranked:
    """`ranked` in a new order, with what `selector` says of it, which reads on when all is decided where `thorough` says so.

    `mix` are what the selector's log odds and the ranker's score count for; where they are not known, both are put on one scale
    and count the same, and as nothing is known of what decides, all is read.
    """
    found = combine(ranked, *read_stretches(ranked, question, selector, thorough=thorough or mix is None), mix)
    return found if mix is None else read_again(found, question, selector, mix)


def read_stretches(
    ranked: Ranked, question: str, selector: Selector, *, thorough: bool
) -> tuple[tuple[Stretch, ...], tuple[Reading, ...]]:
    """What `selector` says of the best candidates and their neighbours: of all of them where `thorough`, else until it is decided."""
    stretches = tuple(stretches_of(ranked.scopes, _places(ranked)))
    windows = [window_of(ranked.scopes, each) for each in stretches]
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
    near = np.flatnonzero(unread & (ranked.score >= ranked.score[best] - _FAR_BEHIND)).tolist()
    others: dict[int, list[int]] = {}
    for scope, row in (places[at] for at in near):
        if _article(ranked, (scope, row)) != home:
            others.setdefault(scope, []).append(row)
    (vector,) = _vectors(ranked, places[best][0], [places[best][1]])
    return any((_vectors(ranked, scope, rows) @ vector >= ALIKE).any() for scope, rows in others.items())


def _article(ranked: Ranked, place: Place) -> tuple[int, int]:
    scope, row = place
    return scope, int(ranked.scopes[scope].generation.sentences[row, ARTICLE])


def _vectors(ranked: Ranked, scope: int, rows: Sequence[int]) -> Vectors:
    return ranked.scopes[scope].generation.sentence_vectors.vectors(np.array(rows, np.int64))


def answers_of(ranked: Ranked, stretches: Sequence[Stretch], readings: Sequence[Reading]) -> Floats:
    """The log odds of each candidate; one that was not read has a little less than the least of those that were."""
    known = _known(ranked, stretches, readings)
    return np.where(np.isnan(known), np.nanmin(known) - _UNREAD, known)


def bounded(answers: Floats) -> Floats:
    """Log odds of candidates as they count in the order."""
    counted: Floats = np.maximum(answers, answers.max() - _LEAST)
    return counted


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
    words = {
        (stretch.scope, row): each
        for stretch, reading in zip(stretches, readings, strict=True)
        for row, each in zip(stretch.rows, reading.words, strict=True)
    }
    read = replace(
        ranked,
        before=ranked.score,
        words=tuple(words.get(place) for place in _places(ranked)),
        nothing=min(reading.nothing for reading in readings),
    )
    return _ordered(read, answers_of(ranked, stretches, readings), mix)


def read_again(ranked: Ranked, question: str, selector: Selector, mix: tuple[float, float]) -> Ranked:
    """`ranked`, as `combine` gives it with this `mix`, its best read twice more where they are too close to tell apart."""
    finalists = int((ranked.score[:_FINALISTS] > ranked.score[:1] - _CONTESTED).sum())
    if finalists < 2 or ranked.answers is None or ranked.answers.max() < _HOPELESS:
        return ranked
    places = _places(ranked)[:finalists]
    both = [[around(ranked.scopes, place, room) for room in (_LITTLE, _MUCH)] for place in places]
    # In a short text several have the same windows.
    stretches = list(dict.fromkeys(each for two in both for each in two))
    windows = [window_of(ranked.scopes, each) for each in stretches]
    said = dict(zip(stretches, selector.read(question, windows), strict=True))
    answers = ranked.answers.copy()
    for at, ((_, row), two) in enumerate(zip(places, both, strict=True)):
        again = [said[each].answers[row - each.rows.start] for each in two]
        answers[at] = (answers[at] + sum(again) / len(again)) / 2
    return _ordered(ranked, answers, mix)


def _ordered(ranked: Ranked, answers: Floats, mix: tuple[float, float] | None) -> Ranked:
    """`ranked`, whose `before` are the ranker's scores, in the order of what those and `answers` make together."""
    assert ranked.before is not None
    before = ranked.before
    if mix is not None:
        weight, linear = mix
        counted = bounded(answers)
    else:  # on what scale is not known
        weight, linear = float(before.std()) / max(1e-6, float(answers.std())), 1.0
        counted = answers
    score = linear * before + weight * counted
    return in_order(replace(ranked, score=score, answers=answers), np.argsort(-score, kind="stable"))


def in_order(ranked: Ranked, order: NDArray[np.int64]) -> Ranked:
    """`ranked`, which a selector has read, in another order."""
    assert ranked.before is not None
    assert ranked.answers is not None
    return replace(
        ranked,
        scope=ranked.scope[order],
        row=ranked.row[order],
        score=ranked.score[order],
        features=ranked.features[order],
        before=ranked.before[order],
        answers=ranked.answers[order],
        words=tuple(ranked.words[at] for at in order.tolist()),
    )


def _places(ranked: Ranked) -> list[Place]:
    """The scope and the row of each candidate."""
    return list(zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True))
