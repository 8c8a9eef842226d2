"""A timeline as a picture. Discord and the console show the same one; matplotlib runs in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.errors import DrawingError

if TYPE_CHECKING:
    from bot.drawing.cache import PictureCache
    from retrieval.facts.values import TimelinePage

__all__ = ["DrawingError", "draw_timeline"]


async def draw_timeline(page: TimelinePage, *, dark: bool, cache: PictureCache | None = None) -> bytes:
    """The events of `page` as a PNG, 1,080 pixels wide, for a dark or a light background, or as `cache` has it.

    Of many events the first are drawn and the others counted. Raises DrawingError where there are none, or the picture can't
    be drawn or takes too long; the process that draws ends with the caller.
    """
    # The process that draws imports this file too, and must not wait for what only its parent needs.
    from bot.drawing.describing import describe  # noqa: PLC0415
    from bot.drawing.process import draw  # noqa: PLC0415

    scene = describe(page, dark=dark)
    return await draw(scene.to_json()) if cache is None else await cache.picture(scene)
