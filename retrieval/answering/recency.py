"""Questions about now, over articles that are not of today."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import numpy as np

from retrieval.asked.office import asks_who_holds_office
from retrieval.ranking.ranking import Ranked
from retrieval.ranking.selecting import in_order
from retrieval.values import Citation

# So old is what is still news.
_FRESH = dt.timedelta(days=2)
# By its score a third as likely as the best at least: what is less may not be about what is asked.
_NEARLY = 1.0
_NOW = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|today|tonight|now|nowadays|currently|current|at present|at the moment"
    r"|right now|these days|this (?:week|month|year)|yesterday|up to date|breaking|still)\b",
    re.IGNORECASE,
)


def asks_about_now(question: str) -> bool:
    """Whether `question` wants what is so at the time of asking, as who asks for a chief officer does."""
    return bool(_NOW.search(question)) or asks_who_holds_office(question)


def newest_first(ranked: Ranked) -> Ranked:
    """`ranked`, as a selector has read it, with the newest article first among those of its sentences that are nearly as good as the best.

    Who the CEO is now a later article knows better. The scores stay where they are, the greatest first; undated articles come last.
    """
    near = int((ranked.score >= ranked.score[:1] - _NEARLY).sum())
    articles = (
        ranked.scopes[scope].generation.article_of(row)
        for scope, row in zip(ranked.scope[:near].tolist(), ranked.row[:near].tolist(), strict=True)
    )
    days = [(each.published or dt.date.min).toordinal() for each in articles]
    order = np.arange(len(ranked))
    order[:near] = np.argsort(-np.array(days), kind="stable")
    return replace(in_order(ranked, order), score=ranked.score)


def age(citations: tuple[Citation, ...], today: dt.date) -> dt.timedelta | None:
    """How old the newest dated article among `citations` is; None where none is dated or it is fresh."""
    newest = max((each.published for each in citations if each.published is not None), default=None)
    if newest is None or today - newest <= _FRESH:
        return None
    return today - newest


def age_in_words(old: dt.timedelta) -> str:
    """`11 years`, `3 months`, `12 days`."""
    days = old.days
    for unit, length in (("year", 365), ("month", 30), ("week", 7), ("day", 1)):
        count = days // length
        if count >= (2 if unit == "week" else 1):
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a day"
