"""Cases as the service would rank and read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.answering.excerpts import excerpt_span
from retrieval.building.assembling import temporary_generation
from retrieval.encoders import Encoder, Vectors
from retrieval.fitting.sets import Case, CaseSet
from retrieval.generations.scope import one_article
from retrieval.ranking.evidence import Asked, ask_for
from retrieval.ranking.ranking import Ranked, rank
from retrieval.ranking.selecting import combine, decided, read_again, read_stretches
from retrieval.ranking.stretches import Stretch
from retrieval.selectors import Reading, Selector

Floats = NDArray[np.float64]


class Remembering:
    """An encoder that encodes each text once: cases share most of their sentences."""

    def __init__(self, encoder: Encoder) -> None:
        self.model, self.digest, self.runtime = encoder.model, encoder.digest, encoder.runtime
        self.dimension, self.max_tokens = encoder.dimension, encoder.max_tokens
        self.count_tokens, self.encode_queries = encoder.count_tokens, encoder.encode_queries
        self._encoder = encoder
        self._known: dict[str, Any] = {}

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """As the encoder it wraps."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode_passages(new), strict=True))
        return np.stack([self._known[text] for text in texts])


@dataclass(frozen=True, slots=True)
class CaseRead:
    """A case: how it ranks, what a selector says of all it can read, and which candidates would be cited with the answer."""

    case: Case
    asked: Asked
    ranked: Ranked
    stretches: tuple[Stretch, ...]
    readings: tuple[Reading, ...]
    hits: NDArray[np.bool_]

    def combined(self, selector: Selector, mix: tuple[float, float]) -> Ranked:
        """As `selector`, the one of the readings, orders it: it reads until it is decided, and again what is contested."""
        stretches, readings = self.stretches, self.readings
        counts = range(1, len(stretches))
        count = next((each for each in counts if decided(self.ranked, stretches[:each], readings[:each])), None)
        found = combine(self.ranked, stretches[:count], readings[:count], mix)
        return read_again(found, self.case.question, selector, mix)

    @property
    def kind(self) -> str:
        """How the case was made."""
        return self.case.kind


def read_cases(
    cases: CaseSet, encoder: Encoder, ranker: Floats, selector: Selector | None = None
) -> Iterator[CaseRead]:
    """Each of `cases` ranked with the weights `ranker` and read by `selector`, if there is one."""
    with temporary_generation(cases.articles, encoder) as generation:
        for first in range(0, len(cases.cases), 64):
            batch = cases.cases[first : first + 64]
            vectors = encoder.encode_queries([case.question for case in batch])
            for case, vector in zip(batch, vectors, strict=True):
                scopes = [one_article(generation, article_id) for article_id in case.article_ids]
                asked = ask_for(case.question)
                ranked = rank(scopes, asked, vector, ranker)
                stretches, readings = (
                    read_stretches(ranked, case.question, selector, thorough=True) if selector else ((), ())
                )
                # A sentence is right where what would be cited for it is; all gold is in the first article.
                spans = [
                    excerpt_span(scopes[origin], row, ()) or generation.sentence_span(row)
                    for origin, row in zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True)
                ]
                hits = [
                    origin == 0 and any(span.holds(gold) for gold in case.gold)
                    for origin, span in zip(ranked.scope.tolist(), spans, strict=True)
                ]
                yield CaseRead(case, asked, ranked, stretches, readings, np.array(hits, bool))
