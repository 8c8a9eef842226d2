"""Whether a clause is denied, only possible or only supposed."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.dates.denied import not_until
from corpus.parse import Parse, Token
from corpus.timeline.verbs import VerbGroup
from corpus.timeline.words import CLAIMS, DENIALS, OPEN_MARKERS, TIMES, UNSURE_MODALS, UNTRUE
from corpus.values import Span

_EDGES = frozenset({"before", "until", "till"})
_FALSELY = frozenset("allegedly falsely mistakenly purportedly supposedly wrongly".split())
# What is wished or imagined was not so; what somebody is accused of may not have been.
_CONTRARY = frozenset("imagine pretend wish".split())
_ACCUSES = frozenset("accuse charge suspect".split())
# Behind these nothing was done: "instead of opening", "without winning".
_INSTEAD = frozenset({("instead", "of"), ("far", "from"), ("rather", "than")})
_DISMISSALS = DENIALS | frozenset("debunk dismiss".split())
_SAID = frozenset({"ccomp", "xcomp", "pcomp"})
_OF_A_CLAIM = frozenset({"acl", "appos", "ccomp", "dep", "relcl"})
# In front of its subject one of these is an "if": "had the storm hit on Monday", "were they to strike".
_INVERTED = frozenset("had were should".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def is_unsure(parse: Parse, group: VerbGroup, phrase: Span) -> bool:
    """Whether the clause is denied, only possible or only supposed."""
    modals = {helper.text.lower() for helper in group.helpers if helper.tag == "MD"}
    return (
        bool(modals & UNSURE_MODALS)
        or _is_not(parse, group, phrase)
        or _is_supposed(parse, group.verbs[-1])
        or _is_in_what_is_denied(parse, group, phrase)
        or denier(parse, group) is not None
    )


def is_unable(parse: Parse, group: VerbGroup, phrase: Span) -> bool:
    """Whether the clause tells that something could not be done, which is so on its day: "couldn't log in on Tuesday"."""
    modal = group.finite
    unable = modal.text.lower() == "could" and any(
        child.dependency == "neg" and child.index == modal.index + 1 for child in parse.children(group.verbs[-1])
    )
    perfect = any(helper.lemma == "have" for helper in group.helpers)  # "could not have known": a guess
    edge = _edge(parse, phrase)
    supposed = _is_supposed(parse, group.verbs[-1]) or denier(parse, group) is not None
    return unable and not (perfect or edge or supposed)


def denier(parse: Parse, group: VerbGroup) -> Token | None:
    """The word above a clause that says that it is not so: "denied that …", "rejected a claim that …", "falsely said"."""
    for verb in group.verbs[1:]:  # "denied breaking the law"
        if verb.lemma.lower() in DENIALS:
            return verb
    below = group.verbs[-1]
    if word := instead(parse, group.dated) or _falsely(parse, below):
        return word
    for token in parse.ancestors(below):
        if token.lemma.lower() in DENIALS | _CONTRARY and below.dependency in _SAID:
            return token
        if below.dependency == "prep" and _accuses(parse, token, below):
            return token
        if denied := _denied_by(parse, below, token):
            return denied
        below = token
    return None


def _denied_by(parse: Parse, below: Token, token: Token) -> Token | None:
    """The word that calls the clause `below` untrue, where `token` above it is a claim, or says so itself."""
    if token.tag.startswith("VB"):
        return token if _is_untrue(parse, token) else _falsely(parse, token)
    if token.lemma.lower() not in CLAIMS or below.dependency not in _OF_A_CLAIM:
        return None
    if any(child.text.lower() in {"no", *UNTRUE} for child in parse.children(token)):
        return token
    above = parse.head(token)
    return above if above.lemma.lower() in _DISMISSALS or _is_untrue(parse, above) else None


def _falsely(parse: Parse, verb: Token) -> Token | None:
    """The "falsely" or "allegedly" of `verb`."""
    return next((child for child in parse.children(verb) if child.text.lower() in _FALSELY), None)


def instead(parse: Parse, token: Token) -> Token | None:
    """The word that says that what is behind it was not done: "without winning", "instead of a vote"."""
    preposition = parse.head(token)
    if token.dependency not in {"pcomp", "pobj"}:
        return None
    if preposition.text.lower() == "without":
        return preposition
    before = parse.tokens[max(0, preposition.index - 1)]
    return before if (before.text.lower(), preposition.text.lower()) in _INSTEAD else None


def _accuses(parse: Parse, token: Token, below: Token) -> bool:
    """Whether a deed behind the preposition `below` is what somebody is accused of, or pleads not guilty to."""
    if token.lemma.lower() == "guilty":
        return any(word.text.lower() == "not" for word in parse.tokens[max(0, token.index - 2) : token.index])
    deed = any(child.dependency == "pcomp" for child in parse.children(below))
    return deed and below.text.lower() in {"of", "with"} and token.lemma.lower() in _ACCUSES


def _is_untrue(parse: Parse, verb: Token) -> bool:
    """Whether `verb` is the "is" of "is false" or "is not true"."""
    children = parse.children(verb)
    said = {child.text.lower() for child in children if child.dependency in {"acomp", "oprd"}}
    negated = any(child.dependency == "neg" for child in children)
    return bool(said & UNTRUE) != negated if said & UNTRUE else negated and "true" in said


def _is_not(parse: Parse, group: VerbGroup, phrase: Span) -> bool:
    """Whether the verb is negated, or the day: but what was not so until a day was so on it."""
    edge = _edge(parse, phrase)
    if edge is not None and not_until(parse, edge):
        return edge.text.lower() == "before"  # nobody says that it was so on that day
    negated = any(
        child.dependency == "neg" and not phrase.start <= child.start < phrase.end  # "no earlier than Friday"
        for verb in group.verbs
        for child in parse.children(verb)
    )
    return (negated and not _no_longer(parse, group)) or _not_then(parse, phrase)


def _edge(parse: Parse, phrase: Span) -> Token | None:
    """The "until" or "before" of a date, in the phrase or in front of it."""
    first = parse.within(phrase)[0]
    near = (first, parse.tokens[max(0, first.index - 1)])
    return next((token for token in near if token.text.lower() in _EDGES), None)


def _is_supposed(parse: Parse, verb: Token) -> bool:
    """Whether `verb`, or one above it, is behind "if" or "whether", or is as good as behind "if"."""
    for token in (verb, *parse.ancestors(verb)):
        marks = (child for child in parse.children(token) if child.dependency in {"mark", "advmod"})
        if token.tag.startswith("VB") and (
            any(mark.text.lower() in OPEN_MARKERS for mark in marks) or _is_inverted(parse, token)
        ):
            return True
    return False


def _is_inverted(parse: Parse, verb: Token) -> bool:
    """Whether a clause beside another opens with "had", "were" or "should" before its subject.

    Behind "never" or "nor" these stand before it too, but do not open the clause.
    """
    if verb.dependency not in {"advcl", "ccomp"}:
        return False
    own = [child for child in parse.children(verb) if child.dependency not in {"cc", "punct"}]
    first = own[0] if own and own[0].index < verb.index else verb
    if first.text.lower() not in _INVERTED or (first is not verb and first.dependency != "aux"):
        return False
    # The parse may hang the participle on "had", and the subject on the participle.
    return any(child.dependency in _SUBJECTS or (first is verb and child.dependency == "ccomp") for child in own)


def _is_in_what_is_denied(parse: Parse, group: VerbGroup, phrase: Span) -> bool:
    """Whether the day may be that of what is denied, not of the denying: "denied allegations of misconduct in 2022"."""
    if group.dated.lemma.lower() not in _DISMISSALS:
        return False
    perfect = group.finite.tag in {"VBZ", "VBP"}  # "has denied" on no day, but "had been dismissed in August"
    return perfect or any(token.tag.startswith("NN") for token in _between(parse, phrase, group.dated))


def _between(parse: Parse, phrase: Span, verb: Token) -> Iterator[Token]:
    """The words, but for those of time, by which a date hangs on `verb`."""
    for token in parse.ancestors(parse.within(phrase)[-1]):
        if token is verb:
            return
        if not phrase.start <= token.start < phrase.end and token.lemma.lower() not in TIMES:
            yield token


def _no_longer(parse: Parse, group: VerbGroup) -> bool:
    """Whether all that is negated is a going on: "no longer" tells of an end."""
    return all(
        child.text.lower() in {"longer", "more"}
        for verb in group.verbs
        for child in parse.children(verb)
        if child.dependency == "neg"
    )


def _not_then(parse: Parse, phrase: Span) -> bool:
    """Whether it is the day that is denied: "in 2020, not in 2015"."""
    first = parse.within(phrase)[0].index
    return any(token.text.lower() == "not" for token in parse.tokens[max(0, first - 2) : first])
