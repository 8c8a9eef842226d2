"""Articles that were read and are offered to be added: each waits for a yes as a file of its own, for a day at most."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from retrieval.corpora.places import Place
from retrieval.durable import write_bytes
from retrieval.errors import UnknownOffer

# Of one corpus so many wait at once; of more the oldest go.
MOST_WAITING = 10
LIFE = 24 * 3600.0
_FOLDER = "offered"
_ID = re.compile(r"[A-Za-z0-9_-]{12}")


def drop_old(corpora: Path, now: float) -> None:
    """Drop what was offered to any corpus below the folder `corpora` and is old at `now`, in seconds; raises OSError.

    Others drop offers and corpora meanwhile: what is gone is no failure.
    """
    for corpus in _entries(corpora):
        for folder in _entries(corpus / _FOLDER):
            with suppress(FileNotFoundError):
                if now - folder.stat().st_mtime > LIFE:
                    shutil.rmtree(folder)


def _entries(folder: Path) -> tuple[Path, ...]:
    with suppress(FileNotFoundError, NotADirectoryError):
        return tuple(folder.iterdir())
    return ()


class Offers:
    """What is offered to one corpus; `clock` gives the time in seconds, as files have it."""

    def __init__(self, place: Place, clock: Callable[[], float] = time.time) -> None:
        self._folder = place.generations.folder.with_name(_FOLDER)
        self._clock = clock

    def make(self, stem: str, data: bytes) -> str:
        """Keep `data`, JSONL, as a file whose name begins with `stem` and is no other's; returns the offer's id.

        Raises OSError where the disk does not take it.
        """
        self._clear()
        offer_id = secrets.token_urlsafe(9)
        folder = self._folder / offer_id
        folder.mkdir(parents=True)
        write_bytes(folder / f"{stem}-{offer_id}.jsonl", data)
        return offer_id

    def file(self, offer_id: str) -> Path:
        """The file that is offered; raises UnknownOffer where it is not any more, or never was."""
        folder = self._folder / offer_id
        if _ID.fullmatch(offer_id) and folder.is_dir() and not self._is_old(folder):
            for file in folder.iterdir():
                return file
        raise UnknownOffer("This article does not wait to be added any more: use /corpus add again.")

    def drop(self, offer_id: str) -> None:
        """Offer it no more."""
        if _ID.fullmatch(offer_id):
            shutil.rmtree(self._folder / offer_id, ignore_errors=True)

    def drop_all(self) -> None:
        """Offer nothing any more."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _clear(self) -> None:
        """Drop what is old, and the oldest of too many."""
        if not self._folder.is_dir():
            return
        newest_first = sorted(self._folder.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
        for at, folder in enumerate(newest_first):
            if at >= MOST_WAITING - 1 or self._is_old(folder):
                shutil.rmtree(folder, ignore_errors=True)

    def _is_old(self, folder: Path) -> bool:
        return self._clock() - folder.stat().st_mtime > LIFE
