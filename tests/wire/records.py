"""What the bot asked over HTTP, request by request."""

from __future__ import annotations

import fnmatch
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Request:
    """One HTTP request of the bot, and what it was told."""

    method: str
    path: str  # below /api/v10
    query: dict[str, str]
    json: Any
    headers: dict[str, str]
    at: float  # the event loop's time when its head had arrived
    files: list[Any] = field(default_factory=list)
    status: int | None = None  # None while it runs, and where the connection was dropped
    answer: Any = None
    done: bool = False  # whether it took effect, which a lost response has too
    fault: str = ""

    @property
    def segments(self) -> list[str]:
        return self.path.strip("/").split("/")

    def matches(self, method: str, path: str) -> bool:
        return method in {self.method, "*"} and fnmatch.fnmatchcase(self.path, path)

    def __str__(self) -> str:
        return f"{self.method} {self.path} -> {self.status}{f' ({self.fault})' if self.fault else ''}"


class Requests(list[Request]):
    """All requests in order of arrival."""

    def __init__(self) -> None:
        super().__init__()
        self.by_interaction: defaultdict[int, list[Request]] = defaultdict(list)

    def of(self, method: str, path: str) -> list[Request]:
        """Those of a method and a path that may hold `*`."""
        return [request for request in self if request.matches(method, path)]

    def refused(self) -> Iterator[Request]:
        """Those told 4xx by Discord itself, not by a fault of the test's making."""
        return (request for request in self if request.status and 400 <= request.status < 500 and not request.fault)

    def tail(self, most: int = 12) -> str:
        return "\n".join(["the last requests:", *(f"  {request}" for request in self[-most:])])
