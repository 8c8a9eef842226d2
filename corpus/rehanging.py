"""Mending a parse: the day on which something is said hangs on the verb that says it, and not on what is said."""

from __future__ import annotations

from dataclasses import replace

from corpus.parse import Parse, Token
from corpus.quotes.verbs import SAYING

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_PAST = frozenset({"VBD", "VBN"})


def rehung(parse: Parse) -> Parse:
    """`parse`, with "on Wednesday" of "said on Wednesday it would close" hung on "said".

    Behind a "that" or a comma it stays: "said that on Wednesday it would close". So it does in "says on Wednesday it will close".
    """
    tokens = list(parse.tokens)
    for token in parse.tokens:
        if token.text.lower() in _DAYS:
            day = _phrase(parse, token)
            verb = parse.head(day)
            if verb.dependency == "ccomp" and _is_of_saying(parse, day, verb):
                tokens[day.index] = replace(day, head=verb.head)
    return Parse(tuple(tokens))


def _phrase(parse: Parse, day: Token) -> Token:
    """The "on" before the day, or the day itself."""
    above = parse.head(day)
    return above if above.dependency == "prep" and above.text.lower() == "on" else day


def _is_of_saying(parse: Parse, day: Token, verb: Token) -> bool:
    """Whether the day stands between the word for saying and the subject of what is said, its `verb`."""
    reporter = parse.head(verb)
    told = reporter.lemma.lower() in SAYING and reporter.tag in _PAST
    if not (told and reporter.index < day.index < verb.index):
        return False
    before = parse.tokens[reporter.index + 1 : day.index]
    follows = any(child.dependency in _SUBJECTS and child.index > day.index for child in parse.children(verb))
    return follows and not any(each.text.lower() == "that" or each.dependency == "punct" for each in before)
