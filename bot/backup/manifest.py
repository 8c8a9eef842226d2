"""What a backup holds, said by itself."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.backup.errors import BackupError
from bot.backup.layout import belongs
from bot.version import version

# Goes up when a backup means something else.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class File:
    """A file in a backup: how many bytes, their SHA-256, and when it was changed, in nanoseconds since 1970."""

    size: int
    sha256: str
    mtime_ns: int


def dump(files: Mapping[str, File]) -> bytes:
    """The manifest of a backup that is made now, with its files by their paths."""
    value = {
        "format": FORMAT,
        "footnote": version(),
        "made": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "files": {path: asdict(file) for path, file in files.items()},
    }
    return json.dumps(value, indent=1, ensure_ascii=False).encode()


def load(data: bytes) -> dict[str, File]:
    """The files that a manifest names; raises BackupError where it is none, of a later format, or names what does not belong."""
    try:
        value = json.loads(data)
        found = value["format"]
        files = {path: _file(each) for path, each in value["files"].items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BackupError("its manifest can't be read") from error
    if found != FORMAT:
        raise BackupError(
            f"it has format {str(found)[:20]!r}, and this Footnote reads {FORMAT}: use the one that made it"
        )
    if stranger := next((path for path in files if not belongs(path)), None):
        raise BackupError(f"its manifest names {stranger[:80]!r}, which is no file of a backup")
    return files


def _file(value: Any) -> File:
    file = File(value["size"], value["sha256"], value["mtime_ns"])
    if type(file.size) is not int or type(file.mtime_ns) is not int or not 0 <= file.mtime_ns < 2**63:
        raise TypeError
    return file
