"""What a selector is given to read: the best candidates, each with neighbours, as many words as are read of a question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.values import UNTITLED
from retrieval.generations.generation import ARTICLE, START
from retrieval.generations.scope import Scope
from retrieval.selectors.windows import Window

# A row of sentences and the number of the scope that it is in.
Place = tuple[int, int]

# Candidates that may open a window; what stands behind them is seldom first after all.
_CANDIDATES = 18
# In tokens, of which four characters make one: of one window, of all, and what the question and the title add to each.
_WINDOW, _ALL, _QUESTION = 90, 720, 24
# Characters of a title, which unlike a sentence may have any number: more than is read of one.
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring sentence rows of one article in a scope."""

    scope: int
    rows: range


def stretches_of(scopes: Sequence[Scope], places: Sequence[Place]) -> list[Stretch]:
    """What to read of `places`, which are in order, best first: each with neighbours that have room, no sentence twice."""
    best = dict.fromkeys(places[:_CANDIDATES])
    taken: set[Place] = set()
    found: list[Stretch] = []
    room = _ALL
    for place in best:
        if place in taken:
            continue
        stretch = around(scopes, place, min(_WINDOW, room - _QUESTION), best, taken)
        cost = sum(_cost(scopes[stretch.scope], row) for row in stretch.rows) + _QUESTION
        if found and cost > room:
            continue
        found.append(stretch)
        taken.update((stretch.scope, row) for row in stretch.rows)
        room -= cost
    return found


def around(
    scopes: Sequence[Scope],
    place: Place,
    room: int,
    best: Collection[Place] = frozenset(),
    taken: Collection[Place] = frozenset(),
) -> Stretch:
    """The sentence at `place` and those around it that have room and are not taken, the best first, then what stands before it."""
    number, row = place
    scope = scopes[number]
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
            return Stretch(number, range(first, last + 1))
        # Wanted themselves; then near to the row that the window is for, what stands before it first.
        side = min(sides, key=lambda each: ((number, each) not in best, abs(each - row), each))
        cost += _cost(scope, side)
        first, last = min(first, side), max(last, side)


def window_of(scopes: Sequence[Scope], stretch: Stretch) -> Window:
    """The words of `stretch`, under its article's title."""
    generation = scopes[stretch.scope].generation
    title = generation.article_of(stretch.rows.start).title
    return Window(
        "" if title == UNTITLED else title[:_LONGEST_TITLE],
        tuple(generation.sentence_text(row) for row in stretch.rows),
    )


def _cost(scope: Scope, row: int) -> int:
    start, end = scope.generation.sentences[row, START:].tolist()
    return 2 + min(96, int(end - start) // 4)
