"""How: the means that a clause gives for the main event; the manner that an adverb gives says too little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.card.phrases import first_phrase
from corpus.card.reading import Reading
from corpus.card.retold import Telling
from corpus.card.values import Fact
from corpus.parse import Parse, Token

_USING = frozenset("use utilize utilise employ rely".split())
_HELP = frozenset("help aid use assistance".split())
_SPELLS = frozenset("year month week day end spring summer autumn fall winter weekend".split())
# Much else that one goes through is passed, searched or suffered.
_CHANNELS = frozenset(
    """website site store app platform portal programme program scheme service channel network deal sale auction vote tax
    fund funding loan lottery attrition use talk negotiation diplomacy agreement partnership campaign reform cut system
    process broker agent subsidiary intermediary lawyer spokesman company law order decree court lawsuit""".split()
)
# What goes through a place or a time is not done by its means.
_PLACED = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL"})


def find_how(reading: Reading, parse: Parse, told: Iterable[Telling]) -> Fact | None:
    """The first means given for the event: what is done for it, or what it is done with."""
    return first_phrase(reading, parse, told, _means)


def _means(parse: Parse, telling: Telling) -> Iterator[Token]:
    for index in sorted(telling.chain):
        verb = parse.tokens[index]
        for child in parse.children(verb):
            using = child.dependency == "advcl" and child.tag == "VBG" and child.lemma in _USING
            if child.index > verb.index and (using or _by(parse, child)):
                yield child


def _by(parse: Parse, word: Token) -> bool:
    """Whether a phrase names a means: "by cutting …", "through its website", "with the help of", "by a vote of"."""
    if word.dependency not in {"prep", "agent"}:
        return False
    text = word.text.casefold()
    if text == "by" and any(child.dependency == "pcomp" and child.tag == "VBG" for child in parse.children(word)):
        return True
    noun = next((child for child in parse.children(word) if child.dependency == "pobj"), None)
    if noun is None or noun.entity in _PLACED:
        return False
    if text == "via":
        return noun.tag[:1] == "N" and noun.lemma not in _SPELLS
    if text == "through":
        return noun.lemma in _CHANNELS
    return (text == "with" and noun.lemma in _HELP) or (text == "by" and noun.lemma in {"vote", "means"})
