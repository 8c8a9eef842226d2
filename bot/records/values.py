"""What Footnote must remember of what it said: enough to show an answer again, none of an article's words."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Literal, get_args

from retrieval.conversation.further import asks_further
from retrieval.values import SHARED, Differing, Grounds, Missing, Part, Reason

Verdict = Literal["helpful", "wrong_quote", "wrong_answer", "not_stated"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

ListingKind = Literal["timeline", "quotes"]
LISTING_LIFE = dt.timedelta(days=90)

# In place of a channel: preferences of the server as a whole.
WHOLE_SERVER = 0
# Stands in a change for a person who wanted to be forgotten; no account has this id.
FORGOTTEN = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a numbered excerpt stands; `digest` is that of its words, which are read from the article when they are shown.

    `answer_start` and `answer_end` are where in the body the words stand that answer, both None where none are pointed at.
    """

    number: int
    corpus_id: int
    article_id: str
    start: int
    end: int
    digest: str
    paragraph: int
    score: float
    answer_start: int | None = None
    answer_end: int | None = None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer, or an honest no, as it was given; `cited` are its excerpts, those nearest where it was a no.

    `question` is what was asked, `read_as` how it was understood in its conversation, `parent_id` the answer it follows.
    Articles that were removed since are missing from `cited`, which had `excerpts` entries. `parts`, `missing`,
    `grounds` and `differing` are those of the outcome: of words they hold the question's alone. `focused` is whether nobody named
    `article_id`, since it was in focus there.
    """

    id: str
    given: dt.datetime
    guild_id: int | None
    channel_id: int
    asker_id: int
    question: str
    read_as: str
    parent_id: str | None
    article_id: str | None
    private: bool
    reason: Reason | None
    confidence: float
    generations: tuple[str, ...]
    excerpts: int
    cited: tuple[Cited, ...]
    parts: tuple[Part, ...] = ()
    missing: Missing | None = None
    grounds: Grounds | None = None
    focused: bool = False
    differing: tuple[Differing, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether it was an answer."""
        return self.reason is None

    @property
    def further(self) -> bool:
        """Whether it was asked for what the answers before it had not shown."""
        return self.parent_id is not None and asks_further(self.question)

    @property
    def bound_to(self) -> str | None:
        """The only article that was asked though who asked named none: the one in focus, or that of the answer before."""
        return self.article_id if self.focused or self.parent_id is not None else None


@dataclass(frozen=True, slots=True)
class Vote:
    """What one person thinks of one answer."""

    answer_id: str
    person_id: int
    verdict: Verdict
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a corpus, or the attempt: `actor_id` is None for the console and the schedule, or FORGOTTEN.

    `action` is the word that people use (reload, rollback, …), `outcome` one sentence.
    """

    at: dt.datetime
    corpus_id: int
    actor_id: int | None
    guild_id: int | None
    action: str
    done: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What was asked of the articles where the outcome has pages: its buttons hold its `id` and where a page begins.

    `article_id` is the only article it is of, where one was asked for, and `corpus_id` where that one lies. `options` are the
    names and values that were asked with besides; what was not asked for is not among them.
    """

    id: str
    made: dt.datetime
    guild_id: int | None
    channel_id: int
    kind: ListingKind
    corpus_id: int | None
    article_id: str | None
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """The one article that questions mean which name none; `article_id` is empty where they mean all."""

    corpus_id: int
    article_id: str


ALL_ARTICLES = Focus(SHARED, "")
# Values of preferences by the names of their fields; None takes one back.
PreferenceChanges = Mapping[str, bool | int | Focus | None]


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a server or one of its channels has decided; None is what it has not.

    `mentions`: whether messages that mention the bot are answered. `threads`: whether that is done in a thread opened on the
    message. `private`: whether commands answer the one who asked alone where they don't say. `per_person` and `per_server`:
    questions a minute. `log_channel_id`: where changes are told. The last three are a server's only.
    """

    mentions: bool | None = None
    threads: bool | None = None
    private: bool | None = None
    focus: Focus | None = None
    per_person: int | None = None
    per_server: int | None = None
    log_channel_id: int | None = None

    def over(self, below: Preferences) -> Preferences:
        """These, and those of `below` where nothing is decided."""
        return Preferences(
            **{
                each.name: getattr(below, each.name) if getattr(self, each.name) is None else getattr(self, each.name)
                for each in fields(self)
            }
        )


# What holds where nothing is decided; limits are those of the settings.
DEFAULTS = Preferences(mentions=True, threads=False, private=False, focus=ALL_ARTICLES)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """How much a person has on record, over all servers and direct messages: `changes` are of articles, by their name."""

    questions: int = 0
    votes: int = 0
    changes: int = 0

    def __bool__(self) -> bool:
        return bool(self.questions or self.votes or self.changes)


def published(answer_id: str) -> str:
    """The name of the fact that a private answer was made public."""
    return f"answer {answer_id} was made public"


def new_id() -> str:
    """Twelve random characters that fit into a button's id."""
    return secrets.token_urlsafe(9)


def words_digest(text: str) -> str:
    """SHA-256 of an excerpt's words."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
