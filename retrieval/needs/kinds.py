"""What kind of thing a question of one thing asks for, and whether of one, of a list, or of yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import get_args

from retrieval.needs.values import Need
from retrieval.needs.words import (
    AUX,
    BE,
    CLOSING,
    COMMANDS,
    DETERMINERS,
    ENDS,
    PRECISELY,
    PREPOSITIONS,
    PRONOUNS,
    after_asking,
    kind_of_noun,
    question_word,
    tokens_of,
)
from retrieval.ranking.evidence import ask_for
from retrieval.values import Kind

_NOT_PLURAL = frozenset(
    """does was is has its this us causes happens makes says means goes comes costs gives takes keeps drives brings sets needs
    works looks explains kills triggers worries threatens attracts prevents hurts affects protects allows requires includes contains
    remains inspires news series species politics physics economics headquarters whereabouts gas bias lens christmas odds
    chaos perhaps always his hers theirs ours yours less versus vs plus thus yes stands runs owns hosts wins sells leads
    police bus campus virus status bonus focus""".split()
)


_PLURAL = frozenset("people men women children ones countries cities companies things".split())


_FILLERS = frozenset(
    """the two three four five six seven eight nine ten other different main major biggest largest big key new top most best some
    all main first last tech former local specific exact possible important""".split()
)


_COUNTED = (_FILLERS - {"the"}) | {"all", "every", "each", "some", "few"}


_NAMED = frozenset(
    "mentioned listed named reported raised cited discussed described involved affected announced given".split()
)


_BY_WORD: dict[str, Kind] = {"when": "time", "where": "place", "why": "cause"}


# "The area of the park" and "the state of the economy" are no places.
_MEASURES = frozenset(("area", "state"))


# Belong to the verb and not to the noun before them, as what ends in "-ly" does: "what time tomorrow", "what groups never".
_ADVERBS = frozenset(
    "today tonight tomorrow yesterday never ever also still alone already now first once more less then most".split()
)


# "Anyone hurt?"
_ANY = frozenset("any anyone anybody anything".split())


# "What will it cost?"
_MEASURING = frozenset("cost costs weigh weighs measure measures".split())


_CAUSING = frozenset("caused causes led prompted triggered".split())


def asking_at(keys: Sequence[str]) -> int | None:
    """Where the words stand that say what is asked: at the start, after a short lead, or at the end ("it burned when?")."""
    if after_asking(keys, 0) > 0:
        return 0
    found = [at for at, key in enumerate(keys) if question_word(key)]
    for at in found:
        end, asking = after_asking(keys, at), question_word(keys[at])
        closing = end == len(keys) or not any(keys[end:])
        opening = (
            at + 1 < len(keys) and keys[min(end, len(keys) - 1)] in AUX and asking not in ("which", "who", "whose")
        )
        if closing or opening or (asking == "how" and keys[at + 1 : at + 2] in (["many"], ["much"])):
            return at
        if asking in ("who", "which", "what") and keys[0] in PREPOSITIONS:
            return at  # "in 1902, who owned it?"
    return None


def kind_at(keys: Sequence[str], at: int) -> Kind | None:
    """What kind of thing the asking words at `at` ask for."""
    at += not question_word(keys[at])
    asking = question_word(keys[at])
    rest = [*(["is"] if keys[at] != asking else []), *keys[at + 1 : at + 9], ""]
    if asking == "how":
        kind = _known(ask_for(f"how {rest[0]}").kind)
        degree = rest[0] not in AUX | PRECISELY and (
            not any(rest[1:2]) or rest[1] in AUX
        )  # "how bad was it?" asks of no way
        return None if rest[0] == "about" or (kind == "manner" and degree) else kind
    if asking not in ("what", "which"):
        return _BY_WORD.get(asking, "person")
    if rest[0] in _CAUSING:
        return "cause"
    if asking == "what" and rest[0] in AUX - BE and _measures(rest):
        return "number"
    if rest[0] in BE:
        return _kind_of_what_is(rest[1:])
    head = _head(rest) if kind_of_noun(rest[0]) else 0
    return kind_of_noun(rest[head]) or (None if head else kind_named(rest))


def _head(keys: Sequence[str]) -> int:
    """Where the noun stands that "which" asks for, of those that open `keys`: the senator of "which state senator resigned"."""
    for at in range(1, min(5, len(keys))):
        key = keys[at]
        if not key or key in CLOSING or key in DETERMINERS or key in PRECISELY or _tells_how(key):
            return 0
        following = keys[at + 1] if at + 1 < len(keys) else ""
        if following in AUX or (following.endswith("ed") and not key.endswith("ed")):
            return at
    return 0


def _kind_of_what_is(keys: Sequence[str]) -> Kind | None:
    """The kind of what stands after "what is": "the age of Ida Holm", "Ida Holm's age"."""
    owner = next((at for at, key in enumerate(keys[:5]) if key.endswith("'s")), None)
    if owner is not None:
        return kind_named(keys[owner + 1 :])
    told = keys[0] in DETERMINERS and _MEASURES.isdisjoint(keys[1:3])
    return kind_named(keys) if told else None


def _measures(keys: Sequence[str]) -> bool:
    """Whether a verb of measuring is among `keys`: "will it cost", but not "will they do about costs"."""
    nouns = PREPOSITIONS | DETERMINERS
    return any(key in _MEASURING and before not in nouns for before, key in pairwise(keys))


def _known(kind: str) -> Kind | None:
    return next((each for each in get_args(Kind) if each == kind), None)


def kind_named(keys: Sequence[str]) -> Kind | None:
    """The kind of a noun phrase that opens `keys`, by its last noun: "the release date of …" is a time."""
    last = ""
    for key in keys[:6]:
        if not last and (key in DETERMINERS or key in _FILLERS or key in COMMANDS or key in ("me", "us")):
            continue
        if key in ("and", "&", "or"):
            return None  # "the name and age": of two kinds
        if not key or question_word(key) or key in CLOSING or key in DETERMINERS:
            break
        last = key
    return kind_of_noun(last)


def is_yes_no(tokens: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether it opens as only yes or no can answer ("did it", "anyone hurt"), or ends in "…, right?"."""
    while keys and not keys[-1]:
        tokens, keys = tokens[:-1], keys[:-1]
    if not keys or question_word(keys[-1]):
        return False
    if keys[0] in AUX and len(keys) > 1 and keys[0] not in ("be", "been") and not keys[1][:1].isdigit():
        return not (question_word(keys[1]) or keys[:2] == ["do", "not"])
    if keys[0] in _ANY and len(keys) > 1:
        return True
    tag = len(tokens) > 2 and tokens[-2].endswith(",") and keys[-1] in ("right", "correct", "true", "yes", "no")
    # "He had a boat right?", but not "what about the right?".
    tag = tag or (len(tokens) > 3 and tokens[-1] == "right?" and keys[-2] not in DETERMINERS | PREPOSITIONS | AUX)
    question_tag = len(tokens) > 3 and tokens[-3].endswith(",") and keys[-2] in AUX and keys[-1] in PRONOUNS
    return not question_word(keys[0]) and (tag or question_tag)


def is_list(keys: Sequence[str], at: int | None) -> bool:
    """Whether more than one thing of a sort is asked for; `at` is where the asking words stand."""
    if keys[0] in COMMANDS or keys[0] in ("all", "examples"):
        return _lists(keys[0], [key for key in keys[1:] if key not in ("me", "us", "out")])
    if at is None:
        return False
    led = not question_word(keys[at])
    at += led
    asking, rest = question_word(keys[at]), [*keys[at + 1 :], "", ""]
    if asking not in ("what", "which", "who", "whose"):
        return False
    if rest[0] == "all" or (asking == "which" and rest[0] == "of" and "two" not in rest[1:3] and plural(rest[1:])):
        return True
    if keys[at] == asking and rest[0] not in BE:
        return asking != "who" and plural(rest)
    one = (rest[0] if keys[at] == asking else keys[at]).endswith("s")  # "who is the Rovers manager?"
    rest = rest if keys[at] != asking else rest[1:]
    led_in = rest[0] in DETERMINERS or rest[0] in _FILLERS or rest[0].endswith("'s")
    return led_in and plural(rest[rest[0].endswith("'s") :], after_be=True, closed=one)


def _lists(command: str, rest: Sequence[str]) -> bool:
    """Whether a command ("name", "give me", …) is followed by several: "name the engineer" is not."""
    if not rest:
        return False
    if command in ("list", "enumerate", "examples"):
        return rest[0] not in ("price", "prices")
    counted = rest[0] in _COUNTED or list(rest[:2]) in (["a", "few"], ["a", "list"])
    if command == "name" and counted:
        return True
    several = counted or rest[0] == "the" or command in ("name", "all")
    return list(rest[:2]) == ["a", "list"] or rest[0] == "examples" or (several and plural(rest))


def plural(keys: Sequence[str], *, after_be: bool = False, closed: bool = False) -> bool:
    """Whether the noun phrase that opens `keys` is of several; `after_be` in "what are the workers doing?" it is none's.

    `closed` is whether it must be seen to end with what is several: "the Rovers" of "the Rovers manager" does not.
    """
    first = 0
    while first < len(keys) and (keys[first] in DETERMINERS or keys[first] in _FILLERS or keys[first].isdigit()):
        first += 1
    for at in range(first, min(first + 4, len(keys))):
        key, after = keys[at], keys[at + 1] if at + 1 < len(keys) else ""
        if not key or key in CLOSING or key in _NOT_PLURAL or key == "or":
            return False
        many = key in _PLURAL or (len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is", "'s")))
        if not many:
            continue
        if after_be and after.endswith(("ing", "ed")) and after not in _NAMED:
            return False
        # "Which sports team moved?", "which Texas city was hit?": of one, named after what is several.
        if not closed and _names_one(keys[at + 1 :]):
            continue
        # "which city hosts the games?": a verb, since nothing that follows a noun follows it.
        ended = not after or after in AUX or after in PREPOSITIONS or after in ("that", "who", "which", "have")
        return (at == first and not closed) or ended or after.endswith("ed") or after in _NAMED
    return False


def _names_one(keys: Sequence[str]) -> bool:
    """Whether `keys`, which follow what is several, open with a noun that is not: "team moved", "city was hit"."""
    noun, verb = [*keys, "", ""][:2]
    none = (
        noun in CLOSING | DETERMINERS | _PLURAL or noun.endswith(("s", "ed")) or question_word(noun) or _tells_how(noun)
    )
    return bool(noun) and not none and (verb in AUX or verb.endswith("ed"))


def _tells_how(key: str) -> bool:
    return key in _ADVERBS or key.endswith("ly")


def need_of(asks: str, text: str) -> Need:
    """`text` as a question of its own, and its kind."""
    text = f"{text[:1].upper()}{text[1:]}".rstrip(ENDS + " ") + ("" if "? — " in text else "?")
    return Need(asks, text, needs_kind(text))


def needs_kind(text: str) -> Kind | None:
    """The kind that a question of one thing asks for."""
    _, keys = tokens_of(text)
    at = asking_at(keys)
    return kind_named(keys) if at is None else kind_at(keys, at)
