"""Colours on Discord's two backgrounds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #rrggbb. Every one but `rail` is for text too, and stands out from the background by 4.5 to 1 (WCAG 2.2, 1.4.3)."""

    background: str
    text: str
    muted: str
    past: str
    coming: str
    unknown: str
    doubtful: str
    rail: str


DARK = Palette(
    background="#313338",
    text="#f2f3f5",
    muted="#b5bac1",
    past="#9db1ff",
    coming="#f0b65a",
    unknown="#b5bac1",
    doubtful="#e8a5c0",
    rail="#6d717c",
)
LIGHT = Palette(
    background="#ffffff",
    text="#1e1f22",
    muted="#565a63",
    past="#3f4fd0",
    coming="#965300",
    unknown="#565a63",
    doubtful="#9b2c5e",
    rail="#b0b4bd",
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
