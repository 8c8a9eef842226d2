"""Text for people: whether what is untrusted can be written out, making it safe to print, and counting."""

from __future__ import annotations

import re

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` with characters that steer a terminal or the direction of writing made visible; newlines and tabs stay."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8", "replace").decode()


def encodable(text: str) -> bool:
    """Whether `text` can be written as UTF-8, which half a surrogate pair can't."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def counted(count: int, noun: str) -> str:
    """`1 article`, `1,200 articles`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def about(seconds: float) -> str:
    """Roughly how long that is: `about 20 seconds`, `about 3 minutes`, `about 2 hours`."""
    if seconds < 60 - 2.5:
        return f"about {counted(max(5, 5 * round(seconds / 5)), 'second')}"
    if seconds < 3600 - 30:
        return f"about {counted(round(seconds / 60), 'minute')}"
    return f"about {counted(round(seconds / 3600), 'hour')}"
