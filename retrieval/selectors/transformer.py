"""Selectors of others' making: a cross-encoder, or an extractive question-answering reader; a hub id or a folder.

Imports torch, sentence-transformers and transformers, and only when something is read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from retrieval.errors import SelectorError
from retrieval.hub import find_model, reason_of
from retrieval.selectors import Reading
from retrieval.selectors.spans import UNREAD, Floats, reading_of
from retrieval.selectors.windows import Window
from retrieval.weights import weights_digest, weights_of

# Rows a pass: what a question asks of an article fits one, and memory has a bound whatever is asked.
_ROWS = 128
# Tokens of a row: what nearly every such model was trained on; the positions of some are more than they can use.
_TOKENS = 512
_OTHERWISE = "set FOOTNOTE_SELECTOR__MODEL to 'footnote', 'none', a folder or a hub id"
_CHOICES = (
    "set FOOTNOTE_SELECTOR__MODEL to a cross-encoder of one or two classes, an extractive question-answering model, "
    "'footnote' or 'none'"
)


class TransformerSelector:
    """A model of the hub or in a folder; weights are hashed when this is made and loaded when something is first read.

    Raises SelectorError where the model can't be found, has no safetensors weights, or is neither of the two kinds.
    """

    def __init__(self, model: str) -> None:
        self.model = model
        self._folder = find_model(model, SelectorError, _OTHERWISE)
        self._config = _config_of(self._folder, model)
        self._ending = _ending_of(self._config, model)
        self.digest = weights_digest(self._folder, model, SelectorError)

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """One reading a window, in order; of a sentence too long for the model the end is not read."""
        if not windows:
            return []
        loaded = self._loaded
        if isinstance(loaded, str):
            raise SelectorError(loaded)
        try:
            return loaded.read(question, windows)
        except Exception as error:  # whatever a broken model makes the libraries raise
            raise SelectorError(self._unusable(error)) from error

    @cached_property
    def _loaded(self) -> _Loaded | str:
        """What reads, or why nothing does: loading takes seconds, so what could not be loaded once is not tried again."""
        try:
            return self._load()
        except Exception as error:  # noqa: BLE001 - whatever a broken model makes the libraries raise
            return self._unusable(error)

    def _unusable(self, error: Exception) -> str:
        return f"the model {self.model!r} can't be used: {reason_of(error)}"

    def _load(self) -> _Loaded:
        from transformers.utils import logging  # noqa: PLC0415 - takes seconds

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if self._ending == "ForSequenceClassification":
            return CrossEncoderReader(self._folder, _positive_class(self._config))
        return SpanReader(self._folder)


class _Loaded(Protocol):
    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]: ...


class CrossEncoderReader:
    """Reads each sentence by itself beside the question; of two classes, the margin of `positive` counts."""

    def __init__(self, folder: Path, positive: int) -> None:
        from sentence_transformers import CrossEncoder  # noqa: PLC0415 - takes seconds
        from torch import nn  # noqa: PLC0415

        self._positive = positive
        self._model = CrossEncoder(
            str(folder),
            local_files_only=True,
            trust_remote_code=False,
            activation_fn=nn.Identity(),
            model_kwargs={"use_safetensors": True, "dtype": "float32"},
            # "[SEP]" in a text is four letters and two brackets.
            processor_kwargs={"split_special_tokens": True},
        )
        if lacking := _head_of(self._model.model) - _saved(folder):
            raise ValueError(f"its weights lack {min(lacking)}")
        self._model.max_seq_length = min(self._model.max_seq_length or _TOKENS, _TOKENS)

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """Windows overlap: each sentence is read once."""
        sentences = list(dict.fromkeys(sentence for window in windows for sentence in window.sentences))
        said = dict(zip(sentences, self._logits(question, sentences).tolist(), strict=True))
        readings = []
        for window in windows:
            answers = tuple(said[sentence] for sentence in window.sentences)
            readings.append(Reading(answers, -max(answers, default=UNREAD), (None,) * len(answers)))
        return readings

    def _logits(self, question: str, sentences: Sequence[str]) -> Floats:
        if not sentences:
            return np.empty(0)
        pairs = [(question, sentence) for sentence in sentences]
        logits = _finite(self._model.predict(pairs, batch_size=_ROWS, show_progress_bar=False))
        return logits if logits.ndim == 1 else logits[:, self._positive] - logits[:, 1 - self._positive]


class SpanReader:
    """Reads the sentences of a window as one text, and says of each span how far it answers and of [CLS] how far none does."""

    def __init__(self, folder: Path) -> None:
        import torch  # noqa: PLC0415 - takes seconds
        from sentence_transformers.util import get_device_name  # noqa: PLC0415
        from transformers import AutoModelForQuestionAnswering, AutoTokenizer  # noqa: PLC0415

        local = {"local_files_only": True, "trust_remote_code": False}
        # "[SEP]" in a text is four letters and two brackets.
        self._tokenizer: Any = AutoTokenizer.from_pretrained(str(folder), split_special_tokens=True, **local)
        if not self._tokenizer.is_fast or self._tokenizer.cls_token_id is None:
            raise ValueError("its tokenizer tells no places of tokens, or has no token that stands for no answer")
        self._model: Any
        self._model, loading = AutoModelForQuestionAnswering.from_pretrained(
            str(folder), use_safetensors=True, dtype=torch.float32, output_loading_info=True, **local
        )
        if loading["missing_keys"]:
            raise ValueError(f"its weights lack {min(loading['missing_keys'])}")
        self._model.to(get_device_name()).eval()
        positions = getattr(self._model.config, "max_position_embeddings", None) or _TOKENS
        self._tokens = min(_TOKENS, self._tokenizer.model_max_length, positions if positions > 0 else _TOKENS)

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """As many windows at once as fit a pass."""
        (asked,) = self._shortened([question], self._tokens // 2)
        asked_tokens = len(self._places([asked])[0])
        room = self._tokens - self._tokenizer.num_special_tokens_to_add(pair=True) - asked_tokens
        texts = [self._shortened(window.sentences, room) for window in windows]
        readings: list[Reading] = []
        for first in range(0, len(windows), _ROWS):
            readings.extend(self._pass(asked, texts[first : first + _ROWS]))
        return readings

    def _pass(self, question: str, texts: Sequence[Sequence[str]]) -> list[Reading]:
        import torch  # noqa: PLC0415 - loaded by now

        encoded = self._tokenizer(
            [question] * len(texts),
            [" ".join(sentences) for sentences in texts],
            truncation="longest_first",
            max_length=self._tokens,
            padding=True,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        places = encoded.pop("offset_mapping").tolist()
        ids = encoded["input_ids"].tolist()
        with torch.inference_mode():
            said = self._model(**encoded.to(self._model.device))
        begins, ends = (_finite(each.float().numpy(force=True)) for each in (said.start_logits, said.end_logits))
        readings = []
        for row, sentences in enumerate(texts):
            read = [
                place if of == 1 else None for place, of in zip(places[row], encoded.sequence_ids(row), strict=True)
            ]
            none = ids[row].index(self._tokenizer.cls_token_id)
            readings.append(reading_of(sentences, read, begins[row], ends[row], none))
        return readings

    def _shortened(self, sentences: Sequence[str], room: int) -> tuple[str, ...]:
        """`sentences`, the long ones cut so that a token of each is read, where `room` for tokens is too small for all."""
        places = self._places(sentences)
        if sum(map(len, places)) + len(places) <= room:
            return tuple(sentences)
        share = max(1, room // len(sentences) - 1)
        return tuple(
            text[: each[share - 1][1]] if len(each) > share else text
            for text, each in zip(sentences, places, strict=True)
        )

    def _places(self, sentences: Sequence[str]) -> list[list[tuple[int, int]]]:
        if not sentences:
            return []
        read = self._tokenizer(
            list(sentences), add_special_tokens=False, return_offsets_mapping=True, verbose=False, truncation=False
        )
        places: list[list[tuple[int, int]]] = read["offset_mapping"]
        return places


def _head_of(model: Any) -> set[str]:
    """Names of the weights above the encoder, which the library would make up where they are missing."""
    return {name for name, _ in model.named_parameters() if not name.startswith(f"{model.base_model_prefix}.")}


def _saved(folder: Path) -> set[str]:
    from safetensors import safe_open  # noqa: PLC0415 - loaded by now

    names: set[str] = set()
    for file in weights_of(folder):
        if file.suffix == ".safetensors":
            with safe_open(file, "np") as weights:
                names.update(weights.keys())
    return names


def _finite(numbers: Any) -> Floats:
    found = np.asarray(numbers, np.float64)
    if not np.isfinite(found).all():
        raise ValueError("it says what is no number")
    return found


def _config_of(folder: Path, model: str) -> Mapping[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_bytes())
    except FileNotFoundError as error:
        raise SelectorError(f"the model {model!r} has no config.json: {_CHOICES}") from error
    except (OSError, ValueError, RecursionError) as error:
        raise SelectorError(f"the config.json of the model {model!r} is damaged ({reason_of(error)})") from error
    if not isinstance(config, dict):
        raise SelectorError(f"the config.json of the model {model!r} is damaged (it holds no object)")
    return config


def _ending_of(config: Mapping[str, Any], model: str) -> str:
    named = config.get("architectures")
    name = str(named[0]) if isinstance(named, list) and named else "no architecture"
    ending = next((each for each in ("ForSequenceClassification", "ForQuestionAnswering") if name.endswith(each)), None)
    if ending is None:
        raise SelectorError(f"the model {model!r} can't select sentences (its config.json names {name}): {_CHOICES}")
    if ending == "ForSequenceClassification" and (count := _classes(config)) not in (1, 2):
        raise SelectorError(f"the model {model!r} tells {count} classes apart where one or two is right: {_CHOICES}")
    return ending


def _classes(config: Mapping[str, Any]) -> Any:
    named = config.get("id2label")
    return len(named) if isinstance(named, dict) else config.get("num_labels", 2)


def _positive_class(config: Mapping[str, Any]) -> int:
    """Which of two classes says yes: the second, but for pairs like "entailment" and "not_entailment"."""
    named = config.get("id2label")
    names = named if isinstance(named, dict) else {}
    first, second = (str(names.get(key, "")).lower() for key in ("0", "1"))
    return 0 if (first and first in second) or second in {"no", "false", "negative"} else 1
