"""Where the shared database is found."""

from __future__ import annotations

import pytest

from bot.sharing import load_sharing
from bot.sharing.connecting import AddressError, arguments_of
from config.sections import DatabaseSettings
from config.settings import Settings


def test_an_address_becomes_what_the_library_takes() -> None:
    """Several hosts, options of the connection, and those that are SQLAlchemy's alone."""
    url = "postgresql+asyncpg://me:hush@/db?host=one:5432&host=two:5433&ssl=require&prepared_statement_cache_size=0"
    assert arguments_of(url) == {
        "timeout": 3.0,
        "user": "me",
        "password": "hush",
        "database": "db",
        "host": ["one", "two"],
        "port": [5432, 5433],
        "ssl": "require",
        "statement_cache_size": 0,
    }


def test_tls_may_be_asked_for_as_everybody_calls_it() -> None:
    """A URL that serves the records and the articles serves here too."""
    assert arguments_of("postgresql+asyncpg://me@host/db?sslmode=require")["ssl"] == "require"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://me:hush@host:port/db",
        "postgresql+nothing://me:hush@host/db",
        "postgresql+psycopg://me:hush@host/db",
        "postgresql+asyncpg://me:hush@host/db?sslmode=hush",
        "sqlite+aiosqlite:///hush",
        "postgresql+asyncpg",
    ],
)
def test_an_address_that_can_not_be_used_is_told_at_the_start(hashing: Settings, url: str) -> None:
    """Law: the bot does not begin to connect with it, and the sentence names the settings and no password."""
    database = DatabaseSettings.model_construct(url="postgresql+asyncpg://footnote@127.0.0.1/db", direct_url=url)
    with pytest.raises(AddressError) as caught:
        load_sharing(hashing.model_copy(update={"database": database}))
    assert str(caught.value).startswith("FOOTNOTE_DATABASE__URL or FOOTNOTE_DATABASE__DIRECT_URL can't be used: ")
    assert "hush" not in str(caught.value)
