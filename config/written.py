"""How people write the values of settings, and what of it is none: durations, lists by commas, addresses, paths, keys."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, SecretStr

DAY = timedelta(days=1)
_DURATION = re.compile(r"(\d{1,9})\s*([smhd]?)")
_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}


def split_ids(value: object) -> object:
    """Ids by commas, as people write lists into environments."""
    otherwise = "{!r} is no id: write ids by commas, as 80351110224678912,80351110224678913"
    return _split(value, r"[1-9][0-9]{0,19}", otherwise)


def split_shards(value: object) -> object:
    """Numbers of shards by commas."""
    return _split(value, r"[0-9]{1,5}", "{!r} is no number of a shard: write them by commas, as 0,1,2")


def _split(value: object, one: str, otherwise: str) -> object:
    if not isinstance(value, str):
        return value
    parts = [part for part in re.split(r"[,\s]+", value) if part]
    for part in parts:
        if not re.fullmatch(one, part):
            raise ValueError(otherwise.format(part[:40]))
    return parts


def web(schemes: str, example: str) -> AfterValidator:
    """An address that begins with one of `schemes`, a pattern, and a host."""

    def check(value: str) -> str:
        if not re.match(rf"{schemes}://[^\s/]+", value):
            raise ValueError(f"write an address as {example}")
        return value

    return AfterValidator(check)


def database_url(value: str) -> str:
    """The URL of a database; which kinds there are is known where it is opened."""
    if not re.match(r"[a-z][a-z0-9+]*://", value):
        raise ValueError(
            "write it as sqlite+aiosqlite:///path/to/records.sqlite3 or postgresql+asyncpg://user:password@host/database"
        )
    return value


def expanded(path: Path) -> Path:
    """`path` with "~" as a person's home: files of settings are no shell."""
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError(f"no home is known that {path.parts[0]} could mean: write the whole path") from None


def plain_address(value: str) -> str:
    """An address that may be shown: no name, password or key is in it."""
    if re.search(r"[\s#]", value):
        raise ValueError("an address has no spaces and no # in it")
    urlsplit(value).port  # noqa: B018 - raises ValueError for what is no port or no IPv6 address
    # Addresses are shown and logged more freely than keys are.
    if "@" in re.split(r"[/?#]", value.partition("://")[2])[0]:
        raise ValueError("keep names and passwords out of the address: FOOTNOTE_WRITER__KEY is for the key")
    return value


def sendable(value: SecretStr) -> SecretStr:
    """A key that can be sent in a header."""
    if not re.fullmatch(r"[!-~]+", value.get_secret_value()):
        raise ValueError("a key is written in ASCII, without spaces")
    return value


def duration(value: object) -> object:
    """`30m`, `6h`, `1d` or `90s`; a number alone is seconds."""
    if not isinstance(value, str):
        return value
    found = _DURATION.fullmatch(value.strip())
    if found is None:
        raise ValueError("write a number and a unit, as 90s, 30m, 6h or 1d")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


def lasting(value: object) -> object:
    """A duration, or `forever`."""
    if isinstance(value, str) and value.strip().lower() == "forever":
        return "forever"
    try:
        return duration(value)
    except ValueError as error:
        raise ValueError(f"{error}, or forever") from None


def in_units(span: timedelta) -> str:
    """A duration as settings write it, in the largest unit that holds it whole: `90s`, `6h`, `7d`."""
    seconds = int(span.total_seconds())
    unit = next((unit for unit in ("d", "h", "m") if seconds and seconds % _SECONDS[unit] == 0), "s")
    return f"{seconds // _SECONDS[unit]}{unit}"


def from_to(least: timedelta, most: timedelta) -> AfterValidator:
    """A duration within these, both included, or "forever"."""

    def check(value: timedelta | Literal["forever"]) -> timedelta | Literal["forever"]:
        if value != "forever" and not least <= value <= most:
            raise ValueError(f"it runs from {in_units(least)} to {in_units(most)}")
        return value

    return AfterValidator(check)
