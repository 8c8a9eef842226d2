"""What the ranker is fitted to: questions asked of articles that are long enough to be wrong in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.values import UNTITLED, Article, Span
from retrieval.encoders import Encoder
from retrieval.fitting.files import read_gzipped
from retrieval.fitting.invented import learned_news
from retrieval.fitting.sets import Case, CaseSet, joined
from retrieval.ranking.evidence import KINDS, ask_for

# The set, and the kinds of question taken from it.
_SETS = {"squad_train_cs224n": tuple(KINDS), "fairytaleqa": ("cause", "manner")}
# Paragraphs of an article that is made of what is near in meaning.
_PARAGRAPHS_EACH = 8
# Of the invented news one question in so many is ranked: with all of them the ranker gets worse at Wikipedia's.
_RANKED_EACH = 8
RANKING_SETS = (*_SETS, f"invented news that the selector learns from, one question in {_RANKED_EACH}")


def ranking_cases(sets: Path, encoder: Encoder) -> CaseSet:
    """Questions with spans, each asked of an article.

    The sets give single paragraphs without their articles: neighbours in meaning stand in for the rest of the article. SQuAD has few
    questions for causes and manners, so those of fairytaleqa are added, and few in other words than the text's, so some about
    invented news are, asked of the whole article.
    """
    found = []
    for name, kinds in _SETS.items():
        rows = [
            row
            for row in read_gzipped(sets / "answer_selection" / f"passages_{name}.jsonl.gz")
            if row["answers"] and "start" in row["answers"][0] and ask_for(row["question"]).kind in kinds
        ]
        found.append(_asked_of_neighbours(name.replace("_", "-"), rows, encoder))
    found.append(_some_invented())
    return CaseSet(
        tuple(article for each in found for article in each.articles),
        tuple(case for each in found for case in each.cases),
    )


def _asked_of_neighbours(name: str, rows: Sequence[dict[str, Any]], encoder: Encoder) -> CaseSet:
    texts = list(dict.fromkeys(row["passage"].replace("\n", " ") for row in rows))
    vectors = np.concatenate([encoder.encode_passages(texts[at : at + 64]) for at in range(0, len(texts), 64)])
    left = np.ones(len(texts), bool)
    place: dict[str, tuple[str, int]] = {}
    articles: list[Article] = []
    while left.any():
        first = int(np.flatnonzero(left)[0])
        rest = np.flatnonzero(left)
        near = rest[np.argsort(-(vectors[rest] @ vectors[first]), kind="stable")[:_PARAGRAPHS_EACH]]
        left[near] = False
        chosen = [texts[at] for at in near]
        random.Random(len(articles)).shuffle(chosen)
        article = joined(f"{name}-{len(articles)}", UNTITLED, chosen)
        for text in chosen:
            place[text] = (article.id, article.body.index(text))
        articles.append(article)
    cases = []
    for row in rows:
        article_id, offset = place[row["passage"].replace("\n", " ")]
        gold = tuple(
            Span(answer["start"] + offset, answer["start"] + offset + len(answer["text"])) for answer in row["answers"]
        )
        cases.append(Case("answerable", row["question"], (article_id,), gold))
    return CaseSet(tuple(articles), tuple(cases))


def _some_invented() -> CaseSet:
    """Every so many of the questions about the invented news that the selector learns from, asked of the whole article."""
    learned = learned_news()
    cases = [
        Case("answerable", asked.question, (article.id,), asked.gold)
        for article, every in learned
        for asked in every
        if asked.gold
    ]
    return CaseSet(tuple(article for article, _ in learned), tuple(cases[::_RANKED_EACH]))
