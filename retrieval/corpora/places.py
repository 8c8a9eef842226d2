"""Where each corpus lies: on disk, or in PostgreSQL with a cache on disk."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from config.settings import Settings
from corpus.folder import SHIPPED
from retrieval.durable import sync_folder, write_bytes
from retrieval.generations.generations import Generations
from retrieval.values import SHARED

if TYPE_CHECKING:
    from retrieval.postgres.database import Database

_SERVER = re.compile(r"[1-9][0-9]{0,19}")
ON_DISK = "corpora"


@dataclass(frozen=True, slots=True)
class Place:
    """A corpus: its id, the folder its articles are read from, and its generations.

    `seed` is a read-only folder that the articles begin as a copy of, where they are Footnote's own to change. The folder is there
    inside `generations.checked_out()`.
    """

    corpus_id: int
    articles: Path
    generations: Generations
    seed: Path | None


def place_of(settings: Settings, corpus_id: int) -> Place:
    """Where the corpus of `corpus_id` lies.

    The shared one is read in place where `settings.corpus.path` names a folder, and what is built from it is on this machine then.
    """
    if corpus_id == SHARED and settings.corpus.path is not None:
        folder = settings.corpus.path.absolute()
        name = f"folder-{sha256(str(folder).encode('utf-8', 'surrogateescape')).hexdigest()[:12]}"
        return Place(corpus_id, folder, Generations(settings.data_dir / ON_DISK / name / "generations"), None)
    home = corpora_folder(settings) / str(corpus_id)
    articles, generations = home / "articles", home / "generations"
    seed = SHIPPED if corpus_id == SHARED else None
    if not in_database(settings):
        return Place(corpus_id, articles, Generations(generations), seed)
    from retrieval.postgres.generations import PostgresGenerations  # noqa: PLC0415 - takes a while, and few need it

    return Place(corpus_id, articles, PostgresGenerations(_database(settings), corpus_id, generations, articles), seed)


def corpora_folder(settings: Settings) -> Path:
    """The folder that has one for each corpus; with PostgreSQL it is a cache, and nothing in it need be kept."""
    return settings.data_dir / ("cache" if in_database(settings) else ON_DISK)


def in_database(settings: Settings) -> bool:
    """Whether corpora are kept in PostgreSQL."""
    return settings.database.shared is not None


def servers_with_articles(settings: Settings) -> list[int]:
    """The servers that have articles of their own; raises OSError, DatabaseError."""
    if in_database(settings):
        from retrieval.postgres.serving import servers  # noqa: PLC0415 - see above

        return servers(_database(settings))
    home = corpora_folder(settings)
    return sorted(int(each.name) for each in home.iterdir() if _SERVER.fullmatch(each.name)) if home.is_dir() else []


def tidy_caches(settings: Settings) -> None:
    """Remove from this machine what the database holds no more of any corpus; raises OSError, DatabaseError."""
    home = corpora_folder(settings)
    if in_database(settings) and home.is_dir():
        for each in home.iterdir():
            if each.name.isdecimal():
                place_of(settings, int(each.name)).generations.tidy()


def tidy_database(settings: Settings) -> None:
    """Remove from the database what a removal of generations had to leave there; raises DatabaseError."""
    if in_database(settings):
        from retrieval.postgres.vectors import drop_left_graphs  # noqa: PLC0415 - see above

        drop_left_graphs(_database(settings))


def has_articles(place: Place) -> bool:
    """Whether a corpus was ever given any; raises DatabaseError."""
    return place.generations.exist() if place.generations.holds_articles else place.articles.exists()


def _database(settings: Settings) -> Database:
    from retrieval.postgres.database import database_at  # noqa: PLC0415 - see above

    assert settings.database.url is not None
    return database_at(settings.database.url, settings.database.direct_url)


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
