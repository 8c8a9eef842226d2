"""Footnote, unchanged but for its patience with the database that counts what is asked: a busy machine is none that is away."""

from __future__ import annotations

import sys

from bot.__main__ import start
from bot.limits import postgres

if __name__ == "__main__":
    setattr(postgres, "_SECONDS", 30.0)  # noqa: B010  mypy knows no other way
    sys.exit(start())
