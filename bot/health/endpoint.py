"""`/healthz` over HTTP, on the loopback address alone; who is slow, sends too much or comes in crowds holds nothing up."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from bot.client import FootnoteClient
from bot.health.pulse import Health, Pulse

_log = logging.getLogger(__name__)

_HOST = "127.0.0.1"
_PATH = "/healthz"
# Seconds for a request and its answer, bytes of a request's head, and connections at once: of more the oldest is dropped.
_SECONDS, _MOST_BYTES, _MOST_OPEN = 3.0, 8192, 16
_TRY_AGAIN = 5.0
_REQUEST = re.compile(rb"(?P<method>[A-Z]{1,20}) (?P<path>/[!->@-~]*)(?:\?[!-~]*)? HTTP/1\.[01]")
_REASONS = {
    200: "OK",
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    431: "Request Header Fields Too Large",
    503: "Service Unavailable",
}


async def serve_health(client: FootnoteClient) -> None:
    """Serve how `client` is at the port of the settings, until cancelled; returns at once where there is none.

    A port that is taken keeps nobody from their answers, and the bot of before may be letting go of it: it is tried again.
    """
    port, told = client.settings.health.port, False
    if port is None:
        return
    endpoint = Endpoint(Pulse(client).take)
    while True:
        try:
            server = await asyncio.start_server(endpoint.serve, _HOST, port, limit=_MOST_BYTES)
        except OSError as error:
            if not told:
                why = "another program listens there" if error.errno == errno.EADDRINUSE else error.strerror
                _log.error(
                    "how the bot is can't be asked at %s:%s, since %s: the bot runs without, and tries again; "
                    "FOOTNOTE_HEALTH__PORT names the port",
                    *(_HOST, port, why),
                )
                told = True
            await asyncio.sleep(_TRY_AGAIN)
        else:
            break
    _log.info("how the bot is can be asked at http://%s:%s%s", _HOST, port, _PATH)
    async with server:
        await server.serve_forever()


class Endpoint:
    """Answers one request a connection, with what `take` says."""

    def __init__(self, take: Callable[[], Awaitable[Health]]) -> None:
        self._take = take
        self._open: dict[asyncio.Task[Any], None] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer a connection's request, and close it."""
        task = asyncio.current_task()
        assert task is not None
        if len(self._open) >= _MOST_OPEN:
            oldest = next(iter(self._open))
            del self._open[oldest]
            oldest.cancel()
        self._open[task] = None
        try:
            with suppress(TimeoutError, OSError, asyncio.IncompleteReadError):
                async with asyncio.timeout(_SECONDS):
                    writer.write(await self._answer(reader))
                    await writer.drain()
        finally:
            self._open.pop(task, None)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader) -> bytes:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return _response(431, {})
        request = _REQUEST.fullmatch(head.partition(b"\r\n")[0])
        if request is None:
            return _response(400, {})
        if request["path"] != _PATH.encode():
            return _response(404, {})
        if request["method"] not in (b"GET", b"HEAD"):
            return _response(405, {}, "Allow: GET, HEAD\r\n")
        health = await self._take()
        return _response(200 if health.reason is None else 503, as_json(health), bodiless=request["method"] == b"HEAD")


def as_json(health: Health) -> dict[str, Any]:
    """`health` as JSON holds it."""
    last = health.last_build
    return {
        "healthy": health.reason is None,
        "reason": health.reason,
        "version": health.version,
        "uptime_seconds": health.uptime,
        "discord": {"shards": health.shards, "connected": health.connected},
        "ready": health.ready,
        "generations": health.generations,
        "articles": health.articles,
        "questions_waiting": health.waiting,
        "last_build": last and {"finished": last.finished.isoformat(), "succeeded": last.error is None},
        "records": {"reachable": health.reachable, "troubles": list(health.troubles)},
    }


def _response(status: int, value: dict[str, Any], headers: str = "", *, bodiless: bool = False) -> bytes:
    body = json.dumps(value or {"error": _REASONS[status]}).encode() + b"\n"
    head = (
        f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"Cache-Control: no-store\r\n{headers}Connection: close\r\n\r\n"
    )
    return head.encode() + (b"" if bodiless else body)
