"""Web pages: the main text and what the page says of itself, by trafilatura."""

from __future__ import annotations

import re
from typing import Any

from corpus.errors import UnreadableError
from corpus.metadata import is_web_address, linkable

# Where a page carries the day that it was published on: in a tag for it, or in its data for search engines.
_METADATA = re.compile(
    r"<(?:meta|time|abbr)\b[^>]{0,1000}>|\"date(?:Published|Created|Modified)\"\s{0,9}:\s{0,9}\"[^\"]{0,80}\"",
    re.IGNORECASE,
)


def read_page(html: str) -> tuple[dict[str, Any], str]:
    """The metadata fields and the main text of `html`.

    Only what the page says of itself gives its day, not the years and days that it tells of. It counts as stated where the page's
    metadata carry that very day in ISO form; else trafilatura has inferred it.
    Raises UnreadableError where no main text is found.
    """
    # Imported here: it takes a third of a second, and most corpora hold no page.
    from trafilatura import bare_extraction  # noqa: PLC0415

    try:
        document = bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except MemoryError:  # the page may be sound
        raise
    except Exception as error:  # noqa: BLE001 - lxml and its users raise many kinds on hostile pages
        raise UnreadableError(f"it is no readable web page ({type(error).__name__})") from None
    found: dict[str, Any] = {} if document is None else document if isinstance(document, dict) else document.as_dict()
    text = (found.get("text") or "").strip()
    if not text:
        raise UnreadableError("no article text was found in it")
    url, date = linkable((found.get("url") or "").strip()), found.get("date")
    fields: dict[str, Any] = {
        "title": found.get("title"),
        "author": found.get("author"),
        "publisher": found.get("sitename"),
        "url": url if is_web_address(url) else None,
        "published": date,
    }
    if date:
        fields["published_basis"] = (
            "stated" if any(date in each[0] for each in _METADATA.finditer(html)) else "inferred"
        )
    return fields, text
