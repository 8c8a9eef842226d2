"""Names looked up by the system's resolver, in threads of their own.

A look-up can't be called off, and a slow name server must keep neither what else waits for a thread nor an end waiting.
"""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import Future
from functools import cache
from queue import SimpleQueue
from threading import Thread

_AT_ONCE = 2

_Lookup = tuple[str, int, Future[list[str]]]


async def resolve_by_system(host: str, port: int) -> list[str]:
    """The addresses of `host` by the system's resolver, which also reads what looks like numbers; raises OSError.

    Two names are looked up at once; who stops waiting for a turn gives it up.
    """
    found: Future[list[str]] = Future()
    _lookups().put((host, port, found))
    return await asyncio.wrap_future(found)


@cache
def _lookups() -> SimpleQueue[_Lookup]:
    """Where those wait whose names are to be looked up. An executor's threads would be waited for at the end."""
    lookups: SimpleQueue[_Lookup] = SimpleQueue()
    for number in range(_AT_ONCE):
        Thread(target=_look_up, args=(lookups,), name=f"footnote-names-{number}", daemon=True).start()
    return lookups


def _look_up(lookups: SimpleQueue[_Lookup]) -> None:
    while True:
        host, port, found = lookups.get()
        if not found.set_running_or_notify_cancel():
            continue
        try:
            addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it, and the next name be looked up
            found.set_exception(error)
        else:
            found.set_result(list(dict.fromkeys(str(address[0]) for *_, address in addresses)))
