"""Articles and generations changed past Footnote: files of this machine, or what PostgreSQL keeps."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.settings import Settings
from retrieval.corpora.places import in_database, place_of
from retrieval.generations.generations import number_of
from retrieval.postgres.connecting import Connected
from retrieval.postgres.copies import remove_copy
from retrieval.postgres.database import Database, database_at
from retrieval.postgres.sources import check_in, check_out


@contextmanager
def files_of(settings: Settings, corpus_id: int) -> Iterator[Path]:
    """The folder of the articles of `corpus_id`; what is done to its files inside the `with` is what the next build reads."""
    if not in_database(settings):
        folder = place_of(settings, corpus_id).articles
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return

    def take_back(connection: Connected) -> None:
        connection.execute("INSERT INTO corpora (guild_id) VALUES (%s) ON CONFLICT DO NOTHING", (corpus_id,))
        check_in(connection, corpus_id, folder)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "articles"
        _database(settings).read(corpus_id, lambda each: check_out(each, corpus_id, folder))
        folder.mkdir(exist_ok=True)
        yield folder
        _database(settings).write(corpus_id, take_back)


def remove_generations(settings: Settings, corpus_id: int) -> None:
    """Let a corpus be as if it had never been built; its files stay."""
    generations = place_of(settings, corpus_id).generations
    if not in_database(settings):
        shutil.rmtree(generations.folder)
        return
    numbers = [number_of(each) for each in generations.ids()]

    def remove(connection: Connected) -> None:
        for number in numbers:
            remove_copy(connection, corpus_id, number)
        connection.execute("UPDATE corpora SET serving = NULL WHERE guild_id = %s", (corpus_id,))

    _database(settings).write(corpus_id, remove)


def _database(settings: Settings) -> Database:
    assert settings.database.url is not None
    return database_at(settings.database.url, settings.database.direct_url)
