"""When the words of each article changed, and what a build changed: kept with a generation and carried on to the next.

history.jsonl has a line for each article. It is carried on from a generation of another model or version too, so it says by itself
what it needs to.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HISTORY = "history.jsonl"
# Ids that a manifest names of each kind of change.
_NAMED = 20
# Moments that are kept of an article, for one that changes all the time.
_MOMENTS = 64


@dataclass(frozen=True, slots=True)
class Past:
    """An article by its id: digests of all that it says and of its body, and when builds gave it another body, newest last.

    The first moment is that of the build that it came with, unless there were too many since.
    """

    article_id: str
    digest: str
    body: str
    moments: tuple[dt.datetime, ...]

    def changed_after(self, moment: dt.datetime) -> tuple[dt.date, dt.date] | None:
        """The days, in UTC, between which the body changed after `moment`, which are one where it changed once.

        None where no build since gave it another body.
        """
        after = [each for each in self.moments if each > moment]
        if not after:
            return None
        first = moment if len(after) == _MOMENTS else after[0]
        return first.astimezone(dt.UTC).date(), after[-1].date()


@dataclass(frozen=True, slots=True)
class Touched:
    """How many articles a build touched in one way, and the first of their ids."""

    count: int = 0
    ids: tuple[str, ...] = ()

    @classmethod
    def of(cls, ids: Iterable[str]) -> Touched:
        """Those of `ids`, sorted."""
        every = sorted(ids)
        return cls(len(every), tuple(every[:_NAMED]))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build changed. Of a removed article nothing but its id is kept."""

    added: Touched = Touched()
    changed: Touched = Touched()
    removed: Touched = Touched()

    @classmethod
    def between(cls, before: Sequence[Past], now: Sequence[Past]) -> Changes:
        """What is otherwise in `now` than it was in `before`."""
        old, new = ({each.article_id: each.digest for each in every} for every in (before, now))
        other = (each for each in old.keys() & new.keys() if old[each] != new[each])
        return cls(Touched.of(new.keys() - old.keys()), Touched.of(other), Touched.of(old.keys() - new.keys()))

    @classmethod
    def read(cls, record: Mapping[str, Mapping[str, Any]]) -> Changes:
        """What JSON made of it; raises ValueError, KeyError, TypeError where it is something else."""
        return cls(
            *(
                Touched(int(record[kind]["count"]), tuple(record[kind]["ids"]))
                for kind in ("added", "changed", "removed")
            )
        )


def carried_on(before: Sequence[Past], now: Sequence[Past]) -> tuple[Past, ...]:
    """`now`, each with one moment, after `before`: an unchanged body keeps its moments, another one adds to them."""
    old = {each.article_id: each for each in before}
    return tuple(_after(old.get(each.article_id), each) for each in now)


def _after(before: Past | None, now: Past) -> Past:
    if before is None:
        return now
    moments = before.moments if before.body == now.body else (*before.moments, *now.moments)[-_MOMENTS:]
    return Past(now.article_id, now.digest, now.body, moments)


def dump_history(history: Sequence[Past]) -> bytes:
    """The lines of history.jsonl."""
    records = (
        {
            "id": each.article_id,
            "digest": each.digest,
            "body": each.body,
            "moments": [m.isoformat() for m in each.moments],
        }
        for each in history
    )
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def read_history(folder: Path) -> tuple[Past, ...]:
    """The history in a generation's folder; raises OSError, ValueError, KeyError or TypeError where there is none to read."""
    return parse_history((folder / HISTORY).read_bytes())


def parse_history(lines: bytes) -> tuple[Past, ...]:
    """The history in what `dump_history` wrote; raises ValueError, KeyError or TypeError where it is something else."""
    records = map(json.loads, lines.splitlines())
    return tuple(
        Past(each["id"], each["digest"], each["body"], tuple(map(dt.datetime.fromisoformat, each["moments"])))
        for each in records
    )
