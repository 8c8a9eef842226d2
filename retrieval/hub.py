"""Models by name: a folder, or an id of the model hub, whose files are fetched once."""

from __future__ import annotations

from pathlib import Path

from retrieval.errors import RetrievalError

# What is read of a model: no code, and no weights that are pickled, which could hold code.
_WANTED = ["*.json", "*.txt", "*.model", "*.safetensors"]


def find_model(model: str, error: type[RetrievalError], choices: str) -> Path:
    """The folder of `model`, from the hub where it is none; raises `error` with `choices` where it can't be had."""
    try:
        folder = Path(model).expanduser()
        if folder.is_dir():
            return folder
        from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for models of the hub

        try:
            return Path(snapshot_download(model, allow_patterns=_WANTED, local_files_only=True))
        except FileNotFoundError:
            return Path(snapshot_download(model, allow_patterns=_WANTED))
    except Exception as failure:  # network, unknown id, a name too long: each an exception of its own
        raise error(
            f"the model {model!r} is neither a folder nor to be had from the model hub ({reason_of(failure)}): {choices}"
        ) from failure


def reason_of(failure: Exception) -> str:
    """The first line of what `failure` says, its kind where it says nothing."""
    said = str(failure).strip()
    return said.splitlines()[0] if said else type(failure).__name__
