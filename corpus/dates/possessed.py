"""Days of what is of another year: "next year's festival will be held from 28 July to 13 August"."""

from __future__ import annotations

from dataclasses import replace

from corpus.dates.expressions import Expression, Relative, Yearless
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES
from corpus.parse import Parse, Token

# What is held in the year that it is of. A budget, a list or a tour's tickets may well come before.
_HELD = frozenset(
    "championship competition conference convention edition event exhibition expo fair festival final games marathon parade race "
    "rally regatta show summit tournament".split()
)
_TAKES_PLACE = frozenset("begin close end finish hold open run stage start take".split())


def in_its_year(tokens: Tokens, year: Expression | None, each: Expression, parse: Parse | None) -> Expression:
    """`each`, as a part of the year whose event it tells of, where `year` is the "next year" of "next year's festival"."""
    if (
        year is None
        or parse is None
        or not isinstance(year.meaning, Relative)
        or not isinstance(each.meaning, Yearless)
    ):
        return each
    ends = any(
        tokens.keys[at] in ".!?;" and tokens.cases[at + 1 : at + 2] == "A" for at in range(year.last, each.first)
    )
    verb = None if ends else _verb_of(tokens, year, parse)
    said = parse.within(each.span)
    if verb is None or not said or verb not in _clause_of(parse, said[-1]):
        return each
    return replace(each, meaning=Relative("year", year.meaning.count, "published", each.meaning.part))


def has_event(tokens: Tokens, each: Expression) -> bool:
    """Whether an expression is the "next year" or "last year" of "next year's festival"."""
    match each.meaning:
        case Relative("year", count, "published", "") if count:
            return tokens.codes[each.last : each.last + 2] == CODES["apostrophe"] + CODES["s"]
    return False


def _verb_of(tokens: Tokens, year: Expression, parse: Parse) -> Token | None:
    """The verb that says of the event when it is."""
    said = parse.within(tokens.span(year.first, year.last))
    noun = parse.head(said[-1]) if said else None
    if noun is None or noun.lemma.lower() not in _HELD or noun.dependency not in ("nsubj", "nsubjpass"):
        return None
    verb = parse.head(noun)
    return verb if verb.lemma.lower() in _TAKES_PLACE else None


def _clause_of(parse: Parse, date: Token) -> list[Token]:
    """The words above a date, up to its verb."""
    above: list[Token] = []
    for token in parse.ancestors(date):
        above.append(token)
        if token.tag.startswith(("VB", "MD")):
            break
    return above
