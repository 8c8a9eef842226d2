"""txtai's hybrid search (vectors and BM25), over paragraphs as its own segmentation divides them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from txtai import Embeddings
from txtai.pipeline import Segmentation

from benchmarks.systems import AskMany, Stages, Text
from benchmarks.systems.askers import ASKERS
from benchmarks.systems.weights import weights


class Txtai:
    """`search` with its default of three results; content is stored, which is how it gives texts back."""

    def __init__(self, home: Path) -> None:
        self._folder = str(home / "txtai")
        self._embeddings = Embeddings(path=weights(), hybrid=True, content=True)

    def build(self, articles: Sequence[Text], passages: Sequence[Text] | None) -> dict[str, float]:
        """Divide, encode and save."""
        stages = Stages()
        with stages.stage("split"):
            divide = Segmentation(paragraphs=True)
            parts = [(each.article, each.text) for each in passages or ()]
            if passages is None:
                parts = [(each.article, part) for each in articles for part in divide(each.text)]
        with stages.stage("embed"):
            self._embeddings.index((f"{number}:{article}", part) for number, (article, part) in enumerate(parts))
        with stages.stage("write"):
            self._embeddings.save(self._folder)
        return stages.seconds

    def open(self) -> None:
        """Load what was saved."""
        self._embeddings.load(self._folder)

    def ask(self, question: str) -> list[Text]:
        """The nearest parts."""
        return list(map(_text, self._embeddings.search(question)))

    @property
    def ways(self) -> Mapping[str, AskMany]:
        """As many questions in one batch as there are askers: threads share its one cursor, and end the process."""
        return {"batches": self._batches}

    def _batches(self, questions: Sequence[str]) -> list[list[Text]]:
        starts = range(0, len(questions), ASKERS)
        batches = (self._embeddings.batchsearch(list(questions[start : start + ASKERS])) for start in starts)
        return [list(map(_text, found)) for batch in batches for found in batch]


def _text(found: dict[str, Any]) -> Text:
    return Text(found["id"].partition(":")[2], found["text"])
