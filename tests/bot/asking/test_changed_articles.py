"""Answers over articles that differ, and looked at again when their articles have changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from bot.wording import DIFFER
from corpus.values import Article, Span
from retrieval.generations.history import Past
from retrieval.values import Answer, Differing, Outcome
from tests.bot.asking.conftest import MakeRoom, Room, buttons, id_of, said
from tests.retrieval.samples import LIGHTHOUSE, RIVER
from tests.stored import stored

BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
BOTH = "Who was the engineer, and when did the river run dry?"
# One moment for all, so that midnight falls between no two.
NOW = dt.datetime.now(dt.UTC)
SENTENCE = "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm."
OTHER = Article(
    "other",
    "Cape Varn's light",
    "The lighthouse of Cape Varn was built in 1871 by the engineer Tom Reed.",
    publisher="The Cape",
    published=dt.date(2022, 1, 2),
    published_basis="stated",
)
LINE = f"{DIFFER}Tom Reed [2] (The Cape, 2 January 2022), Ida Holm [1] (Varn News, 4 May 2021)"


def let_them_differ(here: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the service points at both engineers."""
    ask = here.client.service.ask

    async def differing(*arguments: Any, **options: Any) -> Outcome:
        outcome = await ask(*arguments, **options)
        assert isinstance(outcome, Answer)
        cited = []
        for name, number in (("Ida Holm", 1), ("Tom Reed", 2)):
            citation = next(each for each in outcome.citations if name in each.excerpt.text)
            at = citation.excerpt.span.start + citation.excerpt.text.index(name)
            cited.append(dataclasses.replace(citation, number=number, answer=Span(at, at + len(name))))
        return dataclasses.replace(outcome, citations=tuple(cited), differing=(Differing("name", ((2,), (1,))),))

    monkeypatch.setattr(here.client.service, "ask", differing)


def serve_changed(here: Room, article: Article, *days: int, beside: tuple[Article, ...] = ()) -> None:
    """Let `article` serve with other words, changed so many days from now, and others `beside` it."""
    here.serve(article, *beside)
    generation = here.live.get(0)
    assert generation is not None
    moments = tuple(NOW + dt.timedelta(days=each) for each in days)
    generation.history = {**generation.history, article.id: Past(article.id, "", "", moments)}


def day_of(days: int) -> str:
    """The day so many days from now, in words."""
    day = (NOW + dt.timedelta(days=days)).date()
    return f"{day.day} {day:%B} {day.year}"


@pytest.mark.parametrize("restart", [False, True])
async def test_what_articles_differ_in_is_said_again(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch, *, restart: bool
) -> None:
    """The line is the same after a press and a restart, and none of its words is in the records."""
    async with room(articles=[LIGHTHOUSE, OTHER]) as here:
        let_them_differ(here, monkeypatch)
        answer = await here.ask(BUILT)
        assert LINE in said(answer)
        kept = await stored(here.settings)
        assert BUILT.encode() in kept
        assert b"Tom Reed" not in kept
        if restart:
            await here.restart()
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        assert LINE in said(answer)


async def test_with_one_value_left_nothing_differs(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once an article that gave another value is gone, the other value stands alone and the line goes."""
    async with room(articles=[LIGHTHOUSE, OTHER]) as here:
        let_them_differ(here, monkeypatch)
        answer = await here.ask(BUILT)
        here.serve(LIGHTHOUSE)
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        assert DIFFER not in said(answer)
        assert "Tom Reed" not in said(answer)
        assert "1 excerpt removed since" in said(answer)


async def test_words_that_moved_are_shown_where_they_stand(room: MakeRoom) -> None:
    """A paragraph put before them moves the number of theirs, and takes nothing from the answer."""
    async with room(articles=[LIGHTHOUSE]) as here:
        answer = await here.ask(BUILT)
        serve_changed(here, dataclasses.replace(LIGHTHOUSE, body=f"This was added later.\n{LIGHTHOUSE.body}"), 1)
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        assert SENTENCE in said(answer)
        assert "1 · paragraph 2 · " in said(answer)
        assert "changed" not in said(answer)


async def test_a_passage_that_changed_is_marked_with_the_day(room: MakeRoom) -> None:
    """What is left is shown, and what is not says when it changed, under its number and title."""
    async with room(articles=[LIGHTHOUSE, RIVER], answer={"citations": 20}) as here:
        answer = await here.ask(BOTH)
        assert SENTENCE in said(answer)
        number = said(answer).split(" · paragraph 1 · The lighthouse")[0][-1]
        changed = dataclasses.replace(LIGHTHOUSE, body=LIGHTHOUSE.body.replace("Ida", "Ada"))
        serve_changed(here, changed, 2, beside=(RIVER,))
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        told = said(answer)
        assert SENTENCE not in told
        assert f"{number} · the passage cited here was changed on {day_of(2)} · {LIGHTHOUSE.title}" in told
        assert "excerpt removed" not in told


@pytest.mark.parametrize(
    ("days", "told"),
    [((2,), "changed on {}"), ((2, 5), "changed between {} and {}"), ((), "changed since")],
)
async def test_where_every_passage_changed_the_day_is_all_that_is_said(
    room: MakeRoom, days: tuple[int, ...], told: str
) -> None:
    """Law 1: nothing of the old words stays in sight; the one sentence says when."""
    async with room(articles=[OTHER]) as here:
        answer = await here.ask(BUILT)
        when = told.format(*(day_of(each) for each in days))
        serve_changed(here, dataclasses.replace(OTHER, body="Something else stands here now."), *days)
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        verb = "has" if not days else "was"
        assert said(answer) == f"The passage cited here {verb} {when}: ask again."
        assert buttons(answer) == []


async def test_changed_and_removed_passages_are_told_apart(room: MakeRoom) -> None:
    """Of two articles one is gone and one has other words: the sentence says both."""
    async with room(articles=[LIGHTHOUSE, RIVER], answer={"citations": 20}) as here:
        answer = await here.ask(BOTH)
        assert SENTENCE in said(answer)
        assert "The river Aldo" in said(answer)
        serve_changed(here, dataclasses.replace(LIGHTHOUSE, body="Something else stands here now."), 2)
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        assert said(answer) == f"The passages cited here were changed on {day_of(2)}, or removed: ask again."
