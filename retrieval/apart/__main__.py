"""`python -m retrieval.apart [--singly]`: articles on stdin, the facts of each on stdout. Started by `retrieval.apart.process`."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator

from corpus.facts import Facts
from corpus.values import Article
from retrieval.apart.process import SINGLY
from retrieval.apart.reading import read_all
from retrieval.apart.telling import hear_article, tell

_PR_SET_PDEATHSIG = 1


def main() -> int:
    """Read until there is no more to read."""
    _end_with_parent()
    # What libraries print is none of what is told.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with out:
        for outcome in _outcomes(map(hear_article, sys.stdin.buffer), singly=SINGLY in sys.argv):
            out.write(tell(outcome))
            out.flush()
    return 0


def _outcomes(articles: Iterator[Article], *, singly: bool) -> Iterator[Facts | str]:
    if not singly:
        yield from read_all(articles)
        return
    # Nothing is read before the one before is told, so that the article that ends this process is the first that is missing.
    for article in articles:
        yield from read_all(iter([article]))


def _end_with_parent() -> None:
    """Elsewhere it ends once it wants to read or tell more."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())
