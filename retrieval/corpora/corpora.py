"""The corpora that a service answers from: opened, withdrawn, built anew, gone back to."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from config.settings import Settings
from retrieval.building.process import run_builder
from retrieval.building.progress import Event
from retrieval.corpora.changes import folder_changed
from retrieval.corpora.opening import Opening
from retrieval.corpora.places import Place, place_of
from retrieval.corpora.shelf import discard, settle_first, settled
from retrieval.encoders import Encoder
from retrieval.errors import DatabaseError
from retrieval.generations.live import LiveCorpora
from retrieval.generations.manifest import Recipe
from retrieval.waiting import hop


class Corpora:
    """Opens corpora into `live` and changes what serves; what takes the disk runs in `disk`. To be used on one event loop."""

    def __init__(
        self, settings: Settings, encoder: Encoder, live: LiveCorpora, disk: ThreadPoolExecutor | None
    ) -> None:
        self._settings = settings
        self._encoder = encoder
        self._live = live
        self._disk = disk
        self.opening = Opening(live, disk, self.place, self.recipe)

    async def open(self, corpus_id: int) -> tuple[str, ...]:
        """Open a corpus's generation and let it serve; returns what people should hear.

        Where none on disk is fit to serve, one that was opened before with the same recipe goes on serving.
        """
        return await self.opening.open(corpus_id)

    async def preload(self, corpus_id: int) -> tuple[str, ...]:
        """Open a corpus that nobody has asked of yet, where there is room; returns what people should hear."""
        return await self.opening.preload(corpus_id)

    async def catch_up(self, corpus_id: int) -> tuple[str, ...]:
        """Serve what another process has let serve meanwhile, where it is asked of here; returns what people should hear."""
        return await self.opening.catch_up(corpus_id)

    def look_again(self) -> tuple[int, ...]:
        """Look again, when they are next asked of, for corpora that were not there; returns those that serve."""
        self.opening.forget_empty()
        return self._live.corpora

    def serves(self, corpus_id: int) -> bool:
        """Whether a generation of the corpus serves."""
        return self._live.get(corpus_id) is not None

    def holds(self, corpus_id: int, article_id: str) -> bool:
        """Whether what serves of the corpus holds an article of that id."""
        generation = self._live.get(corpus_id)
        return generation is not None and article_id in generation.rows

    def withdraw(self, corpus_id: int) -> None:
        """Serve nothing of a corpus from the next question on, whatever is built or opened, until it is readmitted."""
        self._live.withdraw(corpus_id)

    def withdrawn(self, corpus_id: int) -> bool:
        """Whether a corpus is withdrawn."""
        return self._live.withdrawn(corpus_id)

    async def readmit(self, corpus_id: int) -> tuple[str, ...]:
        """Open a corpus that was withdrawn, and let it serve again; returns what people should hear."""
        self._live.readmit(corpus_id)
        self.opening.forget(corpus_id)
        return await self.open(corpus_id)

    async def discard(self, corpus_id: int) -> None:
        """Delete a server's own corpus, articles and all; it stays withdrawn. Raises BuildLocked, OSError."""
        self.withdraw(corpus_id)
        await hop(self._disk, lambda: discard(self.place(corpus_id)))

    async def preview_reload(self, corpus_id: int, on_event: Callable[[Event], None]) -> None:
        """Tell `on_event` what a reload would change; changes nothing."""
        await run_builder(self._settings, corpus_id, on_event, dry_run=True)

    async def reload(self, corpus_id: int, on_event: Callable[[Event], None]) -> tuple[str, ...]:
        """Build what has changed and let it serve; questions in flight finish on what they began with.

        Returns what people should hear. Raises BuildError; then what served before serves on.
        """
        await hop(self._disk, lambda: settle_first(self.place(corpus_id)))
        return await self.build(corpus_id, on_event)

    async def build(self, corpus_id: int, on_event: Callable[[Event], None]) -> tuple[str, ...]:
        """As `reload`, for whoever is the one that changes the corpus's files."""
        await run_builder(self._settings, corpus_id, on_event)
        try:
            return await self.open(corpus_id)
        except DatabaseError as error:  # it is built and kept, and the news of it brings it here
            return (f"it is built, and serves here as soon as it can be read: {error}",)

    async def rollback(self, corpus_id: int) -> tuple[str, str]:
        """Let the last good generation serve again; returns the ids (from, to). Raises GenerationError."""
        place = self.place(corpus_id)
        moved = await hop(self._disk, lambda: _rollback(place, self.recipe()))
        with suppress(DatabaseError):  # it is done, and the news of it brings it here
            await self.open(corpus_id)
        return moved

    async def changed(self, corpus_id: int) -> bool:
        """Whether the articles folder is another than what serves was built from."""
        generation = self._live.get(corpus_id)
        if generation is None:
            return True
        place = self.place(corpus_id)
        return await hop(self._disk, lambda: folder_changed(place, generation, self.max_bytes))

    @property
    def max_bytes(self) -> int:
        """The size up to which a file is read."""
        return self._settings.corpus.max_file_mb * 2**20

    def place(self, corpus_id: int) -> Place:
        """Where a corpus lies."""
        return place_of(self._settings, corpus_id)

    def recipe(self) -> Recipe:
        """What a generation must be made with to serve here."""
        return Recipe(self._encoder.model, self._encoder.digest, self._settings.encoder.passage_tokens)


def _rollback(place: Place, recipe: Recipe) -> tuple[str, str]:
    # A removal that is under way, or was killed, must not find afterwards that what it took out serves again.
    with settled(place), place.generations.lock():
        return place.generations.rollback(recipe)
