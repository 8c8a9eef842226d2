"""Quality on the public sets: what was reached must not be lost."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest

from corpus.dates import DateMention, find_dates
from corpus.parser import parse_all

SETS = Path(os.environ.get("PUBLIC_SETS") or "nowhere")
pytestmark = pytest.mark.skipif(
    not (SETS / "meantime" / "docs.jsonl").is_file(), reason="PUBLIC_SETS names no folder that holds the public sets"
)
# In MEANTIME so many sentences of each article are annotated, headline and dateline included.
_ANNOTATED = 6


def documents(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / name / "docs.jsonl").read_text("utf-8").splitlines()]


def scores(pairs: list[tuple[dict[str, Any], tuple[DateMention, ...]]]) -> tuple[float, float]:
    """F1 of overlapping spans, one to one in order, and of those with equal values."""
    gold = predicted = spans = values = 0
    for document, mentions in pairs:
        rest = list(mentions)
        for each in sorted(document["timexes"], key=lambda each: (each["start"], each["end"])):
            found = next((m for m in rest if m.span.start < each["end"] and each["start"] < m.span.end), None)
            if found is not None:
                rest.remove(found)
                spans += 1
                values += found.value == each["value"]
        gold, predicted = gold + len(document["timexes"]), predicted + len(mentions)
    return 2 * spans / (gold + predicted), 2 * values / (gold + predicted)


def day_of(document: dict[str, Any]) -> dt.date | None:
    return dt.date.fromisoformat(document["dct"]) if document["dct"] else None


def test_news() -> None:
    """MEANTIME: spans 94 %, values 85 %."""
    read = documents("meantime")
    pairs = []
    for document, parse in zip(read, parse_all(document["text"] for document in read), strict=True):
        end = document["sentences"][:_ANNOTATED][-1]["end"]
        mentions = find_dates(document["text"], day_of(document), parse)
        pairs.append((document, tuple(each for each in mentions if each.span.end <= end)))
    spans, values = scores(pairs)
    assert spans >= 0.94
    assert values >= 0.85


def test_histories() -> None:
    """WikiWars, without a parse: spans 93 %, values 82 %."""
    pairs = [(each, find_dates(each["text"], day_of(each), None)) for each in documents("wikiwars")]
    spans, values = scores(pairs)
    assert spans >= 0.93
    assert values >= 0.82
