"""What looks like a time and is none: counted things, products, names of people and papers, halves of a match."""

from __future__ import annotations

from corpus.dates.expressions import Expression, Lasting, Timed, Weekday, Yearless
from corpus.dates.tokens import Tokens
from corpus.dates.words import CODES, OTHER, codes

# Words that take a number of their own: "Flight 1999", "more than 1999".
_TAKES_A_NUMBER = frozenset(
    "windows office iphone ipad boeing airbus flight route highway model no number nasdaq russell studio room unit nikkei "
    "resolution section page channel gate bus train version build article chapter playstation xbox nokia galaxy core figure "
    "table level than exactly nearly roughly least only approximately ftse dax index asteroid line serial code pin zip".split()
)
# What is counted or measured by the number before it: "2000 troops", "1999 feet".
_MEASURES = frozenset(
    "people troops soldiers men women children persons workers employees jobs students members feet foot meters metres miles "
    "kilometers kilometres km mph m kg pounds tons tonnes barrels acres dollars euros yen points votes seats homes houses units "
    "shares copies calories degrees megawatts mw mhz hz others cases deaths police officers refugees residents pages words "
    "items yards inches square cubic percent cc rpm gallons liters litres bushels ounces euro pesos rupees francs marks".split()
)
_BEFORE_YEARS = codes(
    "in since by until of from to before after the early late mid between through and or for paren about comma hyphen as on "
    "fiscal that this"
)
_SURELY_BEFORE_YEARS = codes("in since until early late mid between through paren fiscal")
_BEFORE_MONTHS = _BEFORE_YEARS | codes("last next earlier later back every begins")
_DESCRIBES_WEEKENDS = codes("Month Oddmonth holiday") | {OTHER}
_CAPITALS = codes("units unit weekend season Month Oddmonth holiday")
_REVOLTS = frozenset("revolution uprising fools island islands carol".split())
_ORDINALS = codes("ordword second ordinal")
_YEARS_OR_DAYS = codes("year daynumber")
_BEFORE_SECONDS = codes("in for of than by after before")
# "the early days", "light-years".
_NOT_BEFORE_DURATIONS = codes("early late later those that latter hyphen")
_AFTER_WEEKDAYS = frozenset(
    "times telegraph herald mirror post express mail school best microsystems sentinel tribune football live raw lights fever "
    "smackdown massacre".split()
)
_AFTER_FREQUENCIES = frozenset("news mail telegraph show express standard mirror star times".split())
_DECADES = codes("decades nineties")
_SPORT = frozenset(
    "goal goals scored scoring scoreboard penalty match halftime half-time striker midfielder goalkeeper touchdown touchdowns "
    "yards quarterback kick kicker tackle league coach rebounds keeper".split()
)
_COUNTS_GAMES = codes("ordword second ordinal last latest latter")
_AWARDED = frozenset(
    "album artist athlete book car coach driver employee film flavor flavour footballer game goal golfer manager man newcomer novel "
    "performance person personality photo photograph picture player rider rookie save song sportsman sportswoman striker teacher team "
    "try woman word".split()
)
# What is done on any such day; behind one of `_OF_ONE_DAY` it is that of one.
_KINDS = frozenset({"opening", "shopping", "trading"})
_OF_ONE_DAY = frozenset("a an the this that on his her its our their s last next".split())
_AFTER_KINDS = frozenset("and or hours law laws rules times is are".split())
_FRIDAY = 5
# Behind a quarter they say that it is one of several on end; what stands "in a row of shops" or is "running from July" does not.
_IN_A_ROW = (("in", "a", "row"), ("in", "succession"), ("on", "the", "trot"))
_OF_A_ROW = frozenset({"about", "of", "over"})
_ON_END = frozenset({"running", "straight"})
_BEHIND_A_COUNT = frozenset("and as at but by despite in on when while".split())
_FINALS = frozenset("final finals finalist finalists".split())
_WEATHER = frozenset("temperatures temperature degrees highs lows fahrenheit celsius".split())
_BEFORE_CLOCKS = codes("at by before after until about from to since between and nearly")
_BEFORE_NAMES = codes("the of to from and or for on")
_AROUND = 40
_OPENING = frozenset("([“\"'’-–—/,")


def excluded(tokens: Tokens, each: Expression) -> bool:
    """Whether the words in and around `each` say that it is no time."""
    quarter = tokens.codes[each.last - 1] == CODES["quarter"]
    if quarter and (_is_quarter_of_another(tokens, each) or _is_in_a_row(tokens, each)):
        return True
    return _is_no_time(tokens, each)


def _is_no_time(tokens: Tokens, each: Expression) -> bool:
    meaning, alone = each.meaning, each.last - each.first == 1
    first, last = tokens.codes[each.first], tokens.codes[each.last - 1]
    if first in _ALONE and (alone or last == CODES["dot"]):
        return _ALONE[first](tokens, each)
    if last in _DECADES:
        return _no_decade(tokens, each)
    if last == CODES["unit"] and first == CODES["the"]:
        return tokens.cases[each.last - 1] == "A" or _is_award(tokens, each)  # "Man of the Year"
    if isinstance(meaning, Weekday) or (isinstance(meaning, Timed) and isinstance(meaning.day, Weekday)):
        named = _before(tokens, each) in _ORDINALS or _key(tokens, each.last) in _AFTER_WEEKDAYS
        return named or (isinstance(meaning, Weekday) and _is_kind(tokens, each, meaning))
    if isinstance(meaning, Yearless) and meaning.part[0] in "QH":
        return not _SPORT.isdisjoint(tokens.keys[max(0, each.first - _AROUND) : each.last + _AROUND])
    return alone and isinstance(meaning, Lasting) and _no_length(tokens, each, meaning)


def _is_quarter_of_another(tokens: Tokens, each: Expression) -> bool:
    """Whether a quarter is the first half of another word: "the quarter-finals", "the quarter final", but "quarter-end"."""
    at = each.last
    hyphen = tokens.codes[at : at + 1] == CODES["hyphen"] and at + 1 < len(tokens.keys)
    glued = hyphen and not tokens.apart(at) and not tokens.apart(at + 1)
    following = _key(tokens, at + 1 if glued else at)
    return following in _FINALS or (glued and following.isalpha() and following != "end")


def _is_in_a_row(tokens: Tokens, each: Expression) -> bool:
    """Whether a quarter is counted: "for the third quarter in a row", "a second quarter running"."""
    following, beyond = _key(tokens, each.last), _key(tokens, each.last + 1)
    if following in _ON_END:
        return not beyond.isalnum() or beyond in _BEHIND_A_COUNT
    return any(
        tokens.keys[each.last : each.last + len(words)] == words
        and _key(tokens, each.last + len(words)) not in _OF_A_ROW
        for words in _IN_A_ROW
    )


def _is_kind(tokens: Tokens, each: Expression, day: Weekday) -> bool:
    """Whether a weekday tells which kind of thing is meant: "against Sunday trading", but "the Sunday opening", "on Sunday opening".

    Shares are traded on the other days, and then on one.
    """
    kind, follows = _key(tokens, each.last), _key(tokens, each.last + 1)
    if kind not in _KINDS or (kind == "trading" and day.number <= _FRIDAY) or tokens.cases[each.last] == "A":
        return False
    return _key(tokens, each.first - 1) not in _OF_ONE_DAY and (not follows.isalnum() or follows in _AFTER_KINDS)


def _is_award(tokens: Tokens, each: Expression) -> bool:
    """Whether a month or year is that of the best of it: "player of the month"."""
    best = _key(tokens, each.first - 1) == "of" and _key(tokens, each.first - 2) in _AWARDED
    counted = each.first > 2 and tokens.codes[each.first - 3] in _COUNTS_GAMES  # "the first game of the day"
    return best and not counted and _key(tokens, each.last - 1) != "day"


def is_title(tokens: Tokens, each: Expression) -> bool:
    """Whether a capital makes it a name: "the Seven Years' War", "Gallery Weekend", "Winter Haven", "the October Revolution"."""
    code = tokens.codes[each.last - 1]
    if tokens.cases[each.last - 1] != "A" or code not in _CAPITALS:
        return False
    following = tokens.keys[each.last : each.last + 3]
    if code in (CODES["units"], CODES["unit"]):
        return "war" in following
    if code == CODES["weekend"]:
        return each.last - each.first == 1 and tokens.cases[each.first - 1 : each.first] == "A"
    if code == CODES["season"]:
        return each.last - each.first == 1 and tokens.cases[each.last : each.last + 1] == "A"
    return not _REVOLTS.isdisjoint(following[:1])


def _key(tokens: Tokens, at: int) -> str:
    return tokens.keys[at] if 0 <= at < len(tokens.keys) else ""


def _before(tokens: Tokens, each: Expression) -> str:
    return tokens.codes[each.first - 1] if each.first else ""


def _no_month(tokens: Tokens, each: Expression) -> bool:
    """Whether a month is a verb, a woman or a firm: "may", "April told", "the May stores"."""
    code = _before(tokens, each)
    if tokens.keys[each.first] not in ("may", "march", "april"):
        return False
    firm = tokens.cases[each.last : each.last + 1] == "A" and tokens.codes[each.last] == OTHER
    walk = code == CODES["the"] and _key(tokens, each.last) in ("on", "for", "against")  # "the March on Washington"
    return code not in _BEFORE_MONTHS or (firm and code in _BEFORE_NAMES) or walk


def _no_short_month(tokens: Tokens, each: Expression) -> bool:
    """Whether a short month by itself ends a name: "the Museu do Mar."."""
    return _key(tokens, each.first - 1).isalpha() and _before(tokens, each) not in _BEFORE_MONTHS


def _no_decade(tokens: Tokens, each: Expression) -> bool:
    """Whether two figures are an age or a temperature: "in his 40s", "highs in the 80s"."""
    text = tokens.keys[each.last - 1]
    around = tokens.keys[max(0, each.first - _AROUND) : each.last + _AROUND]
    if not text[0].isdigit():
        return not _WEATHER.isdisjoint(around)
    if len(text.rstrip("s")) > 3:
        return False
    return tokens.codes[each.first] != CODES["the"] or not _WEATHER.isdisjoint(around)


def _no_length(tokens: Tokens, each: Expression, meaning: Lasting) -> bool:
    """Whether a word of duration or frequency is a part of a phrase or a name: "the early days", "LA Weekly"."""
    if tokens.codes[each.first] == CODES["frequency"]:
        named = tokens.cases[each.first] == "A" and each.first > 0 and tokens.keys[each.first - 1] not in '.!?:;“"'
        return named or _key(tokens, each.last) in _AFTER_FREQUENCIES
    if meaning.value in ("PTXS", "PTXM"):  # "minutes" of a meeting, "seconds" of a duel
        return _before(tokens, each) not in _BEFORE_SECONDS
    if meaning.type != "DURATION" or tokens.codes[each.first] == CODES["longs"]:
        return False
    return _before(tokens, each) in _NOT_BEFORE_DURATIONS


def _no_year(tokens: Tokens, each: Expression) -> bool:
    """Whether four figures are no year: glued to others, counted, or too round to tell."""
    before, after = _key(tokens, each.first - 1), _key(tokens, each.last)
    if _glued(tokens, each) or before in _TAKES_A_NUMBER or after in _MEASURES:
        return True
    year, code = int(tokens.keys[each.first]), _before(tokens, each)
    ranged = tokens.codes[each.last : each.last + 2] == CODES["hyphen"] + CODES["year"]
    if ranged or (1900 <= year <= 2050 and year % 100):
        return False
    plural = len(after) > 3 and after.endswith("s") and not after.endswith(("ss", "was", "this"))
    if 1500 <= year <= 2100:
        return code not in _BEFORE_YEARS or (plural and code != CODES["the"])
    return code not in _SURELY_BEFORE_YEARS or plural


def _glued(tokens: Tokens, each: Expression) -> bool:
    """Whether a number stands in a longer string of signs: a telephone number, a version, a sum."""
    first, last = each.first, each.last
    before, after = _key(tokens, first - 1), _key(tokens, last)
    if first and not tokens.apart(first):
        figure = _key(tokens, first - 2)[:1].isdigit() and tokens.codes[first - 2] not in _YEARS_OR_DAYS
        if before not in _OPENING or (before in "-/" and figure):
            return True
    if last < len(tokens.keys) and not tokens.apart(last):
        following = _key(tokens, last + 1)
        if after in "/@_+=*#&" or (after == ":" and following[:1].isdigit()):
            return True
        return (
            after == "-" and following[:1].isdigit() and tokens.codes[last + 1] != CODES["year"] and len(following) != 2
        )
    return before != "" and before in "$£€#"


def _no_clock(tokens: Tokens, each: Expression) -> bool:
    """Whether "4:30" by itself is a result."""
    return _before(tokens, each) not in _BEFORE_CLOCKS


def _no_weekend(tokens: Tokens, each: Expression) -> bool:
    """Whether a weekend is another than the last one: "the bank holiday weekend at the end of May"."""
    before = _key(tokens, each.first - 1)
    return before.isalpha() and _before(tokens, each) in _DESCRIBES_WEEKENDS


_ALONE = {
    CODES["weekend"]: _no_weekend,
    CODES["year"]: _no_year,
    CODES["Month"]: _no_month,
    CODES["Oddmonth"]: _no_month,
    CODES["Shortmonth"]: _no_short_month,
    CODES["clock"]: _no_clock,
}
