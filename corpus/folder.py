"""A folder of articles: what stands in it, and what it holds once read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from corpus.corrections import CORRECTIONS, Correction, corrected, read_corrections
from corpus.errors import FolderError, UnreadableError
from corpus.language import other_language
from corpus.printable import encodable
from corpus.reading import Outcome, Rejection, read_bytes, read_file
from corpus.values import Article

# The articles that come with Footnote.
SHIPPED = Path(__file__).with_name("articles")
# Stands beside articles without being one: the gate's questions.
GOLDEN = "golden.jsonl"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the folder lists it, unread: `name` is its path inside the folder, '/' between the parts."""

    name: str
    path: Path
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its state, the digest of its bytes and what they held."""

    name: str
    size: int
    mtime_ns: int
    sha256: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A folder once read. `articles` have ids of their own; `rejections` and `notices` are what people should hear."""

    sources: tuple[Source, ...]
    articles: tuple[Article, ...]
    rejections: tuple[Rejection, ...]
    notices: tuple[str, ...]


def list_files(folder: Path) -> tuple[tuple[Listed, ...], tuple[Rejection, ...]]:
    """The regular files of `folder` and below, by name, and a rejection for each link or entry that is not followed.

    Hidden entries and golden.jsonl are passed over. Raises FolderError where `folder` is no folder that can be read.
    """
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise FolderError(f"the corpus folder {str(folder)!r} {what}")
    files: list[Listed] = []
    rejections: list[Rejection] = []
    for name, entry in sorted(_walk(folder, "", folder.resolve(), rejections), key=lambda item: item[0]):
        try:
            state = entry.stat()
        except OSError as error:
            rejections.append(Rejection(name, f"it can't be read: {error.strerror or error}"))
            continue
        files.append(Listed(name, Path(entry.path), state.st_size, state.st_mtime_ns))
    return tuple(files), tuple(rejections)


def read_folder(folder: Path, max_bytes: int, known: Mapping[str, Source] | None = None) -> Contents:
    """Read the articles of `folder`; a file whose bytes are those of its entry in `known` is taken from there.

    A file that can't be read, and an article whose id another has already, become rejections; what was corrected of an article
    holds. Raises FolderError.
    """
    files, rejections = list_files(folder)
    found = list(rejections)
    sources = []
    for file in files:
        data, rejection = read_file(file.path, file.name, max_bytes)
        if rejection:
            found.append(rejection)
            sources.append(Source(file.name, file.size, file.mtime_ns, "", ()))
            continue
        digest = sha256(data).hexdigest()
        before = known.get(file.name) if known else None
        if file.name == CORRECTIONS:
            outcomes: tuple[Outcome, ...] = ()
        elif before and before.sha256 == digest:
            outcomes = before.outcomes
        else:
            outcomes = read_bytes(data, file.name)
        sources.append(Source(file.name, file.size, file.mtime_ns, digest, outcomes))
    corrections, rejection = _corrections(folder, max_bytes)
    if rejection:
        found.append(rejection)
    articles: dict[str, tuple[str, Article]] = {}
    for source in sources:
        for outcome in source.outcomes:
            if isinstance(outcome, Rejection):
                found.append(outcome)
            elif outcome.id in articles:
                found.append(
                    Rejection(
                        source.name,
                        f"its id {outcome.id!r} is taken by {articles[outcome.id][0]}: give one of them another",
                    )
                )
            else:
                articles[outcome.id] = (source.name, _corrected(outcome, corrections, found))
    read = tuple(article for _, article in sorted(articles.values(), key=lambda item: item[1].id))
    return Contents(tuple(sources), read, tuple(found), tuple(_notices(articles, known)))


def _corrections(folder: Path, max_bytes: int) -> tuple[Mapping[str, Correction], Rejection | None]:
    """What was corrected in the articles of `folder`, or what is wrong with the file that says so."""
    file = folder / CORRECTIONS
    if not file.exists():
        return {}, None
    data, rejection = read_file(file, CORRECTIONS, max_bytes)
    if rejection:
        return {}, None  # it was told already, with the other files
    try:
        return read_corrections(data), None
    except UnreadableError as error:
        return {}, Rejection(CORRECTIONS, str(error))


def _corrected(article: Article, corrections: Mapping[str, Correction], found: list[Rejection]) -> Article:
    """The article as it was corrected; as it is where that can't be, which `found` gets."""
    if article.id not in corrections:
        return article
    try:
        return corrected(article, corrections[article.id])
    except UnreadableError as error:
        found.append(Rejection(f"{CORRECTIONS} for {article.id!r}", str(error)))
        return article


def _notices(articles: Mapping[str, tuple[str, Article]], known: Mapping[str, Source] | None) -> Iterator[str]:
    before = {outcome for source in (known or {}).values() for outcome in source.outcomes}
    for name, article in articles.values():
        if article in before:
            continue
        if code := other_language(article.body):
            yield (
                f"{name} was loaded but is not in English (it looks like {code!r}): "
                "answers from it are less sure, since the model and the sentence rules know English"
            )


def _walk(folder: Path, inside: str, root: Path, rejections: list[Rejection]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files below `folder` with their names, `inside` being the folder's own; links may lead to files in `root` only."""
    try:
        with os.scandir(folder) as listing:
            entries = list(listing)
    except OSError as error:
        if not inside:
            raise FolderError(f"the corpus folder {str(folder)!r} can't be read: {error.strerror or error}") from None
        rejections.append(Rejection(inside, f"it can't be read: {error.strerror or error}"))
        return
    for entry in entries:
        name = f"{inside}/{entry.name}" if inside else entry.name
        if entry.name.startswith(".") or name == GOLDEN:
            continue
        if not encodable(name):
            rejections.append(Rejection(ascii(name), "its name is not UTF-8: rename it"))
        elif entry.is_symlink() and (reason := _refused_link(entry, root)):
            rejections.append(Rejection(name, reason))
        elif entry.is_dir():
            yield from _walk(Path(entry.path), name, root, rejections)
        else:
            yield name, entry


def _refused_link(link: os.DirEntry[str], root: Path) -> str | None:
    try:
        target = Path(link.path).resolve(strict=True)
    except (OSError, RuntimeError):  # a loop is a RuntimeError before Python 3.13
        return "it is a link that leads nowhere or round in a circle"
    if target.is_dir():
        return "it is a link to a folder, which is not followed"
    if not target.is_relative_to(root):
        return "it is a link to a file outside the corpus folder"
    return None
