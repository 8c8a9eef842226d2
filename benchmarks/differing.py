"""`python -m benchmarks.differing`: how often articles that differ are both shown, and how often some are said to that do not.

A twin is a copy of a news article in which one figure, day or name is another one everywhere: the only one of the kind asked for in
the sentences that answer one of our questions about it. The question is asked over all news articles and the twin. False alarms are
counted without twins: our questions over all news articles, and those of xquad_en over all of its articles.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from config.settings import load_settings
from corpus.names import find_names
from corpus.values import Article, Basis, Span
from retrieval.answering.answering import Answering, load_answering
from retrieval.building.assembling import temporary_generation
from retrieval.encoders import Encoder, load_encoder
from retrieval.fitting.files import read_jsonl
from retrieval.generations.scope import Scope, one_article, whole
from retrieval.needs import needs_of
from retrieval.values import Answer, Kind, Outcome, Question

_QUESTIONS = (
    Path(__file__).parents[1] / "retrieval" / "fitting" / "news_questions.jsonl",
    Path(__file__).parents[1] / "tests" / "data" / "questions_seen.jsonl",
)
_FIGURE = re.compile(r"(?<![\d.,-])\d{1,3}(?:,\d{3})+(?![\d-])|(?<![\d.,-])\d+(?:\.\d+)?(?![\d,-]*\d)")
_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2},)? \d{4}\b|\b(?:19|20)\d\d\b"
)
_LATER = dt.timedelta(days=20)
_NAMES = {"person": ("person", "Ida Holmqvist"), "place": ("place", "Karvikstad")}


@dataclass(frozen=True, slots=True)
class Twin:
    """A question, the article that answers it by `value`, and its copy that answers it by `other`."""

    kind: Kind
    question: Question
    article: Article
    copy: Article
    value: str
    other: str


def main() -> int:
    """Print the counts; 1 where the public sets are not there."""
    sets = Path(os.environ.get("PUBLIC_SETS", ""))
    if not (sets / "news_articles.jsonl").is_file():
        sys.stderr.write("there is no news_articles.jsonl: name the folder of the public sets with PUBLIC_SETS=…\n")
        return 1
    settings = load_settings()
    encoder, answering = load_encoder(settings), load_answering(settings)
    articles = {
        doc["doc_id"]: _article(number, doc) for number, doc in enumerate(read_jsonl(sets / "news_articles.jsonl"))
    }
    rows = [row for file in _QUESTIONS for row in read_jsonl(file)]
    twins = [twin for number, row in enumerate(rows) if (twin := _twin(number, row, articles[row["doc_id"]]))]
    with (
        temporary_generation(list(articles.values()), encoder) as base,
        temporary_generation([twin.copy for twin in twins], encoder, corpus_id=1) as copies,
    ):
        _alarms("our own", [row["question"] for row in rows], [whole(base)], encoder, answering)
        told: Counter[tuple[Kind, str]] = Counter()
        for twin in twins:
            scopes = [whole(base), one_article(copies, twin.copy.id)]
            told[twin.kind, _shown(twin, _ask(twin.question, scopes, encoder, answering))] += 1
    for (kind, how), count in sorted(told.items()):
        sys.stdout.write(f"{kind}: {how}: {count}\n")
    docs = list(read_jsonl(sets / "xquad_en" / "docs.jsonl"))
    asked = [row["question"] for row in read_jsonl(sets / "xquad_en" / "questions.jsonl")]
    with temporary_generation(
        [Article(f"x{n}", doc["title"], doc["text"]) for n, doc in enumerate(docs)], encoder
    ) as base:
        _alarms("xquad_en", asked, [whole(base)], encoder, answering)
    return 0


def _alarms(
    name: str, questions: Sequence[str], scopes: Sequence[Scope], encoder: Encoder, answering: Answering
) -> None:
    answered = alarms = 0
    for question in questions:
        outcome = _ask(Question(question), scopes, encoder, answering)
        if isinstance(outcome, Answer):
            answered += 1
            alarms += bool(outcome.differing)
            for each in outcome.differing:
                words = [outcome.citations[n - 1].excerpt.text for value in each.values for n in value]
                sys.stdout.write(f"said to differ: {question} {words}\n")
    sys.stdout.write(f"{name}, without twins: {len(questions)} asked, {answered} answered, {alarms} said to differ\n")
    sys.stdout.flush()


def _ask(question: Question, scopes: Sequence[Scope], encoder: Encoder, answering: Answering) -> Outcome:
    (vectors,) = answering.encode(encoder, [question])
    return answering.answer(question, vectors, scopes, ())


def _shown(twin: Twin, outcome: Outcome) -> str:
    """What became of a twin, for counting."""
    if not isinstance(outcome, Answer):
        return "no answer"
    cited = {each.excerpt.article_id: each for each in reversed(outcome.citations)}
    both = all(each.id in cited for each in (twin.article, twin.copy))
    if not outcome.differing:
        return "both cited, nothing said" if both else "one cited"
    numbers = [number for value in outcome.differing[0].values for number in value]
    words = [
        citation.answer.of(article.body)
        for citation in outcome.citations
        for article in (twin.article, twin.copy)
        if citation.number in numbers and citation.answer and citation.excerpt.article_id == article.id
    ]
    right = any(twin.value in each for each in words) and any(twin.other in each for each in words)
    return "said to differ" if right else "said to differ in something else"


def _article(number: int, doc: dict[str, Any]) -> Article:
    day = dt.date.fromisoformat(doc["date"][:10]) if doc["date"] else None
    basis: Basis | None = "stated" if day else None
    return Article(
        f"n{number}", doc["title"], doc["text"], "Wikinews", url=doc["url"], published=day, published_basis=basis
    )


def _twin(number: int, row: dict[str, Any], article: Article) -> Twin | None:
    """None where the sentences that answer hold none or several of what is asked for, or nothing does."""
    kind = needs_of(row["question"]).kind
    gold = [Span(*each) for each in _spans(row["gold"])]
    if row.get("after") or kind not in ("number", "time", "person", "place") or not gold:
        return None
    values = {value for span in gold for value in _values(kind, article, span) if value not in row["question"]}
    if len(values) != 1:
        return None
    (value,) = values
    other = _other(kind, value)
    title, body = (_instead(text, value, other) for text in (article.title, article.body))
    published = article.published + _LATER if article.published else None
    copy = replace(article, id=f"twin{number}", publisher="The Twin", published=published, title=title, body=body)
    return Twin(kind, Question(row["question"]), article, copy, value, other)


def _spans(gold: list[Any]) -> Iterator[list[int]]:
    """The spans of either form: of one of our sets each need has spans of its own."""
    for each in gold:
        if each and isinstance(each[0], list):
            yield from each
        else:
            yield each


def _values(kind: Kind, article: Article, span: Span) -> list[str]:
    if kind in _NAMES:
        wanted = _NAMES[kind][0]
        return [name.full for name in find_names(article.body, None).within(span) if name.kind == wanted]
    words = span.of(article.body)
    days = [found[0] for found in _DAY.finditer(words)]
    return days if kind == "time" else [found[0] for found in _FIGURE.finditer(_DAY.sub("", words))]


def _other(kind: Kind, value: str) -> str:
    """A value of the same form: a figure larger by two thirds, a day three years later, a name that stands nowhere."""
    if kind in _NAMES:
        return _NAMES[kind][1]
    if kind == "time":
        return re.sub(r"\d{4}", lambda found: str(int(found[0]) + 3), value)
    grown = float(value.replace(",", "")) * 5 / 3
    digits = len(value.partition(".")[2])
    text = f"{grown:,.{digits}f}" if "," in value else f"{grown:.{digits}f}"
    return text if text != value else str(int(value) + 1)


def _instead(text: str, value: str, other: str) -> str:
    return re.sub(rf"(?<![\w.,]){re.escape(value)}(?![\w]|[.,]\d)", other, text)


if __name__ == "__main__":
    sys.exit(main())
