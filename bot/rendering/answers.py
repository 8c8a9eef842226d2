"""An answer, or an honest no, as a message: the answer first, then its numbered excerpts, each with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import discord

from bot.days import day_in_words
from bot.presses import Press, press
from bot.records.values import GivenAnswer, Verdict
from bot.rendering import layout
from bot.rendering.excerpts import introduced, origin, too_long, whereabouts
from bot.rendering.text import bold, moment, name, plain, quote, shortened, small, units
from bot.wording import NEAREST, NO_ARTICLES, OFFERED, REASONS, SURE, confidence_in_words
from corpus.printable import counted
from corpus.values import Span
from retrieval.context import Context
from retrieval.live import Freshness
from retrieval.recency import age, age_in_words, asks_about_now
from retrieval.values import Citation

AT_ONCE = 3
_MOST_EXCERPTS = 32
# What the texts around a quotation get of a message at most.
_MOST_CONTEXT = 1400

VOTES: dict[Verdict, tuple[str, str | None]] = {
    "helpful": ("Helpful", "👍"),
    "wrong_quote": ("Wrong quote", None),
    "wrong_answer": ("Wrong answer", None),
    "not_stated": ("Not in the article", None),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What of an answer is in sight: excerpts from index `first` on, and those by number that are shown in context."""

    first: int = 0
    expanded: frozenset[int] = field(default_factory=frozenset)

    def __str__(self) -> str:
        return f"{self.first}.{sum(1 << number for number in self.expanded):x}"

    @classmethod
    def read(cls, text: str) -> Look:
        """The look that a button's id holds; the first one where it holds none."""
        first, _, mask = text.partition(".")
        try:
            bits = int(mask, 16)
            return cls(max(0, int(first)), frozenset(n for n in range(1, _MOST_EXCERPTS + 1) if bits >> n & 1))
        except ValueError:
            return cls()

    def toggled(self, number: int) -> Look:
        """With one excerpt more, or less, in context; there are at most 32."""
        if not 1 <= number <= _MOST_EXCERPTS:
            return self
        return Look(self.first, self.expanded ^ {number})


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the message of an answer says. `citations` are those that can still be read; `gone` counts the others."""

    answer: GivenAnswer
    citations: tuple[Citation, ...]
    freshness: Freshness
    today: dt.date
    gone: int = 0
    private: bool = False  # where only the one who asked sees it
    echo: bool = True
    look: Look = Look()
    contexts: Mapping[int, Context] = field(default_factory=dict)
    buttons: bool = True


def render_answer(shown: Shown) -> discord.ui.LayoutView:
    """The message; where not all excerpts have room, the last are dropped whole and counted."""
    if not shown.citations:
        if shown.answer.reason == "empty_corpus":
            return layout.notice("\n".join([*_asked(shown), NO_ARTICLES]))
        lines = [*_asked(shown), f"**{_headline_without(shown)}**", small(_loaded(shown.freshness))]
        return layout.notice("\n".join(lines))
    first = shown.look.first if shown.look.first < len(shown.citations) else 0
    head = _head(shown, later=first > 0)
    page = shown.citations[first : first + AT_ONCE]
    room = layout.MOST_UNITS - units(head) - units(_foot(shown, 99))
    items: list[layout.Item] = []
    places = [small(source(each)) for each in page]
    quoted, fits = _quoted(shown, page, places, room)
    for citation, text, place, fit in zip(page, quoted, places, fits, strict=False):
        if items:
            items.append(layout.line())
        button = _context_button(citation, shown) if shown.buttons and fit else None
        items += layout.beside([text, place], button)
    following = first + len(quoted)
    left = len(shown.citations) - following
    return layout.message(
        *([layout.words(head)] if head else []),
        *items,
        layout.words(_foot(shown, left)),
        *layout.buttons(_rows(shown, following if left > 0 else 0, more=left > 0 or first > 0)),
        colour=_colour(shown.answer),
    )


def _quoted(shown: Shown, page: Sequence[Citation], places: Sequence[str], room: int) -> tuple[list[str], list[bool]]:
    """The quotations that have room with their places, the last of `page` dropped first, and which are the article's words.

    One too long for any message is described instead. What room is left over goes to those shown in context.
    """
    texts, fits = [], []
    for each, place in zip(page, places, strict=True):
        text = introduced(each.said_by, quote(_words(shown, each)))
        fits.append(units(text) + units(place) <= room)
        texts.append(text if fits[-1] else too_long("sentence", len(each.excerpt.text)))
    whole = [text + place for text, place in zip(texts, places, strict=True)]
    count = max(1, layout.fitting(whole, room))
    spare = room - sum(map(units, whole[:count]))
    wanted = [at for at in range(count) if fits[at] and page[at].number in shown.contexts]
    for at in wanted:
        more = min(spare // len(wanted), _MOST_CONTEXT)
        in_context = introduced(page[at].said_by, quote(_in_context(shown.contexts[page[at].number], more)))
        if units(in_context) - units(texts[at]) <= more:
            texts[at] = in_context
    return texts[:count], fits


def _head(shown: Shown, *, later: bool) -> str:
    """The question, and what people should know before they read what comes."""
    answer = shown.answer
    lines = _asked(shown)
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
    return "\n".join(lines)


def _words(shown: Shown, citation: Citation) -> str:
    """What is quoted, the answer itself in bold."""
    is_answer = shown.answer.answered and citation.number == 1
    return bold(citation.excerpt.text) if is_answer else plain(citation.excerpt.text)


def _asked(shown: Shown) -> list[str]:
    """The question in small print, where it does not stand beside the message, and how it was read if that is another."""
    answer = shown.answer
    lines = [small(f"“{plain(shortened(answer.question, 300))}”")] if shown.echo else []
    if answer.read_as != answer.question:
        lines.append(small(f"read as “{plain(shortened(answer.read_as, 300))}”"))
    return lines


def _headline_without(shown: Shown) -> str:
    """What is said where there is no answer to show."""
    if shown.answer.answered or (shown.gone and not shown.citations):
        return "What this answer quoted was removed or has changed since: ask again."
    assert shown.answer.reason is not None
    if shown.answer.article_id is not None and shown.citations:
        return f"“{name(shown.citations[0].title)}” does not say."
    return REASONS[shown.answer.reason]


def _in_context(context: Context, room: int) -> str:
    """The quotation in bold amid whole sentences around it, as many as have room, the nearest first."""
    body, low, high = context.article.body, context.excerpt.start, context.excerpt.end
    before, after = list(context.before), list(context.after)
    while before or after:
        take_before = bool(before) and (not after or context.excerpt.start - low <= high - context.excerpt.end)
        span = before.pop() if take_before else after.pop(0)
        wider = Span(min(low, span.start), max(high, span.end))
        # Two marks a line make a quotation, four the excerpt bold.
        marks = 2 * wider.of(body).count("\n") + 4
        if units(plain(wider.of(body))) - units(plain(context.excerpt.of(body))) + marks > room:
            break
        low, high = wider.start, wider.end
    return (
        plain(body[low : context.excerpt.start])
        + bold(context.excerpt.of(body))
        + plain(body[context.excerpt.end : high])
    )


def source(citation: Citation) -> str:
    """Where a citation stands: number, paragraph with its link, title, publisher, date and whether that was inferred."""
    return f"**{citation.number}** · {whereabouts(citation)} · {origin(citation)}"


def _foot(shown: Shown, left: int) -> str:
    of_what = "confidence" if shown.answer.answered else "confidence that the articles answer this"
    facts = [f"{of_what}: {confidence_in_words(shown.answer.confidence)}"]
    if left > 0:
        facts.insert(0, f"+{left} more")
    if shown.gone:
        facts.append(f"{counted(shown.gone, 'excerpt')} removed or changed since")
    return f"{small(' · '.join(facts))}\n{small(_loaded(shown.freshness))}"


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


def _rows(shown: Shown, following: int, *, more: bool) -> list[list[Press]]:
    if not shown.buttons:
        return []
    answer = shown.answer
    style = discord.ButtonStyle.primary if answer.answered else discord.ButtonStyle.secondary
    first = [
        press("Follow up", "follow", answer.id, style=style),
        press("Why", "why", answer.id),
    ]
    if more:
        label = "Next excerpts" if following else "First excerpts"
        first.insert(0, press(label, "next", answer.id, Look(following, shown.look.expanded)))
    if shown.private:
        first.append(press("Make public", "publish", answer.id))
    verdicts: tuple[Verdict, ...] = tuple(VOTES) if answer.answered else ("helpful", "wrong_answer")
    second = [press(VOTES[each][0], "vote", answer.id, each, emoji=VOTES[each][1]) for each in verdicts]
    return [first, second]
