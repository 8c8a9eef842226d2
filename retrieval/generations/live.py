"""The generations that serve now, one a corpus; replaced one at a time, read as one."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.values import Article
from retrieval.errors import UnknownArticle, UnreadFacts
from retrieval.generations.generation import Generation
from retrieval.generations.scope import Scope, one_article, whole
from retrieval.values import SHARED, Audience


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much is loaded, the newest date in it, and when it was."""

    articles: int
    newest: dt.date | None
    loaded: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """How much serves, of all corpora together: counted, since nobody may see it all."""

    generations: int
    articles: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The generations that one question sees, from its first step to its last."""

    generations: tuple[Generation, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """`corpus:generation` of each."""
        return tuple(generation.label for generation in self.generations)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles, by id within each corpus."""
        return tuple(article for generation in self.generations for article in generation.articles)

    @property
    def freshness(self) -> Freshness:
        """Of all generations together."""
        return Freshness(
            sum(len(generation.articles) for generation in self.generations),
            max((each.newest for each in self.generations if each.newest is not None), default=None),
            max((each.manifest.created for each in self.generations), default=None),
        )

    def generation(self, corpus_id: int) -> Generation | None:
        """The generation of a corpus, where it is in sight."""
        return next((each for each in self.generations if each.manifest.corpus_id == corpus_id), None)

    def article(self, article_id: str) -> Article:
        """One of the articles, a server's own before a shared one of the same id; raises UnknownArticle."""
        ((generation, row),) = self.rows(article_id)
        assert row is not None
        return generation.articles[row]

    def rows(self, article_id: str | None) -> tuple[tuple[Generation, int | None], ...]:
        """Every generation with None, or the one that holds an article with its row there; raises UnknownArticle."""
        if article_id is None:
            return tuple((generation, None) for generation in self.generations)
        for generation in reversed(self.generations):  # a server's own article comes before a shared one of the same id
            if article_id in generation.rows:
                return ((generation, generation.rows[article_id]),)
        raise _unknown(article_id)

    def facts(self, article_id: str | None) -> tuple[tuple[Generation, int | None], ...]:
        """As `rows`, for whoever asks what is dated or said; raises UnreadFacts where that of the article is not known."""
        scoped = self.rows(article_id)
        if article_id is not None and any(row in generation.facts.failed for generation, row in scoped):
            raise UnreadFacts(
                f"the dates and quotations of {article_id!r} could not be read when it was loaded: another reload tries again"
            )
        return scoped

    def scopes(self, article_id: str | None) -> tuple[Scope, ...]:
        """All that may be cited, or one article of it; raises UnknownArticle where none has that id."""
        if article_id is None:
            return tuple(whole(generation) for generation in self.generations)
        ((generation, _),) = self.rows(article_id)
        return (one_article(generation, article_id),)


class LiveCorpora:
    """Opened generations by corpus id. `snapshot` is one read of a dictionary that is never changed, only replaced.

    Of servers' own corpora the `most` that were used last are kept, or all; the shared one always is. What goes is closed once
    nobody reads a snapshot that it is in.
    """

    def __init__(self, most: int | None = None) -> None:
        self._generations: Mapping[int, Generation] = {}
        self._most = most
        # Servers' own, that which was used longest ago first.
        self._used: OrderedDict[int, None] = OrderedDict()
        self._withdrawn: frozenset[int] = frozenset()
        self._watching: list[Callable[[], None]] = []

    def watch(self, told: Callable[[], None]) -> None:
        """Call `told` whenever what serves has changed, before anybody can ask of it."""
        self._watching.append(told)

    def put(self, generation: Generation) -> None:
        """Let `generation` serve its corpus from the next question on, unless that was withdrawn."""
        corpus_id = generation.manifest.corpus_id
        if corpus_id in self._withdrawn:
            return
        generations = {**self._generations, corpus_id: generation}
        if corpus_id != SHARED:
            self._used[corpus_id] = None
        self.use(corpus_id)
        if self._most is not None and len(self._used) > self._most:
            del generations[self._used.popitem(last=False)[0]]
        self._serve(generations)

    def use(self, corpus_id: int) -> None:
        """Take in that somebody asks of a corpus."""
        if corpus_id in self._used:
            self._used.move_to_end(corpus_id)

    @property
    def full(self) -> bool:
        """Whether another server's corpus would take the place of one that is there."""
        return self._most is not None and len(self._used) >= self._most

    @property
    def corpora(self) -> tuple[int, ...]:
        """The corpora that serve."""
        return tuple(self._generations)

    def drop(self, corpus_id: int) -> None:
        """Serve nothing of that corpus any more."""
        self._used.pop(corpus_id, None)
        self._serve({key: value for key, value in self._generations.items() if key != corpus_id})

    def _serve(self, generations: Mapping[int, Generation]) -> None:
        self._generations = generations
        for told in self._watching:
            told()

    def withdraw(self, corpus_id: int) -> None:
        """Serve nothing of that corpus, whatever is put, until it is readmitted."""
        self._withdrawn |= {corpus_id}
        self.drop(corpus_id)

    def readmit(self, corpus_id: int) -> None:
        """Let what is put serve again."""
        self._withdrawn -= {corpus_id}

    def withdrawn(self, corpus_id: int) -> bool:
        """Whether that corpus is withdrawn."""
        return corpus_id in self._withdrawn

    def get(self, corpus_id: int) -> Generation | None:
        """The generation that serves a corpus."""
        return self._generations.get(corpus_id)

    def serves(self, snapshot: Snapshot) -> bool:
        """Whether every generation of `snapshot` serves still."""
        return all(each is self._generations.get(each.manifest.corpus_id) for each in snapshot.generations)

    def loaded(self) -> Loaded:
        """How much serves."""
        generations = self._generations.values()
        return Loaded(len(generations), sum(len(each.articles) for each in generations))

    def snapshot(self, audience: Audience) -> Snapshot:
        """What `audience` may see now: its corpora's generations and nothing else."""
        generations = self._generations
        return Snapshot(tuple(generations[each] for each in audience.corpora if each in generations))


def _unknown(article_id: str) -> UnknownArticle:
    return UnknownArticle(f"there is no article {article_id[:80]!r}: `footnote articles` lists the ids")
