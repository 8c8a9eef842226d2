"""The two ends of a range, and the word that says a time is only one end of what is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.dates.denied import is_denied
from corpus.dates.expressions import Expression, Fixed, Lasting, Meaning, Relative, Yearless
from corpus.dates.grammar import expand
from corpus.dates.tokens import Tokens
from corpus.dates.values import Bound
from corpus.dates.words import CODES, codes
from corpus.parse import Parse
from corpus.values import Span

_BOUNDS: dict[str, Bound] = {
    CODES["by"]: "to", CODES["until"]: "to", CODES["before"]: "to", CODES["through"]: "to",
    CODES["after"]: "from", CODES["since"]: "from", CODES["from"]: "from", CODES["begins"]: "from",
}  # fmt: skip
_LIMITS: dict[tuple[str, ...], Bound] = {
    ("no", "earlier", "than"): "from", ("not", "earlier", "than"): "from", ("no", "sooner", "than"): "from",
    ("no", "later", "than"): "to", ("not", "later", "than"): "to", ("at", "the", "earliest"): "from", ("at", "the", "latest"): "to",
}  # fmt: skip
# After these, "from August" is what a change is measured against, and nothing begins there.
_CHANGES = frozenset(
    "rose fell up down slid million billion trillion percent unchanged sharply slightly cents points drop rise decline increase "
    "gain decrease lower higher jump change off different far than grew shrank away plunge surge growth profit income sales".split()
)
# What is kept of a day is from that day, whatever is done with it: "breaks the record from January 1945".
RECORDS = frozenset(
    "record mark letter email memo photo photograph picture image footage video recording document diary report study figure "
    "figures statement speech interview quote poll survey estimate".split()
)
# Of what is denied, "until" tells of no end ("not abolished until 2008").
_UP_TO = frozenset({"before", "until", "till"})
_COUNTED = frozenset("people men women percent million".split())
_MORE_DAYS = re.compile(
    expand(
        "(?P<gap>[hyphen and or comma to through]) (?P<d>DAY) (?![units hours unit hyphen]) (?:[comma]? (?P<y>[year]))?"
    )
)
_SHORT_YEAR = re.compile(expand("[hyphen slash] (?P<y>[daynumber number]) (?![hyphen unit units])"))
_BETWEEN_ITEMS = frozenset(
    "".join(CODES[name] for name in gap.split()) for gap in ("comma", "and", "or", "slash", "comma and", "comma or")
)
_ON = codes("in on")
_APPOSED = frozenset((CODES["in"], CODES["comma"] + CODES["in"]))
_WITHIN = _APPOSED | {CODES["on"], CODES["comma"] + CODES["on"]}
# Verbs of which "through" is a part: "the sale went through last week".
_GO_THROUGH = frozenset(
    "go goes going gone went get gets getting got gotten come comes coming came fall falls fell fallen pull pulls pulled break "
    "breaks broke broken live lived sail sailed pass passed push pushed put carry carried follow followed suffered".split()
)
# A date in front of these begins something with "from", whatever stands before it.
_ONWARDS = frozenset("on onward onwards forward until to through".split())
# Years further apart than this are no range written in short.
_LONGEST = 30


def bound_of(tokens: Tokens, each: Expression, parse: Parse | None) -> tuple[Bound | None, Span]:
    """Whether the word before an expression makes it one end of what is meant, and its span with that word."""
    if isinstance(each.meaning, Lasting) or each.range_end or not each.first:
        return None, each.span
    before = tokens.codes[each.first - 1]
    if limit := _LIMITS.get(tokens.keys[max(0, each.first - 3) : each.first]):
        return limit, tokens.span(each.first - 3, each.last)
    if limit := _LIMITS.get(tokens.keys[each.last : each.last + 3]):
        return limit, tokens.span(each.first - (before in _BOUNDS), each.last + 3)
    bound = "from" if tokens.keys[each.first - 1] == "beginning" else _BOUNDS.get(before)
    word_before = tokens.keys[each.first - 2] if each.first > 1 else ""
    throughout = before == CODES["through"] and word_before in {"all", "halfway", "midway", *_GO_THROUGH}
    if bound == "to" and tokens.keys[each.first - 1] in _UP_TO and is_denied(tokens, each, parse):
        return _since_denied(tokens, each, before)
    if bound is None or throughout or (before == CODES["from"] and not _begins(tokens, each, parse)):
        return None, each.span
    return bound, tokens.span(each.first - 1, each.last)


def _since_denied(tokens: Tokens, each: Expression, before: str) -> tuple[Bound | None, Span]:
    """What did not happen before a day happens from it on; what did not until then happens on it."""
    return ("from", tokens.span(each.first - 1, each.last)) if before == CODES["before"] else (None, each.span)


def _begins(tokens: Tokens, each: Expression, parse: Parse | None) -> bool:
    """Whether something begins with the day after "from": not in "up from May", "than a year ago", "a letter from Monday"."""
    if tokens.keys[each.last : each.last + 1] and tokens.keys[each.last] in _ONWARDS:
        return True
    if tokens.codes[each.last : each.last + 1] == CODES["apostrophe"]:  # "from Thursday's game"
        return False
    if each.first > 1 and tokens.keys[each.first - 2] in RECORDS:
        return False
    if tokens.keys[each.last - 1] in ("ago", "earlier", "before") or _compares(tokens, each.first - 2):
        return False
    start = tokens.starts[each.first - 1]
    preposition = parse.within(Span(start, start + 1)) if parse else ()
    return parse is None or not preposition or not parse.head(preposition[0]).tag.startswith("NN")


def _compares(tokens: Tokens, at: int) -> bool:
    """Whether the word before "from" measures a change: "up 3% from August"."""
    if at < 0:
        return False
    word = tokens.keys[at]
    return word in _CHANGES or word.endswith("ed") or word[0].isdigit() or tokens.codes[at] == CODES["money"]


def join_ranges(tokens: Tokens, chosen: list[Expression]) -> list[Expression]:
    """The expressions with shortened second ends found ("May 3-5", "1998-99"), and first ends told of their others."""
    full: list[Expression] = []
    for at, each in enumerate(chosen):
        if full and each.first < full[-1].last:  # the year of "January 1, 2 and 3, 2024", which the last day has
            continue
        limit = chosen[at + 1].first if at + 1 < len(chosen) else len(tokens.keys)
        full.extend((each, *_shortened(tokens, each, limit)))
    for at in range(len(full) - 2, -1, -1):  # from the end: a year said once, with the last, counts for all before it
        one, two = full[at], full[at + 1]
        if _a_range(tokens, one, two):
            full[at] = replace(one, range_end=two.span, meaning=_with_year_of(one.meaning, two.meaning))
        elif _a_list(tokens, one, two):
            full[at] = replace(one, meaning=_with_year_of(one.meaning, two.meaning))
        elif _in_that_year(tokens, one, two) and isinstance(two.meaning, Yearless):
            full[at + 1] = replace(two, meaning=Relative("year", 0, "reference", two.meaning.part))
        elif _the_same(tokens, one, two):
            full[at] = replace(one, meaning=two.meaning)
    return full


def _the_same(tokens: Tokens, one: Expression, two: Expression) -> bool:
    """Whether the second of two names the year that the first is: "eight years later, in 1909"."""
    gap = tokens.codes[one.last : two.first]
    match one.meaning, two.meaning:
        case Relative("year", count, "reference", ""), Fixed(value):
            return bool(count) and len(value) == len("1909") and gap in _APPOSED
    return False


def _in_that_year(tokens: Tokens, one: Expression, two: Expression) -> bool:
    """Whether the second of two is a part of the year that the first is: "the next year, in August"."""
    if not isinstance(one.meaning, Relative) or not isinstance(two.meaning, Yearless):
        return False
    return one.meaning.unit == "year" and not one.meaning.part and tokens.codes[one.last : two.first] in _WITHIN


def _a_list(tokens: Tokens, one: Expression, two: Expression) -> bool:
    """Whether two dates of one kind stand in a list: "August/September 1956", "May 3, June 5 and July 10, 2010"."""
    gap = tokens.codes[one.last : two.first]
    if gap not in _BETWEEN_ITEMS or not isinstance(one.meaning, Yearless):
        return False
    match two.meaning:
        case Fixed(value):
            return value[:4].isdigit() and len(value) - len("2010-") == len(one.meaning.part)
        case Relative(unit="year", part=part):
            return len(part) == len(one.meaning.part)
    return False


def _shortened(tokens: Tokens, each: Expression, limit: int) -> list[Expression]:
    """What follows in short form before word `limit`: the "5" of "May 3-5", the "99" of "1998-99"."""
    match each.meaning:
        case Fixed(value) if len(value) == 4:
            return _short_year(tokens, each.last, value, limit)
        case Fixed(value=part) | Yearless(part) if re.search(r"(?:^|-)\d\d-\d\d$", part):
            if tokens.codes[each.last - 1] in (CODES["daynumber"], CODES["ordinal"]):
                return _more_days(tokens, each.last, part[:-2], limit)
    return []


def _short_year(tokens: Tokens, at: int, first: str, limit: int) -> list[Expression]:
    found = _SHORT_YEAR.match(tokens.codes, at)
    if not found or found.end() > limit or len(tokens.keys[at + 1]) != 2 or tokens.apart(at + 1):
        return []
    year = first[:2] + tokens.keys[at + 1]
    if not first < year <= f"{int(first) + _LONGEST:04d}":
        return []
    return [Expression(tokens.span(at + 1, at + 2), at + 1, at + 2, Fixed(year))]


def _more_days(tokens: Tokens, at: int, month: str, limit: int) -> list[Expression]:
    """The days after the first of a month ("09-" or "2011-09-"): "May 3-5", "May 3, 4 and 5"."""
    more: list[Expression] = []
    while (found := _MORE_DAYS.match(tokens.codes, at)) and found.end("d") <= limit:
        day = int(tokens.keys[found.start("d")].rstrip("stndrh"))
        if not 1 <= day <= 31 or _counts(tokens, found):
            break
        first, at = found.start("d"), found.end()
        part = f"{month}{day:02d}"
        year = tokens.keys[found.start("y")] if found["y"] else ""
        meaning = (
            Fixed(f"{year}-{part}") if year and len(part) == 5 else Fixed(part) if len(part) > 5 else Yearless(part)
        )
        more.append(Expression(tokens.span(first, at), first, at, meaning))
    return more


def _counts(tokens: Tokens, found: re.Match[str]) -> bool:
    """Whether the number counts what follows ("on May 4 and 5 people"), or stands after a comma that ends the date."""
    at = found.end("d")
    after = tokens.keys[at] if at < len(tokens.keys) else ""
    plural = len(after) > 3 and after.endswith("s") and not after.endswith("ss")
    if after in _COUNTED or plural:
        return True
    lists = tokens.codes[at : at + 1] in (CODES["and"], CODES["comma"], CODES["dot"], "")
    return found["gap"] == CODES["comma"] and not lists


def _a_range(tokens: Tokens, one: Expression, two: Expression) -> bool:
    if isinstance(one.meaning, Lasting) or isinstance(two.meaning, Lasting):
        return False
    gap = tokens.codes[one.last : two.first].replace(CODES["the"], "")
    before = tokens.codes[one.first - 1] if one.first else ""
    if before in _ON and CODES["edge"] in tokens.codes[two.first : two.last]:
        return False  # "in June they moved it to May and in July to the end of June"
    if gap in (CODES["to"], CODES["until"]):
        dated = isinstance(one.meaning, Yearless) and isinstance(two.meaning, Fixed)  # "November 8 to 19, 2017"
        return before == CODES["from"] or type(one.meaning) is type(two.meaning) or dated
    return gap in (CODES["hyphen"], CODES["through"]) or (gap == CODES["and"] and before == CODES["between"])


def _with_year_of(one: Meaning, two: Meaning) -> Meaning:
    """A first end without its year, with that of the second: "July-September 1989", "September to December last year"."""
    if not (isinstance(one, Yearless) and one.part[0].isdigit()):
        return one
    if isinstance(two, Relative) and two.part > one.part:
        return replace(two, part=one.part)
    if not isinstance(two, Fixed):
        return one
    year, _, part = two.value.partition("-")
    if not (year.isdigit() and part[:1].isdigit()):
        return one
    return Fixed(f"{int(year) - (one.part > part):04d}-{one.part}")
