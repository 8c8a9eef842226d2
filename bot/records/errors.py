"""The error of this package."""

from __future__ import annotations

from corpus.errors import FootnoteError


class RecordsError(FootnoteError):
    """The database did not take or give what was asked of it."""
