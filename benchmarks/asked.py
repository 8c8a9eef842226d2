"""What the systems are compared on: a hundred articles, and questions about some of them whose answers are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.evaluate import learned_titles
from benchmarks.judging import Gold
from benchmarks.systems import Text
from retrieval.fitting.files import read_jsonl

# Of xquad_en, of the news, and how many questions: None for all of them.
_FULL, _QUICK = (24, 76, None), (8, 4, 80)
_WARMING = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """`golds` belongs to `questions`; `warming` are other questions, asked before anything is measured."""

    articles: tuple[Text, ...]
    questions: tuple[str, ...]
    golds: tuple[Gold, ...]
    warming: tuple[str, ...]


def read_asked(sets: Path, *, quick: bool = False) -> Asked | None:
    """The articles of xquad_en and news besides, and xquad_en's questions; None where the sets are not in `sets`.

    Questions about articles that the selector has learned from are left out, and a question is asked once. Paragraphs stand
    apart by a blank line in every article.
    """
    docs, questions = sets / "xquad_en" / "docs.jsonl", sets / "xquad_en" / "questions.jsonl"
    news = sets / "news_articles.jsonl"
    if not (docs.is_file() and questions.is_file() and news.is_file()):
        return None
    asking, beside, most = _QUICK if quick else _FULL
    own, others = list(read_jsonl(docs))[:asking], list(read_jsonl(news))
    articles = [_article(f"a{number}", record) for number, record in enumerate([*own, *others[:beside]])]
    learned = learned_titles(sets / "squad2" / "docs.jsonl")
    names = {record["doc_id"]: f"a{number}" for number, record in enumerate(own) if record["title"] not in learned}
    asked = {
        record["question"]: Gold(names[record["doc_id"]], tuple(answer["text"] for answer in record["answers"]))
        for record in read_jsonl(questions)
        if record["doc_id"] in names
    }
    kept = list(asked.items())[:most]
    return Asked(
        tuple(articles),
        tuple(question for question, _ in kept),
        tuple(gold for _, gold in kept),
        tuple(f"What is said about {record['title']}?" for record in others[:_WARMING]),
    )


def _article(name: str, record: dict[str, Any]) -> Text:
    text = record["text"]
    return Text(name, text if "\n\n" in text else text.replace("\n", "\n\n"), record["title"])
