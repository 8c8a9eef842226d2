"""`footnote batch answers`, `dates`, `timeline` and `quotes`: JSONL in, a JSON line out for each line in."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Any

from bot.console.machine import date_form, event_form, quote_form
from config.settings import Settings
from corpus.printable import encodable
from retrieval.answering.answering import load_answering
from retrieval.batch import Result, answer_all, find_dates_of, read_documents, read_facts_of, read_questions
from retrieval.encoders import load_encoder
from retrieval.facts.quotations import said_quote
from retrieval.facts.timelines import dated_event
from retrieval.values import SHARED
from retrieval.voices import Voices


async def answers(settings: Settings, options: argparse.Namespace) -> int:
    """One JSON line out for each question line in, in order."""
    documents = read_documents(options.docs)
    questions = read_questions(options.questions, documents)
    answering = replace(load_answering(settings), citations=options.top)
    encoder = load_encoder(settings)
    for result in answer_all(documents, questions, encoder, answering, scope=options.scope, settings=settings.encoder):
        print(_line(_form(result)))
    return 0


async def dates(settings: Settings, options: argparse.Namespace) -> int:
    """The date mentions of each document."""
    for document, mentions in find_dates_of(read_documents(options.docs)):
        body = document.article.body
        print(_line({"doc_id": document.doc_id, "dates": [date_form(each, body) for each in mentions]}))
    return 0


async def timeline(settings: Settings, options: argparse.Namespace) -> int:
    """The events of each document."""
    for document, facts in read_facts_of(read_documents(options.docs)):
        voices = Voices(facts.quotes)
        events = [dated_event(document.article, SHARED, voices, each) for each in facts.events]
        print(_line(_named({"doc_id": document.doc_id, "events": [event_form(each) for each in events]})))
    return 0


async def quotes(settings: Settings, options: argparse.Namespace) -> int:
    """The quotations of each document."""
    for document, facts in read_facts_of(read_documents(options.docs)):
        voices = Voices(facts.quotes)
        said = [said_quote(document.article, SHARED, voices, each) for each in facts.quotes]
        print(_line(_named({"doc_id": document.doc_id, "quotes": [quote_form(each) for each in said]})))
    return 0


def _named(form: dict[str, Any]) -> dict[str, Any]:
    """Each article_id as the document is called in the input: the id that it has here means nothing outside."""
    for each in (*form.get("events", ()), *form.get("quotes", ())):
        for part in (each, each["citation"], *each.get("citations", ())):
            part["article_id"] = form["doc_id"]
    return form


def _line(form: dict[str, Any]) -> str:
    line = json.dumps(form, ensure_ascii=False)
    # An id may be any string, half surrogate pairs too.
    return line if encodable(line) else json.dumps(form)


def _form(result: Result) -> dict[str, Any]:
    found = result.found
    return {
        "id": result.asked.id,
        "outcome": "answer" if found.reason is None else "no_answer",
        "reason": found.reason,
        "confidence": round(found.confidence, 6),
        "citations": [
            {
                "doc_id": doc_id,
                "start": citation.excerpt.span.start,
                "end": citation.excerpt.span.end,
                "text": citation.excerpt.text,
                "score": round(citation.score, 6),
            }
            for citation, doc_id in zip(found.citations, result.doc_ids, strict=True)
        ],
    }
