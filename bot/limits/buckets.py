"""A bucket, and what its keepers fail with."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import FootnoteError

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Bucket:
    """Of a person everywhere (no guild), of one in a server, or of a server (no person); it holds `size` questions."""

    guild_id: int
    person_id: int
    size: int


class BucketsAway(FootnoteError):
    """The database that buckets are kept in does not answer in time."""

    loggable = True
