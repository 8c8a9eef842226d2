"""`python -m bot.drawing`: a scene in JSON on stdin, its picture on stdout. 0 where it is drawn, else 1 and a traceback."""

from __future__ import annotations

import os
import sys

from bot.drawing.painting import paint
from bot.drawing.values import Scene


def main() -> int:
    """Draw, after everybody else."""
    if hasattr(os, "nice"):
        os.nice(5)
    sys.stdout.buffer.write(paint(Scene.from_json(sys.stdin.buffer.read())))
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
