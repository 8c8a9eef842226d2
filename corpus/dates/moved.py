"""What is moved, set or put off to a date, which is then still to come: now, or when it was moved."""

from __future__ import annotations

from typing import Literal

from corpus.dates.expressions import Expression
from corpus.dates.tenses import HAD
from corpus.dates.tokens import Tokens
from corpus.parse import Parse, Token

# What these are moved to is still to come ("extended to June 30").
_MOVES = frozenset("extend postpone delay defer push move reschedule adjourn".split())
_OFF = frozenset({"off", "back"})
# For these it is told ahead ("was listed for June").
_SETS = frozenset("announce bill list".split())
# So is the end of these, told with "until" ("the road was closed until Friday").
_STOPS = frozenset("cancel suspend close shut halt ban bar ground remand".split())
# These, as nouns, reach on as well ("a delay until after Easter"), seen from when they were asked for or granted.
_DELAYS = frozenset("adjournment deferral delay extension postponement reprieve".split())
_CALLS_OFF = frozenset("cancel postpone scrap".split())
_UNTIL = frozenset({"by", "until", "till"})


def is_put_off(tokens: Tokens, each: Expression) -> bool:
    """Whether a date is the end of a delay: "an extension to June 30", "a delay until after Easter"."""
    at = each.first - 1 - (tokens.keys[each.first - 1] == "after") if each.first > 2 else 0
    return at > 0 and tokens.keys[at] in ("to", "until", "till") and tokens.keys[at - 1] in _DELAYS


def is_moved_to(parse: Parse, verb: Token, date: Token) -> bool:
    """Whether `date` is what `verb` moves something to."""
    return _preposition(parse, date) in _leads_to(parse, verb)


def called_off(parse: Parse, date: Token) -> Literal["future", "once"] | None:
    """From when a day lies ahead that is only named with what is called off: "Sunday's final has been postponed"; None for another."""
    noun = parse.head(date)
    if noun.tag == "IN":
        noun = parse.head(noun)
    verb = parse.head(noun)
    if noun is date or noun.tag.startswith("VB") or noun.dependency not in ("nsubjpass", "dobj"):
        return None
    children = parse.children(verb)
    off = verb.lemma.lower() in ("call", "put") and any(child.text.lower() in _OFF for child in children)
    if not (off or verb.lemma.lower() in _CALLS_OFF) or any(child.dependency == "neg" for child in children):
        return None
    return "future" if any(child.tag in ("VBZ", "VBP") for child in children if child.dependency == "aux") else "once"


def ahead_of(parse: Parse, verb: Token, date: Token) -> Literal["future", "due", "once"]:
    """From when what is moved or set to a date lies ahead: now ("has been moved to"), or once ("in April they moved it to June")."""
    children = parse.children(verb)
    helpers = [child for child in children if child.dependency in ("aux", "auxpass")]
    had = any(helper.text.lower() in HAD for helper in helpers)
    when = (child for child in children if child.dependency == "prep" and child.text.lower() in ("in", "on"))
    if had or any(grand.tag == "NNP" and grand is not date for child in when for grand in parse.children(child)):
        return "once"
    was = verb.tag == "VBD" or any(helper.tag == "VBD" for helper in helpers)
    return "due" if was and _leads_to(parse, verb) else "future"


def _preposition(parse: Parse, date: Token) -> str:
    """What a date, or the first of several, stands behind: "to" of "delayed to October and November", "until" of "until after May"."""
    while date.dependency == "conj" and parse.head(date).tag == "NNP":
        date = parse.head(date)
    below, word = date, ""
    while below.dependency in ("pobj", "prep") and parse.head(below).tag in ("IN", "TO"):
        below = parse.head(below)
        word = below.text.lower() if not word or below.text.lower() in _UNTIL else word
    return word


def _leads_to(parse: Parse, verb: Token) -> tuple[str, ...]:
    """The words between `verb` and a day that is still to come."""
    lemma = verb.lemma.lower()
    if lemma in _MOVES or (lemma == "put" and any(child.text.lower() in _OFF for child in parse.children(verb))):
        return ("to", "until", "till", "for")
    return ("until", "till") if lemma in _STOPS else ("for",) if lemma in _SETS else ()
