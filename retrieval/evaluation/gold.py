"""What a question's line says of its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import CorpusError
from corpus.values import Span
from retrieval.batch import Asked
from retrieval.ranking.evidence import ask_for
from retrieval.values import Citation

# Whether a citation, which is from the question's document, is what was wanted.
Wanted = Callable[[Citation], bool]

_ANSWERABLE = "answerable"


@dataclass(frozen=True, slots=True)
class Gold:
    """`group` is "answerable", or what kind of question without an answer it is; `reason` why it has none, where that is said.

    `spans` are where the answer stands and `texts` its words; `needs` what a full answer cites, each met by any of some
    sentences; `evidence` sentences in words. `text_based` says whether the text itself answers or something must be inferred.
    """

    answerable: bool
    group: str
    type: str
    reason: str | None
    text_based: bool | None
    spans: tuple[Span, ...]
    texts: tuple[str, ...]
    needs: tuple[tuple[Span, ...], ...]
    sentences: tuple[Span, ...]
    evidence: tuple[str, ...]

    def ranked_for(self) -> tuple[Wanted, ...]:
        """What a ranking of sentences is held against: each gold sentence, need or piece of evidence."""
        if self.sentences:
            return tuple(_meets((span,)) for span in self.sentences)
        if self.needs:
            return tuple(_meets(need) for need in self.needs)
        return tuple(_says(each) for each in self.evidence)


def met(need: Sequence[Span], citation: Citation) -> bool:
    """Whether `citation` holds, or lies within, a sentence of `need`."""
    return any(citation.excerpt.span.holds(span) or span.holds(citation.excerpt.span) for span in need)


def says(evidence: str, citation: Citation) -> bool:
    """Whether `citation` holds the words of `evidence`, or is held by them."""
    return evidence.strip() in citation.excerpt.text or citation.excerpt.text in evidence


def gold_of(asked: Asked, body: str) -> Gold:
    """The gold of a question about `body`; raises CorpusError naming the question whose gold can't be read.

    Its group is the line's `dataset`, else its `reason`; its type the line's `type`, else `qtype`, else the kind of thing that
    its words ask for.
    """
    record = asked.record
    try:
        answers = [each for each in record.get("answers") or () if each.keys() & {"start", "text"}]
        spans = tuple(_span(each) for each in answers if "start" in each)
        texts = tuple(str(each.get("text") or _span(each).of(body)) for each in answers)
        needs = tuple(tuple(map(_span, need)) for need in record.get("gold") or ())
        sentences = tuple(map(_span, record.get("gold_sentences") or ()))
        evidence = tuple(each for each in _list(record.get("evidence") or []) if each.strip())
    except (AttributeError, KeyError, TypeError, ValueError):
        raise CorpusError(
            f"the question {str(asked.id)[:80]!r} has a gold answer that can't be read: answers are "
            '[{"start": 0, "end": 5, "text": "…"}], with the text alone where none stands there, evidence is ["…"]'
        ) from None
    answerable = record.get("answerable", True)
    if not isinstance(answerable, bool):
        raise CorpusError(
            f"the question {str(asked.id)[:80]!r} has {str(answerable)[:40]!r} as answerable: it is true or false"
        )
    reason, text_based = record.get("reason"), record.get("text_based")
    return Gold(
        answerable=answerable,
        group=_ANSWERABLE if answerable else _group(record.get("dataset") or reason),
        type=_called(record.get("type") or record.get("qtype") or ask_for(asked.text).kind),
        reason=None if reason is None else str(reason),
        text_based=text_based if isinstance(text_based, bool) else None,
        spans=spans,
        texts=texts,
        needs=needs,
        sentences=sentences,
        evidence=evidence,
    )


def _group(given: Any) -> str:
    """What questions without an answer are called, which is never as those with one are."""
    name = _called(given or "")
    return name if name not in {"", _ANSWERABLE} else "unanswerable"


def _called(given: Any) -> str:
    """A name of theirs on one line."""
    return " ".join(str(given).split())


def _list(given: Any) -> list[Any]:
    """Text is none, whose characters would each be taken for one."""
    if not isinstance(given, list):
        raise TypeError
    return given


def _span(given: Any) -> Span:
    """A span written {"start", "end"} or [start, end]."""
    start, end = (given["start"], given["end"]) if isinstance(given, dict) else given
    if type(start) is not int or type(end) is not int:
        raise TypeError
    return Span(start, end)


def _meets(need: Sequence[Span]) -> Wanted:
    return lambda citation: met(need, citation)


def _says(evidence: str) -> Wanted:
    return lambda citation: says(evidence, citation)
