"""`footnote feedback export`: what people voted on, as a question set that `batch` and `evaluate` read.

A question is an answer that was voted on, by what most people said of it: `helpful` makes its first excerpt the gold answer,
or an honest no a right one; `not_stated` makes the question one without an answer. Who says the quote or the answer is wrong
holds that there is a right one, which nobody has named: such a question is answerable without a gold answer, which counts
towards the share answered and towards no hit rate, and `rejected` shows what was cited for whoever will label it.

A follow-up is exported as it was read, which may hold words of what the answers before it cited: where those are a server's own
articles, or nobody can tell any more, it stays out.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.bootstrap import make_records
from bot.console.session import EVERYONE, opened_service
from bot.console.telling import tell
from bot.records import Records
from bot.records.values import VERDICTS, GivenAnswer, Verdict, words_digest
from config.settings import Settings
from corpus.errors import FootnoteError
from corpus.values import Article
from retrieval.durable import sync_folder, write_bytes
from retrieval.values import SHARED

DOCS, QUESTIONS = "docs.jsonl", "questions.jsonl"

_MEANINGS = {"helpful": "right", "not_stated": "not stated", "wrong_quote": "wrong", "wrong_answer": "wrong"}
# The ids of people, servers and channels as they stand in mentions, links and texts: none of them leaves.
_ID = re.compile(r"(?<!\d)\d{17,20}(?!\d)")


class ExportError(FootnoteError):
    """Nothing was exported."""


class _LeftOut(Exception):
    """An answer that makes no question; the text says why, of many."""


async def export(settings: Settings, options: argparse.Namespace) -> int:
    """Write the question set; 1 where there is none to write, so that what would read it is not started."""
    folder: Path = options.folder
    _refuse_what_is_there(folder)
    voted = await _voted(settings)
    if not voted:
        raise ExportError("nobody has voted on an answer yet: nothing was written")
    async with opened_service(settings) as service:
        articles = {article.id: article for article in service.articles(EVERYONE)}
    questions, left_out = [], Counter[str]()
    for answer, verdicts, took_over in voted:
        try:
            questions.append(_question(answer, verdicts, articles, took_over=took_over))
        except _LeftOut as reason:
            left_out[str(reason)] += 1
    why = "".join(f"; {count:,} left out: {reason}" for reason, count in left_out.most_common())
    if not questions:
        raise ExportError(
            f"of {_counted(len(voted), 'answer')} voted on none makes a question: nothing was written{why}"
        )
    asked_of = {question["doc_id"] for question in questions}
    docs = [
        {"doc_id": article.id, "title": article.title, "text": article.body}
        for article in articles.values()
        if article.id in asked_of
    ]
    _write_both(folder, _lines(docs), _lines(questions))
    tell(f"{_counted(len(questions), 'question')} about {_counted(len(docs), 'article')} written to {folder}{why}")
    return 0


async def _voted(settings: Settings) -> list[tuple[GivenAnswer, Counter[Verdict], bool]]:
    """The answers that were voted on, oldest first, with how often each verdict was given, and whether they took words over."""
    records = make_records(settings)
    if not records.exists():
        return []
    voted: dict[str, tuple[GivenAnswer, Counter[Verdict]]] = {}
    await records.open()
    try:
        async for answer, vote in records.votes():
            voted.setdefault(answer.id, (answer, Counter()))[1][vote.verdict] += 1
        return [(answer, verdicts, await _took_over(records, answer)) for answer, verdicts in voted.values()]
    finally:
        await records.aclose()


async def _took_over(records: Records, answer: GivenAnswer) -> bool:
    """Whether the reading may hold words of a server's own articles, as far up as each was read after the one before."""
    while answer.read_as != answer.question and answer.parent_id is not None:
        before = await records.answer(answer.guild_id, answer.parent_id)
        if before is None or any(cited.corpus_id != SHARED for cited in before.cited):
            return True
        answer = before
    return False


def _question(
    answer: GivenAnswer, verdicts: Counter[Verdict], articles: Mapping[str, Article], *, took_over: bool
) -> dict[str, Any]:
    """The line of an answer; raises _LeftOut."""
    meaning = _meaning(verdicts)
    article, shown = _first_shown(answer, articles)
    if took_over:
        raise _LeftOut("they follow answers that cite a server's own articles, or are not on record any more")
    answerable = meaning == "wrong" or (meaning == "right" and answer.answered)
    line = {
        "id": answer.id,
        "question": _ID.sub("…", answer.read_as),
        "doc_id": article.id,
        "dataset": "feedback",
        "answerable": answerable,
        "answers": [shown] if answerable and meaning == "right" else [],
        "verdicts": {verdict: verdicts[verdict] for verdict in VERDICTS if verdicts[verdict]},
    }
    if meaning == "wrong" and answer.answered:
        line["rejected"] = [shown]
    return line


def _meaning(verdicts: Counter[Verdict]) -> str:
    """What most people said."""
    said = Counter[str]()
    for verdict, count in verdicts.items():
        said[_MEANINGS[verdict]] += count
    first, *others = said.most_common(2)
    if others and others[0][1] == first[1]:
        raise _LeftOut("as many people say one thing of them as another")
    return first[0]


def _first_shown(answer: GivenAnswer, articles: Mapping[str, Article]) -> tuple[Article, dict[str, Any] | None]:
    """The article that was asked, and the first excerpt of it that was shown, which must stand there to the character."""
    first = next((cited for cited in answer.cited if cited.number == 1), None)
    if first is None and (answer.excerpts or answer.article_id is None):
        raise _LeftOut("their article was removed, or there was none")
    if first is not None and first.corpus_id != SHARED:
        raise _LeftOut("they cite a server's own articles, which stay there")
    article = articles.get(first.article_id if first is not None else answer.article_id or "")
    if article is None:
        raise _LeftOut("their article is not there")
    if first is None:
        return article, None
    text = article.body[first.start : first.end]
    if words_digest(text) != first.digest:
        raise _LeftOut("the words they cite have changed")
    return article, {"start": first.start, "end": first.end, "text": text}


def _lines(forms: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(form, ensure_ascii=False) + "\n" for form in forms).encode()


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _refuse_what_is_there(folder: Path) -> None:
    for file in (folder / DOCS, folder / QUESTIONS):
        if os.path.lexists(file):
            raise ExportError(f"{str(file)!r} is there already: name another folder, or remove it")


def _write_both(folder: Path, docs: bytes, questions: bytes) -> None:
    """Both files appear whole, the documents first, or neither stays; raises ExportError where one came in between."""
    folder.mkdir(parents=True, exist_ok=True)
    with _aside(folder / DOCS, docs) as new_docs, _aside(folder / QUESTIONS, questions) as new_questions:
        try:
            # Unlike a rename, a link never takes the place of a file.
            (folder / DOCS).hardlink_to(new_docs)
            try:
                (folder / QUESTIONS).hardlink_to(new_questions)
            except BaseException:
                (folder / DOCS).unlink()
                raise
        except FileExistsError:
            _refuse_what_is_there(folder)
            raise
    sync_folder(folder)


@contextlib.contextmanager
def _aside(file: Path, data: bytes) -> Iterator[Path]:
    """A hidden file beside `file` with `data`, on disk, for as long as it is needed."""
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        write_bytes(aside, data)
        yield aside
    finally:
        aside.unlink(missing_ok=True)
