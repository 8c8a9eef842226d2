"""Footnote, unchanged but for its patience with the gateway: it begins sessions without discord.py's pause of five seconds,
and takes a gateway for dead after as many seconds of silence as IMPATIENT_AFTER says, not after a minute.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from bot.__main__ import start
from bot.client import FootnoteClient

_made = FootnoteClient.__init__


def _impatient(client: FootnoteClient, *arguments: Any, **options: Any) -> None:
    _made(client, *arguments, **options)
    client._connection.heartbeat_timeout = float(os.environ.get("IMPATIENT_AFTER", "60"))


async def _at_once(client: FootnoteClient, shard_id: int | None, *, initial: bool = False) -> None:
    """Nothing to wait for."""


if __name__ == "__main__":
    setattr(FootnoteClient, "__init__", _impatient)  # noqa: B010  mypy knows no other way
    setattr(FootnoteClient, "before_identify_hook", _at_once)  # noqa: B010  the same
    sys.exit(start())
