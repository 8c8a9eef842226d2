"""`footnote evaluate answers`, `dates` and `quotes`; retrieval/evaluation says how each figure is computed."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.text import Text

from bot.console.telling import tell
from bot.console.terminal import out
from config.settings import Settings
from corpus.errors import CorpusError
from corpus.printable import printable
from retrieval.answering.answering import Answering, load_answering
from retrieval.batch import (
    Document,
    Result,
    ScopeName,
    answer_all,
    find_dates_of,
    read_documents,
    read_facts_of,
    read_questions,
)
from retrieval.encoders import load_encoder
from retrieval.evaluation import (
    Figure,
    answer_figures,
    date_figures,
    quote_figures,
    read_after,
    read_attributions,
)
from retrieval.evaluation.reliability import lines_of
from retrieval.evaluation.table import rows_of, table_of


async def answers(settings: Settings, options: argparse.Namespace) -> int:
    """Print the figures of a question set, and draw how far the confidence can be believed."""
    plot: Path | None = options.plot
    if plot is not None:
        _check_place(plot)
    answering = load_answering(settings)
    documents, results = ask_all(settings, answering, options.docs, options.questions, scope=options.scope)
    try:
        if plot is not None:
            _draw(results, plot, answering.threshold)
    finally:
        # A disk that takes no picture must not cost the figures.
        code = show_answers(documents, results, as_json=options.json)
    return code


def ask_all(
    settings: Settings, answering: Answering, docs: Path, questions: Sequence[Path], *, scope: ScopeName = "article"
) -> tuple[tuple[Document, ...], list[Result]]:
    """The documents and what came of each question, follow-ups read after what they follow."""
    documents = read_documents(docs)
    asked = read_after(read_questions(questions, documents))
    encoder = load_encoder(settings)
    return documents, list(answer_all(documents, asked, encoder, answering, scope=scope, settings=settings.encoder))


def show_answers(documents: Sequence[Document], results: Sequence[Result], *, as_json: bool = False) -> int:
    """Print the figures of what came of questions."""
    figures = answer_figures(results, documents)
    return _show_json(figures) if as_json else _show(table_of(figures))


async def dates(settings: Settings, options: argparse.Namespace) -> int:
    """Print the figures of date mentions: all of them, and DATE alone."""
    documents = read_documents(options.docs)
    if not any(document.record.get("timexes") for document in documents):
        raise CorpusError(f"{options.docs}: no document has 'timexes' that dates could be held against")
    results = list(find_dates_of(documents))
    alone = {f"DATE:{name}": figure for name, figure in date_figures(results, frozenset({"DATE"})).items()}
    del alone["DATE:interval_f1"]  # is over all types
    figures = {**date_figures(results), **alone}
    return _show_json(figures) if options.json else _show(rows_of(figures))


async def quotes(settings: Settings, options: argparse.Namespace) -> int:
    """Print the figures of quotations."""
    gold = read_attributions(options.gold)
    results = [(document, facts.quotes) for document, facts in read_facts_of(read_documents(options.docs))]
    figures = quote_figures(results, gold)
    return _show_json(figures) if options.json else _show(rows_of(figures))


def _check_place(plot: Path) -> None:
    """Answering takes minutes, and what would fail after it fails before."""
    if plot.suffix.lower() != ".png" or plot.is_dir() or not plot.absolute().parent.is_dir():
        raise CorpusError(f"{str(plot)!r} can't be drawn: name a file that ends in .png, in a folder that is there")


def _draw(results: Sequence[Result], plot: Path, threshold: float) -> None:
    from retrieval.evaluation.picture import draw  # noqa: PLC0415 - matplotlib takes a second

    lines = lines_of(results)
    if not lines:
        tell("There is no picture: it needs questions that are answerable and others that are not.")
        return
    draw(lines, plot, threshold)


def _show_json(figures: Mapping[str, Figure]) -> int:
    """One object: the value of each figure, what it is over, and its interval where it has one."""
    forms = {
        name: {key: value for key, value in asdict(each).items() if value is not None} for name, each in figures.items()
    }
    print(json.dumps(forms))
    return 0


def _show(lines: Sequence[str]) -> int:
    for line in lines:
        # Names of sets and types come from the files: what is no Text would be searched for markup and emoji.
        out().print(Text(printable(line)))
    return 0
