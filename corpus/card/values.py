"""What a card of an article is."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.values import Span


@dataclass(frozen=True, slots=True)
class Fact:
    """The cited sentence that answers one of the six questions, its paragraph, and the words in it that do."""

    sentence: Span
    paragraph: int
    words: Span


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One of the article's own sources: a person or body by name, or the words for one without; and where it is drawn on.

    `uses` are whole sentences, in order, each once.
    """

    name: str
    uses: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Who, what, when, where, why and how, each None where no rule finds it stated; and what the article rests on.

    `named` are people and bodies with names, `unnamed` those without ("officials"), `documents` texts ("a blog post").
    """

    who: Fact | None
    what: Fact | None
    when: Fact | None
    where: Fact | None
    why: Fact | None
    how: Fact | None
    named: tuple[SourceUse, ...]
    unnamed: tuple[SourceUse, ...]
    documents: tuple[SourceUse, ...]
