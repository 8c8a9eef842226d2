"""`make evaluate`: the figures of `footnote evaluate` on the public sets that PUBLIC_SETS names."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from bot.console import main as footnote

ANSWERS = {
    "squad2": ("questions.jsonl",),
    "xquad_en": ("questions.jsonl",),
    "expmrc_squad": ("questions.jsonl",),
    "quail_voa": ("questions.jsonl", "questions_offtopic.jsonl"),
}


DATES = ("meantime", "gum_news", "wikiwars")
QUOTES = {"gum_news": "attributions.jsonl"}
# Of each MEANTIME article only the first sentences are annotated, headline and dateline included.
ANNOTATED = {"meantime": 6}


def main() -> int:
    """Print the figures of every set that is there; 1 where none is."""
    with tempfile.TemporaryDirectory() as folder:
        return _evaluate(Path(folder))


def _evaluate(aside: Path) -> int:
    sets = Path(os.environ.get("PUBLIC_SETS", ""))
    commands: list[tuple[str, str, list[str]]] = [
        *(
            ("answers", name, ["--questions", *(str(sets / name / each) for each in files)])
            for name, files in ANSWERS.items()
        ),
        *(("dates", name, []) for name in DATES),
        *(("quotes", name, ["--gold", str(sets / name / file)]) for name, file in QUOTES.items()),
    ]
    here = [each for each in commands if os.environ.get("PUBLIC_SETS") and (sets / each[1] / "docs.jsonl").is_file()]
    if not here:
        sys.stderr.write("there are no public sets to evaluate on: name their folder with PUBLIC_SETS=…\n")
        return 1
    for what, name, options in here:
        sys.stdout.write(f"\n{name}: {what}\n")
        sys.stdout.flush()
        docs = sets / name / "docs.jsonl"
        if what == "dates" and name in ANNOTATED:
            docs = _cut(docs, ANNOTATED[name], aside / f"{name}.jsonl")
        footnote(["evaluate", what, "--docs", str(docs), *options])
    return 0


def _cut(docs: Path, sentences: int, file: Path) -> Path:
    """`docs`, each with no more than its first `sentences`, as `file`."""
    records = [json.loads(line) for line in docs.read_text("utf-8").splitlines()]
    for record in records:
        record["text"] = record["text"][: record["sentences"][:sentences][-1]["end"]]
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return file


if __name__ == "__main__":
    sys.exit(main())
