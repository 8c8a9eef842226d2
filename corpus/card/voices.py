"""What kind of source the words for a speaker name: somebody by name, somebody without one, or a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.card.reading import Reading
from corpus.card.words import NOUNS_THAT_ACT
from corpus.quotes.values import Quote

SourceKind = Literal["named", "unnamed", "documents"]

DOCUMENT = (
    r"(?:statement|report|post|blog(?:\s?post)?|letter|memo|memorandum|study|survey|poll|papers?|documents?|filings?|records|"
    r"e-?mails?|press\s?release|news\s?release|release|article|interview|tweet|website|web\s?site|announcement|indictment|"
    r"complaint|lawsuit|transcript|review|book|column|editorial|newspaper|magazine|speech|testimony|message|posting|data|"
    r"figures|statistics)"
)
_IS_DOCUMENT = re.compile(rf"(?:the\s)?(?:[\w'’-]{{1,30}}\s){{0,8}}{DOCUMENT}s?", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:an?|the|its|his|her|their|this|that|these|those|some|several|many|one|two|other|both)\s", re.IGNORECASE
)
# Behind these stand the words that tell whose or which a head is.
_TAIL = re.compile(
    r"\s(?:of|for|from|with|in|at|on|by|to|who|familiar|close|working|involved|inside|within|near|behind)\s|,"
)
# Nobody acts under these names, but sources are called so.
_VOICES = frozenset(
    """source insider aide expert advocate observer individual someone somebody anyone nobody everybody media press
    outlet poster commenter consumer manufacturer economist local eyewitness bystander acquaintance colleague friend
    relative staffer adviser advisor sceptic skeptic detractor historian scholar author contributor""".split()
)
_PRONOUNS = frozenset("he she it they who which i we".split())
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Voice:
    """A source as it is counted (`key`) and as it is shown."""

    kind: SourceKind
    key: str
    shown: str


def is_document(words: str) -> bool:
    """Whether the words name a text."""
    return _IS_DOCUMENT.fullmatch(words) is not None


def voice(reading: Reading, quote: Quote) -> Voice | None:
    """Whom or what a quotation is drawn from; None where its speaker is nobody that can be told."""
    if quote.speaker is None:
        return None
    words = one_line(quote.speaker.of(reading.body))
    if _IS_DOCUMENT.fullmatch(words):
        return Voice("documents", bare(words), words)
    named = reading.names.at(quote.speaker)
    if named is not None and named.kind != "place" and _ends_with(words, (named.full, *named.alternatives)):
        return Voice("named", named.full.casefold(), named.full)
    if named is None and words.casefold() not in _PRONOUNS:
        return _by_noun(words) or _by_name(reading, quote.name)
    return _by_name(reading, quote.name) or _by_noun(words)


def _by_noun(words: str) -> Voice | None:
    """Somebody without a name, by the noun that the words turn on."""
    head = _TAIL.split(words, maxsplit=1)[0].rsplit(" ", 1)[-1]
    if len(words) > _LONGEST or not _is_somebody(head):
        return None
    # A body that is only capitalised has a name: "The European Commission".
    proper = head[:1].isupper() and " " in bare(words)
    return Voice("named" if proper else "unnamed", bare(words), _undetermined(words) if proper else words)


def _by_name(reading: Reading, name: str | None) -> Voice | None:
    """The bearer of a name that a quotation resolves its speaker to, if the text has one of that name."""
    known = name is not None and any(name in {each.full, *each.alternatives} for each in reading.names.names)
    return Voice("named", name.casefold(), name) if known and name is not None else None


def _is_somebody(head: str) -> bool:
    lemma = head.casefold().strip("'’\"“”.,")
    forms = {lemma, lemma.removesuffix("s"), lemma.removesuffix("es"), lemma.removesuffix("ies") + "y"}
    return bool(forms & (NOUNS_THAT_ACT | _VOICES)) or lemma.endswith(("men", "women"))


def _ends_with(words: str, forms: tuple[str, ...]) -> bool:
    """Whether the words end with the name: "BlackBerry officials" are not BlackBerry."""
    last = words.casefold().rstrip(" ,.")
    return any(last.endswith(form.casefold().rstrip(" ,.")) for form in forms)


def bare(words: str) -> str:
    """The words folded, without "a", "the" or whose they are."""
    return _undetermined(one_line(words)).casefold()


def _undetermined(words: str) -> str:
    found = _DETERMINER.match(words)
    return words[found.end() :] if found else words


def one_line(words: str) -> str:
    """The words with single spaces."""
    return " ".join(words.split())
