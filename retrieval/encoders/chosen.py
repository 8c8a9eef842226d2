"""A model whose runtime is chosen when something is first encoded: onnxruntime where it can be, else torch."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cached_property

from config.settings import Settings
from retrieval.encoders import Encoder, Vectors
from retrieval.encoders.exports import export_of
from retrieval.encoders.onnx import OnnxEncoder
from retrieval.encoders.sentence_transformer import (
    DEFAULT_MODEL,
    DEFAULT_SHA256,
    SentenceTransformerEncoder,
    folder_of,
)
from retrieval.errors import EncoderError

_log = logging.getLogger(__name__)


class ChosenEncoder:
    """The model that the settings name. Where it has been exported neither its weights nor torch are read.

    Raises EncoderError where the model can't be found or, read, is not what it should be. What encodes first may wait for the
    export to be made, or for torch; it raises EncoderError where the runtime that the settings name can't be had.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.model = settings.encoder.model
        self._torch: SentenceTransformerEncoder | None = None
        exported = None
        if self.model == DEFAULT_MODEL:
            # Its digest is known: where it has been exported its weights need not be hashed.
            exported = export_of(settings, DEFAULT_SHA256, folder_of(self.model))
        if exported is None or exported.record() is None:
            self._torch = SentenceTransformerEncoder(self.model)
            exported = export_of(settings, self._torch.digest, self._torch.folder)
        self._export = exported
        self.digest = self._export.weights

    @property
    def runtime(self) -> str:
        """What runs the model: onnx or torch."""
        return self._encoder.runtime

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.dimension

    @property
    def max_tokens(self) -> int:
        """What the model reads of a text, less the two special tokens around it."""
        return self._encoder.max_tokens

    def count_tokens(self, text: str) -> int:
        """How many tokens the model's own tokenizer makes of `text`, special tokens left out."""
        return self._encoder.count_tokens(text)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, with the model's query prompt where it has one."""
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, with the model's document prompt where it has one."""
        return self._encoder.encode_passages(texts)

    @cached_property
    def _encoder(self) -> Encoder:
        runtime = self._settings.encoder.runtime
        if runtime != "torch":
            try:
                return self._exported()
            except EncoderError as error:
                if runtime == "onnx":
                    raise
                _log.warning("torch runs the model, which takes more time and memory: %s", error)
        return self._torch or SentenceTransformerEncoder(self.model)

    def _exported(self) -> OnnxEncoder:
        """The export, made where there is none and made anew where it is damaged."""
        export = self._export
        record = export.record()
        if record is not None:
            try:
                return OnnxEncoder(export.folder, record)
            except EncoderError as error:
                _log.warning("%s: it is made anew", error)
        elif reason := export.refusal():
            raise EncoderError(reason)
        return OnnxEncoder(export.folder, export.make(self._settings))
