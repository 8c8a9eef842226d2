"""A question in other words: asked by another's question word, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.needs.words import (
    AUX,
    CLOSING,
    DANGLING,
    DETERMINERS,
    DO,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    key_of,
    lowered,
    without_end,
    written_out,
)
from retrieval.terms import stem, words
from retrieval.values import MAX_QUESTION

_ASKING_WORD = (
    r"(?:what|which) (?:year|month|day|date|time|country|city|place|reason|kind|sort)"
    r"|how (?:many|much|long|often|far|old|big|large|tall|high|soon|come|else)"
    r"|whom?|whose|what|when|where|which|why|how"
)
_PREPOSITION = r"(?:(?:since|until|till|from|to|in|on|at|by|for|with|out of|of|about|around|over|under|per|against|within|between|using|than) )?"
# A question's asking words, and the rest of it.
ASKS = re.compile(rf"^(?P<asks>{_PREPOSITION}(?:{_ASKING_WORD}))\b[\s,—]*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
# Can take another's place before "did it close?"; "who" and "how many" can't, since there is no room for what they ask.
_ADVERB = re.compile(
    r"^(?:when|where|why|how(?: (?:long|often|far|soon|come))?|(?:what|which) (?:year|month|day|date|time|reason)"
    r"|(?:since|until|till|from|to|in|on|at|by|for|with|of|about|around) .+)$",
    re.IGNORECASE,
)
# Stand for something said before.
LEANING = frozenset(
    "it its they their them theirs he him his she her hers this that these those there then so such one ones both same "
    "former latter else himself herself itself themselves".split()
)
# Of these most tell one thing from another: "the former mayor".
_TELLING_APART = frozenset("former latter same such both".split())

# What a question is about is told by none of these, which others than "he" and "she" take up or address.
_NOBODY = PRONOUNS - {"he", "she"}
# Before so many words of a question whoever says something is named.
_LONGEST_SPEAKER = 6


def asked_instead(asks: str, before: str) -> str:
    """`before` with `asks` in place of its own question word: "Why did it close?" -> "When did it close?"."""
    asks, before = asks[:1].upper() + asks[1:], written_out(before)
    asks = "Why" if asks.casefold() == "how come" else asks  # "how come it closed?", but "why did it close?"
    found = ASKS.match(before)
    if not _ADVERB.match(asks):
        return f"{asks}? — {topic_of(before)}"
    if found is None:
        opens = key_of(before.split(maxsplit=1)[0] if before.strip() else "") in AUX
        return f"{asks} {lowered(without_end(before))}?" if opens else f"{asks}: {without_end(before.strip())}"
    rest = found["rest"].split()
    while rest and not key_of(rest[0]):
        rest.pop(0)  # of "Who? — the tower"
    auxiliary = next((at for at, word in enumerate(rest[:5]) if key_of(word) in AUX and not _is_name(word, rest)), None)
    if (
        auxiliary is None
        or len(rest) <= 2
        or _inside(found["asks"], rest[:auxiliary])
        or _is_subject(found["asks"], rest)
    ):
        # "Who sold it?", "Who did it?", "Who will pay for it?": nothing for a "when" to stand before.
        return f"{asks} — {' '.join(rest)}"
    noun, clause = rest[:auxiliary], rest[auxiliary:]
    if noun and key_of(clause[0]) not in DO and len(clause) > 1 and not _opens_subject(clause[1]):
        # "How many jobs were cut?": they are what was cut.
        clause, noun = [clause[0], *noun, *clause[1:]], []
    # "How many loaves does he sell in Varn?": the loaves stay.
    clause = without_end(" ".join(clause)).split()
    place = next((at for at in range(2, len(clause) - 1) if _says_where(clause[at:])), len(clause))
    return " ".join([asks, *clause[:place], *noun, *clause[place:]]) + "?"


def asked_of(topic: str, before: str) -> str:
    """`before` asked of `topic` in place of the one thing that it is about, "" where that can't be told.

    "When did Page resign?" asks of Strzok "When did Strzok resign?".
    """
    asks, rest, (start, end) = _parted(before)
    if start >= end or any(word[:1].isupper() for word in rest[end:]):
        return ""  # of two names either may be meant
    return f"{asks} {' '.join([*rest[:start], topic, *rest[end:]])}?".strip()


def subject_of(text: str) -> str:
    """Who or what does what the question `text` asks of: "Page" of "When did Page resign?"; "" where that can't be told."""
    asks, rest, (start, end) = _parted(text)
    return "" if start == end or key_of(rest[0]) not in AUX or _is_subject(asks, rest) else " ".join(rest[start:end])


def _parted(text: str) -> tuple[str, list[str], tuple[int, int]]:
    """The asking words of a question, what follows them, and where in that what it is about begins and ends."""
    text = written_out(text)
    found = ASKS.match(text)
    asks = found["asks"] if found else ""  # "did Page resign?"
    rest = without_end(found["rest"] if found else text).split()
    keys = [key_of(word) for word in rest]
    return asks, rest, _about(asks, rest, keys) if len(rest) >= 2 and all(keys) else (0, 0)


def _about(asks: str, rest: Sequence[str], keys: Sequence[str]) -> tuple[int, int]:
    """Where in `rest` what a question is about begins and ends: its subject, or the object of "who leads the team?"; 0 and 0 if open."""
    led = keys[1] in DETERMINERS
    closing = next((at for at in range(2, len(keys)) if keys[at] in CLOSING | DETERMINERS), len(keys))
    if keys[0] not in AUX:
        return (1, closing) if asks.casefold() in ("who", "what") and led and closing == len(keys) else (0, 0)
    named = next((at for at in range(1, len(rest)) if not rest[at][:1].isupper()), len(rest))
    if named > 1:
        return 1, named
    said = next((at for at in range(2 + led, min(_LONGEST_SPEAKER, len(keys))) if keys[at] in SAYING), 0)
    if said and keys[1] not in _NOBODY and CLOSING.isdisjoint(keys[1:said]):
        return 1, said
    # A word, and at most one for what is done: of more, several may be a name. "The price of bread" may be that of milk.
    surely = keys[1] not in _NOBODY and closing - led in (2, 3) and "of" not in keys[2 + led : 4 + led]
    return (1, 2 + led) if surely else (0, 0)


def topic_of(text: str, known: frozenset[str] = frozenset()) -> str:
    """The words of the question `text` that say what it is about, those whose stems are `known` left out."""
    text = written_out(text)
    found = ASKS.match(text)
    kept: list[str] = []
    rest = (found["rest"] if found else text).split()
    rest = rest[rest[:1] in (["'s"], ["’s"], ["about"]) :]  # of "how old's she?", "what about Holm?"
    for at, word in enumerate(rest):
        folded = words(word)
        empty = all(part in AUX or part in LEANING - _TELLING_APART for part in folded)
        if empty and not (folded and (found or at) and _is_name(word, rest)):
            continue
        if all(stem(part) in known for part in folded):
            continue
        kept.append(word.rstrip("?!"))
    while kept and key_of(kept[-1]) in DANGLING:
        kept.pop()
    return " ".join(kept)[-MAX_QUESTION // 3 :].strip(" ?!.—-")


def _is_name(word: str, rest: Sequence[str]) -> bool:
    """Whether `word` of `rest` is written as a name, as May and Will may be: not where every word is written large."""
    return word[:1].isupper() and any(each[:1].islower() for each in rest)


def _inside(asks: str, noun: Sequence[str]) -> bool:
    """Whether what stands between the asking words and the next helper is a clause: "who thinks it will …"."""
    keys = [key_of(word) for word in noun]
    told = any(key in PRONOUNS or key in SAYING for key in keys)
    return told or (bool(keys) and asks.casefold() in ("who", "whom"))


def _says_where(tokens: Sequence[str]) -> bool:
    """Whether it is "in Oregon", "in 2014" or the like: a preposition, and then names, numbers and what leads to them."""
    keys = [key_of(token) for token in tokens]
    named = [key[:1].isdigit() or token[:1].isupper() for key, token in zip(keys, tokens, strict=True)]
    led = [key in DETERMINERS or key in PREPOSITIONS for key in keys]
    return keys[0] in PREPOSITIONS - {"of"} and any(named) and all(map(max, named, led))


def _is_subject(asks: str, rest: Sequence[str]) -> bool:
    """Whether "who" or "what" itself does what is asked: "will pay for it", but not "will Intel pay"."""
    return asks.casefold() in ("who", "what") and key_of(rest[0]) in AUX - DO and not _opens_subject(rest[1])


def _opens_subject(token: str) -> bool:
    key = key_of(token)
    return key in DETERMINERS or key in PRONOUNS or token[:1].isupper()
