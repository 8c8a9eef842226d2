"""The timeline on public news: what was reached must not be lost."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest

from corpus.dates import DateMention, find_dates
from corpus.names import Names
from corpus.parser import parse_all
from corpus.timeline import TimelineEvent, find_events
from corpus.values import Article, Span

DOCS = Path(os.environ.get("PUBLIC_SETS", "")) / "semeval15_t4_airbus" / "docs.jsonl"
pytestmark = pytest.mark.skipif(not DOCS.is_file(), reason="PUBLIC_SETS names no folder that holds the public sets")


def is_of(date: str, first: dt.date | None, last: dt.date | None) -> bool:
    """Whether days begin or end in `date` (YYYY-MM-DD, unknown parts as XX)."""
    known = date.split("-XX", maxsplit=1)[0]
    return any(day is not None and day.isoformat().startswith(known) for day in (first, last))


def test_events_are_found_where_a_sentence_states_their_date() -> None:
    """Of gold events whose date their own sentence states, nine in ten have an event with that date and sentence."""
    docs: list[dict[str, Any]] = [json.loads(line) for line in DOCS.read_text("utf-8").splitlines()]
    stated = found = 0
    for doc, parse in zip(docs, parse_all(doc["text"] for doc in docs), strict=True):
        article = Article("an-article", doc["title"], doc["text"], published=dt.date.fromisoformat(doc["dct"]))
        dates = find_dates(article.body, article.published, parse)
        events = find_events(article, dates, Names(()), parse)
        spans = {each["sent_id"]: Span(each["start"], each["end"]) for each in doc["sentences"]}
        gold = {(each["sent_id"], each["word"], each["date"]) for each in doc["dated_events"]}
        for sentence, _, date in gold:
            if not date.startswith("XXXX") and states(dates, spans[sentence], date):
                stated += 1
                found += tells(events, spans[sentence], date)
    assert stated > 50
    assert found >= 0.9 * stated


def states(dates: tuple[DateMention, ...], sentence: Span, date: str) -> bool:
    return any(mention.span.overlaps(sentence) and is_of(date, mention.first, mention.last) for mention in dates)


def tells(events: tuple[TimelineEvent, ...], sentence: Span, date: str) -> bool:
    return any(
        is_of(date, event.first, event.last) and any(place.span.overlaps(sentence) for place in event.places)
        for event in events
    )
