"""Which of a firm's chief officers a question asks for: the chief operating officer does not answer "Who is the CEO?"."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.values import Article

# Each by its plain names, and by all that an article may call it or tell it with; "boss" and "runs" can mean the first alone.
PLAIN = {
    "executive": r"chief\s+executives?(?:\s+officers?)?|ceos?",
    "operating": r"chief\s+operat\w+\s+officers?|coos?",
    "financial": r"chief\s+financ\w+\s+officers?|cfos?",
    "technology": r"chief\s+tech\w+\s+officers?|ctos?",
}
_WIDE = {
    "executive": r"chief\s+exec\w*|c\.?e\.?o\.?s?\b|chiefs?\b(?!\s+\w+\s+officer)|boss\w*|founders?|heads?\b|headed|leader\w*|leads?\b|led\b"
    r"|runs?\b|ran\b|running|helm|top\s+job|in\s+charge|tak(?:e|es|ing|en)\s+over|took\s+over|succe\w+|replac\w+|managing\s+director|presidents?\b",
    "operating": r"operat\w+\s+(?:chief|head|director|officer)|chief\s+operat\w+|head\s+of\s+operat\w+|c\.?o\.?o\.?s?\b",
    "financial": r"financ\w+\s+(?:chief|head|director|officer|and)|chief\s+financ\w+|head\s+of\s+financ\w+|treasurers?|c\.?f\.?o\.?s?\b",
    "technology": r"tech\w*\s+(?:chief|head|director|officer)|chief\s+tech\w+|head\s+of\s+tech\w+|c\.?t\.?o\.?s?\b",
}
_TOLD = {office: re.compile(rf"\b(?:{names})\b", re.IGNORECASE) for office, names in PLAIN.items()}
_NAMED = {office: re.compile(rf"\b(?:{names})", re.IGNORECASE) for office, names in _WIDE.items()}
# Who was or will be one, not who is.
_OTHER_TIME = re.compile(r"\bwho (?:was|will be)\b|\b(?:former|at the time)\b", re.IGNORECASE)
_WHEN = r"(?:new|next|current|present|former|interim|acting)"
_OFFICE = "|".join(f"(?P<{office}>{names})" for office, names in PLAIN.items())
# "Who is Acme's new CEO", "who was the CEO of Acme", "ceo of acme"; whatever else stands there may ask for somebody beside the officer.
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"(?:so |and )?who(?: is|['’]?s| was| will be) (?:(?:the|its|their)|[\w.&-]+(?: [\w.&-]+){{0,3}}['’]s?)(?: {_WHEN})?"
            rf" (?:{_OFFICE})(?: (?:of|at) [^'’?]*)?\s*\?*"
        ),
        rf"(?:the )?(?:{_WHEN} )?(?:{_OFFICE}) (?:of|at) [^'’?]*\?*",
    )
)


@lru_cache(maxsize=1024)
def office_asked(question: str) -> str | None:
    """Which chief officer `question` asks for, None where it asks for something else."""
    text = " ".join(question.split())
    return next((found.lastgroup for each in _ASKED if (found := each.fullmatch(text))), None)


def asks_who_holds_office(question: str) -> bool:
    """Whether `question` asks who is a chief officer, not who was or will be."""
    return office_asked(question) is not None and not _OTHER_TIME.search(" ".join(question.split()))


def names_another(office: str, sentence: str) -> bool:
    """Whether `sentence` names a chief officer who is not `office`."""
    return any(told.search(sentence) for other, told in _TOLD.items() if other != office)


def may_mean(office: str, article: Article) -> bool:
    """Whether anything in `article` may mean `office`; reads all of it."""
    return any(_NAMED[office].search(text) for text in (article.title, article.body))
