from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings

from bot.rendering.shown import Shown
from bot.rendering.text import shortened
from bot.rendering.why import render_why
from bot.wording import REASONS
from corpus.values import Span
from retrieval.generations.live import Freshness
from retrieval.values import Grounds
from tests.bot.rendering import hostile
from tests.bot.rendering.markdown import check_limits, read, texts

_FRESH = Freshness(1, None, dt.datetime(2026, 1, 1, tzinfo=dt.UTC))


def _shown(count: int, question: str = "Why?", read_as: str | None = None, title: str = "A", url: str = "") -> Shown:
    article = hostile.article_of("word " * 200, title, "P" * 80, url or None)
    citations = tuple(hostile.citation_of(article, Span(5 * n, 5 * n + 4), n) for n in range(1, count + 1))
    return Shown(hostile.given_answer(question, read_as, excerpts=count), citations, _FRESH, dt.date(2026, 1, 1))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile.shown_answers())
def test_nothing_untrusted_takes_effect(shown: Shown) -> None:
    """Discord takes it; question, reading, titles and publishers are shown as they are; all that takes effect is ours."""
    view = render_why(shown, 0.3)
    check_limits(view)
    facts, sources = (read(text) for text in texts(view))
    assert facts[1].text == f"Asked: “{shortened(shown.answer.question, 300)}”"
    if shown.answer.read_as != shown.answer.question:
        assert facts[2].text == f"Read as: “{shortened(shown.answer.read_as, 600)}”"
    assert {kind for line in facts for kind, _ in line.marks} == {"code", "time"}
    assert {kind for line in sources for kind, _ in line.marks} <= {"link"}
    assert all(line.block in {(), ("small",)} for line in [*facts, *sources])
    small = [line for line in facts if line.block]
    grounds = shown.answer.grounds
    assert len(small) == (0 if grounds is None else 3 if grounds.selector is None else 4)


def test_it_says_how_the_answer_came_about() -> None:
    """Confidence beside the threshold, the reason of a no, generations, each excerpt's score and place in characters."""
    shown = _shown(2)
    no = dataclasses.replace(shown, answer=dataclasses.replace(shown.answer, reason="not_stated", confidence=0.12))
    said = "\n".join(line.text for text in texts(render_why(no, 0.34)) for line in read(text))
    assert "low (0.12)" in said
    assert "0.34" in said
    assert REASONS["not_stated"] in said
    assert "0:000001-00000000" in said
    assert "score -0.33 · characters 5 to 9" in said
    assert "score -0.67 · characters 10 to 14" in said


def test_it_says_what_the_confidence_rests_on() -> None:
    """Each figure in plain words; that of a selector only where one was used; without any no word of it."""
    shown = _shown(1)

    def told(grounds: Grounds | None) -> list[str]:
        answer = dataclasses.replace(shown.answer, grounds=grounds)
        lines = read(texts(render_why(dataclasses.replace(shown, answer=answer), 0.3))[0])
        return [line.text for line in lines if line.block == ("small",)]

    assert [each.split(" ")[0] for each in told(Grounds(0.831, 0.714, 0.5, 1.0))] == ["83%", "0.71", "50%", "100%"]
    assert [each.split(" ")[0] for each in told(Grounds(None, 0.714, 0.5, 0.667))] == ["0.71", "50%", "67%"]
    assert told(None) == []


@pytest.mark.parametrize("count", [0, 1, 5, 20])
def test_discord_takes_it(count: int) -> None:
    """However many excerpts there are, the message is within Discord's limits."""
    check_limits(render_why(_shown(count, title="T" * 30), 0.3))


def test_astral_characters_count_twice() -> None:
    """A question of astral characters leaves less room for the places."""
    check_limits(render_why(_shown(20, "𝔘" * 900, "𝔙" * 900, title="T" * 190), 0.3))


def test_the_note_has_its_room() -> None:
    """At no length of a link do places and note exceed a message together."""
    for length in range(20, 600):
        check_limits(render_why(_shown(20, url="https://news.example/" + "x" * length), 0.3))
