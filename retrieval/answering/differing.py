"""Articles that give different values for what is asked: the excerpts that show it, and what differs in those that are cited.

A wrong "differ" is worse than none. So it takes a question of one thing; values of one sort that can't both be so
(retrieval/pointing/stated_values.py), told of no different times, in articles that both have the names that are asked about; and
either two sentences that are the same but for the value, or words that are pointed at with confidence in both, in sentences near
in meaning.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from corpus.dates.words import MONTHS, ORDINALS
from retrieval.answering.excerpts import POINTED, cited
from retrieval.encoders import Vectors
from retrieval.generations.generation import START, Generation
from retrieval.needs import Needs
from retrieval.pointing.stated_values import Stated, value_of
from retrieval.ranking.evidence import Asked
from retrieval.ranking.ranking import Ranked
from retrieval.ranking.selecting import ALIKE
from retrieval.terms import terms
from retrieval.values import Citation, Differing, Kind, ValueKind
from retrieval.writing.items import named
from retrieval.writing.tokens import tokens

# Excerpts that are looked at; a selector reads hardly more.
_LOOKED_AT = 12
# What is by its score so much less likely than the first excerpt is about something else.
_FAR_BEHIND = 3.5
# So much is enough where the words of both answer for all but certain: "Six people are still missing" is far from a sentence that
# tells besides how many died.
_CERTAIN, _LESS_ALIKE = 0.9, 0.45
# Share of the words of two sentences, without their values, from which they are one sentence written twice.
_SAME = 0.75
_TIMES = re.compile(r"(?:19|20)\d\d")
_COMPARED: Mapping[Kind | None, ValueKind] = {
    "number": "number",
    "time": "day",
    "person": "name",
    "place": "name",
    None: "number",  # "what does it cost?": its kind is not told, but words that are a figure are one
}


@dataclass(frozen=True, slots=True)
class Rivals:
    """Citations by the value that their `answer` words give, two values at least; each of another article, the best first."""

    kind: ValueKind
    groups: tuple[tuple[Citation, ...], ...]

    @property
    def foremost(self) -> tuple[Citation, ...]:
        """The best citation of each value."""
        return tuple(group[0] for group in self.groups)

    def among(self, cited: Sequence[Citation]) -> Differing | None:
        """What differs in `cited`, by its numbers; None where it gives fewer than two of the values."""
        groups = [[each for each in cited if any(each.overlaps(value) for value in group)] for group in self.groups]
        told = sorted((sorted(group, key=by_day) for group in groups if group), key=lambda each: by_day(each[0]))
        if len(told) < 2:
            return None
        return Differing(self.kind, tuple(tuple(each.number for each in group) for group in told))


@dataclass(frozen=True, slots=True)
class _Telling:
    """A citation that states a value: the row of its sentence, and how likely it is that its words are what answers."""

    citation: Citation
    generation: Generation
    row: int
    value: Stated
    likely: float

    @property
    def article(self) -> tuple[int, str]:
        return self.citation.corpus_id, self.citation.excerpt.article_id

    @property
    def vector(self) -> Vectors:
        vector: Vectors = self.generation.sentence_vectors.vectors(np.array([self.row]))[0]
        return vector

    def others(self) -> dict[str, bool]:
        """The words of the sentence without those of the value, folded, and whether each is a name."""
        span, body = self.generation.sentence_span(self.row), self.generation.article_of(self.row).body
        start, end = (min(max(at, span.start), span.end) for at in (self.value.span.start, self.value.span.end))
        first, *rest = tokens(f"| {body[span.start : start]} | {body[end : span.end]}")[1:]
        return {first.lower: False, **{each.lower: named(each.text) for each in rest}}

    def asked_about(self, asked: Asked) -> frozenset[str]:
        """Which of the terms asked for its title and sentence have as names."""
        said = f"{self.generation.article_of(self.row).title} {self.generation.sentence_text(self.row)}"
        return frozenset(terms(" ".join(each.text for each in tokens(said) if named(each.text)))) & set(asked.terms)

    def has(self, term: str) -> bool:
        """Whether the article has a term, in its title or anywhere."""
        rows = self.generation.sentences_of(self.generation.rows[self.citation.excerpt.article_id])
        postings = self.generation.sentence_terms.postings(term)
        return len(postings.within(rows).rows) > 0 or term in terms(self.generation.article_of(self.row).title)

    def pointing(self) -> Citation:
        """The citation with all words of the value pointed at, "at least" before a figure too."""
        holds = self.citation.excerpt.span.holds(self.value.span)
        return replace(self.citation, answer=self.value.span) if holds else self.citation


def rivals_of(ranked: Ranked, needs: Needs, asked: Asked) -> Rivals | None:
    """The excerpts that give different values for what is asked, the ranking's first among them; None where none surely do."""
    if needs.form != "one" or needs.kind not in _COMPARED or not ranked.words:
        return None
    telling = _telling(ranked, _LOOKED_AT, _COMPARED[needs.kind])
    first = next(telling, None)
    if first is None:
        return None
    groups, seen = [[first]], {first.article}
    for each in filter(None, telling):
        near = each.citation.score >= first.citation.score - _FAR_BEHIND
        if near and each.article not in seen and _of_one_thing(first, each, asked):
            seen.add(each.article)
            home = next((group for group in groups if group[0].value.agrees(each.value)), None)
            if home is None:
                groups.append([each])
            else:
                home.append(each)
    if len(groups) < 2:
        return None
    return Rivals(_COMPARED[needs.kind], tuple(tuple(each.pointing() for each in group) for group in groups))


def _telling(ranked: Ranked, count: int, kind: ValueKind) -> Iterator[_Telling | None]:
    """The first `count` excerpts whose likeliest words state a value of `kind`, and None for each other one."""
    for at, citation in islice(cited(ranked, 0.0), count):
        generation = ranked.scopes[int(ranked.scope[at])].generation
        article, words = generation.rows[citation.excerpt.article_id], citation.answer
        if words is None or (value := value_of(generation.articles[article], words, kind)) is None:
            yield None
            continue
        rows = generation.sentences_of(article)
        starts = generation.sentences[rows.start : rows.stop, START]
        row = rows.start + int(np.searchsorted(starts, words.start, side="right")) - 1
        said = ranked.words[at]
        yield _Telling(citation, generation, row, value, 0.0 if said is None else said.probability)


def _of_one_thing(one: _Telling, other: _Telling, asked: Asked) -> bool:
    """Whether two sentences tell of the same thing at the same time, but for the value."""
    if not one.value.compares(other.value):
        return False
    if not all(map(other.has, one.asked_about(asked))) or not all(map(one.has, other.asked_about(asked))):
        return False
    mine, theirs = one.others(), other.others()
    times, other_times = _times(mine), _times(theirs)
    if times and other_times and not times & other_times:
        return False
    # Where each has a name that the other article lacks, they are of two bearers: "Halden sold 5 ships", "Marrow sold 7 ships".
    if _strange(mine, other) and _strange(theirs, one):
        return False
    same = len(mine.keys() & theirs.keys()) >= _SAME * len(mine.keys() | theirs.keys())
    likely, alike = min(one.likely, other.likely), float(one.vector @ other.vector)
    return same or (likely >= POINTED and alike >= ALIKE) or (likely >= _CERTAIN and alike >= _LESS_ALIKE)


def _strange(words: Mapping[str, bool], other: _Telling) -> bool:
    """Whether any of `words` is a name that the article of `other` does not have."""
    return any(not other.has(term) for word, name in words.items() if name for term in terms(word))


def _times(words: Iterable[str]) -> frozenset[str]:
    """What of `words` tells one year, month or turn from another: what was so in the first quarter says nothing of the second."""
    return frozenset(each for each in words if each in MONTHS or each in ORDINALS or _TIMES.fullmatch(each))


def by_day(citation: Citation) -> tuple[int, int]:
    """What citations are sorted by to have the newest article first: undated ones come last, of one day the likelier first."""
    return -(citation.published or dt.date.min).toordinal(), citation.number
