"""Articles that give different values for what is asked: the excerpts that show it, and what differs in those that are cited.

A wrong "differ" is worse than none. So it takes a question of one thing, words in both articles that are pointed at with
confidence, sentences that are near in meaning, and values of one sort that can't both be so (retrieval/stated_values.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpus.values import Article
from retrieval.encoders import Vectors
from retrieval.excerpts import cite_best
from retrieval.generation import START, Generation
from retrieval.needs import Needs
from retrieval.ranking import Ranked
from retrieval.stated_values import Stated, value_of
from retrieval.values import Citation, Differing, Kind, ValueKind

# Excerpts that are looked at; a selector reads hardly more.
_LOOKED_AT = 12
# Scores are logarithms of likelihood: what is so much less likely than the first excerpt is about something else.
_FAR_BEHIND = 4.0
# Cosine of two sentences from which they may tell of one thing.
_ALIKE = 0.5
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
        told = sorted(
            (sorted(group, key=newest_first) for group in groups if group), key=lambda each: newest_first(each[0])
        )
        if len(told) < 2:
            return None
        return Differing(self.kind, tuple(tuple(each.number for each in group) for group in told))


def rivals_of(ranked: Ranked, needs: Needs) -> Rivals | None:
    """The excerpts that give different values for what is asked, the ranking's first among them; None where none surely do."""
    if needs.form != "one" or needs.kind not in _COMPARED or not ranked.words:
        return None
    kind = _COMPARED[needs.kind]
    generations = {scope.generation.manifest.corpus_id: scope.generation for scope in ranked.scopes}
    own = next((_stated(each, generations, kind) for each in cite_best(ranked, 1)), None)
    if own is None:
        return None
    first, *others = cite_best(ranked, _LOOKED_AT)
    near = [each for each in others if each.answer is not None and each.score >= first.score - _FAR_BEHIND]
    groups: list[list[tuple[Citation, Stated]]] = [[(first, own)]]
    seen = {_article(first)}
    meant = _vector(first, generations)
    for citation in near:
        value = _stated(citation, generations, kind) if _article(citation) not in seen else None
        if value is None or not value.compares(own) or float(_vector(citation, generations) @ meant) < _ALIKE:
            continue
        seen.add(_article(citation))
        home = next((group for group in groups if group[0][1].agrees(value)), None)
        if home is None:
            groups.append([(citation, value)])
        else:
            home.append((citation, value))
    if len(groups) < 2:
        return None
    return Rivals(kind, tuple(tuple(_pointing(*each) for each in group) for group in groups))


def _stated(citation: Citation, generations: Mapping[int, Generation], kind: ValueKind) -> Stated | None:
    generation = generations[citation.corpus_id]
    article: Article = generation.articles[generation.rows[citation.excerpt.article_id]]
    return None if citation.answer is None else value_of(article, citation.answer, kind)


def _vector(citation: Citation, generations: Mapping[int, Generation]) -> Vectors:
    """The vector of the sentence whose words answer."""
    generation = generations[citation.corpus_id]
    rows = generation.sentences_of(generation.rows[citation.excerpt.article_id])
    assert citation.answer is not None
    starts = generation.sentences[rows.start : rows.stop, START]
    row = rows.start + int(np.searchsorted(starts, citation.answer.start, side="right")) - 1
    vector: Vectors = generation.sentence_vectors.vectors(np.array([row]))[0]
    return vector


def _pointing(citation: Citation, value: Stated) -> Citation:
    """The citation with all words of the value pointed at, "at least" before a figure too."""
    return replace(citation, answer=value.span) if citation.excerpt.span.holds(value.span) else citation


def _article(citation: Citation) -> tuple[int, str]:
    return citation.corpus_id, citation.excerpt.article_id


def newest_first(citation: Citation) -> tuple[int, int]:
    """What citations are sorted by to have the newest article first: undated ones come last, of one day the likelier first."""
    return -(citation.published or dt.date.min).toordinal(), citation.number
