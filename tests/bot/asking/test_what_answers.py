"""Words that answer, parts, what is missing, grounds and composed text, as they are shown, recorded and shown again."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from bot.wording import COMPOSED
from corpus.values import Span
from retrieval.values import Answer, ComposedSentence, Grounds, Missing, NoAnswer, Outcome, Part
from tests.bot.asking.conftest import MakeRoom, Room, Shown, buttons, components, id_of, said
from tests.bot.rendering.markdown import read, walk
from tests.retrieval.samples import LIGHTHOUSE, RIVER
from tests.stored import stored

BUILT = "Who was the engineer of the lighthouse of Cape Varn?"
GROUNDS = Grounds(0.83, 0.71, 0.64, 0.5)


def bold_in_quotes(message: Shown) -> list[str]:
    """What stands in bold in the excerpts of a message."""
    contents = [each["content"] for each in walk(components(message)) if each["type"] == 10]
    lines = [line for content in contents for line in read(content)]
    return [part for line in lines if line.block == ("quote",) for part in line.bold]


def _told(outcome: Outcome) -> Outcome:
    """The outcome with all that can be said of it besides."""
    if isinstance(outcome, NoAnswer):
        return dataclasses.replace(outcome, missing=Missing("person", "who was *the* engineer?"), grounds=GROUNDS)
    at = LIGHTHOUSE.body.index("Ida Holm")
    first, *others = outcome.citations
    assert first.excerpt.span.holds(Span(at, at + 8))
    return dataclasses.replace(
        outcome,
        citations=(dataclasses.replace(first, answer=Span(at, at + 8)), *others),
        grounds=GROUNDS,
        parts=(Part("who", (1,)), Part("why", ())),
        composed=(ComposedSentence("The engineer was *Ida Holm*.", (1,)),),
    )


def tell_more(here: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the service says all that it can of the lighthouse."""
    ask = here.client.service.ask

    async def told(*arguments: Any, **options: Any) -> Outcome:
        return _told(await ask(*arguments, **options))

    monkeypatch.setattr(here.client.service, "ask", told)


@pytest.mark.parametrize("restart", [False, True])
async def test_the_same_words_and_parts_are_shown_again(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch, *, restart: bool
) -> None:
    """After a press, in context, alone again and after a restart the words in bold and the parts are those of before."""
    async with room(articles=[LIGHTHOUSE]) as here:
        tell_more(here, monkeypatch)
        answer = await here.ask(BUILT)
        assert "who: [1] · why: not stated" in said(answer)
        assert bold_in_quotes(answer) == ["Ida Holm"]
        if restart:
            await here.restart()
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        assert "Less context" in buttons(answer)
        assert "who: [1] · why: not stated" in said(answer)
        assert bold_in_quotes(answer) == ["Ida Holm"]
        await here.bob.click(answer, label="Less context")
        assert "who: [1] · why: not stated" in said(answer)
        assert bold_in_quotes(answer) == ["Ida Holm"]


async def test_composed_text_is_shown_once_and_never_recorded(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands labelled above the excerpts; what is shown from the record holds the excerpts alone."""
    async with room(articles=[LIGHTHOUSE]) as here:
        tell_more(here, monkeypatch)
        answer = await here.ask(BUILT)
        text = said(answer)
        assert text.index(COMPOSED) < text.index("The engineer was *Ida Holm*. [1]") < text.index("The lighthouse of")
        kept = await stored(here.settings)
        assert BUILT.encode() in kept
        assert b"The engineer was" not in kept
        assert b"Ida Holm" not in kept
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        assert COMPOSED not in said(answer)
        assert "The lighthouse of" in said(answer)


@pytest.mark.parametrize("restart", [False, True])
async def test_what_is_missing_is_said_again(room: MakeRoom, monkeypatch: pytest.MonkeyPatch, *, restart: bool) -> None:
    """The headline of an honest no is the same when it is shown from its record, and Why says it too."""
    async with room(articles=[LIGHTHOUSE], threshold=1.0) as here:
        tell_more(here, monkeypatch)
        answer = await here.ask(BUILT)
        headline = said(answer).splitlines()[1]
        given = await here.record_of(answer)
        assert given.missing == Missing("person", "who was *the* engineer?")
        assert given.reason == "not_stated"
        assert headline == "The articles do not say: nobody is named for “who was *the* engineer”."
        if restart:
            await here.restart()
        pressed = await here.bob.click(answer, label="Why")
        assert f"So it was a no. {headline}" in said(pressed.response)
        await here.bob.click(answer, custom_id=id_of(answer, "context"))
        assert said(answer).splitlines()[1] == headline


async def test_why_tells_the_grounds_of_a_recorded_answer(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each figure is in it, after a restart too."""
    async with room(articles=[LIGHTHOUSE]) as here:
        tell_more(here, monkeypatch)
        answer = await here.ask(BUILT)
        await here.restart()
        pressed = await here.bob.click(answer, label="Why")
        for figure in ("83%", "0.71", "64%", "50%"):
            assert f"\n{figure} " in said(pressed.response)


async def test_a_part_whose_excerpt_was_removed_says_so(room: MakeRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is neither called not stated nor led to an excerpt that is not there."""
    async with room(articles=[LIGHTHOUSE, RIVER], answer={"citations": 20}) as here:
        ask = here.client.service.ask

        async def in_parts(*arguments: Any, **options: Any) -> Outcome:
            outcome = await ask(*arguments, **options)
            assert isinstance(outcome, Answer)
            by_article: dict[str, tuple[int, ...]] = {}
            for each in outcome.citations:
                by_article[each.excerpt.article_id] = (*by_article.get(each.excerpt.article_id, ()), each.number)
            return dataclasses.replace(
                outcome, parts=tuple(Part(name, numbers) for name, numbers in sorted(by_article.items()))
            )

        monkeypatch.setattr(here.client.service, "ask", in_parts)
        answer = await here.ask("Who was the engineer, and when did the river run dry?")
        given = await here.record_of(answer)
        assert {each.asks for each in given.parts} == {"lighthouse", "river"}
        here.serve(RIVER)
        await here.alice.click(answer, custom_id=id_of(answer, "context"))
        assert "lighthouse: removed or changed since · river: [" in said(answer)


@pytest.mark.parametrize("restart", [False, True])
async def test_a_follow_up_knows_what_the_answer_named(
    room: MakeRoom, monkeypatch: pytest.MonkeyPatch, *, restart: bool
) -> None:
    """ "She" is who the words in bold name, read from the article again; where that is gone it is only what was asked."""
    async with room(articles=[LIGHTHOUSE, RIVER]) as here:
        tell_more(here, monkeypatch)
        answer = await here.ask("Who built the lighthouse?")
        shown = await here.alice.click(answer, label="Follow up")
        if restart:
            await here.restart()
        result = await here.alice.submit_modal(shown, {"question": "Was she famous?"})
        assert said(result.response).splitlines()[1].startswith("read as “Was Ida Holm famous?")
        shown = await here.alice.click(answer, label="Follow up")
        monkeypatch.undo()
        here.serve(RIVER)
        result = await here.alice.submit_modal(shown, {"question": "Was she famous?"})
        assert "Ida Holm" not in said(result.response)
