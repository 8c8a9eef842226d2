"""Encoders: text to unit vectors. One seam; the backends stand in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from config.sections import EncoderSettings
from retrieval.backends import load_backend

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns questions and passages into vectors whose inner product says how near they are.

    `model` and `digest` (of the weights) name what the vectors were made with; vectors of another digest don't compare.
    `max_tokens` is how long a text may be, special tokens left out; a longer one is never passed in.
    """

    model: str
    digest: str
    dimension: int
    max_tokens: int

    def count_tokens(self, text: str) -> int:
        """How many tokens the model makes of `text`, special tokens left out."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Float32 of shape (len(texts), dimension), each row of length 1."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Float32 of shape (len(texts), dimension), each row of length 1."""
        ...


_BACKENDS = {
    "hashing": "retrieval.encoders.hashing:HashingEncoder",
    # Any other name is a hub id or a folder.
    "": "retrieval.encoders.sentence_transformer:SentenceTransformerEncoder",
}


def load_encoder(settings: EncoderSettings) -> Encoder:
    """The encoder of `settings.model`. Raises EncoderError where it can't be found or is not what it should be."""
    name = settings.model if settings.model in _BACKENDS else ""
    encoder: Encoder = load_backend(_BACKENDS, name)(settings.model)
    return encoder
