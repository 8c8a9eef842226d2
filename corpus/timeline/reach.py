"""How far a word reaches in a sentence: with all that hangs on it, or without what is not of the date."""

from __future__ import annotations

from corpus.parse import Parse, Token
from corpus.values import Span

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})

# What no relative clause with the word is of. It may be of a club with "who", of a town with "which": the words before do no harm.
_NOBODY = frozenset({"FAC", "GPE", "LOC", "ORG"})
_NOT_OF = {"who": _NOBODY, "whom": _NOBODY, "which": frozenset({"GPE", "PERSON"})}

# What stands behind these may go with its date: the clause reads without it.
_ASIDES = frozenset("according with after before since following".split())


def reach(parse: Parse, token: Token) -> Span:
    """`token` with all that depends on it."""
    words = parse.subtree(token)
    return Span(words[0].start, max(word.end for word in words))


def subjects(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """What `verb` is said of."""
    return tuple(child for child in parse.children(verb) if child.dependency in _SUBJECTS)


def first_word(parse: Parse, verb: Token) -> int:
    """Where the subject of `verb` begins, or the verb where it has none in front."""
    return min([verb.start, *(reach(parse, subject).start for subject in subjects(parse, verb))])


def left_edge(parse: Parse, noun: Token, others: tuple[Span, ...]) -> int:
    """Where the noun phrase of `noun` begins; dates in front of it that are others' are left out, unless it is in one."""
    modifiers = [
        reach(parse, child).start
        for child in parse.children(noun)
        if child.start < noun.start
        and child.dependency not in {"cc", "punct", "conj", "preconj"}
        and not any(reach(parse, child).overlaps(other) and other.end <= noun.start for other in others)
    ]
    return min([noun.start, *modifiers])


def told_of(parse: Parse, top: Token) -> Token:
    """The noun that a clause on one tells of, for the parser takes the nearest: "a baker from Ulm, who died in 2015"."""
    noun = parse.head(top)
    related = (child.text.lower() for child in parse.children(top) if child.tag in {"WDT", "WP"})
    odd = next((_NOT_OF[word] for word in related if word in _NOT_OF), frozenset[str]())
    if noun.entity not in odd and not _is_rate(parse, noun):
        return noun
    for token in parse.ancestors(noun):
        if token.tag.startswith("VB") and token.dependency not in {"acl", "relcl"}:
            break
        if token.tag.startswith("NN") and token.entity not in odd:
            noun = token
            if token.dependency != "appos":
                break
    return noun


def is_behind_noun(parse: Parse, top: Token) -> bool:
    """Whether a clause hangs on the noun before it: a relative clause, "a strike planned for Friday", "a concert due to be held"."""
    return top.dependency in {"relcl", "acl"} or (top.dependency == "amod" and parse.head(top).index < top.index)


def _is_rate(parse: Parse, noun: Token) -> bool:
    """Whether a noun is what an amount is for each of: "a dividend of Rs 7 a share"."""
    among = [child for child in parse.children(parse.head(noun)) if child.dependency == "pobj"]
    return noun.dependency == "pobj" and among[0] is not noun


def cut(parse: Parse, top: Token, span: Span, phrase: Span, others: tuple[Span, ...]) -> Span:
    """`span` without what hangs on its edges and is not of the date: conjuncts of `top`, and clauses with other dates."""
    loose = [
        reach(parse, token)
        for token in parse.subtree(top)
        if token is not top
        and (
            (token.dependency == "conj" and parse.head(token) is top)
            or (_can_go(token) and any(reach(parse, token).overlaps(other) for other in others))
        )
    ]
    kept = [token for token in parse.subtree(top) if span.start <= token.start < span.end]
    start, end = span.start, span.end
    for each in sorted(loose, key=lambda each: (-each.end, each.start)):
        if max(phrase.end, top.end) < each.start < end and not _words_between(kept, each.end, end):
            end = each.start
    for each in sorted(loose):
        if start < each.end <= min(phrase.start, first_word(parse, top)) and not _words_between(
            kept, start, each.start
        ):
            start = each.end
    return Span(start, max(start, end))


def _can_go(token: Token) -> bool:
    return token.dependency in {"advcl", "relcl", "acl", "parataxis"} or (
        token.dependency == "prep" and token.text.lower() in _ASIDES
    )


def _words_between(tokens: list[Token], start: int, end: int) -> bool:
    """Whether more than marks and "and" stands between two places."""
    return any(start <= token.start < end and token.tag[:1].isalpha() and token.tag != "CC" for token in tokens)
