"""`footnote doctor`: is everything there, and how to mend what is not."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.bootstrap import make_records
from bot.console.reaching import ask_discord
from bot.console.terminal import out
from bot.records import RecordsError, Trouble
from config.settings import Settings
from corpus.errors import FootnoteError
from corpus.printable import counted, printable
from retrieval.answering.answering import Answering, load_answering
from retrieval.corpora.changes import folder_changed
from retrieval.corpora.places import in_database, place_of
from retrieval.encoders import Encoder, load_encoder
from retrieval.generations.manifest import Recipe
from retrieval.selectors.windows import Window
from retrieval.values import SHARED

# A generation is written beside the old one: with less than this left a build may not end.
_LITTLE_DISK = 200 * 2**20

_BEGIN_ANEW = "put a backup in its place, or move it away: the bot then begins anew"
# Without a trouble only what was asked was wrong: nothing of what is kept need go.
_MENDS: dict[Trouble | None, str] = {
    None: "mend what it names",
    "locked": "end the process that holds it, or wait until it has ended",
    "full": "make room on its disk",
    "damaged": _BEGIN_ANEW,
    "unreachable": "look whether its disk is there, and whether the bot may read and write it",
}
_MENDS_OF_SERVER: dict[Trouble | None, str] = {
    **_MENDS,
    "damaged": "restore a backup of the database, or let a standby take over",
    "unreachable": "look whether it runs, and whether FOOTNOTE_DATABASE__URL names its host",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` says what to do where it is not well."""

    what: str
    text: str
    mend: str | None = None


async def doctor(settings: Settings, options: argparse.Namespace) -> int:
    """Check the settings, the model, the calibration, the index and the disk; 1 where something is not well.

    With --discord check the token and what Discord knows of the bot instead; `bot.exits` says with which codes.
    """
    if options.discord:
        return await ask_discord(settings, lambda *found: _show(Finding(*found)))
    well = True
    for finding in [*_findings(settings), await _records(settings)]:
        well = well and finding.mend is None
        _show(finding)
    return 0 if well else 1


def _show(finding: Finding) -> None:
    mark = "ok  " if finding.mend is None else "MEND"
    out().print(printable(f"{mark} {finding.what}: {finding.text}"), markup=False)
    if finding.mend:
        out().print(printable(f"     → {finding.mend}"), markup=False)


def _findings(settings: Settings) -> Iterator[Finding]:
    yield Finding("settings", "all names and values are known")
    token = "set" if settings.discord.token else "not set (the console needs none)"
    yield Finding("token", token)
    encoder: Encoder | None = None
    try:
        encoder = load_encoder(settings)
        length = float((encoder.encode_queries(["a first question"])[0] ** 2).sum()) ** 0.5
        text = (
            f"{encoder.model}, sha256 {encoder.digest[:16]}…, encodes to length {length:.3f}, run by {encoder.runtime}"
        )
        yield Finding("model", text)
    except FootnoteError as error:
        yield Finding("model", str(error), "set FOOTNOTE_ENCODER__MODEL to a model that is there, or run `make setup`")
    try:
        answering = load_answering(settings)
        yield _selector(answering)
        yield from _calibration(settings, encoder, answering)
    except FootnoteError as error:
        yield Finding(
            "selector", str(error), "set FOOTNOTE_SELECTOR__MODEL to `footnote` or `none`, or run `make setup`"
        )
    if encoder is not None:
        yield _guarded("index", lambda: _index(settings, encoder))
    yield _disk(settings)


def _selector(answering: Answering) -> Finding:
    selector = answering.selector
    if selector is None:
        return Finding("selector", "none, by your setting: sentences are ranked without one")
    (reading,) = selector.read("Who came?", [Window("", ("Ida Holm came.",))])
    return Finding(
        "selector", f"{selector.model}, sha256 {selector.digest[:16]}…, reads (log odds {reading.answers[0]:.2f})"
    )


def _calibration(settings: Settings, encoder: Encoder | None, answering: Answering) -> Iterator[Finding]:
    model = answering.model
    calibrated = model.calibration_for(answering.selector.digest if answering.selector else None).threshold
    on = model.fitted["calibration_on"]
    cases = sum(on["cases"].values())
    own = "" if answering.threshold == calibrated else f" (your setting; the calibrated one is {calibrated:.3f})"
    mend = None
    if encoder is not None and encoder.digest != model.fitted["encoder"]:
        mend = "the weights were fitted for another model: fit them anew with `python -m retrieval.fitting`, or use the default"
    yield Finding("calibration", f"logistic, fitted on {cases:,} cases of {' and '.join(on['sets'])}", mend)
    yield Finding(
        "threshold", f"an answer from confidence {answering.threshold:.3f}{own}, off topic below {model.off_topic:.3f}"
    )


def _index(settings: Settings, encoder: Encoder) -> Finding:
    place = place_of(settings, SHARED)
    opened = place.generations.open(Recipe(encoder.model, encoder.digest, settings.encoder.passage_tokens))
    reload = "run `footnote corpus reload`"
    if opened.generation is None:
        return Finding("index", "; ".join(opened.notices) or "there is no generation yet", reload)
    counts = opened.generation.manifest.counts
    text = (
        f"generation {opened.generation.manifest.id}, {counted(counts['articles'], 'article')}, "
        f"{counted(counts['sentences'], 'sentence')}, intact"
    )
    if opened.notices:
        return Finding("index", "; ".join(opened.notices), reload)
    if folder_changed(place, opened.generation, settings.corpus.max_file_mb * 2**20):
        return Finding("index", f"{text}; the articles folder has changed since", reload)
    if failed := len(opened.generation.facts.failed):
        return Finding(
            "index", f"{text}; of {counted(failed, 'article')} dates and quotations could not be read", reload
        )
    last = place.generations.last_build()
    if last is not None and last.error:
        return Finding("index", f"{text}; the last build failed: {last.error}", f"mend that, then {reload}")
    return Finding("index", text)


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        mend = "set FOOTNOTE_DATA_DIR to a folder that can be written to"
        return Finding("disk", f"nothing can be written at {folder}: {error.strerror}", mend)
    free = shutil.disk_usage(folder).free
    text = f"{free / 2**30:,.1f} GiB free at {folder}"
    return Finding(
        "disk", text, "make room, or set FOOTNOTE_DATA_DIR to a larger disk" if free < _LITTLE_DISK else None
    )


async def _records(settings: Settings) -> Finding:
    """Records that are there must be a sound database; where no bot has run there are none."""
    try:
        records = make_records(settings)
        if not records.exists():
            return Finding("records", "there are none yet: the bot makes them when it starts")
        try:
            await records.open()
            await records.check()
            await records.probe()
            database = await records.describe()
        finally:
            await records.aclose()
    except RecordsError as error:
        mends = _MENDS_OF_SERVER if in_database(settings) else _MENDS
        return Finding("records", str(error), mends[error.trouble])
    unguarded = await asyncio.to_thread(_unguarded, settings)
    return Finding("records", f"{database}: intact, can be read and written", unguarded)


def _unguarded(settings: Settings) -> str | None:
    """What to do where the role in the database sees every server's articles."""
    if settings.database.url is None or not in_database(settings):
        return None
    from retrieval.postgres.database import database_at, unguarded  # noqa: PLC0415 - only there is it needed

    return unguarded(database_at(settings.database.url, settings.database.direct_url))


def _guarded(what: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (FootnoteError, OSError) as error:
        return Finding(what, str(error), "mend what it names, then run `footnote corpus reload`")
