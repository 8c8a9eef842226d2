"""How an answer came about."""

from __future__ import annotations

import discord

from bot.rendering import layout
from bot.rendering.answers import Shown, source
from bot.rendering.text import moment, plain, shortened, small, units
from bot.wording import REASONS, confidence_in_words

_NOTE = small("Scores compare the excerpts of one answer: a difference of 1 is about 2.7 times as likely.")


def render_why(shown: Shown, threshold: float) -> discord.ui.LayoutView:
    """Reading of the question, confidence, scores, generation."""
    answer = shown.answer
    facts = [
        "**Why this answer**",
        f"Asked: “{plain(shortened(answer.question, 300))}”",
    ]
    if answer.read_as != answer.question:
        facts.append(f"Read as: “{plain(shortened(answer.read_as, 600))}”")
    confidence = confidence_in_words(answer.confidence)
    facts.append(f"Confidence that the articles answer this: {confidence}; an answer is given from {threshold:.2f} on")
    if answer.reason is not None:
        facts.append(f"So it was a no: {REASONS[answer.reason]}")
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
