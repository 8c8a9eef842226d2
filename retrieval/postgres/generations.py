"""The generations of one corpus in PostgreSQL, as `retrieval/generations/generations.py` has them on disk.

What a process has opened lies in its cache, a folder as that of generations on disk is; the vectors alone stay in the database.
The files of the articles are in the database too, and in a folder only while something is done to them. All of a generation is written in one transaction that ends in letting it serve.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from retrieval.errors import BuildLocked, DamagedError, DatabaseError, GenerationError
from retrieval.generations.article_lines import ARTICLES, article_ids
from retrieval.generations.generation import Generation
from retrieval.generations.generations import Generations, LastBuild, number_of
from retrieval.generations.history import HISTORY, Past, parse_history
from retrieval.generations.manifest import MANIFEST, MANIFEST_DIGEST, Manifest, parse_manifest
from retrieval.postgres import serving
from retrieval.postgres.cache import Cache
from retrieval.postgres.checking_out import FilesOut
from retrieval.postgres.connecting import Connected
from retrieval.postgres.copies import check_same, read_file, write_copy
from retrieval.postgres.database import Database
from retrieval.postgres.locks import build_lock, change_lock
from retrieval.postgres.opening import open_copy
from retrieval.postgres.sources import check_in
from retrieval.postgres.vectors import drop_graphs

T = TypeVar("T")


class PostgresGenerations(Generations):
    """The generations of corpus `guild_id` in `database`, opened by way of `folder`.

    `articles` is where the files of its articles are brought to.
    """

    holds_articles = True

    def __init__(self, database: Database, guild_id: int, folder: Path, articles: Path) -> None:
        super().__init__(folder)
        self._database = database
        self._guild_id = guild_id
        self._articles = articles
        self._cache = Cache(folder, articles)
        self._files = FilesOut(database, guild_id, folder, articles)
        # Which generation served when the files, or the lock of a build, were taken: the locks go with their connection,
        # and whoever has them then may have let another serve.
        self._began: int | None = None
        self._begun = False

    def current(self) -> str | None:
        """See Generations.current."""
        return self._read(serving.current)

    def ids(self) -> list[str]:
        """See Generations.ids."""
        return self._read(serving.ids)

    def manifest(self, generation_id: str) -> Manifest:
        """See Generations.manifest."""

        def read(connection: Connected) -> Manifest:
            number = number_of(generation_id)
            found = [read_file(connection, self._guild_id, number, name) for name in (MANIFEST, MANIFEST_DIGEST)]
            if found[0] is None or found[1] is None:
                raise DamagedError("it is gone from the database")
            return parse_manifest(found[0], found[1])

        return self._database.read(self._guild_id, read)

    def history(self, generation_id: str) -> tuple[Past, ...]:
        """See Generations.history."""
        data = self._database.read(
            self._guild_id, lambda each: read_file(each, self._guild_id, number_of(generation_id), HISTORY)
        )
        return parse_history(data or b"")

    def activate(self, building: Path, manifest: Manifest, last_good: str | None) -> None:
        """See Generations.activate; raises DatabaseError, and then nothing has changed."""
        self._take(building, manifest, self._articles, last_good)
        with contextlib.suppress(OSError, DatabaseError):  # it serves: this machine may fetch it, and tidy later
            self._cache.keep(building, manifest.id)
            self.tidy()

    def take_over(self, generation: Generation, articles: Path) -> None:
        """Let a copy of a generation on disk serve, and hold what lies in `articles`; what was copied is compared with it.

        Raises GenerationError where something serves already, and where the copy is not the same, which is then taken back.
        """
        if self.current() is not None:
            raise GenerationError(
                f"there are articles of corpus {self._guild_id} in the database already: nothing was moved"
            )
        self._take(generation.folder, generation.manifest, articles, None)
        try:
            check_same(generation, self._opened(generation.manifest.id))
        except GenerationError:
            self.discard()
            raise

    def purge_others(self) -> None:
        """See Generations.purge_others."""
        with self.lock():
            self._drop_graphs(self._database.write(self._guild_id, self._remove_all_but_current))
            with contextlib.suppress(DatabaseError):
                self.tidy()

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """See Generations.lock."""
        with build_lock(self._database, self._guild_id):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._clear_leftovers()
            self._began, self._begun = self._read(serving.number), True
            try:
                yield
            finally:
                self._begun = False

    @contextlib.contextmanager
    def building(self) -> Iterator[Path]:
        """See Generations.building."""
        with self._cache.builds(), super().building() as folder:
            yield folder

    @contextlib.contextmanager
    def undisturbed(self) -> Iterator[None]:
        """See Generations.undisturbed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with super().undisturbed(), change_lock(self._database, self._guild_id):
            self._files.sign()
            yield

    @contextlib.contextmanager
    def checked_out(self) -> Iterator[None]:
        """The files of the articles lie in their folder inside the `with`, and nowhere but in the database after it.

        What is done to them is kept where a build lets it serve. A builder finds those that who started it has changed, and lets
        nothing serve once that one has ended. Raises BuildLocked where another process has them there, whose files these would
        replace.
        """
        with self._files.out() as self._began:
            yield

    @contextlib.contextmanager
    def read_out(self, articles: Path) -> Iterator[Path]:
        """See Generations.read_out: a folder of its own, so that who reads is in nobody's way."""
        with self._files.copied(articles.name) as folder:
            yield folder

    def note_build(self, error: str | None) -> None:
        """See Generations.note_build."""
        told = "INSERT INTO builds (guild_id, finished, error) VALUES (%s, now(), %s) ON CONFLICT (guild_id) "
        told += "DO UPDATE SET finished = excluded.finished, error = excluded.error"
        kept = error and error.replace("\0", "\N{REPLACEMENT CHARACTER}")  # PostgreSQL's text has no NUL
        with contextlib.suppress(DatabaseError):
            self._database.write(self._guild_id, lambda each: each.execute(told, (self._guild_id, kept)))

    def last_build(self) -> LastBuild | None:
        """See Generations.last_build."""
        query = "SELECT finished, error FROM builds WHERE guild_id = %s"
        found = self._database.read(self._guild_id, lambda each: each.execute(query, (self._guild_id,)).fetchone())
        return None if found is None else LastBuild(found[0].astimezone(dt.UTC), found[1])

    def discard(self) -> None:
        """See Generations.discard."""

        def write(connection: Connected) -> list[int]:
            removed = serving.remove_all_but(connection, self._guild_id, set())
            for table in ("sources", "builds", "corpora"):
                connection.execute(f"DELETE FROM {table} WHERE guild_id = %s", (self._guild_id,))  # noqa: S608
            serving.tell(connection, self._guild_id)
            return removed

        self._drop_graphs(self._database.write(self._guild_id, write))

    def exist(self) -> bool:
        """See Generations.exist."""
        return self._read(serving.is_known)

    def next_number(self) -> int:
        """See Generations.next_number; no number is ever used again, so that no process takes one generation for another."""
        query = "SELECT nextval('generation_numbers')"
        number = self._database.write(self._guild_id, lambda each: each.execute(query).fetchone())
        assert number is not None
        return max(int(number[0]), super().next_number())

    def tidy(self) -> None:
        """Remove from the cache what the database holds no more; what is opened goes on being read."""
        self._cache.tidy(self.ids)

    def _read(self, asked: Callable[[Connected, int], T]) -> T:
        return self._database.read(self._guild_id, lambda each: asked(each, self._guild_id))

    def _take(self, folder: Path, manifest: Manifest, articles: Path, last_good: str | None) -> None:
        """Write what lies in both folders and let it serve, in one transaction."""

        def write(connection: Connected) -> list[int]:
            connection.execute("INSERT INTO corpora (guild_id) VALUES (%s) ON CONFLICT DO NOTHING", (self._guild_id,))
            self._check_not_overtaken(connection)
            write_copy(connection, self._guild_id, number_of(manifest.id), folder, manifest)
            check_in(connection, self._guild_id, articles)
            self._files.check_still_out()
            removed = serving.remove_all_but(connection, self._guild_id, {manifest.id, last_good})
            serving.let_serve(connection, self._guild_id, manifest.id)
            return removed

        self._drop_graphs(self._database.write(self._guild_id, write))
        self._began = number_of(manifest.id)

    def _check_not_overtaken(self, connection: Connected) -> None:
        """Raise BuildLocked where another generation serves than when this began; whoever flips waits here for whoever is at it."""
        number = serving.held_number(connection, self._guild_id)
        if self._begun and number != self._began:
            raise BuildLocked("another build or change of this corpus came between, so nothing was changed: try again")

    def _opened(self, generation_id: str) -> Generation:
        return open_copy(self._database, self._guild_id, self._cache, generation_id)

    def _let_serve(self, generation_id: str) -> None:
        def write(connection: Connected) -> None:
            self._check_not_overtaken(connection)
            serving.let_serve(connection, self._guild_id, generation_id)

        self._database.write(self._guild_id, write)

    def _article_ids(self, generation_id: str) -> frozenset[str] | None:
        number = number_of(generation_id)
        lines = self._database.read(self._guild_id, lambda each: read_file(each, self._guild_id, number, ARTICLES))
        return None if lines is None else article_ids(lines)

    def _remove_all_but_current(self, connection: Connected) -> list[int]:
        current = serving.current(connection, self._guild_id)
        removed = serving.remove_all_but(connection, self._guild_id, {current})
        serving.tell(connection, self._guild_id)
        return removed

    def _drop_graphs(self, generations: list[int]) -> None:
        # What it is done for is done, and graphs that are left are dropped later.
        with contextlib.suppress(DatabaseError):
            for number in generations:
                drop_graphs(self._database, self._guild_id, number)
