"""`python -m corpus.apart`: an order and a file on stdin, what the file holds on stdout. Started by `corpus.apart.process`.

0 where that is told, `OUT_OF_MEMORY` where the memory is not enough, else 1 and a traceback.
"""

from __future__ import annotations

import logging
import os
import sys

from corpus.apart.limits import OUT_OF_MEMORY
from corpus.apart.telling import hear_order, tell
from corpus.reading import Rejection, read_bytes


def main() -> int:
    """Read one file, after everybody else, and within its limits from the first byte on."""
    os.nice(5)
    name, limits = hear_order(sys.stdin.buffer.readline())
    limits.hold()
    # What readers say on their own belongs neither to what is told nor into a log, where its length is a stranger's.
    logging.disable()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        told = list(tell(read_bytes(sys.stdin.buffer.read(), name), name, limits))
        if sum(map(len, told)) > limits.written:
            told = list(tell((Rejection(name, limits.too_much),), name, limits))
    except MemoryError:
        return OUT_OF_MEMORY
    with out:
        out.writelines(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
