"""What is held against the articles, and what comes of it: never that something is true, only what the articles say."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from corpus.values import Span
from retrieval.values import Citation

# found: an excerpt says it; different: one says it with another figure, day or name; not_checked: it states nothing.
Outcome = Literal["found", "different", "not_found", "not_checked"]
# Why nothing was found though something comes near, or why it was not checked.
Reason = Literal["otherwise", "not_said", "nothing_near", "question", "courtesy", "request", "too_little", "too_long"]
ValueKind = Literal["figure", "day", "name"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a message, and the day that its "yesterday" is told from, None where that is not known.

    `unchecked` is why it can't be held against an article. `before` is the sentence before it in the message, which a pronoun
    may lean on, "" where there is none or it does not lean.
    """

    text: str
    day: dt.date | None
    unchecked: Reason | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that an excerpt gives otherwise: `said` are the statement's words, `stated` those of the body at `span`.

    `said_day` and `stated_day` are the days that these words mean, where each means one day.
    """

    kind: ValueKind
    said: str
    stated: str
    span: Span
    said_day: dt.date | None = None
    stated_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the articles say of a statement.

    `citation` is the excerpt that says it, says it otherwise or, where nothing is found, comes nearest; None where nothing comes
    near or nothing was looked for. `differences` are there only where the outcome is "different", and `reason` only where it is
    "not_found" or "not_checked".
    """

    statement: Statement
    outcome: Outcome
    citation: Citation | None = None
    differences: tuple[Difference, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The findings of a message in its order, how many more sentences it has, and the generations that were searched."""

    findings: tuple[Finding, ...]
    left: int
    generations: tuple[str, ...]
