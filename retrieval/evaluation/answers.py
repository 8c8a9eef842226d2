"""Figures that say how good answers are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from corpus.values import Span
from retrieval.batch import Document, Result
from retrieval.evaluation.figures import Figure


def auroc(positives: ArrayLike, negatives: ArrayLike) -> float:
    """The probability that a positive scores above a negative, ties counting half; nan where either is empty."""
    high, low = np.asarray(positives, float), np.sort(np.asarray(negatives, float))
    if len(high) == 0 or len(low) == 0:
        return float("nan")
    below = np.searchsorted(low, high, "left")
    upto = np.searchsorted(low, high, "right")
    return float((below + upto).mean() / 2 / len(low))


def answer_figures(results: Sequence[Result], documents: Sequence[Document]) -> dict[str, Figure]:
    """Figures of a batch against its gold, each with how many questions it is over.

    first_hit, three_hit: share of answerable questions with gold spans whose first citation, or one of the first three,
    holds a gold span whole. evidence_first: share of questions with evidence sentences whose first citation holds one, or
    is held by one. citation_length: median characters of first citations. verbatim: share of all citations that are the
    body's characters at their offsets. answered:X: share of group X answered, X being `answerable` or, for questions that
    have no answer, their dataset. auroc:X: AUROC of the confidence, answerable against group X.
    """
    bodies = {document.doc_id: document.article.body for document in documents}
    first, three, evidence, lengths, verbatim = [], [], [], [], []
    groups: dict[str, list[tuple[float, bool]]] = {}
    for result in results:
        record, citations = result.asked.record, result.found.citations
        answerable = bool(record.get("answerable", True))
        group = "answerable" if answerable else str(record.get("dataset", "unanswerable"))
        groups.setdefault(group, []).append((result.found.confidence, result.found.reason is None))
        for citation, doc_id in zip(citations, result.doc_ids, strict=True):
            verbatim.append(citation.excerpt.span.of(bodies[doc_id]) == citation.excerpt.text)
        if not answerable:
            continue
        gold = [Span(each["start"], each["end"]) for each in record.get("answers") or () if "start" in each]
        if gold:
            hits = [
                doc_id == result.asked.doc_id and any(citation.excerpt.span.holds(span) for span in gold)
                for citation, doc_id in zip(citations, result.doc_ids, strict=True)
            ]
            first.append(any(hits[:1]))
            three.append(any(hits[:3]))
        if citations:
            text = citations[0].excerpt.text
            lengths.append(len(text))
            if record.get("evidence"):
                evidence.append(any(each.strip() in text or text in each for each in record["evidence"]))
    figures = {
        "first_hit": _share(first),
        "three_hit": _share(three),
        "evidence_first": _share(evidence),
        "citation_length": Figure(float(np.median(lengths)), len(lengths)) if lengths else None,
        "verbatim": _share(verbatim),
    }
    known = [confidence for confidence, _ in groups.get("answerable", ())]
    for name, members in sorted(groups.items()):
        figures[f"answered:{name}"] = _share([answered for _, answered in members])
        if name != "answerable" and known:
            figures[f"auroc:{name}"] = Figure(auroc(known, [confidence for confidence, _ in members]), len(members))
    return {name: figure for name, figure in figures.items() if figure is not None}


def _share(hits: Sequence[bool]) -> Figure | None:
    return Figure(float(np.mean(hits)), len(hits)) if hits else None
