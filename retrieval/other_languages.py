"""Questions in another language than English, the only one that they are read in: told by their letters or their small words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from retrieval.terms import STOP_WORDS, words

# What letters are called, by the first word of their names in Unicode.
_SCRIPTS = {
    "ARABIC": "Arabic letters",
    "ARMENIAN": "Armenian letters",
    "BENGALI": "Bengali letters",
    "CJK": "Chinese characters",
    "CYRILLIC": "Cyrillic letters",
    "DEVANAGARI": "Devanagari letters",
    "ETHIOPIC": "Ethiopic letters",
    "GEORGIAN": "Georgian letters",
    "GREEK": "Greek letters",
    "GUJARATI": "Gujarati letters",
    "GURMUKHI": "Gurmukhi letters",
    "HANGUL": "Korean letters",
    "HEBREW": "Hebrew letters",
    "HIRAGANA": "Japanese characters",
    "KATAKANA": "Japanese characters",
    "TAMIL": "Tamil letters",
    "TELUGU": "Telugu letters",
    "THAI": "Thai letters",
}
_LATIN, _OTHER = "Latin letters", "letters that are not Latin"
_CHINESE, _JAPANESE, _KOREAN = _SCRIPTS["CJK"], _SCRIPTS["KATAKANA"], _SCRIPTS["HANGUL"]
# One of these stands for as much of a word as two letters do.
_DENSE = frozenset((_CHINESE, _JAPANESE, _KOREAN))

# What asks in English without one of its small words, and small words that stand in names too (Gone with the Wind, US).
_ASKING = frozenset("tell explain describe define list name show find give compare summarize summarise meaning".split())
_IN_NAMES = frozenset("a an the of in on at to for by with from and or us i s t d m".split())
_ENGLISH = STOP_WORDS | _ASKING


@dataclass(frozen=True, slots=True)
class _Language:
    """Words that a question of it begins with, small words that go on with it, and which of those of English are its own too."""

    begins: frozenset[str]
    goes_on: frozenset[str]
    shared: frozenset[str]


def _language(begins: Sequence[str], goes_on: str, shared: str) -> _Language:
    return _Language(frozenset(begins), frozenset(goes_on.split()), frozenset(shared.split()))


# Spanish, Portuguese, French, Italian and German, without accents.
_LANGUAGES = (
    _language(
        "que quien quienes cuando donde adonde como cual cuales cuanto cuanta cuantos cuantas".split(),
        "el la los las un una de del al en con por para se su sus es son era fue fueron ha han hay y lo le les sobre entre "
        "desde hasta esta estan",
        "a no me",
    ),
    _language(
        "que quem quando onde como qual quais quanto quanta quantos quantas porque".split(),
        "o os um uma de da dos das em na nos nas ao aos com por para se sua seu e foi foram sao ha sobre entre desde",
        "a as do no me",
    ),
    _language(
        "qui que quoi quand ou comment pourquoi quel quelle quels quelles combien qu".split(),
        "le la les l un une du de des d et est sont il elle ils elles dans sur par avec au aux ce cette se sa son ses ne pas ete "
        "etait",
        "a d m me s t",
    ),
    _language(
        "chi che quando dove come perche quale quali quanto quanta quanti quante cosa".split(),
        "il lo la gli le un una di del della dei degli delle al alla da dal dalla nel nella con per si e ha hanno sono stato era",
        "a d i in me no",
    ),
    _language(
        # "Was" alone is English.
        "wer wen wem wessen wann wo woher wohin warum wieso weshalb wie welche welcher welches welchen welchem".split()
        + "was ist|was sind|was hat|was haben|was hatte|was wird|was wurde".split("|"),
        "der die das den dem des ein eine einen einem einer eines und oder ist sind war waren hat haben hatte wird werden wurde "
        "wurden von vom zu zum zur mit nach bei aus auf fur uber im nicht sich es er sie dass",
        "am an her in so was will",
    ),
)
# A word or two may stand before what asks: "En qué año …", "Seit wann …".
_BEGINNING = 3
_SPANISH_MARK = "¿"
# These alone are not enough: Como and La Liga are names, and English has "per", "son" and "et" (al.).
_ARTICLES = frozenset("el la los las de del le les l il lo di da du per son et".split())


def writing_of(question: str) -> str | None:
    """How a question is written that is not English, as "mostly in Arabic letters"; None where it may be English, whatever names it has."""
    said = words(question)
    asks_in_english = any(word in _ENGLISH and word not in _IN_NAMES for word in said)
    script = None if asks_in_english else _script(question)
    if script is not None:
        return f"mostly in {script}"
    marked = _SPANISH_MARK in question
    return "in another language, it seems" if any(_is_of(each, said, marked=marked) for each in _LANGUAGES) else None


def _is_of(language: _Language, said: Sequence[str], *, marked: bool) -> bool:
    """Whether small words of `language` begin the question and go on with it, and none of English stands in it."""
    if any(word in _ENGLISH and word not in language.shared for word in said):
        return False
    pairs = map(" ".join, pairwise(said))
    asking = language.begins.intersection((*said[:_BEGINNING], *islice(pairs, _BEGINNING)))
    more = language.goes_on.intersection(said) - asking
    return bool(asking) and (marked or bool(more - _ARTICLES))


def _script(question: str) -> str | None:
    """What most letters of a question are, where those are not Latin."""
    counts = Counter[str]()
    for letter in filter(str.isalpha, unicodedata.normalize("NFKC", question)):
        script = _script_of(letter)
        counts[script] += 2 if script in _DENSE else 1
    latin = counts.pop(_LATIN, 0)
    if counts.total() <= latin:
        return None
    if _JAPANESE in counts and _CHINESE in counts:  # Japanese is written in both
        return _JAPANESE
    return counts.most_common(1)[0][0]


def _script_of(letter: str) -> str:
    first = unicodedata.name(letter, "").replace("-", " ").partition(" ")[0]
    return _LATIN if first == "LATIN" else _SCRIPTS.get(first, _OTHER)
