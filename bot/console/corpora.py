"""`footnote corpus reload | add | remove | status | rollback`."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.bootstrap import make_records, make_service
from bot.console.session import EVERYONE, opened_service, progress
from bot.console.telling import tell
from bot.console.terminal import out
from bot.records import Change, Records, RecordsError
from config.settings import Settings, load_settings
from corpus.apart import read_apart
from corpus.errors import CorpusError
from corpus.naming import safe_name
from corpus.printable import counted, printable
from corpus.reading import Rejection, read_file
from retrieval import changing
from retrieval.building.process import run_builder
from retrieval.corpora.places import place_of
from retrieval.corpora.shelf import settle_first
from retrieval.errors import StillOnDisk, UnknownArticle
from retrieval.generations.generation import Generation
from retrieval.values import SHARED


async def reload(settings: Settings, options: argparse.Namespace) -> int:
    """Build what has changed and let it serve, or only say what would change."""
    if not options.dry_run:
        settle_first(place_of(settings, SHARED))
    with progress() as report:
        done = await run_builder(settings, SHARED, report, dry_run=options.dry_run)
    if done is not None and done["event"] == "done":
        await _note(settings, options, "reload", f"generation {done['generation']} serves")
    return 0


async def add(settings: Settings, options: argparse.Namespace) -> int:
    """Copy a file, or the article of a web page, into the corpus and load it."""
    service = make_service(settings)
    try:
        with tempfile.TemporaryDirectory() as folder, progress() as report:
            file = await _taken(options.source, service.corpora.max_bytes, Path(folder))
            articles = await changing.add(service, SHARED, file, report)
    finally:
        await service.aclose()
    await _note(settings, options, "add", f"{', '.join(article.id for article in articles)[:500]} added")
    for article in articles:
        out().print(printable(f"added {article.id}: {article.title} ({counted(article.words, 'word')})"), markup=False)
    return 0


async def _taken(source: str, most: int, folder: Path) -> Path:
    """A file in `folder` that holds what stands at `source`, which was read apart and is safe to be read again."""
    is_page = re.match(r"[a-z][a-z0-9+.-]*://", source, re.IGNORECASE)
    name, data = await _fetched(source, most) if is_page else await _copied(Path(source), most)
    file = folder / name
    file.write_bytes(data)
    return file


async def _fetched(url: str, most: int) -> tuple[str, bytes]:
    """The name and the content of a file that holds the article at `url`."""
    from corpus.fetching import Fetcher, file_of  # noqa: PLC0415 - only this needs it, and httpx takes a while

    return await file_of(await Fetcher(most).fetch(url))


async def _copied(file: Path, most: int) -> tuple[str, bytes]:
    """The name under which `file` can be kept, and its content; raises CorpusError where it can't be read whole."""
    data, rejection = _read(file, most)
    for outcome in (rejection,) if rejection else await read_apart(data, file.name):
        if isinstance(outcome, Rejection):
            raise CorpusError(str(outcome))
    return safe_name(file.name), data


def _read(file: Path, most: int) -> tuple[bytes, Rejection | None]:
    """As `read_file`; raises CorpusError where nothing of that name is there."""
    if not file.exists():
        raise CorpusError(f"there is no file {str(file)!r}")
    return read_file(file, str(file), most)


async def remove(settings: Settings, options: argparse.Namespace) -> int:
    """Delete an article's file and every generation that holds it, and let the records forget what they cite of it."""
    service = make_service(settings)
    try:
        with progress() as report:
            names = await changing.remove(service, SHARED, options.id, report)
    except (UnknownArticle, StillOnDisk):
        # It serves no more; an earlier removal may have ended before the records were reached.
        await _forget_citations(settings, options)
        raise
    finally:
        await service.aclose()
    try:
        await _forget_citations(settings, options)
    except RecordsError as error:
        tell(
            f"{options.id} is gone from the corpus and from every generation, but the records still name it ({error}): "
            "repeat this command when they can be read"
        )
        return 1
    await _note(settings, options, "remove", f"{options.id} removed")
    out().print(printable(f"removed {options.id} ({names}) from the corpus and from every generation"), markup=False)
    return 0


async def _forget_citations(settings: Settings, options: argparse.Namespace) -> None:
    """Let the records forget what they cite of the article."""
    async with _records_of(settings, options) as records:
        if records is not None:
            await records.remove_article(SHARED, options.id)


async def _note(settings: Settings, options: argparse.Namespace, action: str, outcome: str) -> None:
    """Put a change that is done into the records."""
    try:
        async with _records_of(settings, options) as records:
            if records is not None:
                now = dt.datetime.now(dt.UTC)
                await records.add_change(Change(now, SHARED, None, None, action, done=True, outcome=outcome))
    except RecordsError as error:
        tell(f"the change is done, but could not be recorded: {error}")


@asynccontextmanager
async def _records_of(settings: Settings, options: argparse.Namespace) -> AsyncIterator[Records | None]:
    """The records, where a bot has made some and they are of this folder: none answers from another that --corpus names."""
    records = make_records(settings)
    other = (
        options.corpus is not None and place_of(settings, SHARED).articles != place_of(load_settings(), SHARED).articles
    )
    if other or not records.exists():
        yield None
        return
    try:
        await records.open()
        yield records
    finally:
        await records.aclose()


async def rollback(settings: Settings, options: argparse.Namespace) -> int:
    """Let the last good generation serve again."""
    service = make_service(settings)
    try:
        before, now = await service.corpora.rollback(SHARED)
    finally:
        await service.aclose()
    outcome = f"generation {now} serves again, instead of {before}"
    await _note(settings, options, "rollback", outcome)
    out().print(outcome, markup=False)
    return 0


async def status(settings: Settings, options: argparse.Namespace) -> int:
    """What serves, what it was made with, and how the last build ended."""
    async with opened_service(settings) as service:
        (generation,) = service.snapshot(EVERYONE).generations
        changed = await service.corpora.changed(SHARED)
        place = service.corpora.place(SHARED)
    manifest, last = generation.manifest, place.generations.last_build()
    newest = max((article.published for article in generation.articles if article.published), default=None)
    found = {
        "generation": manifest.id,
        "built": manifest.created.isoformat(),
        "articles_folder": str(place.articles),
        "folder_changed": changed,
        "model": manifest.recipe.model,
        "model_sha256": manifest.recipe.model_digest,
        **manifest.counts,
        "newest_article": newest.isoformat() if newest else None,
        "bytes": sum(state["bytes"] for state in manifest.files.values()),
        "generations_kept": place.generations.ids(),
        "last_build": {"finished": last.finished.isoformat(), "error": last.error} if last else None,
    }
    changes = _changes_form(generation)
    if options.json:
        print(json.dumps({**found, "changes": changes}, ensure_ascii=False))
    else:
        for name, value in found.items():
            out().print(f"{name.replace('_', ' ')}: {json.dumps(value, ensure_ascii=False)}", markup=False)
        for kind, touched in changes.items():
            out().print(printable(f"{kind} by its build: {_touched(touched)}"), markup=False)
    return 0


def _changes_form(generation: Generation) -> dict[str, dict[str, Any]]:
    """What the build of what serves added, changed and removed: how many, and the first; a removed article has only its id."""
    titles = {article.id: article.title for article in generation.articles}
    changes = generation.manifest.changes
    kinds = {"added": changes.added, "changed": changes.changed, "removed": changes.removed}
    return {
        kind: {"count": touched.count, "articles": [{"id": each, "title": titles.get(each)} for each in touched.ids]}
        for kind, touched in kinds.items()
    }


def _touched(form: dict[str, Any]) -> str:
    """`2: varn “The lighthouse”, river “River runs dry”`, on one line."""
    named = [f"{each['id']} “{each['title']}”" if each["title"] else each["id"] for each in form["articles"]]
    left = form["count"] - len(named)
    return f"{form['count']:,}{': ' if named else ''}{', '.join([*named, *([f'+{left:,} more'] if left else [])])}"
