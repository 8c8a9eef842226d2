"""What must survive: answers given, votes, changes of a corpus, listings, preferences and a few facts. One seam, its backends in a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Protocol

from bot.records.errors import RecordsError, Trouble, UnknownAnswer
from bot.records.troubles import Troubles
from bot.records.values import Change, GivenAnswer, Listing, OnRecord, PreferenceChanges, Preferences, Verdict, Vote
from config.settings import Settings
from retrieval.backends import load_backend

__all__ = [
    "RECORDS",
    "Change",
    "GivenAnswer",
    "Listing",
    "OnRecord",
    "PreferenceChanges",
    "Preferences",
    "Records",
    "RecordsError",
    "Trouble",
    "Troubles",
    "UnknownAnswer",
    "Verdict",
    "Vote",
    "load_records",
]

# Scheme of FOOTNOTE_DATABASE__URL -> what makes the records that are kept there.
RECORDS = {
    "sqlite+aiosqlite": "bot.records.sqlite:records_at",
    "postgresql+asyncpg": "bot.records.postgres:records_at",
}


class Records(Protocol):
    """Remembers. Every method raises RecordsError, in one sentence, where the database does not take or give it.

    What is looked up is looked up in a server, None for direct messages, and what another one has is never found. `troubles` hears
    of each failure that is the database's own.
    """

    troubles: Troubles

    def exists(self) -> bool:
        """Whether there is a database yet: `open` would make one, this makes nothing."""

    async def open(self) -> str | None:
        """Make what is missing and bring what is old to the present form; call once, before anything else.

        Returns the schema that there was, None for none.
        """

    async def describe(self) -> str:
        """Which database of which version it is, for those who run the bot; never a password."""

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

    async def answer(self, guild_id: int | None, answer_id: str) -> GivenAnswer | None:
        """The answer of that id."""

    async def add_message(self, guild_id: int | None, answer_id: str, message_id: int, channel_id: int) -> None:
        """Remember that an answer stands in a message; one answer may stand in several."""

    async def answer_in_message(self, guild_id: int | None, message_id: int) -> GivenAnswer | None:
        """The answer that stands in a message."""

    async def last_answer_in(self, guild_id: int | None, channel_id: int) -> GivenAnswer | None:
        """The newest answer of a channel or thread that all there may see: not private, or made public."""

    async def vote(self, guild_id: int | None, vote: Vote) -> Verdict | None:
        """Count a person's vote on an answer in place of their earlier one, which is returned."""

    def votes(self) -> AsyncIterator[tuple[GivenAnswer, Vote]]:
        """All votes with their answers, oldest answer first."""

    async def remove_article(self, corpus_id: int, article_id: str) -> None:
        """Forget where an article was quoted, what was listed of it alone, and that it is in focus somewhere.

        Questions that were read in words that answers before may have had from it are read as they were asked from then on. Broken
        off, it has forgotten a part, and takes the rest when it is called again.
        """

    async def add_change(self, change: Change) -> None:
        """Remember a change of a corpus."""

    async def changes(self, corpus_id: int, limit: int) -> tuple[Change, ...]:
        """The newest changes of a corpus, newest first."""

    async def add_listing(self, listing: Listing) -> None:
        """Remember what was asked for where the outcome has pages, and forget what was LISTING_LIFE before it in that server."""

    async def listing(self, guild_id: int | None, listing_id: str) -> Listing | None:
        """The listing of that id."""

    async def preferences(self, guild_id: int | None = None) -> dict[int, dict[int, Preferences]]:
        """What one server or all, and their channels, prefer: by server, then by channel (or WHOLE_SERVER)."""

    async def change_preferences(
        self, guild_id: int, channel_id: int, changes: PreferenceChanges
    ) -> dict[int, Preferences]:
        """Change some preferences of a server (WHOLE_SERVER) or channel, and return all of that server by channel."""

    async def fact(self, name: str, guild_id: int | None = None) -> str | None:
        """A fact that was remembered under `name`, of a server or of the whole deployment."""

    async def set_fact(self, name: str, value: str, guild_id: int | None = None) -> None:
        """Remember a fact of a server or of the whole deployment."""

    async def on_record(self, person_id: int) -> OnRecord:
        """How much of a person is on record."""

    async def remove_person(self, person_id: int) -> OnRecord:
        """Forget a person's questions, with what hangs on them, and votes; returns how many there were.

        Changes that they made stay without their name. Bounded in every transaction, so that others go on meanwhile; broken
        off, it has forgotten a part, and takes the rest when it is called again. So do the others that remove.
        """

    async def remove_guild(self, guild_id: int) -> None:
        """Forget all of a server, and at last its departure; changes of the shared articles stay without its name."""

    async def remove_answers(self, before: dt.datetime) -> int:
        """Forget the answers given before that moment, with what hangs on them; returns how many there were."""

    async def remove_listings(self, now: dt.datetime) -> int:
        """Forget the listings that at `now` are older than LISTING_LIFE; returns how many there were."""

    async def guilds(self) -> frozenset[int]:
        """The servers that anything is on record of."""

    async def departures(self) -> Mapping[int, dt.datetime]:
        """The servers that the bot is not in any more, and since when."""

    async def add_departure(self, guild_id: int, at: dt.datetime) -> None:
        """Remember that the bot was removed from a server; of several times the last counts."""

    async def remove_departure(self, guild_id: int) -> None:
        """Remember that the bot is in a server again."""


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
