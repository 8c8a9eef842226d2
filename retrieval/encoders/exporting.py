"""`python -m retrieval.encoders.exporting`: export the model of the settings for onnxruntime, in a process of its own.

The network is traced from its tokens to its unit vectors and held against sentence-transformers, from the text on; what is off is
not kept. One line on standard output says what went wrong. Ends when standard input does, with the process that started it.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from config.settings import Settings, SettingsError, load_settings
from corpus.errors import FootnoteError
from corpus.folder import SHIPPED, read_folder
from retrieval.durable import clear_asides, replace_text, sync_file, sync_folder, write_bytes
from retrieval.encoders import Vectors
from retrieval.encoders.exports import (
    FORMAT,
    NETWORK,
    RECORD,
    TOKENIZER,
    WEIGHTS,
    Export,
    Record,
    digests_of,
    export_of,
    is_sound,
    written,
)
from retrieval.encoders.onnx import OnnxEncoder
from retrieval.encoders.sentence_transformer import SentenceTransformerEncoder
from retrieval.errors import EncoderError
from retrieval.hub import reason_of

# The network as torch writes it, weights and all; gone before the export is whole.
TRACED = "traced.onnx"
# The most by which a coordinate may differ from torch's.
_TOLERANCE = 1e-5
# Modules that give the same for the same tokens, whatever the text was.
_KNOWN = ("Transformer", "Pooling", "Dense", "LayerNorm", "Normalize")
# What an unusual network makes torch and onnxruntime raise, by name, as neither need be imported to export none. Of whatever else
# they raise, for memory, threads or files that have run out too, nothing tells that it lasts.
_LASTING = {
    "ArithmeticError", "AssertionError", "AttributeError", "LookupError", "NotImplementedError", "TypeError", "ValueError",
    "InvalidArgument", "InvalidGraph", "NotImplemented", "OnnxExporterError",
}  # fmt: skip
# A longer text than any model reads.
_LONGEST = 100_000
_ODD = (
    "", " \n\t ", "A", "?!…", "[SEP]", "a [SEP] b [CLS] [PAD] [MASK] </s> <s> <pad>", "é e\u0301 ﬁ 東京 👩\u200d🚀 \u202e\x00",
    "ALL CAPITALS", "x" * 5000, "word " * 2000,
)  # fmt: skip


class Refusal(EncoderError):
    """A model that can't be exported, however often that is tried."""


def export(settings: Settings) -> Export:
    """The export of the model that `settings` name, made where there is none that is sound.

    Raises EncoderError where the model can't be loaded or exported, OSError where the disk does not take it, MemoryError.
    """
    # What torch makes of a text on a GPU is not what it makes of it elsewhere, to the fifth place.
    encoder = SentenceTransformerEncoder(settings.encoder.model, device="cpu")
    export = export_of(settings, encoder.digest, encoder.folder)
    export.home.mkdir(parents=True, exist_ok=True)
    with _locked(export):
        record = export.record()
        if record is not None and is_sound(export.folder, record):
            return export
        for left in export.home.glob(f".{export.weights}.[0-9]*"):
            shutil.rmtree(left, ignore_errors=True)
        clear_asides(export.refused)
        aside = export.home / f".{export.weights}.{os.getpid()}"
        aside.mkdir()
        try:
            _write(encoder, export, aside)
            _put(aside, export)
        except Refusal as error:
            refusal = {"format": FORMAT, "configuration": export.configuration, "reason": str(error)}
            replace_text(export.refused, json.dumps(refusal))
            raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return export


@contextlib.contextmanager
def _locked(export: Export) -> Iterator[None]:
    """Wait until nobody else exports this model."""
    with (export.home / f".{export.weights}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _put(aside: Path, export: Export) -> None:
    """Give the folder its name, in the place of a damaged one; a reader finds a whole export or none."""
    if export.folder.exists():
        damaged = aside.with_name(f"{aside.name}.damaged")
        export.folder.rename(damaged)
        shutil.rmtree(damaged, ignore_errors=True)
    aside.rename(export.folder)
    export.refused.unlink(missing_ok=True)
    sync_folder(export.home)


def _write(encoder: SentenceTransformerEncoder, export: Export, folder: Path) -> None:
    """Write the export into `folder`, every file synced, its record last.

    Raises EncoderError, which is a Refusal where it lasts, OSError and MemoryError.
    """
    try:
        import onnx  # noqa: F401, PLC0415 - torch does not say this well
    except ImportError as error:
        raise EncoderError("the package onnx is not installed: run `make setup`") from error
    model = encoder.loaded
    known = [type(each).__name__ for each in model]
    if unknown := [each for each in known if each not in _KNOWN]:
        raise Refusal(f"the model {encoder.model!r} can't be exported: it has a module {unknown[0]}")
    if not 1 <= encoder.max_tokens <= _LONGEST:
        raise Refusal(f"the model {encoder.model!r} can't be exported: it does not say how much it reads")
    texts = _texts()
    meant = _few_at_once(encoder.encode_queries, texts), _few_at_once(encoder.encode_passages, texts)
    _write_tokenizer(model, folder)
    off = 0.0
    try:
        for _ in _networks(model, folder):
            off = _difference(_record(encoder, export, folder, 0.0), folder, texts, meant)
            if off <= _TOLERANCE:
                break
    except (OSError, MemoryError):
        raise
    except Exception as error:  # whatever an unusual network, or a machine that has too little, makes it raise
        if _lasts(error):
            raise Refusal(f"the model {encoder.model!r} can't be exported: {reason_of(error)}") from error
        raise EncoderError(
            f"the model {encoder.model!r} could not be exported this time: {reason_of(error)}"
        ) from error
    if not off <= _TOLERANCE:
        raise Refusal(f"the model {encoder.model!r} can't be exported: what was exported is off by {off:.2g}")
    (folder / TRACED).unlink()
    write_bytes(folder / RECORD, written(_record(encoder, export, folder, off)).encode())
    sync_folder(folder)


def _lasts(error: BaseException) -> bool:
    """Whether it would be raised again, however often this model is exported; where that is not known it is not taken for so."""
    while error.__cause__ is not None:
        error = error.__cause__
    return any(each.__name__ in _LASTING for each in type(error).__mro__)


def _texts() -> list[str]:
    """Sentences, paragraphs and whole articles that ship with Footnote, of many lengths, and odd ones."""
    bodies = [article.body for article in read_folder(SHIPPED, 2**20).articles]
    paragraphs = [each for body in bodies for each in body.split("\n") if each]
    return sorted([*bodies, *paragraphs, *(each.split(". ")[0] for each in paragraphs), *_ODD], key=len)


def _few_at_once(encode: Callable[[Sequence[str]], Vectors], texts: Sequence[str]) -> Vectors:
    """All at once would take half a gigabyte, and most of it for padding."""
    return np.concatenate([encode(texts[first : first + 8]) for first in range(0, len(texts), 8)])


def _difference(record: Record, folder: Path, texts: Sequence[str], meant: tuple[Vectors, Vectors]) -> float:
    """The largest of any coordinate, of questions and of passages, all together and one at a time."""
    exported = OnnxEncoder(folder, record)
    found = [
        (exported.encode_queries(texts), exported.encode_passages(texts)),
        (meant[0], np.concatenate([exported.encode_passages([text]) for text in texts])),
    ]
    return max(float(np.abs(each - right).max()) for pair in found for each, right in zip(pair, meant, strict=True))


def _record(encoder: SentenceTransformerEncoder, export: Export, folder: Path, difference: float) -> Record:
    return Record(
        FORMAT,
        encoder.model,
        export.weights,
        export.configuration,
        encoder.dimension,
        encoder.max_tokens,
        _prompt(encoder.loaded, "query"),
        _prompt(encoder.loaded, "document"),
        difference,
        digests_of(folder),
    )


def _prompt(model: Any, name: str) -> str:
    return str(model.prompts.get(name if name in model.prompts else model.default_prompt_name) or "")


def _write_tokenizer(model: Any, folder: Path) -> None:
    """The tokenizer as the model has it now, which may be another than the one in its folder."""
    tokenizer = Tokenizer.from_str(model.tokenizer.backend_tokenizer.to_str())
    tokenizer.no_truncation()
    tokenizer.enable_padding(pad_id=model.tokenizer.pad_token_id or 0, pad_token=model.tokenizer.pad_token or "[PAD]")
    write_bytes(folder / TOKENIZER, tokenizer.to_str().encode())


def _networks(model: Any, folder: Path) -> Iterator[None]:
    """Write the network, first with its attention in one piece, which is faster, then as it was traced."""
    import onnx  # noqa: PLC0415 - only to export

    traced = folder / TRACED
    _trace(model, traced)
    for make in (_fused, onnx.load):
        try:
            network = make(str(traced))
        except (OSError, MemoryError):
            raise
        except Exception:
            if make is onnx.load:
                raise
            continue
        for name in (NETWORK, WEIGHTS):
            (folder / name).unlink(missing_ok=True)  # and not written over: what is open is mapped
        onnx.save_model(network, str(folder / NETWORK), save_as_external_data=True, location=WEIGHTS)
        del network
        (folder / WEIGHTS).touch()
        for name in (NETWORK, WEIGHTS):
            (folder / name).chmod(traced.stat().st_mode)
            sync_file(folder / name)
        yield


def _fused(file: str) -> Any:
    from onnxruntime.transformers.optimizer import optimize_model  # noqa: PLC0415 - only to export

    return optimize_model(file, model_type="bert", opt_level=0).model


def _trace(model: Any, file: Path) -> None:
    import torch  # noqa: PLC0415 - takes seconds

    class Whole(torch.nn.Module):
        """All modules, one after the other."""

        def __init__(self) -> None:
            super().__init__()
            self.parts = model

        def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            features: dict[str, Any] = {"input_ids": ids, "attention_mask": mask}
            for part in self.parts:
                features = part(features)
            return torch.nn.functional.normalize(features["sentence_embedding"].float(), p=2, dim=1)

    # The other kinds of attention leave the mask out of the graph where the example has none.
    model[0].auto_model.set_attn_implementation("eager")
    example = (torch.full((2, 9), 7), torch.ones(2, 9, dtype=torch.long))
    example[1][1, 6:] = 0
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # of the exporter's own tracing
        torch.onnx.export(
            Whole().eval(),
            example,
            str(file),
            input_names=["ids", "mask"],
            output_names=["rows"],
            dynamic_axes={"ids": {0: "texts", 1: "tokens"}, "mask": {0: "texts", 1: "tokens"}, "rows": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )


def main() -> int:
    """Export, and say what went wrong."""
    threading.Thread(target=_end_with_starter, daemon=True).start()
    try:
        export(load_settings())
    except (FootnoteError, SettingsError) as error:
        print(error)
        return 1
    except OSError as error:
        print(f"the disk does not take the export of the model: {error.strerror or error}")
        return 1
    except MemoryError:
        print("there is not enough memory to export the model")
        return 1
    return 0


def _end_with_starter() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
