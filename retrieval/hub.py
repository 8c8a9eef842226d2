"""Models by name: a folder, or an id of the model hub, whose files are fetched once."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

from retrieval.errors import RetrievalError
from retrieval.weights import missing_of

# What is read of a model: no code, and no weights that are pickled, which could hold code.
_WANTED = ["*.json", "*.txt", "*.model", "*.safetensors"]
# So many of the files that are missing are named.
_NAMED = 3


class _InPart(Exception):
    """A model of the hub of which something is missing that can't be fetched; what is said follows its name."""


def find_model(model: str, error: type[RetrievalError], choices: str) -> Path:
    """The folder of `model`, from the hub where it is none; raises `error` with `choices` where it can't be had."""
    try:
        folder = Path(model).expanduser()
        return folder if folder.is_dir() else _fetched(model)
    except _InPart as failure:
        raise error(f"the model {model!r} {failure}: {choices}") from failure
    except Exception as failure:  # network, unknown id, a name too long: each an exception of its own
        raise error(
            f"the model {model!r} is neither a folder nor to be had from the model hub ({reason_of(failure)}): {choices}"
        ) from failure


def _fetched(model: str) -> Path:
    """The folder of a model of the hub, which is asked only where something is missing, as after a fetch that broke off."""
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for models of the hub

    missing: list[str] = []
    reason = ""
    try:
        folder = Path(snapshot_download(model, allow_patterns=_WANTED, local_files_only=True))
        missing = missing_of(folder)
        if not missing:
            return folder
    except FileNotFoundError as failure:
        # Nothing is here; or less than the hub's own list of files has, where that was fetched.
        folder = Path(getattr(failure, "snapshot_path", ""))
        missing = _listed_and_missing(model, folder) if folder.name else []
    try:
        folder = Path(snapshot_download(model, allow_patterns=_WANTED))
        missing = missing_of(folder)  # where the hub is out of reach this may be what was here before
    except Exception as failure:
        if not missing:
            raise
        reason = f" ({reason_of(failure.__cause__ or failure)})"
    if missing:
        more = f" and {len(missing) - _NAMED:,} more" if len(missing) > _NAMED else ""
        raise _InPart(
            f"lacks {', '.join(missing[:_NAMED])}{more} in {str(folder)!r}, which can't be fetched from the model hub{reason}"
        )
    return folder


def _listed_and_missing(model: str, folder: Path) -> list[str]:
    from huggingface_hub import get_cached_repo_tree  # noqa: PLC0415 - only for models of the hub

    listed = [each.path for each in get_cached_repo_tree(model)]
    return [
        each for each in listed if any(fnmatch(each, pattern) for pattern in _WANTED) and not (folder / each).is_file()
    ]


def reason_of(failure: BaseException) -> str:
    """The first line of what `failure` says, its kind where it says nothing."""
    said = str(failure).strip()
    return said.splitlines()[0] if said else type(failure).__name__
