"""What of errors gets into the log."""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.discretion import frames, said, trace
from config.logging import configure_logging
from config.sections import LogSettings
from corpus.errors import CorpusError
from retrieval.errors import EncoderError
from tests.config.test_logging import untouched_loggers

__all__ = ["untouched_loggers"]

MARKER = "Zanzibarwaltz"


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    """`error` as it was caught, with its traceback."""
    try:
        raise error from cause  # noqa: TRY301 - it is raised to be caught
    except BaseException as caught:  # noqa: BLE001 - any may be asked for
        return caught


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError(MARKER), "ValueError"),
        (KeyError(MARKER), "KeyError"),
        (CorpusError(f"{MARKER}.txt can't be read"), "CorpusError"),
        (EncoderError("there is no model x"), "there is no model x"),
        (FileNotFoundError(2, "No such file or directory", MARKER), "No such file or directory"),
        (OSError(MARKER), "OSError"),
        (SystemExit(3), "SystemExit (code 3)"),
        (SystemExit(MARKER), "SystemExit"),
        (TimeoutError(), "TimeoutError"),
    ],
)
def test_words_are_told_only_where_they_are_nobodys(error: BaseException, told: str) -> None:
    """Law: of an error its kind is told, of the disk's what the system says, and a sentence only where its kind is loggable."""
    assert said(error) == told
    assert MARKER not in trace(raised(error))


def test_what_sqlite_says_is_told_by_its_name() -> None:
    """Law: a database's error is told by its code: its words may name values."""
    with closing(sqlite3.connect(":memory:")) as database, pytest.raises(sqlite3.Error) as caught:
        database.execute(f"SELECT {MARKER}")
    assert said(caught.value) == "SQLITE_ERROR"


def test_a_traceback_has_its_places_and_all_that_led_to_it() -> None:
    """Law: files, lines and kinds are there in order, of causes, of what came in between and of groups; no words are."""
    first = raised(KeyError(MARKER))
    second = raised(ValueError(MARKER), first)
    group = raised(ExceptionGroup(MARKER, [TypeError(MARKER)]), second)
    group.add_note(MARKER)
    found = trace(group)
    assert [kind for kind in found.splitlines() if kind.endswith(("Error", "Group"))] == [
        "KeyError", "ValueError", "ExceptionGroup", "TypeError",
    ]  # fmt: skip
    assert found.count("test_discretion.py") >= 3
    assert "direct cause" in found
    assert MARKER not in found


def test_a_circle_of_causes_ends() -> None:
    """Law: errors that lead to one another are told once each."""
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert trace(one).count("Error") == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_way_to_log_an_error_lets_its_words_out(capsys: pytest.CaptureFixture[str], form: str) -> None:
    """Law: as an argument, as the message, as the traceback, or in what asyncio tells of a task, by us or by a library."""
    configure_logging(LogSettings.model_validate({"level": "debug", "format": form}))
    error = raised(ValueError(MARKER))
    for name in ("bot.x", "discord.client", "asyncio"):
        log = logging.getLogger(name)
        log.error("it failed: %s", error)
        log.error(error)
        log.error("it failed", exc_info=error)
    logging.getLogger("asyncio").error("never retrieved\nfuture: <Task exception=ValueError(%r)>", MARKER)
    logging.getLogger("discord.http").debug("payload %s", MARKER)
    logging.getLogger("discord.http").warning("429 at https://x/api/v10/webhooks/12/%s/messages/@original", MARKER)
    logging.getLogger("discord.http").warning("429 at https://x/api/v10/interactions/12/%s/callback", MARKER)
    logging.getLogger("aiosqlite").debug("executing %s", MARKER)
    logging.getLogger("httpcore.http11").debug("send_request_headers %s", MARKER)
    err = capsys.readouterr().err
    assert MARKER not in err
    assert err.count("ValueError") == 9
    assert "webhooks/12/…/messages/@original" in err
    assert form == "text" or all(json.loads(line) for line in err.splitlines())


def test_another_handler_s_traceback_is_not_taken_over(capsys: pytest.CaptureFixture[str]) -> None:
    """Law: a record that another formatter has written the traceback into is written anew, and left as it is for others."""
    configure_logging(LogSettings(level="debug"))
    error = raised(ValueError(MARKER))
    record = logging.LogRecord("bot.x", logging.ERROR, "f", 1, "%s", (error,), (ValueError, error, error.__traceback__))
    logging.Formatter().format(record)
    logging.getLogger("bot.x").handle(record)
    assert MARKER not in capsys.readouterr().err
    assert MARKER in logging.Formatter().format(record)


def test_of_a_process_s_last_words_places_and_kinds_are_kept() -> None:
    """Law: what a process wrote before it died is told as a traceback without words."""
    words = (
        f'{MARKER}\nTraceback (most recent call last):\n  File "/a b/c.py", line 3, in main\n    print("{MARKER}")\n'
        f"    ~~~^^^\nValueError: {MARKER}\na.b.ParseError: {MARKER}\nKeyboardInterrupt\n"
    )
    assert frames(words).splitlines() == [
        'File "/a b/c.py", line 3, in main', "ValueError", "a.b.ParseError", "KeyboardInterrupt",
    ]  # fmt: skip


@given(st.text())
def test_whatever_a_process_wrote_no_sentence_is_kept(words: str) -> None:
    """Law: hostile words bring nothing but names and places."""
    assert all(line.startswith("File ") or line.replace(".", "_").isidentifier() for line in frames(words).splitlines())
