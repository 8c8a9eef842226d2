"""What differs between a folder of articles and the generation that serves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from corpus.errors import FolderError
from corpus.folder import list_files
from corpus.values import Article
from retrieval.corpora.places import Place
from retrieval.generations.article_lines import article_digest
from retrieval.generations.generation import Generation


@dataclass(frozen=True, slots=True)
class Diff:
    """Ids of articles added, changed and removed, each sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"


def diff(before: Generation | None, articles: Sequence[Article]) -> Diff:
    """How `articles` differ from what `before` holds, by content hash."""
    old = {article.id: article_digest(article) for article in before.articles} if before else {}
    new = {article.id: article_digest(article) for article in articles}
    return Diff(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(each for each in new.keys() & old.keys() if new[each] != old[each])),
        tuple(sorted(old.keys() - new.keys())),
    )


def folder_changed(place: Place, generation: Generation, max_bytes: int) -> bool:
    """Whether the files of the articles folder are others than those `generation` was built from.

    A file with the size and time it had is taken to be the same; any other is read and hashed. Nothing is parsed. A folder
    that is there only while it is changed has not changed.
    """
    try:
        files, _ = list_files(place.articles)
    except FolderError:
        return not place.generations.holds_articles
    known = {source.name: source for source in generation.sources}
    if {file.name for file in files} != known.keys():
        return True
    for file in files:
        source = known[file.name]
        if (file.size, file.mtime_ns) == (source.size, source.mtime_ns):
            continue
        if file.size != source.size or file.size > max_bytes:
            return True
        try:
            if not file.path.is_file() or sha256(file.path.read_bytes()).hexdigest() != source.sha256:
                return True
        except OSError:
            return True
    return False
