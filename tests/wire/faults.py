"""What goes wrong on purpose: refusals, lost responses, dropped connections, delays, rate limits."""

from __future__ import annotations

import asyncio
import fnmatch
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.wire.records import Request

# Without `Via` discord.py takes a 429 for a ban by Cloudflare and gives up.
VIA = {"Via": "1.1 google"}


@dataclass
class Fault:
    """One thing that goes wrong, `times` times or for ever."""

    method: str
    path: str
    status: int | None = None
    times: int | None = 1
    retry_after: float = 0.0
    everywhere: bool = False  # a 429 that holds for every route
    message: str = "made by the test"
    before: bool = True  # False: the request takes effect, and only its response is lost
    drop: bool = False  # the connection is cut
    delay: float = 0.0
    held: asyncio.Event | None = None  # the response waits until the test sets it
    chance: float = 1.0
    once: bool = False  # it meets each path, so each interaction, at most once
    hits: int = 0
    met: set[str] = field(default_factory=set)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def __str__(self) -> str:
        what = "dropped" if self.drop else self.status or "held up"
        return f"fault: {what}{'' if self.before else ' after it took effect'}"

    def response(self) -> web.Response:
        """What the bot is told instead."""
        assert self.status is not None
        if self.status == 429:
            return limited(self.retry_after, everywhere=self.everywhere)
        if self.status >= 500:
            return web.Response(status=self.status, text=f"<html>{self.status}</html>", content_type="text/html")
        body = {"code": 0, "message": f"{self.status}: {self.message}"}
        return as_json(self.status, body)


def limited(retry_after: float, *, everywhere: bool = False, headers: dict[str, str] | None = None) -> web.Response:
    """429 as Discord says it."""
    told = {**VIA, "Retry-After": str(max(1, round(retry_after))), **(headers or {})}
    told["X-RateLimit-Scope"] = "global" if everywhere else "user"
    if everywhere:
        told["X-RateLimit-Global"] = "true"
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
    return as_json(429, body, told)


def as_json(status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
    """JSON as Discord sends it: discord.py takes only this very content type, with no charset, for JSON."""
    return web.Response(status=status, body=json.dumps(body).encode(), content_type="application/json", headers=headers)


@dataclass
class Limit:
    """A bucket: so many requests of a kind in so many seconds for each channel, guild or webhook."""

    method: str
    path: str
    most: int
    per: float
    _used: dict[str, tuple[float, int]] = field(default_factory=dict)

    def take(self, request: Request) -> tuple[dict[str, str], float]:
        """The headers that tell how the bucket stands, and how long to wait: 0 where there was room."""
        key = "/".join(request.segments[: 3 if request.segments[0] in {"webhooks", "interactions"} else 2])
        now = time.monotonic()
        start, used = self._used.get(key, (now, 0))
        if now - start >= self.per:
            start, used = now, 0
        left = start + self.per - now
        full = used >= self.most
        self._used[key] = (start, used + (not full))
        headers = {
            "X-RateLimit-Limit": str(self.most),
            "X-RateLimit-Remaining": str(max(0, self.most - used - 1)),
            "X-RateLimit-Reset": str(time.time() + left),
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": f"{abs(hash((self.method, self.path))):x}",
        }
        return headers, left if full else 0.0


class Faults:
    """All that goes wrong, looked at in the order in which the test asked for it."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.limits: list[Limit] = []
        self.random = random.Random(11)

    def fault(self, method: str, path: str, **how: Any) -> Fault:
        """Let requests of a method and a path, which may hold `*`, fail: see `Fault` for how."""
        made = Fault(method, path, **how)
        self.faults.append(made)
        return made

    def limit(self, method: str, path: str, most: int, *, per: float) -> Limit:
        made = Limit(method, path, most, per)
        self.limits.append(made)
        return made

    def remove(self, fault: Fault) -> None:
        if fault in self.faults:
            self.faults.remove(fault)

    def clear(self) -> None:
        self.faults.clear()
        self.limits.clear()

    def claim(self, request: Request) -> Fault | None:
        """The fault that this request meets."""
        for fault in self.faults:
            if not request.matches(fault.method, fault.path) or self.random.random() >= fault.chance:
                continue
            if fault.once and request.path in fault.met:
                continue
            fault.met.add(request.path)
            fault.hits += 1
            if fault.times is not None and fault.hits >= fault.times:
                self.faults.remove(fault)
            return fault
        return None

    def limit_of(self, request: Request) -> Limit | None:
        return next(
            (
                limit
                for limit in self.limits
                if limit.method in {request.method, "*"} and fnmatch.fnmatchcase(request.path, limit.path)
            ),
            None,
        )
