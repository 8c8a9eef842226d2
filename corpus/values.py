"""The values every room speaks in: what an article is and where in it something stands."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from corpus.errors import ArticleError

Basis = Literal["stated", "inferred"]

_ARTICLE_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


def is_article_id(text: str) -> bool:
    """Whether `text` is 1 to 64 of `a-z0-9._-`, the first a letter or digit."""
    return _ARTICLE_ID.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets `[start, end)` into an article's body."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs from a start to an end at or after it, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, body: str) -> str:
        """The text that stands at this span of `body`."""
        return body[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether all of `other` lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


# The title of a document that has none.
UNTITLED = "Untitled"


@dataclass(frozen=True, slots=True)
class Article:
    """One document; `body` is kept to the character and is what every span points into.

    Raises ArticleError where the id is not 1 to 64 of `a-z0-9._-` (the first a letter or digit) or the title is blank.
    """

    id: str
    title: str
    body: str = field(repr=False)
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: dt.date | None = None
    published_basis: Basis | None = None

    def __post_init__(self) -> None:
        if not is_article_id(self.id):
            raise ArticleError(
                f"the article id {self.id[:80]!r} is not one: use 1 to 64 of a-z, 0-9, '.', '_', '-', "
                "the first a letter or a digit"
            )
        if not self.title.strip():
            raise ArticleError(f"the article {self.id!r} has no title")

    @property
    def words(self) -> int:
        """Words in the body, as white space divides them."""
        return len(self.body.split())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of body between line ends; the first has ordinal 1."""

    ordinal: int
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a piece of one too long for the encoder; the first of an article has ordinal 1."""

    ordinal: int
    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """What is embedded for context: the run of whole sentences `[first, last]` (ordinals, both included)."""

    first: int
    last: int
    span: Span
