"""How a question is read that follows another: "and when?" after "Why did it close?" asks "When did it close?".

A question that stands on its own is left alone. One that only asks which way ("when?", "how many?") takes the place of the
question word before it; one that leans on what was said ("did they say so?", "what about India?") gets the words of the
question before it; which words lean is told in `needs.leaning`. What the answer pointed at is what a pronoun of its kind
means: "how old is he?" after "Marty Beard" gets that name. Words are only ever added, and shown to who asked: nothing that was typed gives way to a guess.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from retrieval.answering import nearest_of
from retrieval.confidence import odds_of, probability_of
from retrieval.errors import QuestionError
from retrieval.needs import (
    ASKS,
    LEANING,
    Need,
    Needs,
    asked_instead,
    asking_words,
    lacks_verb,
    leaning_of,
    needs_of,
    says_nothing,
    topic_of,
    without_end,
    without_lead,
)
from retrieval.needs.words import AUX, OPENINGS, question_word, tokens_of
from retrieval.pronouns import PERSONS, Answered, named_in
from retrieval.terms import STOP_WORDS, stem, words
from retrieval.values import Answer, NoAnswer, Outcome, Question

# Open nothing in "now that it closed", "so far", "and now?", "wait times", "just how bad".
_AT_TIMES = frozenset("now so wait just like quick question footnote bot right yes no".split())
_OPENING = re.compile(
    rf"^(?:(?:now(?! that\b)(?!\W*$)|so(?! (?:far|many|much|that)\b)|{'|'.join(sorted(OPENINGS - _AT_TIMES))}"
    r"|thank you|thx|h+m+|u[mh]+|oh+|yep|bro|dude|kk?|tell me(?: more)?(?: about)?"
    r"|(?:wait|yes|no|right|like|exactly|roughly|approximately)(?=\s*[,.!…–—-]|\s+(?:and|but|so|wh\w+|how)\b))\b(?!-\w)[\s,:;.!…–—-]*)+",
    re.IGNORECASE,
)
# Go on from what was said, as "please" and "well" do not.
_GOING_ON = frozenset("and but so then or also ok okay now".split())
_COURTESY = re.compile(
    r"(?:ok(?:ay)?|alright|thanks?|thank you|thx|ty|cheers|great|nice|cool|perfect|good|got it|i see|very much|so much|a lot|"
    r"many|much appreciated|appreciated|lol|wow|oh|hm+|yeah|yep|yes|sure|sorry|interesting|hello|hi|hey|there|morning|afternoon|"
    r"evening|night|bye|nope|nah|no|never mind|nvm|[\W_])+",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:(?:what|how) about|(?:the )?same(?: question| thing)? (?:for|in|with)|i meant?|and in|and for|and"
    r"|(?:in|for|at|from)(?! (?:all|real|sure|now|good|example|instance|free|fun)\b)(?=(?:\s+[^\s?.!]+){1,3}[\s?.!]*$))"
    r"\s+(?P<topic>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
# A longer one is a sentence of its own.
_LONGEST_TOPIC = 6
_EXACTLY = frozenset(
    "exactly precisely not so then else again really though tho now specifically actually roughly approximately".split()
)
_NEGATED = {
    **{word: f"{word}n't" for word in "is are was were do does did has have had would could should".split()},
    "will": "won't",
    "can": "can't",
}
# Written large, "US" and "WHO" are names and no pronouns.
_LETTERS = re.compile(r"\b(?:[A-Z]\.?){2,}(?![a-z])")
_OTHERS = frozenset(("other", "others", "another"))
_OTHER = frozenset(map(stem, _OTHERS))


def read_follow_up(asked: Question, before: Question, answered: Answered | None = None) -> Question:
    """`asked` as it is meant after `before`, whose answer named `answered`; itself where it stands on its own."""
    if other := _other_side(asked, before, answered):
        return _question(other.question, asked)
    return _question(_reading(asked.text, before.text, answered or Answered()), asked) if leans(asked) else asked


def _reading(asked: str, before: str, answered: Answered) -> str:
    """The words that a question means which leans on the one before it."""
    bare, told = _bare(asked), _proper(before)
    said = _spelt(bare)
    if topic := _led_in(asked):
        # A topic led in before gives way to this one.
        return f"{without_end(before.rpartition(' — ')[0] or before)} — {topic}?"
    if several := asking_words(*tokens_of(bare)):
        topic = topic_of(told)
        return f"{' and '.join(several)}? — {topic}" if topic else bare
    found = ASKS.match(said)
    if found is not None and _only_asks(found["rest"]):
        return _asked_of(found["asks"], frozenset(words(found["rest"])), _first_of(told))
    own = frozenset(words(said))
    if says_nothing(said) and not (leaning_of(said) or any(map(question_word, own)) or own & _OTHERS):
        return before  # "ok thanks", "more?", "go on", "source?"
    missing = _meant(bare, told, needs_of(before), answered)
    return f"{without_end(bare)}? — {missing}" if missing else bare


def leans(asked: Question) -> bool:
    """Whether `asked` means something only after another question: what can be asked by itself is bound to nothing said before."""
    bare = _bare(asked.text)
    said = _spelt(bare)
    found, own = ASKS.match(said), _own_words(said)
    if not own or _led_in(asked.text) or (found is not None and _only_asks(found["rest"])) or leaning_of(bare):
        return True
    if says_nothing(said) or lacks_verb(said) or asking_words(*tokens_of(bare)):
        return True
    # "so the tower?" needs the question before it; "and who is Ida Holm?", "so did Intel close?" and "tell me about the tower" do not.
    opening = _OPENING.match(asked.text)
    opened = opening is not None and not _GOING_ON.isdisjoint(words(opening[0]))
    whole = found is not None or (bare.split()[0].casefold() in AUX and any(map(str.isupper, bare[1:])))
    return opened and not whole and len(own) <= 2


def _bare(text: str) -> str:
    """`text` without what leads in and asks nothing: "ok, and", "can you tell me"."""
    return without_lead(_OPENING.sub("", text).strip())


def _proper(text: str) -> str:
    """A question that another follows, without what leads in: "do you know whether the mine closed?" is about the mine."""
    return text if ASKS.match(text) else without_lead(_OPENING.sub("", text).strip(), whether=True)


def _first_of(told: str) -> str:
    """The first of several questions in one: the others were asked already."""
    first = next(iter(needs_of(told).parts), None)
    return first.question if first and ASKS.match(first.asks) else told


def _asked_of(asks: str, rest: frozenset[str], told: str) -> str:
    """`told` asked with the words `asks`; of `rest` "else" stays, and "why not?" after "has it closed?" asks why it has not."""
    if "else" in rest:
        return asked_instead(f"{asks} else", told)
    opening, space, clause = told.partition(" ")
    if asks.casefold() == "why" and "not" in rest and opening.casefold() in _NEGATED:
        told = f"{_NEGATED[opening.casefold()]}{space}{clause}"
    return asked_instead(asks, told)


def _meant(bare: str, told: str, needs: Needs, answered: Answered) -> str:
    """What the pronouns of `bare` mean: what the answer named where one of its kind was, else what `told` was about."""
    own = _own_words(bare)
    topic = topic_of(told, known=own)
    named, settled = named_in(bare, needs, answered)
    if not named or _own_words(named) <= own:
        return topic
    if settled or not topic:
        return named
    # What the question before shares with the name is not said again.
    rest = topic_of(told, known=own | _own_words(named))
    return f"{named}, {rest}" if rest else named


def _other_side(asked: Question, before: Question, answered: Answered | None) -> Need | None:
    """What "the other one" is, where `before` compared two and the answer named one of them."""
    own, parts = _own_words(_led_in(asked.text)), needs_of(before.text).parts
    if answered is None or not own & _OTHER or own - _OTHER - {"one"} or len(parts) != 2:
        return None
    said = _own_words(answered.words or "")
    sides = [_own_words(part.asks) for part in parts]
    named = [bool(said & (side - other)) for side, other in (sides, sides[::-1])]
    return None if named[0] == named[1] else parts[named[0]]


def is_courtesy(text: str) -> bool:
    """Whether `text` only greets, thanks, agrees or declines, and asks nothing."""
    return any(char.isalpha() for char in text) and _COURTESY.fullmatch(text) is not None


async def ask_after(
    ask: Callable[[Question], Awaitable[Outcome]],
    sure: Callable[[Question], Awaitable[float]],
    asked: Question,
    before: Question | None,
    threshold: float,
    answered: Answered | None = None,
) -> Outcome:
    """What comes of `asked` where `before` was asked before it, if anything was, and answered with what `answered` names.

    `sure` tells how sure it is that a question is answered. Where `asked` leads in a topic that the question before keeps out of
    sight, the topic is asked about by itself.
    """
    if before is None:
        return await ask(asked)
    read = read_follow_up(asked, before, answered)
    if other := _other_side(asked, before, answered):
        return held_to_topic(_question(f"what about {other.asks}?", asked), await ask(read), threshold)
    outcome = held_to_topic(asked, await ask(read), threshold)
    if isinstance(outcome, Answer) and (own := _own_question(asked, before, answered)) is not None:
        return weighed(outcome, await sure(own), threshold)
    topic, found = _led_in(asked.text), ASKS.match(_proper(before.text))
    if topic and found is not None and isinstance(outcome, NoAnswer):
        asks = found["asks"][:1].upper() + found["asks"][1:]
        alone = held_to_topic(asked, await ask(_question(f"{asks} — {topic}?", asked)), threshold)
        if isinstance(alone, Answer):
            return alone
    return outcome


def held_to_topic(asked: Question, outcome: Outcome, threshold: float) -> Outcome:
    """`outcome`, or an honest no where `asked` led in a topic ("what about India?") that its first citation does not speak of.

    Only the question before is answered then, whose words were asked again; so the confidence falls below `threshold`.
    """
    led_in = _led_in(asked.text)
    topic, letters = _own_words(led_in), _letters(led_in)
    if not (topic or letters) or not isinstance(outcome, Answer):
        return outcome
    text = f"{outcome.citations[0].title} {outcome.text}"
    if topic & {stem(word) for word in words(text)} or letters & _letters(text):
        return outcome
    nearest, confidence = nearest_of(outcome.citations), min(outcome.confidence, threshold / 2)
    return NoAnswer(outcome.question, "not_stated", nearest, confidence, outcome.generations)


def _own_question(asked: Question, before: Question, answered: Answered | None) -> Question | None:
    """What `asked` says itself, where nothing tells what its pronoun means; None where it does not lean so, or says too little."""
    bare = _bare(asked.text)
    if not leaning_of(bare) or says_nothing(bare) or _led_in(asked.text):
        return None
    named, _ = named_in(bare, needs_of(before.text), answered or Answered())
    return None if named else _question(bare, asked)


def weighed(outcome: Answer, alone: float, threshold: float) -> Outcome:
    """`outcome` with its confidence and that of the question `alone` in the middle, as log odds; an honest no below `threshold`.

    What a follow-up is about stands in many sentences, and makes them near that answer nothing: "how old is he? — the new bridge".
    """
    confidence = probability_of((odds_of(outcome.confidence) + odds_of(alone)) / 2)
    if confidence >= threshold:
        return replace(outcome, confidence=confidence)
    nearest = nearest_of(outcome.citations)
    return NoAnswer(outcome.question, "not_stated", nearest, confidence, outcome.generations)


def _spelt(bare: str) -> str:
    """`bare` with its question words as they should be: "wen?", "y tho?"."""
    return " ".join(tokens_of(bare)[0])


def _led_in(text: str) -> str:
    """The topic that `text` leads in, or nothing."""
    about = _ABOUT.match(_OPENING.sub("", text).strip()) or _ABOUT.match(text)
    if about is None or ASKS.match(about["topic"]) or len(_own_words(about["topic"])) > _LONGEST_TOPIC:
        return ""
    if not _letters(about["topic"]) and PERSONS.keys() >= set(words(about["topic"])):
        return ""  # "what about him?" is read as any pronoun is
    # "and did they say so?" is no topic.
    return "" if about["topic"].partition(" ")[0] in AUX else about["topic"]


def _only_asks(rest: str) -> bool:
    return all(word in _EXACTLY or word in LEANING - {"one", "ones"} for word in words(rest)) and len(words(rest)) <= 2


def _letters(text: str) -> frozenset[str]:
    """What is written in capitals, without dots: "US" of "the U.S."; nothing where all of it is."""
    return (
        frozenset()
        if text.isupper() and " " in text
        else frozenset(each.replace(".", "") for each in _LETTERS.findall(text))
    )


def _own_words(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS and word not in _EXACTLY)


def _question(text: str, asked: Question) -> Question:
    try:
        return Question(text)
    except QuestionError:
        return asked  # together they are too long; alone it was not
