"""What the articles say of a message, as a message."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.checking import render_check
from corpus.values import Span
from retrieval.checking import Check, Difference, Finding, Statement
from retrieval.checking.values import Reason, ValueKind
from tests.bot.rendering import hostile
from tests.bot.rendering.hostile_facts import slow
from tests.bot.rendering.markdown import check_limits, one_kind_of_line_end, texts
from tests.bot.rendering.reading import check_description, check_marks, lines, quoted
from tests.wire.description import tool

ARTICLE = hostile.article_of("The tower is 180 metres high. It fell in 1902.", "The tower", "The Daily")
HIGH = hostile.citation_of(ARTICLE, Span(0, 29), 1)
DAY = dt.date(2015, 12, 1)


def finding(text: str, outcome: str = "found", **other: object) -> Finding:
    return Finding(Statement(text, DAY), outcome, **other)  # type: ignore[arg-type]


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Whatever may come of a hostile statement in a hostile article."""
    body = draw(hostile.bodies())
    article = hostile.article_of(body, draw(hostile.titles), draw(st.none() | hostile.titles), draw(hostile.urls))
    sentence = draw(st.sampled_from(hostile.sentences_of(body)))
    citation = hostile.citation_of(article, sentence.span, 1, sentence.paragraph, draw(hostile.attributions))
    statement = Statement(draw(hostile.questions()), DAY)
    outcome = draw(st.sampled_from(["found", "different", "not_found", "near", "not_checked"]))
    if outcome == "found":
        return Finding(statement, "found", citation)
    if outcome == "different":
        start = draw(st.integers(sentence.span.start, sentence.span.end))
        stated = Span(start, draw(st.integers(start, sentence.span.end)))
        days = draw(st.tuples(st.none() | st.just(DAY), st.none() | st.just(DAY)))
        kind = draw(st.sampled_from(get_args(ValueKind)))
        other = Difference(kind, draw(hostile.texts(most=3)), stated.of(body), stated, *days)
        return Finding(statement, "different", citation, (other,) * draw(st.integers(1, 2)))
    reason = draw(st.sampled_from(get_args(Reason)))
    if outcome == "near":
        return Finding(statement, "not_found", citation, reason=reason)
    return Finding(statement, "not_found" if outcome == "not_found" else "not_checked", reason=reason)


checks = st.builds(Check, st.lists(findings(), max_size=10).map(tuple), st.integers(0, 4000), st.just(("0:1",)))


@slow
@given(checks)
def test_discord_takes_every_check(check: Check) -> None:
    """Texts and components are within Discord's limits, nothing untrusted takes effect, and no sentence is left out."""
    view = render_check(check)
    check_limits(view)
    check_marks(lines(view))
    if check.findings:
        assert len(texts(view)) == len(check.findings) + 2


@slow
@given(findings())
def test_an_excerpt_is_shown_to_the_character(found: Finding) -> None:
    """Where there is one and it has room it is quoted as it stands; it is never cut."""
    told = texts(render_check(Check((found,), 0, ("0:1",))))[1]
    if found.citation is not None and "\n> " in told:
        assert quoted(told) == one_kind_of_line_end(found.citation.excerpt.text)


def test_both_values_are_named_with_the_days_that_they_mean() -> None:
    """What names its year is clear by itself."""
    day = Difference("day", "yesterday", "1902", Span(40, 44), dt.date(2015, 11, 30), None)
    told = texts(
        render_check(Check((finding("It fell yesterday.", "different", citation=HIGH, differences=(day,)),), 0, ()))
    )
    assert "The message says **yesterday** (30 November 2015), the article **1902**." in told[1]


def test_excerpts_of_what_is_not_found_give_way_first() -> None:
    """Where not all have room, what is found keeps its excerpt."""
    long = hostile.article_of("The tower stands. " * 50, "The tower")
    near = hostile.citation_of(long, Span(0, len(long.body) - 1), 1)
    found = finding("The tower is 180 metres high.", citation=HIGH)
    other = finding("It fell on a ship.", "not_found", citation=near, reason="not_said")
    told = texts(render_check(Check((other, other, other, other, other, found), 0, ())))
    assert "\n> " in told[-2]
    assert "\n> " not in told[5]
    assert "\n> " in told[1]


def test_what_is_not_found_in_other_letters_could_not_be_read() -> None:
    """It does not say that no article comes near it; what is found stands as it is."""
    missed = finding("Маяк построили в 1871 году.", "not_found", reason="nothing_near")
    found = finding("Маяк построили в 1871 году.", citation=HIGH)
    _, first, second, _ = texts(render_check(Check((missed, found), 0, ())))
    assert first.splitlines()[0] == "**Not found: Footnote reads English only, and this is mostly in Cyrillic letters**"
    assert second.splitlines()[0] == "**Found**"


@pytest.mark.skipif(tool() is None, reason="DISCORD_OPENAPI names no description of Discord's interface")
def test_discord_describes_it_so() -> None:
    """Discord's description of its interface allows the message."""
    check_description(render_check(Check((finding("The tower is 180 metres high.", citation=HIGH),), 2, ("0:1",))))
