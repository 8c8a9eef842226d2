"""What a question for a number measures: money, a length of time, a share, how often, energy, water, or how many of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, dropwhile, takewhile
from typing import Literal

from retrieval.needs.words import AUX, DETERMINERS, PREPOSITIONS
from retrieval.terms import words
from retrieval.writing.vocabulary import lemma

_MONEY = re.compile(
    r"\bhow much (?:money|cash|funding|compensation|debt|rent)\b"
    r"|\bhow much (?:do|does|did|is|are|was|were|has|have|had|will|would|could|should|can)\b.{0,120}"
    r"\b(?:cost|costs|pay|paid|spend|spent|worth|earn|earned|owe|owed|charge|charged|fined)\b"
    # Not the human cost, what a fine was for, nor what a rent strike is about.
    r"|\b(?:(?:what|which|how much) (?:is|are|was|were|will be)|what['’]?s)(?: (?!human|political|social|environmental)[\w’'-]+){1,4}?"
    r" (?:price|cost|fee|salary|wage|fine|bail|rent)(?: tag)?"
    r"(?=\W*$| (?:of|per|to|in|at|on|by|from|before|after|today|now|then|and|or|that|which|who|the|an?|he|she|it|they|we|you|i)\b| for\b(?!\W*$))"
    # Not what somebody earned at Oxford, nor what will be paid for by whom.
    r"|\bwhat (?:do|does|will|would|can|could)\b.{1,120}\b(?:earn(?=\W*$| (?:at|as|in|from|per|an?|each|every|now|for)\b)|get paid(?! (?:for\W*$|by\b)))"
    r"|^(?:the )?(?:salary|wages?|pay) of\b",
    re.IGNORECASE,
)
_ENERGY = re.compile(r"\bhow much (?:more |less )?(?:electricity|power|energy)\b", re.IGNORECASE)
_WATER = re.compile(r"\bhow much (?:more |less )?water\b", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:what|which) (?:percentage|per ?cent)\b", re.IGNORECASE)
# "How long is the bridge?" asks for metres or for years.
_EXTENT = re.compile(
    r"\bhow long (?:is|are|was|were)\b(?!.*\b(?:going|expected|likely|supposed|due|\w+(?:ing|ed))\b)", re.IGNORECASE
)
_LENGTH = re.compile(r"\bhow long\b|\bhow much time\b", re.IGNORECASE)
_OFTEN = re.compile(r"\bhow (?:often|frequently)\b|\bhow many times\b", re.IGNORECASE)
_COUNT = re.compile(r"\bhow many\b(?P<rest>.{0,80})", re.IGNORECASE)
# Between "how many" and what is counted.
_FILLING = frozenset("more other of the these those new extra additional different".split())
_JOINING = frozenset(("and", "or"))
_AFTER_NOUNS = AUX | PREPOSITIONS | DETERMINERS
# "How many of the 40 passengers".
_OF_SO_MANY = re.compile(r"^ of (?:the|these|those|its|his|her|their) [\d,.]+(?= )", re.IGNORECASE)
_CURRENCIES = frozenset("dollar euro pound yen rupee".split())
_COINS = frozenset(
    lemma(word)
    for word in """dollars euros pounds yen rupees cents pence penny francs crowns kroner krona yuan won roubles rubles pesos
    rand marks lira crore lakh shekels dirhams zloty baht birr cedis dinars dong drams hryvnia kwacha naira rials ringgit
    riyals rupiah taka tenge""".split()
)
_UNITS_OF_TIME = frozenset(
    lemma(word) for word in "second minute hour day night week fortnight month year decade century season".split()
)
_UNITS_OF_DISTANCE = frozenset(
    lemma(word)
    for word in """metre meter kilometre kilometer centimetre centimeter millimetre millimeter m km cm mm mile foot feet inch yard
    ft block""".split()
)
_UNITS_OF_ENERGY = frozenset(
    lemma(word)
    for word in """watt kilowatt megawatt gigawatt terawatt kw mw gw tw kwh mwh gwh twh joule kilojoule megajoule kj mj calorie
    kilocalorie kcal horsepower hp volt""".split()
)
_UNITS_OF_WATER = frozenset(
    lemma(word)
    for word in """litre liter millilitre milliliter megalitre megaliter hectolitre ml gallon pint barrel cup glass bottle bucket
    cubic tanker tonne ton""".split()
)
_TIMES = frozenset(lemma(word) for word in "time times".split())

# "extent" is a length of time or a distance.
Kind = Literal["money", "share", "length", "distance", "extent", "often", "energy", "water", "count"]
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_TIMES, "often"),
    **dict.fromkeys(_UNITS_OF_WATER, "water"),
    **dict.fromkeys(_UNITS_OF_ENERGY, "energy"),
    **dict.fromkeys(_UNITS_OF_TIME, "length"),
    **dict.fromkeys(_UNITS_OF_DISTANCE, "distance"),
}
# A fifth of the county's power, and two metres of water in the cellar.
_ALSO_IN: dict[Kind, frozenset[Kind]] = {"energy": frozenset({"share"}), "water": frozenset({"share", "distance"})}
_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("money", _MONEY),
    ("energy", _ENERGY),
    ("water", _WATER),
    ("share", _SHARE),
    ("extent", _EXTENT),
    ("length", _LENGTH),
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured; of what is counted the lemmas of its words, one of which stands by its figure.

    `several` is whether more than one sort is counted: "how many men and women".
    """

    kind: Kind
    counted: frozenset[str] = frozenset()
    several: bool = False

    def fits(self, unit: str, after: Sequence[str]) -> bool:
        """Whether a figure of `unit` ("dollar", "percent" or "") before the words with the lemmas `after` measures that."""
        return not self.counted.isdisjoint(after) if self.kind == "count" else self._is_of(_kind_of(unit, after))

    def _is_of(self, kind: Kind | None) -> bool:
        return kind in ("length", "distance") if self.kind == "extent" else kind == self.kind

    def excludes(self, unit: str, after: Sequence[str]) -> bool:
        """Whether such a figure measures something else, whatever else is said."""
        kind = _kind_of(unit, after)
        if self.kind == "count":
            return kind == "money" and self.counted.isdisjoint(_COINS)
        return kind is not None and not self._is_of(kind) and kind not in _ALSO_IN.get(self.kind, ())


def _kind_of(unit: str, after: Sequence[str]) -> Kind | None:
    """What a figure measures by what stands beside it."""
    if unit in _CURRENCIES or not _COINS.isdisjoint(after[:1]):
        return "money"
    if unit == "percent":
        return "share"
    return _KINDS.get(after[0]) if after else None


@lru_cache(maxsize=1024)
def measure_of(question: str) -> Measure | None:
    """What `question` asks to be measured, None where its words do not tell."""
    if _OFTEN.search(question):
        return Measure("often")
    if counted := _COUNT.search(question):
        rest = dropwhile(_FILLING.__contains__, words(_OF_SO_MANY.sub("", counted["rest"])))
        noun = [*takewhile(lambda word: word not in _AFTER_NOUNS, rest)]
        seam = next((at for at, word in enumerate(noun[:3]) if word in _JOINING), len(noun))
        sorts = noun[:seam][:2], noun[seam + 1 :][:2]
        return Measure("count", frozenset(map(lemma, chain(*sorts))), several=bool(sorts[1])) if noun else None
    for kind, pattern in _PATTERNS:
        if pattern.search(question):
            return Measure(kind)
    return None
