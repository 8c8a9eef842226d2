"""Whether a verb of saying tells of what was not said: it is denied, rejected, avoided, taken back or yet to come."""

from __future__ import annotations

from corpus.parse import Parse, Token
from corpus.quotes.verbs import CUES, SAYING

# What somebody does to what they are then not shown to have said: "denied telling them that", "apologised for saying that".
_TURNING = frozenset("deny reject dismiss dispute refute rebut contradict disavow avoid retract withdraw".split())
# So do these with "to": who "declined it, saying so" says so.
_TURNING_TO = frozenset("refuse decline fail".split())
# So these do to what one does oneself: who "regretted that they said it" leaves it said.
_TURNING_ONESELF = frozenset("forget neglect omit regret apologise apologize".split())
_UNTRUE = frozenset("untrue false wrong incorrect inaccurate".split())
# How a verb hangs on what turns it, with the words between them: "rejected a report that he had told", "stopped short of saying".
_WITHIN = frozenset("ccomp xcomp pcomp csubj acl prep dobj pobj".split())
_FARTHEST = 6


def is_unsaid(parse: Parse, token: Token) -> bool:
    """Whether a verb of saying is negated, is said of nobody, or hangs on what makes it unsaid."""
    children = parse.children(token)
    if any(child.dependency == "neg" or _is_nobody(parse, child) for child in children):
        return True
    to_come = any(child.dependency == "aux" and child.text.lower() == "would" for child in children)
    at = token
    for _ in range(_FARTHEST):
        above = parse.head(at)
        if above.index == at.index:
            return False
        within = at.dependency in _WITHIN or _is_content(parse, at)
        if within and (_turns(parse, above, at) or (to_come and _says(above, at))):
            return True
        if not within and at.dependency != "conj":
            return False
        at = above
    return False


def is_to_come(parse: Parse, token: Token) -> bool:
    """Whether somebody will only say it: "will tell members that"."""
    return any(
        child.dependency == "aux" and child.text.lower() in {"will", "'ll", "’ll"} for child in parse.children(token)
    )


def _is_content(parse: Parse, verb: Token) -> bool:
    """Whether a clause is what a noun tells, though it is taken for one on it: "a report that he had told them"."""
    return verb.dependency == "relcl" and any(child.dependency == "mark" for child in parse.children(verb))


def _is_nobody(parse: Parse, subject: Token) -> bool:
    """Whether nobody does it: "no one", "no official", "none of them"."""
    if subject.dependency != "nsubj":
        return False
    return subject.text.lower() in {"nobody", "none"} or any(
        child.dependency == "det" and child.text.lower() == "no" for child in parse.children(subject)
    )


def _turns(parse: Parse, above: Token, at: Token) -> bool:
    """Whether what hangs on a word is not so by it: of "denied", "stopped short of", "it was untrue that"."""
    verb = above.lemma.lower()
    if at.index < above.index:
        return False  # "She had proposed it; the board refused."
    if verb in _TURNING:
        return True
    if verb in _TURNING_TO:
        return any(child.text.lower() == "to" for child in parse.children(at))
    if verb in _TURNING_ONESELF:
        return not any(child.dependency == "nsubj" for child in parse.children(at))
    beside = [child.lemma.lower() for child in parse.children(above) if child.index < at.index]
    return (above.lemma == "stop" and "short" in beside) or (above.lemma == "be" and not _UNTRUE.isdisjoint(beside))


def _says(above: Token, at: Token) -> bool:
    """Whether one clause is what another says: "said that the family would ask"."""
    return at.dependency == "ccomp" and CUES.get(above.text.lower(), "") in SAYING
