"""Backends by name: a table of "module:Class", imported only when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def load_backend(table: Mapping[str, str], name: str) -> Any:
    """The class that `table` names for `name`; KeyError where it names none."""
    module, _, attribute = table[name].partition(":")
    return getattr(import_module(module), attribute)
