"""The timeline: what an article says happened, or is to happen, on which days."""

from __future__ import annotations

from corpus.dates import DateMention
from corpus.names import Names
from corpus.parse import Parse
from corpus.timeline.values import Place, Status, TimelineEvent
from corpus.values import Article

__all__ = ["Place", "Status", "TimelineEvent", "find_events"]


def find_events(
    article: Article, dates: tuple[DateMention, ...], names: Names, parse: Parse | None
) -> tuple[TimelineEvent, ...]:
    """The dated events of `article`, in order of time."""
    from corpus.timeline import finding  # noqa: PLC0415 - what serves knows events and finds none

    return finding.find_events(article, dates, names, parse)
