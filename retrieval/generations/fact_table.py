"""The facts of a generation's articles on disk, and tables of them that can be searched without reading each.

Files: facts.jsonl (a line an article, in their order), facts.npy (where each line begins, and the end), events.npy,
events.words (a line an event, its words between spaces), quotes.npy and speakers.json.
"""

from __future__ import annotations

import datetime as dt
import json
import mmap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from corpus.facts import FAILED, Facts
from corpus.quotes import Quote
from corpus.timeline import TimelineEvent
from corpus.values import Article
from retrieval.durable import synced, write_array, write_bytes
from retrieval.terms import fold, words
from retrieval.voices import Voices, one_line, speaker_label

# Columns of events.npy: days are proleptic ordinals, OPEN where that side is open. Rows stand in order of time.
ARTICLE, INDEX, FIRST, LAST = range(4)
# Columns of quotes.npy: the first two as above, then the speaker's place in speakers.json, or NOBODY.
SPEAKER = 2
OPEN, NOBODY = 0, -1

Table = NDArray[np.int64]

_FACTS = TypeAdapter(Facts)
_FAILED = _FACTS.dump_json(FAILED)
# Articles whose facts are kept in memory once read, so many or as their lines have so many bytes together: hundreds of servers have a
# table each, facts in memory take 2.4 times the bytes of their lines, and those of a news article are read again in 0.15 ms.
_KEPT, _KEPT_BYTES = 256, 2**19
# Ways of writing one speaker that are kept; "the minister" and the like add up over many articles.
_FORMS = 20


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody quoted: `label` is the name in full, or the words as written where no article has a name for them.

    `forms` are all that stand for them as written, `quotes` how many quotations they have.
    """

    label: str
    named: bool
    forms: tuple[str, ...]
    quotes: int


@dataclass(frozen=True, slots=True)
class ReadFacts:
    """The facts of an article once read, and whose words stand where in it."""

    facts: Facts
    voices: Voices


def dump_facts(facts: Facts) -> bytes:
    """One JSON object on one line."""
    return _FACTS.dump_json(facts)


def write_facts(folder: Path, articles: Sequence[Article], lines: Iterable[bytes]) -> None:
    """Write the facts of `articles`, given as `dump_facts` gives them, and their tables; of the lines one is held at a time."""
    dated: list[tuple[int, ...]] = []
    said: list[tuple[int, int, int]] = []
    starts = [0]
    speakers = _Speakers()
    # The words of events stand in order of time, which is known last; until then they lie aside.
    with synced(folder / "facts.jsonl") as stream, TemporaryFile(dir=folder) as aside:
        for row, (article, line) in enumerate(zip(articles, lines, strict=True)):
            stream.write(line + b"\n")
            starts.append(starts[-1] + len(line) + 1)
            facts = _FACTS.validate_json(line)
            for index, event in enumerate(facts.events):
                place = aside.tell()
                length = aside.write(_words_of(event, article.body))
                dated.append((*_order(event), row, index, _ordinal(event.first), _ordinal(event.last), place, length))
            said += [(row, index, speakers.place(quote, article.body)) for index, quote in enumerate(facts.quotes)]
        dated.sort()
        with synced(folder / "events.words") as words:
            for *_, place, length in dated:
                aside.seek(place)
                words.write(aside.read(length))
    write_array(folder / "facts.npy", np.array(starts, np.int64))
    write_array(folder / "events.npy", np.array([each[2:6] for each in dated], np.int64).reshape(-1, 4))
    write_array(folder / "quotes.npy", np.array(said, np.int64).reshape(-1, 3))
    record = json.dumps([asdict(speaker) for speaker in speakers.found()], ensure_ascii=False)
    write_bytes(folder / "speakers.json", record.encode())


class FactTable:
    """The facts of a generation, opened; immutable, and safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._starts: Table = np.load(folder / "facts.npy", allow_pickle=False)
        self._lines = _mapped(folder / "facts.jsonl")
        self._words = _mapped(folder / "events.words")
        self.events: Table = np.load(folder / "events.npy", mmap_mode="r", allow_pickle=False)
        self.quotes: Table = np.load(folder / "quotes.npy", mmap_mode="r", allow_pickle=False)
        self.speakers = tuple(_speaker(each) for each in json.loads((folder / "speakers.json").read_bytes()))
        # What a speaker is looked for by, for each: the label folded, and with it all forms.
        self.folded_labels = tuple(fold(each.label) for each in self.speakers)
        self.folded_forms = tuple(fold(" ".join((each.label, *each.forms))) for each in self.speakers)
        # Of a function that does not hold this table: in a circle with it the maps would outlive the generation.
        self._read: Callable[[int], ReadFacts] = lru_cache(_most_kept(self._starts))(
            partial(_read, self._lines, self._starts)
        )

    def line(self, row: int) -> bytes:
        """The facts of the article of `row` as they were written."""
        return _line(self._lines, self._starts, row)

    def of(self, row: int) -> Facts:
        """The facts of the article of `row`."""
        return self._read(row).facts

    def voices(self, row: int) -> Voices:
        """Whose words stand where in the article of `row`."""
        return self._read(row).voices

    @cached_property
    def failed(self) -> frozenset[int]:
        """The rows of the articles whose facts could not be read."""
        return frozenset(row for row in range(len(self._starts) - 1) if self.line(row) == _FAILED)

    def events_with(self, word: str) -> Table:
        """The event rows, in order, in whose names or sentences the folded `word` stands."""
        sought, found = f" {word} ".encode("utf-8", "replace"), []
        at = self._words.find(sought)
        while at >= 0:
            row = int(np.searchsorted(self._word_ends, at, "right"))
            found.append(row)
            at = self._words.find(sought, int(self._word_ends[row]))
        return np.array(found, np.int64)

    @cached_property
    def keys(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """For each speaker the words, folded, of the label and of each form."""
        return tuple(
            tuple(frozenset(words(form)) for form in (speaker.label, *speaker.forms)) for speaker in self.speakers
        )

    @cached_property
    def _word_ends(self) -> Table:
        """Where the line of each event ends in events.words."""
        return np.flatnonzero(np.frombuffer(self._words, np.uint8) == ord("\n")) + 1


class _Speakers:
    """Those who speak, as they come."""

    def __init__(self) -> None:
        self._forms: dict[str, dict[str, None]] = {}
        self._counts: dict[str, int] = {}
        self._places: dict[str, int] = {}
        self._named: set[str] = set()

    def place(self, quote: Quote, body: str) -> int:
        """The place of the quotation's speaker, who is entered if they are not there yet."""
        label = speaker_label(quote, body)
        if label is None:
            return NOBODY
        forms = self._forms.setdefault(label, {})
        if quote.name is not None:
            self._named.add(label)
        if quote.speaker is not None and len(forms) < _FORMS:
            forms[one_line(quote.speaker.of(body))] = None
        self._counts[label] = self._counts.get(label, 0) + 1
        return self._places.setdefault(label, len(self._places))

    def found(self) -> Iterator[Speaker]:
        """All of them, by their places."""
        for label, forms in self._forms.items():
            yield Speaker(label, label in self._named, tuple(forms), self._counts[label])


def _mapped(file: Path) -> mmap.mmap | bytes:
    """The bytes of `file` without reading them; an empty file can't be mapped."""
    if not file.stat().st_size:
        return b""
    with file.open("rb") as stream:
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def _line(lines: mmap.mmap | bytes, starts: Table, row: int) -> bytes:
    return lines[int(starts[row]) : int(starts[row + 1]) - 1]


def _most_kept(starts: Table) -> int:
    """How many articles' facts fit into what is kept, were all as long as the longest; at least one."""
    longest = int(np.diff(starts).max(initial=1))
    return max(1, min(_KEPT, _KEPT_BYTES // longest))


def _read(lines: mmap.mmap | bytes, starts: Table, row: int) -> ReadFacts:
    facts = _FACTS.validate_json(_line(lines, starts, row))
    return ReadFacts(facts, Voices(facts.quotes))


def _speaker(record: dict[str, Any]) -> Speaker:
    return Speaker(**{**record, "forms": tuple(record["forms"])})


def _words_of(event: TimelineEvent, body: str) -> bytes:
    """A line with the words of an event's names and sentences, each between spaces."""
    texts = (*event.names, *(place.span.of(body) for place in event.places))
    found = dict.fromkeys(word for text in texts for word in words(text))
    return f" {' '.join(found)} \n".encode("utf-8", "replace")


def _order(event: TimelineEvent) -> tuple[int, int]:
    """In order of time: by the first day that is known, finer before coarser."""
    first, last = _ordinal(event.first), _ordinal(event.last)
    known = first or last
    return known, (last or known) - known


def _ordinal(day: dt.date | None) -> int:
    return OPEN if day is None else day.toordinal()
