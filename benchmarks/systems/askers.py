"""Many askers at once, each of whom asks again as soon as they have their answer."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from benchmarks.systems import AskMany, Text

ASKERS = 64


def in_threads(ask: Callable[[str], list[Text]]) -> AskMany:
    """`ask` by 64 threads."""

    def ask_many(questions: Sequence[str]) -> list[list[Text]]:
        with ThreadPoolExecutor(ASKERS) as askers:
            return list(askers.map(ask, questions))

    return ask_many


async def gathered(ask: Callable[[str], Awaitable[list[Text]]], questions: Sequence[str]) -> list[list[Text]]:
    """What `ask` finds for each of `questions`, by 64 tasks of one event loop."""
    askers = asyncio.Semaphore(ASKERS)

    async def one(question: str) -> list[Text]:
        async with askers:
            return await ask(question)

    return list(await asyncio.gather(*map(one, questions)))
