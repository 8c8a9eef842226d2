"""Reading the dates of a body: its expressions, paragraph by paragraph, and what they mean beside each other."""

from __future__ import annotations

import datetime as dt

from corpus.dates.dateline import dateline
from corpus.dates.finding import find_expressions
from corpus.dates.mentions import resolve_all
from corpus.dates.people import people_in
from corpus.dates.tokens import tokenize
from corpus.dates.values import Anchor, DateMention
from corpus.parse import Parse
from corpus.sentences import paragraphs


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
    return resolve_all(found, anchor, people_in(body), parse)
