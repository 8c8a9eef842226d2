"""Articles, and the files that they came from, as lines of JSON in a generation's folder."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.folder import Source
from corpus.reading import Rejection
from corpus.values import Article

ARTICLES, SOURCES = "articles.jsonl", "sources.jsonl"


def article_digest(article: Article) -> str:
    """SHA-256 of all that an article says, metadata too."""
    return sha256(json.dumps(_article_record(article), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def dump_articles(articles: Iterable[Article]) -> bytes:
    """A line for each of `articles`."""
    return _lines(map(_article_record, articles))


def read_articles(path: Path) -> Iterator[Article]:
    """The articles in `path`; raises OSError, ValueError, KeyError, TypeError."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            record = json.loads(line)
            yield _article(record)


def article_ids(lines: bytes) -> frozenset[str]:
    """The ids in articles.jsonl, of those lines that can be read."""
    return frozenset(found for line in lines.split(b"\n") if (found := _article_id(line)) is not None)


def _article_id(line: bytes) -> str | None:
    """The id on a line of articles.jsonl; None where the line can't be read."""
    try:
        return str(json.loads(line)["id"])
    except (ValueError, KeyError, TypeError):
        return None


def dump_sources(sources: Iterable[Source], kept: frozenset[Article]) -> bytes:
    """A line for each file, with what came of it; articles that are `kept` are named by their ids alone."""
    return _lines(_source_record(source, kept) for source in sources)


def read_sources(path: Path, articles: Mapping[str, Article]) -> Iterator[Source]:
    """The files in `path` and what came of each, of `articles` by their ids; raises OSError, ValueError, KeyError, TypeError."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            record = json.loads(line)
            outcomes = tuple(_outcome(item, articles) for item in record.pop("outcomes"))
            yield Source(**record, outcomes=outcomes)


def _lines(records: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


def _article_record(article: Article) -> dict[str, Any]:
    published = article.published.isoformat() if article.published else None
    return {**asdict(article), "published": published}


def _article(record: dict[str, Any]) -> Article:
    published = record["published"]
    return Article(**{**record, "published": dt.date.fromisoformat(published) if published else None})


def _source_record(source: Source, kept: frozenset[Article]) -> dict[str, Any]:
    outcomes: list[dict[str, Any]] = []
    for outcome in source.outcomes:
        if isinstance(outcome, Rejection):
            outcomes.append({"source": outcome.source, "reason": outcome.reason})
        elif outcome in kept:
            outcomes.append({"article": outcome.id})
        else:
            outcomes.append({"refused": _article_record(outcome)})  # another file has its id, or it was corrected
    state = {"name": source.name, "size": source.size, "mtime_ns": source.mtime_ns, "sha256": source.sha256}
    return {**state, "outcomes": outcomes}


def _outcome(item: dict[str, Any], articles: Mapping[str, Article]) -> Article | Rejection:
    if "article" in item:
        return articles[item["article"]]
    return _article(item["refused"]) if "refused" in item else Rejection(**item)
