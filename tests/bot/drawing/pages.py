"""Pages of timelines made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dates.values import Anchor, DateBasis, Precision
from corpus.timeline.values import Place, Status, TimelineEvent
from corpus.values import Article, Basis, Span
from retrieval.facts.values import Dated, DatedEvent, TimelinePage


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a test tells it; its article is its sentence, the clause with `before` and `after` around it."""

    clause: str
    first: str | None
    last: str | None
    precision: Precision = "day"
    status: Status = "past"
    basis: DateBasis = "stated"
    by_publication: bool = False
    before: str = ""
    after: str = ""


SHIPPED = (
    Told(
        "the Pakistan Telecommunications Authority (PTA) said it would shutter BlackBerry Enterprise Services (known as BES)",
        *("2015-07-01", "2015-07-31", "month", "past", "resolved"),
        by_publication=True,
        before="Back in July, ",
        after=" by December 1 for “security reasons.”",
    ),
    Told(
        "it would shutter BlackBerry Enterprise Services (known as BES) by December 1 for “security reasons.”",
        *(None, "2015-12-01", "day", "planned", "resolved"),
        by_publication=True,
        before="Back in July, the Pakistan Telecommunications Authority (PTA) said ",
    ),
    Told(
        "After Nov. 30, BlackBerry will no longer operate in Pakistan.",
        *("2015-11-30", None, "day", "planned", "resolved"),
        by_publication=True,
        before="In a blog post, Marty Beard, Chief Operating Officer at BlackBerry, wrote: “",
        after="”",
    ),
)


def page_of(
    events: Sequence[Told],
    *,
    title: str = "BlackBerry to exit Pakistan to avoid Data Monitoring demands",
    publisher: str | None = "TVI",
    published_basis: Basis = "inferred",
    start: int = 0,
    total: int | None = None,
    articles: int = 1,
) -> TimelinePage:
    """A page of these events, dealt to as many articles."""
    dated = tuple(
        _dated(
            event,
            f"a{at % articles}",
            title if at % articles == 0 else f"{title} {at % articles}",
            publisher,
            published_basis,
        )
        for at, event in enumerate(events)
    )
    return TimelinePage(dated, start, len(events) if total is None else total, Dated(len(events), None, None))


def _dated(told: Told, article_id: str, title: str, publisher: str | None, published_basis: Basis) -> DatedEvent:
    published = dt.date(2015, 11, 30)
    body = f"{told.before}{told.clause}{told.after}"
    article = Article(article_id, title, body, publisher, published=published, published_basis=published_basis)
    clause = Span(len(told.before), len(told.before) + len(told.clause))
    event = TimelineEvent(
        dt.date.fromisoformat(told.first) if told.first else None,
        dt.date.fromisoformat(told.last) if told.last else None,
        told.precision,
        told.basis,
        Anchor(published) if told.by_publication else None,
        told.status,
        Span(0, 0),
        clause,
        (Place(Span(0, len(body)), 1),),
        (),
    )
    return DatedEvent(article, 0, event, ())
