"""Text broken into lines of a width."""

from __future__ import annotations

from collections.abc import Callable, Iterator

# Pixels that a text takes.
Measure = Callable[[str], float]
ELLIPSIS = "…"


def wrapped(text: str, width: float, most: int, measure: Measure) -> list[str]:
    """`text` in at most `most` lines no wider than `width`, broken at white space, or within a word wider than a line.

    Where it is cut, an ellipsis ends the last line.
    """
    lines: list[str] = []
    for line in _lines(text, width, measure):
        if len(lines) == most:
            lines[-1] = _cut(lines[-1], width, measure)
            break
        lines.append(line)
    return lines


def _lines(text: str, width: float, measure: Measure) -> Iterator[str]:
    line, taken = "", 0.0
    space = measure(" ")
    for piece in _pieces(text, width, measure):
        needed = measure(piece)
        if line and taken + space + needed > width:
            yield line
            line, taken = "", 0.0
        line, taken = (f"{line} {piece}", taken + space + needed) if line else (piece, needed)
    if line:
        yield line


def _pieces(text: str, width: float, measure: Measure) -> Iterator[str]:
    """The words, those wider than a line in parts that are not."""
    for word in text.split():
        if measure(word) <= width:
            yield word
            continue
        part, taken = "", 0.0
        for char in word:
            needed = measure(char)
            if part and taken + needed > width:
                yield part
                part, taken = "", 0.0
            part, taken = part + char, taken + needed
        yield part


def _cut(line: str, width: float, measure: Measure) -> str:
    """`line` with an ellipsis, without what then has no room: words, or where there is one only, characters."""
    line = line.rstrip(ELLIPSIS)
    while line and measure(line + ELLIPSIS) > width:
        words = line.rsplit(maxsplit=1)
        line = words[0] if len(words) > 1 else line[:-1]
    return line + ELLIPSIS
