"""Names that strangers give to their files, made safe to keep, to show and to say."""

from __future__ import annotations

import re
import unicodedata

from corpus.metadata import slug

# Characters; file systems take 255 bytes, of which what stands aside needs a few for its own prefix.
LONGEST = 100
_LONGEST_BYTES = 200
_LONGEST_SUFFIX = 10


def safe_name(name: str) -> str:
    """The file name that `name` stands for, in at most 100 characters: no folder, one line, never hidden, encodable.

    What steers the direction of writing or can't be seen goes, so that it reads as it is written. The suffix stays; where
    nothing else is left, an id made of `name` stands before it.
    """
    last = re.split(r"[/\\]", name)[-1]
    whole = unicodedata.normalize("NFC", " ".join("".join(filter(_is_seen, last)).split())).rstrip(". ")
    stem, dot, suffix = whole.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = whole, "", ""
    ending = dot + suffix.strip()
    stem = stem.strip(". ")[: LONGEST - len(ending)]
    while len((stem + ending).encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return (stem.rstrip(". ") or slug(name)) + ending


def _is_seen(char: str) -> bool:
    """Whether a character is seen; "C" are controls, direction marks, halves of pairs and what is not assigned."""
    return char.isspace() or unicodedata.category(char)[0] != "C"
