from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from config.settings import Settings
from corpus.values import Article
from retrieval.answering.answering import Answering
from retrieval.building.assembling import temporary_generation
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import ARTICLE, Generation
from retrieval.generations.live import LiveCorpora
from retrieval.generations.scope import Scope, one_article, whole
from retrieval.ranking.confidence import SELECTED, load_model, selected_signals
from retrieval.ranking.evidence import ask_for
from retrieval.ranking.ranking import Ranked, rank
from retrieval.ranking.selecting import answers_of, combine, read_again, read_stretches, select
from retrieval.ranking.stretches import around, window_of
from retrieval.selectors import Reading, Words, load_selector
from retrieval.selectors.onnx import OnnxSelector
from retrieval.selectors.windows import Window
from retrieval.service import AnswerService
from retrieval.values import Answer, NoAnswer, Question
from tests.retrieval.fond import Fond
from tests.retrieval.samples import ARTICLES, LIGHTHOUSE, answering

QUESTION = "Who built the lighthouse of Cape Varn?"


def _ranked(scopes: Sequence[Scope], question: str = QUESTION) -> Ranked:
    query = HashingEncoder().encode_queries([question])[0]
    return rank(scopes, ask_for(question), query, load_model().ranker)


def _leading(ranked: Ranked, lead: float) -> Ranked:
    """`ranked` with its best so far before all others, which are as good as each other."""
    score = np.full(len(ranked), -lead)
    score[0] = 0.0
    return replace(ranked, score=score)


def _found(scopes: Sequence[Scope], selector: Fond, question: str = QUESTION) -> Answer:
    service = replace(answering(), selector=selector)
    (vectors,) = service.encode(HashingEncoder(), [Question(question)])
    outcome = service.answer(Question(question), vectors, scopes, ("0:1",))
    assert isinstance(outcome, Answer)
    return outcome


def test_what_the_selector_says_decides_the_order(generation: Generation) -> None:
    """The sentence that the selector finds to answer comes first, whatever the ranker had put there."""
    before = _ranked([whole(generation)])
    last = generation.sentence_text(int(before.row[3]))
    after = select(before, QUESTION, Fond(last), (5.0, 1.0))
    assert generation.sentence_text(int(after.row[0])) == last
    assert sorted(after.row.tolist()) == sorted(before.row.tolist())
    assert (np.diff(after.score) <= 0).all()


class Certain(Fond):
    """One that is the surer of a no, the longer the sentence."""

    def _reading(self, window: Window) -> Reading:
        odds = tuple(4.0 if self._words in text else -float(len(text)) for text in window.sentences)
        return Reading(odds, -max(odds), (None,) * len(odds))


def test_how_sure_a_selector_is_of_a_no_counts_for_so_much_and_no_more(generation: Generation) -> None:
    """What is far below its best keeps the ranker's order, and is told as it was said; on an unknown scale all of it counts."""
    before = _ranked([whole(generation)])
    best = generation.sentence_text(int(before.row[1]))
    after = select(before, QUESTION, Certain(best), (5.0, 1.0))
    assert after.answers is not None
    assert after.before is not None
    assert generation.sentence_text(int(after.row[0])) == best
    assert (np.diff(after.before[1:]) <= 0).all()
    assert after.score[1:] == pytest.approx(after.before[1:])
    assert after.answers[1:].max() < -4
    other = select(before, QUESTION, Certain(best), None)
    assert other.answers is not None
    assert len(set(other.answers.tolist())) > 3
    assert other.row.tolist() != after.row.tolist()


def test_no_sentence_is_read_twice_and_none_of_another_article_beside_it(generation: Generation) -> None:
    """Windows are stretches of one article in the scope, apart from each other, and hold the best candidate."""
    ranked = _ranked([whole(generation)])
    stretches, _ = read_stretches(ranked, QUESTION, Fond("lighthouse"), thorough=True)
    rows = [row for each in stretches for row in each.rows]
    assert len(rows) == len(set(rows))
    assert int(ranked.row[0]) in rows
    for each in stretches:
        assert len({int(generation.sentences[row, ARTICLE]) for row in each.rows}) == 1


def test_reading_costs_no_more_in_a_long_article() -> None:
    """However long the article and its sentences, the words that are read stay under a fixed number."""
    body = "\n".join(
        f"Sentence {n} tells of the lighthouse of Cape Varn and {'who built it ' * (n % 40)}." for n in range(400)
    )
    with temporary_generation([Article(id="long", title="T", body=body)], HashingEncoder()) as generation:
        selector = Fond("Sentence 7 ")
        read_stretches(_ranked([whole(generation)]), QUESTION, selector, thorough=True)
    read = sum(min(len(sentence), 400) for window in selector.windows for sentence in window.sentences)
    assert 0 < read <= 4 * 480 + 400
    assert len(selector.windows) <= 12


def test_nothing_more_is_read_once_it_is_decided(generation: Generation) -> None:
    """Where the first window holds what answers and the ranker puts it well before all else, the rest is not read."""
    ranked = _leading(_ranked([whole(generation)]), 2.0)
    first = generation.sentence_text(int(ranked.row[0]))
    stretches, readings = read_stretches(ranked, QUESTION, Fond(first), thorough=False)
    everything, _ = read_stretches(ranked, QUESTION, Fond(first), thorough=True)
    assert len(stretches) == len(readings) == 1 < len(everything)
    assert stretches == everything[:1]


@pytest.mark.parametrize(("lead", "words"), [(2.0, "no such words"), (0.5, "")])
def test_all_is_read_where_nothing_is_decided(generation: Generation, lead: float, words: str) -> None:
    """Neither a lead of the ranker's without an answer decides, nor an answer with others close behind."""
    ranked = _leading(_ranked([whole(generation)]), lead)
    selector = Fond(words)
    read, _ = read_stretches(ranked, QUESTION, selector, thorough=False)
    everything, _ = read_stretches(ranked, QUESTION, selector, thorough=True)
    assert len(everything) > 1
    assert read == everything


class Doubting(Fond):
    """One that finds all sentences of the question's windows `first` as likely, and knows when it reads again."""

    def __init__(self, words: str, first: float) -> None:
        super().__init__(words)
        self._first, self.count = first, 0

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        known = super().read(question, windows)
        if len(self.windows) > self.count > 0:
            return known
        return [
            Reading((self._first,) * len(each.sentences), -self._first, (None,) * len(each.sentences))
            for each in windows
        ]


def _read_first(ranked: Ranked, selector: Doubting) -> Ranked:
    found = combine(ranked, *read_stretches(ranked, QUESTION, selector, thorough=True), (1.0, 1.0))
    selector.count = len(selector.windows)
    return found


def _by_row(ranked: Ranked) -> dict[tuple[int, int], tuple[float, ...]]:
    """What is known of each candidate but how far it answers."""
    assert ranked.before is not None
    places = zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True)
    return {
        place: (before, *features.tolist())
        for place, before, features in zip(places, ranked.before.tolist(), ranked.features, strict=True)
    }


def test_what_is_too_close_to_tell_apart_is_read_twice_more(generation: Generation) -> None:
    """What is near the best counts by half for what it was and by half for what is said of it with little and with much around it."""
    ranked = _leading(_ranked([whole(generation)]), 0.5)
    ranked.score[3:] = -1.5
    third = generation.sentence_text(int(ranked.row[2]))
    selector = Doubting(third, 1.0)
    first = _read_first(ranked, selector)
    again = read_again(first, QUESTION, selector, (1.0, 1.0))
    assert generation.sentence_text(int(first.row[0])) != third == generation.sentence_text(int(again.row[0]))
    assert again.answers is not None
    assert sorted(again.answers.tolist()) == [-2.5] * 2 + [1.0] * (len(ranked) - 3) + [3.5]
    assert (np.diff(again.score) <= 0).all()
    assert _by_row(again) == _by_row(first)
    places = zip(first.scope[:3].tolist(), first.row[:3].tolist(), strict=True)
    both = [[around(first.scopes, place, room) for room in (45, 170)] for place in places]
    windows = [window_of(first.scopes, each) for two in both for each in two]
    assert selector.windows[selector.count :] == list(dict.fromkeys(windows))
    for row, (little, much) in zip(first.row[:3].tolist(), both, strict=True):
        assert row in little.rows
        assert set(little.rows) < set(much.rows)


@pytest.mark.parametrize(("lead", "first"), [(1.5, 1.0), (0.5, -4.0)])
def test_what_is_told_apart_or_hopeless_is_not_read_again(generation: Generation, lead: float, first: float) -> None:
    """Where the best leads, or nothing is likely to answer, which is first is not asked twice."""
    ranked = _leading(_ranked([whole(generation)]), lead)
    selector = Doubting("lighthouse", first)
    found = _read_first(ranked, selector)
    assert read_again(found, QUESTION, selector, (1.0, 1.0)) is found
    assert len(selector.windows) == selector.count


def test_asking_reads_again_what_is_contested(generation: Generation) -> None:
    """`select` reads again by itself, but not with another selector, of whose log odds nothing is known."""
    ranked = _leading(_ranked([whole(generation)]), 0.5)
    once = len(read_stretches(ranked, QUESTION, Fond(""), thorough=True)[0])
    places = zip(ranked.scope[:3].tolist(), ranked.row[:3].tolist(), strict=True)
    again = {around(ranked.scopes, place, room) for place in places for room in (45, 170)}
    ours, other = Doubting("lighthouse", 1.0), Doubting("lighthouse", 1.0)
    select(ranked, QUESTION, ours, (1.0, 1.0))
    select(ranked, QUESTION, other, None)
    assert (len(ours.windows), len(other.windows)) == (once + len(again), once)


def test_what_another_article_says_of_it_is_read() -> None:
    """However far the best leads, a sentence of another article that is near in meaning may differ, and is read."""
    body = "\n".join(f"Paragraph {number} is about the weather and the boats." for number in range(40))
    told = "The lighthouse of Cape Varn is {} metres high.\n"
    twin = Article(id="twin", title="Twin", body=told.format(31) + body)
    other = Article(id="other", title="Other", body=told.format(29) + body)
    question = "How high is the lighthouse of Cape Varn?"
    with temporary_generation([twin, other], HashingEncoder()) as generation:
        ranked = _leading(_ranked([whole(generation)], question), 3.0)
        stretches, _ = read_stretches(ranked, question, Fond("metres"), thorough=False)
        assert {generation.article_of(row).id for each in stretches for row in each.rows} == {"twin", "other"}
        alone = _leading(_ranked([one_article(generation, "twin")], question), 3.0)
        assert len(read_stretches(alone, question, Fond("metres"), thorough=False)[0]) == 1


def test_another_selector_and_a_list_are_read_to_the_end(generation: Generation) -> None:
    """Nothing is known of what decides by another's log odds, and the items of a list may stand anywhere."""
    ranked = _leading(_ranked([whole(generation)]), 2.0)
    first = generation.sentence_text(int(ranked.row[0]))
    most = len(read_stretches(ranked, QUESTION, Fond(first), thorough=True)[0])
    other = Fond(first)
    select(ranked, QUESTION, other, None)
    assert len(other.windows) == most
    question = "Which towns are named?"
    listed, everything, decided = (Fond("", load_model().selector) for _ in range(3))
    _found([whole(generation)], listed, question)
    for selector, thorough in ((everything, True), (decided, False)):
        read_stretches(_ranked([whole(generation)], question), question, selector, thorough=thorough)
    assert listed.windows[: len(everything.windows)] == everything.windows
    assert len(everything.windows) > len(decided.windows)


def test_all_is_read_for_whoever_wants_many_citations(generation: Generation) -> None:
    """What is first may be decided early; the order behind it is told to who asks for more than an answer has, and needs all read."""
    first = generation.sentence_text(int(_ranked([whole(generation)]).row[0]))
    read = {}
    for citations in (5, 6):
        selector = Fond(first, load_model().selector)
        service = replace(answering(citations=citations), selector=selector)
        (vectors,) = service.encode(HashingEncoder(), [Question(QUESTION)])
        service.find(Question(QUESTION), vectors, [whole(generation)])
        read[citations] = selector.windows
    everything = Fond(first)
    read_stretches(_ranked([whole(generation)]), QUESTION, everything, thorough=True)
    assert len(read[5]) < len(everything.windows)
    assert read[6] == everything.windows


def test_articles_are_about_something_else_only_where_the_confidence_is_as_low(generation: Generation) -> None:
    """What the ranker takes for off topic and the selector finds is not stated: what is told and how sure it is go together."""
    question, bound = Question("Who sings?"), load_model().off_topic
    outcomes = []
    for words in ("no such words", "lighthouse"):
        service = replace(answering(2.0), selector=Fond(words, load_model().selector))
        (vectors,) = service.encode(HashingEncoder(), [question])
        outcomes.append(service.answer(question, vectors, [whole(generation)], ("0:1",)))
    told = [(each.reason, each.confidence < bound) for each in outcomes if isinstance(each, NoAnswer)]
    assert told == [("off_topic", True), ("not_stated", False)]


def test_nothing_outside_the_scope_is_read(generation: Generation) -> None:
    """A neighbour that may not be cited is not read either."""
    scope = one_article(generation, "lighthouse")
    short = replace(scope, sentences=scope.sentences[1:2], passages=scope.passages[:1])
    selector = Fond("lighthouse")
    read_stretches(_ranked([short]), QUESTION, selector, thorough=True)
    assert [window.sentences for window in selector.windows] == [(generation.sentence_text(scope.sentences[1]),)]


def test_what_was_not_read_is_a_little_less_likely_than_what_was(generation: Generation) -> None:
    """A candidate beyond the windows keeps a place, below the least likely that was read."""
    ranked = _ranked([whole(generation)])
    stretches, readings = read_stretches(ranked, QUESTION, Fond("lighthouse"), thorough=True)
    answers = answers_of(ranked, stretches[:1], readings[:1])
    read = max(readings[0].answers), min(readings[0].answers)
    unread = [a for a, row in zip(answers, ranked.row.tolist(), strict=True) if row not in stretches[0].rows]
    assert unread
    assert set(unread) == {read[1] - 1.0}


def test_unknown_selector_counts_as_much_as_the_ranker(generation: Generation) -> None:
    """Of log odds whose worth is not known the spread is made that of the ranker's scores."""
    ranked = _ranked([whole(generation)])
    stretches, readings = read_stretches(ranked, QUESTION, Fond("lighthouse"), thorough=True)
    larger = tuple(replace(each, answers=tuple(50 * answer for answer in each.answers)) for each in readings)
    one, other = (combine(ranked, stretches, each, None) for each in (readings, larger))
    assert one.row[0] == other.row[0]


def test_signals_of_a_reading_are_finite_and_zero_without_one(generation: Generation) -> None:
    """Where nothing was read the selector adds nothing; else every signal is there."""
    ranked = _ranked([whole(generation)])
    assert selected_signals(ranked).tolist() == [0.0] * len(SELECTED)
    found = selected_signals(select(ranked, QUESTION, Fond("lighthouse"), (1.0, 1.0)))
    assert found.shape == (len(SELECTED),)
    assert np.isfinite(found).all()


def test_words_that_answer_are_pointed_at_in_the_body(generation: Generation) -> None:
    """`answer` is the body's span of the words the selector named, inside the excerpt."""
    name = LIGHTHOUSE.body.split()[-1].strip(".")
    answer = _found([one_article(generation, "lighthouse")], Fond(name))
    pointed = [citation for citation in answer.citations if citation.answer is not None]
    assert pointed
    for citation in pointed:
        assert citation.answer is not None
        assert citation.answer.of(LIGHTHOUSE.body) == name
        assert citation.excerpt.span.holds(citation.answer)


def test_yes_or_no_is_never_pointed_at(generation: Generation) -> None:
    """A sentence decides a yes-or-no question; none of its words is the answer."""
    answer = _found([whole(generation)], Fond("lighthouse"), "Did the lighthouse of Cape Varn burn?")
    assert all(citation.answer is None for citation in answer.citations)


def test_yes_or_no_beside_another_question_is_not_pointed_at_either() -> None:
    """Of "how many does he sell, and did it burn?" the second is decided by a sentence, and the first answered by words."""

    class Either(Fond):
        def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
            self._words = "burned" if "burn" in question else "400"
            return super().read(question, windows)

    question = "How many loaves does Tom Reed sell, and did the lighthouse burn down?"
    with temporary_generation(list(ARTICLES), HashingEncoder()) as generation:
        answer = _found([whole(generation)], Either(""), question)
    (sold,) = [each for each in answer.citations if "400" in each.excerpt.text]
    (burned,) = [each for each in answer.citations if "burned" in each.excerpt.text]
    assert len(answer.parts) == 2
    assert sold.answer is not None
    assert burned.answer is None


def test_what_only_comes_nearest_has_no_words_that_answer(generation: Generation) -> None:
    """Where nothing answers nothing is pointed at, however sure the selector is."""
    service = replace(answering(threshold=2), selector=Fond("lighthouse"))
    (vectors,) = service.encode(HashingEncoder(), [Question(QUESTION)])
    outcome = service.answer(Question(QUESTION), vectors, [whole(generation)], ("0:1",))
    assert isinstance(outcome, NoAnswer)
    assert [each.answer for each in outcome.nearest] == [None, None]


async def test_warming_loads_the_selector_too(hashing: Settings) -> None:
    """The first question waits for no model: both have been used by then; without a selector the encoder alone."""
    selector = Fond("lighthouse")
    for service in (replace(answering(), selector=selector), answering()):
        warmed = AnswerService(hashing, HashingEncoder(), service, LiveCorpora())
        await warmed.warm()
        await warmed.aclose()
    assert len(selector.windows) == 1


async def test_shipped_selector_is_loaded_by_warming(hashing: Settings) -> None:
    """Its weights wait for the first that is read."""
    shipped = OnnxSelector()
    service = AnswerService(hashing, HashingEncoder(), replace(answering(), selector=shipped), LiveCorpora())
    await service.warm()
    await service.aclose()
    assert "_session" in vars(shipped)


def test_word_or_title_without_end_is_not_read_to_its_end() -> None:
    """What a sentence or a title takes has a bound, whatever the article's length."""
    endless = f"The lighthouse of Cape Varn was built by Ida {'Holm' * 50_000}."
    with temporary_generation([Article(id="endless", title=endless, body=endless)], HashingEncoder()) as generation:
        selector = Fond("lighthouse")
        read_stretches(_ranked([whole(generation)]), QUESTION, selector, thorough=True)
    assert max(len(each) for window in selector.windows for each in window.sentences) < 5000
    assert {window.title for window in selector.windows} == {endless[:400]}


def test_words_beyond_their_sentence_are_not_pointed_at(generation: Generation) -> None:
    """A selector that names characters that are not there is not believed."""

    class Beyond(Fond):
        def _reading(self, window: Window) -> Reading:
            reading = super()._reading(window)
            words = tuple(Words(0, len(sentence) + 1, 1.0) for sentence in window.sentences)
            return replace(reading, words=words)

    answer = _found([whole(generation)], Beyond("lighthouse"))
    assert all(citation.answer is None for citation in answer.citations)


def test_grounds_say_what_the_confidence_rests_on(generation: Generation) -> None:
    """Without a selector there is no word of one; with one its probability; all from 0 to 1."""
    scopes = [whole(generation)]
    (vectors,) = answering().encode(HashingEncoder(), [Question(QUESTION)])
    plain = answering().answer(Question(QUESTION), vectors, scopes, ("0:1",))
    assert plain.grounds is not None
    assert plain.grounds.selector is None
    grounds = _found(scopes, Fond("lighthouse")).grounds
    assert grounds is not None
    assert grounds.selector == pytest.approx(1 / (1 + np.exp(-6.0)))
    for value in (grounds.similarity, grounds.coverage, grounds.agreement):
        assert 0 <= value <= 1


def test_question_of_several_things_has_a_citation_for_each() -> None:
    """ "Who … and when …?": each part names the citation that answers it, and citations stay in the order of their scores."""
    with temporary_generation(list(ARTICLES), HashingEncoder()) as generation:
        scopes = [whole(generation)]
        question = Question("Who built the lighthouse and when did it burn?")
        service = answering()
        (vectors,) = service.encode(HashingEncoder(), [question])
        assert len(vectors) == 3
        outcome = service.answer(question, vectors, scopes, ("0:1",))
    assert isinstance(outcome, Answer)
    assert [part.asks for part in outcome.parts] == ["who", "when"]
    numbers = {citation.number for citation in outcome.citations}
    assert all(set(part.citations) <= numbers for part in outcome.parts)
    scores = [citation.score for citation in outcome.citations]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("most", [1, 2, 5])
def test_parts_of_a_question_get_no_more_citations_than_there_may_be(generation: Generation, most: int) -> None:
    """A part whose citation has no room is left out: it is not said that the articles do not state it."""
    question = Question("Who built the lighthouse of Cape Varn and how many loaves does Tom Reed sell?")
    service = replace(answering(), citations=most)
    (vectors,) = service.encode(HashingEncoder(), [question])
    outcome = service.answer(question, vectors, [whole(generation)], ("0:1",))
    assert isinstance(outcome, Answer)
    assert len(outcome.citations) <= most
    assert len(outcome.parts) == min(most, 2)
    assert all(part.citations and max(part.citations) <= len(outcome.citations) for part in outcome.parts)


def test_part_that_is_not_stated_brings_no_citation_with_it(generation: Generation) -> None:
    """What comes nearest to a part that nothing answers is not shown for its sake."""
    question = Question("Who built the lighthouse of Cape Varn and how many loaves does Tom Reed sell?")
    (vectors,) = answering().encode(HashingEncoder(), [question])
    sure, unsure = (answering(threshold=each).find(question, vectors, [whole(generation)]) for each in (0.0, 2.0))
    assert [part.citations != () for part in sure.parts] == [True, True]
    assert [part.citations for part in unsure.parts] == [(), ()]
    least = unsure.citations[0].score - 4.0
    assert unsure.shown == sum(each.score >= least for each in unsure.citations) <= sure.shown


def test_answer_does_not_say_that_nothing_asked_is_stated(generation: Generation) -> None:
    """Where the whole question is answered and none of its parts, the answer says nothing of parts."""
    question = Question("When was the lighthouse built and who was Ida Holm?")
    (vectors,) = answering().encode(HashingEncoder(), [question])
    whole_alone = answering(threshold=answering().find(question, vectors, [whole(generation)]).confidence)
    assert [part.citations for part in whole_alone.find(question, vectors, [whole(generation)]).parts] == [(), ()]
    outcome = whole_alone.answer(question, vectors, [whole(generation)], ("0:1",))
    assert isinstance(outcome, Answer)
    assert outcome.parts == ()


def test_settings_name_the_selector() -> None:
    """`none` reads without one; the shipped one reads a question."""
    assert load_selector(Settings(selector={"model": "none"}).selector) is None
    shipped = load_selector(Settings().selector)
    assert shipped is not None
    window = Window("", ("The lighthouse was built by Ida Holm.", "It burned in 1902."))
    (reading,) = shipped.read("Who built the lighthouse?", [window])
    assert reading.answers[0] > reading.answers[1]


def test_shipped_selector_is_the_one_the_weights_were_fitted_with() -> None:
    """Another would be mixed and calibrated by figures that are not its own."""
    shipped = load_selector(Settings().selector)
    assert shipped is not None
    assert shipped.digest == load_model().selector


def test_without_a_selector_the_ranker_alone_decides(generation: Generation) -> None:
    """Answering without a selector has the ranker's order and scores."""
    alone = Answering(load_model(), 0.0, 5)
    (vectors,) = alone.encode(HashingEncoder(), [Question(QUESTION)])
    found = alone.find(Question(QUESTION), vectors, [whole(generation)])
    assert found.citations[0].score == _ranked([whole(generation)]).score[0]


def test_of_two_figures_the_one_asked_for_is_pointed_at() -> None:
    """Words that reach from one figure to another are cut to what is asked for, and none are shown where that can't be told."""
    body = "They set nets on 40 nights and caught more than 1,500 bats."
    selector = Fond("40 nights and caught more than 1,500")
    with temporary_generation([Article(id="bats", title="Bats", body=body)], HashingEncoder()) as generation:
        asked = (
            "How many bats did they catch?",
            "On how many nights did they set nets?",
            "How many birds did they catch?",
        )
        answers = [_found([whole(generation)], selector, each).citations[0].answer for each in asked]
    assert [each and each.of(body) for each in answers] == ["more than 1,500", "40 nights", None]


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("When did Tom Reed die?", "Tom Reed fell off a roof on 14 March 2023. He died two days later.", None),
        ("When did Tom Reed fall?", "Tom Reed fell off a roof on 14 March 2023.", "14 March 2023"),
    ],
)
def test_what_goes_on_to_tell_what_is_asked_is_cited_too(question: str, text: str, answer: str | None) -> None:
    """The next sentence comes along where it has the word asked for and a time, and then the first one's is not pointed at."""
    body = "Tom Reed fell off a roof on 14 March 2023. He died two days later."
    with temporary_generation([Article(id="reed", title="A fall", body=body)], HashingEncoder()) as generation:
        first = _found([whole(generation)], Fond("14 March 2023"), question).citations[0]
    assert first.excerpt.text == text
    assert (first.answer and first.answer.of(body)) == answer
