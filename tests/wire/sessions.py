"""A shard's session at the gateway: what it was sent, numbered, whatever becomes of its connection."""

from __future__ import annotations

import asyncio
import functools
import json
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import discord
from aiohttp import web
from simcord.backend import Backend
from simcord.gateway import FakeGateway, FakeWebSocket


class Connection:
    """One socket: frames go out in order, compressed as one stream where the bot asked for that."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request) -> None:
        self.ws = ws
        self.session: Session | None = None
        self.silent = False  # a zombie: open, and nothing comes any more
        self._transport = request.transport
        self._zlib = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None
        self._frames: asyncio.Queue[str] = asyncio.Queue()
        self._sender = asyncio.create_task(self._send())

    def put(self, frame: Mapping[str, Any] | str) -> None:
        if not self.silent:
            self._frames.put_nowait(frame if isinstance(frame, str) else json.dumps(frame))

    def abort(self) -> None:
        """Cut the TCP connection with no word."""
        if self._transport is not None:
            self._transport.abort()

    async def close(self, code: int) -> None:
        await self.ws.close(code=code)

    async def ended(self) -> None:
        self._sender.cancel()
        await asyncio.gather(self._sender, return_exceptions=True)

    async def _send(self) -> None:
        try:
            while True:
                frame = await self._frames.get()
                if self._zlib is None:
                    await self.ws.send_str(frame)
                    continue
                data = self._zlib.compress(frame.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                await self.ws.send_bytes(data)
        except (ConnectionError, aiohttp.ClientError):
            return  # what could not be sent is replayed when the bot resumes


class _Parsers(dict[str, Callable[[dict[str, Any]], None]]):
    """Stands where discord.py keeps its parsers: what the engine would hand to one goes out as an event."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def __missing__(self, event: str) -> Callable[[dict[str, Any]], None]:
        return functools.partial(self._session.dispatch, event)

    def get(self, event: str, default: Any = None) -> Callable[[dict[str, Any]], None]:
        return self[event]


class _State:
    """The little of discord.py's connection state that the engine's gateway looks at."""

    def __init__(self, session: Session, intents: discord.Intents) -> None:
        self.intents = intents
        self.parsers = _Parsers(session)
        self._chunk_requests: dict[int, Any] = {}


class Session:
    """What one IDENTIFY began."""

    def __init__(self, backend: Backend, number: int, shard: int, intents: discord.Intents) -> None:
        self.id = f"session-{number}"
        self.shard = shard
        self.intents = intents
        self.events: list[str] = []  # event n stands at n - 1
        self.connection: Connection | None = None
        self._gate = FakeGateway(backend, _State(self, intents))
        self._asked = FakeWebSocket(backend, self._gate, shard_id=shard)

    def feed(self, event: str, payload: Mapping[str, Any]) -> None:
        """Send an event as far as the bot's intents let it."""
        self._gate.feed(event, payload)

    def dispatch(self, event: str, payload: Mapping[str, Any]) -> None:
        self.events.append(json.dumps({"op": 0, "t": event, "s": len(self.events) + 1, "d": payload}))
        if self.connection is not None:
            self.connection.put(self.events[-1])

    def replay(self, after: int) -> None:
        """Send again what came after event `after`."""
        assert self.connection is not None
        for event in self.events[max(0, after) :]:
            self.connection.put(event)

    async def chunks(self, asked: Mapping[str, Any]) -> None:
        """Answer a request for members."""
        ids = asked.get("user_ids")
        await self._asked.request_chunks(
            int(asked["guild_id"]),
            asked.get("query"),
            limit=asked.get("limit", 0),
            user_ids=[int(one) for one in (ids if isinstance(ids, list) else [ids])] if ids else None,
            presences=bool(asked.get("presences")),
            nonce=asked.get("nonce"),
        )
