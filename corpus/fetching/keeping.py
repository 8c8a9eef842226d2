"""A fetched page as an article, and as a file of the corpus that holds it."""

from __future__ import annotations

from dataclasses import replace

from corpus.apart import read_apart
from corpus.errors import FetchError
from corpus.fetching.fetcher import Page
from corpus.jsonl import line_of
from corpus.reading import Rejection
from corpus.values import Article


async def article_of(page: Page) -> Article:
    """The article of `page`, read apart, whose url is the page's; raises FetchError where it holds none."""
    outcome, *_ = await read_apart(page.data, page.name)
    if isinstance(outcome, Rejection):
        raise FetchError(outcome.reason)
    return replace(outcome, url=page.url)


async def file_of(page: Page) -> tuple[str, bytes]:
    """The name and the content of a JSONL file that holds the article of `page`; raises FetchError where it holds none.

    The page itself is not kept: another version of the reader must not make another text of what is cited by then.
    """
    try:
        article = await article_of(page)
    except FetchError as error:
        raise FetchError(f"{page.url[:200]} can't be added: {error}") from None
    return f"{article.id}.jsonl", line_of(article)
