"""Which files a backup may hold: those of the data folder that nothing can make anew, and what serves."""

from __future__ import annotations

import re

from corpus.printable import encodable

MANIFEST = "manifest.json"
RECORDS = "records.sqlite3"
CORPORA = "corpora"
# A corpus by its id, or what was built of a folder that is read in place.
HOME = re.compile(r"[0-9]{1,20}|folder-[0-9a-f]{12}")
_GENERATION = re.compile(r"[0-9]{6,18}-[0-9a-f]{8}")
# Names that every file system takes, and not deeper than anybody sorts articles.
_LONGEST, _DEEPEST = 255, 32


def belongs(path: str) -> bool:
    """Whether a backup may hold a file at `path`, relative to the data folder with '/' between the parts; hostile paths never."""
    parts = path.split("/")
    if len(parts) > _DEEPEST or not all(map(_is_name, parts)):
        return False
    match parts:
        case [file]:
            return file == RECORDS
        case [top, home, "articles", _, *_]:
            return top == CORPORA and HOME.fullmatch(home) is not None
        case [top, home, "generations", "CURRENT"]:
            return top == CORPORA and HOME.fullmatch(home) is not None
        case [top, home, "generations", generation, _, *_]:
            known = HOME.fullmatch(home) and _GENERATION.fullmatch(generation)
            return top == CORPORA and known is not None
    return False


def _is_name(part: str) -> bool:
    """Whether `part` names a file or folder, and no hidden one: neither "", "." nor ".." is one."""
    return (
        part != ""
        and not part.startswith(".")
        and "\0" not in part
        and encodable(part)
        and len(part.encode()) <= _LONGEST
    )
