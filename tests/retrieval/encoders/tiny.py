"""Sentence-transformers models so small that they are made in a moment."""

from __future__ import annotations

import json
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


def save_in_parts(folder: Path) -> Path:
    """A tiny model whose weights are in so many files that their digests would be too long for a file's name."""
    from safetensors.torch import load_file, save_file

    save_tiny_model(folder)
    weights = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    parts = {name: f"model-{n:05}-of-{len(weights):05}.safetensors" for n, name in enumerate(weights, 1)}
    for name, part in parts.items():
        save_file({name: weights[name]}, folder / part, {"format": "pt"})
    (folder / "model.safetensors.index.json").write_text(json.dumps({"metadata": {}, "weight_map": parts}), "utf-8")
    assert len(parts) > 15
    return folder
