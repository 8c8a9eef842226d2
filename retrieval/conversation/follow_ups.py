"""How a question is read that follows another: "and when?" after "Why did it close?" asks "When did it close?".

A question that stands on its own is left alone. One that only asks which way ("when?", "how many?") takes the place of the
question word before it; one that leans on what was said ("did they say so?", "what about India?") gets the words of the
question before it; which words lean is told in `needs.leaning`. What the answer pointed at is what a pronoun of its kind
means: "how old is he?" after "Marty Beard" asks "how old is Marty Beard?" (`standing_in.py`). Who asks for more asks the question
before, of what was not shown (`further.py`). How it is read is shown to who asked,
and but for a pronoun whose meaning can be told nothing that was typed gives way to a guess: else words are only added.
"""

from __future__ import annotations

import re

from retrieval.conversation.further import asks_more
from retrieval.conversation.pronouns import (
    PERSONS,
    SAYING,
    Answered,
    gender_told,
    named_in,
    names_in,
    only_person,
    owned_in,
    without_others,
)
from retrieval.conversation.standing_in import in_place
from retrieval.errors import QuestionError
from retrieval.needs import (
    ASKS,
    LEANING,
    Need,
    Needs,
    asked_instead,
    asked_of,
    asking_words,
    is_fragment,
    lacks_verb,
    leaning_of,
    names_whom,
    needs_of,
    says_nothing,
    topic_of,
    without_end,
    without_lead,
)
from retrieval.needs.sentence import Sentence
from retrieval.needs.words import AUX, DETERMINERS, OPENINGS, key_of, question_word, tokens_of
from retrieval.terms import STOP_WORDS, stem, words
from retrieval.values import Question

# Open nothing in "now that it closed", "so far", "and now?", "wait times", "just how bad".
_AT_TIMES = frozenset("now so wait just like quick question footnote bot right yes no".split())
_OPENING = re.compile(
    rf"^(?:(?:now(?! that\b)(?!\W*$)|so(?! (?:far|many|much|that)\b)|{'|'.join(sorted(OPENINGS - _AT_TIMES))}"
    r"|thank you|thx|h+m+|u[mh]+|oh+|yep|kk?|cool|nice|great|perfect|(?:ha){1,9}|lo+l|lmao|damn|tell me(?: more)?(?: about)?"
    r"|(?:wait|yes|no|right|like|exactly|roughly|approximately)(?=\s*[,.!…–—-]|\s+(?:and|but|so|wh\w+|how)\b))\b(?!-\w)[\s,:;.!…–—-]*)+",
    re.IGNORECASE,
)
# Go on from what was said, as "please" and "well" do not.
_GOING_ON = frozenset("and but so then or also ok okay now".split())
_ABOUT = re.compile(
    r"^(?:(?:what|how) about|(?:the )?same(?: question| thing)? (?:for|in|with)|i meant?|and in|and for|and"
    r"|(?:in|for|at|from)(?! (?:all|real|sure|now|good|example|instance|free|fun)\b)(?=(?:\s+[^\s?.!]+){1,3}[\s?.!]*$))"
    r"\s+(?P<topic>.+?)[\s?.!]*$",
    re.IGNORECASE,
)
# A longer one is a sentence of its own.
_LONGEST_TOPIC = 6
_EXACTLY = frozenset(
    "exactly precisely not so then else again really though tho now specifically actually roughly approximately lol lmao haha bro".split()
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
    if other := other_side(asked, before, answered):
        return question_like(other.question, asked)
    if asks_more(asked.text):
        return before
    return question_like(_reading(asked.text, before.text, answered or Answered()), asked) if leans(asked) else asked


def _reading(asked: str, before: str, answered: Answered) -> str:
    """The words that a question means which leans on the one before it."""
    bare, told = bare_of(asked), proper(before)
    said = _spelt(bare)
    if topic := led_in(asked):
        return _asked_of_topic(topic, before, told)
    if several := asking_words(*tokens_of(bare)):
        topic = topic_of(told)
        return f"{' and '.join(several)}? — {topic}" if topic else bare
    found = ASKS.match(said)
    if found is not None and _only_asks(found["rest"]):
        rest, (asked_before, carried) = frozenset(words(found["rest"])), _parted(told)
        if carried and not _only_asked(asked_before):
            # What that was about is no part of its clause.
            return f"{without_end(_asked_of(found['asks'], rest, asked_before))}? — {carried}"
        return _asked_of(found["asks"], rest, _first_of(told))
    own = frozenset(words(said))
    if says_nothing(said) and not (leaning_of(said) or any(map(question_word, own)) or own & _OTHERS):
        return before  # "ok thanks", "more?", "go on", "source?"
    missing = _meant(bare, told, needs_of(before), answered)
    put = in_place(bare, missing, told, answered)
    return put or (f"{without_end(bare)}? — {missing}" if missing else bare)


def _asked_of_topic(topic: str, before: str, told: str) -> str:
    """What `before` asks, asked of a topic that is led in; one that was led in before gives way to it."""
    speaks = key_of(without_end(told).rpartition(" ")[2]) in SAYING
    # What somebody says nobody else does.
    instead = asked_of(topic, told) if speaks else ""
    return instead or f"{without_end(before.rpartition(' — ')[0] or before)} — {topic}?"


def leans(asked: Question) -> bool:
    """Whether `asked` means something only after another question: what can be asked by itself is bound to nothing said before."""
    if asks_more(asked.text):
        return True
    bare = bare_of(asked.text)
    said = _spelt(bare)
    found, own = ASKS.match(said), own_words(said)
    if not own or led_in(asked.text) or (found is not None and _only_asks(found["rest"])) or leaning_of(bare):
        return True
    if says_nothing(said) or lacks_verb(said) or is_fragment(said) or asking_words(*tokens_of(bare)):
        return True
    # "so the tower?" needs the question before it; "and who is Ida Holm?", "so did Intel close?" and "tell me about the tower" do not.
    opening = _OPENING.match(asked.text)
    opened = opening is not None and not _GOING_ON.isdisjoint(words(opening[0]))
    whole = found is not None or (bare.split()[0].casefold() in AUX and any(map(str.isupper, bare[1:])))
    return opened and not whole and len(own) <= 2


def bare_of(text: str) -> str:
    """`text` without what leads in and asks nothing: "ok, and", "can you tell me"."""
    return without_lead(_OPENING.sub("", text).strip())


def proper(text: str) -> str:
    """A question that another follows, without what leads in: "do you know whether the mine closed?" is about the mine."""
    return text if ASKS.match(text) else without_lead(_OPENING.sub("", text).strip(), whether=True)


def _first_of(told: str) -> str:
    """The first of several questions in one: the others were asked already."""
    first = next(iter(needs_of(told).parts), None)
    return first.question if first and ASKS.match(first.asks) else told


def _asked_of(asks: str, rest: frozenset[str], told: str) -> str:
    """`told` asked with the words `asks`; of `rest` "else" stays: "who else resigned?".

    "Why not?" after "has it closed?" asks why it has not.
    """
    if "else" in rest:
        found = ASKS.match(told)
        same = found is not None and found["asks"].casefold() == asks.casefold()
        return f"{asks} else {found['rest'].strip()}" if found and same else asked_instead(f"{asks} else", told)
    opening, space, clause = told.partition(" ")
    if asks.casefold() == "why" and "not" in rest and opening.casefold() in _NEGATED:
        told = f"{_NEGATED[opening.casefold()]}{space}{clause}"
    return asked_instead(asks, told)


def _meant(bare: str, told: str, needs: Needs, answered: Answered) -> str:
    """What the pronouns of `bare` mean: what the answer named where one of its kind was, else what `told` was about."""
    own, (asked_before, carried) = own_words(bare), _parted(told)
    # What was asked last of somebody says nothing of who that is: "how old is he?".
    told = carried if carried and not _has_name(asked_before) else told
    topic = without_others(_subject(topic_of(told, known=own)), bare, answered)
    whole = not owned_in(topic) and any(" " in name or gender_told(name) for name in names_in(topic))
    if names_whom(told) and whole:
        return topic  # of "who is Tom Reed?" the answer names a post and where that is, and nobody else
    named, settled = named_in(bare, needs, answered)
    # "What about Holm?": whoever else an answer to when that was names, she is meant.
    led = carried or told.partition(" — ")[2].rstrip(" ?")
    if named and led and needs.kind != "person" and not leaning_of(bare).isdisjoint(PERSONS):
        return without_others(led, bare, answered)
    if not named and not _has_name(f"— {topic}"):
        named = only_person(bare, answered.excerpt, told, asks_who=needs.kind == "person")
    if not named or own_words(named) <= own:
        return topic
    if settled or not topic:
        return named
    # What the question before shares with the name is not said again.
    rest = without_others(_subject(topic_of(told, known=own | own_words(named))), bare, answered)
    return f"{named}, {rest}" if rest else named


def _has_name(text: str) -> bool:
    """Whether a word of `text` is written as a name, its first one aside, which any question has large."""
    return any(word.named for word in Sentence(text).words)


def _parted(told: str) -> tuple[str, str]:
    """A question that was read after another, and what it was read to be about; "" of any other."""
    asked, seam, carried = told.rpartition("? — ")
    return (f"{asked}?", carried.rstrip(" ?")) if seam else (told, "")


def _only_asked(text: str) -> bool:
    """Whether a question is nothing but asking words: "when and where?"."""
    clause = ASKS.match(text)
    return bool(asking_words(*tokens_of(text))) or (clause is not None and not words(clause["rest"]))


def _subject(topic: str) -> str:
    """`topic` without verbs of saying: "Diane Prowse" of "what does Diane Prowse say?"."""
    kept = [word for word in topic.split() if key_of(word) not in SAYING]
    while kept and key_of(kept[-1]) in DETERMINERS:
        kept.pop()
    return " ".join(kept) or topic


def other_side(asked: Question, before: Question, answered: Answered | None) -> Need | None:
    """What "the other one" is, where `before` compared two and the answer named one of them."""
    own, parts = own_words(led_in(asked.text)), needs_of(before.text).parts
    if answered is None or not own & _OTHER or own - _OTHER - {"one"} or len(parts) != 2:
        return None
    said = own_words(answered.words or "")
    sides = [own_words(part.asks) for part in parts]
    named = [bool(said & (side - other)) for side, other in (sides, sides[::-1])]
    return None if named[0] == named[1] else parts[named[0]]


def _spelt(bare: str) -> str:
    """`bare` with its question words as they should be: "wen?", "y tho?"."""
    return " ".join(tokens_of(bare)[0])


def led_in(text: str) -> str:
    """The topic that `text` leads in, or nothing."""
    about = _ABOUT.match(_OPENING.sub("", text).strip()) or _ABOUT.match(text)
    if about is None or ASKS.match(about["topic"]) or len(own_words(about["topic"])) > _LONGEST_TOPIC:
        return ""
    if not letters(about["topic"]) and PERSONS.keys() >= set(words(about["topic"])):
        return ""  # "what about him?" is read as any pronoun is
    if not letters(about["topic"]) and any(map(question_word, words(about["topic"]))):
        return ""  # "in return for what?"
    # "and did they say so?" is no topic.
    return "" if about["topic"].partition(" ")[0] in AUX else about["topic"]


def _only_asks(rest: str) -> bool:
    return all(word in _EXACTLY or word in LEANING - {"one", "ones"} for word in words(rest)) and len(words(rest)) <= 2


def letters(text: str) -> frozenset[str]:
    """What is written in capitals, without dots: "US" of "the U.S."; nothing where all of it is."""
    return (
        frozenset()
        if text.isupper() and " " in text
        else frozenset(each.replace(".", "") for each in _LETTERS.findall(text))
    )


def own_words(text: str) -> frozenset[str]:
    """The stems of the words of `text` that say something."""
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS and word not in _EXACTLY)


def question_like(text: str, asked: Question) -> Question:
    """`text` as a question, or `asked` where it is too long for one."""
    try:
        return Question(text)
    except QuestionError:
        return asked  # together they are too long; alone it was not
