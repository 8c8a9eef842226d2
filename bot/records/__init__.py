"""What must survive: answers given, votes, changes of a corpus, listings, and a few facts. One seam, its backends in a table."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

from bot.records.errors import RecordsError, Trouble
from bot.records.troubles import Troubles
from bot.records.values import Change, GivenAnswer, Listing, Verdict, Vote
from config.settings import Settings
from retrieval.backends import load_backend

__all__ = [
    "RECORDS", "Change", "GivenAnswer", "Listing", "Records", "RecordsError", "Trouble", "Troubles", "Verdict", "Vote", "load_records",
]  # fmt: skip

# Scheme of FOOTNOTE_DATABASE__URL -> the class that keeps records there.
RECORDS = {"sqlite+aiosqlite": "bot.records.database:DatabaseRecords"}


class Records(Protocol):
    """Remembers. Every method raises RecordsError, in one sentence, where the database does not take or give it.

    `troubles` hears of each failure that is the database's own.
    """

    troubles: Troubles

    def exists(self) -> bool:
        """Whether there is a database yet: `open` would make one, this makes nothing."""

    async def open(self) -> None:
        """Make what is missing and bring what is old to the present form; call once, before anything else."""

    async def check(self) -> None:
        """Look for damage; raises RecordsError where there is some, and nothing is read or written from then on."""

    async def probe(self) -> None:
        """Open what could not be opened before, and write something: whether the database takes it again."""

    async def copy_to(self, file: Path) -> None:
        """Write a copy of one moment into a new file, whatever is written meanwhile; they need not be open."""

    async def put_back(self, file: Path) -> None:
        """Put such a copy in place where there is no database yet."""

    async def aclose(self) -> None:
        """Let go of the database."""

    async def add_answer(self, answer: GivenAnswer) -> None:
        """Remember an answer; a process killed after this returns has not lost it."""

    async def answer(self, answer_id: str) -> GivenAnswer | None:
        """The answer of that id."""

    async def add_message(self, answer_id: str, message_id: int, channel_id: int) -> None:
        """Remember that an answer stands in a message; one answer may stand in several."""

    async def answer_in_message(self, message_id: int) -> GivenAnswer | None:
        """The answer that stands in a message."""

    async def last_answer_in(self, channel_id: int) -> GivenAnswer | None:
        """The newest answer that is not private in a channel or thread."""

    async def vote(self, vote: Vote) -> Verdict | None:
        """Count a person's vote on an answer in place of their earlier one, which is returned."""

    def votes(self) -> AsyncIterator[tuple[GivenAnswer, Vote]]:
        """All votes with their answers, oldest answer first."""

    async def remove_article(self, corpus_id: int, article_id: str) -> None:
        """Forget every excerpt of an article, and every listing of it alone."""

    async def add_change(self, change: Change) -> None:
        """Remember a change of a corpus."""

    async def changes(self, corpus_id: int, limit: int) -> tuple[Change, ...]:
        """The newest changes of a corpus, newest first."""

    async def add_listing(self, listing: Listing) -> None:
        """Remember what was asked for where the outcome has pages, and forget what was LISTING_LIFE before it."""

    async def listing(self, listing_id: str) -> Listing | None:
        """The listing of that id."""

    async def fact(self, name: str) -> str | None:
        """A fact that was remembered under `name`."""

    async def set_fact(self, name: str, value: str) -> None:
        """Remember a fact."""


def load_records(settings: Settings) -> Records:
    """The records that `settings` name; opens nothing yet. Raises RecordsError for a database of another kind."""
    # As a URL holds it: "?" would begin its options.
    path = str(settings.data_dir.absolute() / "records.sqlite3").replace("%", "%25").replace("?", "%3F")
    url = settings.database.url or f"sqlite+aiosqlite:///{path}"
    scheme = url.partition("://")[0]
    if scheme not in RECORDS:
        raise RecordsError(f"FOOTNOTE_DATABASE__URL can't be used: {scheme!r} is none of {', '.join(RECORDS)}")
    records: Records = load_backend(RECORDS, scheme)(url)
    return records
