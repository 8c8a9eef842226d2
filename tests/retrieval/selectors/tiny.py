"""Models as others might bring them, small enough to be made in a test."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import Any

_LETTERS = string.ascii_lowercase + string.digits + string.punctuation
_WORDS = "the coal was carried to a harbour in who where lighthouse built".split()
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *_WORDS, *_LETTERS, *(f"##{each}" for each in _LETTERS)]
POSITIONS = 64
_CONFIG = {
    "vocab_size": len(VOCABULARY),
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 64,
    "max_position_embeddings": POSITIONS,
    # Wide enough that texts tell apart.
    "initializer_range": 0.3,
}


def save_cross_encoder(folder: Path, labels: tuple[str, ...] = ("LABEL_0",), seed: int = 1) -> Path:
    """A BERT of random weights that gives a pair one logit for each of `labels`."""
    return _save(folder, "BertForSequenceClassification", seed, id2label=dict(enumerate(labels)))


def save_reader(folder: Path, seed: int = 1) -> Path:
    """A BERT of random weights that gives each token two logits."""
    return _save(folder, "BertForQuestionAnswering", seed)


def save_pointer(folder: Path, word: str) -> Path:
    """A reader that points at every `word` of the vocabulary: its token's vector alone has the direction that counts."""
    import torch
    from transformers import BertForQuestionAnswering

    _save(folder, "BertForQuestionAnswering", 1, num_hidden_layers=0)
    model = BertForQuestionAnswering.from_pretrained(folder)
    with torch.no_grad():
        embeddings = model.bert.embeddings
        for table in (embeddings.position_embeddings, embeddings.token_type_embeddings):
            table.weight.zero_()
        embeddings.word_embeddings.weight[:, 0] = 0
        embeddings.word_embeddings.weight[VOCABULARY.index(word), 0] = 50
        model.qa_outputs.weight.zero_()
        model.qa_outputs.weight[:, 0] = 2
    model.save_pretrained(folder)
    return folder


def change_config(folder: Path, **changed: Any) -> Path:
    """Write other values into the config of the model in `folder`."""
    file = folder / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | changed), "utf-8")
    return folder


def _save(folder: Path, architecture: str, seed: int, **config: Any) -> Path:
    import torch
    import transformers

    torch.manual_seed(seed)
    settings = _CONFIG | config
    model = getattr(transformers, architecture)(transformers.BertConfig(**settings))
    model.save_pretrained(folder)
    vocabulary = {word: n for n, word in enumerate(VOCABULARY)}
    transformers.BertTokenizer(vocab=vocabulary, model_max_length=POSITIONS).save_pretrained(folder)
    return folder
