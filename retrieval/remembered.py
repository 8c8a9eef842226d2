"""Answers given before, kept for who asks the same again, as long as all that they were drawn from serves."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from retrieval.generations.live import LiveCorpora, Snapshot
from retrieval.values import Citation, Outcome, Quoted, cited_in

# Of all that is kept together: answers, and the characters of their words, some four megabytes.
_MOST, _CHARACTERS = 1024, 2_000_000
# What a citation takes besides its words, counted as characters.
_CITATION = 400


@dataclass(frozen=True, slots=True)
class Request:
    """All that an outcome depends on besides the models, which a service never changes.

    Generations are compared as objects, so that one is never taken for another, whatever it is called.
    """

    snapshot: Snapshot
    article_id: str | None
    text: str
    citations: int
    threshold: float
    quoted: tuple[Quoted, ...]


class Remembered:
    """Outcomes by what was asked, those used last kept. To be used on one thread, that on which `live` is changed."""

    def __init__(self, live: LiveCorpora, most: int = _MOST, characters: int = _CHARACTERS) -> None:
        self._live = live
        self._most = most
        self._room = characters
        self._outcomes: OrderedDict[Request, Outcome] = OrderedDict()
        live.watch(self._forget)

    def __len__(self) -> int:
        return len(self._outcomes)

    def get(self, request: Request) -> Outcome | None:
        """The outcome of the same request, where it is known."""
        outcome = self._outcomes.get(request)
        if outcome is not None:
            self._outcomes.move_to_end(request)
        return outcome

    def put(self, request: Request, outcome: Outcome) -> None:
        """Keep `outcome`, unless what it was drawn from no longer serves: words of a removed article are not kept."""
        if request in self._outcomes or not self._live.serves(request.snapshot):
            return
        self._outcomes[request] = outcome
        self._room -= _size(outcome)
        while len(self._outcomes) > self._most or self._room < 0:
            self._drop(next(iter(self._outcomes)))

    def _forget(self) -> None:
        """Drop what was drawn from a generation that serves no longer."""
        for request in [each for each in self._outcomes if not self._live.serves(each.snapshot)]:
            self._drop(request)

    def _drop(self, request: Request) -> None:
        self._room += _size(self._outcomes.pop(request))


def _size(outcome: Outcome) -> int:
    return _CITATION + len(outcome.question.text) + sum(map(_size_of, cited_in(outcome)))


def _size_of(citation: Citation) -> int:
    return _CITATION + len(citation.excerpt.text) + len(citation.link or "")
