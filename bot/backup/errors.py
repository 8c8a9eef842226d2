"""The error of this package."""

from __future__ import annotations

from corpus.errors import FootnoteError


class BackupError(FootnoteError):
    """A backup that can't be made or put back; the text says why."""
