from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.settings import Settings
from corpus.values import Article, Span
from retrieval.answering.answering import NEAREST, load_answering
from retrieval.building.assembling import temporary_generation
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import END, START, Generation
from retrieval.generations.scope import one_article, whole, within
from retrieval.ranking.confidence import load_model
from retrieval.values import Answer, NoAnswer
from tests.retrieval.samples import ARTICLES, BAKERY, LIGHTHOUSE, answering, ask, generation_of

ODD = st.text(
    st.sampled_from("abcSTé\u0301.!?,;“”’…\n\r\t \u00a0\u2028\u200d👩🚀ﬁ١東") | st.characters(codec="utf-8"),
    max_size=120,
).filter(str.strip)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "It fell.",
            "The tower fell.",
            "He left Varn.",
            "“They ran,” Ida said.",
            "In 1902 it burned.",
            "No.",
            "He left:",
            "- A tower.",
        ]
    ),
    min_size=1,
    max_size=8,
).map(lambda parts: "".join(part + ("\n" if len(part) % 3 == 0 else " ") for part in parts))


def _check_laws(outcome: Answer | NoAnswer, bodies: dict[str, str], most: int) -> None:
    citations = outcome.citations if isinstance(outcome, Answer) else outcome.nearest
    assert len(citations) <= (most if isinstance(outcome, Answer) else NEAREST)
    assert [citation.number for citation in citations] == list(range(1, len(citations) + 1))
    assert [c.score for c in citations] == sorted((c.score for c in citations), reverse=True)
    for at, citation in enumerate(citations):
        excerpt = citation.excerpt
        assert excerpt.text
        assert excerpt.text == bodies[excerpt.article_id][excerpt.span.start : excerpt.span.end]
        for other in citations[:at]:
            assert other.excerpt.article_id != excerpt.article_id or not other.excerpt.span.overlaps(excerpt.span)


@settings(max_examples=60, deadline=None)
@given(st.lists(ODD | SENTENCES, min_size=1, max_size=3), st.integers(1, 6), st.sampled_from([0.0, 2.0]))
def test_every_citation_is_the_bodys_own_words(bodies: list[str], most: int, threshold: float) -> None:
    """Of any texts: text == body[span], spans apart, by falling score, numbered from 1, at most as many as asked."""
    articles = [Article(id=f"a{n}", title="A", body=body) for n, body in enumerate(bodies)]
    with temporary_generation(articles, HashingEncoder(), passage_tokens=16) as generation:
        outcome = ask("Who left the tower in 1902?", [whole(generation)], threshold=threshold, citations=most)
    _check_laws(outcome, {article.id: article.body for article in articles}, most)


def test_answer_cites_what_answers_with_all_that_is_known_of_it(generation: Generation) -> None:
    """The best sentence comes first, with title, publisher, date, link and paragraph of its article."""
    outcome = ask("Who built the lighthouse of Cape Varn?", [whole(generation)])
    assert isinstance(outcome, Answer)
    best = outcome.citations[0]
    assert outcome.text == "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."
    assert (best.title, best.publisher, best.url) == (LIGHTHOUSE.title, LIGHTHOUSE.publisher, LIGHTHOUSE.url)
    assert (best.published, best.published_basis) == (LIGHTHOUSE.published, "stated")
    assert best.link is not None
    assert best.link.startswith("https://news.example/varn#:~:text=")
    assert (best.corpus_id, best.paragraph) == (0, 1)
    assert outcome.generations == (generation.label,)


def test_answer_leaves_out_what_is_far_behind(generation: Generation) -> None:
    """An excerpt a fiftieth as likely as the first does not stand beside it."""
    outcome = ask("Who built the lighthouse of Cape Varn?", [whole(generation)])
    assert isinstance(outcome, Answer)
    scores = [citation.score for citation in outcome.citations]
    assert scores[0] - scores[-1] <= 4.0
    service = answering()
    (vectors,) = service.encode(HashingEncoder(), [outcome.question])
    everything = service.find(outcome.question, vectors, [whole(generation)])
    assert len(everything.citations) > len(outcome.citations)


def test_no_answer_shows_the_two_nearest(generation: Generation) -> None:
    """Where the articles are not sure enough, the best two excerpts come all the same."""
    sure = ask("Who sells loaves in Olde Street?", [whole(generation)], threshold=0.0)
    unsure = ask("Who sells loaves in Olde Street?", [whole(generation)], threshold=2.0)
    assert isinstance(unsure, NoAnswer)
    assert isinstance(sure, Answer)
    assert len(unsure.nearest) == NEAREST == 2
    assert unsure.nearest[0] == sure.citations[0]
    assert unsure.confidence == sure.confidence


def test_no_answer_tells_off_topic_from_not_stated(generation: Generation) -> None:
    """A question about something else has another reason than one whose answer is only missing."""
    off = ask("Which quantum chromodynamics lagrangian applies?", [whole(generation)], threshold=2.0)
    on = ask("Who built the lighthouse of Cape Varn in 1871?", [whole(generation)], threshold=2.0)
    assert isinstance(off, NoAnswer)
    assert isinstance(on, NoAnswer)
    assert off.confidence < load_model().off_topic <= on.confidence
    assert (off.reason, on.reason) == ("off_topic", "not_stated")


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Which lagrangian does Ida Holm prefer?", "not_stated"),
        ("Which lagrangian does Otto Weiss prefer?", "off_topic"),
        ("Which lagrangian do Ida Holm and Otto Weiss prefer?", "off_topic"),
        ("Which lagrangian does she prefer?", "off_topic"),
    ],
)
def test_who_is_spoken_of_is_not_something_else(generation: Generation, question: str, reason: str) -> None:
    """Articles that have every name of a question are not called about something else, however far the rest of it is."""
    outcome = ask(question, [whole(generation)], threshold=2.0)
    assert isinstance(outcome, NoAnswer)
    assert outcome.confidence < load_model().off_topic
    assert outcome.reason == reason


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("The gates of the mine fell shut on 3 May 1902.", "on 3 May 1902"),
        ("The gates fell shut.", "did close the mine"),
    ],
)
def test_part_that_asks_when_is_shown_with_what_tells_it(last: str, told: str) -> None:
    """Of the first few sentences one that tells a time goes before the others, where there is one."""
    body = f"Ida Holm did close the mine, the old mine of Holm.\n\nTom Reed paid all who worked there.\n\n{last}"
    with temporary_generation([Article(id="a", title="Varn", body=body)], HashingEncoder()) as generation:
        outcome = ask("When did Holm close the mine, and who paid?", [whole(generation)], threshold=0.0)
        assert isinstance(outcome, Answer)
        (number,) = next(part.citations for part in outcome.parts if part.asks == "when")
        assert told in outcome.citations[number - 1].excerpt.text


@pytest.mark.parametrize("body", [None, " \n \u00a0"])
def test_nothing_to_search_is_an_empty_corpus(tmp_path: Path, body: str | None) -> None:
    """Without articles, or without a sentence in them, the reason is that, and nothing is near."""
    articles = [] if body is None else [Article(id="blank", title="Blank", body=body)]
    outcome = ask("Who?", [whole(generation_of(tmp_path / "empty", articles))])
    assert isinstance(outcome, NoAnswer)
    assert (outcome.reason, outcome.nearest, outcome.confidence) == ("empty_corpus", (), 0.0)
    assert outcome.generations == ("0:" + outcome.generations[0][2:],)


def test_no_corpus_at_all_is_an_empty_corpus() -> None:
    """An audience with no generation gets the honest no, not an error."""
    outcome = ask("Who?", [])
    assert isinstance(outcome, NoAnswer)
    assert outcome.reason == "empty_corpus"
    assert outcome.generations == ()


def test_leaning_sentence_that_opens_a_shorter_article_is_cited(tmp_path: Path) -> None:
    """An article before it, longer than its own first sentence, is no hindrance."""
    articles = [
        Article(id="a", title="A", body="The tower of the harbour fell. The mill stood for many years."),
        Article(id="b", title="B", body="It fell."),
    ]
    outcome = ask("What fell?", [whole(generation_of(tmp_path / "two", articles))])
    assert isinstance(outcome, Answer)
    assert "It fell." in {citation.excerpt.text for citation in outcome.citations}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
@pytest.mark.parametrize("question", ["Who built the lighthouse?", "How many loaves?", "Where is rain expected?"])
@pytest.mark.parametrize("threshold", [0.0, 2.0])
def test_question_of_one_article_is_never_answered_from_another(
    generation: Generation, article: Article, question: str, threshold: float
) -> None:
    """Whatever is asked, only that article is cited, as an answer or as what is near."""
    outcome = ask(question, [one_article(generation, article.id)], threshold=threshold)
    found = outcome.citations if isinstance(outcome, Answer) else outcome.nearest
    assert found
    assert {citation.excerpt.article_id for citation in found} == {article.id}


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("question", ["When did it burn?", "Who carried coal?", "Where did ships run aground?"])
def test_question_of_one_paragraph_is_never_answered_from_outside_it(
    generation: Generation, number: int, question: str
) -> None:
    """All that is cited lies inside the paragraph asked about."""
    lines = LIGHTHOUSE.body.split("\n")
    start = sum(len(line) + 1 for line in lines[:number])
    span = Span(start, start + len(lines[number]))
    outcome = ask(question, [within(one_article(generation, "lighthouse"), span)])
    assert isinstance(outcome, Answer)
    for citation in outcome.citations:
        assert span.start <= citation.excerpt.span.start < citation.excerpt.span.end <= span.end
        assert citation.paragraph == number + 1


def test_two_corpora_are_answered_together(tmp_path: Path) -> None:
    """The union is searched as one: the better excerpt leads, wherever it lies, and both generations are named."""
    shared = generation_of(tmp_path / "shared", [LIGHTHOUSE])
    own = generation_of(tmp_path / "own", [BAKERY], corpus_id=77)
    scopes = [whole(shared), whole(own)]
    for question, corpus in (
        ("Who built the lighthouse of Cape Varn?", 0),
        ("How many loaves does he sell a day?", 77),
    ):
        outcome = ask(question, scopes)
        assert isinstance(outcome, Answer)
        assert outcome.citations[0].corpus_id == corpus
        assert outcome.generations == (shared.label, own.label)
        assert shared.label.startswith("0:")
        assert own.label.startswith("77:")


def test_same_article_in_two_corpora_is_cited_from_each(tmp_path: Path) -> None:
    """Spans of the same place in two corpora don't take each other's words."""
    scopes = [whole(generation_of(tmp_path / str(n), [RIVER_TWIN], corpus_id=n)) for n in (0, 9)]
    outcome = ask("Who fell?", scopes)
    assert isinstance(outcome, Answer)
    assert [citation.corpus_id for citation in outcome.citations] == [0, 9]


RIVER_TWIN = Article(id="twin", title="Twin", body="The tower fell.")


def _tamper(generation: Generation, row: int, column: int, value: int) -> None:
    table = np.array(generation.sentences)
    table[row, column] = value
    generation.sentences = table


def test_excerpt_whose_span_runs_out_of_the_body_is_dropped(tmp_path: Path) -> None:
    """Law 1: where table and body disagree the excerpt goes, and what is intact is still cited."""
    articles = [Article(id="a", title="A", body="The mill stood here.\nThe tower fell in 1902.")]
    generation = generation_of(tmp_path / "g", articles)
    before = ask("When did the tower fall?", [whole(generation)])
    assert isinstance(before, Answer)
    assert before.text == "The tower fell in 1902."
    _tamper(generation, 1, END, 400)
    after = ask("When did the tower fall?", [whole(generation)])
    assert isinstance(after, Answer)
    assert [citation.excerpt.text for citation in after.citations] == ["The mill stood here."]
    assert after.citations[0].number == 1


@pytest.mark.parametrize(("column", "value"), [(END, 400), (START, 15)])
def test_answer_without_an_intact_excerpt_is_a_no_answer(tmp_path: Path, column: int, value: int) -> None:
    """Law 1: with none left, whatever the confidence, nothing is claimed."""
    generation = generation_of(tmp_path / "g", [RIVER_TWIN])
    assert isinstance(ask("What fell?", [whole(generation)]), Answer)
    _tamper(generation, 0, column, value)
    outcome = ask("What fell?", [whole(generation)])
    assert isinstance(outcome, NoAnswer)
    assert outcome.nearest == ()
    assert outcome.reason in {"not_stated", "off_topic"}


@pytest.mark.parametrize("given_threshold", [None, 0.0, 0.9])
def test_threshold_of_the_settings_goes_before_the_fitted_one(given_threshold: float | None) -> None:
    """Unset it is the calibrated one; 0 is a threshold like another."""
    wanted = Settings(answer={"threshold": given_threshold, "citations": 3}, selector={"model": "none"})
    made = load_answering(wanted)
    assert made.threshold == (load_model().plain.threshold if given_threshold is None else given_threshold)
    assert made.citations == 3
