"""`make leaks`: ten thousand questions of two servers with nearly the same articles, and of direct messages, many at once.

Asked of the service without a model, of the service with the model, of two processes over one PostgreSQL, and of the bot's process
over a stand-in for Discord, with ids of the other server's answers among them. Prints how many leaked, which must be none; exit code 1 where any did.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.figures import figure, show
from bot.bootstrap import make_service
from config.settings import Settings, load_settings
from retrieval.corpora.moving import corpora_on_disk, move
from retrieval.generations.manifest import Manifest
from tests.isolation.questioning import OPEN, Tally, ask_all, build_all, open_all
from tests.isolation.wired import Wired, ask_on_the_wire
from tests.postgres import corpora, running_server


def main() -> int:
    """Ask, print."""
    parser = argparse.ArgumentParser(prog="make leaks", description=__doc__)
    parser.add_argument(
        "--questions", type=int, default=10_000, help="of the service, without a model (default: 10,000)"
    )
    parser.add_argument("--with-model", type=int, default=1_000, help="of the service, with the model (default: 1,000)")
    parser.add_argument("--on-the-wire", type=int, default=1_000, help="of the bot's process (default: 1,000)")
    parser.add_argument(
        "--in-database",
        type=int,
        default=10_000,
        help="of two processes' services over one PostgreSQL, without a model (default: 10,000)",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="footnote-leaks-") as name:
        home = Path(name)
        quick = _settings(home / "quick", quick=True)
        build_all(quick)
        found = [_asked("without a model", quick, options.questions)]
        if options.with_model:
            whole = _settings(home / "whole", quick=False)
            build_all(whole)
            found.append(_asked("with the model", whole, options.with_model))
        if options.in_database:
            found.append(_in_database(quick, home, options.in_database))
        found.append(_wired(home, options.on_the_wire))
    return int(any(found))


def _settings(data: Path, *, quick: bool) -> Settings:
    loaded = load_settings(env_file=None)
    changed = {"data_dir": data, "answer": loaded.answer.model_copy(update={"threshold": 0.0})}
    if quick:
        changed["encoder"] = loaded.encoder.model_copy(update={"model": "hashing"})
        changed["selector"] = loaded.selector.model_copy(update={"model": "none"})
    return loaded.model_copy(update=changed)


def _in_database(quick: Settings, home: Path, count: int) -> int:
    """Ask two processes over one database, half of the questions each, print, and return how many leaked."""
    began = time.perf_counter()
    with running_server() as server:
        database = quick.database.model_copy(update={"url": corpora(server)})
        pushed = quick.model_copy(update={"database": database})
        for corpus_id in corpora_on_disk(pushed):
            assert isinstance(move(pushed, corpus_id), Manifest)
        machines = [pushed.model_copy(update={"data_dir": home / name}) for name in ("one", "other")]
        with ProcessPoolExecutor(2, get_context("spawn")) as processes:
            tallies = list(processes.map(_asked_there, machines, [count // 2] * 2, (5, 7)))
        leaks = [leak for tally in tallies for leak in tally.leaks]
        asked, seen = (sum(getattr(tally, name) for tally in tallies) for name in ("count", "seen"))
    _tell("in one database by two processes", asked, seen, leaks, time.perf_counter() - began)
    return len(leaks)


def _asked_there(settings: Settings, count: int, seed: int) -> Tally:
    async def ask() -> Tally:
        service = make_service(settings)
        await open_all(service)
        try:
            return await ask_all(service, count, seed=seed)
        finally:
            await service.aclose()

    return asyncio.run(ask())


def _asked(how: str, settings: Settings, count: int) -> int:
    """Ask the service, print, and return how many leaked."""

    async def ask() -> Tally:
        service = make_service(settings)
        await open_all(service)
        await service.warm()
        try:
            return await ask_all(service, count)
        finally:
            await service.aclose()

    began = time.perf_counter()
    tally = asyncio.run(ask())
    _tell(how, tally.count, tally.seen, tally.leaks, time.perf_counter() - began)
    return len(tally.leaks)


def _wired(home: Path, count: int) -> int:
    began = time.perf_counter()
    tally: Wired = asyncio.run(ask_on_the_wire(count, home / "quick", home, OPEN))
    wrong = [*tally.leaks, *tally.failures]
    _tell("on the wire", sum(tally.done.values()), tally.seen, wrong, time.perf_counter() - began)
    return len(wrong)


def _tell(how: str, count: int, seen: int, leaks: list[str], seconds: float) -> None:
    show(
        [
            figure(f"asked {how}", count, "questions", count),
            figure(f"shown their own, {how}", seen, "questions", count),
            figure(f"leaks {how}", len(leaks), "count", count),
            figure(f"seconds {how}", seconds, "s", count),
        ]
    )
    for line in leaks[:10]:
        print(line, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
