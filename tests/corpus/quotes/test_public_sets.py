"""Quality on the public sets: what was reached must not be lost."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from corpus.names import find_names
from corpus.parser import parse_all
from corpus.quotes import Quote, find_quotes
from corpus.values import Span

SETS = Path(os.environ.get("PUBLIC_SETS") or "nowhere")
pytestmark = pytest.mark.skipif(
    not (SETS / "gum_news" / "docs.jsonl").is_file(), reason="PUBLIC_SETS names no folder that holds the public sets"
)
_FEWEST = 4


def lines(name: str, file: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / name / file).read_text("utf-8").splitlines()]


def quotes(name: str, *, parsed: bool) -> dict[str, tuple[str, tuple[Quote, ...]]]:
    read = lines(name, "docs.jsonl")
    parses = parse_all(document["text"] for document in read) if parsed else [None] * len(read)
    return {
        document["doc_id"]: (
            document["text"],
            find_quotes(document["text"], find_names(document["text"], parse), parse),
        )
        for document, parse in zip(read, parses, strict=True)
    }


def shared(span: Span, spans: list[Span]) -> float:
    """Which part of `span` lies in `spans`."""
    return sum(max(0, min(span.end, each.end) - max(span.start, each.start)) for each in spans) / max(1, len(span))


@pytest.mark.parametrize(("parsed", "least"), [(True, 0.72), (False, 0.66)], ids=["parse", "words"])
def test_indirect_speech(least: float, *, parsed: bool) -> None:
    """GUM's news: of the attributions without marks that have a speaker, the share found with half of their words and the speaker."""
    found = quotes("gum_news", parsed=parsed)
    hits = total = 0
    for gold in lines("gum_news", "attributions.jsonl"):
        _, predicted = found[gold["doc_id"]]
        spans = [Span(each["start"], each["end"]) for each in gold["content_spans"]]
        cue = gold["attribution_segment"]["text"].lower()
        said = re.search(
            r"\b(?:said|says?|stat(?:ed|es)|according to|told|claimed|announced|noted|asserted|wrote)\b", cue
        )
        quoted = any(mark in gold["content"] for mark in '“”"')
        if not gold["source"] or not said or quoted or len(gold["content"].split()) < _FEWEST:
            continue
        total += 1
        source = Span(gold["source"]["start"], gold["source"]["end"])
        near = [quote for quote in predicted if shared(quote.content, spans) >= 0.5]
        hits += any(quote.speaker and quote.speaker.overlaps(source) for quote in near)
    assert total > 30
    assert hits / total >= least


@pytest.mark.parametrize(("parsed", "least"), [(True, 0.48), (False, 0.40)], ids=["parse", "words"])
def test_speech_events(least: float, *, parsed: bool) -> None:
    """MEANTIME: of all speech events, headlines and "announced a product" included, the share whose cue and speaker are found."""
    found = quotes("meantime", parsed=parsed)
    events = lines("meantime", "speech.jsonl")
    hits = 0
    for gold in events:
        cue = Span(gold["cue"]["start"], gold["cue"]["end"])
        source = Span(gold["source"]["start"], gold["source"]["end"]) if gold["source"] else None
        _, predicted = found[gold["doc_id"]]
        near = [quote for quote in predicted if quote.cue and quote.cue.overlaps(cue)]
        hits += any(quote.speaker and source and quote.speaker.overlaps(source) for quote in near)
    assert hits / len(events) >= least


def test_all_articles_have_exact_places() -> None:
    """Over all news articles nothing raises, and every place is one in its text."""
    read = [json.loads(line)["text"] for line in (SETS / "news_articles.jsonl").read_text("utf-8").splitlines()]
    for text, parse in zip(read, parse_all(read), strict=True):
        for given in (parse, None):
            for quote in find_quotes(text, find_names(text, given), given):
                assert quote.content.of(text).strip()
                assert quote.sentence.holds(quote.content)
                assert quote.sentence.end <= len(text)
