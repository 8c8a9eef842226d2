"""Whether an article takes back what a sentence of it says: as a mistake of an earlier text, or with a bare "It was not."."""

from __future__ import annotations

from retrieval.checking.reading import Reading
from retrieval.checking.vocabulary import DENIALS
from retrieval.terms import fold
from retrieval.writing.sources import word_of
from retrieval.writing.vocabulary import PRONOUNS, REPORTING, lemma

_BEFORE = frozenset("earlier previous prior original".split())
_TEXTS = frozenset(
    map(lemma, "version post report article story headline tweet edition caption message bulletin dispatch".split())
)
_REACH = 7
_WRONG = DENIALS | frozenset(map(lemma, "false untrue wrong incorrect mistaken".split()))
# What else a sentence may have that does nothing but deny the one before it: "That was not the case.".
_BARE = _WRONG | frozenset(map(lemma, "so true case correct right happen occur".split()))

_OPENING = PRONOUNS | {"that"}


def withdrawn(said: Reading, stated: Reading, after: Reading | None) -> bool:
    """Whether what `stated` says was taken back, and `said` leaves that out; `after` is the sentence that follows."""
    return (_of_earlier_text(stated) and not _of_earlier_text(said)) or (after is not None and _bare_denial(after))


def _of_earlier_text(reading: Reading) -> bool:
    """Whether a sentence tells of another text that this one stands for: "an earlier version said"."""
    items = reading.items
    return any(
        fold(items[at - 1].text) in _BEFORE
        and word_of(items[at]) in _TEXTS
        and any(fold(item.text) in REPORTING for item in items[at + 1 : at + _REACH])
        for at in range(1, len(items))
    )


def _bare_denial(reading: Reading) -> bool:
    """Whether a sentence only says that the one before it is not so."""
    first = next((item for item in reading.items if item.kind != "stop"), None)
    words = frozenset(map(word_of, reading.content))
    return first is not None and fold(first.text) in _OPENING and not words.isdisjoint(_WRONG) and words <= _BARE
