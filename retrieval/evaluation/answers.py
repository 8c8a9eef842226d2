"""Figures that say how good answers are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from retrieval.batch import Document, Result
from retrieval.evaluation.calibration import (
    answered_at,
    auroc_of,
    brier_of,
    ece_by_chance,
    ece_of,
    equal_mass,
    equal_width,
    threshold_at,
)
from retrieval.evaluation.figures import Figure, share
from retrieval.evaluation.judging import Judged, judge
from retrieval.evaluation.resampling import Statistic, estimate, mean_of, median_of

# The operating point that answers are judged at: this share of questions without an answer gets one.
_LET_THROUGH = 0.03
# What is told of each type of question, too.
BY_TYPE = ("first_hit", "three_hit", "first_need", "needs_met", "all_needs", "answered", "confidence")

Figures = dict[str, Figure | None]


def answer_figures(results: Sequence[Result], documents: Sequence[Document]) -> dict[str, Figure]:
    """Figures of a batch against its gold, each with how many questions it is over.

    first_hit, three_hit: share of answerable questions with gold spans whose first citation, or one of the first three,
    holds a gold span whole. evidence_first: share of questions with evidence sentences whose first citation holds one, or
    is held by one. citation_length: median characters of first citations. verbatim: share of all citations that are the
    body's characters at their offsets. answer_span:share: share of first hits that point at the words that answer;
    answer_span:exact, answer_span:f1: whether those are a gold answer's, and their token F1, as SQuAD counts.

    needs_met: share of a question's needs of which a sentence is cited, by what an answer would show; all_needs: share of
    questions with every need met; first_need: share whose first citation is a sentence of any. map, mrr: mean of average
    precision and of reciprocal rank, of what is wanted (gold sentences, needs or evidence) in all citations there are, which are as many as an answer has at most.

    answered:X: share of group X answered at the threshold, X being `answerable` or, for questions that have no answer, their
    dataset, else their reason; confidence:X: mean of their confidence; reason:X: share of those in X not answered for which
    the right reason is given. auroc:X: AUROC of the confidence, answerable against group X. operating:X@3%: share of the
    answerable answered at the lowest threshold that answers no more than 3 % of X; threshold:X@3%: that threshold; at the
    shipped one they are answered:answerable and answered:X. ece, brier:
    expected calibration error and Brier score of the confidence as the probability that a question is answerable, over all
    groups; ece is over 15 bins of equal width, ece_equal_mass over 15 that hold as many questions each, ece_balanced over those
    of equal width with answerable and others weighing half each; ece_by_chance is the ece of a confidence without fault.

    text_based:F: those of the confidence, with the answerable questions that the text itself answers alone, where marked.
    type:T:F: those figures of the answerable questions of type T that BY_TYPE names. Intervals of shares, and of
    means of what is hit in part, are Wilson's, which take questions to be independent; those of the median, of confidence, auroc,
    operating, ece and brier are bootstrapped by document (resampling.py), and that of ece_by_chance is of draws.
    """
    judged = _judged(results, documents)
    figures: Figures = {**_found(judged), "verbatim": share([each for one in judged for each in one.verbatim])}
    figures |= _confident(judged)
    if {each.gold.text_based for each in judged if each.gold.answerable} >= {True, False}:
        kept = [each for each in judged if each.gold.text_based or not each.gold.answerable]
        figures |= {f"text_based:{name}": figure for name, figure in _confident(kept).items()}
    answerable = [each for each in judged if each.gold.answerable]
    for kind in sorted({each.gold.type for each in answerable}):
        own = [each for each in answerable if each.gold.type == kind]
        parts = {**_found(own), "answered": share([each.answered for each in own]), "confidence": _confidence(own)}
        figures |= {f"type:{kind}:{name}": parts[name] for name in BY_TYPE}
    return {name: figure for name, figure in figures.items() if figure is not None}


def _judged(results: Sequence[Result], documents: Sequence[Document]) -> list[Judged]:
    bodies = {document.doc_id: document.article.body for document in documents}
    judged = []
    for result in results:
        cited = zip(result.found.citations, result.doc_ids, strict=True)
        verbatim = [each.excerpt.span.of(bodies[doc_id]) == each.excerpt.text for each, doc_id in cited]
        judged.append(judge(result, bodies[result.asked.doc_id], verbatim))
    return judged


def _found(judged: Sequence[Judged]) -> Figures:
    """The figures of what was cited."""
    hits = [each.hits for each in judged if each.hits is not None]
    first = [each for each in judged if any((each.hits or ())[:1])]
    pointed = [each for each in first if each.words is not None]
    return {
        "first_hit": share([any(each[:1]) for each in hits]),
        "three_hit": share([any(each[:3]) for each in hits]),
        "evidence_first": share([each.evident for each in judged if each.evident is not None]),
        "citation_length": _estimate(median_of, judged, lambda each: each.length),
        "answer_span:share": share([each.words is not None for each in first]),
        "answer_span:exact": share([each.words[0] for each in pointed if each.words]),
        "answer_span:f1": share([each.words[1] for each in pointed if each.words]),
        "needs_met": share([each.needs for each in judged if each.needs is not None]),
        "all_needs": share([each.needs == 1 for each in judged if each.needs is not None]),
        "first_need": share([each.first_need for each in judged if each.first_need is not None]),
        "map": share([each.precision for each in judged if each.precision is not None]),
        "mrr": share([each.reciprocal for each in judged if each.reciprocal is not None]),
    }


def _confident(judged: Sequence[Judged]) -> Figures:
    """The figures of the confidence."""
    groups = _grouped(judged)
    known = groups.get("answerable", [])
    figures: Figures = {}
    for name, members in sorted(groups.items()):
        figures[f"answered:{name}"] = share([each.answered for each in members])
        figures[f"confidence:{name}"] = _confidence(members)
        if name != "answerable":
            declined = [each for each in members if each.gold.reason and not each.answered]
            figures[f"reason:{name}"] = share([each.reason == each.gold.reason for each in declined])
            figures |= _against(known, members, name)
    return figures | (_calibrated(judged) if known and len(groups) > 1 else {})


def _against(known: Sequence[Judged], members: Sequence[Judged], name: str) -> Figures:
    """How well the confidence tells the answerable from a group of others; over as many as that has."""
    both = [*known, *members]
    if not known:
        return {}
    confidence, yes = [each.confidence for each in both], [each.gold.answerable for each in both]
    documents = [each.doc_id for each in both]
    threshold = threshold_at(confidence, yes, _LET_THROUGH)
    at = f"{name}@{_LET_THROUGH:.0%}"
    return {
        f"auroc:{name}": _over(estimate(auroc_of(confidence, yes), documents), len(members)),
        f"operating:{at}": _over(estimate(answered_at(confidence, yes, _LET_THROUGH), documents), len(known)),
        # There is none where even the highest confidence is that of too many of the others.
        f"threshold:{at}": Figure(threshold, len(members)) if threshold == threshold else None,  # noqa: PLR0124 - nan
    }


def _calibrated(judged: Sequence[Judged]) -> Figures:
    confidence, yes = [each.confidence for each in judged], [each.gold.answerable for each in judged]
    documents = [each.doc_id for each in judged]
    width, mass = equal_width(confidence), equal_mass(confidence)
    return {
        "ece": estimate(ece_of(confidence, yes, width), documents, centred=True),
        "ece_equal_mass": estimate(ece_of(confidence, yes, mass), documents, centred=True),
        "ece_balanced": estimate(ece_of(confidence, yes, width, balanced=True), documents, centred=True),
        "ece_by_chance": ece_by_chance(confidence, width),
        "brier": estimate(brier_of(confidence, yes), documents),
    }


def _grouped(judged: Iterable[Judged]) -> Mapping[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for each in judged:
        groups.setdefault(each.gold.group, []).append(each)
    return groups


def _confidence(judged: Sequence[Judged]) -> Figure | None:
    return _estimate(mean_of, judged, lambda each: each.confidence)


def _estimate(
    statistic: Callable[[Sequence[float]], Statistic],
    judged: Sequence[Judged],
    value_of: Callable[[Judged], float | None],
) -> Figure | None:
    """`statistic` over the questions that have a value."""
    values = [(value, each.doc_id) for each in judged if (value := value_of(each)) is not None]
    return estimate(statistic([value for value, _ in values]), [doc_id for _, doc_id in values])


def _over(figure: Figure | None, n: int) -> Figure | None:
    return figure and Figure(figure.value, n, figure.low, figure.high)
