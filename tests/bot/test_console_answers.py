"""What the console says of an outcome, to people and to machines: of values made by hand, of hostile articles too."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from bot.console import main
from bot.console.machine import outcome_form
from bot.console.terminal import excerpt_on_one_line, flowing, show_outcome
from bot.wording import COMPOSED, DIFFER, OFFERED, REASONS
from config.settings import Settings
from corpus.values import Basis, Span
from retrieval.service import AnswerService
from retrieval.values import (
    Answer,
    Citation,
    ComposedSentence,
    Differing,
    Grounds,
    Kind,
    Missing,
    NoAnswer,
    Outcome,
    Part,
    Question,
)
from tests.bot.rendering import hostile

ARTICLE = hostile.article_of("Ida Holm built the tower in 1871.\nIt burnt down in 1902.", "The tower")
FIRST, SECOND = Span(0, 33), Span(34, 56)
YEAR = Span(28, 32)
ANSWER = Answer(
    Question("Who built the tower, when and why?"),
    (
        dataclasses.replace(hostile.citation_of(ARTICLE, FIRST, 1), answer=YEAR),
        hostile.citation_of(ARTICLE, SECOND, 2),
    ),
    0.9,
    ("0:1",),
    Grounds(0.8, 0.7, 0.6, 1.0),
    (Part("who", (1,)), Part("when", (2, 1)), Part("why", ())),
    (ComposedSentence("She built it.", (1,)), ComposedSentence("It burnt.", (2, 1)), ComposedSentence("No.", (3,))),
)
NO = NoAnswer(
    Question("How many stones has the tower?"),
    "not_stated",
    ANSWER.citations,
    0.1,
    ("0:1",),
    None,
    Missing("number", "how many stones has\nthe tower?"),
)


def shown(outcome: Outcome) -> Text:
    """What is printed, with its styles."""
    file = io.StringIO()
    show_outcome(Console(file=file, force_terminal=True, color_system="standard", width=10**6), outcome)
    return Text.from_ansi(file.getvalue())


def bold(text: Text) -> list[str]:
    """The stretches in bold."""
    return [
        text.plain[each.start : each.end] for each in text.spans if not isinstance(each.style, str) and each.style.bold
    ]


def form(outcome: Outcome) -> dict[str, Any]:
    """The JSON as it is read."""
    read: dict[str, Any] = json.loads(json.dumps(outcome_form(outcome, 1.0)))
    return read


def test_people_see_parts_composed_text_and_the_words_that_answer() -> None:
    """Composed sentences first and labelled, with marks of what is cited alone; then the excerpts, their answer in bold."""
    text = shown(ANSWER)
    lines = text.plain.splitlines()
    assert lines[:7] == [
        COMPOSED,
        "  She built it. [1]",
        "  It burnt. [1][2]",
        "",
        "Ida Holm built the tower in 1871.",
        "who: [1] · when: [1], [2] · why: not stated",
        "",
    ]
    assert lines[7] == "[1] Ida Holm built the tower in 1871."
    assert bold(text) == ["1871", "who: ", "when: ", "why: ", "1871"]
    plain = dataclasses.replace(ANSWER, parts=(), composed=(), confidence=0.1)
    assert shown(plain).plain.splitlines()[:3] == [OFFERED, "Ida Holm built the tower in 1871.", ""]


def test_without_such_words_the_first_excerpt_is_bold() -> None:
    """Where none are pointed at, all of the first excerpt stands in bold above the others."""
    citations = tuple(dataclasses.replace(each, answer=None) for each in ANSWER.citations)
    text = shown(dataclasses.replace(ANSWER, citations=citations, parts=(), composed=()))
    assert bold(text) == ["Ida Holm built the tower in 1871."]


def test_a_no_names_what_is_missing() -> None:
    """What is not stated is named on one line; what is off the topic reads otherwise; nothing of a no stands as answer."""
    text = shown(NO)
    headline = text.plain.splitlines()[0]
    assert headline == "The articles do not say: no number is given for “how many stones has the tower”."
    assert bold(text) == [headline]
    off = dataclasses.replace(NO, reason="off_topic")
    assert shown(off).plain.splitlines()[0] == REASONS["off_topic"]
    for kind in get_args(Kind):
        text = shown(dataclasses.replace(NO, missing=Missing(kind, "x" * 2000)))
        assert len(text.plain.splitlines()[0]) < 240


def test_a_no_to_a_question_in_another_language_says_what_is_read() -> None:
    """People read why; machines get the same reason as ever."""
    asked = dataclasses.replace(NO, question=Question("¿Quién construyó el faro?"))
    assert shown(asked).plain.splitlines()[0] == (
        "Footnote reads questions in English only, and this one is in another language, it seems."
    )
    assert form(asked)["reason"] == form(NO)["reason"] == "not_stated"
    read = dataclasses.replace(NO, question=Question("и когда? — the tower of the harbour"))
    file = io.StringIO()
    show_outcome(Console(file=file, width=10**6), read, "и когда?")
    assert file.getvalue().startswith(
        "Footnote reads questions in English only, and this one is mostly in Cyrillic letters."
    )


def test_machines_get_the_words_parts_and_grounds() -> None:
    """Offsets count in the body; what there is none of is null or empty."""
    told = form(ANSWER)
    assert [each["answer_span"] for each in told["citations"]] == [{"start": 28, "end": 32, "text": "1871"}, None]
    assert told["parts"] == [
        {"asks": "who", "citations": [1]},
        {"asks": "when", "citations": [2, 1]},
        {"asks": "why", "citations": []},
    ]
    assert told["grounds"] == {"selector": 0.8, "similarity": 0.7, "coverage": 0.6, "agreement": 1.0}
    assert told["composed"][0] == {"text": "She built it.", "citations": [1]}
    assert told["missing"] is None
    told = form(NO)
    assert told["missing"] == {"kind": "number", "about": NO.missing and NO.missing.about}
    assert (told["parts"], told["composed"], told["grounds"]) == ([], [], None)
    assert [each["answer_span"] for each in told["nearest"]] == [None, None]  # nothing of a no answers
    assert form(dataclasses.replace(ANSWER, grounds=Grounds(None, 0.5, 0.5, 0.5)))["grounds"]["selector"] is None


def _of_another(citation: Citation, number: int, published: dt.date | None) -> Citation:
    """The citation, of another article of another day."""
    excerpt = dataclasses.replace(citation.excerpt, article_id=f"a{number}")
    basis: Basis | None = "stated" if published else None
    return dataclasses.replace(
        citation,
        number=number,
        excerpt=excerpt,
        publisher=f"Paper {number}",
        published=published,
        published_basis=basis,
    )


def test_what_articles_differ_in_is_told_newest_first() -> None:
    """People get the words with where each stands, machines the words and numbers; an article without a day is called undated."""
    first = dataclasses.replace(ANSWER.citations[0], publisher="The *Dawn*")
    late, undated = dt.date(2020, 2, 1), None
    citations = (first, _of_another(first, 2, late), _of_another(first, 3, undated))
    differing = (Differing("number", ((2,), (1,), (3,))),)
    answer = dataclasses.replace(ANSWER, citations=citations, differing=differing, parts=(), composed=())
    assert "The articles differ: " in shown(answer).plain
    line = next(line for line in shown(answer).plain.splitlines() if line.startswith(DIFFER))
    assert line == (
        f"{DIFFER}1871 [2] (Paper 2, 1 February 2020), 1871 [1] (The *Dawn*, 30 November 2015, inferred), "
        "1871 [3] (Paper 3, undated)"
    )
    assert form(answer)["differing"] == [
        {
            "kind": "number",
            "values": [
                {"text": "1871", "citations": [2]},
                {"text": "1871", "citations": [1]},
                {"text": "1871", "citations": [3]},
            ],
        }
    ]
    assert form(ANSWER)["differing"] == form(NO)["differing"] == []


def test_chat_knows_what_the_answer_before_named(
    hashing: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """ "She" is who the words name that answered, and how the question was read is shown."""
    monkeypatch.setenv("FOOTNOTE_ANSWER__THRESHOLD", "0")
    ask = AnswerService.ask

    async def pointed(*arguments: Any, **options: Any) -> Outcome:
        outcome = await ask(*arguments, **options)
        assert isinstance(outcome, Answer)
        first, *others = outcome.citations
        at, start = first.excerpt.text.find("Ida Holm"), first.excerpt.span.start
        words = Span(start + at, start + at + 8) if at >= 0 else None
        return dataclasses.replace(outcome, citations=(dataclasses.replace(first, answer=words), *others))

    monkeypatch.setattr(AnswerService, "ask", pointed)
    monkeypatch.setattr(sys, "stdin", io.StringIO("Who built the lighthouse?\nthanks\nWas she famous?\n"))
    assert main(["chat", "--corpus", str(folder)]) == 0
    assert "read as: Was Ida Holm famous?" in capsys.readouterr().out


NEW = {"grounds", "parts", "missing", "composed", "differing"}


def test_what_machines_got_before_they_get_still() -> None:
    """The contract only grows: without the new keys a form is what it was, whatever the new values are."""
    before = form(dataclasses.replace(ANSWER, grounds=None, parts=(), composed=()))
    now = form(ANSWER)
    assert {key: value for key, value in now.items() if key not in NEW} == {
        key: value for key, value in before.items() if key not in NEW
    }
    assert now.keys() - NEW == {
        "question", "outcome", "reason", "confidence", "answer", "citations", "nearest", "generation", "elapsed_ms",
    }  # fmt: skip


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """Of a hostile article, with words of its sentences, of the question and of a model that mean harm."""
    body = draw(hostile.bodies())
    article = hostile.article_of(body, draw(hostile.titles))
    cited: list[Citation] = [
        draw(hostile.answered_citations(hostile.citation_of(article, sentence.span, number)))
        for number, sentence in enumerate(hostile.sentences_of(body)[:5], 1)
    ]
    question, grounds = Question(draw(hostile.questions())), draw(hostile.grounds)
    if draw(st.booleans()):
        parts, composed = draw(hostile.parts), draw(hostile.composed)
        numbers = range(1, len(cited) + 1)
        values = draw(st.lists(st.lists(st.sampled_from(numbers), min_size=1).map(tuple), min_size=2).map(tuple))
        differing = (Differing("name", values),)
        return Answer(question, tuple(cited), draw(st.floats(0, 1)), (), grounds, parts, composed, differing)
    return NoAnswer(question, "not_stated", tuple(cited), 0.1, (), grounds, draw(hostile.missing))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(outcomes())
def test_nothing_untrusted_steers_a_terminal(outcome: Outcome) -> None:
    """No control character and no mark of writing direction is printed; machines get the body's own words."""
    file = io.StringIO()
    show_outcome(Console(file=file, width=10**6), outcome)
    assert not {char for char in file.getvalue() if char != "\n" and (char < " " or "\x7f" <= char <= "\x9f")}
    assert not set(file.getvalue()) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    told = form(outcome)
    for citation in [*told["citations"], *told["nearest"]]:
        words = citation["answer_span"]
        if words is not None:
            start = citation["start"]
            assert citation["text"][words["start"] - start : words["end"] - start] == words["text"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile.bodies(), st.data())
def test_bold_is_what_answers_to_the_character(body: str, data: st.DataObject) -> None:
    """Making text safe for a terminal moves nothing: what stands in bold are the words that answer."""
    span = hostile.sentences_of(body)[0].span
    citation = data.draw(hostile.answered_citations(hostile.citation_of(hostile.article_of(body), span, 1)))
    text = excerpt_on_one_line(citation)
    assert text.plain == flowing(citation.excerpt.text)
    marked = [text.plain[each.start : each.end] for each in text.spans]
    wanted = flowing(citation.answer.of(body)) if citation.answer else ""
    assert "".join(marked) == wanted
