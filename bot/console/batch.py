"""`footnote batch answers`."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Any

from config.settings import Settings
from corpus.printable import encodable
from retrieval.answering import load_answering
from retrieval.batch import Result, answer_all, read_documents, read_questions
from retrieval.encoders import load_encoder


async def answers(settings: Settings, options: argparse.Namespace) -> int:
    """One JSON line out for each question line in, in order."""
    documents = read_documents(options.docs)
    questions = read_questions(options.questions, documents)
    answering = replace(load_answering(settings.answer), citations=options.top)
    encoder = load_encoder(settings.encoder)
    for result in answer_all(documents, questions, encoder, answering, scope=options.scope, settings=settings.encoder):
        print(_line(_form(result)))
    return 0


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
