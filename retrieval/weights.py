"""Which files of a model's folder make the model, and the digest of its weights.

Trainers leave checkpoints, each a model of its own with what its training needs, in the folder of the model that came of it: none
of that is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath
from typing import Any

from retrieval.errors import RetrievalError

_WHOLE, _PICKLED = "model.safetensors", "pytorch_model.bin"
# Names the files of weights that are in several.
_INDEX = "model.safetensors.index.json"
# Modules that have nothing to save, and so no folder where folders are made of files, as the model hub makes them.
_WITHOUT_FILES = ("Normalize",)


def weights_digest(folder: Path, model: str, error: type[RetrievalError]) -> str:
    """SHA-256 of the weights of the model in `folder`, of several files that of their names and digests.

    Raises `error` where it has no safetensors weights, or lacks some.
    """
    files = weights_of(folder)
    if not any(each.suffix == ".safetensors" for each in files):
        raise error(f"the model {model!r} has no safetensors weights in {str(folder)!r}")
    digests = []
    for file in files:
        name = file.relative_to(folder).as_posix()
        try:
            with file.open("rb") as stream:
                digests.append((name, file_digest(stream, "sha256").hexdigest()))
        except OSError as failure:
            raise error(
                f"{name!r} of the model {model!r} can't be read in {str(folder)!r}: {failure.strerror or failure}"
            ) from failure
    if len(digests) == 1:
        return digests[0][1]
    return sha256(
        "".join(f"{name} {digest}\n" for name, digest in digests).encode("utf-8", "surrogatepass")
    ).hexdigest()


def weights_of(folder: Path) -> list[Path]:
    """The files of a model's weights, module by module; of weights in several files also those that are missing."""
    return list(dict.fromkeys(each for module, _ in modules_of(folder) for each in _weights_in(module)))


def missing_of(folder: Path) -> list[str]:
    """What files of a model name and `folder` has not, its weights where it has none; as far as that can be told from those there."""
    found = [
        f"{module.relative_to(folder).as_posix()}/"
        for module, kind in modules_of(folder)
        if kind not in _WITHOUT_FILES and not (module.is_dir() and any(module.iterdir()))
    ]
    weights = weights_of(folder)
    found += [each.relative_to(folder).as_posix() for each in weights if not each.is_file()]
    return found if weights else [*found, "*.safetensors"]


def folders_of(folder: Path) -> list[Path]:
    """The folder of a model and those of its modules."""
    return list(dict.fromkeys([folder, *(each for each, _ in modules_of(folder))]))


def modules_of(folder: Path) -> list[tuple[Path, str]]:
    """The folders of a model's modules, each with its kind; a model that names none is one, of no kind, in its own folder."""
    named = _read(folder / "modules.json")
    found = [
        (folder / each["path"], str(each.get("type")))
        for each in (named if isinstance(named, list) else ())
        if isinstance(each, dict) and _is_below(each.get("path"))
    ]
    return [each for path, kind in found or [(folder, "")] for each in _routed(path, kind)]


def _routed(folder: Path, kind: str) -> Iterator[tuple[Path, str]]:
    """The module in `folder` and those that it leads to, of which questions and passages may have one each."""
    yield folder, kind.rpartition(".")[2]
    routes = _read(folder / "router_config.json")
    types = routes.get("types") if isinstance(routes, dict) else None
    for name, each in types.items() if isinstance(types, dict) else ():
        if name not in {"", ".."} and PurePosixPath(name).name == name:
            yield from _routed(folder / name, str(each))


def _weights_in(module: Path) -> list[Path]:
    found = set(module.glob("*.safetensors"))
    index = _read(module / _INDEX)
    parts = index.get("weight_map") if isinstance(index, dict) else None
    if isinstance(parts, dict) and not (module / _WHOLE).is_file():
        found |= {module / each for each in parts.values() if _is_below(each)}
    # Loaded where there are no others, though never fetched.
    return sorted(found) if found else [each for each in (module / _PICKLED,) if each.is_file()]


def _is_below(path: object) -> bool:
    """Whether `path` leads from a folder nowhere but into it."""
    return isinstance(path, str) and not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts


def _read(file: Path) -> Any:
    """What the JSON of a file says, or nothing where it can't be read, which is told when the model is loaded."""
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
