"""Many askers, each a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from benchmarks.systems import AskMany, Text

ASKERS = 64


def in_threads(ask: Callable[[str], list[Text]]) -> AskMany:
    """`ask` by 64 threads, each of which asks again as soon as it has its answer."""

    def ask_many(questions: Sequence[str]) -> list[list[Text]]:
        with ThreadPoolExecutor(ASKERS) as askers:
            return list(askers.map(ask, questions))

    return ask_many
