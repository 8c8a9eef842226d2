"""Which stretches between quotation marks are somebody's words, and which are titles, names or words held off."""

from __future__ import annotations

import re

from corpus.quotes.marks import Quoted
from corpus.quotes.text import Text

_WORD = re.compile(r"\w(?:[\w’'.-]*\w)?")
# Right before a name in marks, however long.
_TITLED = re.compile(
    r"\b(?:titled|entitled|headlined|dubbed|nicknamed|motto|slogan|tagline|mantra|hashtag|nickname)(?: is| was)?[\s,:]{1,3}$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 12
_SMALL = frozenset("a an the of and or in on at to for with by from de la is as vs".split())
# Right before a name in marks.
_NAMING = re.compile(
    r"(?:\b(?:titled|entitled|named|nicknamed|dubbed|called|known as|so-called|termed|codenamed|code-named|aka|"
    r"book|novel|film|movie|song|single|album|show|series|episode|play|poem|painting|exhibition|documentary|hashtag|"
    r"magazine|programme|program|game|track|term|word|words|phrase|expression|title|slogan|nickname|section|chapter|"
    r"paper|article|essay|column|memoir|musical|opera))[\s,]*$",
    re.IGNORECASE,
)


def words_in(content: str) -> int:
    """How many words a stretch has."""
    return len(_WORD.findall(content))


def is_title(text: Text, quoted: Quoted) -> bool:
    """Whether a stretch looks like a name: all its words capitalised, or a word before it that gives a name."""
    content = quoted.content.of(text.body).strip()
    words = _WORD.findall(content)
    before = text.body[max(0, quoted.outer.start - 30) : quoted.outer.start]
    if _TITLED.search(before) and len(words) <= _LONGEST_TITLE:
        return True
    if not words or (content.endswith((".", "!", "?")) and len(words) > 5):
        return False
    big = [word for word in words if word.lower() not in _SMALL]
    capital = all(not word[:1].islower() for word in big)
    if capital and len(words) > 1 and len(big) > 1:
        return True
    if content.lower().startswith("so-called "):
        return True
    return (bool(_NAMING.search(before)) and len(words) < 6) or (before.lower().endswith(" the ") and len(words) < 3)


def is_sentence(text: Text, quoted: Quoted) -> bool:
    """Whether a stretch begins like a sentence and ends like one, or is held open to a reporting clause."""
    content = quoted.content.of(text.body).strip()
    return (
        bool(content)
        and (content[0].isupper() or content[0] in "[…." or content[0].isdigit())
        and content[-1] in ".!?,…—–-]"
    )


def is_heading(text: Text, quoted: Quoted) -> bool:
    """Whether a stretch is all of its paragraph and does not end like a sentence."""
    return text.paragraph_at(quoted.outer.start).span == quoted.outer and not is_sentence(text, quoted)


def opens_sentence(text: Text, quoted: Quoted) -> bool:
    """Whether no word stands before the stretch in its sentence."""
    start = text.sentence_at(quoted.outer.start).span.start
    return not re.search(r"\w", text.body[start : quoted.outer.start])
