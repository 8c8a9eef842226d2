"""Discord's gateway: sessions, shards, heartbeats, resuming, and what can go wrong with them."""

from __future__ import annotations

import asyncio
import json
import time
from collections import deque
from collections.abc import Mapping
from typing import Any

import discord
from aiohttp import WSMsgType, web
from simcord.backend import Backend, serializers
from simcord.backend.models import Guild
from simcord.intents import missing_privileged_intents

from tests.wire.outages import Op, Outages
from tests.wire.sessions import Connection, Session
from tests.wire.waiting import Waiting


class Gateway(Outages):
    """Takes the bot's sockets and sends each shard its events, also those that it missed."""

    def __init__(self, backend: Backend, waiting: Waiting, token: str, shards: int) -> None:
        self.backend = backend
        self.waiting = waiting
        self.token = token
        self.shards = shards
        self.url = ""
        self.heartbeat = 41.25  # seconds between two heartbeats, as HELLO says
        self.approved = discord.Intents.default()
        self.refuse: int | None = None  # close every IDENTIFY with this code
        self.hidden: set[int] = set()  # guilds and channels that the bot is not in
        self.out: set[int] = set()  # guilds that are in an outage
        self.again = 0  # so many events are sent again when a session resumes, as Discord sometimes does
        self.identified: list[int] = []  # the shard of each IDENTIFY
        self.identified_at: list[float] = []  # the event loop's time of each
        self.resumed: list[int] = []  # the shard of each RESUME
        self.heartbeats = 0
        self.presences: list[dict[str, Any]] = []
        self.closed: list[int | None] = []  # the code with which the bot closed each socket
        self.sessions: dict[str, Session] = {}
        self.live: dict[int, Session] = {}
        self.connections: set[Connection] = set()
        backend.subscribers.append(self.feed)

    # -- events --------------------------------------------------------------------------------------------------------

    def shard_of(self, event: str, payload: Mapping[str, Any]) -> int:
        guild = payload.get("id") if event.startswith("GUILD_") and "guild_id" not in payload else None
        guild = payload.get("guild_id") or guild
        return (int(guild) >> 22) % self.shards if guild else 0

    def feed(self, event: str, payload: Mapping[str, Any]) -> None:
        """Send what happened to the shard that it concerns."""
        places = {int(payload[key]) for key in ("id", "guild_id", "channel_id") if payload.get(key)}
        if event != "INTERACTION_CREATE" and places & self.hidden:
            return
        if event == "GUILD_CREATE":
            # Only a guild that was unavailable carries this; one just joined does not.
            payload = {key: value for key, value in payload.items() if key != "unavailable"}
        if session := self.live.get(self.shard_of(event, payload)):
            session.feed(event, payload)

    def _begin(self, connection: Connection, shard: int, intents: discord.Intents) -> None:
        session = Session(self.backend, len(self.identified) + 1, shard, intents)
        self.sessions[session.id] = self.live[shard] = session
        self.identified.append(shard)
        self.identified_at.append(asyncio.get_running_loop().time())
        self._attach(connection, session)
        guilds = [
            guild
            for guild in self.backend.guilds.values()
            if (guild.id >> 22) % self.shards == shard and guild.id not in self.hidden
        ]
        ready = {
            "v": 10,
            "user": dict(serializers.user_payload(self.backend.bot_user)),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": [shard, self.shards],
            "application": {"id": str(self.backend.application_id), "flags": 0},
        }
        session.dispatch("READY", ready)
        for guild in guilds:
            self.available(guild)
        self.waiting.changed("gateway")

    def available(self, guild: Guild) -> None:
        """Tell all of a guild that the bot knows to be unavailable, unless it still is."""
        if guild.id not in self.out and (session := self.live.get((guild.id >> 22) % self.shards)):
            session.feed("GUILD_CREATE", serializers.guild_create_payload(self.backend, guild))

    def _attach(self, connection: Connection, session: Session) -> None:
        if session.connection is not None:
            session.connection.session = None
        session.connection = connection
        connection.session = session

    # -- sockets -------------------------------------------------------------------------------------------------------

    async def handle(self, request: web.Request) -> web.StreamResponse:
        # What a bot sends may be 4,096 bytes long.
        ws = web.WebSocketResponse(max_msg_size=4096, compress=False)
        await ws.prepare(request)
        connection = Connection(ws, request)
        self.connections.add(connection)
        self.waiting.changed("gateway")
        connection.put(
            {"op": Op.HELLO, "d": {"heartbeat_interval": round(self.heartbeat * 1000)}, "s": None, "t": None}
        )
        sent: deque[float] = deque(maxlen=120)
        try:
            async for message in ws:
                if message.type is not WSMsgType.TEXT:
                    continue
                if len(sent) == 120 and time.monotonic() - sent[0] < 60:
                    await connection.close(4008)
                    break
                sent.append(time.monotonic())
                if code := await self._receive(connection, json.loads(message.data)):
                    await connection.close(code)
        finally:
            self.connections.discard(connection)
            self.closed.append(ws.close_code)
            if connection.session is not None:
                connection.session.connection = None
            await connection.ended()
            self.waiting.changed("gateway")
        return ws

    async def _receive(self, connection: Connection, frame: dict[str, Any]) -> int | None:
        """Do what the bot asks; the code to close the socket with where it may not ask that."""
        data = frame.get("d") or {}
        match frame.get("op"):
            case Op.HEARTBEAT:
                self.heartbeats += 1
                connection.put({"op": Op.ACK, "d": None, "s": None, "t": None})
                self.waiting.changed("gateway")
            case Op.IDENTIFY:
                return self._identify(connection, data)
            case Op.RESUME:
                return self._resume(connection, data)
            case _ if connection.session is None:
                return 4003
            case Op.MEMBERS:
                await connection.session.chunks(data)
            case Op.PRESENCE:
                self.presences.append(data)
            case Op.VOICE:
                pass
            case _:
                return 4001
        return None

    def _identify(self, connection: Connection, data: dict[str, Any]) -> int | None:
        shard, count = data.get("shard", [0, 1])
        intents = discord.Intents._from_value(data.get("intents", 0))
        refusals = [
            (4005, connection.session is not None),
            (4004, data.get("token") != self.token),
            (self.refuse, self.refuse is not None),
            (4011, "shard" not in data and self.shards > 1),
            (4010, count != self.shards or not 0 <= shard < count),
            (4014, bool(missing_privileged_intents(intents, self.approved))),
        ]
        for code, refused in refusals:
            if refused:
                return code
        self._begin(connection, shard, intents)
        return None

    def _resume(self, connection: Connection, data: dict[str, Any]) -> int | None:
        session = self.sessions.get(data.get("session_id", ""))
        if data.get("token") != self.token:
            return 4004
        if session is None or data["seq"] is None or data["seq"] > len(session.events):
            connection.put({"op": Op.INVALID, "d": False, "s": None, "t": None})
            return None
        self._attach(connection, session)
        session.replay(data["seq"] - self.again)
        self.resumed.append(session.shard)
        session.dispatch("RESUMED", {"_trace": []})
        self.waiting.changed("gateway")
        return None

    def connected(self) -> bool:
        """Whether every shard has a session and a socket."""
        sessions = [self.live.get(shard) for shard in range(self.shards)]
        return all(session is not None and session.connection is not None for session in sessions)

    async def close(self) -> None:
        for connection in [*self.connections]:
            await connection.close(1001)
