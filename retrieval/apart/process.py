"""The process that reads facts, from the builder's side: fed and heard a line at a time, and started again where it dies."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO

from config.environment import bare_environment
from corpus.facts import FAILED
from corpus.values import Article
from retrieval.apart.telling import hear, tell_article
from retrieval.errors import BuildError
from retrieval.generations.fact_table import dump_facts

SINGLY = "--singly"
# Where it dies more often it is not the articles: there is too little memory, or somebody kills it.
_MOST_DEATHS = 3


def read_apart(articles: Sequence[Article], notice: Callable[[str], None]) -> Iterator[bytes]:
    """A line of facts for each of `articles`, in order and as they come; the process that reads them ends with this.

    One that dies is started again and reads one article after the other; the article that it dies on then has no facts, and
    `notice` is told. Raises BuildError where it can't be started or dies again and again.
    """
    at = deaths = 0
    while at < len(articles):
        with _started(articles[at:], singly=deaths > 0) as process:
            assert process.stdout is not None
            for line in process.stdout:
                if not line.endswith(b"\n"):
                    break  # it ended in the middle of it
                told = hear(line)
                if isinstance(told, str):
                    notice(told)
                else:
                    yield told
                    at += 1
            if at == len(articles):
                return
            end = _end(process.wait())
        deaths += 1
        if deaths > _MOST_DEATHS:
            raise BuildError(
                f"the process that reads dates and quotations {end}, {deaths} times: is there enough memory?"
            )
        if deaths > 1:
            notice(f"the dates and quotations of {articles[at].id!r} can't be read (the process that reads them {end})")
            yield dump_facts(FAILED)
            at += 1


def _end(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


@contextmanager
def _started(articles: Sequence[Article], *, singly: bool) -> Iterator[subprocess.Popen[bytes]]:
    """The process, which is told `articles` meanwhile; it is gone afterwards."""
    try:
        process = subprocess.Popen(
            # -P: what lies in the folder that it is started in is not code.
            [sys.executable, "-P", "-m", "retrieval.apart", *([SINGLY] if singly else [])],
            env=bare_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise BuildError(f"the process that reads dates and quotations can't be started: {error.strerror}") from error
    assert process.stdin is not None
    # A thread of its own: both pipes are full while each side waits for the other to read.
    telling = threading.Thread(target=_tell, args=(process.stdin, articles), daemon=True)
    telling.start()
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        telling.join()
        if process.stdout is not None:
            process.stdout.close()


def _tell(stdin: IO[bytes], articles: Sequence[Article]) -> None:
    with suppress(BrokenPipeError), stdin:  # it ended without listening
        for article in articles:
            stdin.write(tell_article(article))
