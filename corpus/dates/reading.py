"""Reading the dates of a body: its expressions, paragraph by paragraph, and what they mean beside each other."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from corpus.dates.dateline import dateline
from corpus.dates.expressions import Timed
from corpus.dates.finding import find_expressions
from corpus.dates.mentions import Paragraph, resolve_all
from corpus.dates.people import people_in
from corpus.dates.tokens import tokenize
from corpus.dates.values import Anchor, DateMention
from corpus.entries import entry_headings
from corpus.parse import Parse
from corpus.sentences import paragraphs

# So long before an article was published its entries are written, and so long after it was published first; what is told by the
# hour of other days was not written then.
_EARLIER, _LATER = dt.timedelta(days=31), dt.timedelta(days=2)


def find_dates(body: str, published: dt.date | None, parse: Parse | None) -> tuple[DateMention, ...]:
    """The dates, times, durations and sets of `body`, in order, none overlapping.

    Without `published`, a date in the first lines of the body stands for it; without either, what is told from the day of
    writing has a value with X in it and no days.
    """
    found = []
    for paragraph in paragraphs(body):
        tokens = tokenize(body, paragraph.span)
        found.append((tokens, find_expressions(tokens)))
    anchor = dateline(found) if published is None else Anchor(published)
    people = people_in(body)
    mentions: list[DateMention] = []
    # What one entry of a live blog speaks of is not where the next one stands, which was mostly written before it.
    headings = dict.fromkeys(heading.ordinal - 1 for heading in entry_headings(body))
    written = anchor
    for start, end in pairwise(dict.fromkeys([0, *headings, len(found)])):
        written = (_day_of(found[start], anchor) if start in headings else None) or written
        mentions += resolve_all(found[start:end], written, people, parse)
    return tuple(mentions)


def _day_of(heading: Paragraph, published: Anchor | None) -> Anchor | None:
    """The day that the heading of an entry gives; None where it gives a time alone, or a day of other times."""
    first = next(iter(heading[1]), None)
    if first is None or (isinstance(first.meaning, Timed) and first.meaning.day is None):
        return None
    mention = next(iter(resolve_all([heading], published, frozenset(), None)), None)
    if mention is None or mention.precision != "day" or mention.first is None:
        return None
    if published is not None and not -_EARLIER <= mention.first - published.day <= _LATER:
        return None
    return Anchor(mention.first, mention.span)
