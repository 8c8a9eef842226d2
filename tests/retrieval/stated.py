"""Facts made by hand, so that what is done with them is tested apart from how they are found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from corpus.card import Card, Fact, SourceUse
from corpus.facts import NO_FACTS, Facts
from corpus.quotes import Quote, QuoteKind
from corpus.timeline import Place, TimelineEvent
from corpus.values import Article, Span

TOWER = Article(
    id="tower",
    title="The tower of Varn",
    body=(
        "The tower of Varn fell on 3 May 2014, the mayor, Ida Holm, said.\n"
        "“We will build it again,” Holm added. Work is to begin by June 2015.\n"
        "Tom Reed, an engineer, was not asked. The tower fell at night."
    ),
    url="https://news.example/tower",
    published=dt.date(2014, 5, 10),
    published_basis="inferred",
)
BRIDGE = Article(id="bridge", title="The bridge", body="The bridge opened in 2014. José Núñez said it was safe.")
SILENT = Article(id="silent", title="Silent", body="Nothing is dated here, and nobody speaks.")


def place(article: Article, words: str) -> Span:
    """Where `words` stand first in the body."""
    start = article.body.index(words)
    return Span(start, start + len(words))


def event(
    article: Article,
    phrase: str,
    sentences: Sequence[tuple[str, int]],
    first: dt.date | None,
    last: dt.date | None,
    **others: Any,
) -> TimelineEvent:
    """An event whose clause is its first sentence; `sentences` are words and paragraphs."""
    values: dict[str, Any] = {
        "precision": "day",
        "basis": "stated",
        "anchor": None,
        "status": "past",
        "phrase": place(article, phrase),
        "clause": place(article, sentences[0][0]),
        "places": tuple(Place(place(article, words), paragraph) for words, paragraph in sentences),
        "names": (),
    }
    return TimelineEvent(first=first, last=last, **{**values, **others})


def quote(
    article: Article, kind: QuoteKind, content: str, sentence: tuple[str, int], speaker: str | None, **others: Any
) -> Quote:
    """A quotation; `sentence` is words and paragraph."""
    values: dict[str, Any] = {"name": None, "role": None, "cue": None, "inferred": False}
    return Quote(
        kind=kind,
        content=place(article, content),
        speaker=None if speaker is None else place(article, speaker),
        sentence=place(article, sentence[0]),
        paragraph=sentence[1],
        **{**values, **others},
    )


FELL = "The tower of Varn fell on 3 May 2014, the mayor, Ida Holm, said."
AGAIN = "“We will build it again,” Holm added."
WORK = "Work is to begin by June 2015."
TOWER_FACTS = Facts(
    events=(
        event(
            TOWER,
            "on 3 May 2014",
            [(FELL, 1), ("The tower fell at night.", 3)],
            dt.date(2014, 5, 3),
            dt.date(2014, 5, 3),
            names=("Ida Holm",),
        ),
        event(TOWER, "by June 2015", [(WORK, 2)], None, dt.date(2015, 6, 30), precision="month", status="planned"),
    ),
    quotes=(
        quote(
            TOWER,
            "indirect",
            "The tower of Varn fell on 3 May 2014",
            (FELL, 1),
            "Ida Holm",
            name="Ida Holm",
            role=place(TOWER, "the mayor"),
            cue=place(TOWER, "said"),
        ),
        quote(TOWER, "direct", "We will build it again,", (AGAIN, 2), "Holm", name="Ida Holm", inferred=True),
    ),
    card=Card(
        who=Fact(place(TOWER, AGAIN), 2, place(TOWER, "Holm")),
        what=None,
        when=Fact(place(TOWER, FELL), 1, place(TOWER, "on 3 May 2014")),
        where=None,
        why=None,
        how=None,
        named=(SourceUse("Ida Holm", (place(TOWER, "Ida Holm"),)),),
        unnamed=(),
        documents=(),
    ),
)
BRIDGE_FACTS = Facts(
    events=(
        event(
            BRIDGE,
            "in 2014",
            [("The bridge opened in 2014.", 1)],
            dt.date(2014, 1, 1),
            dt.date(2014, 12, 31),
            precision="year",
        ),
    ),
    quotes=(
        quote(BRIDGE, "indirect", "it was safe", ("José Núñez said it was safe.", 1), "José Núñez", name="José Núñez"),
    ),
    card=NO_FACTS.card,
)
ARTICLES = (BRIDGE, SILENT, TOWER)
FACTS = (BRIDGE_FACTS, NO_FACTS, TOWER_FACTS)
