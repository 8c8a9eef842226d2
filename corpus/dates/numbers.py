"""Numbers as they are written beside units of time."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.dates.words import NUMBERS, ORDINALS, SCALES, TENS

_VAGUE = {"few", "several", "many", "numerous", "countless", "multiple", "some"}


def count_of(words: Sequence[str]) -> str | None:
    """How many: "2" for ("two",) or ("a", "couple", "of"), "2.5" for "two and a half", "X" for "several"; None for no number."""
    total, seen = 0.0, False
    for word in words:
        if word in _VAGUE:
            return "X"
        if word == "couple":
            return "2"
        if word == "half":
            total += 0.5
        elif (number := number_of(word)) is not None:
            total, seen = total + number, True
        elif word in SCALES:
            total, seen = (total or 1) * SCALES[word], True
    if not seen:
        return "1" if words and words[0] in ("a", "an") else None
    return f"{total:.0f}" if total == int(total) else f"{total:g}"


def number_of(word: str) -> float | None:
    """The number that one word or figure stands for: "twenty-five", "1,500", "2.5"."""
    if word in NUMBERS:
        return NUMBERS[word]
    tens, _, ones = word.replace(" ", "-").partition("-")
    if tens in TENS and (not ones or ones in NUMBERS):
        return TENS[tens] + NUMBERS.get(ones, 0)
    if "/" in word:  # "4 1/2"
        whole, _, part = word.replace("-", " ").rpartition(" ")
        over, _, under = part.partition("/")
        return int(whole or 0) + int(over) / int(under)
    plain = word.replace(",", "")
    if plain.isdecimal() and plain.isascii() and len(plain) < 12:
        return float(plain)
    whole, _, part = plain.partition(".")
    ascii_digits = whole.isdecimal() and part.isdecimal() and plain.isascii()
    return float(plain) if ascii_digits and len(plain) < 12 else None


def ordinal_of(word: str, count: int = 0) -> int:
    """The place that an ordinal names, 3 for "third" or "3rd"; "last" and "latter" are the last of `count`, "early" the first."""
    if word in ("last", "latter", "final", "later"):
        return count
    if word in ("early", "earlier"):
        return 1
    return ORDINALS[word] if word in ORDINALS else int(word.rstrip("stndrh"))
