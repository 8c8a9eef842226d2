"""Selectors: models that read a question beside sentences and say which one answers. One seam; the backends stand in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from config.sections import SelectorSettings
from retrieval.backends import load_backend
from retrieval.selectors.windows import Window


@dataclass(frozen=True, slots=True)
class Words:
    """Characters `start` to `end` of a sentence, which are what answers with `probability`."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a selector says of a window.

    `answers[i]` is how far sentence i answers, as log odds; `nothing` how far nothing in the window does, as log odds; `words[i]`
    the words of sentence i that answer, None where the selector points at none.
    """

    answers: tuple[float, ...]
    nothing: float
    words: tuple[Words | None, ...]


class Selector(Protocol):
    """Reads windows. `model` and `digest` (of the weights) say with what."""

    model: str
    digest: str

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """One reading a window, in order; of a sentence too long for the model the end is not read."""
        ...


_BACKENDS = {
    "footnote": "retrieval.selectors.onnx:OnnxSelector",
    # Any other name is a hub id or a folder.
    "": "retrieval.selectors.transformer:TransformerSelector",
}


def load_selector(settings: SelectorSettings) -> Selector | None:
    """The selector of `settings.model`, None for `none`. Raises SelectorError where it can't be found or is damaged."""
    if settings.model == "none":
        return None
    name = settings.model if settings.model in _BACKENDS else ""
    selector: Selector = load_backend(_BACKENDS, name)(settings.model)
    return selector
