"""Logging to standard error, for people or as one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from config.sections import LogSettings


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False)


def configure_logging(settings: LogSettings) -> None:
    """Send records of `settings.level` and above to standard error; replaces what was configured before."""
    handler = logging.StreamHandler(sys.stderr)
    if settings.format == "json":
        handler.setFormatter(_JsonFormatter())
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    # The handler too: a library that sets its own logger to debug is not held back by the root.
    handler.setLevel(settings.level.upper())
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    # Libraries that narrate every download and batch are heard only when something is wrong.
    for name in ("sentence_transformers", "transformers", "httpx", "urllib3", "filelock", "bm25s"):
        logging.getLogger(name).setLevel(logging.ERROR)
    # A broken file is reported by us, once and with its name.
    for name in ("pypdf", "trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
