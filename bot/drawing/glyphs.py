"""Texts as a font can show them."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

BOX = "□"
# Written above one another they would reach into the lines around them.
_MOST_MARKS = 3
_JOINER = "\u200d"


def showable(text: str, glyphs: Container[int]) -> str:
    """`text` with a box for every character that is not among `glyphs` (code points); what is never seen is dropped."""
    kept: list[str] = []
    marks = 0
    joined = False
    for char in text:
        kind = unicodedata.category(char)
        if kind in {"Mn", "Me"}:
            marks += 1
            if marks <= _MOST_MARKS and ord(char) in glyphs:
                kept.append(char)
            continue
        marks = 0
        if kind in {"Cc", "Cf", "Cs"} or _colours_skin(char):
            joined = char == _JOINER or (joined and kind != "Cc")
            continue
        shown = char if ord(char) in glyphs else " " if kind.startswith("Z") else BOX
        # What is joined to one emoji is seen as one with it.
        if not (joined and shown == BOX and kept[-1:] == [BOX]):
            kept.append(shown)
        joined = False
    return "".join(kept)


def _colours_skin(char: str) -> bool:
    """Whether it only changes the emoji before it."""
    return "\U0001f3fb" <= char <= "\U0001f3ff"
