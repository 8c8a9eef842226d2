"""Logging to standard error, for people or as one JSON object a line; nothing that people or articles say is in it."""

from __future__ import annotations

import copy
import json
import logging
import re
import sys
from datetime import UTC, datetime

from config.discretion import said, trace
from config.sections import LogSettings

_OURS = frozenset({"bot", "config", "corpus", "retrieval"})
# The least level of libraries: at lower ones discord.py logs whole messages, and others what is stored or sent. Those that narrate
# every download and batch are heard only when something is wrong, and a broken file is reported by us, without what it holds.
_FLOORS = {
    "discord": logging.INFO,
    **dict.fromkeys(("sentence_transformers", "transformers", "httpx", "urllib3", "filelock"), logging.ERROR),
    **dict.fromkeys(("pypdf", "trafilatura", "htmldate"), logging.CRITICAL),
}
_OTHERS = logging.WARNING
# With the token in its address anyone could answer an interaction.
_ADDRESS = re.compile(r"(/(?:webhooks|interactions)/\d+)/[^/\s?]+")


class _Discreet(logging.Formatter):
    """Formats a record without the words of errors that could be somebody's."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(discreet(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 - the library's name
        """The traceback without unknown words."""
        error = ei[1] if isinstance(ei, tuple) else None
        return trace(error) if isinstance(error, BaseException) else ""


class _JsonFormatter(_Discreet):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": discreet(record).getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def discreet(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of `record` whose message holds no words of errors and no tokens; others may format the original too."""
    kept = copy.copy(record)
    kept.exc_text = None  # another formatter's
    if isinstance(kept.args, tuple):
        kept.args = tuple(said(each) if isinstance(each, BaseException) else each for each in kept.args)
    message = said(kept.msg) if isinstance(kept.msg, BaseException) else kept.getMessage()
    if kept.name == "asyncio":
        message = message.partition("\n")[0]  # what follows shows a task with the words of its error
    kept.msg, kept.args = _ADDRESS.sub(r"\1/…", message), ()
    return kept


def _heard(record: logging.LogRecord) -> bool:
    """Whether a record's level reaches what its library must have."""
    name = record.name.partition(".")[0]
    return name in _OURS or record.levelno >= _FLOORS.get(name, _OTHERS)


def configure_logging(settings: LogSettings) -> None:
    """Send records of `settings.level` and above to standard error, of libraries what their floor lets through.

    Replaces what was configured before.
    """
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _JsonFormatter() if settings.format == "json" else _Discreet("%(asctime)s %(levelname)s %(name)s: %(message)s")
    )
    # The handler too: a library that sets its own logger to debug is not held back by the root.
    handler.setLevel(level)
    handler.addFilter(_heard)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, floor in _FLOORS.items():
        logging.getLogger(name).setLevel(max(level, floor))  # so that nothing is made for the filter alone
