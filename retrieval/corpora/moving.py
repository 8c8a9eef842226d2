"""Corpora of this machine, into the database."""

from __future__ import annotations

from config.settings import Settings
from corpus.errors import FootnoteError
from retrieval.corpora.places import Place, place_of, servers_with_articles
from retrieval.errors import GenerationError
from retrieval.generations.generation import open_generation
from retrieval.generations.manifest import Manifest
from retrieval.postgres.generations import PostgresGenerations
from retrieval.values import SHARED


def corpora_on_disk(settings: Settings) -> list[int]:
    """The corpora that this machine holds a generation of."""
    everything = (SHARED, *servers_with_articles(_on_disk(settings)))
    return [each for each in everything if _here(settings, each).generations.current() is not None]


def move(settings: Settings, corpus_id: int) -> Manifest | str:
    """Copy a corpus of this machine into the database and let it serve from there; returns its manifest, or why it was not.

    Read back and compared, files by their hashes and vectors one by one. What is here stays as it is.
    """
    here, there = _here(settings, corpus_id), _there(settings, corpus_id)
    assert isinstance(there.generations, PostgresGenerations)
    try:
        with here.generations.undisturbed(), here.generations.lock(), there.generations.lock():
            current = here.generations.current()
            if current is None:
                raise GenerationError("there is no generation to push")
            generation = open_generation(here.generations.folder / current)
            there.generations.take_over(generation, here.articles)
    except FootnoteError as error:
        return str(error)
    return generation.manifest


def _here(settings: Settings, corpus_id: int) -> Place:
    return place_of(_on_disk(settings), corpus_id)


def _there(settings: Settings, corpus_id: int) -> Place:
    own = settings.model_copy(update={"corpus": settings.corpus.model_copy(update={"path": None})})
    return place_of(own, corpus_id)


def _on_disk(settings: Settings) -> Settings:
    return settings.model_copy(update={"database": settings.database.model_copy(update={"url": None})})
