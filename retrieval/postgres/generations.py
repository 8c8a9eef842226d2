"""The generations of one corpus in PostgreSQL: which serves, which is the last good one, and who may build.

What a process has opened lies in its cache, a folder as that of generations on disk is; the vectors alone stay in the database.
The files of the articles are in the database too, and in a folder only while something is done to them. All of a generation is written in one transaction that ends in letting it serve.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from retrieval.errors import BuildLocked, DamagedError, DatabaseError, GenerationError
from retrieval.generation import ARTICLES, Generation, open_generation
from retrieval.generations import Generations, LastBuild, article_ids, number_of
from retrieval.history import HISTORY, Past, parse_history
from retrieval.manifest import MANIFEST, MANIFEST_DIGEST, Manifest, parse_manifest
from retrieval.postgres.cache import CHANGING, OUT, Cache
from retrieval.postgres.connecting import Connected
from retrieval.postgres.copies import check_same, fetch_copy, read_file, remove_copy, write_copy
from retrieval.postgres.database import Database
from retrieval.postgres.sources import check_in, check_out
from retrieval.postgres.tables import NEWS, PASSAGES, SENTENCES
from retrieval.postgres.vectors import drop_graphs
from retrieval.stores import VectorIndex
from retrieval.stores.postgres import PostgresIndex
from retrieval.values import SHARED

# Advisory locks have two keys: what is locked, and of which corpus. Twice 32 bits hold no server's id, one of 64 does.
_BUILDING, _CHANGING = "footnote build of %s", "footnote change of %s"
_OVERTAKEN = "another build or change of this corpus came between, so nothing was changed: try again"


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
        # Which generation served when the files, or the lock of a build, were taken: the locks go with their connection,
        # and whoever has them then may have let another serve.
        self._began: int | None = None
        self._begun = self._by_parent = False

    def current(self) -> str | None:
        """See Generations.current."""
        return self._database.read(self._guild_id, self._current)

    def ids(self) -> list[str]:
        """See Generations.ids."""
        return self._database.read(self._guild_id, self._ids)

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
            removed = self._database.write(
                self._guild_id, lambda each: self._remove_copies_but(each, {self._current(each)}, news=True)
            )
            self._drop_graphs(removed)
            with contextlib.suppress(DatabaseError):
                self.tidy()

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """See Generations.lock."""
        with self._alone(_BUILDING, "a build of this corpus is already running (another process): wait for it to end"):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._began, self._begun = self._database.read(self._guild_id, self._serving), True
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
        with (
            super().undisturbed(),
            self._alone(_CHANGING, "another change of this corpus is under way: wait for it to end"),
        ):
            (self.folder / CHANGING).write_text(str(os.getpid()))
            yield

    @contextlib.contextmanager
    def checked_out(self) -> Iterator[None]:
        """The files of the articles lie in their folder inside the `with`, and nowhere but in the database after it.

        What is done to them is kept where a build lets it serve. A builder finds those that who started it has changed, and lets
        nothing serve once that one has ended. Raises BuildLocked where another process has them there, whose files these would
        replace.
        """
        if self._is_out():
            self._by_parent = True
            told = (self.folder / OUT).read_text()
            self._began = int(told) if told else None
            yield
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / OUT).open("a+") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BuildLocked("another change of this corpus is under way: wait for it to end") from None
            try:
                self._database.read(self._guild_id, lambda each: self._check_out(each, stream))
                yield
            finally:
                shutil.rmtree(self._articles, ignore_errors=True)

    @contextlib.contextmanager
    def read_out(self, articles: Path) -> Iterator[Path]:
        """See Generations.read_out: a folder of its own, so that who reads is in nobody's way."""
        with tempfile.TemporaryDirectory(prefix="footnote-reading-") as name:
            folder = Path(name) / articles.name
            self._database.read(self._guild_id, lambda each: check_out(each, self._guild_id, folder))
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
            removed = self._remove_copies_but(connection, set())
            for table in ("sources", "builds", "corpora"):
                connection.execute(f"DELETE FROM {table} WHERE guild_id = %s", (self._guild_id,))  # noqa: S608
            _tell(connection, self._guild_id)
            return removed

        self._drop_graphs(self._database.write(self._guild_id, write))

    def exist(self) -> bool:
        """See Generations.exist."""
        query = "SELECT 1 FROM corpora WHERE guild_id = %s"
        return (
            self._database.read(self._guild_id, lambda each: each.execute(query, (self._guild_id,)).fetchone())
            is not None
        )

    def next_number(self) -> int:
        """See Generations.next_number; no number is ever used again, so that no process takes one generation for another."""
        query = "SELECT nextval('generation_numbers')"
        number = self._database.write(self._guild_id, lambda each: each.execute(query).fetchone())
        assert number is not None
        return max(int(number[0]), super().next_number())

    def tidy(self) -> None:
        """Remove from the cache what the database holds no more; what is opened goes on being read."""
        self._cache.tidy(self.ids)

    def _take(self, folder: Path, manifest: Manifest, articles: Path, last_good: str | None) -> None:
        """Write what lies in both folders and let it serve, in one transaction."""

        def write(connection: Connected) -> list[int]:
            connection.execute("INSERT INTO corpora (guild_id) VALUES (%s) ON CONFLICT DO NOTHING", (self._guild_id,))
            self._check_not_overtaken(connection)
            write_copy(connection, self._guild_id, number_of(manifest.id), folder, manifest)
            check_in(connection, self._guild_id, articles)
            if self._by_parent and not self._is_out():
                raise BuildLocked("whoever changed the articles has ended meanwhile, so nothing was changed: try again")
            removed = self._remove_copies_but(connection, {manifest.id, last_good})
            self._flip(connection, manifest.id)
            return removed

        self._drop_graphs(self._database.write(self._guild_id, write))
        self._began = number_of(manifest.id)

    def _check_not_overtaken(self, connection: Connected) -> None:
        """Raise BuildLocked where another generation serves than when this began; whoever flips waits here for whoever is at it."""
        serving = self._serving(connection, " FOR UPDATE")
        if self._begun and serving != self._began:
            raise BuildLocked(_OVERTAKEN)

    def _check_out(self, connection: Connected, noted: TextIO) -> None:
        """Bring the files to their folder, and note which generation served then: for oneself and for a builder that one starts."""
        self._began = self._serving(connection)
        noted.truncate(0)
        noted.write("" if self._began is None else str(self._began))
        noted.flush()
        check_out(connection, self._guild_id, self._articles)

    def _serving(self, connection: Connected, how: str = "") -> int | None:
        query = f"SELECT serving FROM corpora WHERE guild_id = %s{how}"  # noqa: S608 - words of ours
        found = connection.execute(query, (self._guild_id,)).fetchone()
        return None if found is None else found[0]

    def _current(self, connection: Connected) -> str | None:
        serving = self._serving(connection)
        if serving is None:
            return None
        query = "SELECT id FROM generations WHERE guild_id = %s AND generation = %s"
        named = connection.execute(query, (self._guild_id, serving)).fetchone()
        return None if named is None else str(named[0])

    def _ids(self, connection: Connected) -> list[str]:
        query = "SELECT id FROM generations WHERE guild_id = %s ORDER BY generation DESC"
        return [str(each) for (each,) in connection.execute(query, (self._guild_id,))]

    def _opened(self, generation_id: str) -> Generation:
        def fetch(folder: Path) -> None:
            self._database.read(
                self._guild_id, lambda each: fetch_copy(each, self._guild_id, number_of(generation_id), folder)
            )

        return self._cache.opened(generation_id, lambda folder: open_generation(folder, self._open_vectors), fetch)

    def _open_vectors(self, manifest: Manifest) -> tuple[VectorIndex, VectorIndex]:
        key = self._database, self._guild_id, number_of(manifest.id)
        query = "SELECT dimension FROM generations WHERE guild_id = %s AND generation = %s"
        found = self._database.read(self._guild_id, lambda each: each.execute(query, key[1:]).fetchone())
        if found is None:
            raise DamagedError("it is gone from the database")
        dimension = int(found[0])
        return (
            PostgresIndex(*key, SENTENCES, manifest.counts["sentences"], dimension),
            PostgresIndex(*key, PASSAGES, manifest.counts["passages"], dimension),
        )

    def _let_serve(self, generation_id: str) -> None:
        def write(connection: Connected) -> None:
            self._check_not_overtaken(connection)
            self._flip(connection, generation_id)

        self._database.write(self._guild_id, write)

    def _flip(self, connection: Connected, generation_id: str) -> None:
        connection.execute(
            "UPDATE corpora SET serving = %s WHERE guild_id = %s", (number_of(generation_id), self._guild_id)
        )
        _tell(connection, self._guild_id)

    def _article_ids(self, generation_id: str) -> frozenset[str] | None:
        number = number_of(generation_id)
        lines = self._database.read(self._guild_id, lambda each: read_file(each, self._guild_id, number, ARTICLES))
        return None if lines is None else article_ids(lines)

    def _remove_copies_but(self, connection: Connected, kept: set[str | None], *, news: bool = False) -> list[int]:
        """Delete the rows of every other generation; returns their numbers. With `news` the other processes hear of it."""
        removed = [number_of(each) for each in self._ids(connection) if each not in kept]
        for number in removed:
            remove_copy(connection, self._guild_id, number)
        if news:
            _tell(connection, self._guild_id)
        return removed

    def _drop_graphs(self, generations: list[int]) -> None:
        # What it is done for is done, and graphs that are left are dropped later.
        with contextlib.suppress(DatabaseError):
            for number in generations:
                drop_graphs(self._database, self._guild_id, number)

    def _is_out(self) -> bool:
        """Whether the process that started this one has the files out, and holds on to them."""
        lock = self.folder / CHANGING
        if not lock.exists():
            return False
        with lock.open("r") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return stream.read() == str(os.getppid())
        return False

    @contextlib.contextmanager
    def _alone(self, what: str, otherwise: str) -> Iterator[None]:
        """Hold an advisory lock of the database's; it goes with the connection, and so with the process."""
        with self._database.apart() as connection:
            key = what % self._guild_id
            found = connection.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", (key,)).fetchone()
            if found != (True,):
                raise BuildLocked(otherwise)
            yield


def servers(database: Database) -> list[int]:
    """The servers that have articles of their own in `database`."""
    query = "SELECT guild_id FROM corpora WHERE guild_id <> 0 ORDER BY guild_id"
    return database.read(SHARED, lambda each: [int(guild_id) for (guild_id,) in each.execute(query)])


def _tell(connection: Connected, guild_id: int) -> None:
    connection.execute("SELECT pg_notify(%s, %s)", (NEWS, str(guild_id)))
