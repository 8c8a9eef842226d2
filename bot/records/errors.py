"""The errors of this package, and what may ail a database."""

from __future__ import annotations

import errno
from typing import Literal

from corpus.errors import FootnoteError

# What has to be mended by those who run the bot: what is stored is damaged, another process holds it, its disk is full, or it can't
# be reached.
Trouble = Literal["damaged", "locked", "full", "unreachable"]


class RecordsError(FootnoteError):
    """The database did not take or give what was asked of it; `trouble` is None where only what was asked was wrong."""

    loggable = True

    def __init__(self, sentence: str, trouble: Trouble | None = None) -> None:
        super().__init__(sentence)
        self.trouble = trouble


class UnknownAnswer(RecordsError):
    """No answer of that id is on record: it never was, or it was forgotten meanwhile."""

    def __init__(self, answer_id: str) -> None:
        super().__init__(f"there is no answer {answer_id[:80]!r}")


class SchemaError(Exception):
    """The database has a schema that this version can't use."""


def trouble_of_disk(error: BaseException | None) -> Trouble | None:
    """What ails a disk or a network that raised `error`; None where it is no error of one."""
    if isinstance(error, OSError):
        return "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "unreachable"
    return None
