"""The cause that the sentence right after the event's gives: "The firm blamed energy costs", "Energy costs were to blame"."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.card.actors import acts
from corpus.card.grammar import branch, is_verb, points_back, subject
from corpus.card.reading import Reading
from corpus.card.retold import Telling
from corpus.card.values import Fact
from corpus.card.voices import is_document
from corpus.card.words import NOUNS_THAT_ACT
from corpus.parse import Parse, Token
from corpus.values import Span

# "Citing", "blaming" something the one that acts gives its reason.
GIVING = frozenset("cite blame".split())
_PERSONAL = frozenset("he she it they".split())
# "The company", after one was named.
_BODIES = frozenset("company firm group".split())


def find_blamed(reading: Reading, parse: Parse, event: Telling) -> Fact | None:
    """What the one that acts in `event`, the main sentence, blames or cites right after it."""
    sentence = next((each for each in reading.sentences if each.ordinal == event.sentence.ordinal + 1), None)
    if sentence is None:
        return None
    root = next((token for token in parse.within(sentence.span) if token.dependency == "ROOT" and is_verb(token)), None)
    if root is None:
        return None
    for noun in _blamed(reading, parse, event, root):
        fact = reading.fact(sentence, branch(parse, noun))
        if fact is not None:
            return fact
    return None


def is_cause(noun: Token) -> bool:
    """Whether the noun is a thing: neither somebody nor a text, which are culprits or sources."""
    named = noun.entity or noun.tag not in {"NN", "NNS"}
    return not named and noun.lemma not in NOUNS_THAT_ACT and not is_document(noun.lemma)


def _blamed(reading: Reading, parse: Parse, event: Telling, root: Token) -> Iterator[Token]:
    children = parse.children(root)
    for verb in (root, *(child for child in children if child.dependency == "ccomp")):
        told = subject(parse, verb)
        to_blame = any(child.dependency == "xcomp" and child.lemma == "blame" for child in parse.children(verb))
        if verb.lemma == "be" and to_blame and told is not None and is_cause(told):
            yield told
    # "Blamed the weather for poor sales": of something else.
    if (
        root.lemma in GIVING
        and all(token.text != "for" for token in parse.subtree(root))
        and _is_actor(reading, parse, event, root)
    ):
        yield from (child for child in children if child.dependency == "dobj" and is_cause(child))


def _is_actor(reading: Reading, parse: Parse, event: Telling, verb: Token) -> bool:
    """Whether the subject of `verb` is whoever acts in the event: by a pronoun, by the same noun, as "the company", or by name."""
    doer, actor = subject(parse, verb), event.subject
    if doer is None or actor is None or not (actor.tag == "PRP" or acts(reading, parse, actor)):
        return False
    one, other = (reading.names.at(Span(each.start, each.end)) for each in (doer, actor))
    same = one is not None and other is not None and one.full == other.full
    meant = doer.lemma == actor.lemma or doer.lemma in _BODIES
    return same or doer.text.casefold() in _PERSONAL or (points_back(parse, doer) and meant)
