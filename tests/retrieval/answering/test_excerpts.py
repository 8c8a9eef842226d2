"""What is cited for a sentence: itself, or a pair of neighbours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.values import Article, Span
from retrieval.answering.excerpts import cite_best, excerpt_span
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.scope import Scope, one_article, whole, within
from retrieval.ranking.confidence import load_model
from retrieval.ranking.evidence import ask_for, leans_on_what_precedes
from retrieval.ranking.ranking import Ranked, rank
from tests.retrieval.samples import LIGHTHOUSE, RIVER, generation_of


def _span_of(scope: Scope, opening: str, taken: tuple[Span, ...] = ()) -> Span | None:
    row = next(r for r in scope.sentences if scope.generation.sentence_text(r).startswith(opening))
    return excerpt_span(scope, row, taken)


def test_leaning_sentence_brings_the_one_before_it(generation: Generation) -> None:
    """A pronoun's sentence is quoted with the one that says whom it means."""
    span = _span_of(one_article(generation, "lighthouse"), "It burned")
    assert span is not None
    assert span.of(LIGHTHOUSE.body) == LIGHTHOUSE.body.split("\n")[0]


def test_leaning_sentence_that_opens_a_paragraph_stands_alone(generation: Generation) -> None:
    """The sentence before is another paragraph's, so it is not brought."""
    span = _span_of(one_article(generation, "lighthouse"), "They carried")
    assert span is not None
    assert leans_on_what_precedes(span.of(LIGHTHOUSE.body))
    assert span.of(LIGHTHOUSE.body) == "They carried coal to the harbour."


def test_leaning_sentence_that_opens_an_article_stands_alone(tmp_path: Path) -> None:
    """The last sentence of another article is never brought."""
    articles = [Article(id="a", title="A", body="The tower fell."), Article(id="b", title="B", body="It fell again.")]
    generation = generation_of(tmp_path / "two", articles)
    assert _span_of(whole(generation), "It fell again") == Span(0, 14)


def test_leaning_sentence_does_not_bring_what_is_out_of_scope(generation: Generation) -> None:
    """Only what may be cited is brought."""
    article = one_article(generation, "lighthouse")
    start = LIGHTHOUSE.body.index("It burned")
    scope = within(article, Span(start, LIGHTHOUSE.body.index("\nA new")))
    assert _span_of(scope, "It burned") == Span(start, start + len("It burned down in 1902."))


def test_leaning_sentence_does_not_bring_taken_words(generation: Generation) -> None:
    """Where the sentence before is cited already, the leaning one stands alone; where it is itself, not at all."""
    scope = one_article(generation, "lighthouse")
    start = LIGHTHOUSE.body.index("It burned")
    assert _span_of(scope, "It burned", (Span(0, start - 1),)) == Span(start, start + len("It burned down in 1902."))
    assert _span_of(scope, "It burned", (Span(start + 2, start + 4),)) is None


@pytest.mark.parametrize(("length", "together"), [(400, True), (401, False)])
def test_leaning_sentence_does_not_make_an_endless_pair(tmp_path: Path, length: int, *, together: bool) -> None:
    """With a sentence before it that makes more than 400 characters with it, a leaning one stands alone."""
    ending = " It burned."
    body = f"The tower {'and the tower ' * 30}"[: length - len(ending) - len(" fell.")] + " fell." + ending
    assert len(body) == length
    generation = generation_of(tmp_path / "long", [Article(id="a", title="A", body=body)])
    span = _span_of(whole(generation), "It burned")
    assert span is not None
    assert span.of(body) == (body if together else "It burned.")


@pytest.mark.parametrize(("length", "together"), [(401, True), (480, True), (481, False)])
def test_neighbour_nearly_as_good_makes_a_longer_pair(tmp_path: Path, length: int, *, together: bool) -> None:
    """Where it is open which of two long sentences answers, both are cited, up to 480 characters; whether one leans or not."""
    for ending in (" It burned.", " Fire came."):
        body = f"The tower {'and the tower ' * 36}"[: length - len(ending) - len(" fell.")] + " fell." + ending
        assert len(body) == length
        scope = whole(
            generation_of(tmp_path / f"long{len(ending)}{ending[1]}", [Article(id="a", title="A", body=body)])
        )
        first, last = scope.sentences
        span = excerpt_span(scope, last, (), [first])
        assert span is not None
        assert span.of(body) == (body if together else ending.strip())


def test_excerpt_of_a_body_that_was_exchanged_is_dropped(tmp_path: Path) -> None:
    """Law 1: a shorter body under an old table loses the excerpts it no longer holds."""
    generation = generation_of(tmp_path / "g", [LIGHTHOUSE])
    generation.articles = (Article(id="lighthouse", title="The lighthouse", body=LIGHTHOUSE.body[:40]),)
    query = HashingEncoder().encode_queries(["Who built it?"])[0]
    ranked = rank([whole(generation)], ask_for("Who built it?"), query, load_model().ranker)
    assert len(ranked) == len(generation.sentences)
    assert cite_best(ranked, 5) == ()


def _ranked(generation: Generation, scores: dict[str, float]) -> Ranked:
    """The sentences of the article about the river, which open with the keys, with those scores."""
    scope = one_article(generation, "river")
    query = HashingEncoder().encode_queries(["What did farmers lose?"])[0]
    ranked = rank([scope], ask_for("What did farmers lose?"), query, load_model().ranker)
    texts = [generation.sentence_text(row) for row in ranked.row.tolist()]
    score = np.array([next(value for opening, value in scores.items() if text.startswith(opening)) for text in texts])
    order = np.argsort(-score, kind="stable")
    return replace(ranked, scope=ranked.scope[order], row=ranked.row[order], score=score[order])


@pytest.mark.parametrize(
    ("scores", "cited"),
    [
        ((4.0, 4.8, 1.0), ["The river Aldo ran dry in August. Farmers lost 30 percent of the harvest.", "Rain is"]),
        ((4.2, 4.8, 4.5), ["Farmers lost 30 percent of the harvest. Rain is expected in October.", "The river"]),
        ((4.0, 0.0, 4.5), ["Rain is", "The river", "Farmers"]),
        ((1.0, 4.0, 1.5), ["Farmers", "Rain is", "The river"]),
    ],
)
def test_neighbours_nearly_as_good_are_cited_together(
    generation: Generation, scores: tuple[float, float, float], cited: list[str]
) -> None:
    """The better of those that are within a factor of five as likely comes along; others, and what is far off, stand alone."""
    ranked = _ranked(generation, dict(zip(("The river", "Farmers", "Rain"), scores, strict=True)))
    found = [citation.excerpt.text for citation in cite_best(ranked, 5)]
    assert len(found) == len(cited)
    assert all(text.startswith(opening) for text, opening in zip(found, cited, strict=True))
    assert all(text in RIVER.body for text in found)


def test_pair_of_another_paragraph_is_none(generation: Generation) -> None:
    """However good, a sentence of the next paragraph is not brought."""
    scope = one_article(generation, "lighthouse")
    rows = {generation.sentence_text(row): row for row in scope.sentences}
    last = next(row for text, row in rows.items() if text.startswith("Ships"))
    assert excerpt_span(scope, last, (), [last + 1]) == generation.sentence_span(last)
    assert excerpt_span(scope, last, (), [last - 1]) == Span(
        generation.sentence_span(last - 1).start, generation.sentence_span(last).end
    )


COUNCIL = Article(
    "council",
    "Council",
    "The council agreed to:\n- open the library until nine\n- run two buses\n• spend less\n1. plant trees\nIt was late.\n"
    "He said:\nNothing.",
)


def test_what_leads_in_a_list_brings_its_items(tmp_path: Path) -> None:
    """What says only "they agreed to:" says nothing without them; what stands after the list, or after a colon without one, is not brought."""
    scope = whole(generation_of(tmp_path / "g", [COUNCIL]))
    listed = _span_of(scope, "The council")
    assert listed is not None
    assert listed.of(COUNCIL.body) == COUNCIL.body.partition("\nIt was")[0]
    said = _span_of(scope, "He said")
    assert said is not None
    assert said.of(COUNCIL.body) == "He said:"


def test_items_are_brought_as_far_as_there_is_room(tmp_path: Path) -> None:
    """A long list, and one whose items are cited already or out of scope, is brought up to there."""
    items = "\n".join(f"- item number {n} of a list that goes on" for n in range(30))
    article = Article("long", "Long", f"They are:\n{items}\nNo more.")
    scope = whole(generation_of(tmp_path / "g", [article]))
    listed = _span_of(scope, "They are")
    assert listed is not None
    assert 350 < len(listed) <= 400
    assert listed.of(article.body).endswith(" of a list that goes on")
    second = article.body.index("- item number 1 ")
    taken = _span_of(scope, "They are", (Span(second, second + 5),))
    assert taken is not None
    assert taken.of(article.body) == "They are:\n- item number 0 of a list that goes on"
    assert _span_of(within(one_article(scope.generation, "long"), Span(0, second)), "They are") == taken


_SAID = (
    'The vote was close. Holm said: "The president didn\'t win the election. The electricity bill won it." The crowd cheered.\n'
    "“I love that library. I learned to read in it,” she said. “Every town needs one. Every street does.\n"
    "Police found the boat. They took him four days later. In 2014 he left, and two years later he died."
)


@pytest.mark.parametrize(
    ("opening", "cited"),
    [
        ("Holm said", 'Holm said: "The president didn\'t win the election. The electricity bill won it."'),
        ("The electricity", 'Holm said: "The president didn\'t win the election. The electricity bill won it."'),
        ("The crowd", "The crowd cheered."),
        ("I learned", "“I love that library. I learned to read in it,” she said."),
        ("“Every", "“Every town needs one."),
    ],
)
def test_quotation_is_not_cut(tmp_path: Path, opening: str, cited: str) -> None:
    """Half of what somebody said may say the opposite of it, so the rest is cited too; of one that has no end, the sentence."""
    generation = generation_of(tmp_path / "said", [Article(id="a", title="A", body=_SAID)])
    span = _span_of(whole(generation), opening)
    assert span is not None
    assert span.of(_SAID) == cited


def test_long_quotation_is_cut(tmp_path: Path) -> None:
    """Where the whole of it has no room in an excerpt, the sentence stands alone, as it does where the rest is cited already."""
    body = (
        '"We lost the boat. '
        + "It was a very good boat that we had for many years. " * 12
        + 'We want another," he said.'
    )
    generation = generation_of(tmp_path / "long", [Article(id="a", title="A", body=body)])
    span = _span_of(whole(generation), '"We lost')
    assert span is not None
    assert span.of(body) == '"We lost the boat.'
    said = generation_of(tmp_path / "said", [Article(id="a", title="A", body=_SAID)])
    start = _SAID.index("The electricity")
    taken = Span(start, _SAID.index(" The crowd"))
    span = _span_of(whole(said), "Holm said", (taken,))
    assert span is not None
    assert span.of(_SAID) == "Holm said: \"The president didn't win the election."


def test_day_told_from_another_brings_the_sentence_before(tmp_path: Path) -> None:
    """“Four days later” says nothing without the day it is counted from, unless the sentence names that itself."""
    generation = generation_of(
        tmp_path / "later", [Article(id="a", title="A", body=_SAID.replace("They took", "Police took"))]
    )
    body = generation.articles[0].body
    span = _span_of(whole(generation), "Police took")
    assert span is not None
    assert span.of(body) == "Police found the boat. Police took him four days later."
    span = _span_of(whole(generation), "In 2014")
    assert span is not None
    assert span.of(body) == "In 2014 he left, and two years later he died."


def test_what_leads_in_no_list_at_the_end_of_an_article_stands_alone(tmp_path: Path) -> None:
    """A colon that ends an article leads in nothing of the next one, wherever its sentences stand."""
    first = Article(
        id="a", title="A", body="The tower fell long ago. Nobody was there when it fell. The council agreed to:"
    )
    second = Article(id="b", title="B", body="- A wall.\n- A gate.")
    generation = generation_of(tmp_path / "two", [first, second])
    span = _span_of(whole(generation), "The council")
    assert span is not None
    assert span.of(first.body) == "The council agreed to:"


INTERVIEW = Article(
    id="interview",
    title="Questions for the miller",
    body=(
        "Gazette: Why is the mill closing? Is it the roof?\nHolm: We lose money on every sack. The roof is sound.\n"
        "Gazette: When will it close?"
    ),
)


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Gazette: Why", "Gazette: Why is the mill closing? Is it the roof?\nHolm: We lose money on every sack."),
        ("Is it the roof", "Is it the roof?\nHolm: We lose money on every sack."),
        ("The roof is", "The roof is sound."),
        ("Gazette: When", "Gazette: When will it close?"),
    ],
)
def test_a_question_of_the_text_brings_what_follows_it(tmp_path: Path, opening: str, expected: str) -> None:
    """What asks says nothing: a question is cited with the next sentence that is none, of another paragraph too."""
    other = Article(id="other", title="Other", body="It will close in May.")
    generation = generation_of(tmp_path / "asked", [INTERVIEW, other])
    span = _span_of(one_article(generation, "interview"), opening)
    assert span is not None
    assert span.of(INTERVIEW.body) == expected


def test_a_question_that_ends_its_article_stands_alone(tmp_path: Path) -> None:
    """What follows in the next article is not of the same text, wherever that ends there."""
    other = Article(id="other", title="Other", body="It closed.")
    span = _span_of(whole(generation_of(tmp_path / "two", [INTERVIEW, other])), "Gazette: When")
    assert span is not None
    assert span.of(INTERVIEW.body) == "Gazette: When will it close?"


def test_a_question_stands_alone_where_what_follows_has_no_room(tmp_path: Path) -> None:
    """What would make an excerpt too long is not brought."""
    article = Article(id="long", title="Long", body="Why is it closing? " + "Nobody buys flour " * 30 + "any more.")
    assert _span_of(one_article(generation_of(tmp_path / "long", [article]), "long"), "Why") == Span(0, 18)


def test_a_question_is_not_cited_beside_what_follows_it(tmp_path: Path) -> None:
    """Where the answer is cited already, the question would say nothing more."""
    scope = one_article(generation_of(tmp_path / "taken", [INTERVIEW]), "interview")
    start = INTERVIEW.body.index("Holm")
    assert _span_of(scope, "Is it", (Span(start, start + 9),)) is None
