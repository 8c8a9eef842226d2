"""The lexicon: which words take part in expressions of time, and what they stand for.

Every word belongs to one class, and a class is one character, so that a text becomes a short string of classes and a rule a
regular expression over it (corpus.dates.grammar).
"""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_FULL_MONTHS = "january february april june july august september october november december"
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tue tues",
            "wednesday wed",
            "thursday thu thur thurs",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        start=1,
    )
    for name in names.split()
}
_FULL_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
SEASON_NAMES = {
    "spring": "SP",
    "springtime": "SP",
    "summer": "SU",
    "summertime": "SU",
    "fall": "FA",
    "autumn": "FA",
    "winter": "WI",
    "wintertime": "WI",
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        start=1,
    )
}
DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip
# What a unit is called in the value of a duration (TimeML 1.2.1, its schema: E for decades, C for centuries, L for millennia); a
# fortnight is two weeks.
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W2", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "weekend": "WE", "millennium": "L",
}  # fmt: skip
DAY_PARTS = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "midday": "MI", "dawn": "MO", "daybreak": "MO", "dusk": "EV", "nightfall": "EV", "lunchtime": "MI",
}  # fmt: skip
PLURALS = {
    "seconds": "second", "minutes": "minute", "hours": "hour", "days": "day", "nights": "night", "weeks": "week",
    "fortnights": "fortnight", "months": "month", "quarters": "quarter", "years": "year", "decades": "decade",
    "centuries": "century", "weekends": "weekend", "yrs": "year", "mins": "minute", "hrs": "hour", "millennia": "millennium",
}  # fmt: skip
FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
    "bimonthly": "P2M", "quarterly": "P1Q", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "biennial": "P2Y",
    "semiannual": "P6M", "semiannually": "P6M", "everyday": "P1D",
}  # fmt: skip

# Class -> its words. A capital is asked for where the class begins with one.
_CLASSES = {
    "Month": _FULL_MONTHS,
    "Oddmonth": "may march",
    "Shortmonth": "jan feb febr mar apr jun jul aug sept sep oct nov dec",
    "Weekday": _FULL_WEEKDAYS,
    "Weekdays": " ".join(word + "s" for word in _FULL_WEEKDAYS.split()),
    "Shortday": "mon tue tues wed thu thur thurs fri sat sun",
    "season": " ".join(SEASON_NAMES),
    "numword": " ".join((*NUMBERS, *TENS)),
    "scale": " ".join(SCALES),
    "few": "several few many numerous countless couple multiple",
    "ordword": " ".join(word for word in ORDINALS if word != "second"),
    "second": "second",
    "half": "half",
    "hours": "hours",
    "an": "a an",
    "the": "the",
    "this": "this",
    "that": "that",
    "these": "these",
    "those": "those",
    "last": "last",
    "past": "past",
    "next": "next",
    "coming": "coming upcoming",
    "previous": "previous preceding prior",
    "following": "following subsequent succeeding ensuing",
    "same": "same",
    "latest": "latest",
    "recent": "recent",
    "current": "current",
    "earlier": "earlier",
    "later": "later",
    "ago": "ago",
    "before": "before",
    "after": "after",
    "from": "from",
    "now": "now",
    "early": "early",
    "mid": "mid",
    "middle": "middle midpoint",
    "late": "late",
    "edge": "end start beginning close turn outset onset",
    "about": "about around approximately roughly circa ca c some",
    "nearly": "nearly almost over under just only barely exactly",
    "more": "more less fewer",
    "than": "than",
    "every": "every each alternate",
    "twice": "twice once thrice",
    "times": "times",
    "per": "per",
    "other": "other",
    "another": "another",
    "of": "of",
    "in": "in within during throughout",
    "on": "on",
    "at": "at",
    "to": "to",
    "through": "through thru till",
    "by": "by",
    "until": "until",
    "since": "since",
    "and": "and",
    "or": "or",
    "between": "between",
    "for": "for",
    "as": "as",
    "back": "back",
    "begins": "starting effective",
    "hyphen": "- –",
    "comma": ",",
    "dot": ".",
    "slash": "/",
    "paren": "(",
    "apostrophe": "' ’ ‘",
    "s": "s",
    "unit": "minute hour day week month year",
    "night": "night",
    "quarter": "quarter",
    "weekend": "weekend",
    "fortnight": "fortnight",
    "decade": "decade millennium",
    "century": "century",
    "shortquarter": "q1 q2 q3 q4 1q 2q 3q 4q h1 h2 1h 2h",
    "latter": "latter final",
    "longs": "yearlong monthlong weeklong daylong hourlong decadeslong yearslong monthslong weekslong dayslong hourslong",
    "units": "seconds minutes days weeks fortnights months years decades centuries yrs mins hrs millennia",
    "nights": "nights",
    "quarters": "quarters",
    "weekends": "weekends",
    "daypart": "morning afternoon evening midday dawn daybreak dusk nightfall lunchtime",
    "dayparts": "mornings afternoons evenings",
    "noon": "noon midnight",
    "today": "today",
    "yesterday": "yesterday",
    "tomorrow": "tomorrow",
    "tonight": "tonight",
    "overnight": "overnight",
    "ampm": "am pm a.m p.m a.m. p.m.",
    "oclock": "o'clock o’clock",
    "zone": "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest ist",
    "fiscal": "fiscal financial",
    "calendar": "calendar",
    "fy": "fy",
    "old": "old",
    "long": "long",
    "period": "period",
    "ended": "ended ending",
    "frequency": " ".join(FREQUENCIES),
    "reference": "currently nowadays presently recently lately",
    "future": "future",
    "present": "present moment",
    "near": "near immediate foreseeable distant",
    "nineties": " ".join(DECADES),
    "bc": "bc bce b.c b.c. b.c.e.",
    "Era": "ad a.d. ce c.e.",
    "year_end": "year-end yearend",
    "midyear": "midyear",
    "whole": "entire whole full",
    "straight": "consecutive straight successive additional extra further working trading business",
    "least": "least most",
    "up": "up",
}
# Classes that numbers and dates in digits fall into; corpus.dates.tokens gives them.
_DIGITS = (
    "isodate",
    "slashdate",
    "clock",
    "decades",
    "ordinal",
    "daynumber",
    "number",
    "year",
    "bignumber",
    "decimal",
    "money",
    "holiday",
    "fiscalyear",
)
OTHER = "_"
CODES = {OTHER: OTHER} | {name: chr(0xE000 + at) for at, name in enumerate((*_CLASSES, *_DIGITS))}
CAPITAL = frozenset(CODES[name] for name in _CLASSES if name[0].isupper())


def codes(names: str) -> frozenset[str]:
    """The characters of several classes."""
    return frozenset(CODES[name] for name in names.split())


LEXICON = {word: CODES[name] for name, words in _CLASSES.items() for word in words.split()}
