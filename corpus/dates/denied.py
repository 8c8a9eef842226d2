"""What is denied of the time up to a day is said of the time from it on: "could not open before 2031", "not abolished until 2008"."""

from __future__ import annotations

from corpus.dates.expressions import Expression
from corpus.dates.tokens import Tokens
from corpus.parse import Parse, Token

_NOT = frozenset({"not", "n't", "n’t", "never", "cannot", "no", "nobody", "nothing", "none", "neither", "nor"})
_CONTRACTED = ("n't", "n’t")
# Not lasting until a day, or not put off to it, is no beginning on it.
_LASTING = frozenset(
    "adjourn continue defer delay endure extend go hold keep last live move postpone push remain reschedule run sit stand stay "
    "stretch survive suspend wait work".split()
)
_NO_LONGER = frozenset({"no", "longer", "more"})
_CLAUSE_ENDS = frozenset(".!?;:,")
_NEAR = 6  # words


def is_denied(tokens: Tokens, each: Expression, parse: Parse | None) -> bool:
    """Whether what is told of the time before or until a date is denied; without a grammar the words just before tell."""
    at = each.first - 1
    word = parse.within(tokens.span(at, at + 1)) if parse else ()
    if parse and word:
        return not_until(parse, word[0])
    for key in reversed(tokens.keys[max(0, at - _NEAR) : at]):
        if key in _CLAUSE_ENDS:
            return False
        if key in _NOT or key.endswith(_CONTRACTED):
            return True
    return False


def not_until(parse: Parse, preposition: Token) -> bool:
    """Whether the verb that "until" or "before" hangs on is denied, and tells of what then begins or happens."""
    verb = parse.head(preposition)
    if parse.tokens[max(0, preposition.index - 1)].text.lower() == "not":  # "not until 2008 was it abolished"
        return True
    if not verb.tag.startswith("VB") or verb.start > preposition.start:
        return False
    if preposition.text.lower() != "before" and verb.lemma.lower() in _LASTING:
        return False
    children = parse.children(verb)
    if any(child.dependency == "neg" and child.text.lower() not in _NO_LONGER for child in children):
        return True
    subjects = [child for child in children if child.dependency in ("nsubj", "nsubjpass")]
    return any(_is_none(parse, subject) for subject in subjects)


def _is_none(parse: Parse, noun: Token) -> bool:
    """Whether a subject is "no trains" or "nobody"."""
    return noun.text.lower() in _NOT or any(
        child.text.lower() in ("no", "neither") and child.dependency == "det" for child in parse.children(noun)
    )
