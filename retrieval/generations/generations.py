"""The generations of one corpus on disk: which serves, which is the last good one, and who may build.

generations/
    CURRENT             the id of the generation that serves; replaced at once, last of all
    000001-1a2b3c4d/    a generation (retrieval/generations/generation.py)
    .building-4711/     one being written; what a dead builder left is cleared by the next
    build.lock          held by the builder; the kernel lets go of it when the builder dies
    last_build.json     how the last build ended
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from retrieval.durable import clear_asides, replace_text, sync_folder
from retrieval.errors import BuildLocked, DamagedError, GenerationError, StillOnDisk
from retrieval.generations.article_lines import ARTICLES, article_ids
from retrieval.generations.generation import Generation, open_generation
from retrieval.generations.history import Past, read_history
from retrieval.generations.manifest import Manifest, Recipe, read_manifest

_ID = re.compile(r"(?P<number>\d{6,})-[0-9a-f]{8}")
_CURRENT = "CURRENT"
_LAST_BUILD = "last_build.json"


@dataclass(frozen=True, slots=True)
class LastBuild:
    """How the last build ended: `error` is None where it ended well."""

    finished: dt.datetime
    error: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """The generation that may serve, and what people should hear about those that may not."""

    generation: Generation | None
    notices: tuple[str, ...]


class Generations:
    """The generations below one folder, which is made when something is first written.

    `holds_articles`: whether the files that they are made of are kept with them, and lie in a folder only while something is done
    to them; here they lie there always.
    """

    holds_articles = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> str | None:
        """The id that CURRENT names, or None where there is none or it is no id."""
        try:
            text = (self.folder / _CURRENT).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return text if _ID.fullmatch(text) else None

    def ids(self) -> list[str]:
        """The ids of the generations on disk, newest first."""
        if not self.folder.is_dir():
            return []
        found = [entry.name for entry in self.folder.iterdir() if _ID.fullmatch(entry.name) and entry.is_dir()]
        return sorted(found, key=number_of, reverse=True)

    def manifest(self, generation_id: str) -> Manifest:
        """The manifest of a generation; raises DamagedError."""
        return read_manifest(self.folder / generation_id)

    def open(self, recipe: Recipe) -> Opened:
        """Open the current generation, or, where it is damaged, the newest intact one made by `recipe`.

        A generation of another recipe is never opened: its vectors don't compare with the encoder's.
        """
        current = self.current()
        order = [current] if current else []
        order += [each for each in self.ids() if each != current]
        notices: list[str] = []
        if order and current is None:
            notices.append(f"{self.folder / 'CURRENT'} names no generation: the newest intact one is looked for")
        other: str | None = None
        for each in order:
            try:
                if self.manifest(each).recipe != recipe:
                    other = other or each
                    continue
                generation = self._opened(each)
            except DamagedError as error:
                if each == current and self.current() != current:
                    return self.open(recipe)  # a build ended and cleared it away meanwhile
                notices.append(f"generation {each} is damaged: {error}")
                continue
            if other:
                notices.append(self._made_otherwise(other))
            if notices:
                notices.append(f"generation {each} serves instead; `footnote corpus reload` builds a new one")
            return Opened(generation, tuple(notices))
        if other:
            notices.append(f"{self._made_otherwise(other)}: a new one is needed")
        return Opened(None, tuple(notices))

    def history(self, generation_id: str) -> tuple[Past, ...]:
        """What a generation knows of articles and their earlier texts; raises OSError, ValueError, KeyError, TypeError."""
        return tuple(read_history(self.folder / generation_id))

    def activate(self, building: Path, manifest: Manifest, last_good: str | None) -> None:
        """Give the verified folder `building` its name and let it serve; of the others keep only `last_good`."""
        final = self.folder / manifest.id
        building.rename(final)
        try:
            sync_folder(self.folder)
            replace_text(self.folder / _CURRENT, manifest.id + "\n")
        except OSError:
            if self.current() != manifest.id:
                shutil.rmtree(final, ignore_errors=True)
            raise
        self._remove_all_but({manifest.id, last_good})

    def rollback(self, recipe: Recipe) -> tuple[str, str]:
        """Let the newest intact generation of `recipe` before the current one serve; returns the ids (from, to).

        Raises GenerationError where there is none.
        """
        current = self.current()
        if current is None:
            what = "CURRENT names no generation" if self.ids() else "there is no generation yet"
            raise GenerationError(f"{what}: `footnote corpus reload` builds one")
        for each in self.ids():
            if number_of(each) < number_of(current):
                try:
                    if self.manifest(each).recipe != recipe:
                        continue
                    self._opened(each)
                except DamagedError:
                    continue
                self._let_serve(each)
                return current, each
        raise GenerationError(f"there is no intact generation before {current} to go back to")

    def hold(self, article_id: str) -> bool:
        """Whether any generation on disk, however damaged, holds an article of that id."""
        return any(article_id in (self._article_ids(each) or ()) for each in self.ids())

    def serving_ids(self) -> frozenset[str] | None:
        """The ids of the articles that the current generation holds; None where there is none that can be read."""
        current = self.current()
        return None if current is None else self._article_ids(current)

    def purge_others(self) -> None:
        """Remove every generation but the current one.

        Raises BuildLocked while one builds, and StillOnDisk where one can't be deleted.
        """
        with self.lock():
            kept = self.current()
            self._remove_all_but({kept})
            if left := [each for each in self.ids() if each != kept]:
                raise StillOnDisk(
                    f"it serves no more, but generation {left[0]} before this one holds it still and can't be deleted from the disk: "
                    f"delete the folder of that name among the corpus's generations by hand"
                )

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the build lock; raises BuildLocked, naming the holder, where another process has it.

        What dead builders left is gone then.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "build.lock").open("a+", encoding="utf-8") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                stream.seek(0)
                holder = stream.read().strip() or "another process"
                raise BuildLocked(f"a build of this corpus is already running ({holder}): wait for it to end") from None
            stream.truncate(0)
            stream.write(f"process {os.getpid()}, since {dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S} UTC")
            stream.flush()
            self._clear_leftovers()
            yield
            stream.truncate(0)

    @contextlib.contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Nobody changes the corpus's files inside the `with`; raises BuildLocked where someone does.

        Where nothing was ever built there is nobody to be kept out.
        """
        if not self.folder.is_dir():
            yield
            return
        with (self.folder / "shelf.lock").open("a") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BuildLocked("another change of this corpus is under way: wait for it to end") from None
            yield

    @contextlib.contextmanager
    def checked_out(self) -> Iterator[None]:
        """The files of the articles lie in their folder inside the `with`, as they do always."""
        yield

    @contextlib.contextmanager
    def read_out(self, articles: Path) -> Iterator[Path]:
        """A folder that holds the files of `articles` inside the `with`, to be read and not changed: here itself."""
        yield articles

    @contextlib.contextmanager
    def building(self) -> Iterator[Path]:
        """A new folder to build in, gone afterwards unless it was activated. Call with the lock held."""
        folder = self.folder / f".building-{os.getpid()}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def next_number(self) -> int:
        """The number of the next generation; never one that was used and is still on disk."""
        current = self.current()
        return max([number_of(each) for each in [*self.ids(), *([current] if current else [])]], default=0) + 1

    def note_build(self, error: str | None) -> None:
        """Remember how a build ended; a disk too full for that is no further error."""
        entry = {"finished": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "error": error}
        with contextlib.suppress(OSError):
            replace_text(self.folder / _LAST_BUILD, json.dumps(entry))

    def last_build(self) -> LastBuild | None:
        """How the last build ended, or None where that is not known."""
        try:
            entry = json.loads((self.folder / _LAST_BUILD).read_text("utf-8"))
            return LastBuild(dt.datetime.fromisoformat(entry["finished"]), entry["error"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def exist(self) -> bool:
        """Whether anything was ever built, or tried to be."""
        return self.folder.is_dir()

    def discard(self) -> None:
        """Remove all of them, and how they were built; what lies in the folder goes with the corpus's."""

    def tidy(self) -> None:
        """Let go of what other processes have removed; here that is gone already."""

    def _opened(self, generation_id: str) -> Generation:
        """Open one; raises DamagedError."""
        return open_generation(self.folder / generation_id)

    def _let_serve(self, generation_id: str) -> None:
        replace_text(self.folder / _CURRENT, generation_id + "\n")

    def _article_ids(self, generation_id: str) -> frozenset[str] | None:
        """The ids of the articles that a generation holds; None where that can't be read."""
        try:
            return article_ids((self.folder / generation_id / ARTICLES).read_bytes())
        except OSError:
            return None

    def _made_otherwise(self, generation_id: str) -> str:
        return f"generation {generation_id} was built by another model or version ({self.manifest(generation_id).recipe.model})"

    def _clear_leftovers(self) -> None:
        for left in self.folder.glob(".building-*"):
            shutil.rmtree(left, ignore_errors=True)
        for name in (_CURRENT, _LAST_BUILD):
            clear_asides(self.folder / name)

    def _remove_all_but(self, kept: set[str | None]) -> None:
        for each in self.ids():
            if each not in kept:
                shutil.rmtree(self.folder / each, ignore_errors=True)


def number_of(generation_id: str) -> int:
    """The number in an id."""
    return int(generation_id.partition("-")[0])
