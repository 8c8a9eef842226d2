"""What is kept of a page."""

from __future__ import annotations

import re

import pytest

from corpus.errors import FetchError
from corpus.fetching import Page, file_of
from corpus.reading import read_bytes
from corpus.values import Article
from tests.corpus.apart import hostile

HTML = """<html><head><title>The mill</title><link rel="canonical" href="https://elsewhere.example/other">
<meta property="article:published_time" content="2021-05-04"></head><body><article><h1>The mill</h1>
<p>The mill — “old Sandhavn” — burned down in 1902, and nobody was hurt.</p><p>It was rebuilt four years later by Ida Holm.</p>
</article></body></html>""".encode()
URL = "https://news.example/a/mill.html?page=1"


async def test_file_holds_the_article_that_was_read_and_where_it_stands() -> None:
    """Read again it is the same article, whatever address the page gives itself."""
    name, data = await file_of(Page(URL, "mill.html", HTML))
    (article,) = read_bytes(data, name)
    (read,) = read_bytes(HTML, "mill.html")
    assert isinstance(article, Article)
    assert isinstance(read, Article)
    assert (name, article.id, article.url) == ("mill.jsonl", "mill", URL)
    assert (article.title, article.body) == (read.title, read.body)
    assert (article.published, article.published_basis) == (read.published, read.published_basis)


@pytest.mark.parametrize("data", [b"", b"<html><body></body></html>", bytes(range(256)), b"%PDF-1.4 broken"])
@pytest.mark.parametrize("suffix", [".html", ".txt", ".pdf", ".md"])
async def test_page_without_an_article_is_refused(data: bytes, suffix: str) -> None:
    """In one sentence that names it; any other is an article after all."""
    page = Page(URL, f"mill{suffix}", data)
    (read,) = read_bytes(data, page.name)
    if isinstance(read, Article):
        name, made = await file_of(page)
        assert isinstance(read_bytes(made, name)[0], Article)
    else:
        with pytest.raises(FetchError, match=re.escape(f"{URL} can't be added: {read.reason}")):
            await file_of(page)


async def test_page_is_read_apart() -> None:
    """One that would take all memory and time is refused by its limits, in one sentence."""
    with pytest.raises(FetchError, match="can't be added: reading it takes more than 512 MiB of memory"):
        await file_of(Page(URL, "mill.md", hostile.joined_bomb()))
