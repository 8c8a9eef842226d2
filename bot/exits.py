"""Exit codes of the worker and the console; README lists them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a process ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    TOKEN = 3  # Discord refuses the token
    INTENTS = 4  # Discord refuses the intents
    UNREACHABLE = 5  # Discord can't be reached
    PERMISSIONS = 6  # Discord refuses what was asked for want of a permission
