"""The floor: sentence-transformers' encode and a flat FAISS index over Footnote's passages, and nothing else."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from sentence_transformers import SentenceTransformer

from benchmarks.systems import AskMany, Stages, Text
from benchmarks.systems.askers import ASKERS, in_threads
from benchmarks.systems.weights import weights

_FOUND = 3


class Raw:
    """Vectors of passages, the nearest three of them."""

    def __init__(self, home: Path) -> None:
        self._index, self._texts = home / "index.faiss", home / "texts.json"
        self._model = SentenceTransformer(weights(), local_files_only=True)
        self._vectors: Any = None
        self._passages: list[Text] = []

    def build(self, articles: Sequence[Text], passages: Sequence[Text] | None) -> dict[str, float]:
        """It has no passages of its own."""
        if passages is None:
            raise ValueError("encode + FAISS divides nothing: it needs passages")
        stages = Stages()
        with stages.stage("embed"):
            rows = self._encode([passage.text for passage in passages])
        with stages.stage("write"):
            index = faiss.IndexFlatIP(rows.shape[1])
            index.add(rows)
            faiss.write_index(index, str(self._index))
            self._texts.write_text(json.dumps([asdict(passage) for passage in passages]), "utf-8")
        return stages.seconds

    def open(self) -> None:
        """Read the index and the passages."""
        self._vectors = faiss.read_index(str(self._index))
        self._passages = [Text(**record) for record in json.loads(self._texts.read_text("utf-8"))]

    def ask(self, question: str) -> list[Text]:
        """The nearest passages."""
        return self._batch([question])[0]

    @property
    def ways(self) -> Mapping[str, AskMany]:
        """Threads, or as many questions in one batch as there are askers."""
        return {"threads": in_threads(self.ask), "batches": self._batches}

    def encode_seconds(self, texts: Sequence[str]) -> float:
        """How long encoding them takes."""
        began = time.perf_counter()
        self._encode(texts)
        return time.perf_counter() - began

    def _batches(self, questions: Sequence[str]) -> list[list[Text]]:
        starts = range(0, len(questions), ASKERS)
        return [each for start in starts for each in self._batch(questions[start : start + ASKERS])]

    def _batch(self, questions: Sequence[str]) -> list[list[Text]]:
        _, found = self._vectors.search(self._encode(questions), _FOUND)
        return [[self._passages[row] for row in rows if row >= 0] for rows in found.tolist()]

    def _encode(self, texts: Sequence[str]) -> Any:
        rows = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, np.float32)
