"""Files read in a process of their own: what comes back is what would be read here."""

from __future__ import annotations

import pytest

from corpus.apart import Limits, read_apart
from corpus.reading import Rejection, read_bytes
from tests.corpus.pages import ENCRYPTION, page_of, pdf_of
from tests.corpus.shipped import SHIPPED

LINES = b"""{"id": "one", "title": null, "dct": "2015-11-30", "text": " \\u0000a\\u2028 \\r\\n ", "url": "https://a.example/?q=1"}
no json
{"text": "\xf0\x9f\x98\x80", "published": "2014-01-01", "published_basis": "inferred", "author": ["A", "B"]}
"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (SHIPPED.name, SHIPPED.read_bytes()),
        ("rain.html", page_of().encode()),
        ("rain.pdf", pdf_of("It is over.", title="Rain ends")),
        ("pictures.pdf", pdf_of()),
        ("locked.pdf", pdf_of("Hidden.", trailer=ENCRYPTION)),
        ("lines.jsonl", LINES),
        ("empty.md", b""),
        ("blank.txt", b" \r\n"),
        ("program.exe", b"MZ"),
        ("none", b"Text."),
    ],
)
async def test_what_comes_back_is_what_is_read_here(name: str, data: bytes) -> None:
    """Articles to the character, with all their fields, and rejections with their lines."""
    assert await read_apart(data, name) == read_bytes(data, name)


async def test_an_article_that_is_too_long_is_refused() -> None:
    """In a sentence that names it and the limit; one as long as may be is read."""
    assert await read_apart(b"x" * 101, "a.txt", Limits(characters=101)) == read_bytes(b"x" * 101, "a.txt")
    assert await read_apart(b"x" * 101, "a.txt", Limits(characters=100)) == (
        Rejection("a.txt", "its article 'a' has more than 100 characters, which is the limit for one"),
    )


async def test_fields_without_end_are_refused() -> None:
    """An author of a million letters is none."""
    data = b"---\nauthor: " + b"x" * 1_000_000 + b"\n---\n\nText."
    assert await read_apart(data, "a.md") == (
        Rejection("a.md", "the author of its article 'a' has more than 1,000 characters"),
    )


async def test_more_articles_than_one_file_may_hold_are_refused() -> None:
    """As one; as many as may be are read."""
    data = b'{"text": "a"}\n' * 4
    assert await read_apart(data, "a.jsonl", Limits(articles=4)) == read_bytes(data, "a.jsonl")
    assert await read_apart(data, "a.jsonl", Limits(articles=3)) == (
        Rejection("a.jsonl", "it holds more than 3 articles, which is the limit for one file"),
    )


async def test_more_text_than_one_file_may_hold_is_refused() -> None:
    """Where no article is too long alone."""
    assert await read_apart(b'{"text": "abc"}\n' * 9000, "a.jsonl", Limits(articles=9000, written=2**20)) == (
        Rejection("a.jsonl", "it holds more than 1 MiB of text, which is the limit for one file"),
    )
