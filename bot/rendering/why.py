"""How an answer came about."""

from __future__ import annotations

import discord

from bot.rendering import layout
from bot.rendering.answers import source
from bot.rendering.shown import Shown
from bot.rendering.text import moment, name, plain, shortened, small, units
from bot.wording import confidence_in_words, no_in_words
from retrieval.values import Grounds

_NOTE = small("Scores compare the excerpts of one answer: a difference of 1 is about 2.7 times as likely.")


def render_why(shown: Shown, threshold: float) -> discord.ui.LayoutView:
    """Reading of the question, confidence and what it rests on, scores, generation."""
    answer = shown.answer
    facts = [
        "**Why this answer**",
        f"Asked: “{plain(shortened(answer.question, 300))}”",
    ]
    if answer.read_as != answer.question:
        facts.append(f"Read as: “{plain(shortened(answer.read_as, 600))}”")
    confidence = confidence_in_words(answer.confidence)
    facts.append(f"Confidence that the articles answer this: {confidence}; an answer is given from {threshold:.2f} on")
    if answer.grounds is not None:
        facts += _told(answer.grounds)
    if answer.reason is not None:
        why = no_in_words(answer.reason, answer.missing, name, asked=answer.question, further=answer.further)
        facts.append(f"So it was a no. {why}")
    generations = ", ".join(f"`{each}`" for each in answer.generations) or "none"
    facts.append(f"Generation (corpus and build): {generations}, {moment(answer.given)}")
    sources = [
        f"{source(each)}\n{small(f'score {each.score:.2f} · characters {each.excerpt.span.start:,} to {each.excerpt.span.end:,}')}"
        for each in shown.citations
    ]
    text = "\n".join(facts)
    room = layout.MOST_UNITS - units(text) - units(_NOTE)
    kept = sources[: layout.fitting([each + "\n" for each in sources], room)]
    return layout.message(layout.words(text), layout.line(), layout.words("\n".join([*kept, _NOTE])))


def _told(grounds: Grounds) -> list[str]:
    """What the confidence rests on, a line each."""
    told = [
        f"{grounds.similarity:.2f} · how near it is to the question in meaning, where 1 is the same",
        f"{grounds.coverage:.0%} of what the question names, rare words counting more, stands in it or beside it",
        f"{grounds.agreement:.0%} of the searches, each of which looks in its own way, put it first",
    ]
    if grounds.selector is not None:
        told.insert(0, f"{grounds.selector:.0%} · how likely it answers, by the model that reads it with the question")
    return ["That rests on the sentence that comes first:", *map(small, told)]
