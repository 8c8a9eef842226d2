"""Logging on standard error, for people and for machines."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from config.logging import configure_logging
from config.sections import LogSettings


@pytest.fixture(autouse=True)
def untouched_loggers() -> Iterator[None]:
    """What a test configures ends with it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in list(root.manager.loggerDict)}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in list(root.manager.loggerDict):
        logging.getLogger(name).setLevel(levels.get(name, logging.NOTSET))


def test_text_is_one_line_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """A record shows its time, level, logger and message on standard error; nothing goes to standard output."""
    configure_logging(LogSettings(level="info", format="text"))
    logging.getLogger("corpus.x").info("read %d files", 3)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith(" INFO corpus.x: read 3 files\n")
    assert datetime.strptime(err.split(" INFO")[0], "%Y-%m-%d %H:%M:%S,%f")  # noqa: DTZ007 - local time, for people


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A record is one JSON line whatever its message holds, its time in UTC."""
    configure_logging(LogSettings(level="debug", format="json"))
    logging.getLogger("corpus.x").warning("%s\nis “late”", "he")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    entry = json.loads(err)
    when = datetime.fromisoformat(entry.pop("time"))
    assert when.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - when) < timedelta(minutes=5)
    assert entry == {"level": "warning", "logger": "corpus.x", "message": "he\nis “late”"}


def test_json_holds_the_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """An exception stands in the same line, under its own name, with its places and without its words."""
    configure_logging(LogSettings(format="json"))
    try:
        int("broken")
    except ValueError:
        logging.getLogger("corpus.x").exception("it failed")
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    entry = json.loads(err)
    assert (entry["level"], entry["message"]) == ("error", "it failed")
    assert entry["exception"].startswith("Traceback (most recent call last):")
    # From Python 3.13 on a line of marks points at the call.
    assert re.search(r'int\("broken"\)\n(?: *~*\^+\n)?ValueError$', entry["exception"])


@pytest.mark.parametrize(
    ("level", "heard"),
    [
        ("debug", ["debug", "info", "warning", "error"]),
        ("info", ["info", "warning", "error"]),
        ("warning", ["warning", "error"]),
        ("error", ["error"]),
    ],
)
def test_only_the_level_and_above_are_heard(capsys: pytest.CaptureFixture[str], level: str, heard: list[str]) -> None:
    """Records below the level are left out."""
    configure_logging(LogSettings.model_validate({"level": level, "format": "json"}))
    for name in ("debug", "info", "warning", "error"):
        getattr(logging.getLogger("corpus.x"), name)("heard")
    assert [json.loads(line)["level"] for line in capsys.readouterr().err.splitlines()] == heard


def test_configuring_again_replaces_what_was_there(capsys: pytest.CaptureFixture[str]) -> None:
    """However often logging is configured, each record is written once."""
    for _ in range(3):
        configure_logging(LogSettings(level="info"))
    logging.getLogger("corpus.x").info("once")
    assert capsys.readouterr().err.count("once") == 1
    assert len(logging.getLogger().handlers) == 1


@pytest.mark.parametrize(
    ("name", "least"), [("sentence_transformers", logging.ERROR), ("httpx", logging.ERROR), ("pypdf", logging.CRITICAL)]
)
def test_libraries_that_narrate_are_kept_quiet(capsys: pytest.CaptureFixture[str], name: str, least: int) -> None:
    """Even at debug, libraries are heard from the level on at which something is wrong."""
    configure_logging(LogSettings(level="debug"))
    logging.getLogger(name).log(least - 10, "narrated")
    logging.getLogger(name).log(least, "wrong")
    err = capsys.readouterr().err
    assert "narrated" not in err
    assert "wrong" in err
