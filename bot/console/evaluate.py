"""`footnote evaluate answers`, `dates` and `quotes`; retrieval/evaluation says how each figure is computed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from bot.console.terminal import out
from config.settings import Settings
from corpus.errors import CorpusError
from retrieval.answering import load_answering
from retrieval.batch import answer_all, find_dates_of, read_documents, read_facts_of, read_questions
from retrieval.encoders import load_encoder
from retrieval.evaluation import Figure, answer_figures, date_figures, quote_figures, read_attributions


async def answers(settings: Settings, options: argparse.Namespace) -> int:
    """Print the figures of a question set."""
    documents = read_documents(options.docs)
    questions = read_questions(options.questions, documents)
    encoder, answering = load_encoder(settings.encoder), load_answering(settings.answer)
    results = list(answer_all(documents, questions, encoder, answering, scope=options.scope, settings=settings.encoder))
    return _show(answer_figures(results, documents), as_json=options.json)


async def dates(settings: Settings, options: argparse.Namespace) -> int:
    """Print the figures of date mentions: all of them, and DATE alone."""
    documents = read_documents(options.docs)
    if not any(document.record.get("timexes") for document in documents):
        raise CorpusError(f"{options.docs}: no document has 'timexes' that dates could be held against")
    results = list(find_dates_of(documents))
    alone = {f"DATE:{name}": figure for name, figure in date_figures(results, frozenset({"DATE"})).items()}
    del alone["DATE:interval_f1"]  # is over all types
    return _show({**date_figures(results), **alone}, as_json=options.json)


async def quotes(settings: Settings, options: argparse.Namespace) -> int:
    """Print the figures of quotations."""
    gold = read_attributions(options.gold)
    results = [(document, facts.quotes) for document, facts in read_facts_of(read_documents(options.docs))]
    return _show(quote_figures(results, gold), as_json=options.json)


def _show(figures: Mapping[str, Figure], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({name: {"value": figure.value, "n": figure.n} for name, figure in figures.items()}))
        return 0
    for name, figure in figures.items():
        value = f"{figure.value:.0f}" if name == "citation_length" else f"{figure.value:.3f}"
        out().print(f"{name:32} {value:>8}  n={figure.n:,}", markup=False)
    return 0
