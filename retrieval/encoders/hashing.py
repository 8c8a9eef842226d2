"""A deterministic encoder without a model: words and their beginnings hashed into a vector. For tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from config.settings import Settings
from retrieval.encoders import Vectors

_WORD = re.compile(r"\w+|[^\w\s]")


class HashingEncoder:
    """The same text gives the same vector on every machine; texts that share words are near each other."""

    runtime = "hashing"

    def __init__(self, settings: Settings | None = None) -> None:  # noqa: ARG002 - encoders are made alike
        self.model = "hashing"
        self.digest = "hashing-1"
        self.dimension = 256
        self.max_tokens = 254

    def count_tokens(self, text: str) -> int:
        """Words and marks, a long word counting once for every 16 characters."""
        return sum(1 + len(word) // 16 for word in _WORD.findall(text))

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, one a text."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, one a text."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.lower()) or [""]:
                for piece in {word, word[:5]}:
                    code = int.from_bytes(
                        blake2b(piece.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big"
                    )
                    row[code % self.dimension] += 1.0 if code & 0x80000000 else -1.0
            row[0] += 0.01  # never all zeros
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows
