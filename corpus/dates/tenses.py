"""What forms of verbs tell of their tense."""

from __future__ import annotations

from corpus.parse import Parse, Token

# What had been before has one of these for its auxiliary.
HAD = frozenset({"had", "'d", "’d"})
# Their past looks like their present: of one person or thing it is told apart by the "s" that is missing.
_SAME_FORMS = frozenset(
    "beat bet bid broadcast burst cast cost cut forecast hit hurt let put quit read set shed shut split spread upset".split()
)
_ONE = frozenset({"he", "it", "she"})


def lacks_its_s(parse: Parse, verb: Token) -> bool:
    """Whether a verb that may be of the present or the past lacks the "s" of the present: "it forecast", "the firm put"."""
    if verb.tag not in ("VBP", "VB") or verb.text.lower() not in _SAME_FORMS:
        return False
    children = parse.children(verb)
    if any(child.dependency in ("aux", "auxpass") for child in children):
        return False
    return any(child.dependency == "nsubj" and _is_one(parse, child) for child in children)


def _is_one(parse: Parse, subject: Token) -> bool:
    """Whether a subject is one person or thing: a pronoun, or a noun that is not joined to another."""
    if subject.text.lower() in _ONE:
        return True
    return subject.tag == "NN" and not any(child.dependency == "conj" for child in parse.children(subject))
