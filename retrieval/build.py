"""The builder, a process of its own: `python -m retrieval.build`. It dies at any byte and the old generation serves.

On a terminal it draws a progress bar; elsewhere each event is a JSON object on a line of standard error:
{"event": "reading" | "rejected" | "notice" | "doing" | "diff" | "progress" | "stage" | "unchanged" | "done" | "failed", …}.
Progress has "doing", "done" and "total", and once they are known "rate" (a second) and "seconds_left".
Exit codes: 0 done or nothing to do, 1 failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path

from config.logging import configure_logging
from config.settings import Settings, SettingsError, load_settings
from corpus.errors import FootnoteError
from corpus.folder import GOLDEN, Contents, read_folder
from retrieval.answering.answering import load_answering
from retrieval.apart.process import read_apart
from retrieval.building.assembling import assemble, gather_facts
from retrieval.building.gate import check_golden, check_integrity, check_titles
from retrieval.building.progress import Pace, Report, reporter
from retrieval.corpora.aside import set_aside_in
from retrieval.corpora.changes import Diff, diff
from retrieval.corpora.places import Place, place_of, seed
from retrieval.encoders import Encoder, load_encoder
from retrieval.generations.fact_table import write_facts
from retrieval.generations.generation import Generation, open_generation, write_generation
from retrieval.generations.generations import Generations
from retrieval.generations.history import Past
from retrieval.generations.manifest import Recipe
from retrieval.values import SHARED

# Titles told with a difference, of each kind.
_NAMED = 20


@dataclass(slots=True)
class _Stages:
    """Seconds that each stage took; loading the model is a stage of its own."""

    report: Report
    seconds: dict[str, float] = field(default_factory=dict)
    _since: float = field(default_factory=time.perf_counter)

    def end(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = round(now - self._since, 3)
        self.report({"event": "stage", "stage": name, "seconds": self.seconds[name]})
        self._since = now


def build(settings: Settings, place: Place, report: Report, *, dry_run: bool = False) -> Diff:
    """Build a new generation of `place` where its articles differ from the one that serves, and let it serve.

    With `dry_run` only reads and compares. Raises FootnoteError, or OSError where the disk does not take it; whatever is
    raised, what served before serves on.
    """
    if dry_run:
        with place.generations.read_out(place.articles) as articles:
            return _compare(settings, place, articles, report, _encoder(settings, report))[2]
    with place.generations.lock(), place.generations.checked_out():
        try:
            seed(place)
            found = _build_locked(settings, place, report)
        except BaseException as error:
            place.generations.note_build(failure(error))
            raise
        place.generations.note_build(None)
        return found


def failure(error: BaseException) -> str:
    """One sentence for what went wrong."""
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"the disk did not take it: {error.strerror or error}{where}"
    return str(error) or type(error).__name__


def _compare(
    settings: Settings, place: Place, articles: Path, report: Report, encoder: Encoder
) -> tuple[Generation | None, Contents, Diff]:
    opened = place.generations.open(_recipe(settings, encoder))
    for notice in opened.notices:
        report({"event": "notice", "text": notice})
    before = opened.generation
    report({"event": "reading", "folder": str(place.articles)})
    known = {source.name: source for source in before.sources if source.sha256} if before else None
    folder = articles if articles.exists() or place.seed is None else place.seed
    contents = read_folder(folder, settings.corpus.max_file_mb * 2**20, known)
    for rejection in contents.rejections:
        report({"event": "rejected", "text": str(rejection)})
    for text in contents.notices:
        report({"event": "notice", "text": text})
    if not contents.articles:
        report({"event": "notice", "text": f"the folder {str(place.articles)!r} holds no article"})
    changes = diff(before, contents.articles)
    named = {*changes.added[:_NAMED], *changes.changed[:_NAMED]}
    titles = {article.id: article.title for article in contents.articles if article.id in named}
    report({"event": "diff", **asdict(changes), "titles": titles})
    return before, contents, changes


def _build_locked(settings: Settings, place: Place, report: Report) -> Diff:
    began = time.perf_counter()
    stages = _Stages(report)
    encoder = _encoder(settings, report)
    stages.end("load_model")
    before, contents, changes = _compare(settings, place, place.articles, report, encoder)
    generations = place.generations
    stages.end("read")
    serving = before is not None and before.manifest.id == generations.current()
    if before is not None and serving and not changes and _same_files(before, contents) and not before.facts.failed:
        report({"event": "unchanged", "generation": before.manifest.id, "articles": len(before.articles)})
        return changes
    with generations.building() as folder:
        _write_facts(folder, contents, before, report)
        stages.end("facts")
        # Not before the process that read the facts has ended: each takes much memory.
        if before is None or changes.added or changes.changed:
            encoder.encode_passages(["a first text loads the model"])
        stages.end("load_weights")
        assembled = assemble(
            folder,
            contents.articles,
            contents.sources,
            encoder,
            passage_tokens=settings.encoder.passage_tokens,
            batch_size=settings.encoder.batch_size,
            previous=before,
            on_progress=Pace(report, "encoding").tell,
        )
        stages.end("embed")
        manifest = write_generation(
            folder,
            assembled,
            _recipe(settings, encoder),
            number=generations.next_number(),
            corpus_id=place.corpus_id,
            before=_history(before, generations),
        )
        stages.end("write")
        written = open_generation(folder)
        stages.end("verify")
        _pass_gate(settings, place, written, encoder, changes, report)
        stages.end("gate")
        generations.activate(folder, manifest, _last_good(place, before))
    report(
        {
            "event": "done",
            "generation": manifest.id,
            "counts": dict(manifest.counts),
            "seconds": round(time.perf_counter() - began, 3),
            "stages": stages.seconds,
        }
    )
    return changes


def _last_good(place: Place, before: Generation | None) -> str | None:
    """The generation that is kept to be gone back to; none while an article is taken out, which it may hold.

    So a removal needs nobody who ends it once the new one serves: in a database no file stands aside to tell that it was begun.
    """
    if set_aside_in(place.articles):
        return None
    # Of another recipe, what served can't be gone back to now, but with the old settings it can.
    return before.manifest.id if before else place.generations.current()


def _encoder(settings: Settings, report: Report) -> Encoder:
    return load_encoder(settings, lambda text: report({"event": "doing", "text": text}), building=True)


def _write_facts(folder: Path, contents: Contents, before: Generation | None, report: Report) -> None:
    def notice(text: str) -> None:
        report({"event": "notice", "text": text})

    pace = Pace(report, "reading")
    lines = gather_facts(contents.articles, before, lambda fresh: read_apart(fresh, notice), pace.tell)
    with closing(lines):
        write_facts(folder, contents.articles, lines)


def _pass_gate(
    settings: Settings, place: Place, written: Generation, encoder: Encoder, changes: Diff, report: Report
) -> None:
    answering = load_answering(settings)
    check_integrity(written)
    for article_id in check_titles(written, encoder, answering, {*changes.added, *changes.changed}):
        report(
            {"event": "notice", "text": f"article {article_id!r} is not found by its own title: give it a telling one"}
        )
    check_golden(written, encoder, answering, place.articles / GOLDEN)


def _history(before: Generation | None, generations: Generations) -> Sequence[Past]:
    """The history of `before`, or of what served where its model or version is another."""
    if before is not None:
        return tuple(before.history.values())
    current = generations.current()
    try:
        return () if current is None else generations.history(current)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _recipe(settings: Settings, encoder: Encoder) -> Recipe:
    return Recipe(encoder.model, encoder.digest, settings.encoder.passage_tokens)


def _same_files(before: Generation, contents: Contents) -> bool:
    """Whether the files are those of `before`; a touched or newly rejected file is worth a new record of sources."""
    state = [(source.name, source.sha256, source.size, source.mtime_ns) for source in contents.sources]
    return state == [(source.name, source.sha256, source.size, source.mtime_ns) for source in before.sources]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the builder for one corpus."""
    parser = argparse.ArgumentParser(prog="python -m retrieval.build", description=__doc__)
    parser.add_argument("--corpus-id", type=int, default=SHARED, help="0 for the shared corpus, else a server's id")
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")
    options = parser.parse_args(arguments)
    os.nice(10)
    with reporter(sys.stderr) as report:
        try:
            settings = load_settings()
            configure_logging(settings.log)
            build(settings, place_of(settings, options.corpus_id), report, dry_run=options.dry_run)
        except (FootnoteError, SettingsError, OSError) as error:
            report({"event": "failed", "error": failure(error), "kind": type(error).__name__})
            return 1
        except MemoryError:
            report({"event": "failed", "error": "there is not enough memory", "kind": "MemoryError"})
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
