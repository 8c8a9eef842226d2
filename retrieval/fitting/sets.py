"""What the selector's share and the confidence are fitted to: questions, what each is asked of, and where that answers, if anywhere."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from corpus.sentences import paragraphs, sentences
from corpus.values import UNTITLED, Article, Span
from retrieval.fitting.files import read_gzipped, read_jsonl
from retrieval.fitting.invented import news_left_aside

# Of the questions about invented news one in so many is a case: they weigh little.
_CALIBRATED_EACH = 3
# Questions asked of single sentences, each a paragraph: the selector's share is fitted to them too, the confidence not.
LOOSE = "loose"
_LOOSE = (
    "selqa",
    "qed_dev",
    "multispanqa_valid",
    "quotesum_dev",
    "nq_open_oracle",
    "tydiqa_en",
    "squad_train_du_sents",
    "covidqa",
)
_LOOSE_EACH = 120
# What the selector's share and the confidence are fitted to.
CALIBRATION_SETS = (
    "squad2, the articles that the selector does not learn from",
    "answer_selection/pairs_clapnq_dev",
    "our own questions about news",
    f"invented news, the articles that the selector does not learn from, one question in {_CALIBRATED_EACH}",
    f"answer_selection, sentences that the selector does not learn from ({', '.join(_LOOSE)}), at most {_LOOSE_EACH} of each",
)
# 320 about forty articles of news_articles.jsonl, which no other set of questions is about; `gold` are sentences of its text.
_NEWS = Path(__file__).with_name("news_questions.jsonl")
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


def is_learned(number: int) -> bool:
    """Whether the selector learns from squad2's article of that number: every other one, so that the rest can measure it."""
    return number % 2 == 0


def calibration_cases(sets: Path) -> CaseSet:
    """Questions with answers there, dropped, adversarial or elsewhere.

    Of squad2 and of invented news, the articles that the selector does not learn from, squad2's whole and cut to the length of a
    news report; of clapnq and of news, articles as they are.
    """
    docs = list(read_jsonl(sets / "squad2" / "docs.jsonl"))
    wholes = [Article(id=f"whole-{number}", title=doc["title"], body=doc["text"]) for number, doc in enumerate(docs)]
    articles = {whole.id: whole for whole in wholes}
    cases: list[Case] = []
    for article, case in [
        *_squad2(sets, docs, wholes),
        *_clapnq(sets),
        *_loose(sets),
        *news_cases(sets),
        *_invented_cases(),
    ]:
        articles[article.id] = article
        cases.append(case)
    return CaseSet(tuple(articles.values()), tuple(cases))


def joined(article_id: str, title: str, texts: Iterable[str]) -> Article:
    """An article of paragraphs."""
    return Article(id=article_id, title=title, body="\n\n".join(texts))


def _squad2(sets: Path, docs: Sequence[dict[str, Any]], wholes: Sequence[Article]) -> Iterator[tuple[Article, Case]]:
    shorts = {
        (number, at): doc["paragraphs"][max(0, at - _BESIDE) : at + _BESIDE + 1]
        for number, doc in enumerate(docs)
        for at in range(len(doc["paragraphs"]))
    }
    by_id = {doc["doc_id"]: number for number, doc in enumerate(docs)}
    chance = random.Random(7)

    def short_of(key: tuple[int, int]) -> Article:
        return joined(f"short-{key[0]}-{key[1]}", docs[key[0]]["title"], shorts[key])

    for at, row in enumerate(read_jsonl(sets / "squad2" / "questions.jsonl")):
        number, paragraph = by_id[row["doc_id"]], row["para_id"]
        if is_learned(number):
            continue
        whole, short = wholes[number], short_of((number, paragraph))
        own = docs[number]["paragraphs"][paragraph]
        alone = joined(f"paragraph-{number}-{paragraph}", whole.title, [own])
        case = partial(Case, question=row["question"])
        if not row["answerable"]:
            for article, kind in ((alone, "_paragraph"), (short, ""), (whole, "_whole")):
                yield article, case(f"adversarial{kind}", article_ids=(article.id,), gold=())
            continue
        lengths = [len(answer["text"]) for answer in row["answers"]]
        gold = tuple(Span(answer["start"], answer["end"]) for answer in row["answers"])
        starts = [answer["para_start"] for answer in row["answers"]]
        offset = short.body.index(own)
        near = tuple(Span(at + offset, at + offset + size) for at, size in zip(starts, lengths, strict=True))
        here = tuple(Span(at, at + size) for at, size in zip(starts, lengths, strict=True))
        others = tuple(each.id for each in wholes if each is not whole)
        yield whole, case("answerable_whole", article_ids=(whole.id,), gold=gold)
        yield whole, case("answerable_corpus", article_ids=(whole.id, *others), gold=gold)
        yield whole, case("off_topic_corpus", article_ids=others, gold=())
        yield whole, case("off_topic_whole", article_ids=(chance.choice(others),), gold=())
        yield alone, case("answerable_paragraph", article_ids=(alone.id,), gold=here)
        yield short, case("answerable", article_ids=(short.id,), gold=near)
        if dropped := _without(short, near, f"dropped-{at}"):
            yield dropped, case("dropped", article_ids=(dropped.id,), gold=())
        far = [each for each in range(len(docs[number]["paragraphs"])) if abs(each - paragraph) > 2 * _BESIDE]
        elsewhere = short_of((number, chance.choice(far)))
        yield elsewhere, case("same_article", article_ids=(elsewhere.id,), gold=())
        foreign = short_of(chance.choice([key for key in shorts if key[0] != number]))
        yield foreign, case("off_topic", article_ids=(foreign.id,), gold=())


def _clapnq(sets: Path) -> Iterator[tuple[Article, Case]]:
    known = _groups(sets, "clapnq_dev")
    chance = random.Random(8)
    for at, rows in enumerate(known):
        question = rows[0]["question"]
        title = rows[0]["title"]
        article = joined(f"clapnq-{at}", title, (row["sentence"] for row in rows))
        kept = [row["sentence"] for row in rows if not row["label"]]
        if any(row["label"] for row in rows):
            yield article, Case("answerable", question, (article.id,), _right(article, rows))
            if len(kept) >= 3:
                dropped = joined(f"clapnq-dropped-{at}", title, kept)
                yield dropped, Case("dropped", question, (dropped.id,), ())
        else:
            yield article, Case("dropped", question, (article.id,), ())
        other = chance.randrange(len(known))
        if other != at:
            foreign = joined(f"clapnq-{other}", known[other][0]["title"], (row["sentence"] for row in known[other]))
            yield foreign, Case("off_topic", question, (foreign.id,), ())


def _loose(sets: Path) -> Iterator[tuple[Article, Case]]:
    for name in _LOOSE:
        groups = [
            rows
            for rows in _groups(sets, name)
            if rows[0]["split"] == "valid" and len({row["label"] for row in rows}) > 1
        ]
        for at, rows in enumerate(groups[:: max(1, len(groups) // _LOOSE_EACH)][:_LOOSE_EACH]):
            article = joined(f"loose-{name}-{at}", rows[0].get("title") or UNTITLED, (row["sentence"] for row in rows))
            yield article, Case(LOOSE, rows[0]["question"], (article.id,), _right(article, rows))


def _groups(sets: Path, name: str) -> list[list[dict[str, Any]]]:
    """The sentences of each question of a set of pairs."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in read_gzipped(sets / "answer_selection" / f"pairs_{name}.jsonl.gz"):
        groups.setdefault(row["group"], []).append(row)
    return list(groups.values())


def _right(article: Article, rows: Sequence[dict[str, Any]]) -> tuple[Span, ...]:
    """Where the sentences of `rows` that answer stand in `article`."""
    return tuple(
        Span(place, place + len(row["sentence"]))
        for row in rows
        if row["label"] and (place := article.body.find(row["sentence"])) >= 0
    )


def news_cases(sets: Path) -> Iterator[tuple[Article, Case]]:
    """Our own questions about news, each with the article it is asked of: its own, that without what answers, another."""
    rows = list(read_jsonl(_NEWS))
    asked_about = {row["doc_id"] for row in rows}
    articles = {
        doc["doc_id"]: Article(id=f"news-{number}", title=doc["title"], body=doc["text"])
        for number, doc in enumerate(read_jsonl(sets / "news_articles.jsonl"))
        if doc["doc_id"] in asked_about
    }
    chance = random.Random(9)
    for at, row in enumerate(rows):
        article, gold = articles[row["doc_id"]], tuple(Span(start, end) for start, end in row["gold"])
        case = partial(Case, question=row["question"])
        if gold:
            yield article, case("answerable_news", article_ids=(article.id,), gold=gold)
            if dropped := _without(article, gold, f"dropped-news-{at}"):
                yield dropped, case("dropped_news", article_ids=(dropped.id,), gold=())
        else:
            yield article, case("not_stated_news", article_ids=(article.id,), gold=())
        other = chance.choice([each for each in articles.values() if each is not article])
        yield other, case("off_topic_news", article_ids=(other.id,), gold=())


def _invented_cases() -> Iterator[tuple[Article, Case]]:
    """Questions about the invented articles that the selector does not learn from, each asked of its own and of another."""
    left = news_left_aside()
    chance = random.Random(10)
    every = [(article, asked) for article, about in left for asked in about]
    for article, asked in every[::_CALIBRATED_EACH]:
        kind = "answerable_invented" if asked.gold else "not_stated_invented"
        yield article, Case(kind, asked.question, (article.id,), asked.gold)
        other = chance.choice([each for each, _ in left if each is not article])
        yield other, Case("off_topic_invented", asked.question, (other.id,), ())


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
    return joined(article_id, article.title, blocks) if len(blocks) > 1 else None
