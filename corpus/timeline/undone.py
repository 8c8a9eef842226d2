"""What the words around a clause take back of it: a strike that is called off, a tour that the rain made impossible."""

from __future__ import annotations

from corpus.parse import Parse, Token
from corpus.timeline.clauses import Clause
from corpus.timeline.denials import denier
from corpus.timeline.reach import is_behind_noun, told_of
from corpus.timeline.verbs import VerbGroup, verb_group
from corpus.timeline.words import (
    CALLING_OFF,
    GIVING_UP,
    INTENTIONS,
    PREVENTIONS,
    REJECTIONS,
    SCHEMES,
    TAKING_PLACE,
    UNSURE_MODALS,
)

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ORIGINALLY = frozenset({"originally", "initially"})
_IT = frozenset("it this that these those them they".split())
# Whoever had planned it.
_SAME = frozenset("i he she it we they".split())
_POINTING = frozenset("that this those these".split())


def is_undone(parse: Parse | None, clause: Clause) -> bool:
    """Whether what `clause` says to be meant is called off around it."""
    if parse is None or clause.head is None or clause.kind == "noun":
        return False
    return is_taken_back(parse, verb_group(parse, clause.head))


def is_denied_outside(parse: Parse | None, clause: Clause) -> bool:
    """Whether the word that denies what `clause` says is cut off from it."""
    if parse is None or clause.head is None or clause.kind == "noun":
        return False
    word = denier(parse, verb_group(parse, clause.head))
    return word is not None and not clause.span.start <= word.start < clause.span.end


def is_taken_back(parse: Parse, group: VerbGroup) -> bool:
    """Whether what was meant is called off: by its own "no longer", by the verb of its noun, or after "but"."""
    top = group.verbs[-1]
    above = (parse.head(top),) if top.dependency == "ccomp" else ()
    if any(verb.lemma.lower() in INTENTIONS and _is_negated(parse, verb) for verb in (*group.verbs, *above)):
        return True  # "no longer expected in May", "no longer expects sales to recover"
    noun = told_of(parse, top)
    hangs = is_behind_noun(parse, top) and noun.tag.startswith(("NN", "PRP"))
    if hangs and (is_off(parse, noun) or _is_rejected(parse, noun)):
        return True
    joined = (child for verb in group.verbs for child in parse.children(verb) if child.dependency == "conj")
    return any(_ends_it(parse, child) or _gives_up(parse, child) for child in joined) or _is_off_after(parse, group)


def is_changed(parse: Parse, group: VerbGroup) -> bool:
    """Whether a plan is told as the first of several: "originally set for Saturday"."""
    return any(child.text.lower() in _ORIGINALLY for verb in group.verbs for child in parse.children(verb))


def is_off(parse: Parse, noun: Token) -> bool:
    """Whether what `noun` names is called off, or does not take place, by the verb that it is the subject or object of."""
    verb = parse.head(noun)
    if verb is noun or not verb.tag.startswith("VB"):
        return False
    if _is_acted_on(parse, noun) and _calls_off(parse, verb):
        return True
    return noun.dependency in _SUBJECTS and verb.lemma.lower() in TAKING_PLACE and _is_negated(parse, verb)


def _is_acted_on(parse: Parse, noun: Token) -> bool:
    return noun.dependency == "dobj" or (noun.dependency in _SUBJECTS and _is_passive(parse, parse.head(noun)))


def _is_rejected(parse: Parse, noun: Token) -> bool:
    """Whether a plan is given up: of what was done, "dropped" or "blocked" would not say that it was not."""
    verb = parse.head(noun)
    if not _is_acted_on(parse, noun):
        return False
    if verb.lemma == "rule":  # what is ruled out is not planned, nor is what is not ruled out
        return any(child.text.lower() == "out" for child in parse.children(verb))
    return verb.lemma.lower() in REJECTIONS and not _is_negated(parse, verb)


def _calls_off(parse: Parse, verb: Token) -> bool:
    """Whether `verb` says for certain that something is not to be, or not then: "was cancelled", "put it back"."""
    children = parse.children(verb)
    if _is_negated(parse, verb) or any(child.text.lower() in UNSURE_MODALS for child in children):
        return False
    lemma = verb.lemma.lower()
    particles = {child.text.lower() for child in children if child.dependency in {"prt", "advmod"}}
    return lemma in PREVENTIONS or bool(CALLING_OFF.get(lemma, frozenset()) & particles)


def _is_passive(parse: Parse, verb: Token) -> bool:
    return any(child.dependency == "auxpass" for child in parse.children(verb))


def _is_negated(parse: Parse, verb: Token) -> bool:
    """Whether a verb has a "not" or a "no longer"."""
    return any(child.dependency == "neg" or child.text.lower() == "longer" for child in parse.children(verb))


def _ends_it(parse: Parse, verb: Token) -> bool:
    """Whether a second verb puts an end to what the first meant: "but was put back", "but the rain made that impossible"."""
    children = parse.children(verb)
    words = {token.text.lower() for token in parse.subtree(verb)}
    if verb.lemma == "make" and "impossible" in words and words & _IT:
        return True
    if verb.lemma == "do" and _is_negated(parse, verb):  # "but never did"
        return not any(child.dependency in {"dobj", "xcomp", "ccomp"} for child in children)
    own = [child for child in children if child.dependency == ("nsubjpass" if _is_passive(parse, verb) else "dobj")]
    shared = _is_passive(parse, verb) and not own
    return _calls_off(parse, verb) and (shared or any(child.text.lower() in _IT for child in own))


def _gives_up(parse: Parse, verb: Token) -> bool:
    """Whether whoever had planned something then did not do it: "but withdrew", "but fell ill", "but changed her mind"."""
    children = parse.children(verb)
    subject = next((child for child in children if child.dependency in _SUBJECTS), None)
    other = subject is not None and subject.text.lower() not in _SAME
    if other or verb.tag not in {"VBD", "VBN"} or _is_passive(parse, verb) or _is_negated(parse, verb):
        return False
    if any(child.text.lower() in UNSURE_MODALS for child in children):
        return False
    given = next((child for child in children if child.dependency == "dobj"), None)
    if given is not None:
        own = any(child.dependency in {"det", "poss"} for child in parse.children(given))
        minds = verb.lemma.lower() == "change" and given.lemma.lower() in {"mind", "plan"}
        rejects = verb.lemma.lower() in REJECTIONS or _calls_off(parse, verb)
        return minds or (own and given.lemma.lower() in SCHEMES and rejects)
    particles = {child.text.lower() for child in children}
    needed = GIVING_UP.get(verb.lemma.lower())
    return needed is not None and (not needed or bool(needed & particles))


def _is_off_after(parse: Parse, group: VerbGroup) -> bool:
    """Whether the next sentence calls off what was to be: "It has been cancelled", "That investment has been scrapped"."""
    top = group.verbs[-1]
    root = parse.head(top) if top.dependency == "ccomp" else top
    if root.dependency != "ROOT":
        return False
    end = parse.subtree(root)[-1].index + 1
    if end >= len(parse.tokens):
        return False
    first = parse.tokens[end]
    noun = parse.head(first) if first.dependency == "det" else first
    verb = parse.head(noun)
    helped = any(child.tag == "VBZ" or child.text.lower() == "have" for child in parse.children(verb))
    # After what still "is due", only what "has been" called off is the same one.
    told = helped or group.finite.tag == "VBD" or any(child.tag == "VBD" for child in group.helpers)
    if noun.dependency not in _SUBJECTS or verb.dependency != "ROOT" or not told:
        return False
    if first is noun:
        meant = noun.text.lower() in _IT
    elif first.text.lower() in _POINTING:
        meant = True
    else:
        named = (child for each in group.verbs for child in parse.children(each))
        meant = first.text.lower() == "the" and any(
            child.dependency in {*_SUBJECTS, "dobj"} and child.lemma.lower() == noun.lemma.lower() for child in named
        )
    return meant and (is_off(parse, noun) or _is_rejected(parse, noun))
