"""Excerpts: which one or two sentences are cited for each that ranks well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from corpus.quotes.marks import find_quoted
from corpus.values import Span
from retrieval.citing import cite
from retrieval.generations.generation import START
from retrieval.generations.scope import Scope
from retrieval.pointing.asked_value import asked_value, goes_on
from retrieval.pointing.pointing import whole
from retrieval.ranking.evidence import dated_from_before, leans_on_what_precedes
from retrieval.ranking.ranking import Ranked
from retrieval.values import Citation, Excerpt

# A pair of sentences longer than this is no excerpt any more: then the sentence stands alone. With 240, which few pairs of long
# sentences keep to, the first citation held the answer in a point less, and was shorter by a tenth.
_LONGEST_PAIR = 400
# Neighbours whose scores are no further apart are cited together: where it is open which of them answers, both do. Then a pair may
# be longer, since one of two long sentences alone is too often the wrong one: the first citation holds the answer of ten more of
# 1,527 questions, and its median length stays.
_CLOSE, _LONGEST_CLOSE = 1.85, 480
# In a longer paragraph no quotation is looked for, and none that reaches over more sentences on either side.
_LONGEST_PARAGRAPH, _REACH = 4000, 12
# How an item of a list begins.
_ITEM = re.compile(r"(?:[-*•·–—]|\d{1,2}[.)])\s")
# How a question ends, spoken or not.
_QUESTION = re.compile(r"\?[\s\"'”’»)\]]*$")
# How likely words must be what answers to be pointed at.
POINTED = 0.5


def cite_best(ranked: Ranked, count: int, *, question: str | None = None) -> tuple[Citation, ...]:
    """Up to `count` citations by score; each the sentence, or with the neighbour that it leans on or that is as good; none overlap.

    Words that answer `question` are looked for, none where it is None.
    """
    return tuple(
        citation for _, citation in islice(cited(ranked, None if question is None else POINTED, question), count)
    )


def cited(ranked: Ranked, least: float | None, question: str | None = None) -> Iterator[tuple[int, Citation]]:
    """Which candidate each citation is for, and the citation, the best first, each made when it is asked for.

    Words are pointed at that answer with the probability `least`; none where it is None. Of several values they are those that
    `question` asks for, where it is given.
    """
    taken: dict[tuple[int, str], list[Span]] = {}
    for each in ranked.quoted:
        taken.setdefault((each.corpus_id, each.article_id), []).append(each.span)
    places = list(zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True))
    score = ranked.score.tolist()
    scores = dict(zip(places, score, strict=True))
    number = 0
    for at, (origin, row) in enumerate(places):
        scope = ranked.scopes[origin]
        generation = scope.generation
        article_row, paragraph, *_ = generation.sentences[row].tolist()
        others = taken.setdefault((generation.manifest.corpus_id, generation.article_of(row).id), [])
        near = [(scores.get((origin, side), -np.inf), side) for side in (row - 1, row + 1)]
        close = [side for beside, side in sorted(near, reverse=True) if beside >= score[at] - _CLOSE]
        if question is not None and goes_on(question, generation.sentence_text(row), _going_on(scope, row)):
            close = [row + 1, *close]
        span = excerpt_span(scope, row, others, close)
        if span is None:
            continue
        body = generation.articles[article_row].body
        answer = None if least is None else _pointed(ranked, at, least)
        if answer is not None and question is not None:
            answer = _asked(scope, row, question, answer)
        citation = cite(
            generation, article_row, span, paragraph=paragraph, score=score[at], number=number + 1, answer=answer
        )
        if _verbatim(citation.excerpt, body):
            others.append(span)
            number += 1
            yield at, citation


def _pointed(ranked: Ranked, at: int, least: float) -> Span | None:
    """The words of the sentence of candidate `at` that answer, where the selector gives them that probability."""
    generation, row = ranked.scopes[int(ranked.scope[at])].generation, int(ranked.row[at])
    sentence, words = generation.sentence_span(row), ranked.words[at] if ranked.words else None
    if words is None or words.probability < least or not words.start < words.end <= len(sentence):
        return None
    found = whole(sentence.of(generation.article_of(row).body), Span(words.start, words.end))
    return Span(sentence.start + found.start, sentence.start + found.end) if found else None


def _asked(scope: Scope, row: int, question: str, words: Span) -> Span | None:
    """The part of the `words` of the sentence of `row` that gives the value asked for; None where that can't be told."""
    start, text = scope.generation.sentence_span(row).start, scope.generation.sentence_text(row)
    found = asked_value(question, text, Span(words.start - start, words.end - start), _going_on(scope, row))
    return Span(start + found.start, start + found.end) if found else None


def _going_on(scope: Scope, row: int) -> str:
    """The sentence after that of `row` in its paragraph, where it goes on about the same: "He died two days later."."""
    generation, next_row = scope.generation, row + 1
    if next_row not in scope.sentences:
        return ""
    here, there = generation.sentences[[row, next_row]].tolist()
    text = generation.sentence_text(next_row)
    return text if here[:START] == there[:START] and leans_on_what_precedes(text) else ""


def excerpt_span(scope: Scope, row: int, taken: Sequence[Span], near: Sequence[int] = ()) -> Span | None:
    """The span to cite for the sentence of `row`, or None where its words, or those that follow a question, are taken.

    `near` are rows beside it that are nearly as good, the best first. What leads in a list brings the items, a question what
    follows it, and what begins or ends inside a quotation the rest of that.
    """
    own = scope.generation.sentence_span(row)
    if taken and any(own.overlaps(span) for span in taken):
        return None
    if listed := _listed(scope, row, taken):
        return listed
    if answered := _answered(scope, row):
        return None if any(answered.overlaps(span) for span in taken) else answered
    return _quoted_whole(scope, row, _pair(scope, row, taken, near), taken)


def _pair(scope: Scope, row: int, taken: Sequence[Span], near: Sequence[int]) -> Span:
    """The sentence of `row` with the neighbour that it leans on, or else with the best of `near`, if there is room."""
    generation = scope.generation
    own = generation.sentence_span(row)
    text = own.of(generation.article_of(row).body)
    leans = leans_on_what_precedes(text) or dated_from_before(text)
    for side in (row - 1, *near) if leans else near:
        if side not in scope.sentences:
            continue
        here, there = generation.sentences[[row, side]].tolist()
        if here[:START] == there[:START]:  # of one article and paragraph
            other = Span(*there[START:])
            pair = Span(min(own.start, other.start), max(own.end, other.end))
            longest = _LONGEST_CLOSE if side in near else _LONGEST_PAIR
            if len(pair) <= longest and not any(pair.overlaps(span) for span in taken):
                return pair
    return own


def _quoted_whole(scope: Scope, row: int, span: Span, taken: Sequence[Span]) -> Span:
    """`span`, of sentences about that of `row`, with the rest of the quotations that it cuts, if there is room.

    Half of a quotation may say the opposite of the whole.
    """
    around = _around(scope, row)
    paragraph = Span(around[0].start, around[-1].end)
    if len(paragraph) > _LONGEST_PARAGRAPH:
        return span
    quotations = find_quoted(paragraph.of(scope.generation.article_of(row).body))
    outer = [Span(paragraph.start + q.outer.start, paragraph.start + q.outer.end) for q in quotations if q.closed]
    parts = [span, *(each for each in outer if each.overlaps(span) and not span.holds(each))]
    wanted = Span(min(each.start for each in parts), max(each.end for each in parts))
    inside = [span, *(each for each in around if each.overlaps(wanted))]
    whole = Span(min(each.start for each in inside), max(each.end for each in inside))
    fits = len(whole) <= _LONGEST_PAIR and not any(whole.overlaps(other) for other in taken)
    return whole if fits else span


def _around(scope: Scope, row: int) -> list[Span]:
    """The sentences of the paragraph of `row` that may be cited, as far as an excerpt could reach."""
    generation = scope.generation
    first = max(scope.sentences.start, row - _REACH)
    table = generation.sentences[first : min(scope.sentences.stop, row + _REACH + 1)]
    same = (table[:, :START] == table[row - first, :START]).all(axis=1)
    return [Span(*each[START:]) for each in table[same].tolist()]


def _listed(scope: Scope, row: int, taken: Sequence[Span]) -> Span | None:
    """The sentence of `row` with as many items of the list that it leads in as there is room for; None where it leads in none."""
    generation = scope.generation
    own, body = generation.sentence_span(row), generation.article_of(row).body
    if not own.of(body).endswith(":"):
        return None
    listed = None
    for item in range(row + 1, scope.sentences.stop):
        span = generation.sentence_span(item)
        if generation.article_of(item) is not generation.article_of(row) or not _ITEM.match(span.of(body)):
            break
        whole = Span(own.start, span.end)
        if len(whole) > _LONGEST_PAIR or any(whole.overlaps(other) for other in taken):
            break
        listed = whole
    return listed


def _answered(scope: Scope, row: int) -> Span | None:
    """The question that the text asks in `row` with what follows it, since it says nothing by itself; None without room for both."""
    generation, own = scope.generation, scope.generation.sentence_span(row)
    for after in range(row, scope.sentences.stop):
        if generation.article_of(after) is not generation.article_of(row):
            break
        span = Span(own.start, generation.sentence_span(after).end)
        if len(span) > _LONGEST_PAIR:
            break
        if not _QUESTION.search(generation.sentence_text(after)):
            return span if after > row else None
    return None


def _verbatim(excerpt: Excerpt, body: str) -> bool:
    """Law 1: the excerpt is the body's own words; a span that runs out of the body has fewer of them than it should."""
    return 0 < len(excerpt.text) == len(excerpt.span) and excerpt.text == excerpt.span.of(body)
