"""Changing a corpus's folder: files put in, articles taken out or corrected, so that a failure leaves it as it was.

What is being put in or taken out stands aside meanwhile (`retrieval/corpora/aside.py`). What a killed process left there is cleared
before the next change; what it was removing is put back where it still serves, and else is gone for good.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus import metadata
from corpus.corrections import CORRECTIONS, Correction, corrected, read_corrections, write_corrections
from corpus.decoding import decode
from corpus.errors import CorpusError, UnreadableError
from corpus.folder import GOLDEN, Source, read_folder
from corpus.printable import encodable
from corpus.reading import Rejection, read_bytes, read_file
from corpus.values import Article
from retrieval.corpora.aside import clear_half_added, in_place, placed, put, set_aside, set_aside_in, settle
from retrieval.corpora.places import Place, seed
from retrieval.durable import sync_folder
from retrieval.errors import RetrievalError, UnknownArticle
from retrieval.values import SHARED

# A whole corpus that goes, beside the others.
_REMOVED = ".removed-"


@contextmanager
def added(place: Place, file: Path, max_bytes: int) -> Iterator[tuple[Article, ...]]:
    """Put a copy of `file` into the corpus for good, unless what is done inside the `with` fails; yields its articles.

    Raises CorpusError where it can't be read, or where its name or an id of its articles is taken.
    """
    data, articles = _read(file, max_bytes)
    with _alone(place):
        place.articles.mkdir(parents=True, exist_ok=True)
        _check_free(place, file.name, articles, max_bytes)
        with placed(place.articles / file.name, data):
            yield articles


def _read(file: Path, max_bytes: int) -> tuple[bytes, tuple[Article, ...]]:
    """What a file holds, which is taken whole or not at all; raises CorpusError."""
    if not file.is_file():
        raise CorpusError(f"{str(file)!r} is no file that could be added")
    data, rejection = read_file(file, file.name, max_bytes)
    outcomes = read_bytes(data, file.name) if rejection is None else (rejection,)
    for outcome in outcomes:
        if isinstance(outcome, Rejection) and outcome.source == file.name:
            raise CorpusError(str(outcome))
        if isinstance(outcome, Rejection):
            raise CorpusError(f"nothing of {file.name} was added, since {outcome.source} can't be: {outcome.reason}")
    return data, tuple(outcome for outcome in outcomes if isinstance(outcome, Article))


def _check_free(place: Place, name: str, articles: Collection[Article], max_bytes: int) -> None:
    """Raise CorpusError where the corpus can't take a file of that name, or has an article with the id of one of these."""
    kept = name.startswith(".") or name in {GOLDEN, CORRECTIONS} or not encodable(name)
    if (place.articles / name).exists() or kept:
        raise CorpusError(f"the corpus can't take a file called {name!r}: that name is taken or kept; rename it")
    taken = {article.id: source.name for source in _sources(place, max_bytes) for article in _articles(source)}
    for article in articles:
        if article.id in taken:
            raise CorpusError(f"{name} was left out: its id {article.id!r} is taken by {taken[article.id]}")
        taken[article.id] = f"another article of {name}"


@contextmanager
def removed(place: Place, article_id: str, max_bytes: int) -> Iterator[str]:
    """Take an article out of every file that holds it for good, unless what is done inside the `with` fails.

    A file of its own goes; of a JSONL file its line does; and with it every generation that does not serve. Yields the files'
    names. Raises UnknownArticle where none holds it, and StillOnDisk where a generation can't be deleted.
    """
    with _alone(place):
        names = [
            source.name
            for source in _sources(place, max_bytes)
            if article_id in {article.id for article in _articles(source)}
        ]
        holders = [place.articles / name for name in names]
        if not holders:
            _forget_correction(place, article_id)  # which its file may have left behind
            settle(place.articles, serves=False)
            raise _unknown(place, article_id)
        try:
            for file in holders:
                set_aside(file, _rest(file, article_id) if file.suffix.lower() == ".jsonl" else b"")
            _forget_correction(place, article_id)
            yield ", ".join(names)
        except BaseException:
            _end_removal(place, {article_id})
            raise
        _let_go(place)


def discard(place: Place) -> None:
    """Delete a server's own corpus: its articles, what was built from them, and its folder, which is renamed aside first.

    Raises BuildLocked while it is being built or changed, and OSError where the disk does not let it go; called again, it takes
    what is left.
    """
    if place.corpus_id == SHARED:
        raise ValueError("the shared corpus is no server's own")
    home = place.generations.folder.parent
    aside = home.with_name(f"{_REMOVED}{place.corpus_id}")
    if aside.exists():
        shutil.rmtree(aside)
    if not home.exists() and not place.generations.exist():
        return
    with _alone(place), place.generations.lock():
        home.rename(aside)
        sync_folder(aside.parent)
        # After it: who hears of this tidies the folder, and would take its files from under the hands of whoever removes them.
        place.generations.discard()
    shutil.rmtree(aside)


def sweep(corpora: Path) -> None:
    """Delete what stands aside in the folder of all corpora since a process died while it discarded one; raises OSError."""
    for left in corpora.glob(f"{_REMOVED}*"):
        shutil.rmtree(left)


@contextmanager
def put_right(place: Place, article_id: str, correction: Correction, max_bytes: int) -> Iterator[Article]:
    """Let `correction` hold for an article for good, unless what is done inside the `with` fails; yields it corrected.

    Raises UnknownArticle where no file holds it, UnreadableError where the correction is none that can be.
    """
    with _alone(place):
        held = next((each for each in read_folder(place.articles, max_bytes).articles if each.id == article_id), None)
        if held is None:
            raise _unknown(place, article_id)
        article = corrected(held, correction)
        with _corrections_changed(place, article_id, correction):
            yield article


@contextmanager
def _corrections_changed(place: Place, article_id: str, correction: Correction) -> Iterator[None]:
    """Keep a correction of an article, unless what is done inside the `with` fails."""
    file = place.articles / CORRECTIONS
    before = file.read_bytes() if file.exists() else None
    put(file, write_corrections({**_corrections(place), article_id: correction}))
    try:
        yield
    except BaseException:
        put(file, before)
        raise


def _forget_correction(place: Place, article_id: str) -> None:
    """Keep no correction of an article any more; as it was stands aside."""
    held = _corrections(place)
    if held.pop(article_id, None) is not None:
        set_aside(place.articles / CORRECTIONS, write_corrections(held) if held else b"")


def _corrections(place: Place) -> dict[str, Correction]:
    file = place.articles / CORRECTIONS
    try:
        return read_corrections(file.read_bytes()) if file.exists() else {}
    except UnreadableError as error:
        raise UnreadableError(f"{CORRECTIONS} in {str(place.articles)!r} can't be read: {error}") from None


def _unknown(place: Place, article_id: str) -> UnknownArticle:
    return UnknownArticle(
        f"there is no article {article_id[:80]!r} in {str(place.articles)!r}: `footnote corpus list` lists the ids"
    )


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """One change of a corpus's files at a time; what a killed one left is cleared or put back first.

    None begins while the corpus is built: a build that may have read the files already would let serve what is told as failed.
    Raises BuildLocked.
    """
    place.generations.folder.mkdir(parents=True, exist_ok=True)
    with place.generations.undisturbed():
        with place.generations.lock():
            pass
        with place.generations.checked_out():
            seed(place)
            if place.articles.is_dir():
                clear_half_added(place.articles)
                if asides := set_aside_in(place.articles):
                    _end_removal(place, _taken_out(asides))
            yield


@contextmanager
def settled(place: Place) -> Iterator[None]:
    """Nobody changes the corpus's files inside the `with`, and what a killed process was taking out is put back or gone before.

    Raises BuildLocked where someone is changing them.
    """
    if place.articles.is_dir() and set_aside_in(place.articles):
        with _alone(place):
            pass
    with place.generations.undisturbed():
        yield


def settle_first(place: Place) -> None:
    """See to it that nothing is half put in or taken out; raises BuildLocked where someone is at it.

    Nobody is kept out afterwards: a build only reads the files, and a backup need not wait for it.
    """
    with settled(place):
        pass


def _end_removal(place: Place, article_ids: Collection[str]) -> None:
    """Put what was taken out back where it serves still, and else let it go; what it fails of is not what is to be told."""
    if _serves(place, article_ids):
        settle(place.articles, serves=True)
    else:
        with suppress(RetrievalError):
            _let_go(place)


def _let_go(place: Place) -> None:
    """Let what was taken out go for good: out of the generations before, and last out of the folder, which says what was begun."""
    try:
        place.generations.purge_others()
    finally:
        settle(place.articles, serves=False)


def _serves(place: Place, article_ids: Collection[str]) -> bool:
    """Whether what serves holds any of them, as far as that is known: what is not known may be so."""
    serving = place.generations.serving_ids()
    return serving is None or not serving.isdisjoint(article_ids)


def _taken_out(asides: Collection[Path]) -> set[str]:
    """The ids that files standing aside hold, and those in their places don't."""
    taken: set[str] = set()
    for aside in asides:
        file = in_place(aside)
        if file.name != CORRECTIONS:
            rest = _ids(file.read_bytes(), file.name) if file.is_file() else set()
            taken |= _ids(aside.read_bytes(), file.name) - rest
    return taken


def _ids(data: bytes, name: str) -> set[str]:
    return {outcome.id for outcome in read_bytes(data, name) if isinstance(outcome, Article)}


def _rest(file: Path, article_id: str) -> bytes:
    """The JSONL file with empty lines for those of `article_id`: a line without an id is known by its number."""
    kept = []
    for number, line in enumerate(decode(file.read_bytes()).split("\n"), start=1):
        try:
            found = metadata.slug(metadata.given_id(json.loads(line), f"{file.stem}-{number}"))
        except (ValueError, AttributeError, TypeError, RecursionError, UnreadableError):
            kept.append(line)
            continue
        kept.append("" if found == article_id else line)
    text = "\n".join(kept)
    return text.encode() if text.strip() else b""


def _sources(place: Place, max_bytes: int) -> tuple[Source, ...]:
    return read_folder(place.articles, max_bytes).sources


def _articles(source: Source) -> list[Article]:
    return [outcome for outcome in source.outcomes if isinstance(outcome, Article)]
