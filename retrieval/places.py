"""Where each corpus lies on disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import corpus
from config.settings import Settings
from retrieval.durable import sync_folder, write_bytes
from retrieval.generations import Generations
from retrieval.values import SHARED

SHIPPED = Path(corpus.__file__).with_name("articles")


@dataclass(frozen=True, slots=True)
class Place:
    """A corpus: its id, the folder its articles are read from, and the one its generations are kept in.

    `seed` is a read-only folder that the articles begin as a copy of, where they are Footnote's own to change.
    """

    corpus_id: int
    articles: Path
    generations: Generations
    seed: Path | None


def place_of(settings: Settings, corpus_id: int) -> Place:
    """Where the corpus of `corpus_id` lies: the shared one, read in place where `settings.corpus.path` names a folder."""
    home = settings.data_dir / "corpora"
    if corpus_id == SHARED and settings.corpus.path is not None:
        folder = settings.corpus.path.absolute()
        name = f"folder-{sha256(str(folder).encode('utf-8', 'surrogateescape')).hexdigest()[:12]}"
        return Place(corpus_id, folder, Generations(home / name / "generations"), None)
    return Place(
        corpus_id,
        home / str(corpus_id) / "articles",
        Generations(home / str(corpus_id) / "generations"),
        SHIPPED if corpus_id == SHARED else None,
    )


def seed(place: Place) -> None:
    """Make the articles folder, as a copy of the seed, where there is none yet; what people removed stays removed."""
    if place.seed is None or place.articles.exists():
        return
    aside = place.articles.with_name(".articles-seeding")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for file in place.seed.iterdir():
        write_bytes(aside / file.name, file.read_bytes())
    sync_folder(aside)
    aside.rename(place.articles)
    sync_folder(place.articles.parent)
