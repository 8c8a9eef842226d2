"""What a question asks for, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retrieval.values import Kind

Form = Literal["one", "several", "list", "yes_no"]


@dataclass(frozen=True, slots=True)
class Need:
    """One thing of several that are asked for: its words ("when", or a side of a comparison), and a question of its own.

    `question` can be searched alone: it has what it needs of the rest, after a dash where no grammar would hold it.
    """

    asks: str
    question: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a question asks for. `kind` is None for a plain thing and for several; `parts`, two at least, only for several."""

    form: Form
    kind: Kind | None
    parts: tuple[Need, ...] = ()
