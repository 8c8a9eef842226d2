"""News that were invented to learn from, with questions about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.values import Article, Span
from retrieval.fitting.files import read_jsonl

# An article with its questions a line; no other set of questions is about them.
_INVENTED = Path(__file__).with_name("invented_news.jsonl")
# Two questions about one of those articles a line, much alike: it answers one of them and leaves the other open.
_PAIRS = Path(__file__).with_name("contrast_pairs.jsonl")


@dataclass(frozen=True, slots=True)
class Invented:
    """A question about an invented article: the sentences that answer, the words that do if a few do, else what comes near."""

    question: str
    gold: tuple[Span, ...]
    words: Span | None
    near: tuple[Span, ...]


def invented_news() -> Iterator[tuple[Article, tuple[Invented, ...]]]:
    """The invented articles, each with its questions."""
    for number, row in enumerate(read_jsonl(_INVENTED)):
        article = Article(id=f"invented-{number}", title=row["title"], body=row["text"])
        yield article, tuple(map(_asked, row["questions"]))


def contrast_pairs() -> Mapping[str, tuple[tuple[Invented, Invented], ...]]:
    """By the id of its invented article, the pairs about it: what it answers, and what looks like that and stays open.

    Gardner et al. 2020, "contrast sets": what tells two such questions apart can't be that one sounds like the article.
    """
    pairs: dict[str, list[tuple[Invented, Invented]]] = {}
    for row in read_jsonl(_PAIRS):
        pairs.setdefault(f"invented-{row['article']}", []).append((_asked(row["answered"]), _asked(row["open"])))
    return {article: tuple(about) for article, about in pairs.items()}


def _asked(row: dict[str, Any]) -> Invented:
    return Invented(
        row["question"],
        tuple(Span(*each) for each in row["gold"]),
        Span(*row["words"]) if row["words"] else None,
        tuple(Span(*each) for each in row["near"]),
    )


def learned_news() -> list[tuple[Article, tuple[Invented, ...]]]:
    """Those that selector and ranker learn from."""
    return [each for number, each in enumerate(invented_news()) if is_invented_learned(number)]


def news_left_aside() -> list[tuple[Article, tuple[Invented, ...]]]:
    """Those that measure and calibrate."""
    return [each for number, each in enumerate(invented_news()) if not is_invented_learned(number)]


def is_invented_learned(number: int) -> bool:
    """Whether selector and ranker learn from the invented article of that number: five in six, the rest measure and calibrate."""
    return number % 6 != 0
