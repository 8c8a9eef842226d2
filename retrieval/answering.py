"""From ranked sentences to an Answer or a NoAnswer, every word of it checked against the stored body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from config.sections import AnswerSettings
from corpus.values import Span
from retrieval.citing import cite
from retrieval.confidence import Model, load_model, signals
from retrieval.encoders import Vectors
from retrieval.evidence import ask_for, leans_on_what_precedes
from retrieval.generation import ARTICLE, PARAGRAPH
from retrieval.ranking import Ranked, rank
from retrieval.scope import Scope
from retrieval.values import Answer, Citation, Excerpt, NoAnswer, Outcome, Question, Reason

NEAREST = 2
# A pair of sentences longer than this is no excerpt any more: then the sentence stands alone.
_LONGEST_PAIR = 240
# Scores are logarithms of likelihood: an excerpt this far behind the first is a fiftieth as likely to hold the answer.
_FAR_BEHIND = 4.0


@dataclass(frozen=True, slots=True)
class Found:
    """All that came of a question: the best excerpts in order, whatever the outcome, and the outcome."""

    citations: tuple[Citation, ...]
    confidence: float
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers questions whose vector is known. `threshold` is the least confidence of an answer."""

    model: Model
    threshold: float
    citations: int

    def find(self, question: Question, query: Vectors, scopes: Sequence[Scope], *, at_least: int = 0) -> Found:
        """The best excerpts of `scopes` and how sure it is that they answer; `reason` is None where they are sure enough.

        There are as many excerpts as an answer has citations, and `at_least` so many where that is more.
        """
        asked = ask_for(question.text)
        ranked = rank(scopes, asked, query, self.model.ranker)
        if len(ranked) == 0:
            return Found((), 0.0, "empty_corpus")
        confidence = self.model.confidence(signals(ranked, asked))
        citations = _cite(ranked, max(self.citations, at_least))
        reason = None if confidence >= self.threshold and citations else self._reason(confidence)
        return Found(citations, confidence, reason)

    def answer(
        self, question: Question, query: Vectors, scopes: Sequence[Scope], generations: tuple[str, ...]
    ) -> Outcome:
        """An Answer where `find` is sure enough, else a NoAnswer with the nearest excerpts."""
        found = self.find(question, query, scopes, at_least=NEAREST)
        if found.reason is None:
            least = found.citations[0].score - _FAR_BEHIND
            cited = tuple(citation for citation in found.citations[: self.citations] if citation.score >= least)
            return Answer(question, cited, found.confidence, generations)
        return NoAnswer(question, found.reason, found.citations[:NEAREST], found.confidence, generations)

    def _reason(self, confidence: float) -> Reason:
        return "off_topic" if confidence < self.model.off_topic else "not_stated"


def _cite(ranked: Ranked, count: int) -> tuple[Citation, ...]:
    """Up to `count` citations by score; each the sentence, or with the one before that it leans on; none overlap."""
    citations: list[Citation] = []
    taken: list[tuple[int, str, Span]] = []
    for at in range(len(ranked)):
        if len(citations) == count:
            break
        scope = ranked.scopes[int(ranked.scope[at])]
        row = int(ranked.row[at])
        article = scope.generation.article_of(row)
        corpus_id = scope.generation.manifest.corpus_id
        others = [span for corpus, article_id, span in taken if (corpus, article_id) == (corpus_id, article.id)]
        span = excerpt_span(scope, row, others)
        if span is None:
            continue
        article_row, paragraph = (int(scope.generation.sentences[row, column]) for column in (ARTICLE, PARAGRAPH))
        citation = cite(scope.generation, article_row, span, paragraph=paragraph, score=float(ranked.score[at]))
        if _verbatim(citation.excerpt, article.body):
            taken.append((corpus_id, article.id, span))
            citations.append(replace(citation, number=len(citations) + 1))
    return tuple(citations)


def _verbatim(excerpt: Excerpt, body: str) -> bool:
    """Law 1: the excerpt is the body's own words; a span that runs out of the body has fewer of them than it should."""
    return 0 < len(excerpt.text) == len(excerpt.span) and excerpt.text == excerpt.span.of(body)


def load_answering(settings: AnswerSettings) -> Answering:
    """Answering with the fitted weights, and the threshold of the calibration unless `settings` give another."""
    model = load_model()
    threshold = model.threshold if settings.threshold is None else settings.threshold
    return Answering(model, threshold, settings.citations)


def excerpt_span(scope: Scope, row: int, taken: Sequence[Span]) -> Span | None:
    """The span to cite for the sentence of `row`, or None where its words are taken."""
    generation = scope.generation
    own = generation.sentence_span(row)
    if any(own.overlaps(span) for span in taken):
        return None
    if row - 1 in scope.sentences and leans_on_what_precedes(generation.sentence_text(row)):
        here, before = generation.sentences[row], generation.sentences[row - 1]
        if here[ARTICLE] == before[ARTICLE] and here[PARAGRAPH] == before[PARAGRAPH]:
            pair = Span(generation.sentence_span(row - 1).start, own.end)
            if len(pair) <= _LONGEST_PAIR and not any(pair.overlaps(span) for span in taken):
                return pair
    return own
