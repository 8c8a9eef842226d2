"""Asking a running bot how it is, byte by byte where that matters."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

GET = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def free_port() -> int:
    """A port at which nothing listens now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def sent(port: int, data: bytes = GET) -> bytes:
    """All that comes back."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(data)
        return await asyncio.wait_for(reader.read(), 20)
    finally:
        writer.close()


async def healthz(port: int) -> tuple[int, dict[str, Any]]:
    """The status and what the bot tells."""
    head, _, body = (await sent(port)).partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)
