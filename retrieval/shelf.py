"""Putting files into a corpus's folder and taking articles out of it, so that a failure leaves it as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus import metadata
from corpus.decoding import decode
from corpus.errors import CorpusError
from corpus.folder import GOLDEN, Source, read_folder
from corpus.reading import Rejection, read_bytes, read_file
from corpus.values import Article
from retrieval.durable import write_bytes
from retrieval.errors import UnknownArticle
from retrieval.places import Place, seed


@contextmanager
def added(place: Place, file: Path, max_bytes: int) -> Iterator[tuple[Article, ...]]:
    """Put a copy of `file` into the corpus for good, unless what is done inside the `with` fails; yields its articles.

    Raises CorpusError where it can't be read, or where its name or an id of its articles is taken.
    """
    data, rejection = read_file(file, file.name, max_bytes)
    outcomes = read_bytes(data, file.name) if rejection is None else (rejection,)
    for outcome in outcomes:
        if isinstance(outcome, Rejection):
            raise CorpusError(str(outcome))
    articles = tuple(outcome for outcome in outcomes if isinstance(outcome, Article))
    seed(place)
    place.articles.mkdir(parents=True, exist_ok=True)
    target = place.articles / file.name
    if target.exists() or file.name.startswith(".") or file.name == GOLDEN:
        raise CorpusError(f"the corpus can't take a file called {file.name!r}: that name is taken or kept; rename it")
    taken = {article.id: source.name for source in _sources(place, max_bytes) for article in _articles(source)}
    for article in articles:
        if article.id in taken:
            raise CorpusError(f"{file.name} was left out: its id {article.id!r} is taken by {taken[article.id]}")
        taken[article.id] = f"another article of {file.name}"
    aside = target.with_name(f".adding-{file.name}")
    try:
        write_bytes(aside, data)
        aside.rename(target)
        yield articles
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def removed(place: Place, article_id: str, max_bytes: int) -> Iterator[str]:
    """Take an article's file (or its line of a JSONL file) out of the corpus for good, unless what is done inside fails.

    Yields the file's name. Raises UnknownArticle where no file holds it.
    """
    seed(place)
    source = next(
        (each for each in _sources(place, max_bytes) if article_id in {article.id for article in _articles(each)}), None
    )
    if source is None:
        raise UnknownArticle(
            f"there is no article {article_id[:80]!r} in {str(place.articles)!r}: `footnote corpus list` lists the ids"
        )
    file = place.articles / source.name
    aside = file.with_name(f".removing-{file.name}")
    rest = _rest(file, article_id) if file.suffix.lower() == ".jsonl" else b""
    file.rename(aside)
    try:
        if rest:
            write_bytes(file, rest)
        yield source.name
    except BaseException:
        aside.replace(file)
        raise
    aside.unlink()


def _rest(file: Path, article_id: str) -> bytes:
    """The JSONL file with empty lines for those of `article_id`: a line without an id is known by its number."""
    kept = []
    for number, line in enumerate(decode(file.read_bytes()).split("\n"), start=1):
        try:
            value = json.loads(line)
            given = str(value.get("id") or value.get("doc_id") or f"{file.stem}-{number}")
        except (ValueError, AttributeError, RecursionError):
            kept.append(line)
            continue
        kept.append("" if metadata.slug(given) == article_id else line)
    text = "\n".join(kept)
    return text.encode() if text.strip() else b""


def _sources(place: Place, max_bytes: int) -> tuple[Source, ...]:
    return read_folder(place.articles, max_bytes).sources


def _articles(source: Source) -> list[Article]:
    return [outcome for outcome in source.outcomes if isinstance(outcome, Article)]
