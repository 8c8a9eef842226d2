"""Which Footnote this is."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """The version that is installed; `unknown` where Footnote runs without having been installed."""
    try:
        return metadata.version("footnote")
    except metadata.PackageNotFoundError:
        return "unknown"
