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
