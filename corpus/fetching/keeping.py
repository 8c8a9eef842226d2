"""A fetched page as a file of the corpus: the article that was read from it, and where it stands."""

from __future__ import annotations

import json

from corpus.apart import read_apart
from corpus.errors import FetchError
from corpus.fetching.fetcher import Page
from corpus.reading import Rejection


async def file_of(page: Page) -> tuple[str, bytes]:
    """The name and the content of a JSONL file that holds the article of `page`, whose url is the page's.

    The page is read apart, and is not kept itself: another version of the reader must not make another text of what is cited by
    then. Raises FetchError where it holds no article.
    """
    outcome, *_ = await read_apart(page.data, page.name)
    if isinstance(outcome, Rejection):
        raise FetchError(f"{page.url[:200]} can't be added: {outcome.reason}")
    fields = {
        "id": outcome.id,
        "title": outcome.title,
        "publisher": outcome.publisher,
        "author": outcome.author,
        "url": page.url,
        "published": outcome.published and outcome.published.isoformat(),
        "published_basis": outcome.published_basis,
        "text": outcome.body,
    }
    known = {name: value for name, value in fields.items() if value is not None}
    return f"{outcome.id}.jsonl", json.dumps(known, ensure_ascii=False).encode() + b"\n"
