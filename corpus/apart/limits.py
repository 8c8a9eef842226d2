"""How much reading one file may take, and how a process holds itself to it."""

from __future__ import annotations

import contextlib
import math
import resource
from dataclasses import dataclass

from corpus.printable import counted
from corpus.values import Article

# The exit code of a process that has no more memory to be had.
OUT_OF_MEMORY = 3
# Modules are files too while they are imported.
_HANDLES = 64
_LONGEST_FIELD = 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: `seconds` by the clock, `memory` and `written` in bytes, `characters` of one body.

    `memory` is address space, of which the interpreter and the readers take 140 MiB before anything is read.
    """

    seconds: float = 20.0
    memory: int = 512 * 2**20
    characters: int = 2_000_000
    articles: int = 5_000
    written: int = 32 * 2**20

    @property
    def too_long(self) -> str:
        """Why a file was left out that took too much time; a predicate, as the others."""
        return f"reading it takes more than {self.seconds:g} seconds, which is the limit"

    @property
    def too_large(self) -> str:
        """Why a file was left out that took too much memory."""
        return f"reading it takes more than {self.memory / 2**20:,.0f} MiB of memory, which is the limit"

    @property
    def too_much(self) -> str:
        """Why a file was left out whose articles are too much together."""
        return f"it holds more than {self.written / 2**20:,.0f} MiB of text, which is the limit for one file"

    @property
    def too_many(self) -> str:
        """Why a file was left out that holds too many articles."""
        return f"it holds more than {counted(self.articles, 'article')}, which is the limit for one file"

    def objection(self, article: Article) -> str | None:
        """Why an article is left out that is too long; None where it is not."""
        if len(article.body) > self.characters:
            return (
                f"its article {article.id!r} has more than {self.characters:,} characters, which is the limit for one"
            )
        fields = (("title", article.title), ("publisher", article.publisher), ("author", article.author))
        for name, value in fields:
            if value is not None and len(value) > _LONGEST_FIELD:
                return f"the {name} of its article {article.id!r} has more than {_LONGEST_FIELD:,} characters"
        return None

    def hold(self) -> None:
        """Let this process have no more than that, no core dump, no file that it writes and no process of its own."""
        # A little more than by the clock: this is for when nobody is left to look at one.
        seconds = math.ceil(self.seconds) + 1
        for kind, most in (
            (resource.RLIMIT_AS, self.memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, _HANDLES),
            (resource.RLIMIT_NPROC, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            _bound(kind, most)


def _bound(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    # macOS knows no bound of the address space.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, most))
