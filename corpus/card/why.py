"""Why: the purpose, the cause or the occasion that a clause gives for the main event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.card.blame import GIVING, find_blamed, is_cause
from corpus.card.grammar import is_verb, subject
from corpus.card.phrases import first_phrase
from corpus.card.purpose import is_purpose
from corpus.card.reading import Reading, stems
from corpus.card.retold import Telling
from corpus.card.values import Fact
from corpus.card.words import ANSWERING, ANSWERS, CAUSING, REPORTING, UPSETTING
from corpus.parse import Parse, Token

_OWING = frozenset("because due owing thanks".split())
_SPELLS = frozenset("year month week day hour minute night decade weekend time".split())
_UPSET = stems(" ".join(UPSETTING))
_AIMS = frozenset("effort attempt bid order hope aim intention goal means way".split())
_QUARRELS = frozenset("dispute row standoff wrangle quarrel".split())
_ANSWERING = stems(" ".join(ANSWERING))


def find_why(reading: Reading, parse: Parse, told: Sequence[Telling]) -> Fact | None:
    """The first reason given for the event, the main sentence being the first that tells it; else what is blamed after it."""
    return first_phrase(reading, parse, told, _reasons) or find_blamed(reading, parse, told[0])


def _reasons(parse: Parse, telling: Telling) -> Iterator[Token]:
    for index in sorted(telling.chain):
        verb = parse.tokens[index]
        objects = [child for child in parse.children(verb) if child.dependency == "dobj"]
        for child in parse.children(verb):
            if child.dependency == "attr" and verb.lemma == "be":
                if child.lemma in ANSWERS and any(each.text in {"to", "of"} for each in parse.children(child)):
                    yield child
            elif child.dependency == "agent":
                if verb.lemma in CAUSING:
                    yield from (noun for noun in parse.children(child) if noun.dependency == "pobj")
            elif _because(parse, verb, child) if child.dependency == "advcl" else _owing(parse, verb, child):
                yield child
        # "cancelled flights due to snow": a parse hangs the cause on what is cancelled.
        yield from (child for noun in objects for child in parse.children(noun) if _due(parse, child))


def _due(parse: Parse, word: Token) -> bool:
    """Whether it opens "due to", "because of" and the like."""
    opens = word.text.casefold() in _OWING and word.dependency != "advcl"
    return opens and any(token.text.casefold() in {"of", "to"} for token in parse.subtree(word)[:3])


def _answers(verb: Token) -> bool:
    """Whether the verb is one of answering something; a parser's lemma of "fined" may be "fin"."""
    return bool((stems(verb.text) | stems(verb.lemma)) & _ANSWERING)


def _because(parse: Parse, verb: Token, clause: Token) -> bool:
    """Whether the adverbial clause says what the event is for or what caused it."""
    opening = [child for child in parse.children(clause) if child.index < clause.index]
    if clause.tag == "VBG" and clause.lemma in GIVING:
        given = [child for child in parse.children(clause) if child.dependency == "dobj"]
        return verb.lemma not in REPORTING and not opening and any(is_cause(noun) for noun in given)
    marks = {child.text.casefold() for child in opening if child.dependency == "mark"}
    if marks & {"because", "so"} or _as_others(parse, verb, clause):
        return True
    return is_purpose(parse, verb, clause) or ("after" in marks and _answers(verb))


def _as_others(parse: Parse, verb: Token, clause: Token) -> bool:
    """Whether it tells what others did, which was answered: "cancelled forty flights as pilots began a strike"."""
    doer = subject(parse, clause)
    if doer is None or doer.tag[:1] != "N" or clause.index < verb.index or not _answers(verb):
        return False
    opens = parse.subtree(clause)[0]
    return opens.text == "as" and parse.head(opens) == clause and parse.tokens[opens.index - 1].tag[:2] != "RB"


def _owing(parse: Parse, verb: Token, word: Token) -> bool:
    """Whether a phrase gives the cause: "due to", "because of", "in response to", "sued over", "charged for killing"."""
    if word.dependency not in {"prep", "amod", "acomp", "advmod"}:
        return False
    text = word.text.casefold()
    if text in _OWING:
        return _due(parse, word)
    if text == "for":
        return _answers(verb) and any(child.dependency == "pcomp" for child in parse.children(word))
    noun = next((child for child in parse.children(word) if child.dependency == "pobj"), None)
    if noun is None or text == "amid":
        return noun is not None
    if text in {"in", "as", "with"}:
        return _aims(parse, noun)
    common = not noun.entity and noun.tag in {"NN", "NNS"} and noun.lemma not in _SPELLS
    upset = text == "after" and bool((stems(verb.text) | stems(verb.lemma)) & _UPSET)
    return common and (upset or (text == "over" and _answers(verb)))


def _aims(parse: Parse, noun: Token) -> bool:
    """Whether the noun after "in" is an aim or an answer: "in an effort to", "in protest against"."""
    follows = parse.children(noun)
    if noun.lemma in _QUARRELS:
        return any(child.text in {"over", "about"} for child in follows)
    if noun.lemma in _AIMS:
        return any(is_verb(child) or child.text == "of" for child in follows)
    return noun.lemma in ANSWERS and any(child.text in {"to", "at", "against", "over"} for child in follows)
