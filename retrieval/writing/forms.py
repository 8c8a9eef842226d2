"""What a composed sentence may look like: plain prose, nothing that links, pings, formats or hides."""

from __future__ import annotations

import re
import unicodedata

MOST_CHARACTERS = 400

_PUNCTUATION = frozenset(".,;:!?'\"“”’‘-‐‑–—()%$€£¥₹&/°… ")
# "example.com", "evil.example/path"; not "3.5", and not "U.S." or "p.m.", whose parts are single letters.
_GLUED_DOT = re.compile(r"[^\W_]{2,}\.[^\W\d_]|[^\W_]\.[^\W\d_]{2,}")
_SCHEME = re.compile(r"(?:https?|ftp|wss?|file|mailto|data|javascript|discord|tel)\s*:|www\b", re.IGNORECASE)
# A sign of money without its sum, and stops in a row.
_STRAY = re.compile(r"[$€£¥₹](?! ?\d)|(?<!\d)%|[.,;:!]{2}|[-–—]{2}")
_SLASH = re.compile(r"(?<!\d)/|/(?!\d)")


def flaw(text: str) -> str | None:
    """What is wrong with how a sentence, without its marks, is written; None where nothing is."""
    return next((name for name, broken in _RULES if broken(text)), None)


def _allowed(char: str) -> bool:
    if char in _PUNCTUATION:
        return True
    category = unicodedata.category(char)
    # A letter or digit that is another one in disguise is no plain prose; marks that stack are none either.
    return category in ("Lu", "Ll", "Lo", "Lm", "Nd", "Mc", "Mn") and unicodedata.normalize("NFKC", char) == char


def _empty(text: str) -> bool:
    return not any(char.isalpha() for char in text)


def _odd_characters(text: str) -> bool:
    return not all(map(_allowed, text)) or _STRAY.search(text) is not None


def _links(text: str) -> bool:
    return any(pattern.search(text) for pattern in (_GLUED_DOT, _SCHEME, _SLASH))


def _states_nothing(text: str) -> bool:
    """Whether it asks, begins in the middle, or breaks off where the model's reply was cut."""
    return "?" in text or text.lstrip("\"“‘'(")[:1].islower() or not text.rstrip("\"”’')").endswith((".", "!", "…"))


def _opens_oddly(text: str) -> bool:
    return text[0] in "-‐‑–—.,;:!)%&/°…"


_RULES = (
    ("empty", _empty),
    ("long", lambda text: len(text) > MOST_CHARACTERS),
    ("characters", _odd_characters),
    ("link", _links),
    ("no statement", _states_nothing),
    ("markdown", _opens_oddly),
)
