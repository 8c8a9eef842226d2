"""Footnote, unchanged but that every name of a host means this machine, where it fetches nothing: no test reaches a network."""

from __future__ import annotations

import sys

from bot.__main__ import start
from corpus.fetching.fetcher import Fetcher


async def _here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


if __name__ == "__main__":
    assert Fetcher.__init__.__kwdefaults__ is not None
    Fetcher.__init__.__kwdefaults__["resolve"] = _here
    sys.exit(start())
