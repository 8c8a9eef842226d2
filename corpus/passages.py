"""Passages: what is embedded for context. Whole sentences, overlapping, never longer than the encoder reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.sentences import sentences
from corpus.values import Passage, Sentence, Span

CountTokens = Callable[[str], int]

# Where a sentence too long for the encoder is best cut, best first; the cut falls after the match.
_CUTS = (re.compile(r"[;:]\s+"), re.compile(r",\s+"), re.compile(r"\s+"))
# Never between a character and what modifies it (skin tones, tags, joiners) or inside a flag; marks are told by category.
_BINDS = re.compile("[\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")


@dataclass(frozen=True, slots=True)
class Segments:
    """The sentences and passages of one body, in order."""

    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


def segment(body: str, count_tokens: CountTokens, limit: int, target: int) -> Segments:
    """Divide `body` into sentences and passages.

    `count_tokens` counts a text's tokens as the encoder does, special tokens left out. No sentence and no passage has more
    than `limit` of them: a longer sentence is divided at the best place before the limit. Passages are packed up to
    `target` tokens, and each begins inside the one before it.
    """
    if not 0 < target <= limit:
        raise ValueError(f"passages are packed up to a target of 1 to {limit} tokens, not {target}")
    pieces = [
        replace(sentence, span=span)
        for sentence in sentences(body)
        for span in _within(body, sentence.span, count_tokens, limit)
    ]
    numbered = tuple(replace(piece, ordinal=n) for n, piece in enumerate(pieces, start=1))
    return Segments(numbered, tuple(_pack(body, numbered, count_tokens, target)))


def _pack(body: str, parts: Sequence[Sentence], count_tokens: CountTokens, target: int) -> Iterator[Passage]:
    costs = [count_tokens(part.span.of(body)) for part in parts]
    first = 0
    while first < len(parts):
        last, total = first, costs[first]
        while last + 1 < len(parts) and total + costs[last + 1] <= target:
            last += 1
            total += costs[last]
        yield Passage(parts[first].ordinal, parts[last].ordinal, Span(parts[first].span.start, parts[last].span.end))
        if last + 1 == len(parts):
            return
        # Begin with the last half, so that every sentence stands with both its neighbours in some passage.
        first = max(first + 1, last - (last - first) // 2 + (1 if last == first else 0))
        while first <= last and sum(costs[first : last + 2]) > target:
            first += 1


def _within(body: str, span: Span, count_tokens: CountTokens, limit: int) -> Iterator[Span]:
    """`span` itself, or the pieces it is cut into so that each has at most `limit` tokens."""
    start = span.start
    while start < span.end:
        end = _longest(body, start, span.end, count_tokens, limit)
        if end < span.end:
            end = _cut(body, start, end)
        piece_end = end
        while piece_end > start and body[piece_end - 1].isspace():
            piece_end -= 1
        if piece_end > start:
            yield Span(start, piece_end)
        start = end
        while start < span.end and body[start].isspace():
            start += 1


def _longest(body: str, start: int, end: int, count_tokens: CountTokens, limit: int) -> int:
    """The furthest end, found by halving, up to which the text from `start` has at most `limit` tokens."""
    if end - start <= limit:
        return end
    # The stretch looked at grows, lest a long sentence be counted whole for each of its pieces.
    low, high = start + 1, min(end, start + 8 * limit)
    while count_tokens(body[start:high]) <= limit:
        if high == end:
            return end
        low, high = high, min(end, start + 2 * (high - start))
    while high - low > 1:
        middle = (low + high) // 2
        if count_tokens(body[start:middle]) <= limit:
            low = middle
        else:
            high = middle
    return low


def _cut(body: str, start: int, end: int) -> int:
    floor = start + (end - start) // 2
    for pattern in _CUTS:
        ends = [found.end() for found in pattern.finditer(body, floor, end)]
        if ends:
            return ends[-1]
    return next((at for at in range(end, start, -1) if not _bound(body, start, at)), end)


def _bound(body: str, start: int, at: int) -> bool:
    """Whether the characters on both sides of `at` are read as one, in a piece that begins at `start`."""
    return bool(
        body[at - 1] == "\u200d"
        or _BINDS.match(body, at)
        or unicodedata.category(body[at]).startswith("M")
        or (_FLAG_LETTER.match(body, at) and _flag_letters_before(body, start, at) % 2)
    )


def _flag_letters_before(body: str, start: int, at: int) -> int:
    first = at
    while first > start and _FLAG_LETTER.match(body, first - 1):
        first -= 1
    return at - first
