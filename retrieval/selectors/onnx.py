"""The selector that ships with Footnote: a small BERT-like reader, quantised to int8, run by onnxruntime.

`training/` made it; model/README.md is its card. onnxruntime is loaded when something is first read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from retrieval.errors import SelectorError
from retrieval.hub import reason_of
from retrieval.selectors import Reading
from retrieval.selectors.spans import UNREAD, pointed
from retrieval.selectors.windows import Encoded, Window, WindowEncoder
from retrieval.sessions import open_session

Floats = NDArray[np.float32]

FOLDER = Path(__file__).with_name("model")
# Of the folder, as `python -m training` prints it.
SHA256 = "63484fb72e0534ca1af7c142a2e0a9964c668eaf2c60159973dddb1856d78997"


def digest_of(folder: Path) -> str:
    """The sha256 of the tokenizer and the network in `folder`, one after the other. Raises OSError where one is missing."""
    both = sha256((folder / "tokenizer.json").read_bytes())
    both.update((folder / "selector.onnx").read_bytes())
    return both.hexdigest()


class OnnxSelector:
    """The shipped selector; its files are hashed when this is made and loaded when something is first read.

    Raises SelectorError where a file is missing or not the one that was shipped.
    """

    def __init__(self, model: str = "footnote", folder: Path = FOLDER, right: str = SHA256) -> None:
        self.model = model
        self._file = folder / "selector.onnx"
        unreadable = f"the selector in {str(folder)!r} can't be read: reinstall Footnote"
        try:
            self.digest = digest_of(folder)
        except OSError as error:
            raise SelectorError(unreadable) from error
        if self.digest != right:
            raise SelectorError(
                f"the selector has sha256 {self.digest[:16]}… where {right[:16]}… is right: reinstall Footnote"
            )
        try:
            self._encoder = WindowEncoder(Tokenizer.from_file(str(folder / "tokenizer.json")))
        except Exception as error:  # the tokenizer raises Exception itself
            raise SelectorError(unreadable) from error

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """One reading a window, in order."""
        encoded = (self._encoder.encode(question, window) for window in windows)
        return [_reading(each, self._run(each)) for each in encoded]

    def _run(self, window: Encoded) -> Floats:
        """What the network says at each token: float32 of shape (tokens, 3).

        One window a run: int8 takes its scale from all that is run together, so that windows would bear on each other.
        """
        ids, types = np.array([window.ids], np.int64), np.array([window.types], np.int64)
        (said,) = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids), "types": types})
        return np.asarray(said[0], np.float32)

    @cached_property
    def _session(self) -> Any:
        try:
            return open_session(self._file)
        except Exception as error:  # whatever a machine that can't run the library makes it raise
            raise SelectorError(f"the selector can't be loaded: {reason_of(error)}") from error


def _reading(window: Encoded, said: Floats) -> Reading:
    """What the network says of each sentence, and the likeliest words of each among all of the window and none.

    How far a sentence answers is said twice, at its mark and by its likeliest words against none: both count, the mark for two
    thirds. On articles that were not learned from, that put the right sentence of a paragraph first in .90, the mark alone in .89.
    """
    tokens = [
        [(mark + 1 + at, start, end) for at, (start, end) in enumerate(places)]
        for mark, places in zip(window.marks, window.offsets, strict=True)
    ]
    odds, words = pointed(tokens, said[:, 1].astype(float), said[:, 2].astype(float), 0)
    nothing = -max((each for each in odds if each is not None), default=UNREAD)
    marks = [float(said[mark, 0]) for mark in window.marks]
    answers = (mark if each is None else (2 * mark + each) / 3 for mark, each in zip(marks, odds, strict=True))
    return Reading(tuple(answers), nothing, words)
