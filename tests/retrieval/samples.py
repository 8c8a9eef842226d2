"""Small articles, and the steps from them to a generation and an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from corpus.facts import Facts, read_facts
from corpus.folder import Source, read_folder
from corpus.values import Article
from retrieval.answering.answering import Answering
from retrieval.building.assembling import assemble
from retrieval.corpora.places import Place
from retrieval.encoders import Encoder
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.fact_table import dump_facts, write_facts
from retrieval.generations.generation import Generation, open_generation, write_generation
from retrieval.generations.generations import Generations
from retrieval.generations.manifest import Manifest, Recipe
from retrieval.generations.scope import Scope
from retrieval.ranking.confidence import load_model
from retrieval.values import Outcome, Question

LIGHTHOUSE = Article(
    id="lighthouse",
    title="The lighthouse of Cape Varn",
    body=(
        "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm. It burned down in 1902.\n"
        "A new tower of granite was finished four years later. Ships kept running aground near the cape.\n"
        "They carried coal to the harbour."
    ),
    publisher="Varn News",
    author="A. Writer",
    url="https://news.example/varn",
    published=dt.date(2021, 5, 4),
    published_basis="stated",
)
BAKERY = Article(
    id="bakery",
    title="Bakery wins prize",
    body=(
        "The bakery in Olde Street won a gold medal for its rye bread on Monday. “We bake at night,” said Tom Reed. "
        "He sells 400 loaves a day."
    ),
)
RIVER = Article(
    id="river",
    title="River runs dry",
    body="The river Aldo ran dry in August. Farmers lost 30 percent of the harvest. Rain is expected in October.",
)
ARTICLES = (BAKERY, LIGHTHOUSE, RIVER)
PASSAGE_TOKENS = 24


def recipe(encoder: Encoder | None = None) -> Recipe:
    """The recipe of the generations made here."""
    encoder = encoder or HashingEncoder()
    return Recipe(encoder.model, encoder.digest, PASSAGE_TOKENS)


def write(  # noqa: PLR0913 - each part of a generation is another one in some test
    folder: Path,
    articles: Sequence[Article],
    *,
    encoder: Encoder | None = None,
    sources: Sequence[Source] = (),
    previous: Generation | None = None,
    number: int = 1,
    corpus_id: int = 0,
    made: Recipe | None = None,
    facts: Sequence[Facts] | None = None,
) -> Manifest:
    """Write a generation of `articles` to the empty `folder`; without `facts`, with those that the rules read unparsed."""
    encoder = encoder or HashingEncoder()
    read = facts if facts is not None else [read_facts(article, None) for article in articles]
    write_facts(folder, articles, [dump_facts(each) for each in read])
    contents = assemble(
        folder,
        articles,
        sources,
        encoder,
        passage_tokens=PASSAGE_TOKENS,
        batch_size=4,
        previous=previous,
    )
    return write_generation(
        folder,
        contents,
        made or recipe(encoder),
        number=number,
        corpus_id=corpus_id,
        before=tuple(previous.history.values()) if previous else (),
    )


def generation_of(
    folder: Path,
    articles: Sequence[Article],
    *,
    sources: Sequence[Source] = (),
    previous: Generation | None = None,
    corpus_id: int = 0,
    facts: Sequence[Facts] | None = None,
) -> Generation:
    """An opened generation of `articles` in `folder`, which is made."""
    folder.mkdir(parents=True)
    write(folder, articles, sources=sources, previous=previous, corpus_id=corpus_id, facts=facts)
    return open_generation(folder)


def activate(
    generations: Generations,
    articles: Sequence[Article] = ARTICLES,
    *,
    sources: Sequence[Source] = (),
    last_good: str | None = None,
    made: Recipe | None = None,
    corpus_id: int = 0,
) -> str:
    """Build a generation as the builder does and let it serve; returns its id."""
    with generations.lock(), generations.building() as folder:
        manifest = write(
            folder, articles, sources=sources, number=generations.next_number(), made=made, corpus_id=corpus_id
        )
        generations.activate(folder, manifest, last_good)
    return manifest.id


def build(place: Place) -> Generation:
    """A generation of what the folder of `place` holds, serving it."""
    contents = read_folder(place.articles, 2**20)
    made = activate(place.generations, contents.articles, sources=contents.sources)
    return open_generation(place.generations.folder / made)


def answering(threshold: float = 0.0, citations: int = 5) -> Answering:
    """Answering with the shipped weights: `threshold` 0 answers everything, above 1 nothing."""
    return Answering(load_model(), threshold, citations)


def ask(text: str, scopes: Sequence[Scope], *, threshold: float = 0.0, citations: int = 5) -> Outcome:
    """What comes of asking `text` of `scopes`."""
    question = Question(text)
    labels = tuple(scope.generation.label for scope in scopes)
    service = answering(threshold, citations)
    (vectors,) = service.encode(HashingEncoder(), [question])
    return service.answer(question, vectors, scopes, labels)
