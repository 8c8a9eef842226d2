"""The errors of this package, and what may ail a database."""

from __future__ import annotations

import errno
import sqlite3
from typing import Literal

from corpus.errors import FootnoteError

# What has to be mended by those who run the bot: the file is damaged, held by another process, its disk is full, or it can't be
# reached.
Trouble = Literal["damaged", "locked", "full", "unreachable"]

_PRIMARY = 0xFF
_TROUBLES: dict[int, Trouble] = {
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "unreachable",
    sqlite3.SQLITE_READONLY: "unreachable",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_PERM: "unreachable",
}


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


def trouble_of(error: BaseException | None) -> Trouble | None:
    """What ails the database that raised `error`, of SQLite or of the disk; None where nothing does."""
    if isinstance(error, sqlite3.Error):
        return _TROUBLES.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY)
    if isinstance(error, OSError):
        return "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "unreachable"
    return None
