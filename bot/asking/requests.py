"""What is asked: by whom, from where, and of which articles."""

from __future__ import annotations

from dataclasses import dataclass

from bot.articles import EVERYTHING, article_named, in_focus
from bot.records.values import Cited, Focus, GivenAnswer
from retrieval.conversation.conversation import subject_articles
from retrieval.errors import UnknownArticle
from retrieval.generations.live import Snapshot
from retrieval.values import Question


@dataclass(frozen=True, slots=True)
class Request:
    """A question as it came: by whom, from where, about which article alone (as typed), and after which answer.

    `focus` is what it means where it names no article; EVERYTHING as `article` asks all of them in spite of it. `echo` is whether the reply must repeat it, since it does not stand beside it.
    `again` is an answer to the same question, which is read as it was there, since the answer that it follows is not on record any more.
    """

    question: Question
    guild_id: int | None
    channel_id: int
    person_id: int
    article: str | None = None
    private: bool = False
    parent: GivenAnswer | None = None
    echo: bool = True
    focus: Focus | None = None
    again: GivenAnswer | None = None


def article_asked(request: Request, parent: GivenAnswer | None, snapshot: Snapshot) -> tuple[str | None, bool]:
    """The only article that is asked, and whether it is since it is in focus: named, the parent's, or the one in focus."""
    if request.article == EVERYTHING:
        return None, False
    if request.article is not None:
        return article_named(snapshot, request.article).id, False
    if parent is not None and not parent.focused:
        return parent.article_id, False
    article = in_focus(snapshot, request.focus)
    return (None, False) if article is None else (article.id, True)


def last_articles(request: Request, parent: GivenAnswer | None, snapshot: Snapshot) -> tuple[str, ...]:
    """The articles that the answer before was about, where others are there too and none was asked for.

    Empty where the first is not there any more, or stands behind a server's own article of the same id.
    """
    if request.article is not None or parent is None or not parent.answered or snapshot.freshness.articles < 2:
        return ()
    cited = sorted(parent.cited, key=lambda each: each.number)
    return (
        subject_articles((each.article_id, each.score) for each in cited)
        if cited and _is_found(cited[0], snapshot)
        else ()
    )


def _is_found(cited: Cited, snapshot: Snapshot) -> bool:
    """Whether its article is the one that is found by its id."""
    try:
        ((generation, _),) = snapshot.rows(cited.article_id)
    except UnknownArticle:
        return False
    return generation.manifest.corpus_id == cited.corpus_id


def is_at_hand(parent: GivenAnswer, request: Request) -> bool:
    """Whether the answer before may be gone on from: it was given in this server, or in these very direct messages."""
    if request.guild_id is None:
        return parent.guild_id is None and parent.channel_id == request.channel_id
    return parent.guild_id == request.guild_id
