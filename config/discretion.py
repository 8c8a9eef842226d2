"""What of an error may be logged: its kind and where it arose, and its words only where they are known to be none of anybody's.

An error whose sentence never holds what people asked, articles say or files are called has a true `loggable`.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import traceback
from collections.abc import Iterator

_CAUSED = "The above exception was the direct cause of the following exception:"
_MEANWHILE = "During handling of the above exception, another exception occurred:"
_FRAME = re.compile(r'  File "[^"]+", line \d+, in \S+')
_PART, _LAST_WORDS = 2**16, 4000
_KIND = re.compile(r"((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*(?:Error|Exception|Interrupt|Exit))(?::.*)?")


def said(error: BaseException) -> str:
    """`error` in words that can be logged: its sentence where that is `loggable`, else its kind and its numbers."""
    return _words(error) or _kind(error)


def trace(error: BaseException) -> str:
    """The traceback of `error` and of what led to it, as Python writes it but without unknown words."""
    parts = []
    for each, link in _chain(error):
        words = _words(each)
        stack = "".join(traceback.format_tb(each.__traceback__))
        head = f"Traceback (most recent call last):\n{stack}" if stack else ""
        parts.append(f"{head}{_kind(each)}{f': {words}' if words else ''}")
        if isinstance(each, BaseExceptionGroup):
            parts += [f"one of these was:\n{trace(inner)}" for inner in each.exceptions]
        if link:
            parts.append(link)
    return "\n\n".join(parts)


def frames(text: str) -> str:
    """Of what a process wrote before it ended, the places of a traceback and the kinds of its errors."""
    kept = (_FRAME.fullmatch(line) or _KIND.fullmatch(line) for line in text.splitlines())
    return "\n".join(found[found.lastindex or 0].strip() for found in kept if found)


async def last_words(stream: asyncio.StreamReader) -> bytes:
    """The last that a process writes before it ends, for `frames`."""
    words = b""
    while part := await stream.read(_PART):
        words = (words + part)[-_LAST_WORDS:]
    return words


def _kind(error: BaseException) -> str:
    numbers = [f"{what} {value}" for what in ("status", "code") if isinstance(value := getattr(error, what, None), int)]
    return type(error).__name__ + (f" ({', '.join(numbers)})" if numbers else "")


def _words(error: BaseException) -> str | None:
    if getattr(error, "loggable", False):
        return str(error)
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorname", None)
    if isinstance(error, OSError):
        return error.strerror
    return None


def _chain(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    """What led to `error`, first cause first, each with the words that lead over to the next; `error` is the last."""
    chain: list[tuple[BaseException, str]] = [(error, "")]
    seen = {id(error)}
    while True:
        last = chain[-1][0]
        before, link = last.__cause__, _CAUSED
        if before is None and not last.__suppress_context__:
            before, link = last.__context__, _MEANWHILE
        if before is None or id(before) in seen:
            return iter(reversed(chain))
        seen.add(id(before))
        chain.append((before, link))
