"""One answer held against its gold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.values import Span
from retrieval.batch import Result
from retrieval.evaluation.gold import Gold, Wanted, gold_of, met, says
from retrieval.evaluation.wording import exact, token_f1
from retrieval.values import Citation


@dataclass(frozen=True, slots=True)
class Judged:
    """What an answer got right; None where its gold does not say, () where there is nothing to say it of.

    `hits` says of each citation whether it holds a gold span whole; `evident` and `first_need` whether the first is gold
    evidence, or any sentence of a need; `needs` the share of needs that the citations which would be shown meet; `words` whether
    the words pointed at in the first are the gold answer's, and their token F1, where it is a hit that points at some.
    """

    doc_id: str
    gold: Gold
    confidence: float
    answered: bool
    reason: str | None
    verbatim: tuple[bool, ...]
    length: int | None
    hits: tuple[bool, ...] | None
    evident: bool | None
    needs: float | None
    first_need: bool | None
    precision: float | None
    reciprocal: float | None
    words: tuple[bool, float] | None


def judge(result: Result, body: str, verbatim: Sequence[bool]) -> Judged:
    """Hold `result` against its gold about `body`; `verbatim` says of each citation whether it is its article's words."""
    gold = gold_of(result.asked, body)
    found = result.found
    # The same offsets in another document are other words.
    own = [doc_id == result.asked.doc_id for doc_id in result.doc_ids]
    first = found.citations[0] if found.citations and gold.answerable else None
    hits = needs = first_need = precision = reciprocal = evident = None
    if gold.answerable and gold.spans:
        pairs = zip(found.citations, own, strict=True)
        hits = tuple(mine and any(each.excerpt.span.holds(span) for span in gold.spans) for each, mine in pairs)
    if gold.answerable and gold.needs:
        shown = list(zip(found.citations, own, strict=True))[: found.shown]
        cited = [each for each, mine in shown if mine]
        needs = sum(any(met(need, each) for each in cited) for need in gold.needs) / len(gold.needs)
        first_need = bool(own[:1] == [True] and any(met(need, found.citations[0]) for need in gold.needs))
    if gold.answerable and gold.evidence:
        evident = first is not None and any(says(each, first) for each in gold.evidence)
    if gold.answerable and (wanted := gold.ranked_for()):
        precision, reciprocal = _ranked(found.citations, own, wanted)
    return Judged(
        doc_id=result.asked.doc_id,
        gold=gold,
        confidence=found.confidence,
        answered=found.reason is None,
        reason=found.reason,
        verbatim=tuple(verbatim),
        length=len(first.excerpt.text) if first else None,
        hits=hits,
        evident=evident,
        needs=needs,
        first_need=first_need,
        precision=precision,
        reciprocal=reciprocal,
        words=_words(first.answer, body, gold) if first and first.answer and any((hits or ())[:1]) else None,
    )


def _ranked(citations: Sequence[Citation], own: Sequence[bool], wanted: Sequence[Wanted]) -> tuple[float, float]:
    """Average precision and reciprocal rank: 0 for what the citations don't have."""
    met_by = [
        {at for at, wants in enumerate(wanted) if mine and wants(each)}
        for each, mine in zip(citations, own, strict=True)
    ]
    total, hits, seen = 0.0, 0, set[int]()
    for rank, things in enumerate(met_by, start=1):
        hits += bool(things)
        total += len(things - seen) * hits / rank
        seen |= things
    first = next((rank for rank, things in enumerate(met_by, start=1) if things), None)
    return total / len(wanted), 1 / first if first else 0.0


def _words(answer: Span, body: str, gold: Gold) -> tuple[bool, float]:
    said = answer.of(body)
    return exact(said, gold.texts), token_f1(said, gold.texts)
