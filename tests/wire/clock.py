"""Time as the stand-in keeps it: the real time, which tests may push ahead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from simcord._clock import Clock


class RealClock(Clock):
    """Now, and what `advance` added: an interaction that is acknowledged late is late without anybody waiting."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.elapsed)
