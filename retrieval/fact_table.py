"""The facts of a generation's articles on disk, and tables of them that can be searched without reading each.

Files: facts.jsonl (a line an article, in their order), facts.npy (where each line begins, and the end), events.npy,
quotes.npy and speakers.json.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from corpus.facts import Facts
from corpus.quotes import Quote
from corpus.timeline import TimelineEvent
from corpus.values import Article
from retrieval.durable import write_array, write_bytes
from retrieval.terms import words

# Columns of events.npy: days are proleptic ordinals, OPEN where that side is open. Rows stand in order of time.
ARTICLE, INDEX, FIRST, LAST = range(4)
# Columns of quotes.npy: the first two as above, then the speaker's place in speakers.json, or NOBODY.
SPEAKER = 2
OPEN, NOBODY = 0, -1

Table = NDArray[np.int64]

_FACTS = TypeAdapter(Facts)
# Articles whose facts are kept in memory once read.
_KEPT = 256
# Ways of writing one speaker that are kept; "he" and "the minister" add up over many articles.
_FORMS = 20


@dataclass(slots=True)
class Speaker:
    """Somebody quoted: `label` is the name in full, or the words as written where the article has no name for them.

    `forms` are all that stand for them as written, `quotes` how many quotations they have.
    """

    label: str
    named: bool
    forms: list[str]
    quotes: int = 0


def dump_facts(facts: Facts) -> bytes:
    """One JSON object on one line."""
    return _FACTS.dump_json(facts)


def write_facts(folder: Path, articles: Sequence[Article], lines: Sequence[bytes]) -> None:
    """Write the facts of `articles`, given as `dump_facts` gives them, and their tables."""
    facts = [_FACTS.validate_json(line) for line in lines]
    write_bytes(folder / "facts.jsonl", b"".join(line + b"\n" for line in lines))
    write_array(folder / "facts.npy", np.array([0, *accumulate(len(line) + 1 for line in lines)], np.int64))
    dated = sorted(
        (*_order(event), row, index, _ordinal(event.first), _ordinal(event.last))
        for row, each in enumerate(facts)
        for index, event in enumerate(each.events)
    )
    write_array(folder / "events.npy", np.array([each[2:] for each in dated], np.int64).reshape(-1, 4))
    speakers: dict[str, Speaker] = {}
    places: dict[str, int] = {}
    rows = [
        (row, index, _register(quote, article, speakers, places))
        for row, (article, each) in enumerate(zip(articles, facts, strict=True))
        for index, quote in enumerate(each.quotes)
    ]
    write_array(folder / "quotes.npy", np.array(rows, np.int64).reshape(-1, 3))
    record = json.dumps([asdict(speaker) for speaker in speakers.values()], ensure_ascii=False)
    write_bytes(folder / "speakers.json", record.encode())


def speaker_label(quote: Quote, body: str) -> str | None:
    """Who says it: the name in full, else the words as `body` has them, None where nobody is named."""
    return quote.name or (None if quote.speaker is None else _one_line(quote.speaker.of(body)))


class FactTable:
    """The facts of a generation, opened; immutable, and safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._starts: Table = np.load(folder / "facts.npy", allow_pickle=False)
        file = folder / "facts.jsonl"
        # An empty file can't be mapped.
        self._lines = np.memmap(file, np.uint8, "r") if file.stat().st_size else np.empty(0, np.uint8)
        self.events: Table = np.load(folder / "events.npy", mmap_mode="r", allow_pickle=False)
        self.quotes: Table = np.load(folder / "quotes.npy", mmap_mode="r", allow_pickle=False)
        self.speakers = tuple(Speaker(**each) for each in json.loads((folder / "speakers.json").read_bytes()))
        self._read = lru_cache(_KEPT)(self._parse)

    def line(self, row: int) -> bytes:
        """The facts of the article of `row` as they were written."""
        return self._lines[self._starts[row] : self._starts[row + 1] - 1].tobytes()

    def of(self, row: int) -> Facts:
        """The facts of the article of `row`."""
        return self._read(row)

    @cached_property
    def keys(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """For each speaker the words, folded, of the label and of each form."""
        return tuple(
            tuple(frozenset(words(form)) for form in (speaker.label, *speaker.forms)) for speaker in self.speakers
        )

    def _parse(self, row: int) -> Facts:
        return _FACTS.validate_json(self.line(row))


def _register(quote: Quote, article: Article, speakers: dict[str, Speaker], places: dict[str, int]) -> int:
    """The place of the quotation's speaker among `speakers`, where they are entered if they are not there yet."""
    label = speaker_label(quote, article.body)
    if label is None:
        return NOBODY
    place = places.setdefault(label, len(places))
    speaker = speakers.setdefault(label, Speaker(label, quote.name is not None, []))
    speaker.quotes += 1
    written = None if quote.speaker is None else _one_line(quote.speaker.of(article.body))
    if written is not None and written not in speaker.forms and len(speaker.forms) < _FORMS:
        speaker.forms.append(written)
    return place


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _order(event: TimelineEvent) -> tuple[int, int]:
    """In order of time: by the first day that is known, finer before coarser."""
    first, last = _ordinal(event.first), _ordinal(event.last)
    known = first or last
    return known, (last or known) - known


def _ordinal(day: dt.date | None) -> int:
    return OPEN if day is None else day.toordinal()
