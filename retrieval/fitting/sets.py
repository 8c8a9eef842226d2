"""The public sets as cases: a question, the article it is asked of, and where the answer stands in it, if anywhere."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.sentences import paragraphs, sentences
from corpus.values import Article, Span
from retrieval.encoders import Encoder
from retrieval.evidence import KINDS, ask_for

# What the ranker is fitted to: the set, and the kinds of question taken from it.
RANKING_SETS = {"squad_train_cs224n": tuple(KINDS), "fairytaleqa": ("cause", "manner")}
# Paragraphs to either side of the asked one that make a short article, about as long as a news report.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Case:
    """A question asked of articles; `gold` are the spans of the first one's body that answer, `kind` how it was made."""

    kind: str
    question: str
    article_ids: tuple[str, ...]
    gold: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CaseSet:
    """Cases and the articles they are asked of."""

    articles: tuple[Article, ...]
    cases: tuple[Case, ...]


def ranking_cases(sets: Path, encoder: Encoder, paragraphs_each: int = 8) -> CaseSet:
    """Questions with spans, each asked of an article made of its paragraph and the ones nearest to it in meaning.

    The sets give single paragraphs without their articles; neighbours in meaning stand in for the rest of the article.
    SQuAD has few questions for causes and manners, so those of fairytaleqa are added.
    """
    found = []
    for name, kinds in RANKING_SETS.items():
        rows = [
            row
            for row in _gzipped(sets / "answer_selection" / f"passages_{name}.jsonl.gz")
            if row["answers"] and "start" in row["answers"][0] and ask_for(row["question"]).kind in kinds
        ]
        found.append(_asked_of_neighbours(name.replace("_", "-"), rows, encoder, paragraphs_each))
    return CaseSet(
        tuple(article for each in found for article in each.articles),
        tuple(case for each in found for case in each.cases),
    )


def _asked_of_neighbours(name: str, rows: Sequence[dict[str, Any]], encoder: Encoder, paragraphs_each: int) -> CaseSet:
    texts = list(dict.fromkeys(row["passage"].replace("\n", " ") for row in rows))
    vectors = np.concatenate([encoder.encode_passages(texts[at : at + 64]) for at in range(0, len(texts), 64)])
    left = np.ones(len(texts), bool)
    place: dict[str, tuple[str, int]] = {}
    articles: list[Article] = []
    while left.any():
        first = int(np.flatnonzero(left)[0])
        rest = np.flatnonzero(left)
        near = rest[np.argsort(-(vectors[rest] @ vectors[first]), kind="stable")[:paragraphs_each]]
        left[near] = False
        chosen = [texts[at] for at in near]
        random.Random(len(articles)).shuffle(chosen)
        article = _joined(f"{name}-{len(articles)}", chosen)
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


def calibration_cases(sets: Path) -> CaseSet:
    """squad2 and clapnq, whole and cut to the length of a news report, with answers there, dropped, adversarial or elsewhere."""
    articles: dict[str, Article] = {}
    cases: list[Case] = []
    for article, case in [*_squad2(sets), *_clapnq(sets)]:
        articles[article.id] = article
        cases.append(case)
    return CaseSet(tuple(articles.values()), tuple(cases))


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _gzipped(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _joined(article_id: str, texts: Iterable[str]) -> Article:
    return Article(id=article_id, title=article_id, body="\n\n".join(texts))


def _squad2(sets: Path) -> Iterator[tuple[Article, Case]]:
    docs = list(read_jsonl(sets / "squad2" / "docs.jsonl"))
    shorts = {
        (number, at): doc["paragraphs"][max(0, at - _BESIDE) : at + _BESIDE + 1]
        for number, doc in enumerate(docs)
        for at in range(len(doc["paragraphs"]))
    }
    by_id = {doc["doc_id"]: number for number, doc in enumerate(docs)}
    wholes = [Article(id=f"whole-{number}", title=doc["title"], body=doc["text"]) for number, doc in enumerate(docs)]
    chance = random.Random(7)
    for at, row in enumerate(read_jsonl(sets / "squad2" / "questions.jsonl")):
        number, paragraph = by_id[row["doc_id"]], row["para_id"]
        texts = shorts[number, paragraph]
        short = _joined(f"short-{number}-{paragraph}", texts)
        whole = wholes[number]
        others = tuple(each.id for each in wholes if each is not whole)
        if not row["answerable"]:
            yield short, Case("adversarial", row["question"], (short.id,), ())
            yield whole, Case("adversarial_whole", row["question"], (whole.id,), ())
            continue
        gold = tuple(Span(answer["start"], answer["end"]) for answer in row["answers"])
        yield whole, Case("answerable_whole", row["question"], (whole.id,), gold)
        yield whole, Case("answerable_corpus", row["question"], (whole.id, *others), gold)
        yield whole, Case("off_topic_corpus", row["question"], others, ())
        yield whole, Case("off_topic_whole", row["question"], (chance.choice(others),), ())
        offset = short.body.index(docs[number]["paragraphs"][paragraph])
        inside = tuple(
            Span(answer["para_start"] + offset, answer["para_start"] + offset + len(answer["text"]))
            for answer in row["answers"]
        )
        yield short, Case("answerable", row["question"], (short.id,), inside)
        if dropped := _without(short, inside, f"dropped-{at}"):
            yield dropped, Case("dropped", row["question"], (dropped.id,), ())
        far = [each for each in range(len(docs[number]["paragraphs"])) if abs(each - paragraph) > 2 * _BESIDE]
        beside = chance.choice(far)
        elsewhere = _joined(f"short-{number}-{beside}", shorts[number, beside])
        yield elsewhere, Case("same_article", row["question"], (elsewhere.id,), ())
        wrong = chance.choice([key for key in shorts if key[0] != number])
        foreign = _joined(f"short-{wrong[0]}-{wrong[1]}", shorts[wrong])
        yield foreign, Case("off_topic", row["question"], (foreign.id,), ())


def _clapnq(sets: Path) -> Iterator[tuple[Article, Case]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in _gzipped(sets / "answer_selection" / "pairs_clapnq_dev.jsonl.gz"):
        groups.setdefault(row["group"], []).append(row)
    known = list(groups.values())
    chance = random.Random(8)
    for at, rows in enumerate(known):
        question = rows[0]["question"]
        article = _joined(f"clapnq-{at}", (row["sentence"] for row in rows))
        kept = [row["sentence"] for row in rows if not row["label"]]
        if any(row["label"] for row in rows):
            gold = tuple(
                Span(place, place + len(row["sentence"]))
                for row in rows
                if row["label"] and (place := article.body.find(row["sentence"])) >= 0
            )
            yield article, Case("answerable", question, (article.id,), gold)
            if len(kept) >= 3:
                dropped = _joined(f"clapnq-dropped-{at}", kept)
                yield dropped, Case("dropped", question, (dropped.id,), ())
        else:
            yield article, Case("dropped", question, (article.id,), ())
        other = chance.randrange(len(known))
        if other != at:
            foreign = _joined(f"clapnq-{other}", (row["sentence"] for row in known[other]))
            yield foreign, Case("off_topic", question, (foreign.id,), ())


def _without(article: Article, gold: Sequence[Span], article_id: str) -> Article | None:
    """`article` without the sentences that overlap `gold` or hold its words; None where too little is left."""
    words = {span.of(article.body).casefold() for span in gold}
    blocks = []
    for paragraph in paragraphs(article.body):
        kept = [
            sentence.span.of(article.body)
            for sentence in sentences(article.body)
            if sentence.paragraph == paragraph.ordinal
            and not any(word in sentence.span.of(article.body).casefold() for word in words)
        ]
        if kept:
            blocks.append(" ".join(kept))
    return _joined(article_id, blocks) if len(blocks) > 1 else None
