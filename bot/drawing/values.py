"""What the parent tells the process that draws: texts that are short and clean by then, as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

# past: filled; coming: hollow; unknown: dashed.
Marker = Literal["past", "coming", "unknown"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: its day in words, the clause, small lines below it, and how far in time it is from the one before.

    `doubtful` marks the first note: the days are approximate, or rest on what is inferred. `gap_days` is None where no time
    lies between.
    """

    day: str
    clause: str
    notes: tuple[str, ...]
    doubtful: bool
    marker: Marker
    gap_days: int | None = None
    gap: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a picture says: what happened in `past`, what is planned or to come in `coming`; `more` counts what is left out."""

    title: str
    subtitle: str
    past: tuple[Entry, ...]
    coming: tuple[Entry, ...]
    more: str | None
    footer: str
    dark: bool

    def to_json(self) -> bytes:
        """The scene as ASCII; equal scenes give equal bytes."""
        return json.dumps(asdict(self), sort_keys=True).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Scene:
        """The scene of `to_json`; raises ValueError, TypeError or KeyError for anything else."""
        fields = json.loads(text)
        for block in ("past", "coming"):
            fields[block] = tuple(Entry(**{**each, "notes": tuple(each["notes"])}) for each in fields[block])
        return cls(**fields)
