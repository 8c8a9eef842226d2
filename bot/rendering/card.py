"""An article at a glance, as a message: six questions, each with the sentence that answers it, and the article's sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import discord

from bot.presses import press
from bot.rendering import layout
from bot.rendering.excerpts import emphasised, introduced, too_long, whereabouts
from bot.rendering.pages import Entry, apart
from bot.rendering.text import bold, dated, masked_link, name, quote, small, units
from bot.wording import NOT_STATED, whose_words
from corpus.card import Fact, SourceUse
from corpus.printable import counted
from retrieval.facts.values import QUESTIONS, ArticleCard

# Words of ours: a title could look like the address of somewhere else.
_LINKED = "original"
# How many of each kind of source are named, and how much of each name is shown: the first of these that keeps the foot short.
_NAMED = ((6, 60), (4, 40), (2, 40), (1, 40))
_MOST_AROUND = 1000  # of the head and of the foot each, so that the shortest form of every fact has room between them
# How much of a fact is shown: its whole sentence, the words in it that answer, or how long it is, that also without a link.
Form = Literal[0, 1, 2, 3]
_SHORTER: dict[Form, Form] = {0: 1, 1: 2, 2: 3}


def render_card(found: ArticleCard) -> discord.ui.LayoutView:
    """The card; where not all sentences have room, the longest give way to the words in them that answer."""
    head, foot = _head(found), _foot(found)
    forms: dict[str, Form] = dict.fromkeys(QUESTIONS, 0)
    entries = {question: _entry(found, question, 0) for question in QUESTIONS}
    room = layout.MOST_UNITS - units(head) - units(foot)
    while sum(_size(each) for each in entries.values()) > room:
        can_shrink = [each for each in QUESTIONS if forms[each] in _SHORTER]
        if not can_shrink:
            break
        longest = max(can_shrink, key=lambda each: _size(entries[each]))
        forms[longest] = _SHORTER[forms[longest]]
        entries[longest] = _entry(found, longest, forms[longest])
    article_id = found.article.id
    return layout.message(
        layout.words(head),
        layout.line(),
        *apart(list(entries.values())),
        layout.line(),
        layout.words(foot),
        *layout.buttons([[press("Timeline", "timelineof", article_id), press("Quotes", "quotesof", article_id)]]),
        colour=layout.ANSWER,
    )


def _head(found: ArticleCard) -> str:
    """Title; below it publisher, author, date and its basis, length and, where it has room, a link."""
    article = found.article
    facts = [name(each, 80) for each in (article.publisher, article.author) if each]
    facts.append(dated(article.published, article.published_basis) if article.published else "not dated")
    facts.append(counted(article.words, "word"))
    head = f"**{name(article.title)}**\n{small(' · '.join(facts))}"
    link = masked_link(_LINKED, article.url)
    linked = f"{head} · {link}"
    return linked if link != _LINKED and units(linked) <= _MOST_AROUND else head


def _size(entry: Entry) -> int:
    return sum(map(units, entry))


def _entry(found: ArticleCard, question: str, form: Form) -> Entry:
    """A question with the sentence that answers it; of a sentence that stands above already only the words that do."""
    fact, citation = _fact(found, question), found.citations.get(question)
    label = f"**{question.capitalize()}**"
    if fact is None or citation is None:
        return (f"{label}: {NOT_STATED}",)
    body, above = found.article.body, _above(found, question)
    if form > 1:
        words = too_long("sentence", len(fact.sentence))
    elif above is not None:
        words = quote(bold(fact.words.of(body)))
    elif form == 1:
        words = introduced(found.said_by.get(question), quote(bold(fact.words.of(body))))
    else:
        words = introduced(citation.said_by, quote(emphasised(body, fact.sentence, fact.words)))
    where = f"paragraph {citation.paragraph}" if form == 3 else whereabouts(citation)
    if above is not None and form < 2:
        said_by = found.said_by.get(question)
        whose = f", {name(whose_words(said_by), 240)}" if said_by is not None else ""
        where = f"in the sentence that says {above}{whose} · {where}"
    return f"{label}\n{words}", small(where)


def _above(found: ArticleCard, question: str) -> str | None:
    """The first question before `question` that the same sentence answers."""
    fact = _fact(found, question)
    assert fact is not None
    for other in QUESTIONS[: QUESTIONS.index(question)]:
        before = _fact(found, other)
        if before is not None and before.sentence == fact.sentence:
            return other
    return None


def _fact(found: ArticleCard, question: str) -> Fact | None:
    fact: Fact | None = getattr(found.card, question)
    return fact


def _foot(found: ArticleCard) -> str:
    """What the article rests on, counted by kind, with as many names as have room."""
    feet = (_sources(found, most, longest) for most, longest in _NAMED)
    return next((foot for foot in feet if units(foot) <= _MOST_AROUND), _sources(found, 0, 0))


def _sources(found: ArticleCard, most: int, longest: int) -> str:
    """The kinds of sources, `most` of each by name, of which `longest` characters are shown."""
    card = found.card
    kinds = (
        (card.named, "named source", "named sources"),
        (card.unnamed, "source without a name", "sources without a name"),
        (card.documents, "document", "documents"),
    )
    told = [
        f"{len(uses):,} {one if len(uses) == 1 else many}{_named(uses, most, longest)}"
        for uses, one, many in kinds
        if uses
    ]
    return f"**Its sources**: {'; '.join(told) or 'none that it tells of'}"


def _named(sources: Sequence[SourceUse], most: int, longest: int) -> str:
    """` (Marty Beard ×4, TechCrunch, 3 more)`; nothing where none has room."""
    if not most:
        return ""
    listed = [_used(each, longest) for each in sources[:most]]
    if len(sources) > most:
        listed.append(f"{len(sources) - most:,} more")
    return f" ({', '.join(listed)})"


def _used(source: SourceUse, longest: int) -> str:
    times = f" ×{len(source.uses):,}" if len(source.uses) > 1 else ""
    return f"{name(source.name, longest)}{times}"
