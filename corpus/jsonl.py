"""JSONL of documents: one JSON object a line, its `text` kept untouched."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.errors import UnreadableError
from corpus.printable import encodable
from corpus.values import Article


def read_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any] | UnreadableError]]:
    """Each line's number (from 1) with its object, or with what is wrong with it; empty lines are passed over."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _object(line)


def _object(line: str) -> Mapping[str, Any] | UnreadableError:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return UnreadableError("it is no JSON")
    if not isinstance(value, dict):
        return UnreadableError("it is no JSON object")
    body = value.get("text")
    if not isinstance(body, str):
        return UnreadableError("it has no 'text' that is a string")
    if not encodable(body):
        return UnreadableError("its text holds half a surrogate pair")
    return value


def line_of(article: Article) -> bytes:
    """The line that is read as `article` again."""
    fields = {
        "id": article.id,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "published": article.published and article.published.isoformat(),
        "published_basis": article.published_basis,
        "text": article.body,
    }
    known = {name: value for name, value in fields.items() if value is not None}
    return json.dumps(known, ensure_ascii=False).encode() + b"\n"
