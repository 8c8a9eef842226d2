"""A verb with the words that carry its tense, and what they take back of it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.parse import Parse, Token
from corpus.timeline.words import HABITUAL

_TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A verb with those that carry its tense and meaning ("was set to land": land, set), the dated one first."""

    verbs: tuple[Token, ...]
    helpers: tuple[Token, ...]

    @property
    def dated(self) -> Token:
        """The verb that the date hangs on."""
        return self.verbs[0]

    @property
    def finite(self) -> Token:
        """The verb or helper that carries the tense."""
        own = [helper for helper in self.helpers if helper.head == self.verbs[-1].index and helper.tag != "TO"]
        return own[0] if own else self.verbs[-1]


def verb_group(parse: Parse, verb: Token) -> VerbGroup:
    """`verb` with the verbs and adjectives above it that it belongs to, and the helpers of all of them."""
    verbs, top = [verb], verb
    while top.dependency in {"xcomp", "acomp", "conj", "aux"} and top.head != top.index:
        above = parse.head(top)
        own = [child for child in parse.children(top) if _helps(child)]
        own_tense = any(child.tag in _TENSED or child.lemma == "have" for child in own) or (
            top.dependency == "conj" and (top.tag in _TENSED or bool(own))
        )
        if own_tense or not above.tag.startswith(("VB", "MD", "JJ")):
            break
        top = above
        verbs.append(top)
    helpers = tuple(child for each in verbs for child in parse.children(each) if _helps(child))
    return VerbGroup(tuple(verbs), helpers)


def _helps(token: Token) -> bool:
    return token.dependency in {"aux", "auxpass"}


def is_having(group: VerbGroup) -> bool:
    """Whether a group is "have got", which tells of the present."""
    return group.verbs[-1].text.lower() == "got" and group.finite.lemma == "have" and group.finite.tag in {"VBZ", "VBP"}


def is_habit(parse: Parse, verb: Token) -> bool:
    """Whether the clause of `verb` tells of what is so again and again ("the rain often lasts until May")."""
    group = verb_group(parse, verb)
    again = any(child.text.lower() in HABITUAL for each in group.verbs for child in parse.children(each))
    return again and group.finite.tag in {"VBZ", "VBP"}


def is_infinitive(parse: Parse, verb: Token) -> bool:
    """Whether `verb` is an infinitive with "to", its own or that of the one it follows ("to flood homes and cut roads")."""
    while verb.dependency == "conj" and verb.tag == "VB":
        if any(child.dependency in {"aux", "nsubj"} for child in parse.children(verb)):
            break
        verb = parse.head(verb)
    return any(child.tag == "TO" and child.dependency == "aux" for child in parse.children(verb))
