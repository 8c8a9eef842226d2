"""What a builder's events add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.printable import counted
from retrieval.building.progress import Event, time_left

# The builder's stages in their order: it names each when that has ended.
STAGES = ("load_model", "read", "facts", "load_weights", "embed", "write", "verify", "gate")
# About which share of a build is done when each stage begins, and at the end; most of the time goes into encoding.
_BEGINS = (0.0, 0.02, 0.04, 0.24, 0.26, 0.9, 0.93, 0.96, 1.0)
# The stages that tell how far they are.
_MEASURED = (STAGES.index("facts"), STAGES.index("embed"))


@dataclass(slots=True)
class Heard:
    """A build, or a preview of one, as far as it has told of itself; `waiting` is while another one has to end first.

    `left` is how long the stage it is at takes yet, in words, where that is known and worth telling.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    rejected: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    stage: int = 0
    done: int = 0
    total: int = 0
    left: str | None = None
    generation: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float | None = None
    waiting: bool = False

    def hear(self, event: Event) -> None:
        """Take one event in; those of a later builder that mean nothing here are passed over."""
        match event:
            case {"event": "diff", "added": added, "changed": changed, "removed": removed}:
                self.added, self.changed, self.removed = tuple(added), tuple(changed), tuple(removed)
                self.titles = event.get("titles", {})
            case {"event": "rejected", "text": str(text)}:
                self.rejected.append(text)
            case {"event": "notice", "text": str(text)}:
                self.notices.append(text)
            case {"event": "stage", "stage": stage} if stage in STAGES:
                self.stage = STAGES.index(stage) + 1
                self.done = self.total = 0
                self.left = None
            case {"event": "progress", "done": int(done), "total": int(total)}:
                self.done, self.total, self.left = done, total, time_left(event)
            case {"event": "unchanged", "generation": str(generation)}:
                self.generation = generation
            case {"event": "done", "generation": str(generation), "counts": counts, "seconds": seconds}:
                self.generation, self.counts, self.seconds = generation, counts, seconds

    @property
    def differs(self) -> bool:
        """Whether any article is another than before."""
        return bool(self.added or self.changed or self.removed)

    @property
    def left_out(self) -> str | None:
        """How much was left out or is odd, in a sentence that can be logged: it names no file."""
        if not self.rejected and not self.notices:
            return None
        told = f"{counted(len(self.rejected), 'file')} left out, {counted(len(self.notices), 'notice')}"
        return f"a build of the articles: {told}; `footnote corpus reload --dry-run` names them"

    @property
    def built(self) -> bool:
        """Whether a new generation was built; a build that finds nothing changed makes none."""
        return self.seconds is not None

    @property
    def measured(self) -> bool:
        """Whether it is at a stage that tells how far it is."""
        return self.stage in _MEASURED and self.total > 0

    @property
    def share(self) -> float:
        """About how much is done, from 0 to 1, never going back."""
        begun = _BEGINS[self.stage]
        if not self.measured:
            return begun
        done = self.done / self.total
        return begun * (1 - done) + _BEGINS[self.stage + 1] * done
