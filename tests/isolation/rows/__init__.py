"""All rows, a file a feature."""

from __future__ import annotations

from tests.isolation.rows import (
    adding,
    asking,
    changed,
    checking,
    corpora,
    forgetting,
    leaving,
    lookups,
    preferences,
    removing,
    rest,
)
from tests.isolation.surfaces import SURFACES

__all__ = [
    "SURFACES",
    "adding",
    "asking",
    "changed",
    "checking",
    "corpora",
    "forgetting",
    "leaving",
    "lookups",
    "preferences",
    "removing",
    "rest",
]
