"""Servers on loopback that say whatever bytes they are told to, and count who came."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]

NOTHING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Local:
    """Answers a path with what `answers` has for it; `came` are the heads of the requests, in order, of all `connections`."""

    answers: Mapping[str, Answer]
    port: int = 0
    connections: int = 0
    came: list[str] = field(default_factory=list)

    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [head.split()[1] for head in self.came]

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer."""
        self.connections += 1
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.came.append(head)
            answer = self.answers.get(head.split()[1], NOTHING)
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
            else:
                await answer(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def local(answers: Mapping[str, Answer], host: str = "127.0.0.1") -> AsyncIterator[Local]:
    """A server on `host` and a free port."""
    made = Local(answers)
    server = await asyncio.start_server(made.answer, host, 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


@contextmanager
def local_aside(answers: Mapping[str, Answer]) -> Iterator[Local]:
    """The same in a thread of its own, for what runs a loop itself."""
    loop, started = asyncio.new_event_loop(), threading.Event()
    made: list[Local] = []

    async def serve() -> None:
        async with local(answers) as server:
            made.append(server)
            started.set()
            await ended.wait()

    ended = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        assert started.wait(30)
        yield made[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()


def page(body: bytes, kind: str = "text/html", *more: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole response."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body) if length is None else length}",
        "Connection: close",
        *more,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(to: str) -> bytes:
    """A response that leads elsewhere."""
    return page(b"", "text/html", f"Location: {to}", "Set-Cookie: seen=1; Path=/", status="302 Found")
