"""Articles as they come into the facts of each, whatever the grammar and the rules do."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import chain

from corpus.facts import FAILED, Facts, read_facts
from corpus.parse import Parse
from corpus.parser import parse_all
from corpus.values import Article


def read_all(articles: Iterator[Article]) -> Iterator[Facts | str]:
    """The facts of each, in order, and notices between.

    An odd article on which the rules fail has none, and where the grammar fails, less is read from there on.
    """
    # The parser takes several before it gives the first back.
    taken: deque[Article] = deque()
    parses = parse_all(_bodies(articles, taken))
    while True:
        try:
            parse = next(parses, None)
        except Exception as error:  # noqa: BLE001 - the rules work without a parse too
            where = repr(taken[0].id) if taken else "here"
            yield f"from {where} on nothing is parsed, and less is read ({type(error).__name__}: {error})"
            break
        if parse is None:
            break
        yield from _facts(taken.popleft(), parse)
    for article in chain(taken, articles):
        yield from _facts(article, None)


def _bodies(articles: Iterator[Article], taken: deque[Article]) -> Iterator[str]:
    for article in articles:
        taken.append(article)
        yield article.body


def _facts(article: Article, parse: Parse | None) -> Iterator[Facts | str]:
    try:
        yield read_facts(article, parse)
    except Exception as error:  # noqa: BLE001 - whatever it was, it must not keep a whole corpus from being served
        yield f"the dates and quotations of {article.id!r} can't be read ({type(error).__name__}: {error})"
        yield FAILED
