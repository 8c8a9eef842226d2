"""Where everything of a scene stands. Pure: pixels, y downwards, the texts' widths measured by the caller."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

from bot.drawing.values import Entry, Marker, Scene
from bot.drawing.wrapping import wrapped

# Twice what a phone shows, so that letters of 38 are as large as the text around the picture.
WIDTH = 1080
MARGIN = 60
RAIL = 80
COLUMN = 136
_LEADING = 1.36
RADIUS = 16.0

Colour = Literal["text", "muted", "past", "coming", "unknown", "doubtful", "rail"]
# Pixels that a text takes in a size, bold or not.
Ruler = Callable[[str, float, bool], float]


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: Colour


@dataclass(frozen=True, slots=True)
class Mark:
    """The dot of an event on the rail, by its centre."""

    x: float
    y: float
    marker: Marker


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: Colour
    dashed: bool = False


@dataclass(slots=True)
class Layout:
    """What is placed so far; `height` is where the next thing would begin, and at the end that of the picture."""

    words: list[Words] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    bold: bool
    colour: Colour
    most_lines: int


_KICKER = _Style(28, True, "muted", 1)
_TITLE = _Style(50, True, "text", 3)
_SUBTITLE = _Style(30, False, "muted", 2)
_CLAUSE = _Style(38, False, "text", 4)
_NOTE = _Style(29, False, "muted", 2)
_DOUBT = _Style(29, False, "doubtful", 2)
_GAP = _Style(28, False, "muted", 1)
_HEADING = _Style(30, True, "coming", 1)
_FOOTER = _Style(25, False, "muted", 1)
_DAY = 40.0


def lay_out(scene: Scene, ruler: Ruler) -> Layout:
    """The scene from top to bottom: title, what happened, what is to come, footer."""
    layout = Layout(height=52)
    _write(layout, "Timeline", _KICKER, ruler, x=MARGIN)
    layout.height += 6
    _write(layout, scene.title, _TITLE, ruler, x=MARGIN)
    layout.height += 8
    _write(layout, scene.subtitle, _SUBTITLE, ruler, x=MARGIN)
    layout.height += 44
    _place_block(layout, scene.past, ruler)
    if scene.coming:
        if scene.past:
            layout.height += 38
        _place_heading(layout, "Planned or to come when written", ruler)
        _place_block(layout, scene.coming, ruler)
    if scene.more:
        layout.height += 30
        _write(layout, scene.more, _NOTE, ruler)
    layout.height += 40
    layout.rules.append(Rule(MARGIN, layout.height, WIDTH - MARGIN, layout.height, "rail"))
    layout.height += 14
    _write(layout, scene.footer, _FOOTER, ruler, x=MARGIN)
    layout.height = math.ceil(layout.height + 30)
    return layout


def _place_block(layout: Layout, entries: tuple[Entry, ...], ruler: Ruler) -> None:
    above: Mark | None = None
    for entry in entries:
        if above is not None:
            _place_gap(layout, entry, ruler)
        mark = Mark(RAIL, layout.height + _DAY * (_LEADING - 0.64), entry.marker)
        layout.marks.append(mark)
        if above is not None:
            dashed = entry.marker == "coming"
            reach = RADIUS + 9
            layout.rules.append(Rule(RAIL, above.y + reach, RAIL, mark.y - reach, "rail", dashed))
        above = mark
        _place_entry(layout, entry, ruler)


def _place_entry(layout: Layout, entry: Entry, ruler: Ruler) -> None:
    day = entry.day[:1].upper() + entry.day[1:]
    _write(layout, day, _Style(_DAY, True, entry.marker, 2), ruler)
    layout.height += 4
    _write(layout, entry.clause, _CLAUSE, ruler)
    for at, note in enumerate(entry.notes):
        layout.height += 6
        doubted = entry.doubtful and at == 0
        _write(layout, f"≈ {note}" if doubted else note, _DOUBT if doubted else _NOTE, ruler)


def _place_gap(layout: Layout, entry: Entry, ruler: Ruler) -> None:
    """The room between two events, which grows with the logarithm of the days between them."""
    room = gap_height(entry.gap_days)
    if entry.gap:
        line = _GAP.size * _LEADING
        below = layout.height + room
        layout.height += (room - line) / 2 + 2  # by eye: descenders above, capitals below
        _write(layout, entry.gap, _GAP, ruler)
        layout.height = below
    else:
        layout.height += room


def gap_height(days: int | None) -> float:
    """Pixels between two events: 40 where no time lies between them, 80 for a month, 129 for a century."""
    return 40.0 if not days else 56.0 + 16.0 * math.log10(1 + min(days, 10**6))


def _place_heading(layout: Layout, heading: str, ruler: Ruler) -> None:
    """A heading with a line on to the right."""
    y = layout.height + _HEADING.size * (_LEADING - 0.64)
    _write(layout, heading, _HEADING, ruler, x=MARGIN)
    begin = MARGIN + ruler(heading, _HEADING.size, True) + 22
    layout.rules.append(Rule(begin, y, WIDTH - MARGIN, y, "coming", dashed=True))
    layout.height += 24


def _write(layout: Layout, text: str, style: _Style, ruler: Ruler, x: float = COLUMN) -> None:
    """Put `text` into lines from `x` to the right margin, and move on below them."""
    measure = partial(_width, ruler, style)
    for line in wrapped(text, WIDTH - MARGIN - x, style.most_lines, measure):
        baseline = layout.height + style.size
        layout.words.append(Words(x, baseline, line, style.size, style.bold, style.colour))
        layout.height += style.size * _LEADING


def _width(ruler: Ruler, style: _Style, text: str) -> float:
    return ruler(text, style.size, style.bold)
