"""Lists of days, one a line: "27 September: last day of opening" between "30 June: …" and "Spring 2027: …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.dates.calendar import days_of
from corpus.dates.direction import direction_of
from corpus.dates.expressions import Expression, Yearless
from corpus.dates.tokens import Tokens
from corpus.dates.values import Anchor, DateMention
from corpus.dates.years import in_year
from corpus.parse import Parse
from corpus.values import Span

# Fewer lines are no list.
_FEWEST = 3
_MARKS = frozenset(":–—-")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a list, with the day that it opens with."""

    tokens: Tokens
    said: Expression
    mention: DateMention


def in_list_order(
    found: Sequence[tuple[Tokens, tuple[Expression, ...]]],
    mentions: Sequence[DateMention],
    published: Anchor | None,
    parse: Parse | None,
) -> tuple[DateMention, ...]:
    """The mentions, in lists that run forward those whose side nothing tells after the ones before them."""
    at = {mention.span: number for number, mention in enumerate(mentions)}
    ordered = list(mentions)
    for entries in _lists(found, mentions, at):
        forward = True
        for number in range(1, len(entries)):
            moved = _moved(entries, number, published, parse) if forward else None
            if moved is not None:
                entries[number] = replace(entries[number], mention=moved)
                ordered[at[moved.span]] = moved
            one, two = entries[number - 1].mention.first, entries[number].mention.first
            forward = forward and one is not None and two is not None and one <= two
    return tuple(ordered)


def _lists(
    found: Sequence[tuple[Tokens, tuple[Expression, ...]]],
    mentions: Sequence[DateMention],
    at: dict[Span, int],
) -> Iterator[list[_Entry]]:
    """The runs of paragraphs that each open with a day that a colon or dash parts from the rest."""
    run: list[_Entry] = []
    for tokens, expressions in (*found, (None, ())):
        said = expressions[0] if expressions else None
        number = at.get(said.span) if tokens and said and _opens(tokens, said) else None
        if tokens is not None and said is not None and number is not None:
            run.append(_Entry(tokens, said, mentions[number]))
            continue
        if len(run) >= _FEWEST:
            yield run
        run = []


def _opens(tokens: Tokens, said: Expression) -> bool:
    """Whether nothing but a list's mark stands before an expression, and a colon or dash behind it."""
    marks = all(not key[0].isalnum() for key in tokens.keys[: said.first])
    return marks and said.last < len(tokens.keys) and tokens.keys[said.last] in _MARKS


def _moved(entries: list[_Entry], number: int, published: Anchor | None, parse: Parse | None) -> DateMention | None:
    """The day of an entry between those before and after it, where it would come too early; None where it stays as it is.

    The last of a list is moved only to the year that the list has reached: a list of what is over may look as if it were to come.
    """
    entry, before = entries[number], entries[number - 1].mention
    mention, meaning = entry.mention, entry.said.meaning
    if not isinstance(meaning, Yearless) or published is None or mention.anchor != published:
        return None
    if before.first is None or mention.first is None or not mention.first < before.first:
        return None
    if direction_of(entry.tokens, entry.said, parse) is not None:
        return None
    following = entries[number + 1].mention.first if number + 1 < len(entries) else None
    for year in (before.first.year, before.first.year + (following is not None)):
        days = days_of(value := in_year(year, meaning.part))
        if days and days[0] >= before.first and (following is None or days[0] <= following):
            return replace(mention, value=value, first=days[0], last=days[1])
    return None
