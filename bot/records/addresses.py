"""What FOOTNOTE_DATABASE__URL says."""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.records.errors import RecordsError


def url_of(text: str) -> URL:
    """The URL of a database; raises RecordsError where `text` is none."""
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        raise RecordsError("FOOTNOTE_DATABASE__URL can't be used: it is not the URL of a database") from None
