"""A layout as a PNG, by matplotlib's Agg; only the process that draws imports this."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle
from PIL import Image

from bot.drawing.encoding import encode
from bot.drawing.glyphs import showable
from bot.drawing.layout import RADIUS, WIDTH, Layout, Mark, Rule, Ruler, Words, lay_out
from bot.drawing.palettes import DARK, LIGHT, Palette
from bot.drawing.values import Entry, Scene

# At 72 dots an inch a point is a pixel.
_DPI = 72
_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_FACES = {False: _FONTS / "DejaVuSans.ttf", True: _FONTS / "DejaVuSans-Bold.ttf"}


def paint(scene: Scene) -> bytes:
    """The scene as a PNG."""
    palette = DARK if scene.dark else LIGHT
    layout = lay_out(_showable(scene), _ruler())
    figure = Figure(figsize=(WIDTH / _DPI, layout.height / _DPI), dpi=_DPI, facecolor=palette.background)
    canvas = FigureCanvasAgg(figure)
    _draw(figure, layout, palette)
    canvas.draw()  # type: ignore[no-untyped-call]
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    return encode(Image.frombuffer("RGBA", canvas.get_width_height(), pixels, "raw", "RGBA", 0, 1), palette)


def _ruler() -> Ruler:
    """Widths as Agg will draw them."""
    renderer = FigureCanvasAgg(Figure(dpi=_DPI)).get_renderer()  # type: ignore[no-untyped-call]

    @lru_cache(maxsize=4096)
    def width(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the signature is the layout's
        measured, _, _ = renderer.get_text_width_height_descent(text, _font(size, bold=bold), ismath=False)
        return float(measured)

    return width


@lru_cache
def _font(size: float, *, bold: bool) -> FontProperties:
    return FontProperties(fname=_FACES[bold], size=size)


def _showable(scene: Scene) -> Scene:
    """The scene without characters that the fonts don't have; both faces are asked, as each text is set in either."""
    glyphs = set(get_font(_FACES[False]).get_charmap()) & set(get_font(_FACES[True]).get_charmap())

    def mended(entry: Entry) -> Entry:
        notes = tuple(showable(note, glyphs) for note in entry.notes)
        return replace(entry, clause=showable(entry.clause, glyphs), notes=notes)

    return replace(
        scene,
        title=showable(scene.title, glyphs),
        subtitle=showable(scene.subtitle, glyphs),
        past=tuple(map(mended, scene.past)),
        coming=tuple(map(mended, scene.coming)),
    )


def _draw(figure: Figure, layout: Layout, palette: Palette) -> None:
    for rule in layout.rules:
        figure.add_artist(_line(rule, layout.height, palette))
    for mark in layout.marks:
        figure.add_artist(_dot(mark, layout.height, palette))
    for words in layout.words:
        _set(figure, words, layout.height, palette)


def _set(figure: Figure, words: Words, height: float, palette: Palette) -> None:
    figure.text(
        words.x / WIDTH,
        1 - words.y / height,
        words.text,
        fontproperties=_font(words.size, bold=words.bold),
        color=getattr(palette, words.colour),
        verticalalignment="baseline",
        # Dollar signs are money here.
        parse_math=False,
        usetex=False,
    )


def _line(rule: Rule, height: float, palette: Palette) -> Line2D:
    return Line2D(
        (rule.x, rule.to_x),
        (height - rule.y, height - rule.to_y),
        transform=None,
        color=getattr(palette, rule.colour),
        linewidth=3,
        linestyle=(0, (2.4, 2.4)) if rule.dashed else "-",
    )


def _dot(mark: Mark, height: float, palette: Palette) -> Circle:
    return Circle(
        (mark.x, height - mark.y),
        RADIUS - 2.5,
        transform=None,
        facecolor=palette.past if mark.marker == "past" else palette.background,
        edgecolor=getattr(palette, mark.marker),
        linewidth=5,
        linestyle=(0, (1.1, 0.9)) if mark.marker == "unknown" else "-",
    )
