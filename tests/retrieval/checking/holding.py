"""Statements held against small articles, without a model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from corpus.values import Article
from retrieval.checking import Finding, Statement, check_statement, read_message, sought
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.generation import Generation
from retrieval.generations.scope import whole
from retrieval.ranking.confidence import load_model
from tests.retrieval.samples import generation_of

TOWER = Article(
    "tower",
    "Tower of Port Alder reopens",
    "The tower of Port Alder was opened again on 30 November 2015 by Mayor Ida Holm.\n"
    "It is 180 metres high and stands in Alder. Some 4,300 people came on Monday, and 12 percent of them climbed it.\n"
    "“We will not close it again,” Holm said. The ferry company Nordline sued the builder Karst over a delay.\n"
    "Karst employs 400 people in Lund and 70 in Oslo. The bridge was not damaged.\n"
    "If the wind rises, the harbour will be closed. Nordline denied reports that a boat had sunk.\n"
    "In 2003 the roof was rebuilt, and in 2009 the stairs were painted.",
    publisher="Alder News",
    url="https://news.example/tower",
    published=dt.date(2015, 12, 2),
    published_basis="stated",
)
DAY = dt.date(2015, 12, 3)


def hold(
    folder: Path, text: str, articles: Sequence[Article] = (TOWER,), day: dt.date | None = DAY
) -> tuple[Finding, ...]:
    """What `articles` say of each sentence of a message of `day`; what is not checked is left out."""
    generation = generation_of(folder / f"g{len(list(folder.iterdir()))}", articles)
    checked = [each for each in read_message(text, day)[0] if each.unchecked is None]
    return tuple(_hold(each, generation) for each in checked)


def outcome(folder: Path, text: str, body: str) -> str:
    """What an article of this body says of a statement."""
    (finding,) = hold(folder, text, (Article("a", "News", body),))
    return finding.outcome


def _hold(statement: Statement, generation: Generation) -> Finding:
    (query,) = HashingEncoder().encode_queries([sought(statement)])
    return check_statement(statement, query, [whole(generation)], load_model().ranker)
