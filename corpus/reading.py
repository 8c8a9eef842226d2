"""One file into articles, by its format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from corpus import jsonl, markdown, metadata, pdf, webpage
from corpus.decoding import decode, normalise
from corpus.errors import UnreadableError
from corpus.values import Article

# Goes up when the same bytes would be read into other articles, so that what was read before is read again.
READER_VERSION = 8


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file, or a part of one, that did not become an article; `reason` is a sentence's predicate ("it holds no text")."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source} was left out: {self.reason}"


Outcome = Article | Rejection


def _read_markdown(data: bytes, name: str) -> Iterator[Outcome]:
    fields, source = metadata.split_front_matter(normalise(decode(data)))
    from corpus.masthead import headline, titled  # noqa: PLC0415 - as in _completed

    text = normalise(markdown.plain_text(source))
    title = metadata.text_of(fields, "title") or markdown.leading_heading(source)
    line = title or headline(text)
    body, title = _without_headline(text, line), title or titled(line)
    yield metadata.make_article(
        _completed({**fields, "title": title}, body), body=body, fallback_id=_stem(name), fallback_title=_title_of(name)
    )


def _read_plain(data: bytes, name: str) -> Iterator[Outcome]:
    from corpus.masthead import headline, titled  # noqa: PLC0415 - as in _completed

    text = normalise(decode(data))
    line = headline(text)
    body = _without_headline(text, line)
    fields = _completed({"title": titled(line)}, body)
    yield metadata.make_article(fields, body=body, fallback_id=_stem(name), fallback_title=_title_of(name))


def _read_html(data: bytes, name: str) -> Iterator[Outcome]:
    fields, text = webpage.read_page(decode(data, html=True))
    body = _without_headline(normalise(text), str(fields.get("title") or ""))
    yield metadata.make_article(
        _completed(fields, body), body=body, fallback_id=_stem(name), fallback_title=_title_of(name)
    )


def _read_pdf(data: bytes, name: str) -> Iterator[Outcome]:
    fields, text = pdf.read_pdf(data)
    body = normalise(text)
    yield metadata.make_article(
        _completed(fields, body), body=body, fallback_id=_stem(name), fallback_title=_title_of(name)
    )


def _read_jsonl(data: bytes, name: str) -> Iterator[Outcome]:
    for number, line in jsonl.read_lines(decode(data)):
        source = f"{name} line {number}"
        if isinstance(line, UnreadableError):
            yield Rejection(source, str(line))
            continue
        try:
            given = metadata.given_id(line, f"{_stem(name)}-{number}")
            yield metadata.make_article(
                {**line, "id": metadata.slug(given)}, body=line["text"], fallback_id=given, fallback_title=given
            )
        except UnreadableError as error:
            yield Rejection(source, str(error))


_FORMATS: dict[str, Callable[[bytes, str], Iterator[Outcome]]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".txt": _read_plain,
    ".html": _read_html,
    ".htm": _read_html,
    ".pdf": _read_pdf,
    ".jsonl": _read_jsonl,
}
SUFFIXES = tuple(_FORMATS)


def read_bytes(data: bytes, name: str) -> tuple[Outcome, ...]:
    """What the file called `name` with content `data` holds: articles, and a rejection for each part that is none.

    Never raises for bad content: the reason stands in the rejection.
    """
    read = _FORMATS.get(PurePath(name).suffix.lower())
    if read is None:
        return (Rejection(name, f"its format is not one that is read ({', '.join(SUFFIXES)})"),)
    if not data.strip():
        return (Rejection(name, "it is empty"),)
    try:
        return tuple(read(data, name)) or (Rejection(name, "it holds no text"),)
    except UnreadableError as error:
        return (Rejection(name, str(error)),)


def read_file(path: Path, name: str, max_bytes: int) -> tuple[bytes, Rejection | None]:
    """The bytes of a regular file of at most `max_bytes`, or no bytes and the rejection that says why not."""
    try:
        if not path.is_file():
            return b"", Rejection(name, "it is no regular file")
        size = path.stat().st_size
        if size > max_bytes:
            return b"", Rejection(
                name,
                f"it has {size / 2**20:,.1f} MiB and the limit is {max_bytes / 2**20:,.0f} (FOOTNOTE_CORPUS__MAX_FILE_MB)",
            )
        return path.read_bytes(), None
    except OSError as error:
        return b"", Rejection(name, f"it can't be read: {error.strerror or error}")


def _completed(fields: Mapping[str, Any], body: str) -> dict[str, Any]:
    """`fields` with what the lines above the text say of who wrote it, who published it and when, where they say nothing of it."""
    from corpus.masthead import read_masthead  # noqa: PLC0415 - the rules of dates take a tenth of a second, and what serves reads none

    opening = read_masthead(body)
    url = opening.url if opening.url and metadata.is_web_address(opening.url) else None
    said: dict[str, Any] = {"author": opening.author, "publisher": opening.publisher, "url": url}
    if metadata.date_of(fields) is None and opening.published is not None:
        said |= {"published": opening.published.isoformat(), "published_basis": opening.basis}
    return {**fields, **{name: value for name, value in said.items() if not fields.get(name)}}


def _without_headline(body: str, title: str) -> str:
    """`body` without the lines at its head that only repeat the title."""
    wanted = " ".join(title.split()).casefold()
    while wanted:
        line, _, rest = body.partition("\n")
        if " ".join(line.split()).casefold() != wanted or not rest.strip():
            break
        body = rest.lstrip()
    return body


def _stem(name: str) -> str:
    return PurePath(name).stem


def _title_of(name: str) -> str:
    return re.sub(r"[-_\s]+", " ", _stem(name)).strip().capitalize() or name
