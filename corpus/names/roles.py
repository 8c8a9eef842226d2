"""What a person is, in the article's words: a title before the name, or words after it between commas."""

from __future__ import annotations

import re

from corpus.abbreviations import OPENERS
from corpus.names.given import is_given
from corpus.names.lexicon import COURTESIES, JOINERS, PLACE_WORDS, ROLE_MODIFIERS, ROLES
from corpus.values import Span

# The apostrophe of a plural's possessive belongs to it ("the workers’ leader").
_WORD = re.compile(r"(?:[A-Z]\.){2,5}|[^\W_](?:[\w&]|['’.-](?=\w)|(?<=s)['’](?=\s)){0,60}")
_POSSESSIVE = re.compile(r"(?:['’]s|s['’])$")
# A role ends at a mark, at a verb's helper or at a clause of its own.
_END = re.compile(
    r"(?P<mark>[,;:—–()“”\"\n]|(?<=\w)[.!?](?=\s|$)|\s(?:who|which|that|whose|where|when)\b)"
    r"|\s(?:said|says|told|wrote|added|is|are|was|were|has|have|had|will|would)\b"
)
_AFTER = re.compile(r"\s{0,2}(?:,|—|–|\()\s{0,2}")
_LONGEST = 200
# A line of so many characters or fewer breaks off where something ends, and not at a column.
_WRAPPED = 28
# Words between the head of a role and the name after it.
_FARTHEST = 12
_BETWEEN = re.compile(r",?[ \u00a0]{1,2}")
_ARTICLES = frozenset("the a an his her its their our my".split())
# What leads from a role to what it is one of: "the minister for health".
_RELATING = frozenset("of for in at to on".split())
# What tells a clause and no role: "the minister of health resigned on Monday".
_TOLD = re.compile(r"[a-z]{2,30}(?:ed|ly)|at|on|to|has|had|will|would|can|could|may|[A-Z][a-z]{2,5}day")
# An apposition closes with a mark, and not with an "and" that goes on with a list.
_CLOSED = re.compile(r"(?=[,.;:)—–]|\s[—–]|\s{0,3}$)(?!,\s(?:and|or)\b)")
# What may be the county, state or country that the place before it lies in: "the mayor of Saltby, West Yorkshire,".
_AREA = re.compile(
    rf"\S{{1,60}}$|(?:north|south|east|west|northern|southern|eastern|western|central|new|upper|lower|great|greater|county"
    rf"|nova|rhode|saint|st\.?|san|santa|costa|puerto)\b|.{{1,80}}(?:shire|land|\b(?:{'|'.join(sorted(PLACE_WORDS))}))$",
    re.IGNORECASE,
)
# Words that no role has in it.
_BREAKS = frozenset(
    "from by with that who said told heard saw met asked was were is are has have had will would".split()
)
# Words that a clause begins with and no role: "whose daughter", "as he spoke", "after a teacher left".
_CLAUSES = OPENERS - _ARTICLES - frozenset("one two three once".split()) | frozenset("whom that because".split())
# After a participle these go on with a clause: "speaking to", "accused by", where "marketing director" is a role.
_PARTICIPLE = re.compile(
    r"[a-z]{2,30}(?:ing|ed) (?:[a-z]{1,12}ly )?(?:to|of|by|in|at|for|from|with|on|as|a|an|the|his|her|their|its|that"
    r"|it|him|them)\b|(?:quoting|citing|addressing|thanking|praising|accusing|echoing|joining) (?=[A-Z])"
)
# Titles as they are abbreviated before a name, and as their bearer is spoken of.
_IN_FULL = {
    "gov": "governor", "sen": "senator", "rep": "representative", "prof": "professor", "pres": "president", "gen": "general",
    "col": "colonel", "capt": "captain", "sgt": "sergeant", "lt": "lieutenant", "maj": "major", "adm": "admiral", "supt": "superintendent",
    "insp": "inspector", "dr": "doctor", "rev": "reverend", "cllr": "councillor", "coun": "councillor", "cmdr": "commander", "cpl": "corporal",
}  # fmt: skip
# What no role begins with, though it may have a capital at the head of a sentence.
_OPENING = OPENERS | JOINERS | {"his", "her", "its"}


def role_after(body: str, name: Span) -> Span | None:
    """The words after a name and a comma that say what its bearer is: ", Chief Operating Officer at BlackBerry,"."""
    opened = _AFTER.match(body, name.end)
    if not opened:
        return None
    ended = _END.search(body, opened.end(), opened.end() + _LONGEST)
    if ended is None or ended["mark"] is None:
        return None
    end = ended.start()
    words = body[opened.end() : end].split()
    if not words or not any(_key(word) in ROLES for word in words[:8]):
        return None
    named = is_given(words[0].lower()) and words[0][:1].isupper() and words[1:] and words[1][:1].isupper()
    if named or words[0].lower() in _CLAUSES or _PARTICIPLE.match(body, opened.end(), end):
        return None
    text = body[opened.end() : end].rstrip()
    return Span(opened.end(), opened.end() + len(text))


def role_before(body: str, name: Span) -> Span | None:
    """The title or role right before a name, with its words, a comma between or not: "BlackBerry COO", "The minister,"."""
    words = list(_WORD.finditer(body, _opens(body, name.start), name.start))
    if not words:
        return None
    short = _key(words[-1][0]) in _IN_FULL and body.startswith(".", words[-1].end())
    end = words[-1].end() + short
    if not _BETWEEN.fullmatch(body, end, name.start):
        return None
    if _key(words[-1][0]) in COURTESIES and (told := role_before(body, Span(words[-1].start(), name.end))):
        return told  # "The chief executive, Dr Ann Lee,".
    if _key(words[-1][0]) not in ROLES:
        return _role_of(body, words, name)
    article = _determined(body, words, len(words))
    comma = "," in body[words[-1].end() : name.start]
    if comma and (article is None or not _CLOSED.match(body, name.end)):
        return None  # "In a message found by the inspector general, Holm wrote"
    first = len(words) - 1
    while first and _goes_on(body, words, first):
        first -= 1
    first = first if article is None else _own(words, min(first, article))
    while first < len(words) - 1 and _key(words[first][0]) in _OPENING:
        first += 1
    return Span(words[first].start(), end)


def _opens(body: str, end: int) -> int:
    """Where the words that may belong to a role before `end` begin: below an empty line, or below one too short to be wrapped."""
    start = max(0, end - _LONGEST)
    at = start
    while (line := body.find("\n", at, end)) >= 0:
        whole = line - body.rfind("\n", max(0, line - _LONGEST), line)
        if whole <= _WRAPPED:
            start = line + 1
        at = line + 1
    return start


def _own(words: list[re.Match[str]], first: int) -> int:
    """Where a title before a name begins that something else is of: "President" in "the urging of President Lee"."""
    last = len(words) - 1
    for at in range(last - 1, first, -1):
        names = words[at - 1][0][:1].isupper() and words[at + 1][0][:1].isupper()  # "Bank of England".
        if words[at][0] in _RELATING and not names:
            plain = all(_key(word[0]) in ROLE_MODIFIERS for word in words[at + 1 : last])
            if not plain and _key(words[at - 1][0]) in ROLES:
                return first  # "Chief of staff General".
            return last if not plain and words[last][0][:1].isupper() else at + 1
    return first


def _role_of(body: str, words: list[re.Match[str]], name: Span) -> Span | None:
    """The role of something right before a name: "The minister for health, Ann Lee,", "Mayor of Saltby Ann Lee".

    Of a "daughter of the mayor of Saltby" it can't be told who is named after her.
    """
    heads = _heads(body, words)
    if len(heads) != 1 or any(_TOLD.fullmatch(word[0]) for word in words[heads[0] + 2 :]):
        return None
    head = heads[0]
    article = _determined(body, words, head + 1)
    comma = "," in body[words[-1].end() : name.start]
    if comma and (article is None or _AREA.match(name.of(body)) or not _CLOSED.match(body, name.end)):
        return None
    if not comma and not (words[head][0][:1].isupper() and words[-1][0][:1].isupper()):
        return None
    while head and article is None and _goes_on(body, words, head):
        head -= 1
    head = head if article is None else article
    while head < heads[0] and _key(words[head][0]) in _OPENING:
        head += 1
    return Span(words[head].start(), words[-1].end())


def _heads(body: str, words: list[re.Match[str]]) -> list[int]:
    """Where a role stands before an "of" or "for", among the last of `words` that no mark or other clause parts."""
    heads = []
    for at in range(len(words) - 2, max(-1, len(words) - _FARTHEST), -1):
        if body[words[at].end() : words[at + 1].start()].strip() or words[at][0] in _BREAKS:
            break
        if _key(words[at][0]) in ROLES and words[at + 1][0] in _RELATING:
            heads.append(at)
    return heads


def _determined(body: str, words: list[re.Match[str]], end: int) -> int | None:
    """Where a phrase of `words[:end]` begins: at an article or possessive a few words before, or at that of "the head of the"."""
    for first in range(end - 2, max(-1, end - 8), -1):
        if body[words[first].end() : words[first + 1].start()].strip() or words[first][0] in _BREAKS:
            return None
        if words[first][0].lower() in _ARTICLES:
            outer = _determined(body, words, first - 1) if first > 2 and words[first - 1][0] in {"of", "for"} else None
            return first if outer is None else outer
        if _POSSESSIVE.search(words[first][0]):
            return _possessor(body, words, first)
    return None


def _possessor(body: str, words: list[re.Match[str]], last: int) -> int:
    """Where the possessor that ends with `words[last]` begins: "the town's", "his wife's", "the Bank of England's"."""
    outer = _determined(body, words, last + 1)
    if outer is not None:
        return outer
    while last and _goes_on(body, words, last):
        last -= 1
    return last


def role_words(body: str, role: Span) -> frozenset[str]:
    """The telling words of a role, and the initials of what it spells out, for comparison with another's."""
    texts = [found[0] for found in _WORD.finditer(body, role.start, role.end)]
    keys = {_key(text) for text in texts if text.lower() not in JOINERS | {"at", "a", "an", "in", "to"}}
    big = "".join(text[0].lower() for text in texts if text[:1].isupper())
    keys |= {_IN_FULL[key] for key in keys if key in _IN_FULL}
    return frozenset(keys | {big[start:end] for start in range(len(big)) for end in range(start + 3, len(big) + 1)})


def _key(word: str) -> str:
    return word.strip(".,").replace(".", "").removesuffix("’s").removesuffix("'s").lower()


def _goes_on(body: str, words: list[re.Match[str]], first: int) -> bool:
    """Whether the word before `words[first]` belongs to the role too."""
    before = words[first - 1]
    word = before[0]
    between = body[before.end() : words[first].start()].strip()
    if between and not (between == "." and _key(word) in _IN_FULL):
        return False
    return (
        word[:1].isupper()
        or _key(word) in ROLE_MODIFIERS
        or (word in {"of", "for", "the"} and first - 1 > 0 and words[first][0][:1].isupper())
    )
