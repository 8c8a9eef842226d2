"""What is asked and what is answered."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from corpus.values import Basis, Span
from retrieval.errors import QuestionError

SHARED = 0
MAX_QUESTION = 1000

Reason = Literal["off_topic", "not_stated", "empty_corpus"]
# What a question asks for, where that can be told from its words.
Kind = Literal["number", "time", "person", "place", "cause", "manner"]
# What of an answer's words can be compared.
ValueKind = Literal["number", "day", "name"]

_CONTROL = re.compile("[\u0000-\u001f\u007f-\u009f\u200b]+")
# Stand inside words without being seen: soft hyphens, marks of writing direction, joiners of words, byte order marks.
_UNSEEN = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it will be asked: one line, composed (NFC), without control characters.

    Raises QuestionError where nothing to read is left or it is longer than MAX_QUESTION characters.
    """

    text: str

    def __post_init__(self) -> None:
        seen = _UNSEEN.sub("", _CONTROL.sub(" ", self.text))
        text = " ".join(unicodedata.normalize("NFC", seen).split())
        if not any(char.isalnum() for char in text):
            raise QuestionError("the question is empty: ask something in words")
        if len(text) > MAX_QUESTION:
            raise QuestionError(
                f"the question has {len(text):,} characters and the limit is {MAX_QUESTION:,}: shorten it"
            )
        object.__setattr__(self, "text", text)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose corpora a question may see: the shared one and at most one server's own."""

    guild: int | None = None

    def __post_init__(self) -> None:
        if self.guild is not None and self.guild <= SHARED:
            raise ValueError(f"a guild id is a positive number, not {self.guild}")

    @property
    def corpora(self) -> tuple[int, ...]:
        """Ids of the corpora in scope."""
        return (SHARED,) if self.guild is None else (SHARED, self.guild)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an article: `text == body[span]`, always."""

    article_id: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words an excerpt gives: their name in full, else as the article writes it, None where it names nobody.

    `kind` says whether they stand there word for word ("direct"), as reported ("indirect") or partly so ("mixed"); `inferred`
    that the speaker is carried over from what stands before; `evident` that the excerpt says all this itself, the name in full.
    """

    speaker: str | None
    role: str | None
    kind: Literal["direct", "indirect", "mixed"]
    inferred: bool
    evident: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered excerpt and where it stands; `score` is the ranker's, higher is better, comparable within one answer.

    `said_by` is set where the excerpt is mostly somebody's words and not the article's own. `answer` are the words of the body
    that answer, inside the excerpt, where they can be pointed at with confidence.
    """

    number: int
    excerpt: Excerpt
    corpus_id: int
    title: str
    publisher: str | None
    published: dt.date | None
    published_basis: Basis | None
    url: str | None
    link: str | None
    paragraph: int
    score: float
    said_by: Attribution | None = None
    answer: Span | None = None

    def overlaps(self, other: Citation) -> bool:
        """Whether both are of one article and share a character of it."""
        mine, theirs = self.excerpt, other.excerpt
        same = (self.corpus_id, mine.article_id) == (other.corpus_id, theirs.article_id)
        return same and mine.span.overlaps(theirs.span)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A place that was cited before and is not to be cited again."""

    corpus_id: int
    article_id: str
    span: Span

    @classmethod
    def by(cls, citation: Citation) -> Quoted:
        """The place that `citation` cites."""
        return cls(citation.corpus_id, citation.excerpt.article_id, citation.excerpt.span)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the confidence rests on, each from 0 to 1.

    `selector` is the probability that the first excerpt's sentence answers, by the selector alone (None where none is used);
    `similarity` the cosine of question and sentence; `coverage` the share of the question's terms, rare ones counting more,
    that the sentence and its neighbours hold; `agreement` the share of the searches (by meaning, by words, by the selector)
    whose first choice the sentence is.
    """

    selector: float | None
    similarity: float
    coverage: float
    agreement: float


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a question of several asks for ("when"), and the numbers of the citations that answer it, if any do."""

    asks: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Differing:
    """Articles that give different values for one thing: for each value the numbers of the citations whose words give it.

    The values stand in the order of their newest article, newest first, and so do the citations of each; undated ones last.
    There are two values at least, each of at least one citation.
    """

    kind: ValueKind
    values: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """What an article on the question's matter lacks: a thing of `kind`, about `about` (words of the question)."""

    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class ComposedSentence:
    """A sentence written from excerpts, and the numbers of the citations that it rests on, at least one."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The articles' own words for a question: `citations` by score, spans that don't overlap, at least one.

    `parts` are what a question of several asks for, in its order; () where it asks for one thing. `composed` is what a language
    model wrote from the citations, where one is set up; never without them. `differing` are things for which the articles cited
    give different values.
    """

    question: Question
    citations: tuple[Citation, ...]
    confidence: float
    generations: tuple[str, ...]
    grounds: Grounds | None = None
    parts: tuple[Part, ...] = ()
    composed: tuple[ComposedSentence, ...] = ()
    differing: tuple[Differing, ...] = ()

    @property
    def text(self) -> str:
        """The words of the first citation."""
        return self.citations[0].excerpt.text


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The articles do not say. `nearest` holds what comes nearest, by score; `confidence` is that there is an answer.

    `missing` names what is not stated, where that can be told.
    """

    question: Question
    reason: Reason
    nearest: tuple[Citation, ...]
    confidence: float
    generations: tuple[str, ...]
    grounds: Grounds | None = None
    missing: Missing | None = None


Outcome = Answer | NoAnswer


def cited_in(outcome: Outcome) -> tuple[Citation, ...]:
    """The citations that `outcome` shows: those that answer, or what comes nearest."""
    return outcome.citations if isinstance(outcome, Answer) else outcome.nearest
