"""`footnote evaluate answers`."""

from __future__ import annotations

import argparse
import json

from bot.console.terminal import out
from config.settings import Settings
from retrieval.answering import load_answering
from retrieval.batch import answer_all, read_documents, read_questions
from retrieval.encoders import load_encoder
from retrieval.evaluation import answer_figures


async def answers(settings: Settings, options: argparse.Namespace) -> int:
    """Print the figures of a question set; retrieval/evaluation.py says how each is computed."""
    documents = read_documents(options.docs)
    questions = read_questions(options.questions, documents)
    encoder, answering = load_encoder(settings.encoder), load_answering(settings.answer)
    results = list(answer_all(documents, questions, encoder, answering, scope=options.scope, settings=settings.encoder))
    figures = answer_figures(results, documents)
    if options.json:
        print(json.dumps({name: {"value": figure.value, "n": figure.n} for name, figure in figures.items()}))
        return 0
    for name, figure in figures.items():
        value = f"{figure.value:.0f}" if name == "citation_length" else f"{figure.value:.3f}"
        out().print(f"{name:32} {value:>8}  n={figure.n:,}", markup=False)
    return 0
