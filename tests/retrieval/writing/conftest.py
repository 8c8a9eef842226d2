"""A language model's endpoint that does as a test says, on 127.0.0.1."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from config.sections import WriterSettings

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Served:
    """The endpoint: what it was asked so far, and `settings` to reach it. Set `handler` before it is asked."""

    url: str = ""
    handler: Handler | None = None
    asked: list[Any] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def settings(self, **given: Any) -> WriterSettings:
        return WriterSettings.model_validate({"url": f"{self.url}/v1", "model": "m", "timeout": 5, **given})

    def says(self, text: object) -> None:
        async def handler(_: web.Request) -> web.StreamResponse:
            return web.json_response({"choices": [{"message": {"role": "assistant", "content": text}}]})

        self.handler = handler


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    """An endpoint, up for the length of a test."""
    served = Served()

    async def handle(request: web.Request) -> web.StreamResponse:
        served.paths.append(request.path)
        served.headers.append(dict(request.headers))
        served.asked.append(await request.json())
        assert served.handler is not None
        return await served.handler(request)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    served.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield served
    served.over.set()
    await runner.cleanup()
