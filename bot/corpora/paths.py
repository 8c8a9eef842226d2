"""Sentences that name files of the machine, for people whom they do not concern."""

from __future__ import annotations

import re


def without_paths(text: str) -> str:
    """`text` with no more than the names of the files it speaks of: where they lie is the operators' business."""
    return re.sub(r"/(?:[^\s'\"/]+/)+", "…/", text)
