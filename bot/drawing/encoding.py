"""What was drawn as a PNG of few colours."""

from __future__ import annotations

import io
from dataclasses import astuple

from PIL import Image

from bot.drawing.palettes import Palette

# Letters fray below about ten.
_STEPS = 12
# Rows at a time: a copy of the whole picture in full colour would cost as much memory as drawing it.
_BAND = 256


def encode(drawn: Image.Image, palette: Palette) -> bytes:
    """The picture with only the palette's colours on its background and what lies between the two, a third of the bytes."""
    inks = Image.new("P", (1, 1))
    inks.putpalette([part for colour in between(palette) for part in colour])
    picture = Image.new("P", drawn.size)
    picture.putpalette(inks.getpalette() or [])
    for top in range(0, drawn.height, _BAND):
        band = drawn.crop((0, top, drawn.width, min(top + _BAND, drawn.height)))
        picture.paste(band.convert("RGB").quantize(palette=inks, dither=Image.Dither.NONE), (0, top))
    file = io.BytesIO()
    picture.save(file, "png")
    return file.getvalue()


def between(palette: Palette) -> list[tuple[int, ...]]:
    """The background and each ink in steps from it, as red, green and blue; at most 256."""
    ground = _parts(palette.background)
    mixed = [
        tuple(round(below + (above - below) * step / _STEPS) for below, above in zip(ground, _parts(ink), strict=True))
        for ink in astuple(palette)
        for step in range(_STEPS + 1)
    ]
    return list(dict.fromkeys([ground, *mixed]))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
