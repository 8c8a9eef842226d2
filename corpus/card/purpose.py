"""Whether an infinitive that hangs on a verb says what it is done for, what is decided or asked, or what came of it."""

from __future__ import annotations

from corpus.card.words import ASKING, DECIDING, GATHERING, OUTCOMES, PERMITTING, PROPOSALS, RESULTING, SCORES
from corpus.parse import Parse, Token


def is_infinitive(parse: Parse, clause: Token) -> bool:
    """Whether the verb is told with "to" and without a subject or conjunction of its own."""
    opening = [child for child in parse.children(clause) if child.index < clause.index]
    opened = any(child.dependency == "aux" and child.lemma == "to" for child in opening)
    return opened and not any(child.dependency == "mark" or child.text == "only" for child in opening)


def completes(parse: Parse, verb: Token, clause: Token) -> bool:
    """Whether the infinitive says what is decided, asked or planned: "voted 6-3 to close", "made an offer on Monday to buy"."""
    if not is_infinitive(parse, clause):
        return False
    asked = verb.lemma in DECIDING or verb.lemma in ASKING
    proposed = any(each.lemma in PROPOSALS for each in _objects(parse, verb))
    return asked or proposed or (verb.tag == "VBN" and verb.lemma in PERMITTING)


def is_purpose(parse: Parse, verb: Token, clause: Token) -> bool:
    """Whether the infinitive says what something is done for: to somebody or something, or by going or gathering there."""
    if not is_infinitive(parse, clause) or completes(parse, verb, clause):
        return False
    # "to" before the verb of the event: what follows is told, not aimed at.
    if clause.index < verb.index or clause.lemma in OUTCOMES or verb.lemma in RESULTING:
        return False
    objects = _objects(parse, verb)
    done_to = bool(objects) or any(child.dependency in {"nsubjpass", "auxpass"} for child in parse.children(verb))
    scored = any(each.lemma in SCORES for each in objects)
    return (done_to or verb.lemma in GATHERING) and not scored


def _objects(parse: Parse, verb: Token) -> list[Token]:
    return [child for child in parse.children(verb) if child.dependency == "dobj"]
