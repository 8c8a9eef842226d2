"""Ways over a parse: what governs a word, and the words that belong to a phrase."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.card.words import REPORTING
from corpus.parse import Parse, Token
from corpus.quotes.verbs import DENYING
from corpus.values import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_JOINING = frozenset("- – / ’ ' & .".split())
# What ends a noun phrase: it could be left out and the phrase would still name the same.
_ASIDES = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "punct"})


def is_verb(token: Token) -> bool:
    """Whether it is a verb or an auxiliary that stands for one."""
    return token.tag[:2] in {"VB", "MD"}


def subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of `verb`, in the active or the passive; where a parse sees several, the one that stands nearest."""
    found = [child for child in parse.children(verb) if child.dependency in SUBJECTS]
    if not found:  # "the trial was on Monday halted": a parse may hang it on the helper
        helpers = (child for child in parse.children(verb) if child.dependency in {"aux", "auxpass"})
        found = [child for helper in helpers for child in parse.children(helper) if child.dependency in SUBJECTS]
    before = [child for child in found if child.index < verb.index]
    return before[-1] if before else next(iter(found), None)


def reports(parse: Parse, verb: Token) -> bool:
    """Whether what `verb` leads to is told as so: not what somebody denied, or did not say."""
    refused = verb.lemma in DENYING or any(child.dependency == "neg" for child in parse.children(verb))
    return verb.lemma in REPORTING and not refused


def points_back(parse: Parse, noun: Token) -> bool:
    """Whether the noun stands for what was named before: "the company", "its leader", with nothing more to it."""
    children = [child for child in parse.children(noun) if child.index < noun.index]
    pointed = any(child.text.casefold() in {"the", "this", "these", "its", "their", "his", "her"} for child in children)
    told = any(child.dependency in {"prep", "acl"} for child in parse.children(noun))
    return pointed and noun.tag in {"NN", "NNS"} and not told and all(child.tag in {"DT", "PRP$"} for child in children)


def noun_phrase(parse: Parse, head: Token, *, least: int = 0) -> Span:
    """The words that belong to the noun `head`, without the asides after it; none begins before offset `least`."""
    indices = {word.index for word in _named_by(parse, head) if word.start >= least}
    first = last = head.index
    while first - 1 in indices:
        first -= 1
    while last + 1 in indices:
        last += 1
    return Span(max(least, parse.tokens[first].start), parse.tokens[last].end)


def _named_by(parse: Parse, head: Token) -> Iterator[Token]:
    """`head` and what depends on it, without what could be left out."""
    waiting = [head]
    while waiting:
        token = waiting.pop()
        yield token
        listed = any(child.dependency == "conj" for child in parse.children(token))
        for child in parse.children(token):
            # Commas of a list and hyphens within a name belong to it.
            joins = child.dependency == "punct" and (child.text in _JOINING or (listed and child.text == ","))
            # "lawmakers on Thursday": the day is not theirs.
            dated = child.dependency in {"prep", "npadvmod"} and child.index > token.index and _dated(parse, child)
            if joins or (child.dependency not in _ASIDES and not dated):
                waiting.append(child)


def _dated(parse: Parse, word: Token) -> bool:
    return any(token.entity in {"DATE", "TIME"} for token in (word, *parse.children(word)))


def branch(parse: Parse, head: Token) -> Span:
    """From the first to the last word that depends on `head`, without an aside after a comma, and marks or an "and" at its ends."""
    words = list(parse.subtree(head))
    for at in range(1, len(words)):
        word = words[at]
        if word.dependency in {"relcl", "appos"} and word.index > head.index:
            opens = parse.subtree(word)[0].index
            if opens > head.index + 1 and parse.tokens[opens - 1].text == ",":
                words = [each for each in words if each.index < opens]
                break
    while len(words) > 1 and words[-1].dependency in {"punct", "cc"} and words[-1].text not in "”\"’')":
        words.pop()
    while len(words) > 1 and words[0].dependency == "punct" and words[0].text not in "“\"‘'(":
        words.pop(0)
    return Span(words[0].start, words[-1].end)
