"""What ranked sentences say of a statement: the finding, with the excerpt that it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.values import Span
from retrieval.checking.comparing import Comparison, compare
from retrieval.checking.differing import Other, others_of
from retrieval.checking.reading import Reading, proper_names, read
from retrieval.checking.values import Difference, Finding, Statement
from retrieval.checking.withdrawn import withdrawn
from retrieval.citing import cite
from retrieval.encoders import Vectors
from retrieval.generations.generation import ARTICLE, PARAGRAPH, Generation
from retrieval.generations.scope import Scope
from retrieval.ranking.evidence import ask_for, leans_on_what_precedes
from retrieval.ranking.ranking import MATCHES, Floats, Ranked, rank
from retrieval.values import MAX_QUESTION, Citation

# How many sentences a statement is held against. Of our own statements the right one was among the first two.
_READ = 6
# How many sentences, and characters, before one its days are told from.
_BEFORE, _FURTHEST = 12, 2000
# Less in common, and nothing is near.
_NEAR_SHARE, _NEAR_COSINE = 0.5, 0.45
# So much in common that what is left tells of the same thing.
_SAME_MATTER = 0.6


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may say it, and what it lacks."""

    generation: Generation
    row: int
    cosine: float
    found: Comparison
    others: tuple[Other, ...]


def check_statement(statement: Statement, query: Vectors, scopes: Sequence[Scope], weights: Floats) -> Finding:
    """What the sentences of `scopes` say of a statement with vector `query`; `weights` are the ranker's."""
    said = read(statement.text, statement.day)
    ranked = rank(scopes, ask_for(sought(statement)), query, weights)
    candidates = [_candidate(said, ranked, at) for at in range(min(_READ, len(ranked)))]
    for each in candidates:
        if each.found.complete and not each.found.doubtful and not each.found.contrary:
            return Finding(statement, "found", _cited(each))
    for each in candidates:
        if _differs(each, candidates) and (differences := _differences(each, said)):
            return Finding(statement, "different", _cited(each), differences)
    return _not_found(statement, candidates)


def sought(statement: Statement) -> str:
    """What is looked for: the statement, after the one that it leans on where both have room."""
    if not statement.before or len(statement.before) + len(statement.text) >= MAX_QUESTION:
        return statement.text
    return f"{statement.before} {statement.text}"


def _candidate(said: Reading, ranked: Ranked, at: int) -> _Candidate:
    generation, row = ranked.scopes[int(ranked.scope[at])].generation, int(ranked.row[at])
    article = generation.article_of(row)
    stated = _stated(generation, row)
    around = generation.sentences_of(int(generation.sentences[row, ARTICLE]))
    before = after = None
    if leans_on_what_precedes(stated.written) and row - 1 in around:
        before = read(generation.sentence_text(row - 1), article.published)
    if row + 1 in around:
        after = read(generation.sentence_text(row + 1), article.published)
    proper = proper_names(article.body) | proper_names(article.title)
    found = compare(said, stated, before, proper)
    if said.plain != stated.plain and withdrawn(said, stated, after):
        found = replace(found, doubtful=True)
    cosine = float(ranked.features[at, MATCHES.index("sentence_cosine")])
    return _Candidate(generation, row, cosine, found, () if found.doubtful else others_of(found, proper))


def _stated(generation: Generation, row: int) -> Reading:
    """The sentence of a row, its days told from those that stand before it where they may be."""
    article, text = generation.article_of(row), generation.sentence_text(row)
    alone = read(text, article.published)
    if article.published is None or all(day.fixed and not (day.free or day.leans) for day in alone.days):
        return alone
    around = generation.sentences_of(int(generation.sentences[row, ARTICLE]))
    start = int(generation.sentence_span(row).start)
    spans = (generation.sentence_span(each) for each in range(max(around.start, row - _BEFORE), row))
    first = next((int(span.start) for span in spans if start - span.start <= _FURTHEST), start)
    return _unless_two_years(read(text, article.published, article.body[first:start]), alone)


def _unless_two_years(told: Reading, alone: Reading) -> Reading:
    """A reading without the year of a day that left it open, where what stands before the sentence tells another than its own day."""
    own = {day.start: day.first for day in alone.days if day.free and day.first}
    days = (
        replace(day, first=None, last=None)
        if day.free and day.first and own.get(day.start, day.first) != day.first
        else day
        for day in told.days
    )
    return replace(told, days=tuple(days))


def _differs(candidate: _Candidate, candidates: Sequence[_Candidate]) -> bool:
    """Whether a candidate gives another value, and no other sentence on the matter has the statement's."""
    if not candidate.others:
        return False
    return not any(
        each.found.share >= _SAME_MATTER and not each.found.kinds for each in candidates if each is not candidate
    )


def _differences(candidate: _Candidate, said: Reading) -> tuple[Difference, ...]:
    start = int(candidate.generation.sentence_span(candidate.row).start)
    body = candidate.generation.article_of(candidate.row).body
    found = []
    for kind, ours, theirs in candidate.others:
        here, there = said.original(*ours), candidate.found.stated.original(*theirs)
        if here is None or there is None:
            return ()
        span = Span(start + there[0], start + there[1])
        days = _one_day(said, ours), _one_day(candidate.found.stated, theirs)
        found.append(Difference(kind, said.written[here[0] : here[1]], span.of(body), span, *days))
    return tuple(found)


def _one_day(reading: Reading, place: tuple[int, int]) -> dt.date | None:
    """The day that the words at a place mean, where it is one."""
    return next((day.first for day in reading.days if (day.start, day.end) == place and day.first == day.last), None)


def _not_found(statement: Statement, candidates: Sequence[_Candidate]) -> Finding:
    """Nothing is found, with what comes nearest if anything does."""
    near = [each for each in candidates if each.found.share >= _NEAR_SHARE or each.cosine >= _NEAR_COSINE]
    if not near:
        return Finding(statement, "not_found", reason="nothing_near")
    best = max(near, key=lambda each: each.found.share + each.cosine)
    otherwise = best.found.contrary and best.found.share >= _SAME_MATTER and not best.found.kinds
    return Finding(statement, "not_found", _cited(best), reason="otherwise" if otherwise else "not_said")


def _cited(candidate: _Candidate) -> Citation:
    generation, row = candidate.generation, candidate.row
    article_row, paragraph = (int(generation.sentences[row, column]) for column in (ARTICLE, PARAGRAPH))
    span = generation.sentence_span(row)
    return cite(generation, article_row, span, paragraph=paragraph, score=candidate.found.share, number=1)
