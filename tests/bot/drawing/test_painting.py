"""What the process that draws does, in this one."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace

import pytest
from PIL import Image

from bot.drawing import __main__ as program
from bot.drawing.describing import describe
from bot.drawing.layout import MARGIN, RADIUS, WIDTH, lay_out
from bot.drawing.painting import _ruler, _showable, paint
from bot.drawing.palettes import DARK
from bot.drawing.values import Scene
from tests.bot.drawing.pages import SHIPPED, Told, page_of

UNKNOWN = Told("the toll may be 30 crowns", "2015-11-23", "2015-11-29", "week", "unknown")


def _colour(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def _pixels(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")


def test_the_dots_tell_what_happened() -> None:
    """A dot is filled where it is past, a whole ring where it is to come, a broken one where that is not known."""
    scene = describe(page_of([*SHIPPED, UNKNOWN]), dark=True)
    pixels = _pixels(paint(scene))
    ring = int(RADIUS - 2.5)
    for mark in lay_out(_showable(scene), _ruler()).marks:
        x, y = round(mark.x), round(mark.y)
        past = mark.marker == "past"
        assert pixels.getpixel((x, y)) == _colour(DARK.past if past else DARK.background)
        around = [pixels.getpixel((x + dx, y + dy)) for dx in range(-ring, ring + 1) for dy in (-ring, ring)]
        around += [pixels.getpixel((x + dx, y + dy)) for dx in (-ring, ring) for dy in range(-ring, ring + 1)]
        assert _colour(getattr(DARK, mark.marker)) in around


def test_no_ink_stands_in_the_margins() -> None:
    """Widths are measured as they are drawn: whatever the text, nothing reaches beyond the column."""
    texts = ["W" * 400, "ffi fl " * 60, "العربية " * 50, "日本語" * 100, "i" * 400, "x\u0301" * 200]
    page = page_of([Told(text, "2014-05-01", None) for text in texts], title="WWWW " * 40)
    pixels = _pixels(paint(describe(page, dark=True)))
    edges = [pixels.crop((0, 0, MARGIN - 4, pixels.height)), pixels.crop((WIDTH - MARGIN + 4, 0, WIDTH, pixels.height))]
    ground = _colour(DARK.background)
    assert [edge.getcolors() for edge in edges] == [[(edge.width * edge.height, ground)] for edge in edges]


def test_dollars_are_money() -> None:
    """What TeX would read as a formula is drawn as wide as it is written."""
    ruler = _ruler()
    assert ruler("$x^2$", 40, False) > ruler("x^2", 40, False) > ruler("x2", 40, False)


def test_the_program_reads_a_scene_and_writes_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scene in, its picture out, both as bytes; anything else is refused."""
    scene = describe(page_of(SHIPPED), dark=False)
    out = io.BytesIO()
    monkeypatch.setattr("os.nice", lambda by: by)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(scene.to_json())))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    assert program.main() == 0
    assert out.getvalue() == paint(scene)
    with pytest.raises(ValueError, match="Expecting"):
        Scene.from_json(b"no scene")
