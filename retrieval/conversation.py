"""How a question is read that follows another: "and when?" after "Why did it close?" asks "When did it close?".

A question that stands on its own is left alone. One that only asks which way ("when?", "how many?") takes the place of the
question word before it; one that leans on what was said ("did they say so?", "what about India?") gets the words of the
question before it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from retrieval.answering import NEAREST
from retrieval.errors import QuestionError
from retrieval.terms import STOP_WORDS, stem, words
from retrieval.values import MAX_QUESTION, Answer, NoAnswer, Outcome, Question

_OPENING = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|then|also|or|now|well|please|thanks|thank you|tell me(?: more)?(?: about)?)\b[\s,:;.!–—-]*)+",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:ok(?:ay)?|alright|thanks?|thank you|thx|ty|cheers|great|nice|cool|perfect|good|got it|i see|very much|so much|a lot|"
    r"many|much appreciated|appreciated|[\W_])+",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:(?:what|how) about|and in|and for|and)\s+(?P<topic>.+?)[\s?.!]*$", re.IGNORECASE)
_ASKING_WORD = (
    r"(?:what|which) (?:year|month|day|date|time|country|city|place|reason|kind|sort)"
    r"|how (?:many|much|long|often|far|old|big|large|tall|high|soon|come|else)"
    r"|whom?|whose|what|when|where|which|why|how"
)
_PREPOSITION = r"(?:(?:since|until|till|from|to|in|on|at|by|for|with|of|about|around) )?"
_ASKS = re.compile(rf"^(?P<asks>{_PREPOSITION}(?:{_ASKING_WORD}))\b[\s,—]*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
# Can take another's place before "did it close?"; "who" and "how many" can't, since there is no room for what they ask.
_ADVERB = re.compile(
    r"^(?:when|where|why|how(?: (?:long|often|far|soon|come))?|(?:what|which) (?:year|month|day|date|time|reason)"
    r"|(?:since|until|till|from|to|in|on|at|by|for|with|of|about|around) .+)$",
    re.IGNORECASE,
)
_AUXILIARY = frozenset(
    "did do does is are was were be has have had will would can could should may might must didn’t didn't doesn’t doesn't "
    "isn’t isn't wasn’t wasn't".split()
)
# Stand for something said before.
_LEANING = frozenset(
    "it its they them their theirs he him his she her hers this that these those there then so such one ones both same "
    "former latter else".split()
)
# A longer one is a sentence of its own.
_LONGEST_TOPIC = 6
_EXACTLY = frozenset("exactly precisely not so then else again again? really though".split())


def read_follow_up(asked: Question, before: Question) -> Question:
    """`asked` as it is meant after `before`, itself where it stands on its own."""
    bare = _OPENING.sub("", asked.text).strip()
    opened = bare != asked.text
    if not words(bare):
        return before
    if topic := _led_in(asked.text):
        # A topic led in before gives way to this one.
        return _question(f"{_without_end(before.text.rpartition(' — ')[0] or before.text)} — {topic}?", asked)
    found = _ASKS.match(bare)
    if found is not None and _only_asks(found["rest"]):
        return _question(_asked_instead(found["asks"], before.text), asked)
    own = _own_words(bare)
    leans = any(word in _LEANING for word in words(bare))
    # "and the tower?" needs the question before it, "and who is Ida Holm?" does not.
    if own and not leans and not (opened and found is None and len(own) <= 2):
        return asked
    missing = _topic(before.text, known=own)
    return _question(f"{_without_end(bare)}? — {missing}" if missing else bare, asked)


def is_courtesy(text: str) -> bool:
    """Whether `text` only thanks or agrees, and asks nothing."""
    return any(char.isalpha() for char in text) and _COURTESY.fullmatch(text) is not None


async def ask_after(
    ask: Callable[[Question], Awaitable[Outcome]], asked: Question, before: Question | None, threshold: float
) -> Outcome:
    """What comes of `asked` where `before` was asked before it, if anything was.

    Where it leads in a topic that the question before keeps out of sight, the topic is asked about by itself.
    """
    if before is None:
        return await ask(asked)
    outcome = held_to_topic(asked, await ask(read_follow_up(asked, before)), threshold)
    topic, found = _led_in(asked.text), _ASKS.match(before.text)
    if topic and found is not None and isinstance(outcome, NoAnswer):
        asks = found["asks"][:1].upper() + found["asks"][1:]
        other = held_to_topic(asked, await ask(_question(f"{asks} — {topic}?", asked)), threshold)
        if isinstance(other, Answer):
            return other
    return outcome


def held_to_topic(asked: Question, outcome: Outcome, threshold: float) -> Outcome:
    """`outcome`, or an honest no where `asked` led in a topic ("what about India?") that its first citation does not speak of.

    Only the question before is answered then, whose words were asked again; so the confidence falls below `threshold`.
    """
    topic = _own_words(_led_in(asked.text))
    if not topic or not isinstance(outcome, Answer):
        return outcome
    spoken = {stem(word) for word in words(f"{outcome.citations[0].title} {outcome.text}")}
    if topic & spoken:
        return outcome
    nearest, confidence = outcome.citations[:NEAREST], min(outcome.confidence, threshold / 2)
    return NoAnswer(outcome.question, "not_stated", nearest, confidence, outcome.generations)


def _led_in(text: str) -> str:
    """The topic that `text` leads in, or nothing."""
    about = _ABOUT.match(_OPENING.sub("", text).strip()) or _ABOUT.match(text)
    if about is None or _ASKS.match(about["topic"]) or len(_own_words(about["topic"])) > _LONGEST_TOPIC:
        return ""
    return about["topic"]


def _only_asks(rest: str) -> bool:
    return all(word in _EXACTLY or word in _LEANING - {"one", "ones"} for word in words(rest)) and len(words(rest)) <= 2


def _asked_instead(asks: str, before: str) -> str:
    """`before` with `asks` in place of its own question word: "Why did it close?" -> "When did it close?"."""
    asks = asks[:1].upper() + asks[1:]
    found = _ASKS.match(before)
    if found is None:
        return f"{asks}: {_OPENING.sub('', before).strip()}"
    if not _ADVERB.match(asks):
        return f"{asks}? — {_topic(before, known=frozenset())}"
    rest = found["rest"].split()
    auxiliary = next((at for at, word in enumerate(rest[:5]) if word.lower() in _AUXILIARY), None)
    if auxiliary is None:
        return f"{asks} — {' '.join(rest)}"
    # "How many loaves does he sell?": the loaves stay.
    noun, clause = rest[:auxiliary], _without_end(" ".join(rest[auxiliary:]))
    return " ".join([asks, clause, *noun]) + "?"


def _topic(before: str, known: frozenset[str]) -> str:
    """The words of `before` that say what it is about, those that are `known` left out."""
    found = _ASKS.match(before)
    kept = []
    for word in (found["rest"] if found else before).split():
        folded = words(word)
        if folded and all(part in _AUXILIARY or part in _LEANING for part in folded):
            continue
        if folded and all(stem(part) in known for part in folded):
            continue
        kept.append(word)
    return " ".join(kept)[-MAX_QUESTION // 3 :].strip(" ?!.—-")


def _own_words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS and word not in _EXACTLY)


def _without_end(text: str) -> str:
    return text.rstrip(" ?!.")


def _question(text: str, asked: Question) -> Question:
    try:
        return Question(text)
    except QuestionError:
        return asked  # together they are too long; alone it was not
