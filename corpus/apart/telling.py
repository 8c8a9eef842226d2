"""What is told to a process that reads, and what it tells: JSON lines, each followed by the bytes that it announces.

A body follows its line as bytes, so that no line is long, and nothing that is parsed as JSON can grow large in memory.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from corpus.apart.limits import Limits
from corpus.errors import ArticleError
from corpus.metadata import is_web_address
from corpus.printable import encodable, printable
from corpus.reading import Outcome, Rejection
from corpus.values import Article

_LONGEST_LINE = 2**16
_LONGEST_REASON = 500
_TEXTS = ("id", "title", "publisher", "author", "url", "published", "published_basis")
_BASES = ("stated", "inferred")


class Nonsense(Exception):
    """What a process told that is none of what it may tell."""


def tell_order(name: str, limits: Limits) -> bytes:
    """The line that goes before the bytes of the file called `name`."""
    return json.dumps({"name": name, **asdict(limits)}).encode() + b"\n"


def hear_order(line: bytes) -> tuple[str, Limits]:
    """The name and the limits that `tell_order` told."""
    fields = json.loads(line)
    return fields.pop("name"), Limits(**fields)


def tell(outcomes: Sequence[Outcome], name: str, limits: Limits) -> Iterator[bytes]:
    """The outcomes of reading the file called `name`, within the limits."""
    if len(outcomes) > limits.articles:
        outcomes = (Rejection(name, limits.too_many),)
    for outcome in outcomes:
        if isinstance(outcome, Rejection):
            yield _rejection(outcome, name)
        elif reason := limits.objection(outcome):
            yield _rejection(Rejection(name, reason), name)
        else:
            yield from _article(outcome)


def hear(told: bytes, name: str, limits: Limits) -> tuple[Outcome, ...]:
    """What `tell` told of the file called `name`; raises Nonsense for what it can't have told."""
    outcomes: list[Outcome] = []
    at = 0
    while at < len(told):
        end = told.find(b"\n", at, at + _LONGEST_LINE)
        if end < 0 or len(outcomes) == limits.articles:
            raise Nonsense("a line without an end, or too many")
        fields, at = _fields(told[at:end]), end + 1
        if "reason" in fields:
            outcomes.append(_heard_rejection(fields, name))
        else:
            length = fields.pop("bytes", None)
            if type(length) is not int or not 0 < length <= len(told) - at:
                raise Nonsense("a body that is not there")
            outcomes.append(_heard_article(fields, told[at : at + length], limits))
            at += length
    if not outcomes:
        raise Nonsense("nothing")
    return tuple(outcomes)


def _rejection(rejection: Rejection, name: str) -> bytes:
    where = rejection.source.removeprefix(name)
    return json.dumps({"reason": rejection.reason[:_LONGEST_REASON], "where": where}).encode() + b"\n"


def _article(article: Article) -> Iterator[bytes]:
    body = article.body.encode()
    fields = {name: getattr(article, name) for name in _TEXTS}
    fields["published"] = article.published and article.published.isoformat()
    yield json.dumps({**fields, "bytes": len(body)}).encode() + b"\n"
    yield body


def _fields(line: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        raise Nonsense("no JSON") from None
    if not isinstance(fields, dict) or not all(isinstance(value, str | int | None) for value in fields.values()):
        raise Nonsense("no flat JSON object")
    return fields


def _heard_rejection(fields: dict[str, Any], name: str) -> Rejection:
    reason, where = fields.get("reason"), fields.get("where")
    if not isinstance(reason, str) or not isinstance(where, str) or not re.fullmatch(r"( line [0-9]{1,9})?", where):
        raise Nonsense("no rejection")
    words = " ".join(printable(reason[:_LONGEST_REASON]).split())
    if not words:
        raise Nonsense("no reason")
    return Rejection(name + where, words)


def _heard_article(fields: dict[str, Any], body: bytes, limits: Limits) -> Article:
    if fields.keys() != set(_TEXTS) or not all(value is None or _is_text(value) for value in fields.values()):
        raise Nonsense("no article")
    day, basis, url = fields["published"], fields["published_basis"], fields["url"]
    if fields["id"] is None or fields["title"] is None or basis not in ((None,) if day is None else _BASES):
        raise Nonsense("no article")
    if url is not None and not is_web_address(url):
        raise Nonsense("no web address")
    try:
        published = None if day is None else dt.date.fromisoformat(day)
        article = Article(**{**fields, "published": published, "body": body.decode()})
    except (ValueError, ArticleError):
        raise Nonsense("no article") from None
    if not article.body.strip() or limits.objection(article):
        raise Nonsense("no text, or too much")
    return article


def _is_text(value: object) -> bool:
    return isinstance(value, str) and encodable(value)
