"""What `footnote ask` takes before it answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from config.settings import Settings, process_environment
from tests.imported import NEEDED_BY_NO_QUESTION

# Neither a bot nor a build, and no day is asked for.
_NEITHER = {"discord", "aiohttp", "sqlalchemy", "corpus.dates.reading"}


def test_asking_imports_only_what_answering_needs(hashing: Settings, folder: Path) -> None:
    """A process that answers a question from a generation on disk has imported nothing of the bot, of files or of facts."""
    _console(hashing, "corpus", "reload", "--corpus", str(folder))
    imported = _console(hashing, "ask", "--corpus", str(folder), "Who built the lighthouse of Cape Varn?")
    assert "retrieval.answering.answering" in imported
    assert (NEEDED_BY_NO_QUESTION | _NEITHER).intersection(imported) == set()


def _console(settings: Settings, *arguments: str) -> list[str]:
    """What a process of the console has imported at its end."""
    code = f"import sys; from bot.console import main; code = main({arguments!r}); print(*sys.modules); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=process_environment(settings),
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1].split()
