"""Who holds an office: "Who is the mayor of Karsk?" is answered by "the mayor of Karsk, Anna Holm," and "said Mayor Anna Holm".

Whose office it is stands beside it, or is what the title is about; an article that nowhere has that name tells of another's, where
another article has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.values import Article, Span
from retrieval.asked.office import PLAIN
from retrieval.terms import STOP_WORDS

# Each office by all its names; of what holds several at once, as ministers, more words say which.
_OFFICES = (
    PLAIN["executive"],
    PLAIN["operating"],
    rf"{PLAIN['financial']}|finance\s+(?:chief|director)s?",
    PLAIN["technology"],
    r"managing\s+directors?",
    r"chair(?:man|woman|person)?",
    r"(?:head\s+)?coach(?:es)?",
    r"(?:prime\s+minister|premier)s?",
    *"mayors? governors? presidents? chancellors? ministers? secretar(?:y|ies) commissioners? ombuds(?:man|men) directors? managers?".split(),
    *"captains? curators? editors? conductors? principals? abbots? bishops? archbishops? rectors? sheriffs? prosecutors?".split(),
    *"coroners? spokes(?:man|woman|person) head\\s*teachers?|headmaster|headmistress (?:police|fire|army|union)\\s+chiefs?".split(),
)
_OFFICE = "|".join(rf"(?P<o{at}>{names})" for at, names in enumerate(_OFFICES))
_NEW = r"(?:current|present|new)"
_OF = r"(?P<of>[^,?]{2,60}?)"
_ASKED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:who(?:\s+is|['’]?s)?\s+)?(?:the\s+)?(?:{_NEW}\s+)?(?:{_OFFICE})(?:\s+(?:of|at|for|in)\s+(?:the\s+)?{_OF})?\s*\?*",
        # "The new Acme CEO", but "the New York mayor".
        rf"who(?:\s+is|['’]?s)\s+(?:the\s+(?-i:{_NEW}\s+)?)?{_OF}(?:['’]s?)?\s+(?:{_NEW}\s+)?(?:{_OFFICE})\s*\?*",
        rf"who\s+(?P<o0>runs|heads|leads)\s+(?:the\s+)?{_OF}\s*\?*",
    )
)
# Bounded, so that no text makes it take long.
_WORD = r"[^\W\d_]{1,40}(?:[-’'][^\W\d_]{1,40}){0,3}"
_NAME = rf"(?P<name>[A-Z]{_WORD}(?:\s(?:[A-Z]\.|(?:(?:de|van|von|der|al|bin|da|di|la|le)\s)*[A-Z]{_WORD})){{1,3}})"
_MODIFIERS = rf"(?P<before>(?:{_WORD}\s){{0,4}})"
_WHOSE = r"(?:\s(?:of|at|for)\s(?:the\s)?(?P<of>[^,.;:()–—]{2,60}?))?"
# A sentence with a year may tell who held it then, and "Lt. Governor" is no governor.
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
# From the sentence before, of this one, or going on in the next.
_QUOTATION = re.compile(r"^[^\"“”]*(?<=\S)[\"”]|[\"“][^\"“”]*(?:[\"”]|$)")
_SHORTENED = re.compile(r"\b[A-Z][a-z]{1,4}\.\s$")
# No office at all, or no longer or not yet.
_NOT_IT = re.compile(
    r"\b(?:former|formerly|ex|then|late|previous|past|deputy|vice|assistant|associate|acting|interim|next|future|shadow|honorary|first|second|"
    r"third|last|outgoing|would-be|not|no|if|when|regional|local|state)\b",
    re.IGNORECASE,
)
# Whose office it is, where another sentence must say who that is.
_OWNERS = frozenset("its their his her my our whose".split())
_TELLING = frozenset("said says told tells met asked called".split())
# What is no name, and needs none where an article is about one: "the CEO of the company".
_ANY = frozenset(
    "company firm city town village club team party country government bank school university hospital council group band union".split()
)
# What a word of the question may be told with: "French" for "France".
_DEMONYM = re.compile(r"\b[A-Z][^\W\d_]{2,12}(?:n|sh|se|ch|i|c|ss)\b")
# Among so many words of a title its subject stands.
_SUBJECT = 3
# Characters: nobody waits until a text of one piece has been read.
_READ = 20_000


@dataclass(frozen=True, slots=True)
class AskedOffice:
    """An office, by its number, the words that say whose or of what it is, and `nouns` that are no name, all in small letters."""

    office: int
    whose: tuple[str, ...]
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Holder:
    name: Span
    surname: str
    beside: str  # what stands beside the office


@lru_cache(maxsize=1024)
def office_whose(question: str) -> AskedOffice | None:
    """The office whose holder `question` asks for, None where it asks for something else."""
    text = " ".join(question.split())
    for pattern in _ASKED:
        found = pattern.fullmatch(text)
        if found is not None:
            office = next(at for at in range(len(_OFFICES)) if found.groupdict().get(f"o{at}"))
            if re.search(r"['’]s?\s", found["of"] or ""):  # "the president of France's party"
                return None
            telling = _telling(_words(found["of"] or ""))
            if (
                found["of"] and not telling
            ):  # typed small, "the president of the us" says of whom in no word that can be found
                return None
            nouns = tuple(word for word in telling if word in _ANY)
            return AskedOffice(office, tuple(word for word in telling if word not in _ANY), nouns)
    return None


def holder_told(asked: AskedOffice, sentence: str, article: Article) -> tuple[Span, str] | None:
    """The name in `sentence` of who holds the office, with the surname in small letters; None where it does not surely tell."""
    if _YEAR.search(sentence):
        # What somebody tells of a year says nothing of when they speak.
        sentence = _QUOTATION.sub(lambda found: " " * len(found[0]), sentence)
        if _YEAR.search(sentence):
            return None
    for holder in _holders(asked.office, sentence):
        if not _may_be_of(asked.nouns, holder.beside, article):
            continue
        if all(_says(word, holder.beside) for word in asked.whose):
            return holder.name, holder.surname
        if holder.beside.strip() or not _is_about(article, asked.whose):
            continue
        if {each.surname for each in _holders(asked.office, article.body[:_READ])} == {holder.surname}:
            return holder.name, holder.surname
    return None


def of_others(asked: AskedOffice, articles: Sequence[Article]) -> list[bool]:
    """Of each article, whether it nowhere has the name whose officer is asked for, while another of them has it."""
    # The US may be called America.
    whose = tuple(word for word in asked.whose if word not in STOP_WORDS)
    if not any(_names(whose, article) for article in articles):
        return [False] * len(articles)
    return [not _may_mean(whose, article) for article in articles]


def _words(text: str) -> list[str]:
    """The words of `text`, of what owns something without its 's."""
    return re.findall(_WORD, re.sub(r"['’]s\b", "", text))


def _telling(words: Sequence[str]) -> list[str]:
    """Those of `words`, in small letters, that tell which one is meant."""
    return [word.casefold() for word in words if not _tells_nothing(word)]


def _tells_nothing(word: str) -> bool:
    """Whether any text has the word; the US and the WHO are written large."""
    return word.casefold() in STOP_WORDS and (len(word) == 1 or not word.isupper())


def _says(word: str, beside: str) -> bool:
    """Whether what stands beside an office has the word, or one that begins with it."""
    if word in STOP_WORDS:
        return re.search(rf"\b{re.escape(word.upper())}\b", beside) is not None
    return re.search(rf"\b{re.escape(word)}", beside.casefold()) is not None


def _may_be_of(nouns: tuple[str, ...], beside: str, article: Article) -> bool:
    """Whether an office may be that of such a thing: "the university's president", and no museum's; a name may be that of any.

    Where the office does not say it itself, the article must have such a thing.
    """
    for noun in nouns:
        if _says(noun, beside):
            continue
        of_another = any(word.islower() for word in _words(beside) if word.casefold() not in STOP_WORDS | _OWNERS)
        if of_another or not _says(noun, f"{article.title}\n{article.body[:_READ]}"):
            return False
    return True


def _names(whose: tuple[str, ...], article: Article) -> bool:
    """Whether `article` has all these words, as names."""
    text = f"{article.title}\n{article.body[:_READ]}"
    return bool(whose) and all(re.search(rf"\b(?=[A-Z])(?i:{re.escape(word)})\b", text) for word in whose)


def _may_mean(whose: tuple[str, ...], article: Article) -> bool:
    """Whether `article` has every one of these words, or what may be said for it."""
    text = f"{article.title}\n{article.body[:_READ]}"
    folded = text.casefold()
    return len(article.body) > _READ or all(
        word in folded or any(each[0].casefold().startswith(word[:2]) for each in _DEMONYM.finditer(text))
        for word in whose
    )


def _is_about(article: Article, whose: tuple[str, ...]) -> bool:
    """Whether the title begins with what these words name, so that an office without an owner is that one's."""
    return set(whose) <= set(_telling(_words(article.title)[:_SUBJECT]))


def _holders(office: int, text: str) -> Iterator[_Holder]:
    for pattern in _patterns(office):
        for found in pattern.finditer(text):
            before = _noun_phrase(found["before"] or "")
            if _NOT_IT.search(found["before"] or "") or _SHORTENED.search(
                text, max(0, found.start() - 6), found.start()
            ):
                continue
            beside = f"{before} {found['of'] or ''}"
            yield _Holder(Span(*found.span("name")), found["name"].split()[-1].casefold(), beside)


def _noun_phrase(words: str) -> str:
    """The last of `words` that stand before an office and belong to it."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if word.casefold() in _OWNERS:
            kept.append(word)
        if _tells_nothing(word) or word.casefold() in _TELLING:
            break
        kept.append(word)
    return " ".join(reversed(kept))


@lru_cache(maxsize=64)
def _patterns(office: int) -> tuple[re.Pattern[str], ...]:
    names = f"(?i:{_OFFICES[office]})"
    return (
        re.compile(rf"\b{_MODIFIERS}{names}{_WHOSE},?\s{_NAME}"),
        re.compile(rf"\b{_NAME},\s(?:who\sis\s)?{_MODIFIERS}{names}{_WHOSE}(?=[,.;:)]|\s[–—-]|$)"),
    )
