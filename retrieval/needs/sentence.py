"""The words of a question beside each other: which are names, nouns or verbs, as far as their own letters tell."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.names.lexicon import CROWDS, ROLES
from retrieval.needs.kinds import plural
from retrieval.needs.words import AUX, CONNECTIVES, DETERMINERS, DO, ENDS, PREPOSITIONS, question_word
from retrieval.terms import STOP_WORDS, fold, words

_SHORT_AUX = frozenset(("s", "re", "ll", "ve", "d", "m"))
_PAST = frozenset(
    """became began bought broke brought built burnt came caught chose cut did died drew drove fell felt fled flew fought found
    gave got grew had heard held hit kept knew led left lent lost made meant met paid put quit ran rose said sang sank sat saw
    sent sold sought spent spoke spread stole stood struck swam taught thought threw told took went woke won wore wrote""".split()
)
# Begin a noun phrase.
_LEADING = DETERMINERS | {"no", "which", "what", "whose", "many", "much", "few", "both"}
_PEOPLE = ROLES | frozenset(
    "man woman boy girl kid teenager thief referee umpire person guy lady baby child someone anyone everyone nobody somebody".split()
)
_NUMBERS = frozenset("two three four five six seven eight nine ten dozen hundred thousand million".split())
# As much as a noun phrase has between what begins it and its noun.
_PHRASE = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is folded: whether it is written as a name, whether a mark ends it, whether a piece goes before it in its token."""

    key: str
    named: bool = False
    ended: bool = False
    piece: bool = False


class Sentence:
    """The words of a question, which can be asked what they are by where they stand; beyond either end there are none."""

    def __init__(self, text: str) -> None:
        self.words: list[Word] = []
        shouted = text.isupper()
        for token in text.split():
            parts = words(token)
            if len(parts) > 1 and parts[-1] == "t" and fold(token).replace("’", "'").count("'"):
                parts[-2:] = [f"{parts[-2]}'t"]
            inside = token.strip("\"'“”‘’()[]")
            # The first word of any question is written large.
            named = not shouted and any(map(str.isupper, inside[1:] if not self.words else inside)) and inside != "I"
            for at, part in enumerate(parts):
                last = at == len(parts) - 1
                self.words.append(Word(part, named and not (at and len(part) == 1), last and token[-1] in ENDS, at > 0))

    def key(self, at: int) -> str:
        """The word at `at`, or nothing."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def named(self, at: int) -> bool:
        """Whether the word at `at` is written as a name."""
        return 0 <= at < len(self.words) and self.words[at].named

    def ended(self, at: int) -> bool:
        """Whether nothing follows the word at `at` before the next mark."""
        return at >= len(self.words) - 1 or self.words[at].ended

    def helps(self, at: int) -> bool:
        """Whether the word at `at` is a form of "be", "have", "do" or the like: also "'s" and "isn't"."""
        key = self.key(at)
        return key in AUX or key.replace("'", "") in AUX or (key in _SHORT_AUX and self.words[at].piece)

    def verbal(self, at: int) -> bool:
        """Whether the word at `at` is a verb's past: "closed", "left"."""
        key = self.key(at)
        return key in _PAST or (key.endswith("ed") and len(key) > 4)

    def says(self, at: int) -> bool:
        """Whether the word at `at` has a meaning of its own."""
        key = self.key(at)
        return bool(key) and key not in STOP_WORDS and not self.helps(at) and key not in PREPOSITIONS | CONNECTIVES

    def several(self, at: int) -> bool:
        """Whether the word at `at` is a noun of several: not the verb of "who visits it?"."""
        return self.says(at) and plural([self.key(at)]) and self.key(at - 1) not in ("who", "that", "to")

    def person(self, at: int) -> bool:
        """Whether the word at `at` says who somebody is, or what people have in common."""
        return self.key(at) in _PEOPLE or self.key(at) in CROWDS

    def opens_phrase(self, at: int) -> bool:
        """Whether the word at `at` begins a noun phrase, a name or a number among them."""
        key = self.key(at)
        return key in _LEADING or self.numeral(at) or self.named(at)

    def numeral(self, at: int) -> bool:
        """Whether the word at `at` is a number."""
        return self.key(at) in _NUMBERS or self.key(at)[:1].isdigit()

    def subject(self, at: int) -> bool:
        """Whether the word at `at` stands where only a name can without "the": "did intel say", "why is ahmed leaving"."""
        if not self.says(at) or self.several(at):
            return False
        asks_how = self.key(0) in ("why", "when", "where", "how") and self.key(1) not in ("many", "much")
        return self.key(at - 1) in DO or (self.helps(at - 1) and (at == 1 or asks_how))

    def noun(self, at: int) -> bool:
        """Whether the word at `at` is in a noun phrase: "the old tower", "which company", "in court", "workers", a name."""
        if self.named(at) or self.several(at) or self.subject(at):
            return True
        if not self.says(at) or question_word(self.key(at)) or (self.verbal(at) and not self.ended(at)):
            return False
        for before in range(at - 1, max(-1, at - 1 - _PHRASE), -1):
            if self.key(before) in _LEADING | _NUMBERS or self.key(before) in PREPOSITIONS:
                return True
            if self.ended(before) or not self.says(before) or self.verbal(before):
                return False
        return False
