"""An answer, or an honest no, as a message: the answer first, then its numbered excerpts, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.days import day_in_words
from bot.presses import Press, press
from bot.records.values import GivenAnswer, Verdict
from bot.rendering import layout
from bot.rendering.excerpts import origin, whereabouts
from bot.rendering.quoted import alone, quotations
from bot.rendering.shown import Look, Lost, Shown
from bot.rendering.summary import answered_parts, composed_text, differing_text
from bot.rendering.text import moment, name, plain, shortened, small, units
from bot.wording import (
    NEAREST,
    NO_ARTICLES,
    OFFERED,
    SURE,
    changed_in_words,
    confidence_in_words,
    lost_in_words,
    no_in_words,
)
from corpus.printable import counted
from retrieval.answering.recency import age, age_in_words, asks_about_now
from retrieval.generations.live import Freshness
from retrieval.values import Citation

AT_ONCE = 3
_OTHERS = "`article` of `/ask` names another, or all"
# Characters of the question, or fewer where they would leave no room for the first excerpt, or for what is said of a longer one.
_MOST_ECHO, _LEAST_EXCERPT = (300, 100, 20), 200
# Changed passages that are told of one by one.
_MOST_LOST = 2

VOTES: dict[Verdict, tuple[str, str | None]] = {
    "helpful": ("Helpful", "👍"),
    "wrong_quote": ("Wrong quote", None),
    "wrong_answer": ("Wrong answer", None),
    "not_stated": ("Not in the article", None),
}


def render_answer(shown: Shown) -> discord.ui.LayoutView:
    """The message; where not all excerpts have room, the last are dropped whole and counted."""
    if not shown.citations:
        if shown.answer.reason == "empty_corpus":
            return layout.notice("\n".join([*_asked(shown), NO_ARTICLES]))
        lines = [*_asked(shown), f"**{_headline_without(shown)}**", small(_loaded(shown.freshness))]
        return layout.notice("\n".join(lines))
    first = shown.begins
    page = shown.citations[first : first + AT_ONCE]
    places = [small(source(each)) for each in page]
    for most in _MOST_ECHO:
        head = _head(shown, most, later=first > 0)
        room = layout.MOST_UNITS - units(head) - units(_foot(shown, 99))
        if room >= units(places[0]) + _LEAST_EXCERPT:
            break
    each_alone = [alone(shown, *each, room) for each in zip(page, places, strict=True)]
    composed = "" if first else _composed(shown, room - units(each_alone[0][0]) - units(places[0]))
    quoted = quotations(shown, page, each_alone, places, room - units(composed))
    items: list[layout.Item] = []
    for citation, text, place, (_, fits) in zip(page, quoted, places, each_alone, strict=False):
        if items:
            items.append(layout.line())
        button = _context_button(citation, shown) if shown.buttons and fits else None
        items += layout.beside([text, place], button)
    left = len(shown.citations) - first - len(quoted)
    last = page[len(quoted) - 1].number
    return layout.message(
        *([layout.words(head)] if head else []),
        *([layout.words(composed), layout.line()] if composed else []),
        *items,
        layout.words(_foot(shown, left)),
        *layout.buttons(_rows(shown, last if left > 0 else 0, more=left > 0 or first > 0)),
        colour=_colour(shown.answer),
    )


def _composed(shown: Shown, room: int) -> str:
    """What a language model composed, as far as the first excerpt leaves it room."""
    return composed_text(shown.composed, shown.numbers, room) if shown.answer.answered else ""


def _head(shown: Shown, most: int, *, later: bool) -> str:
    """The question, up to `most` characters of it, and what people should know before they read what comes."""
    answer = shown.answer
    lines = _asked(shown, most)
    about_now = answer.reason != "off_topic" and asks_about_now(answer.read_as)
    old = age(shown.citations, shown.today) if about_now else None
    if old is not None:
        newest = max(each.published for each in shown.citations if each.published is not None)
        lines.append(f"*The newest article found is {age_in_words(old)} old, of {day_in_words(newest)}.*")
    if not answer.answered:
        lines.append(f"**{_headline_without(shown)}**\n{NEAREST}")
    elif later:
        lines.append("More of what was found:")
    elif answer.confidence < SURE:
        lines.append(f"*{OFFERED}*")
    parts = answered_parts(answer.parts, shown.numbers)
    return "\n".join(filter(None, [*lines, parts, differing_text(answer.differing, shown.citations, parts)]))


def _asked(shown: Shown, most: int = _MOST_ECHO[0]) -> list[str]:
    """In small print: the question where it stands elsewhere, how it was read if otherwise, and an article that nobody named."""
    answer = shown.answer
    lines = [small(f"“{plain(shortened(answer.question, most))}”")] if shown.echo else []
    if answer.read_as != answer.question:
        lines.append(
            small(f"read as “{plain(shortened(answer.read_as, most))}”{', without what was shown' * answer.further}")
        )
    if answer.bound_to is not None:
        title = shown.citations[0].title if shown.citations else answer.bound_to
        why = "the article in focus here" if answer.focused else "like the answer before"
        lines.append(small(f"asked of “{name(title, 100)}” alone, {why}; {_OTHERS}"))
    return lines


def _headline_without(shown: Shown) -> str:
    """What is said where there is no answer to show."""
    if shown.answer.answered or (shown.gone and not shown.citations):
        return lost_in_words(shown.gone - len(shown.lost), [each.days for each in shown.lost])
    answer = shown.answer
    assert answer.reason is not None
    title = shown.citations[0].title if answer.article_id is not None and shown.citations else None
    return no_in_words(answer.reason, answer.missing, name, title, asked=answer.question, further=answer.further)


def source(citation: Citation) -> str:
    """Where a citation stands: number, paragraph with its link, title, publisher, date and whether that was inferred."""
    return f"**{citation.number}** · {whereabouts(citation)} · {origin(citation)}"


def _foot(shown: Shown, left: int) -> str:
    of_what = "confidence" if shown.answer.answered else "confidence that the articles answer this"
    facts = [f"{of_what}: {confidence_in_words(shown.answer.confidence)}"]
    if left > 0:
        facts.insert(0, f"+{left} more")
    if removed := shown.gone - len(shown.lost):
        facts.append(f"{counted(removed, 'excerpt')} removed since")
    return "\n".join(map(small, [" · ".join(facts), *_changed(shown.lost), _loaded(shown.freshness)]))


def _changed(lost: Sequence[Lost]) -> list[str]:
    """What has become of each passage that its article does not have any more, of as many as have room."""
    told = [
        f"**{each.number}** · the passage cited here {changed_in_words(each.days)} · {name(each.title, 40)}"
        for each in lost[:_MOST_LOST]
    ]
    left = len(lost) - len(told)
    return [*told, f"+{left:,} more changed"] if left else told


def _loaded(freshness: Freshness) -> str:
    """How much is loaded, the newest date in it, and when it was."""
    facts = [f"{counted(freshness.articles, 'article')} loaded"]
    if freshness.newest is not None:
        facts.append(f"newest from {day_in_words(freshness.newest)}")
    if freshness.loaded is not None:
        facts.append(f"loaded {moment(freshness.loaded)}")
    return " · ".join(facts)


def _colour(answer: GivenAnswer) -> discord.Colour:
    if not answer.answered:
        return layout.NOTHING
    return layout.ANSWER if answer.confidence >= SURE else layout.UNSURE


def _context_button(citation: Citation, shown: Shown) -> Press:
    label = "Less context" if citation.number in shown.look.expanded else "More context"
    return press(label, "context", shown.answer.id, citation.number, shown.look)


def _rows(shown: Shown, after: int, *, more: bool) -> list[list[Press]]:
    """The buttons; those of `more` excerpts lead to the ones after a number, or to the first."""
    if not shown.buttons:
        return []
    answer = shown.answer
    style = discord.ButtonStyle.primary if answer.answered else discord.ButtonStyle.secondary
    first = [
        press("Follow up", "follow", answer.id, style=style),
        press("Why", "why", answer.id),
    ]
    if more:
        label = "Next excerpts" if after else "First excerpts"
        first.insert(0, press(label, "next", answer.id, Look(after, shown.look.expanded)))
    if answer.bound_to is not None:
        first.append(press("Ask all articles", "all", answer.id))
    if shown.private:
        first.append(press("Make public", "publish", answer.id))
    verdicts: tuple[Verdict, ...] = tuple(VOTES) if answer.answered else ("helpful", "wrong_answer")
    second = [press(VOTES[each][0], "vote", answer.id, each, emoji=VOTES[each][1]) for each in verdicts]
    return [first, second]
