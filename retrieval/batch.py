"""Many questions over given documents: the documents are read as they are, indexed aside, and forgotten afterwards."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from config.sections import EncoderSettings
from corpus.dates import DateMention, find_dates
from corpus.decoding import decode
from corpus.errors import CorpusError, UnreadableError
from corpus.facts import Facts, read_facts
from corpus.parse import Parse
from corpus.parser import parse_all
from corpus.printable import encodable
from corpus.sentences import paragraphs
from corpus.values import UNTITLED, Article, Basis, Span
from retrieval.answering.answering import Answering, Found
from retrieval.building.assembling import temporary_generation
from retrieval.encoders import Encoder
from retrieval.errors import QuestionError
from retrieval.generations.generation import Generation
from retrieval.generations.scope import Scope, one_article, whole, within
from retrieval.spelling import spelt
from retrieval.values import Question

ScopeName = Literal["article", "corpus", "paragraph"]

_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Document:
    """A line of the documents file; `paragraphs` are the spans that a para_id counts, from 0, `record` is the line as it came."""

    doc_id: str
    article: Article
    paragraphs: tuple[Span, ...]
    record: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of the questions file; `record` is the line as it came."""

    id: Any
    text: str
    doc_id: str
    para_id: int | None
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a question; `doc_ids` says which document each of the citations is from."""

    asked: Asked
    found: Found
    doc_ids: tuple[str, ...]


def read_documents(file: Path) -> tuple[Document, ...]:
    """The documents of a JSONL file {doc_id, title, text, dct?, paragraphs?}; raises CorpusError naming the wrong line.

    `dct` is the day a document was made, as YYYY-MM-DD.
    """
    documents: list[Document] = []
    for number, record in records(file):
        where = f"{file} line {number}"
        doc_id, text, title = record.get("doc_id"), record.get("text"), record.get("title")
        if not isinstance(doc_id, str) or not isinstance(text, str):
            raise CorpusError(f"{where}: doc_id and text must be strings")
        if not encodable(text):
            raise CorpusError(f"{where}: its text holds half a surrogate pair")
        heading = title if isinstance(title, str) and title.strip() else UNTITLED
        heading = heading.encode("utf-8", "replace").decode()
        published = _day(record.get("dct"), where)
        basis: Basis | None = None if published is None else "stated"
        article = Article(id=f"d{len(documents)}", title=heading, body=text, published=published, published_basis=basis)
        documents.append(Document(doc_id, article, _paragraph_spans(text, record.get("paragraphs"), where), record))
    if len({document.doc_id for document in documents}) < len(documents):
        raise CorpusError(f"{file}: two documents have one doc_id")
    return tuple(documents)


def read_questions(files: Sequence[Path], documents: Sequence[Document]) -> tuple[Asked, ...]:
    """The questions of JSONL files {id, question, doc_id, para_id?}; raises CorpusError naming the line that is wrong."""
    known = {document.doc_id: document for document in documents}
    asked = []
    for file in files:
        for number, record in records(file):
            where = f"{file} line {number}"
            text, doc_id, para_id = record.get("question"), record.get("doc_id"), record.get("para_id")
            if not isinstance(text, str) or "id" not in record:
                raise CorpusError(f"{where}: it has no id or no question that is a string")
            if not isinstance(doc_id, str) or doc_id not in known:
                raise CorpusError(f"{where}: no document has the doc_id {str(doc_id)[:80]!r}")
            if para_id is not None and not (
                isinstance(para_id, int)
                and not isinstance(para_id, bool)
                and 0 <= para_id < len(known[doc_id].paragraphs)
            ):
                raise CorpusError(f"{where}: {doc_id!r} has no paragraph {str(para_id)[:80]!r}")
            asked.append(Asked(record["id"], text, doc_id, para_id, record))
    return tuple(asked)


def answer_all(
    documents: Sequence[Document],
    questions: Sequence[Asked],
    encoder: Encoder,
    answering: Answering,
    *,
    scope: ScopeName,
    settings: EncoderSettings,
) -> Iterator[Result]:
    """Answer `questions` in order; the citations are the ranked top excerpts whatever the outcome."""
    by_id = {document.doc_id: document for document in documents}
    names = {document.article.id: document.doc_id for document in documents}
    articles = [document.article for document in documents]
    with temporary_generation(
        articles, encoder, passage_tokens=settings.passage_tokens, batch_size=settings.batch_size
    ) as generation:
        for first in range(0, len(questions), _AT_ONCE):
            batch = questions[first : first + _AT_ONCE]
            asked = [[_scope(generation, scope, by_id[each.doc_id], each.para_id)] for each in batch]
            checked = [
                None if question is None else spelt(question, scopes, encoder)
                for question, scopes in zip((_question(each.text) for each in batch), asked, strict=True)
            ]
            vectors = iter(answering.encode(encoder, [question for question in checked if question]))
            for each, question, scopes in zip(batch, checked, asked, strict=True):
                if question is None:
                    yield Result(each, Found((), 0.0, "off_topic"), ())
                    continue
                found = answering.find(question, next(vectors), scopes)
                yield Result(each, found, tuple(names[citation.excerpt.article_id] for citation in found.citations))


def _question(text: str) -> Question | None:
    """None for what can't be asked: it still has its line in the output."""
    try:
        return Question(text)
    except QuestionError:
        return None


def _scope(generation: Generation, name: ScopeName, document: Document, para_id: int | None) -> Scope:
    if name == "corpus":
        return whole(generation)
    article = one_article(generation, document.article.id)
    if name == "paragraph" and para_id is not None:
        return within(article, document.paragraphs[para_id])
    return article


def read_facts_of(documents: Sequence[Document]) -> Iterator[tuple[Document, Facts]]:
    """Each document with its facts."""
    for document, parse in _parsed(documents):
        yield document, read_facts(document.article, parse)


def find_dates_of(documents: Sequence[Document]) -> Iterator[tuple[Document, tuple[DateMention, ...]]]:
    """Each document with the dates that are mentioned in it."""
    for document, parse in _parsed(documents):
        yield document, find_dates(document.article.body, document.article.published, parse)


def _parsed(documents: Sequence[Document]) -> Iterator[tuple[Document, Parse]]:
    return zip(documents, parse_all(document.article.body for document in documents), strict=True)


def _day(given: Any, where: str) -> dt.date | None:
    if given is None:
        return None
    try:
        return dt.date.fromisoformat(given)
    except (TypeError, ValueError):
        raise CorpusError(f"{where}: dct is no day like 2015-11-30 but {str(given)[:40]!r}") from None


def _paragraph_spans(text: str, given: Any, where: str) -> tuple[Span, ...]:
    if given is None:
        return tuple(paragraph.span for paragraph in paragraphs(text))
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise CorpusError(f"{where}: paragraphs must be a list of strings")
    spans, at = [], 0
    for each in given:
        start = text.find(each, at)
        if start < 0:
            raise CorpusError(
                f"{where}: the paragraph {each[:40]!r} does not stand in the text after the one before it"
            )
        at = start + len(each)
        spans.append(Span(start, at))
    return tuple(spans)


def _text(data: bytes) -> str:
    """JSON is UTF-8 (RFC 8259), whatever characters its strings hold; only what is not is looked at more closely."""
    try:
        return decode(data) if b"\x00" in data else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return decode(data)


def _finite(text: str) -> float:
    """JSON has no infinity, and what comes in must be able to go out again."""
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def records(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of each line that is not blank with its object; raises CorpusError naming the line that is none."""
    try:
        lines = _text(file.read_bytes()).split("\n")
    except UnreadableError as error:
        raise CorpusError(f"{file}: {error}") from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, parse_constant=_finite, parse_float=_finite)
        except (ValueError, RecursionError):
            raise CorpusError(f"{file} line {number}: it is no JSON") from None
        if not isinstance(record, dict):
            raise CorpusError(f"{file} line {number}: it is no JSON object")
        yield number, record
