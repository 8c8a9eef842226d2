"""Timelines, quotations and cards as the console shows them to people."""

from __future__ import annotations

from dataclasses import replace

from rich.console import Console
from rich.text import Text

from bot.console.terminal import flowing, show_citation, show_place
from bot.days import basis_in_words, day_in_words, days_in_words, reach_in_words
from bot.wording import NOT_STATED, STATUSES, whose_words
from corpus.card import SourceUse
from corpus.printable import counted, printable
from retrieval.facts.values import QUESTIONS, ArticleCard, Dated, DatedEvent, QuotePage, SaidQuote, TimelinePage
from retrieval.voices import speaker_label

# Speakers named where nobody of that name is quoted.
_NAMED = 8


def show_timeline(console: Console, page: TimelinePage) -> None:
    """Events in order, what is past first; or what there is to be dated at all."""
    past = [each for each in page.events if each.event.status in {"past", "unknown"}]
    ahead = [each for each in page.events if each.event.status in {"planned", "future"}]
    for each in past:
        _show_event(console, each)
    if ahead:
        console.print(Text("Planned or to come when written", "bold underline"))
        console.print()
    for each in ahead:
        _show_event(console, each)
    if not page.events:
        console.print(Text(_nothing_dated(page.dated)))


def show_quotes(console: Console, page: QuotePage, *, by_name: bool) -> None:
    """Quotations with who says them; or who is quoted at all, by name where one was asked for."""
    for each in page.quotes:
        _show_quote(console, each)
    if not page.quotes:
        named = ", ".join(printable(name) for name in page.speakers[:_NAMED])
        others = " and others" if len(page.speakers) > _NAMED else ""
        nobody = "Nobody is quoted by name." if by_name else "Nobody is quoted."
        console.print(Text(f"Nobody of that name is quoted; quoted are: {named}{others}." if named else nobody))


def show_card(console: Console, found: ArticleCard) -> None:
    """The six questions, each with its sentence, and what the article rests on."""
    article = found.article
    console.print(Text(printable(article.title), "bold"))
    published = "not dated"
    if article.published is not None:
        published = f"published {day_in_words(article.published)}"
        published += ", which is inferred" if article.published_basis == "inferred" else ""
    console.print(Text(f"{counted(article.words, 'word')}, {published}", "dim"))
    console.print()
    for question in QUESTIONS:
        fact, citation = getattr(found.card, question), found.citations.get(question)
        if fact is None or citation is None:
            console.print(Text.assemble((f"{question.capitalize()}: ", "bold"), (NOT_STATED, "dim")))
            continue
        words = flowing(fact.words.of(article.body))
        said_by = found.said_by.get(question)
        whose = f" ({printable(whose_words(said_by))})" if said_by is not None else ""
        number = (f" [{citation.number}]", "cyan")
        console.print(Text.assemble((f"{question.capitalize()}: ", "bold"), words, number, (whose, "italic")))
    console.print()
    for citation in {each.number: each for each in found.citations.values()}.values():
        show_citation(console, citation)
    for kind, sources in (
        ("Named sources", found.card.named),
        ("Sources without a name", found.card.unnamed),
        ("Documents", found.card.documents),
    ):
        console.print(Text.assemble((f"{kind}: ", "bold"), _sources(sources)))


def _show_event(console: Console, each: DatedEvent) -> None:
    event, body = each.event, each.article.body
    status = STATUSES[event.status]
    console.print(
        Text.assemble(
            (days_in_words(event, each.article), "bold cyan"),
            f"  {flowing(event.clause.of(body))}",
            (f"  ({status})" if status else "", "italic"),
        )
    )
    if basis := basis_in_words(event, each.article):
        console.print(Text(f"    {basis}", "dim"))
    for citation in each.citations:
        # A clause that is the whole sentence need not be read twice.
        if citation.excerpt.span == event.clause:
            show_place(console, citation)
        else:
            show_citation(console, citation)


def _show_quote(console: Console, each: SaidQuote) -> None:
    quote, body = each.quote, each.article.body
    written = None if quote.speaker is None else flowing(quote.speaker.of(body))
    speaker = speaker_label(quote, body) or "nobody named"
    facts = [flowing(quote.role.of(body))] if quote.role is not None else []
    facts += [f"written “{written}”"] if written and quote.name and quote.name not in written else []
    facts += ["inferred"] if quote.inferred else []
    note = f" ({'; '.join(facts)})" if facts else ""
    console.print(Text.assemble((printable(speaker), "bold"), (note, "dim")))
    words = flowing(quote.content.of(body))
    console.print(Text(f"“{words}”" if quote.kind == "direct" else f"reported: {words}"))
    show_place(console, replace(each.citation, said_by=None))


def _nothing_dated(dated: Dated) -> str:
    if dated.first is None or dated.last is None:
        return "The articles date no event."
    reach = reach_in_words(dated.first, dated.last)
    return f"Nothing is like that; the articles date {counted(dated.events, 'event')} ({reach})."


def _sources(sources: tuple[SourceUse, ...]) -> str:
    return ", ".join(f"{printable(each.name)} ({len(each.uses):,})" for each in sources) or "none"
