"""From words to the command that does them."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot.console.arguments import make_parser
from bot.console.telling import tell
from config.logging import configure_logging
from config.settings import Settings, SettingsError, load_settings
from corpus.errors import FootnoteError
from retrieval.backends import load_backend

Command = Callable[[Settings, argparse.Namespace], Coroutine[Any, Any, int]]

_COMMANDS = {
    "ask": "bot.console.asking:ask",
    "check": "bot.console.checking:check",
    "chat": "bot.console.asking:chat",
    "articles": "bot.console.browsing:articles",
    "article": "bot.console.browsing:article",
    "timeline": "bot.console.facts:timeline",
    "quotes": "bot.console.facts:quotes",
    "card": "bot.console.facts:card",
    "corpus reload": "bot.console.corpora:reload",
    "corpus add": "bot.console.corpora:add",
    "corpus remove": "bot.console.corpora:remove",
    "corpus list": "bot.console.browsing:articles",
    "corpus status": "bot.console.corpora:status",
    "corpus rollback": "bot.console.corpora:rollback",
    "corpus push": "bot.console.moving:push",
    "doctor": "bot.console.doctor:doctor",
    "batch answers": "bot.console.batch:answers",
    "batch dates": "bot.console.batch:dates",
    "batch timeline": "bot.console.batch:timeline",
    "batch quotes": "bot.console.batch:quotes",
    "evaluate answers": "bot.console.evaluate:answers",
    "evaluate dates": "bot.console.evaluate:dates",
    "evaluate quotes": "bot.console.evaluate:quotes",
    "backup": "bot.console.backup:backup",
    "restore": "bot.console.backup:restore",
    "migrate": "bot.console.migrating:migrate",
    "preview": "bot.console.preview:preview",
    "feedback export": "bot.console.feedback:export",
}


def _usable_streams() -> None:
    """Closed streams become empty ones, and what an encoding can't hold is escaped rather than an error."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - for the process's life
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _terminated(number: int, frame: object) -> None:
    """End as after Ctrl-C, so that a builder that was started ends too."""
    raise SystemExit(128 + number)


def run(arguments: Sequence[str] | None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _usable_streams()
    options = make_parser().parse_args(words)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)
    name = " ".join(filter(None, (options.command, getattr(options, "action", None))))
    try:
        settings = load_settings()
        configure_logging(settings.log)
        if options.corpus is not None:
            section = settings.corpus.model_copy(update={"path": options.corpus})
            settings = settings.model_copy(update={"corpus": section})
        command: Command = load_backend(_COMMANDS, name)
        code = asyncio.run(command(settings, options))
        sys.stdout.flush()
    except (FootnoteError, SettingsError) as error:
        tell(str(error))
        return 1
    except BrokenPipeError:
        # Whoever read our output has enough; say nothing, also not while Python closes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        tell(f"{error.filename or 'the disk'}: {error.strerror or error}")
        return 1
    except KeyboardInterrupt:
        return 130
    return code
