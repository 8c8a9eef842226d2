"""What the bot sent, to which server, and what in it should never have gone there."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from discord import app_commands
from simcord.backend import Backend

from corpus.errors import FootnoteError
from tests.isolation.surfaces import Surface
from tests.isolation.twins import TWINS, Twin, marks_in
from tests.isolation.world import Spot, World
from tests.wire import checks, description
from tests.wire.records import Request

OOPS = "Something went wrong"
# Errors that people hear of in a sentence of their own.
_TOLD = (FootnoteError, app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)


def leaks(world: World) -> list[str]:
    """Every mark of a server's articles in anything that went elsewhere: requests, what is attached to them, choices."""
    return [*leaks_in(world.env.backend, world.requests), *_in_pictures(world)]


def leaks_in(backend: Backend, requests: Iterable[Any]) -> list[str]:
    """Every mark of a server's articles in requests that went elsewhere."""
    return [
        f"{mark!r} of {twin.word} in {request.method} {request.path}: {text[:300]}"
        for request, text in _texts(requests)
        for twin in TWINS
        if twin != _told(backend, request.path)
        for mark in marks_in(text, twin)
    ]


def failures(world: World) -> list[str]:
    """What went wrong so that people had to hear of it without a reason, and what Discord would refuse."""
    found = [f"{request.path}: {text[:300]}" for request, text in _texts(world.requests) if OOPS in text]
    for request in world.requests:
        described = Request(request.method, request.path, {}, request.json, {}, 0.0)
        found += checks.problems_of(request.method, request.path, request.json)
        found += description.problems_of(described)
    originals = (getattr(error, "original", error) for error in world.errors)
    return found + [repr(each) for each in originals if not isinstance(each, _TOLD)]


def check(surface: Surface, here: Spot) -> None:
    """Nothing of the other server's was sent here, nothing failed, and what must be shown was: so the row saw something."""
    assert leaks(here.world) == []
    assert failures(here.world) == []
    shown = shown_at(here)
    assert not surface.sees or re.search(here.own, shown), shown
    assert (surface.says or "") in shown


def shown_at(spot: Spot) -> str:
    """All that was sent to a place."""
    world = spot.world
    return "\n".join(
        text
        for request, text in _texts(world.requests)
        if _channel_of(world.env.backend, request.path) == spot.channel.id
    ).replace("\\", "")


def _texts(requests: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    for request in requests:
        yield request, json.dumps(request.json, ensure_ascii=False)


def _in_pictures(world: World) -> Iterator[str]:
    for url, blob in world.attached:
        channel_id = int(url.split("/attachments/")[1].split("/")[0])
        scene = world.scenes.get(hashlib.sha256(blob).hexdigest())
        if scene is None:
            yield f"nobody knows what {url} shows"
            continue
        told = _twin_of(world.env.backend, channel_id)
        yield from (
            f"{mark!r} of {twin.word} in {url}" for twin in TWINS if twin != told for mark in marks_in(scene, twin)
        )


def _told(backend: Backend, path: str) -> Twin | None:
    """The server that a request goes to; None where it goes to nobody or to everybody, who may see neither's articles."""
    channel_id = _channel_of(backend, path)
    return None if channel_id is None else _twin_of(backend, channel_id)


def _twin_of(backend: Backend, channel_id: int) -> Twin | None:
    guild_id = backend.get_channel(channel_id).guild_id
    return next((twin for twin in TWINS if twin.guild_id == guild_id), None)


def _channel_of(backend: Backend, path: str) -> int | None:
    kind, *rest = path.strip("/").split("/")
    if kind == "channels":
        return int(rest[0])
    if kind == "interactions":
        return backend.interactions[int(rest[0])].channel_id
    if kind == "webhooks":
        return backend.interactions[backend.interaction_tokens[rest[1]]].channel_id
    return None
