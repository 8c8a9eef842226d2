"""The system's resolver, where it takes its time."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import threading
from queue import SimpleQueue
from typing import Any

import pytest

from corpus.fetching.resolving import resolve_by_system


async def test_slow_names_keep_nothing_else_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Law: however many names a slow server keeps, other threads are free; who gave up is passed over, and the next is found."""
    begun: SimpleQueue[str] = SimpleQueue()
    go, real = threading.Event(), socket.getaddrinfo

    def slow(host: str, *arguments: Any, **options: Any) -> Any:
        begun.put(host)
        if host.startswith("slow"):
            go.wait()
        return real("127.0.0.1", *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    asked = [asyncio.create_task(resolve_by_system(f"slow-{number}.example", 80)) for number in range(40)]
    try:
        await asyncio.sleep(0)
        async with asyncio.timeout(10):
            assert {await asyncio.to_thread(begun.get) for _ in range(2)} == {"slow-0.example", "slow-1.example"}
            assert begun.empty()
            for each in asked:
                each.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
    finally:
        go.set()
    assert await asyncio.wait_for(resolve_by_system("next.example", 80), 10) == ["127.0.0.1"]
    assert begun.get_nowait() == "next.example"


async def test_a_name_that_is_none_is_told() -> None:
    """Law: what the resolver raises reaches who asked, of any kind, and the name after it is looked up."""
    with pytest.raises(OSError, match=r"[Nn]ame"):
        await resolve_by_system("nowhere.invalid", 80)
    for _ in range(3):
        with pytest.raises(UnicodeError):
            await resolve_by_system("a" * 64, 80)
    assert await asyncio.wait_for(resolve_by_system("127.0.0.1", 80), 10) == ["127.0.0.1"]


def test_a_slow_name_holds_up_no_end() -> None:
    """Law: a process whose name is still being looked up when its time is over ends without it."""
    program = """
import asyncio, socket, threading
from corpus.errors import FetchError
from corpus.fetching import Fetcher

socket.getaddrinfo = lambda *arguments, **options: threading.Event().wait()
try:
    asyncio.run(Fetcher(1, 0.1).fetch("http://slow.example/"))
except FetchError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)
    assert done.stdout.decode().strip() == "the page did not come within 0.1 seconds"
