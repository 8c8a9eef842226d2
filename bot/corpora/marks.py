"""What a button or a form was shown for, so that a late press does nothing to an article that took its place or was changed since."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from corpus.corrections import Correction
from corpus.errors import FootnoteError
from corpus.values import Article

# As much as an id of Discord's has room for beside the longest ids of a server and an article.
_BYTES = 3
_NONE = "none"


class ChangedSince(FootnoteError):
    """An article that is another one by now than was shown; the text says how to see it."""


def mark_of(article: Article | None) -> str:
    """Four characters that are others where an article says anything else, of itself or in its text; or where there is none."""
    if article is None:
        return _NONE
    told = repr((Correction.of(article), article.body)).encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(hashlib.sha256(told).digest()[:_BYTES]).decode()


def as_shown(serving: Iterable[Article], article_id: str, mark: str, command: str) -> Article | None:
    """The article of that id, None where there is none; raises ChangedSince where it is not the one that was marked."""
    now = next((each for each in serving if each.id == article_id), None)
    if mark and mark != mark_of(now):
        raise ChangedSince(
            f"This article was changed, replaced or removed since it was shown here, so nothing was done: use {command} again."
        )
    return now
