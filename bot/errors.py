"""What goes wrong between what people ask for and what can be shown."""

from __future__ import annotations

from corpus.errors import FootnoteError


class NotShown(FootnoteError):
    """Something that can't be shown here or now; the text says why."""
