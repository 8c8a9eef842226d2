"""Days told by their number alone: "the 15th", "the 5th of last month"."""

from __future__ import annotations

from corpus.dates.calendar import days_of, shift
from corpus.dates.context import Context, Resolved
from corpus.dates.expressions import DayOfMonth
from corpus.dates.values import Anchor

# Days in the longest month, less one.
_MONTH = 30


def day_of_month(meaning: DayOfMonth, context: Context) -> Resolved:
    """As in "the 15th", "the 5th of last month".

    Raises ValueError where that month has no such day.
    """
    anchor = context.told_from(meaning.base)
    if not meaning.months and (told := _of_this_month(meaning.day, anchor, context)):
        return told
    # "Of the following month", after nothing.
    lost = meaning.base == "reference" and meaning.months and context.spoken is None
    if anchor is None or lost:
        return Resolved(f"XXXX-XX-{meaning.day:02d}", "resolved", None)
    month = shift(anchor.day.replace(day=1), "month", meaning.months)
    return Resolved(month.replace(day=meaning.day).isoformat(), "resolved", anchor)


def _of_this_month(day: int, anchor: Anchor | None, context: Context) -> Resolved | None:
    """As in "it has until the 31st", where no month was spoken of, or only one that is over: told from the publication.

    None where the month spoken of is meant.
    """
    spoken, published = context.spoken, context.published
    if published is None or spoken is None or anchor is None or anchor.span is None:
        return None
    days = days_of(spoken.value)
    ahead = context.direction in ("future", "due", "once")
    over = ahead and anchor.day.replace(day=1) < published.day.replace(day=1)
    if not over and days and (days[1] - days[0]).days <= _MONTH:
        return None
    wait = day < published.day.day if ahead else day > published.day.day
    month = shift(published.day.replace(day=1), "month", 0 if not wait else 1 if ahead else -1)
    return Resolved(month.replace(day=day).isoformat(), "approximate", published)
