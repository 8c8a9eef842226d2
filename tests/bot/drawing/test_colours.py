from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.drawing.encoding import between
from bot.drawing.glyphs import BOX, showable
from bot.drawing.palettes import DARK, LIGHT, Palette

LATIN = frozenset(range(0x20, 0x250))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_is_that_of_the_guidelines() -> None:
    """WCAG's own examples: black on white is 21, and #777 just misses 4.5."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#777777") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_all_text_can_be_read(palette: Palette) -> None:
    """Every colour that text has stands out from the background by 4.5 to 1; the rail, a mere line, by 1.8."""
    for name, colour in asdict(palette).items():
        if name != "background":
            assert contrast(colour, palette.background) >= (1.8 if name == "rail" else 4.5), name


def test_the_backgrounds_are_discords() -> None:
    """The picture has no edge where it is shown."""
    assert (DARK.background, LIGHT.background) == ("#313338", "#ffffff")


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_the_encoded_colours_hold_every_ink(palette: Palette) -> None:
    """The inks themselves and the background are kept exactly, and there are no more colours than a PNG's palette has."""
    colours = between(palette)
    assert len(colours) <= 256
    for colour in asdict(palette).values():
        assert tuple(bytes.fromhex(colour[1:])) in colours


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain $5_000 x^2", "plain $5_000 x^2"),
        ("日本 ok", f"{BOX}{BOX} ok"),
        ("👩\u200d👩\u200d👧 👍🏽!", f"{BOX} {BOX}!"),
        ("👍👍", f"{BOX}{BOX}"),
        ("a\u200bb\ufeff\x07c\ud800d", "abcd"),
        ("a\u3000b", "a b"),
        ("e" + "\u0301" * 500 + "f", "ef"),
        ("", ""),
    ],
)
def test_what_a_font_lacks_is_a_box(text: str, shown: str) -> None:
    """Each character seen that has no glyph is one box; what is never seen is dropped."""
    assert showable(text, LATIN) == shown


@given(st.text(st.characters() | st.sampled_from("\u200d\u0301\ud800"), max_size=300))
def test_only_glyphs_that_exist_are_asked_for(text: str) -> None:
    """The font has every character of what is shown, and a mark is never piled up more than three high."""
    marks = frozenset(range(0x300, 0x370))
    shown = showable(text, LATIN | marks | {ord(BOX)})
    assert {ord(char) for char in shown} <= LATIN | marks | {ord(BOX)}
    assert "\u0301" * 4 not in shown
