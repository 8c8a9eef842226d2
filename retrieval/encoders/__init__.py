"""Encoders: text to unit vectors. One seam; the backends stand in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from config.settings import Settings
from retrieval.backends import load_backend

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns questions and passages into vectors whose inner product says how near they are.

    `model` and `digest` (of the weights) name what the vectors were made with; vectors of another digest don't compare.
    `max_tokens` is how long a text may be, special tokens left out; of a longer one the end is not read. `runtime` is what runs
    the model.
    """

    model: str
    digest: str

    @property
    def runtime(self) -> str:
        """What runs the model: onnx, torch, or for the hashing encoder itself."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that are read."""
        ...

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
    "": "retrieval.encoders.chosen:ChosenEncoder",
}


def load_encoder(settings: Settings) -> Encoder:
    """The encoder of `settings.encoder`, which loads its model when something is first encoded.

    Raises EncoderError where the model can't be found or is not what it should be.
    """
    name = settings.encoder.model if settings.encoder.model in _BACKENDS else ""
    encoder: Encoder = load_backend(_BACKENDS, name)(settings)
    return encoder
