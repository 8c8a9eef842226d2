"""What the machine that the preview runs on shows to people: windows, and which time it is."""

from __future__ import annotations

import datetime as dt
import os
import sys
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOUR = dt.timedelta(hours=1)


def has_screen() -> bool:
    """Whether a browser that opens has windows; one in the terminal would take it over."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def timezone() -> str:
    """The name of a time zone that agrees with this machine's at present; UTC where none does."""
    offset = dt.datetime.now().astimezone().utcoffset() or dt.timedelta()
    hours, rest = divmod(offset, _HOUR)
    # Such names count westwards.
    name = "UTC" if rest or not hours else f"Etc/GMT{-hours:+d}"
    try:
        ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return "UTC"
    return name
