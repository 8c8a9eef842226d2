"""An exported model, run by onnxruntime: half the time and a fifth of the memory that torch takes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from retrieval.encoders import Vectors
from retrieval.encoders.exports import NETWORK, TOKENIZER, Record, is_sound
from retrieval.errors import EncoderError
from retrieval.hub import reason_of
from retrieval.sessions import open_session

# Tokens a run, padding included: more take more memory (8,192 of them 230 MB, 1,024 30 MB) and a third more time, since what lies
# between two layers no longer fits the processor's caches.
_TOKENS = 512
# What a run takes however little is in it, in tokens: some 2 ms, where each token takes 0.17 ms (two cores with AVX2). A batch of
# questions, once padded to its longest, takes an eighth less so.
_RUN = 16


class OnnxEncoder:
    """The export in `folder`, loaded when this is made; `digest` is that of the weights it was exported from.

    Raises EncoderError where its files are not those of its record, or can't be loaded.
    """

    runtime = "onnxruntime"

    def __init__(self, folder: Path, record: Record) -> None:
        self.model, self.digest = record.model, record.weights
        self.dimension, self.max_tokens = record.dimension, record.max_tokens
        self._prompts = record.query_prompt, record.document_prompt
        if not is_sound(folder, record):
            raise EncoderError(f"the export of {self.model!r} in {str(folder)!r} is damaged")
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._padding: int = (self._tokenizer.padding or {"pad_id": 0})["pad_id"]
            self._tokenizer.no_padding()
            self._tokenizer.no_truncation()
            self._session = open_session(folder / NETWORK)
        except Exception as error:  # whatever a machine that can't run the library makes it raise
            raise EncoderError(
                f"the export of {self.model!r} in {str(folder)!r} can't be loaded: {reason_of(error)}"
            ) from error
        # Of a longer text the end is cut, so that the special tokens around it stay.
        self._room = self.max_tokens + 2 - self._tokenizer.num_special_tokens_to_add(is_pair=False)

    def count_tokens(self, text: str) -> int:
        """How many tokens the model's own tokenizer makes of `text`, special tokens left out."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, with the model's query prompt where it has one."""
        return self._rows([self._prompts[0] + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, with the model's document prompt where it has one."""
        return self._rows([self._prompts[1] + text for text in texts])

    def _rows(self, texts: Sequence[str]) -> Vectors:
        ids = [self._ids(each) for each in self._tokenizer.encode_batch(texts, add_special_tokens=False)]
        rows = np.empty((len(texts), self.dimension), np.float32)
        for run in _runs([len(each) for each in ids]):
            rows[run] = self._run([ids[each] for each in run])
        return rows

    def _ids(self, encoding: Any) -> list[int]:
        encoding.truncate(self._room)
        found: list[int] = self._tokenizer.post_process(encoding).ids
        return found

    def _run(self, texts: Sequence[Sequence[int]]) -> Vectors:
        """The rows of texts that are run together, each a list of tokens."""
        shape = len(texts), max(map(len, texts))
        ids, mask = np.full(shape, self._padding, np.int64), np.zeros(shape, np.int64)
        for row, tokens in enumerate(texts):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        (rows,) = self._session.run(None, {"ids": ids, "mask": mask})
        return np.asarray(rows, np.float32)


def _runs(lengths: Sequence[int]) -> list[list[int]]:
    """The numbers of texts of these lengths, short ones with short ones, in the runs that are soonest done with all of them."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    # Of the first texts of `order`, as many as the index says: the least cost of running them, and where the last run begins.
    costs, begins = [0], [0]
    for end, last in enumerate(order, 1):
        least = max(1, end - max(1, _TOKENS // max(1, lengths[last])) + 1)
        cost, begin = min(
            (costs[at - 1] + _RUN + (end - at + 1) * lengths[last], at - 1) for at in range(least, end + 1)
        )
        costs.append(cost)
        begins.append(begin)
    found, end = [], len(order)
    while end:
        found.append(order[begins[end] : end])
        end = begins[end]
    return found[::-1]
