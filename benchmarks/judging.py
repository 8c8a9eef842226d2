"""Whether what a system finds holds the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.systems import Text


@dataclass(frozen=True, slots=True)
class Gold:
    """The article that a question is about, and the words of it that answer."""

    article: str
    answers: tuple[str, ...]


def recall(found: Sequence[Sequence[Text]], golds: Sequence[Gold], first: int) -> float:
    """The share of questions, in percent, of which one of the `first` texts found holds an answer and is of its article."""
    held = (any(holds(text, gold) for text in texts[:first]) for texts, gold in zip(found, golds, strict=True))
    return sum(held) / len(golds) * 100


def holds(text: Text, gold: Gold) -> bool:
    """Whether an answer's words stand in `text`, white space aside, and it is of the right article."""
    words = " ".join(text.text.split())
    return text.article == gold.article and any(" ".join(answer.split()) in words for answer in gold.answers)


def around(found: Sequence[Text], passages: Sequence[Text]) -> list[Text]:
    """For each text found the first passage that it stands in, which it begins in where it stands in none whole."""
    return [_around(text, [each for each in passages if each.article == text.article]) for text in found]


def _around(text: Text, passages: Sequence[Text]) -> Text:
    start = text.start or 0
    begun = [each for each in passages if (each.start or 0) <= start < (each.start or 0) + len(each.text)]
    whole = [each for each in begun if start + len(text.text) <= (each.start or 0) + len(each.text)]
    return (whole or begun)[0]
