"""A selector whose readings a test decides."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.selectors import Reading, Words
from retrieval.selectors.windows import Window


class Fond:
    """A selector that is fond of sentences with `words`, whatever is asked: they answer, by those words, and nothing else does."""

    def __init__(self, words: str, digest: str = "fond") -> None:
        self.model, self.digest, self._words = "fond", digest, words
        self.windows: list[Window] = []

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        self.windows += windows
        return [self._reading(window) for window in windows]

    def _reading(self, window: Window) -> Reading:
        places = [sentence.find(self._words) for sentence in window.sentences]
        words = tuple(None if at < 0 else Words(at, at + len(self._words), 0.9) for at in places)
        answers = tuple(-6.0 if at < 0 else 6.0 for at in places)
        return Reading(answers, -max(answers), words)
