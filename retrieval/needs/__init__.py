"""What a question asks for, read off its words: one thing, several, a list, or whether something is so.

A question becomes tokens; everything below goes over them once or twice from left to right, so that no text takes long. Where
a rule is not sure that several things are asked for, one is: a question that is not split is still answered whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.needs.clauses import asking_words, needs_of_clauses
from retrieval.needs.kinds import asking_at, is_list, is_yes_no, kind_at, kind_named, need_of
from retrieval.needs.leaning import is_fragment, lacks_verb, leaning_of, says_nothing
from retrieval.needs.main_clause import asking_sentence, main_clause, told_at
from retrieval.needs.rephrasing import ASKS, LEANING, asked_instead, asked_of, subject_of, topic_of
from retrieval.needs.sides import needs_of_aspects, needs_of_sides
from retrieval.needs.values import Need, Needs
from retrieval.needs.words import (
    BE,
    DETERMINERS,
    PREPOSITIONS,
    after_asking,
    key_of,
    lowered,
    proper_start,
    question_word,
    tokens_of,
    without_end,
    without_lead,
)
from retrieval.terms import terms
from retrieval.values import Missing

__all__ = [
    "ASKS",
    "LEANING",
    "Need",
    "Needs",
    "asked_instead",
    "asked_of",
    "asking_words",
    "is_fragment",
    "lacks_verb",
    "leaning_of",
    "missing_of",
    "names_whom",
    "needs_of",
    "says_nothing",
    "subject_of",
    "topic_of",
    "without_end",
    "without_lead",
]

_LONGEST_MISSING = 140
# Said after a question, and no part of it.
_CLOSINGS = frozenset("please pls plz thanks btw lol tho though".split())


_ODD = re.compile(r"[<>`|\\@#*_~\[\]{}]|https?:|\n")


_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "'", "„": "‘", "«": "‘", "»": "’"})
# Ask of no way or means.
_FARING = frozenset(
    "react reacted respond responded feel felt fare fared perform performed look looked change changed affect affects affected impact related".split()
)
_FARING_AT_THE_END = frozenset("do doing go going gone end ended close closed play played finish finished".split())
# What is done to something, where it does not end in "-ed", "-en" or "-ing".
_DONE = frozenset(
    """made built done found run held caught sold bought paid kept sent hit cut put set shut told lost won fought taught brought thought
    left met read spent shot fed led known grown thrown drawn blown flown seen begun sung sunk understood hurt overcome able""".split()
)


@lru_cache(maxsize=1024)
def needs_of(question: str) -> Needs:
    """What `question` asks for, in any case and with the usual slips of the keyboard; beyond MAX_QUESTION it is not read."""
    tokens, keys = tokens_of(question)
    start, whether = proper_start(keys)
    # What a follow-up leans on stands after a dash: every part leans on it.
    dash = next(
        (at for at in range(start + 1, len(keys)) if tokens[at] == "—" and tokens[at - 1][-1] == "?"), len(keys)
    )
    topic = " ".join(tokens[dash + 1 :])
    # "Did the firm say why it closed and when?" is of the firm.
    teller = " ".join(tokens[start + 1 : max(start, start + told_at(keys[start:dash]) - 1)])
    tokens, keys = main_clause(tokens[start:dash], keys[start:dash])
    if not any(keys):
        return Needs("one", None)
    if topic and (asks := asking_words(tokens, keys)):
        return Needs("several", None, tuple(need_of(each, f"{each}? — {topic}") for each in dict.fromkeys(asks)))
    parts = needs_of_sides(tokens, keys) or needs_of_aspects(tokens, keys) or needs_of_clauses(tokens, keys)
    if len(parts) > 1:
        return Needs("several", None, tuple(_leaning_on(topic or teller, part) for part in _told_apart(parts)))
    tokens, keys = asking_sentence(tokens, keys)
    at = asking_at(keys)
    kind = kind_named(keys) if at is None else kind_at(keys, at)
    if whether or is_yes_no(tokens, keys):
        return Needs("yes_no", None)
    if is_list(keys, at):
        return Needs("list", kind)
    return Needs("one", kind)


def missing_of(question: str) -> Missing | None:
    """What an article lacks that does not answer `question`, None where that can't be said in a sentence that reads well.

    `about` is the question's own clause from its question word on: no grammar has to be made anew, so that “gives no number for
    ‘how many engineers did Apple lay off’” always reads. What only leads in ("can you tell me") and the mark at the end are left
    out, the question word is in lower case, and quotation marks are single. None for several things, for yes or no, for "who is
    Ida Holm?" (which has the name), for what leans on nothing but "it", and for text that is long or hardly a sentence.
    """
    said = question.strip(" ?!.")
    if len(said) > _LONGEST_MISSING or _ODD.search(said) or "?" in said.replace("? —", "", 1):
        return None  # of a follow-up, what it follows reads well once, and not what that followed
    needs = needs_of(question)
    tokens, keys = tokens_of(question)
    start, _ = proper_start(keys)
    tokens, keys = asking_sentence(*main_clause(tokens[start:], keys[start:]))
    while keys and (not keys[-1] or keys[-1] in _CLOSINGS):
        tokens, keys = tokens[:-1], keys[:-1]
    if needs.kind is None or needs.form not in ("one", "list") or not terms(" ".join(keys)):
        return None
    at = asking_at(keys)
    if at is None or _names_whom(tokens, keys, at):
        return None
    after = after_asking(keys, at)
    if needs.kind == "manner" and _asks_how_it_fares(keys, after):
        return None
    if keys[after : after + 1] == [""] or tokens[after - 1].endswith(":"):
        return None  # "Who? — the tower": pieced together, it makes no clause
    about = " ".join(token for token in tokens if key_of(token) != "tho").translate(_QUOTES)
    about = about.replace("? —", " —").rstrip(" ?!.,;:—–-")
    if about.isupper():
        about = about.lower()
    elif question_word(keys[0]) or keys[0] in PREPOSITIONS:
        first, space, rest = about.partition(" ")
        about = first.lower() + space + rest
    return Missing(needs.kind, " ".join(about.split()))


def _asks_how_it_fares(keys: Sequence[str], after: int) -> bool:
    """Whether "how did shares react?" or "how is the patient?" asks of no way or means; `after` is where the verb stands."""
    if _FARING.intersection(keys) or (keys[-1] in _FARING_AT_THE_END and keys[-2] not in DETERMINERS):
        return True
    done = (key in _DONE or key.endswith(("ed", "en", "ing")) for key in keys[after + 2 :])
    return keys[after : after + 1] != [] and keys[after] in BE and not any(done)


def names_whom(question: str) -> bool:
    """Whether it is "who is Ida Holm?", which gives the name and asks for the rest."""
    tokens, keys = tokens_of(question)
    at = asking_at(keys) if keys else None
    return at is not None and _names_whom(tokens, keys, at)


def _names_whom(tokens: Sequence[str], keys: Sequence[str], at: int) -> bool:
    """Whether it is "who is Ida Holm?", which gives the name and asks for the rest."""
    be = at + 1 if keys[at] == "who" else at
    if question_word(keys[at]) != "who" or be >= len(keys) or not (keys[be] in BE or keys[be].startswith("who'")):
        return False
    rest = [key for key in keys[be + 1 :] if key]
    if not rest or rest[0] in PREPOSITIONS:
        return False
    if rest[0] in DETERMINERS:  # "who are the Proud Boys?"
        several = keys[be] in ("are", "were") and len(rest) > 1
        return several and all(token[:1].isupper() for token in tokens[be + 2 :]) and tokens[be + 1][:1].islower()
    if tokens[be + 1][:1].isupper() and not all(token.isupper() for token in tokens):
        return True
    return len(rest) <= 3 and not rest[0].endswith(("ed", "ing", "en", "ible", "able")) and "of" not in rest


def _told_apart(parts: Sequence[Need]) -> tuple[Need, ...]:
    """`parts` whose `asks` differ: where two ask "who", each gets its whole question."""
    asks = [part.asks for part in parts]
    return tuple(
        part if asks.count(part.asks) == 1 else Need(lowered(part.question.partition("?")[0]), part.question, part.kind)
        for part in parts
    )


def _leaning_on(topic: str, part: Need) -> Need:
    if not topic:
        return part
    seam = "," if "? — " in part.question else "? —"
    return Need(part.asks, f"{without_end(part.question)}{seam} {topic}", part.kind)
