"""A sentence-transformers model so small that it is made in a moment."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any


def save_tiny_model(folder: Path, seed: int = 1, pooling: str = "mean", **more: Any) -> Path:
    """Save a sentence-transformers model of one layer, random weights and a vocabulary of letters to `folder`.

    `more` is what SentenceTransformer takes, as prompts.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    letters = string.ascii_lowercase + string.digits + string.punctuation
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "coal", *letters, *(f"##{each}" for each in letters)]
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=128,
    )
    bare = folder.with_name(f"{folder.name}-bare")
    BertModel(config).save_pretrained(bare)
    BertTokenizer(vocab={word: n for n, word in enumerate(words)}, model_max_length=128).save_pretrained(bare)
    transformer = Transformer(str(bare), max_seq_length=128)
    SentenceTransformer(modules=[transformer, Pooling(16, pooling)], device="cpu", **more).save(str(folder))
    return folder
