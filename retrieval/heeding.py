"""A selector, and what the words of a sentence alone tell of whether it answers: some can't, and some surely do.

"How much do the glasses cost?" is not answered by what they weigh, though that sentence may be the nearest. What is of money is taken
widely: a sentence that has a word of it anywhere is judged by the selector alone. "Eta Raboka, 52," tells how old she is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from corpus.values import Span
from retrieval.ages import age_told, asks_age
from retrieval.asked_measure import measure_of
from retrieval.needs import needs_of
from retrieval.ranking import Ranked
from retrieval.selecting import in_order
from retrieval.selectors import Reading, Selector, Words
from retrieval.selectors.spans import UNREAD
from retrieval.selectors.windows import Window

# Signs, codes, coins, scales, and words of paying and giving, most by how they begin.
_MONEY = re.compile(
    r"[$€£¥₹¢%]|\d[kmb]\b|\b(?:(?-i:[A-Z]{2,3})|kr|rs|r)\.?\s?\d"
    r"|\b(?:cents?|dear|fees?|fine[ds]?|free|half|marks?|rand|rates?|rents?|sums?|won)\b"
    r"|\b(?:afford|bail|bargain|bid|billion|bonus|bought|budget|buy|cash|cheap|coin|compensat|cost|credit|crore|crown|debt|deposit|dirham|discount"
    r"|dollar|donat|earn|euro|expens|fare|financ|forint|fortune|franc|fund|gave|give|grant|gratis|guilder|hundred|income|invest|kron|lakh|lend|lent|lira"
    r"|loan|million|money|nothing|owe|paid|pay|penn|pence|peso|pound|pric|priz|profit|purchas|quarter|quid|rais|revenue|reward|riyal|rouble|ruble|rupee"
    r"|salar|sale|sell|shekel|shilling|sold|spen|sponsor|stak|subsid|tax|third|thousand|trillion|tuition|valu|wage|worth|yen|yuan|zlot)",
    re.IGNORECASE,
)


# The log odds of a sentence that tells just what is asked for; few that a selector is sure of have more.
_TOLD = 5.0


class Heeding:
    """A selector whose readings heed what can't answer and what surely does."""

    def __init__(self, selector: Selector) -> None:
        self.model, self.digest, self._selector = selector.model, selector.digest, selector

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """What the selector says, but of a question for money where there is none, and for the age of one whose age is told."""
        readings = self._selector.read(question, windows)
        measure = measure_of(question)
        money = needs_of(question).form == "one" and measure is not None and measure.kind == "money"
        said = [[_said(question, sentence, money=money) for sentence in window.sentences] for window in windows]
        told = any(isinstance(each, Span) for every in said for each in every)
        return [_heeded(reading, each, told=told) for reading, each in zip(readings, said, strict=True)]


def _said(question: str, sentence: str, *, money: bool) -> bool | Span | None:
    """False where `sentence` can't answer, the words that do where it surely does, None where its words do not tell."""
    if money:
        return None if _MONEY.search(sentence) else False
    return age_told(question, sentence)


def _heeded(reading: Reading, said: Sequence[bool | Span | None], *, told: bool) -> Reading:
    """`reading` of sentences of which that is known; where one tells it (`told`), no other is likelier than even odds to answer."""
    if not told and all(each is None for each in said):
        return reading
    answers, words = list(reading.answers), list(reading.words)
    for at, each in enumerate(said):
        if isinstance(each, Span):
            answers[at], words[at] = max(_TOLD, answers[at]), Words(each.start, each.end, 1.0)
        elif each is False:
            answers[at], words[at] = min(UNREAD, answers[at]), None
        elif told:
            answers[at] = min(0.0, answers[at])
    return Reading(tuple(answers), -max(answers), tuple(words))


def told_first(ranked: Ranked, question: str) -> Ranked:
    """`ranked`, as a selector has read it, with what surely tells before all else; the order is otherwise the same."""
    if len(ranked) == 0 or not asks_age(question):
        return ranked
    places = zip(ranked.scope.tolist(), ranked.row.tolist(), strict=True)
    texts = [ranked.scopes[scope].generation.sentence_text(row) for scope, row in places]
    told = np.array([age_told(question, text) is not None for text in texts])
    score = np.where(told, np.maximum(ranked.score, ranked.score[0]), ranked.score)
    return in_order(replace(ranked, score=score), np.lexsort((-ranked.score, ~told)))
