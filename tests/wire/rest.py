"""Discord's REST interface, on simcord's engine."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from aiohttp import BodyPartReader, hdrs, web
from simcord.backend import Backend, serializers
from simcord.backend.errors import BackendError
from simcord.backend.models import User
from simcord.http import routes
from simcord.http.router import RouteNotImplemented, UnsupportedField, dispatch

from tests.wire.faults import Fault, Faults, as_json, limited
from tests.wire.records import Request, Requests
from tests.wire.waiting import Waiting

ROUTES = routes  # importing it registers every route
API = "/api/v10"
_TOKENED = re.compile(r"^/(interactions/\d+|webhooks/\d+)/[^/]+")


class Rest:
    """Answers requests, records each, and lets those fail that a test wants to fail."""

    def __init__(self, backend: Backend, faults: Faults, waiting: Waiting, token: str) -> None:
        self.backend = backend
        self.faults = faults
        self.waiting = waiting
        self.token = token
        self.requests = Requests()
        self.broken: list[str] = []  # what the engine lacks or choked on
        self.gateway: Callable[[], dict[str, Any]] = dict
        self.owner: User = backend.make_user("footnote-owner")
        self.team: dict[str, Any] | None = None
        self._nonces: dict[tuple[str, str], str] = {}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        record = await self._recorded(request)
        try:
            return await self._handle(request, record)
        except Exception as error:  # what breaks here must fail the test, not hide in the server's log
            self.broken.append(f"{record.method} {record.path}: {error!r}")
            raise

    async def _handle(self, request: web.Request, record: Request) -> web.StreamResponse:
        fault = self.faults.claim(record)
        if fault is not None:
            record.fault = str(fault)
            fault.arrived.set()
            if fault.before and (early := await self._fail(fault, request)):
                return self._told(record, early)
        response = self._answered(record)
        if fault is not None and not fault.before and (late := await self._fail(fault, request)):
            response = late
        return self._told(record, response)

    async def _recorded(self, request: web.Request) -> Request:
        at = asyncio.get_running_loop().time()
        body, files = await _read(request)
        path = request.path.removeprefix(API)
        record = Request(request.method, path, dict(request.query), body, dict(request.headers), at, files)
        self.requests.append(record)
        if (interaction := self._interaction(record)) is not None:
            self.requests.by_interaction[interaction].append(record)
        return record

    def _interaction(self, record: Request) -> int | None:
        """The interaction that a request belongs to."""
        kind, *rest = record.segments
        if kind == "interactions":
            return int(rest[0])
        return self.backend.interaction_tokens.get(rest[1]) if kind == "webhooks" and len(rest) > 1 else None

    async def _fail(self, fault: Fault, request: web.Request) -> web.Response | None:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.held is not None:
            await fault.held.wait()
        if fault.drop:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return fault.response() if fault.status else None

    def _told(self, record: Request, response: web.Response) -> web.Response:
        dropped = record.fault.startswith("fault: dropped")
        record.status = None if dropped else response.status
        keys: list[object] = ["requests"]
        if (interaction := self._interaction(record)) is not None:
            keys.append(("interaction", interaction))
        elif record.segments[0] == "channels":
            keys.append(("channel", int(record.segments[1])))
        self.waiting.changed(*keys)
        return response

    def _answered(self, record: Request) -> web.Response:
        """The response of a request that nothing kept from taking effect."""
        if not _TOKENED.match(record.path) and record.headers.get(hdrs.AUTHORIZATION) != f"Bot {self.token}":
            return as_json(401, {"message": "401: Unauthorized", "code": 0})
        headers: dict[str, str] = {}
        if limit := self.faults.limit_of(record):
            headers, wait = limit.take(record)
            if wait:
                record.fault = "limit"
                return limited(wait, headers=headers)
        status, answer = self._processed(record)
        record.answer = answer
        record.done = status < 300
        if status == 204:
            return web.Response(status=204, headers=headers)
        return as_json(status, answer, headers)

    def _processed(self, record: Request) -> tuple[int, Any]:
        try:
            return self._special(record) or self._dispatched(record)
        except (RouteNotImplemented, UnsupportedField) as error:
            self.broken.append(str(error))
        except BackendError as error:
            return error.status, error.to_json()
        except Exception as error:  # noqa: BLE001  the engine choked: the test must fail, the server go on
            self.broken.append(f"{record.method} {record.path}: {error!r}")
        return 400, {"code": 0, "message": self.broken[-1]}

    def _special(self, record: Request) -> tuple[int, Any] | None:
        """What the engine does not answer, or not as Discord does."""
        if record.method == "GET" and record.path in {"/gateway", "/gateway/bot"}:
            told = self.gateway()
            return 200, told if record.path.endswith("bot") else {"url": told["url"]}
        if record.method == "GET" and record.path in {"/oauth2/applications/@me", "/applications/@me"}:
            answer = dispatch(self.backend, "GET", "/oauth2/applications/@me")
            return 200, {**answer, "owner": dict(serializers.user_payload(self.owner)), "team": self.team}
        return self._repeated(record)

    def _repeated(self, record: Request) -> tuple[int, Any] | None:
        """With `enforce_nonce`, a nonce that was seen brings the message that it made."""
        key = self._nonce(record)
        if key is None or key not in self._nonces:
            return None
        channel_id, nonce = key
        path = f"/channels/{channel_id}/messages/{self._nonces[key]}"
        return 200, {**dispatch(self.backend, "GET", path), "nonce": nonce}

    def _nonce(self, record: Request) -> tuple[str, str] | None:
        body = record.json
        if record.method == "POST" and re.fullmatch(r"/channels/\d+/messages", record.path) and isinstance(body, dict):
            nonce = body.get("nonce")
            if nonce is not None and body.get("enforce_nonce"):
                return record.segments[1], str(nonce)
        return None

    def _dispatched(self, record: Request) -> tuple[int, Any]:
        answer = dispatch(
            self.backend,
            record.method,
            record.path,
            json=record.json,
            params=record.query,
            files=record.files,
            reason=record.headers.get("X-Audit-Log-Reason"),
        )
        if key := self._nonce(record):
            self._nonces[key] = answer["id"]
            answer = {**answer, "nonce": key[1]}
        if answer is None or _unasked(record):
            return 204, None
        return 200, answer


def _unasked(record: Request) -> bool:
    """Whether Discord would answer nothing, as its query did not ask for it."""
    wants = {"1", "true"}
    if record.path.endswith("/callback"):
        return record.query.get("with_response", "").lower() not in wants
    executes = record.method == "POST" and len(record.segments) == 3 and record.segments[0] == "webhooks"
    return executes and record.query.get("wait", "").lower() not in wants


async def _read(request: web.Request) -> tuple[Any, list[Any]]:
    """The JSON of a request and the files beside it."""
    if not request.content_type.startswith("multipart/"):
        raw = await request.read()
        return (json.loads(raw) if raw else None), []
    body, files = None, []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            data = bytes(await part.read(decode=True))
            files.append(SimpleNamespace(filename=part.filename, fp=io.BytesIO(data), description=None))
    return body, files
