"""A generation's manifest: what it was made with, what it holds, and the size and SHA-256 of each of its files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.facts import FACTS_VERSION
from corpus.parser import parser_name
from corpus.reading import READER_VERSION
from retrieval.durable import write_bytes
from retrieval.errors import DamagedError
from retrieval.generations.history import Changes
from retrieval.terms import TERMS_VERSION

# Goes up when a generation on disk no longer means what it meant.
FORMAT = 4
# Goes up when the same body would be divided otherwise.
SEGMENTS_VERSION = 4

# Their names in a generation's folder.
MANIFEST, MANIFEST_DIGEST = "manifest.json", "manifest.sha256"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a generation is made with; one with another recipe can't be served or reused."""

    model: str
    model_digest: str
    passage_tokens: int
    format: int = FORMAT
    reader: int = READER_VERSION
    segments: int = SEGMENTS_VERSION
    terms: int = TERMS_VERSION
    facts: int = FACTS_VERSION
    parser: str = field(default_factory=parser_name)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from and with, and what it changed."""

    id: str
    corpus_id: int
    created: dt.datetime
    recipe: Recipe
    counts: Mapping[str, int]
    store: str
    files: Mapping[str, Mapping[str, Any]]
    changes: Changes = field(default_factory=Changes)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest` into the generation's `folder`, and what its bytes are held against. Raises OSError on a full disk."""
    text = json.dumps({**asdict(manifest), "created": manifest.created.isoformat()}, indent=1, sort_keys=True).encode()
    write_bytes(folder / MANIFEST, text)
    write_bytes(folder / MANIFEST_DIGEST, sha256(text).hexdigest().encode())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation in `folder`; raises DamagedError where it is missing, half-written or altered."""
    try:
        return parse_manifest((folder / MANIFEST).read_bytes(), (folder / MANIFEST_DIGEST).read_bytes())
    except OSError as error:
        raise DamagedError(f"{MANIFEST} or {MANIFEST_DIGEST} can't be read ({type(error).__name__})") from error


def parse_manifest(text: bytes, digest: bytes) -> Manifest:
    """The manifest in `text`, of which `digest` is the SHA-256 in hexadecimal; raises DamagedError where it is not."""
    if sha256(text).hexdigest().encode() != digest.strip():
        raise DamagedError(f"{MANIFEST} is not what {MANIFEST_DIGEST} was written for")
    try:
        value = json.loads(text)
        # Another version's recipe may have more or fewer parts; what is missing is never what this version has.
        recipe = Recipe(**{each.name: value["recipe"].get(each.name) for each in fields(Recipe)})
        # As an older version's manifest has no changes, nothing is known of what it changed.
        changes = Changes.read(value["changes"]) if "changes" in value else Changes()
        created = dt.datetime.fromisoformat(value["created"])
        return Manifest(**{**value, "created": created, "recipe": recipe, "changes": changes})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedError(f"{MANIFEST} can't be read ({type(error).__name__})") from error
