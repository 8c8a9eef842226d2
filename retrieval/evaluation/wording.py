"""How near the words of an answer come to gold ones, as SQuAD counts (Rajpurkar et al. 2016; its evaluate-v2.0.py)."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_MARKS = str.maketrans("", "", string.punctuation)


def exact(said: str, gold: Sequence[str]) -> bool:
    """Whether `said` has the words of one of `gold`, in order; case, marks and articles aside."""
    return any(_tokens(said) == _tokens(each) for each in gold)


def token_f1(said: str, gold: Sequence[str]) -> float:
    """The harmonic mean of precision and recall of the words of `said`, against the one of `gold` that gives the most."""
    return max((_f1(_tokens(said), _tokens(each)) for each in gold), default=0.0)


def _f1(said: Sequence[str], gold: Sequence[str]) -> float:
    if not said or not gold:
        return float(said == gold)
    shared = (Counter(said) & Counter(gold)).total()
    return 2 * shared / (len(said) + len(gold))


def _tokens(text: str) -> list[str]:
    return _ARTICLES.sub(" ", text.lower().translate(_MARKS)).split()
