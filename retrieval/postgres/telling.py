"""Troubles with PostgreSQL, told in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from retrieval.errors import DatabaseError, DatabaseUnreachable

GONE = "the database of the articles can't be reached at the moment ({}): try again in a moment"


@contextmanager
def told() -> Iterator[None]:
    """Whatever goes wrong becomes one sentence, never with what was to be stored."""
    try:
        yield
    except psycopg.errors.DiskFull as error:
        raise DatabaseError("the disk of the database is full") from error
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise DatabaseUnreachable(GONE.format(type(error).__name__.strip("_"))) from error
    except psycopg.errors.ReadOnlySqlTransaction as error:
        raise DatabaseUnreachable(GONE.format("it is a standby")) from error
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn) as error:
        raise DatabaseError("the database has not the tables of this version: `footnote migrate` makes them") from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise DatabaseError(f"the database does not let Footnote do that: {error.diag.message_primary}") from error
    except psycopg.Error as error:
        raise DatabaseError(
            f"the database did not take it ({error.diag.message_primary or type(error).__name__})"
        ) from error
