"""What a file says about its article, checked: front matter and the like fields of other formats."""

from __future__ import annotations

import datetime as dt
import json
import re
import reprlib
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlsplit

from corpus.decoding import normalise
from corpus.errors import ArticleError, UnreadableError
from corpus.printable import encodable
from corpus.values import Article, Basis, Span

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# "2024-03-05T10:00:00Z", "2024-03-05 10:00:00 +0000 UTC".
_TIMESTAMP = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ][0-9:.,+A-Z ()-]*)?")
_LONGEST_DAY = 80
_MONTH = re.compile(r"[^\W\d_]{3}")
# What some writers of pages call "published" says whether, not when.
_FLAGS = frozenset("true false yes no".split())
# A line "title: Auditor: water district overspent", which is no YAML without quotation marks.
_BARE = re.compile(r"(?m)^([A-Za-z_][\w-]{0,40}:[ \t]+)([^\s\"'\[{|>&*!#].*?)[ \t]*$")
_NOT_IN_LINK = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f\x7f]")
_HOST = re.compile(r"[^/]*//[^/?#]*")
_NOT_IN_ID = re.compile(r"[^a-z0-9._-]+")


def split_front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """The fields of the YAML block that opens `text`, all as strings, and the rest of it.

    Raises UnreadableError where the block is not closed or is no YAML mapping.
    """
    if not re.match(r"---[ \t]*\n", text):
        return {}, text
    block = _FRONT_MATTER.match(text)
    if block is None:
        raise UnreadableError("its front matter opens with '---' and is never closed")
    import yaml  # noqa: PLC0415 - what serves reads none

    try:
        # Only strings, lists and mappings: what YAML makes of dates and numbers is decided here instead.
        fields = yaml.load(_quoted(block["yaml"]), Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader builds no objects
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f" (line {line + 2})" if line is not None else ""
        raise UnreadableError(f"its front matter is no YAML{where}") from None
    if not isinstance(fields, Mapping):
        if fields in (None, ""):
            return {}, text[block.end() :]
        raise UnreadableError("its front matter is no list of 'name: value' lines")
    return fields, text[block.end() :]


def _quoted(block: str) -> str:
    """The lines of `block`, with quotation marks around a bare value that has a colon and a space in it, as headlines do."""
    return _BARE.sub(lambda line: line[1] + json.dumps(line[2]) if ": " in line[2] else line[0], block)


def make_article(fields: Mapping[str, Any], *, body: str, fallback_id: str, fallback_title: str) -> Article:
    """An article of checked `fields` (id, title, publisher, author, url, published or date, published_basis).

    Raises UnreadableError with what is wrong and what would be right.
    """
    if not body.strip():
        raise UnreadableError("it holds no text")
    if not encodable(body):  # nothing could be built of a corpus that holds it
        raise UnreadableError("its text holds half a surrogate pair")
    published, basis = date_of(fields), _basis(fields)
    try:
        return Article(
            id=text_of(fields, "id") or slug(fallback_id),
            title=" ".join((text_of(fields, "title") or fallback_title).split())[:300],
            body=body,
            publisher=text_of(fields, "publisher"),
            author=text_of(fields, "author"),
            url=_url(fields),
            published=published,
            published_basis=basis if published else None,
        )
    except ArticleError as error:
        raise UnreadableError(str(error)) from None


def given_id(fields: Mapping[str, Any], fallback: str) -> str:
    """What a JSONL line calls its document: `id`, else `doc_id`, else `fallback`; raises UnreadableError."""
    return text_of(fields, "id") or text_of(fields, "doc_id") or fallback


def slug(name: str) -> str:
    """An article id made of `name`: ASCII, lower case, at most 64 characters; a digest where nothing of it is left."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    made = _NOT_IN_ID.sub("-", ascii_name).strip("-._")[:64].rstrip("-._")
    return made or "article-" + sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def text_of(fields: Mapping[str, Any], name: str) -> str | None:
    """The field `name` as one line of text, the parts of a list divided by commas; None where it is missing or blank.

    Raises UnreadableError where it is no text.
    """
    value = fields.get(name)
    if value is None:
        return None
    parts = value if isinstance(value, list) else [value]
    if not all(isinstance(part, (str, int, float)) and not isinstance(part, bool) for part in parts):
        # reprlib, since a few aliases in YAML can stand for more text than there is memory.
        raise UnreadableError(f"its {name} is no text: {reprlib.repr(value)[:80]}")
    text = " ".join(normalise(", ".join(str(part) for part in parts)).split())
    if not encodable(text):
        raise UnreadableError(f"its {name} holds half a surrogate pair")
    return text or None


def date_of(fields: Mapping[str, Any]) -> dt.date | None:
    """The day of publication that `fields` give, under one of its names; raises UnreadableError where it is no date."""
    for name in ("published", "date", "dct"):
        value = text_of(fields, name)
        if value is None:
            continue
        if value.lower() in _FLAGS:
            continue
        day = _TIMESTAMP.fullmatch(value)
        try:
            return dt.date.fromisoformat(day[1] if day else value)
        except ValueError:
            if (told := _day_in_words(value)) is not None:
                return told
            raise UnreadableError(f"its {name} {value[:80]!r} is no date: write it as YYYY-MM-DD") from None
    return None


def _day_in_words(value: str) -> dt.date | None:
    """The one day that words like "March 5, 2024" give; None where digits alone could be read two ways."""
    from corpus.dates.dateline import days_in  # noqa: PLC0415 - the rules of dates take a tenth of a second
    from corpus.dates.finding import find_expressions  # noqa: PLC0415
    from corpus.dates.tokens import tokenize  # noqa: PLC0415

    if len(value) > _LONGEST_DAY or not _MONTH.search(value):
        return None
    days = days_in(find_expressions(tokenize(value, Span(0, len(value)))))
    # A day without its month is one of several ("30 or 31 Nov 2015").
    return days[0][1] if len(days) == 1 and _MONTH.search(days[0][0].span.of(value)) else None


def _basis(fields: Mapping[str, Any]) -> Basis:
    match text_of(fields, "published_basis"):
        case None | "stated":
            return "stated"
        case "inferred":
            return "inferred"
        case other:
            raise UnreadableError(f"its published_basis {other[:80]!r} is unknown: write 'stated' or 'inferred'")


def is_web_address(text: str) -> bool:
    """Whether `text` is an http or https address that can be linked to as it is."""
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
    return usable and len(text) <= 2000 and not _NOT_IN_LINK.search(text)


def linkable(url: str) -> str:
    """`url`, percent-encoded behind its host where a character would break out of a link, which leads to the same page."""
    host = _HOST.match(url)
    behind = host.end() if host else 0
    return url[:behind] + _NOT_IN_LINK.sub(lambda found: quote(found[0], safe=""), url[behind:])


def _url(fields: Mapping[str, Any]) -> str | None:
    url = text_of(fields, "url")
    if url is not None and not is_web_address(url):
        raise UnreadableError(f"its url {url[:80]!r} is no http or https address")
    return url
