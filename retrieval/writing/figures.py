"""Numbers in one form: "$40 billion", "40bn dollars" and "forty billion dollars" are one, and forty per cent is another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.dates.words import NUMBERS, ORDINALS, TENS
from retrieval.writing.tokens import Token

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
    "tn": 10**12,
}  # fmt: skip
# After a sign of money only: elsewhere they are metres and kelvins.
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9}
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_UNITS = {
    **{form: name for name in _SIGNS.values() for form in (name, name + "s")},
    **dict.fromkeys(("%", "percent", "pct"), "percent"),
}
_ENDS = frozenset(("st", "nd", "rd", "th"))
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"(?:0|[^\D0]\d{0,17})(?:\.\d{1,18})?")
_EITHER_WAY = re.compile(r"\d{1,3}\.\d{3}")  # a thousand in German, one in English


def read_figure(found: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The key of the number that begins at token `at`, and the token after it; None where none does."""
    sign = _SIGNS.get(found[at].text)
    start = at + 1 if sign else at
    number = _number(found, start, money=sign is not None)
    if number is None:
        return None
    value, end, kind = number
    if kind == "literal":
        return f"{value} {sign or ''}".rstrip(), end
    if kind:
        return f"{value} {kind}", end
    negative = at > 0 and found[at - 1].text == "-" and _stands_apart(found, at - 1)
    unit, end = (sign, end) if sign else _unit(found, end)
    if sign and _lower(found, end) in (sign, sign + "s"):
        end += 1
    return f"{'-' if negative else ''}{value} {unit}".rstrip(), end


def _number(found: Sequence[Token], at: int, *, money: bool) -> tuple[str, int, str] | None:
    """(value, token after it, "" or "th" or "s" or "literal")."""
    if at >= len(found):
        return None
    text = found[at].text
    if text[0].isdecimal():
        if ends := _ending(found, at):
            return (text, at + 2, ends)
        value = _decimal(text)
        if value is None:
            return text, at + 1, "literal"
        return _scaled(found, value, at + 1, money=money)
    return _in_words(found, at, money=money)


def _ending(found: Sequence[Token], at: int) -> str | None:
    """What is glued to a number: "th" of 4th, "s" of 1990s."""
    if at + 1 < len(found) and found[at].end == found[at + 1].start and found[at].text.isdecimal():
        if found[at + 1].lower in _ENDS:
            return "th"
        if found[at + 1].lower == "s":
            return "s"
    return None


def _decimal(text: str) -> Decimal | None:
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if len(text) > 30 or not _PLAIN.fullmatch(text) or _EITHER_WAY.fullmatch(text):
        return None
    return Decimal(text)


def _scaled(found: Sequence[Token], value: Decimal, at: int, *, money: bool) -> tuple[str, int, str]:
    while at < len(found):
        step = 1 if found[at].text == "-" and at + 1 < len(found) else 0
        word = _lower(found, at + step)
        scale = _SCALES.get(word) or (_SHORT_SCALES.get(word) if money else None)
        if not scale:
            break
        value, at = value * scale, at + step + 1
    return _written(value), at, ""


def _in_words(found: Sequence[Token], at: int, *, money: bool) -> tuple[str, int, str] | None:
    """A number in words, "two hundred and five thousand", or a place, "twenty-first"."""
    total = current = 0
    end, last, seen = at, 10**15, False
    while end < len(found):
        step = 1 if seen and (found[end].text == "-" or _lower(found, end) == "and") else 0
        word = _lower(found, end + step)
        small = NUMBERS.get(word, TENS.get(word))
        if small is not None and small < last and not (step and found[end].lower == "and" and last < 100):
            current, last = current + small, (10 if word in TENS else 1)
        elif word in ORDINALS and ORDINALS[word] < last:
            return str(total + current + ORDINALS[word]), end + step + 1, "th"
        elif seen and not (step and found[end].lower == "and") and (scale := _SCALES.get(word)):
            current, total, last = _scale(current, total, scale)
        else:
            break
        end, seen = end + step + 1, True
    if not seen:
        return None
    return _scaled(found, Decimal(total + current), end, money=money)


def _scale(current: int, total: int, scale: int) -> tuple[int, int, int]:
    if scale == 100:
        return current * 100, total, 100
    return 0, total + current * scale, scale


def _unit(found: Sequence[Token], at: int) -> tuple[str, int]:
    if _lower(found, at) == "per" and _lower(found, at + 1) == "cent":
        return "percent", at + 2
    unit = _UNITS.get(_lower(found, at))
    return (unit, at + 1) if unit else ("", at)


def _stands_apart(found: Sequence[Token], at: int) -> bool:
    """Whether the dash at `at` is a minus: nothing is glued to its left, and a number is to its right."""
    glued_left = at > 0 and found[at - 1].end == found[at].start
    return not glued_left and found[at].end == found[at + 1].start


def _lower(found: Sequence[Token], at: int) -> str:
    return found[at].lower if at < len(found) else ""


def _written(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
