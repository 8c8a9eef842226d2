"""What an extractive reader's logits say of the sentences that it read as one text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retrieval.selectors import Reading, Words

# Log odds of a sentence of which nothing was read, where none that was read has fewer.
UNREAD = -30.0
# Tokens of the words that answer; 30 as with Devlin et al. 2019.
_LONGEST = 30

Floats = NDArray[np.float64]
# A token's index, and the characters of its sentence that it covers.
Token = tuple[int, int, int]


def reading_of(
    sentences: Sequence[str], places: Sequence[tuple[int, int] | None], begins: Floats, ends: Floats, none: int
) -> Reading:
    """What logits of shape (tokens,) say of `sentences`, which were joined by spaces.

    Token i covers the characters `places[i]` of the joined text, None where it stands for none of it.
    """
    odds, words = pointed(_tokens_of(sentences, places), begins, ends, none)
    unread = min([UNREAD, *(each for each in odds if each is not None)])
    answers = tuple(unread if each is None else each for each in odds)
    return Reading(answers, -max(answers, default=UNREAD), words)


def pointed(
    sentences: Sequence[Sequence[Token]], begins: Floats, ends: Floats, none: int
) -> tuple[tuple[float | None, ...], tuple[Words | None, ...]]:
    """The likeliest span of each sentence: its log odds, and its words; None for a sentence without tokens.

    A span lies in one sentence; its log odds are its logits less those of token `none`, and its probability is its share among
    the best spans of all sentences and `none`.
    """
    null = float(begins[none] + ends[none])
    best = [_best_span(inside, begins, ends) for inside in sentences]
    scores = np.array([null, *(score for score, _, _ in filter(None, best))])
    shares = iter(np.exp(scores - np.logaddexp.reduce(scores))[1:].tolist())
    odds = tuple(each[0] - null if each else None for each in best)
    return odds, tuple(Words(each[1], each[2], min(1.0, next(shares))) if each else None for each in best)


def _best_span(inside: Sequence[Token], begins: Floats, ends: Floats) -> tuple[float, int, int] | None:
    """The likeliest span of a sentence's tokens: its score, and the characters where it begins and ends; None of no tokens."""
    if not inside:
        return None
    at = np.array([token for token, _, _ in inside])
    spans = begins[at][:, None] + ends[at][None, :]
    spans[_no_spans(len(at))] = -np.inf
    first, last = divmod(int(spans.argmax()), len(at))
    return float(spans[first, last]), inside[first][1], inside[last][2]


@lru_cache(maxsize=128)
def _no_spans(count: int) -> NDArray[np.bool_]:
    """Of so many tokens, from which to which there is no span: backwards, or too far."""
    none: NDArray[np.bool_] = ~np.tri(count, k=_LONGEST - 1, dtype=bool) | np.tri(count, k=-1, dtype=bool)
    return none


def _tokens_of(sentences: Sequence[str], places: Sequence[tuple[int, int] | None]) -> list[list[Token]]:
    """Each sentence's tokens that hold something to see, with the characters of the sentence that they cover."""
    starts = np.cumsum([0, *(len(sentence) + 1 for sentence in sentences[:-1])])
    found: list[list[Token]] = [[] for _ in sentences]
    for token, place in enumerate(places):
        if place is None or place[0] >= place[1]:
            continue
        sentence = int(np.searchsorted(starts, place[1] - 1, side="right")) - 1
        # Some tokenizers count the space before a word as the word's.
        begin, end = max(0, place[0] - int(starts[sentence])), place[1] - int(starts[sentence])
        text = sentences[sentence][begin:end]
        if text.strip():
            begin += len(text) - len(text.lstrip())
            found[sentence].append((token, begin, begin + len(text.strip())))
    return found
