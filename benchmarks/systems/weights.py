"""The one folder of weights that every system encodes with."""

from __future__ import annotations

from retrieval.encoders.sentence_transformer import SentenceTransformerEncoder


def weights() -> str:
    """Where the default model's weights lie; their hash is checked."""
    return str(SentenceTransformerEncoder().folder)
