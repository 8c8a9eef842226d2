"""The error of this package."""

from __future__ import annotations

from corpus.errors import FootnoteError


class DrawingError(FootnoteError):
    """A picture that can't be drawn; the sentence says why, for people."""

    loggable = True
