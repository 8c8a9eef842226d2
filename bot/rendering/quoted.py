"""An answer's excerpts as quotations: the words that answer in bold, alone or amid their context, as many as have room."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rendering import layout
from bot.rendering.excerpts import emphasised, introduced, needs_line, too_long
from bot.rendering.shown import Shown
from bot.rendering.text import plain, quote, units
from bot.wording import answering_words
from corpus.values import Span
from retrieval.values import Citation

# What the texts around a quotation get of a message at most.
_MOST_CONTEXT = 1400


def alone(shown: Shown, citation: Citation, place: str, room: int) -> tuple[str, bool]:
    """A quotation without its context, and whether it is the article's words: one too long for any message is described."""
    text = introduced(citation.said_by, quote(_words(shown, citation)))
    if units(text) + units(place) <= room:
        return text, True
    return too_long("sentence", len(citation.excerpt.text)), False


def quotations(
    shown: Shown, page: Sequence[Citation], each_alone: Sequence[tuple[str, bool]], places: Sequence[str], room: int
) -> list[str]:
    """The quotations that have room with their places, the last of `page` dropped first.

    What room is left over goes to those shown in context.
    """
    texts = [text for text, _ in each_alone]
    whole = [text + place for text, place in zip(texts, places, strict=True)]
    count = max(1, layout.fitting(whole, room))
    spare = room - sum(map(units, whole[:count]))
    wanted = [at for at in range(count) if each_alone[at][1] and page[at].number in shown.contexts]
    for at in wanted:
        more = min(spare // len(wanted), _MOST_CONTEXT)
        amid = _in_context(shown, page[at], more)
        in_context = amid and introduced(page[at].said_by, quote(amid), amid=True)
        if in_context and units(in_context) - units(texts[at]) <= more:
            texts[at] = in_context
    return texts[:count]


def _words(shown: Shown, citation: Citation) -> str:
    """What is quoted, the words that answer in bold."""
    text, words = citation.excerpt.text, _bold_words(shown, citation)
    return plain(text) if words is None else emphasised(text, Span(0, len(text)), words)


def _bold_words(shown: Shown, citation: Citation) -> Span | None:
    """What of an excerpt is set in bold, where in its text: the words that answer, else all of the first one."""
    if not shown.answer.answered:
        return None
    whole = Span(0, len(citation.excerpt.text)) if citation.number == 1 else None
    return answering_words(citation) or whole


def _in_context(shown: Shown, citation: Citation, room: int) -> str | None:
    """The quotation amid whole sentences around it, as many as have room, the nearest first; None where none has.

    In bold stand the words that answer, as without context; where none are pointed at, or a line says whose words they are, all of
    the quotation.
    """
    context = shown.contexts[citation.number]
    body, low, high = context.article.body, context.excerpt.start, context.excerpt.end
    before, after = list(context.before), list(context.after)
    while before or after:
        take_before = bool(before) and (not after or context.excerpt.start - low <= high - context.excerpt.end)
        span = before.pop() if take_before else after.pop(0)
        wider = Span(min(low, span.start), max(high, span.end))
        # Two marks a line make a quotation, four its words bold.
        marks = 2 * wider.of(body).count("\n") + 4
        if units(plain(wider.of(body))) - units(plain(context.excerpt.of(body))) + marks > room:
            break
        low, high = wider.start, wider.end
    if (low, high) == (context.excerpt.start, context.excerpt.end):
        return None
    words = _bold_words(shown, citation)
    if words is None or needs_line(citation.said_by):
        return emphasised(body, Span(low, high), context.excerpt)
    start = context.excerpt.start
    return emphasised(body, Span(low, high), Span(start + words.start, start + words.end))
