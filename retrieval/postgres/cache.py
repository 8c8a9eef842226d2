"""What this machine has of a corpus in PostgreSQL: generations without their vectors, and files while they are changed.

All of it may be lost at any time. Processes and threads share it, and whatever dies leaves something: each thing that is made here
is made under a lock of the kernel's, so that what no lock is held for is a dead one's and goes.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from retrieval.errors import DamagedError
from retrieval.generations.generation import Generation, is_vectors

# Held by whoever changes the files of articles, and whoever has them out; by builders; and while generations come and go.
CHANGING, OUT = "shelf.lock", "articles.lock"
_BUILDING, _MOVING = "builders.lock", "cache.lock"
_FETCHING = ".fetching"


class Cache:
    """The generations of a corpus in `folder`, and the place of its files, `articles`."""

    def __init__(self, folder: Path, articles: Path) -> None:
        self._folder = folder
        self._articles = articles

    def opened(
        self, generation_id: str, open_: Callable[[Path], Generation], fetch: Callable[[Path], None]
    ) -> Generation:
        """A generation as `open_` opens its folder, into which `fetch` brings it first where it is not here whole.

        Raises what these raise.
        """
        cached = self._folder / generation_id
        with suppress(DamagedError):
            return open_(cached)
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._moving():
            with suppress(DamagedError):  # another was faster
                return open_(cached)
            aside = self._folder / _FETCHING
            shutil.rmtree(aside, ignore_errors=True)
            aside.mkdir()
            try:
                fetch(aside)
                shutil.rmtree(cached, ignore_errors=True)
                aside.rename(cached)
            finally:
                shutil.rmtree(aside, ignore_errors=True)
            return open_(cached)

    @contextmanager
    def builds(self) -> Iterator[None]:
        """What a builder writes is left alone inside the `with`."""
        with (self._folder / _BUILDING).open("a") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH)
            yield

    def keep(self, building: Path, generation_id: str) -> None:
        """Let what was built be what was fetched, without its vectors; raises OSError."""
        with self._moving():
            for file in building.iterdir():
                if is_vectors(file.name):
                    file.unlink()
            if not (self._folder / generation_id).exists():  # another may have fetched it by now
                building.rename(self._folder / generation_id)

    def tidy(self, held: Callable[[], Collection[str]]) -> None:
        """Remove the generations that are none of `held`, and what the dead have left; what is opened goes on being read."""
        with suppress(FileNotFoundError), self._moving():  # there may be none, or no more
            kept = held()
            for entry in self._folder.iterdir():
                if entry.is_dir() and not entry.name.startswith(".") and entry.name not in kept:
                    shutil.rmtree(entry, ignore_errors=True)
            shutil.rmtree(self._folder / _FETCHING, ignore_errors=True)
            self._clear(self._folder.glob(".building-*"), _BUILDING)
            self._clear([self._articles], CHANGING, OUT)

    def _clear(self, folders: Collection[Path] | Iterator[Path], *locks: str) -> None:
        """Remove folders unless somebody holds one of the locks that they are made under."""
        left = [each for each in folders if each.is_dir()]
        with ExitStack() as held:
            for name in locks if left else ():
                stream = held.enter_context((self._folder / name).open("a"))
                try:
                    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
            for each in left:
                shutil.rmtree(each, ignore_errors=True)

    @contextmanager
    def _moving(self) -> Iterator[None]:
        with (self._folder / _MOVING).open("a") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            yield
