"""From ranked sentences to an Answer or a NoAnswer, every word of it checked against the stored body."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from config.settings import Settings
from corpus.values import Span
from retrieval.answering.differing import Rivals, rivals_of
from retrieval.answering.excerpts import cite_best
from retrieval.answering.heeding import Heeding, heeded_order
from retrieval.answering.recency import asks_about_now, newest_first
from retrieval.asked.ages import asks_age
from retrieval.asked.office import office_asked
from retrieval.asked.speaker import asked_speaker, is_heard
from retrieval.encoders import Encoder, Vectors
from retrieval.generations.scope import Scope
from retrieval.needs import Needs, missing_of, needs_of
from retrieval.pointing.asked_value import tells_when
from retrieval.ranking.confidence import Model, load_model, probability_of, selected_signals, signals
from retrieval.ranking.evidence import ask_for
from retrieval.ranking.ranking import MATCHES, Ranked, rank
from retrieval.ranking.selecting import select
from retrieval.selectors import Selector, load_selector
from retrieval.selectors.windows import Window
from retrieval.values import Answer, Citation, Differing, Grounds, NoAnswer, Outcome, Part, Question, Quoted, Reason

NEAREST = 2
# An excerpt whose score is this far behind the first's is, where a selector has read it, less than a hundredth as likely to hold
# the answer.
_FAR_BEHIND = 3.0
# Where a list is asked for, as many times as far: each item may stand in a sentence of its own.
_LISTED = 1.7
# Who asks for more citations than this looks at the order behind the first too, which is as good as that only where all is read.
_FEW = 5
# Among so many sentences for a part that asks when, one that tells it is looked for.
_TELL_WHEN = 3
_COSINE, _COVERAGE = map(MATCHES.index, ("sentence_cosine", "coverage"))
# Is asked of nobody, so that the models are loaded.
_FIRST = "what does a first question load?"


@dataclass(frozen=True, slots=True)
class Found:
    """All that came of a question: the best excerpts in order, whatever the outcome, and the outcome.

    `shown` is how many of the excerpts an answer would show.
    """

    citations: tuple[Citation, ...]
    confidence: float
    reason: Reason | None
    grounds: Grounds | None = None
    parts: tuple[Part, ...] = ()
    shown: int = 0
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A question, or a part of one, as it was ranked and read.

    `topical` is the confidence without a selector; `question` is its text where words can answer it, which they can't where a
    sentence decides.
    """

    ranked: Ranked
    confidence: float
    topical: float
    question: str | None


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers questions whose vectors are known. `threshold` is the least confidence of an answer."""

    model: Model
    threshold: float
    citations: int
    selector: Selector | None = None

    def warm(self, encoder: Encoder) -> None:
        """Load the models before the first question does; raises EncoderError, SelectorError where one can't be."""
        # Beside each other, as both let other threads run while they load.
        with ThreadPoolExecutor(1, "footnote-selector") as beside:
            read = beside.submit(self._read_first)
            encoder.encode_queries([_FIRST])
            read.result()

    def _read_first(self) -> None:
        if self.selector is not None:
            self.selector.read(_FIRST, [Window("", ("The models are loaded by then.",))])

    def encode(self, encoder: Encoder, questions: Sequence[Question]) -> list[Vectors]:
        """What `find` needs of each of `questions`: a row for itself and one for each of its parts; all encoded together."""
        return encode_together(encoder, [texts_of(each) for each in questions])

    def find(
        self,
        question: Question,
        vectors: Vectors,
        scopes: Sequence[Scope],
        *,
        at_least: int = 0,
        quoted: tuple[Quoted, ...] = (),
    ) -> Found:
        """The best excerpts of `scopes` and how sure it is that they answer; `reason` is None where they are sure enough.

        `vectors` are those that `encode` gives. There are as many excerpts as an answer has citations, and `at_least` so many
        where that is more. What was `quoted` before is not among them.
        """
        needs = needs_of(question.text)
        read = self._read(question.text, needs, vectors[0], scopes, quoted)
        if len(read.ranked) == 0:
            return Found((), 0.0, "not_stated" if quoted and read.ranked.count else "empty_corpus")
        needs_of_parts = [needs_of(part.question) for part in needs.parts]
        parts = [
            self._read(part.question, each, vector, scopes, quoted)
            for part, each, vector in zip(needs.parts, needs_of_parts, vectors[1:], strict=True)
        ]
        asked = [
            (part, each, needed.question) for part, each, needed in zip(parts, needs_of_parts, needs.parts, strict=True)
        ]
        found = (
            rivals_of(each.ranked, need, ask_for(text)) for each, need, text in asked or [(read, needs, question.text)]
        )
        rivals = list(filter(None, found))
        chosen = _choose(read, list(zip(parts, needs_of_parts, strict=True)), rivals, max(self.citations, at_least))
        confidence = read.confidence
        if parts:
            confidence = max(confidence, sum(each.confidence for each in parts) / len(parts))
        answered = confidence >= self.threshold and chosen.citations
        reason = None if answered else self._reason(question, read.ranked, max(read.topical, confidence))
        told = self._told(needs, parts, chosen.numbers)
        cited = chosen.citations[: self.citations]
        differing = tuple(filter(None, (each.among(cited) for each in rivals)))
        shown = _shown(cited, needs, told, differing)
        return Found(chosen.citations, confidence, reason, _grounds(read.ranked), told, shown, differing)

    def answer(
        self,
        question: Question,
        vectors: Vectors,
        scopes: Sequence[Scope],
        generations: tuple[str, ...],
        quoted: tuple[Quoted, ...] = (),
    ) -> Outcome:
        """An Answer where `find` is sure enough, else a NoAnswer with the nearest excerpts; none of what was `quoted` before."""
        found = self.find(question, vectors, scopes, at_least=NEAREST, quoted=quoted)
        if found.reason is None:
            cited = found.citations[: found.shown]
            # The whole may be answered where no part is: that none is stated would be no answer.
            parts = found.parts if any(part.citations for part in found.parts) else ()
            return Answer(
                question, cited, found.confidence, generations, found.grounds, parts, differing=found.differing
            )
        missing = missing_of(question.text) if found.reason == "not_stated" else None
        nearest = nearest_of(found.citations)
        return NoAnswer(question, found.reason, nearest, found.confidence, generations, found.grounds, missing)

    def _told(self, needs: Needs, parts: Sequence[_Read], numbers: Sequence[int | None]) -> tuple[Part, ...]:
        """Which citation answers each part; one whose citation has no room is left out, since it is neither cited nor not stated."""
        told = []
        for part, read, number in zip(needs.parts, parts, numbers, strict=True):
            if read.confidence < self.threshold:
                told.append(Part(part.asks, ()))
            elif number is not None and number <= self.citations:
                told.append(Part(part.asks, (number,)))
        return tuple(told)

    def _read(
        self, question: str, needs: Needs, vector: Vectors, scopes: Sequence[Scope], quoted: tuple[Quoted, ...]
    ) -> _Read:
        asked, pointed = ask_for(question), question if needs.form != "yes_no" else None
        ranked = rank(scopes, asked, vector, self.model.ranker, quoted)
        shown = signals(ranked, asked)
        topical = self.model.plain.probability(shown)
        if self.selector is None or len(ranked) == 0:
            return _Read(ranked, topical, topical, pointed)
        ours = self.selector.digest == self.model.selector
        # What is first may be decided, but the items of a list may stand anywhere, and so may a name with an age or an office.
        named = asks_age(question) or office_asked(question) is not None
        thorough = needs.form == "list" or named or self.citations > _FEW
        mix = self.model.mix if ours else None
        read = select(ranked, question, Heeding(self.selector), mix, thorough=thorough)
        heeded, can = heeded_order(read, question)
        if not thorough and _first(heeded) != _first(
            read
        ):  # what ended the reading can't answer, so that what can may be unread
            read = select(ranked, question, Heeding(self.selector), mix, thorough=True)
            heeded, can = heeded_order(read, question)
        ranked = heeded
        if not ours:  # nothing is known of what another's log odds are worth
            return _Read(ranked, topical, topical, pointed)
        confidence = self.model.confidence(shown, selected_signals(ranked)) if can else 0.0
        if asks_about_now(question):  # what can't answer comes last however new it is
            ranked, _ = heeded_order(newest_first(read), question)
        return _Read(ranked, confidence, topical, pointed)

    def _reason(self, question: Question, ranked: Ranked, topical: float) -> Reason:
        """Why there is no answer; of whom an article speaks by all the names that were asked for, it is not about something else.

        Nor of whom it lets speak, whatever the matter.
        """
        speaker = asked_speaker(question.text)
        spoken_of = bool(ask_for(question.text).names) and ranked.missing_names == 0
        spoken_of = spoken_of or (speaker is not None and is_heard(ranked, speaker))
        return "off_topic" if topical < self.model.off_topic and not spoken_of else "not_stated"


def _first(ranked: Ranked) -> tuple[int, int]:
    """The scope and the row of the first candidate."""
    return int(ranked.scope[0]), int(ranked.row[0])


def texts_of(question: Question) -> tuple[str, ...]:
    """What is encoded of a question: itself and its parts."""
    return (question.text, *(part.question for part in needs_of(question.text).parts))


def encode_together(encoder: Encoder, texts: Sequence[Sequence[str]]) -> list[Vectors]:
    """The vectors of each of `texts`, a row for each text of it; all encoded together."""
    vectors = encoder.encode_queries([text for every in texts for text in every])
    return [vectors[end - len(every) : end] for every, end in zip(texts, accumulate(map(len, texts)), strict=True)]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Citations by score, and for each part of the question the number of the one that answers it best, if there was room."""

    citations: tuple[Citation, ...]
    numbers: tuple[int | None, ...]


def _choose(read: _Read, parts: Sequence[tuple[_Read, Needs]], rivals: Sequence[Rivals], count: int) -> _Chosen:
    """Up to `count` citations by score, the best one of each part and of each of the values that differ among them."""
    ranked = cite_best(read.ranked, count, question=read.question)
    best = [_best_of(part, needs) for part, needs in parts]
    kept: list[Citation] = []
    for citation in (*filter(None, best), *(citation for each in rivals for citation in each.foremost), *ranked):
        same = next((at for at, other in enumerate(kept) if citation.overlaps(other)), None)
        if same is None:
            kept.append(citation)
        elif citation.score > kept[same].score:
            kept[same] = replace(kept[same], score=citation.score)
    # Those of the parts come first here, so that none is left out.
    order = sorted(kept[:count], key=lambda each: -each.score)
    cited = tuple(_numbered(each, number, _pointed(each, rivals)) for number, each in enumerate(order, start=1))
    numbers = (next((c.number for c in cited if each and c.overlaps(each)), None) for each in best)
    return _Chosen(cited, tuple(numbers))


def _best_of(part: _Read, needs: Needs) -> Citation | None:
    """The citation that answers one part of a question: of when, the best of the first few that tells it, if one does."""
    cited = cite_best(part.ranked, _TELL_WHEN if needs.kind == "time" else 1, question=part.question)
    told = (each for each in cited if needs.kind == "time" and tells_when(each.excerpt.text))
    return next(chain(told, cited), None)


def _numbered(citation: Citation, number: int, answer: Span | None) -> Citation:
    if (citation.number, citation.answer) == (number, answer):
        return citation
    return replace(citation, number=number, answer=answer)


def _pointed(citation: Citation, rivals: Sequence[Rivals]) -> Span | None:
    """The words that answer: of a value that others differ from all that bounds it too."""
    values = (value.answer for each in rivals for group in each.groups for value in group if value.overlaps(citation))
    return next((words for words in values if words and citation.excerpt.span.holds(words)), citation.answer)


def _shown(citations: Sequence[Citation], needs: Needs, told: Sequence[Part], differing: Sequence[Differing]) -> int:
    """How many of `citations` an answer shows: those that answer a part, that differ, or are not far behind the first.

    In a list that is further.
    """
    least = citations[0].score - _FAR_BEHIND * (_LISTED if needs.form == "list" else 1) if citations else 0.0
    numbers = [
        *(number for part in told for number in part.citations),
        *(number for each in differing for value in each.values for number in value),
    ]
    return max([sum(citation.score >= least for citation in citations), *numbers])


def nearest_of(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """What comes nearest where nothing answers, and so no words do."""
    return tuple(_numbered(each, each.number, None) for each in citations[:NEAREST])


def _grounds(ranked: Ranked) -> Grounds:
    best = ranked.features[0]
    first = [int(ranked.features[:, at].argmax()) == 0 for at in (_COSINE, _COVERAGE)]
    selector = None
    if ranked.answers is not None:
        first.append(bool(ranked.answers.argmax() == 0))
        selector = probability_of(float(ranked.answers[0]))
    return Grounds(
        selector,
        min(1.0, max(0.0, float(best[_COSINE]))),
        min(1.0, max(0.0, ranked.covered())),
        sum(first) / len(first),
    )


def load_answering(settings: Settings) -> Answering:
    """Answering with the fitted weights, and the threshold of the calibration unless `settings` give another.

    Raises SelectorError where the selector that they name can't be found or is damaged.
    """
    model, selector = load_model(), load_selector(settings.selector)
    calibrated = model.calibration_for(selector.digest if selector is not None else None).threshold
    threshold = calibrated if settings.answer.threshold is None else settings.answer.threshold
    return Answering(model, threshold, settings.answer.citations, selector)
