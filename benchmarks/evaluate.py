"""`make evaluate`: the figures of `footnote evaluate answers` on the public sets that PUBLIC_SETS names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot.console import main as footnote

SETS = {
    "squad2": ("questions.jsonl",),
    "xquad_en": ("questions.jsonl",),
    "expmrc_squad": ("questions.jsonl",),
    "quail_voa": ("questions.jsonl", "questions_offtopic.jsonl"),
}


def main() -> int:
    """Print the figures of every set that is there; 1 where none is."""
    sets = Path(os.environ.get("PUBLIC_SETS", ""))
    here = [name for name in SETS if os.environ.get("PUBLIC_SETS") and (sets / name / "docs.jsonl").is_file()]
    if not here:
        sys.stderr.write("there are no public sets to evaluate on: name their folder with PUBLIC_SETS=…\n")
        return 1
    for name in here:
        sys.stdout.write(f"\n{name}\n")
        sys.stdout.flush()
        questions = [str(sets / name / file) for file in SETS[name]]
        footnote(["evaluate", "answers", "--docs", str(sets / name / "docs.jsonl"), "--questions", *questions])
    return 0


if __name__ == "__main__":
    sys.exit(main())
