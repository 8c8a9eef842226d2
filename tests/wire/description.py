"""Discord's own description of its interface, where DISCORD_OPENAPI names it."""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.wire.records import Request

Check = Callable[[str, str, Any], list[str]]
# Routes that Discord answers and its description leaves out.
UNDESCRIBED = {"/gateway", "/gateway/bot"}
# Snowflakes, and the ids of answers in the ids of buttons.
_ID = re.compile(r"((?<!\d)|fn:[a-z]+:)(\d{15,20}(?!\d)|(?<=:)[0-9A-Za-z_-]{12}(?=[:\"]))")


@functools.cache
def tool() -> Path | None:
    """The checker that lies beside the description."""
    named = os.environ.get("DISCORD_OPENAPI")
    if not named or not Path(named).is_file():
        return None
    found = Path(named).resolve().parents[1] / "tools" / "discord_openapi.py"
    return found if found.is_file() else None


@functools.cache
def checker() -> Check | None:
    path = tool()
    if path is None:
        return None
    spec = importlib.util.spec_from_file_location("discord_openapi", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves the description's file to be closed by itself
        spec.loader.exec_module(module)
    check: Check = module.check_request
    return check


@functools.lru_cache(4096)
def _checked(method: str, path: str, body: str) -> list[str]:
    check = checker()
    assert check is not None
    return check(method, path, json.loads(body))


def problems_of(request: Request) -> list[str]:
    """What of a request is not as the description has it; nothing where there is no description."""
    if checker() is None or request.path in UNDESCRIBED:
        return []
    body = _ID.sub(_same, json.dumps(request.json, sort_keys=True))
    return _checked(request.method, _ID.sub(_same, request.path), body)


def _same(found: re.Match[str]) -> str:
    """One id for all, as long as the one that stood there, so that requests which differ in ids alone are checked once."""
    return found[1] + "1" * len(found[2])
