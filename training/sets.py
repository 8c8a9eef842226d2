"""The public answer selection sets as questions with labelled sentences."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.sentences import sentences
from corpus.values import Article, Span
from retrieval.fitting.files import read_gzipped, read_jsonl
from retrieval.fitting.invented import Invented, contrast_pairs, learned_news
from retrieval.fitting.sets import is_learned

# Each set with how often an epoch takes its questions: those of few kinds, or far from what people ask, seldom.
# Passages whose answers stand at offsets; the pairs of the same sets hold the same questions.
PASSAGES = {
    "squad_train_cs224n": 1.0,
    "tydiqa_en": 1.0,
    "nq_open_oracle": 1.0,
    "fairytaleqa": 0.3,
    "quoref": 1.0,
}
# Passages that answer somewhere, it is not said where.
SOMEWHERE = {"boolq": 0.2, "nq_complex": 0.3}
# Sentences out of their order.
PAIRS = {
    "squad_train_du_sents": 1.0,
    "qamr": 0.05,
    "qadiscourse": 0.1,
    "selqa": 1.0,
    "covidqa": 0.5,
    "multispanqa_valid": 1.0,
    "qed_dev": 1.0,
    "quotesum_dev": 1.0,
}
# SQuAD 2.0's unanswerable questions, which people wrote to look answerable: no rule imitates them well.
_SQUAD2 = 2.0
# The source of the contrast pairs about invented news.
CONTRAST = "contrast"
# Further questions about passages of the sets, by what their passage comes to, each with the first character and the last + 1 of
# what answers it or, where nothing does, of what comes nearest.
WRITTEN = Path(__file__).parent / "written_questions.jsonl"
# Left out: clapnq, to which the confidence is fitted.
# Of the invented news that are learned from, one in so many validates.
_VALID = 12

NO, YES, MAYBE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Answered:
    """A question and sentences, each labelled NO, YES or MAYBE (one of the MAYBEs answers).

    `answer` is (sentence, first character, last + 1) where it is known. Sentences of an `ordered` one are a text. An epoch takes
    the question `share` times, on average. Where nothing answers, `near` are the sentences that look most as if they did.
    """

    source: str
    question: str
    title: str
    sentences: tuple[str, ...]
    labels: tuple[int, ...]
    answer: tuple[int, int, int] | None
    ordered: bool
    share: float = 1.0
    near: tuple[int, ...] = ()


def read_news() -> tuple[list[Answered], list[Answered]]:
    """The questions about invented news, contrast pairs among them, to train on and those to validate with."""
    train: list[Answered] = []
    valid: list[Answered] = []
    pairs = contrast_pairs()
    for number, (article, asked) in enumerate(learned_news()):
        kept = train if number % _VALID else valid
        kept.extend(_of_news("news", article, asked))
        kept.extend(_of_news(CONTRAST, article, tuple(chain.from_iterable(pairs.get(article.id, ())))))
    return train, valid


def read_sets(folder: Path) -> tuple[list[Answered], list[Answered]]:
    """The questions to train on and those to validate with, from answer_selection and squad2 in `folder`.

    Of squad2 every other article is learned from; the rest is left to what measures and calibrates.
    """
    train = [asked for learned, asked in _squad2(folder / "squad2") if learned]
    valid: list[Answered] = []
    folder /= "answer_selection"
    passages: dict[str, dict[str, Any]] = {}
    for name, share in (PASSAGES | SOMEWHERE).items():
        for row in read_gzipped(folder / f"passages_{name}.jsonl.gz"):
            if row["split"] != "valid":
                passages.setdefault(passage_key(row["passage"]), row)
            found = _of_passage(row, share)
            if found:
                (valid if row["split"] == "valid" else train).append(found)
    train += _written(passages)
    for name, share in PAIRS.items():
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in read_gzipped(folder / f"pairs_{name}.jsonl.gz"):
            groups[row["group"]].append(row)
        for rows in groups.values():
            if any(row["label"] for row in rows):
                (valid if rows[0]["split"] == "valid" else train).append(_of_pairs(name, rows, share))
    return train, valid


def _of_news(source: str, article: Article, asked: Sequence[Invented]) -> Iterator[Answered]:
    spans = [each.span for each in sentences(article.body)]
    texts = tuple(span.of(article.body) for span in spans)

    def among(wanted: Sequence[Span]) -> tuple[int, ...]:
        return tuple(at for at, span in enumerate(spans) if any(span.overlaps(each) for each in wanted))

    for each in asked:
        right, answer = among(each.gold), None
        if each.words:
            (at,) = among([each.words])
            answer = (at, each.words.start - spans[at].start, each.words.end - spans[at].start)
        labels = tuple(YES if at in right else NO for at in range(len(texts)))
        yield Answered(source, each.question, article.title, texts, labels, answer, True, near=among(each.near))


def _squad2(folder: Path) -> Iterator[tuple[bool, Answered]]:
    """The questions of squad2, each asked of its own paragraph, and whether its article is learned from."""
    docs = {doc["doc_id"]: (number, doc) for number, doc in enumerate(read_jsonl(folder / "docs.jsonl"))}
    for row in read_jsonl(folder / "questions.jsonl"):
        number, doc = docs[row["doc_id"]]
        answers = row["answers"] if row["answerable"] else ()
        starts = [(each["para_start"], each["para_start"] + len(each["text"])) for each in answers]
        text = doc["paragraphs"][row["para_id"]]
        yield is_learned(number), _of_text("squad2", row["question"], doc["title"], text, starts, _SQUAD2)


def _of_passage(row: dict[str, Any], share: float) -> Answered | None:
    starts = [(each["start"], each["start"] + len(each["text"])) for each in row["answers"] or () if "start" in each]
    found = _of_text(row["source"], row["question"], row.get("title") or "", row["passage"], starts, share)
    if row["source"] in SOMEWHERE:
        found = replace(found, labels=(MAYBE,) * len(found.labels), answer=None)
    return found if any(found.labels) else None


def passage_key(text: str) -> str:
    """What names a passage in written_questions.jsonl."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _written(passages: Mapping[str, Mapping[str, Any]]) -> Iterator[Answered]:
    """The further questions about those `passages`."""
    for line in read_jsonl(WRITTEN):
        row = passages.get(line["passage"])
        if row is None:
            continue
        title, text = row.get("title") or "", row["passage"]
        for question, first, last in line["answered"]:
            yield _of_text("written", question, title, text, [(first, last)], share=1.0)
        for question, first, last in line["open"]:
            nearest = _of_text("written", question, title, text, [(first, last)], share=1.0)
            near = tuple(at for at, label in enumerate(nearest.labels) if label == YES)
            yield replace(nearest, labels=(NO,) * len(nearest.labels), answer=None, near=near)


def _of_text(
    source: str, question: str, title: str, text: str, answers: Sequence[tuple[int, int]], share: float
) -> Answered:
    """`answers` are the first character and the last + 1 of each in `text`."""
    spans, texts = _split(text)
    labels, answer = [NO] * len(spans), None
    for start, end in answers:
        for at, (first, last) in enumerate(spans):
            if first < end and start < last:
                labels[at] = YES
                if answer is None and first <= start and end <= last:
                    answer = (at, start - first, end - first)
    return Answered(source, question, title, texts, tuple(labels), answer, ordered=True, share=share)


# Several questions about one text come one after the other.
@lru_cache(maxsize=1)
def _split(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[str, ...]]:
    """The first character and the last + 1 of each sentence of `text`, and the sentences."""
    spans = tuple((each.span.start, each.span.end) for each in sentences(text))
    return spans, tuple(text[first:last] for first, last in spans)


def _of_pairs(name: str, rows: Sequence[dict[str, Any]], share: float) -> Answered:
    answer = None
    for at, row in enumerate(rows):
        words = row.get("answer")
        if row["label"] and words and answer is None:
            start = row["sentence"].lower().find(words.lower())
            if start >= 0:
                answer = (at, start, start + len(words))
    return Answered(
        name,
        rows[0]["question"],
        rows[0].get("title") or "",
        tuple(row["sentence"] for row in rows),
        tuple(YES if row["label"] else NO for row in rows),
        answer,
        ordered=False,
        share=share,
    )
