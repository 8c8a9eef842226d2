"""Exports: a model as onnxruntime runs it, made once by a process of its own and held against torch there.

encoders/
    <digest of the weights>/
        record.json      what it was made from, how far it is off, and the digests of the other files
        encoder.onnx     the network, from tokens to unit vectors
        encoder.data     its weights, which are mapped and not read
        tokenizer.json   the model's own
    <digest>.refused.json    instead: why the model can't be exported
    .<digest>.lock           held by the process that exports; the kernel lets go of it when that dies
    .<digest>.4711/          one being written; what a dead process left is cleared by the next
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from config.settings import Settings, process_environment
from retrieval.errors import EncoderError
from retrieval.weights import folders_of

FORMAT = 1
RECORD, NETWORK, WEIGHTS, TOKENIZER = "record.json", "encoder.onnx", "encoder.data", "tokenizer.json"
# What says, beside the weights, what a model makes of a text.
_CONFIGURATION = (".json", ".txt", ".model")


@dataclass(frozen=True, slots=True)
class Record:
    """What an export was made from: the digest of the weights and of the files beside them; and what came of it.

    `difference` is the largest of any coordinate to torch's; `files` their names -> sha256.
    """

    format: int
    model: str
    weights: str
    configuration: str
    dimension: int
    max_tokens: int
    query_prompt: str
    document_prompt: str
    difference: float
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Export:
    """Where the export of a model lies, or will: its weights' digest and that of its configuration say of which."""

    home: Path
    weights: str
    configuration: str

    @property
    def folder(self) -> Path:
        """The folder of the export itself."""
        return self.home / self.weights

    @property
    def refused(self) -> Path:
        """The file that says why there is none."""
        return self.home / f"{self.weights}.refused.json"

    def record(self) -> Record | None:
        """What was exported, or None where nothing was, or of another configuration or format; its files may be damaged."""
        try:
            found = _read(self.folder / RECORD)
            record = Record(**{each.name: found[each.name] for each in fields(Record)})
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        made = (record.format, record.weights, record.configuration)
        return record if made == (FORMAT, self.weights, self.configuration) else None

    def refusal(self) -> str | None:
        """Why the model can't be exported, where that has been tried."""
        try:
            found = _read(self.refused)
            made = (found["format"], found["configuration"])
            return str(found["reason"]) if made == (FORMAT, self.configuration) else None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def make(self, settings: Settings) -> Record:
        """The record of the export that a process of its own makes; of one that is there and sound already, the same.

        Blocks for as long as that takes, some ten seconds; the process ends with the caller. Raises EncoderError.
        """
        said, code = _run(settings)
        record = self.record()
        if code == 0 and record is not None:
            return record
        if code < 0:
            raise EncoderError(f"the process that exports {settings.encoder.model!r} was ended by signal {-code}")
        raise EncoderError(said or f"the process that exports {settings.encoder.model!r} ended with code {code}")


def export_of(settings: Settings, weights: str, folder: Path) -> Export:
    """The export of the model in `folder`, whose weights have the digest `weights`."""
    home = settings.encoder.exports or settings.data_dir / "encoders"
    return Export(home, weights, configuration_digest(folder))


def configuration_digest(folder: Path) -> str:
    """SHA-256 over the files beside the weights in `folder`: tokenizer, pooling, prompts."""
    found = sha256()
    beside = (each for part in folders_of(folder) if part.is_dir() for each in part.iterdir())
    for file in sorted(each for each in beside if each.suffix in _CONFIGURATION and each.is_file()):
        data = file.read_bytes()
        found.update(f"{file.relative_to(folder).as_posix()} {len(data)}\n".encode("utf-8", "surrogateescape") + data)
    return found.hexdigest()


def digests_of(folder: Path) -> dict[str, str]:
    """The sha256 of each file of the export in `folder`. Raises OSError where one is missing."""
    found = {}
    for name in (NETWORK, WEIGHTS, TOKENIZER):
        with (folder / name).open("rb") as stream:
            found[name] = file_digest(stream, "sha256").hexdigest()
    return found


def is_sound(folder: Path, record: Record) -> bool:
    """Whether the files in `folder` are those that `record` was written for."""
    try:
        return digests_of(folder) == record.files
    except OSError:
        return False


def written(record: Record) -> str:
    """`record` as its file holds it."""
    return json.dumps(asdict(record), indent=1)


def _read(file: Path) -> dict[str, Any]:
    found = json.loads(file.read_bytes())
    if not isinstance(found, dict):
        raise TypeError(f"{file.name} holds no object")
    return found


def _run(settings: Settings) -> tuple[str, int]:
    """The last line that the exporting process wrote, and its exit code."""
    # -P: what lies in the folder that Footnote was started from is not code.
    command = [sys.executable, "-P", "-m", "retrieval.encoders.exporting"]
    with subprocess.Popen(
        command,
        env=process_environment(settings),
        stdin=subprocess.PIPE,  # it ends when this is closed, as it is when the caller dies
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        try:
            lines = process.stdout.read().splitlines()
            code = process.wait()
        except BaseException:
            process.kill()
            raise
    return (lines[-1] if lines else ""), code
