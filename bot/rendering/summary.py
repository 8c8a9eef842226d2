"""What stands between an answer's head and its excerpts: which of them answers what, and what a language model made of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.rendering.layout import fitting
from bot.rendering.text import name, plain, small, units
from bot.wording import COMPOSED, DIFFER, differing_in_words, founded, part_in_words
from retrieval.values import Citation, ComposedSentence, Differing, Part

_MOST_PARTS, _MOST_COMPOSED = 600, 1500


def answered_parts(parts: Sequence[Part], there: Collection[int]) -> str:
    """`who: [1] · when: [2] · why: not stated`, of as many parts as have room; `there` are the numbers of what can be read."""
    told: list[str] = []
    for part in parts:
        one = f"**{name(part.asks, 60) or '?'}**: {plain(part_in_words(part, there))}"
        if units(" · ".join([*told, one])) > _MOST_PARTS:
            return " · ".join([*told, f"+{len(parts) - len(told):,} more"])
        told.append(one)
    return " · ".join(told)


def differing_text(differing: Sequence[Differing], citations: Collection[Citation], beside: str) -> str:
    """A line for each thing in which articles differ, as far as there is room `beside` the parts; nothing where nothing does now."""
    lines: list[str] = []
    room = _MOST_PARTS - units(beside)
    for each in differing:
        values = differing_in_words(each, citations, name)
        kept = values[: fitting([f"{value}, " for value in values], room - units(DIFFER) - len("+999 more"))]
        if len(kept) < min(2, len(values)):
            break  # one value alone says nothing of a difference
        if values:
            more = [f"+{len(values) - len(kept):,} more"] if len(kept) < len(values) else []
            lines.append(f"{DIFFER}{', '.join([*kept, *more])}")
            room -= units(lines[-1])
    return "\n".join(lines)


def composed_text(composed: Sequence[ComposedSentence], there: Collection[int], room: int) -> str:
    """What a language model composed, labelled, each sentence with the numbers it rests on; nothing where none has room.

    A sentence that rests on nothing that is there is not shown. One that has no room takes those after it along, which are
    counted: they may lean on it.
    """
    sentences = founded(composed, there)
    text, shown = f"{small(COMPOSED)}\n", 0
    room = min(room, _MOST_COMPOSED) - units(text) - units(_left(len(sentences)))
    for words, marks in sentences:
        sentence = f"{' ' if shown else ''}{name(words, _MOST_COMPOSED)} {plain(marks)}"
        if units(words) > _MOST_COMPOSED or units(sentence) > room:
            break
        text, room, shown = text + sentence, room - units(sentence), shown + 1
    left = len(sentences) - shown
    return f"{text}{_left(left) if left else ''}" if shown else ""


def _left(count: int) -> str:
    return f"\n{small(f'{count:,} more of its sentences had no room')}"
