"""The stand-in for Discord: one server on 127.0.0.1 with a REST interface and a gateway."""

from __future__ import annotations

import mimetypes
from typing import Any, Self
from urllib.parse import quote

from aiohttp import web
from simcord.backend import Backend
from simcord.backend.cdn import CdnStore

from tests.wire import description
from tests.wire.acting import Acting
from tests.wire.checks import problems_of
from tests.wire.clock import RealClock
from tests.wire.faults import Fault, Faults, Limit
from tests.wire.gateway import Gateway
from tests.wire.people import Person
from tests.wire.records import Requests
from tests.wire.rest import API, Rest
from tests.wire.waiting import Waiting

TOKEN = "MTE.stand-in.token"  # noqa: S105  it opens nothing


class _Cdn(CdnStore):
    """Keeps uploads where the bot can fetch them: at the stand-in itself."""

    base = ""

    def store_attachment(
        self, attachment_id: int, channel_id: int, filename: str, data: bytes, description: str | None
    ) -> dict[str, Any]:
        url = f"{self.base}/attachments/{channel_id}/{attachment_id}/{quote(filename, safe='')}"
        self._blobs[url] = data
        return {
            "id": str(attachment_id),
            "filename": filename,
            "description": description,
            "size": len(data),
            "url": url,
            "proxy_url": url,
            "content_type": mimetypes.guess_type(filename)[0] or "application/octet-stream",
        }


class StandIn(Acting):
    """Discord, as far as a bot can tell; used as `async with StandIn() as discord`.

    When it closes, it fails the test where any request broke Discord's rules or needed what the stand-in lacks.
    """

    def __init__(self, *, shards: int = 1, token: str = TOKEN) -> None:
        self.clock = RealClock()
        self.backend = Backend(clock=self.clock)
        self.waiting = Waiting()
        self.faults = Faults()
        self.token = token
        self.gateway = Gateway(self.backend, self.waiting, token, shards)
        self.rest = Rest(self.backend, self.faults, self.waiting, token)
        self.rest.gateway = self._told_of_gateway
        self.requests: Requests = self.rest.requests
        self.waiting.hints.append(self.requests.tail)
        self.port = 0
        self.strict = True  # whether closing fails on broken rules
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        await self.close()
        if kind is None and self.strict:
            problems = self.problems()
            assert not problems, "\n".join(problems)

    async def open(self) -> None:
        """Listen, at the port of before where there was one."""
        app = web.Application(client_max_size=32 << 20)
        app.router.add_get("/", self.gateway.handle)
        app.router.add_get("/attachments/{path:.*}", self._attachment)
        app.router.add_route("*", f"{API}/{{path:.*}}", self.rest.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self.port or self._runner.addresses[0][1]
        self.gateway.url = f"ws://127.0.0.1:{self.port}/"
        cdn = _Cdn()
        cdn.base = f"http://127.0.0.1:{self.port}"
        cdn._blobs.update(self.backend.cdn._blobs)
        self.backend.cdn = cdn

    async def close(self) -> None:
        """Be unreachable; `open` takes it up again with all that was there."""
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def environment(self) -> dict[str, str]:
        """What the bot's process needs in its environment to come here."""
        return {
            "DISCORD_TOKEN": self.token,
            "FOOTNOTE_DISCORD__API_BASE": f"http://127.0.0.1:{self.port}{API}",
            "FOOTNOTE_DISCORD__GATEWAY_URL": self.gateway.url,
        }

    @property
    def owner(self) -> Person:
        """Whose application the bot is."""
        return Person(self.rest.owner.id, self.rest.owner.name)

    async def ready(self, *, commands: bool = True, seconds: float = 30) -> None:
        """Return once every shard is connected and, where asked for, commands are registered."""
        await self.waiting.until("gateway", self.gateway.connected, "every shard connected", seconds)
        if commands:
            await self.waiting.until("requests", lambda: bool(self.backend.commands), "commands registered", seconds)

    async def asked_for(self, method: str, path: str, count: int = 1, seconds: float = 15) -> None:
        """Return once so many requests of a method and a path, which may hold `*`, were answered."""
        await self.waiting.until(
            "requests",
            lambda: len([one for one in self.requests.of(method, path) if one.status or one.fault]) >= count,
            f"{count} of {method} {path}",
            seconds,
        )

    def fault(self, method: str, path: str, **how: Any) -> Fault:
        """Let requests go wrong: see `Fault`."""
        return self.faults.fault(method, path, **how)

    def limit(self, method: str, path: str, most: int, *, per: float) -> Limit:
        """Let only so many requests through in so many seconds."""
        return self.faults.limit(method, path, most, per=per)

    def problems(self) -> list[str]:
        """Every broken rule: of Discord's description, of what it leaves out, of what the engine refused as malformed."""
        found = [f"the stand-in lacks something: {one}" for one in self.rest.broken]
        for request in self.requests:
            found += [f"{request}: {one}" for one in problems_of(request.method, request.path, request.json)]
            found += [f"{request}: not in the description: {one}" for one in description.problems_of(request)]
            if isinstance(request.answer, dict) and request.answer.get("code") == 50035:
                found.append(f"{request}: {request.answer['message']}")
        return list(dict.fromkeys(found))

    def _told_of_gateway(self) -> dict[str, Any]:
        limit = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
        return {"url": self.gateway.url, "shards": self.gateway.shards, "session_start_limit": limit}

    async def _attachment(self, request: web.Request) -> web.Response:
        blob = self.backend.cdn.get(f"http://127.0.0.1:{self.port}{request.raw_path}")
        return web.Response(body=blob) if blob is not None else web.Response(status=404)
