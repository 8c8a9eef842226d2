"""Who could be pinged by what the bot sent, if it allowed that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from simcord.backend import Backend

from tests.bot.rendering.markdown import walk

# What pings where nothing stands before it that takes its meaning away.
_PING = re.compile(r"(?<!\\)(?:\\\\)*(<(?:@[!&]?|\#)\d+>|@everyone|@here)")


def pings_in(backend: Backend, requests: Iterable[Any]) -> list[str]:
    """Texts of requests in which another could be pinged than the people and channels that there are."""
    said: list[str] = []
    for request in requests:
        body: Any = request.json if isinstance(request.json, dict) else {}
        body = body.get("data") if isinstance(body.get("data"), dict) else body
        contents = [each.get("content") or "" for each in walk(body.get("components") or [])]
        said += [each for each in [*contents, body.get("content") or ""] if pings(backend, each)]
    return said


def pings(backend: Backend, content: str) -> list[str]:
    """Mentions in force in a text, of another than the people and channels that there are."""
    ours = {*(f"<@{user_id}>" for user_id in backend.users), *(f"<#{channel_id}>" for channel_id in backend.channels)}
    return [each for each in _PING.findall(content) if each not in ours]
