"""Rules for what stands on the calendar by itself, with or without its year: days, months, quarters, seasons, years, centuries."""

from __future__ import annotations

import datetime as dt

from corpus.dates.calendar import year_name
from corpus.dates.expressions import Fixed, Lasting, Meaning, Weekday, Yearless
from corpus.dates.far_years import reading_of
from corpus.dates.grammar import Match, Rule, rule
from corpus.dates.holidays import holiday_name, nth_weekday
from corpus.dates.numbers import ordinal_of
from corpus.dates.words import DECADES, MONTHS, SEASON_NAMES, WEEKDAYS

# A year of two digits up to this one is of this century ("'08"), a later one of the last ("'94").
_PIVOT = 40
# What makes the eleventh of September that of 2001.
_ATTACKS = frozenset("attack attacks terrorist terror hijackers hijackings".split())
_COMMON = frozenset(("ce", "c.e."))


def _year(match: Match) -> str | None:
    """The year that a match names, as values write it."""
    if match.has("era"):
        year = int(match["erayear"])
        return year_name(-year if match["era"][0] == "b" else year)
    if match.has("adyear"):
        return year_name(int(match["adyear"]))
    if match.has("y"):
        return match["y"]
    if match.has("yy"):
        return full_year(match["yy"])
    return None


def full_year(digits: str) -> str:
    """The year that two digits mean."""
    return f"{'20' if int(digits) <= _PIVOT else '19'}{int(digits):02d}"


def part_of_year(match: Match, part: str) -> Meaning:
    """`part` of the year that the match names, or of one still to be found."""
    year = _year(match)
    return Yearless(part) if year is None else Fixed(f"{year}-{part}")


def _day(match: Match) -> Meaning | None:
    month, day = MONTHS[match["m"]], ordinal_of(match["d"])
    try:
        dt.date(2000, month, day)
    except ValueError:
        return None
    if (month, day) == (9, 11) and _year(match) is None and not _ATTACKS.isdisjoint(match.following(3)):
        return Fixed("2001-09-11")
    return part_of_year(match, f"{month:02d}-{day:02d}")


def _month(match: Match) -> Meaning:
    return part_of_year(match, f"{MONTHS[match['m']]:02d}")


def _quarter(match: Match) -> Meaning | None:
    number = ordinal_of(match["o"], 4)
    return part_of_year(match, f"Q{number}") if 1 <= number <= 4 else None


def _short_quarter(match: Match) -> Meaning | None:
    digit = match["q"].strip("qh")
    return part_of_year(match, match["q"].strip("1234").upper() + digit)


def _half(match: Match) -> Meaning | None:
    number = ordinal_of(match["o"], 2)
    return part_of_year(match, f"H{number}") if 1 <= number <= 2 else None


def _season(match: Match) -> Meaning | None:
    if match["s"] == "fall" and not match.has("y") and match.following(1) in (("in",), ("of",), ("from",), ("to",)):
        return None  # "after the fall in prices"
    return part_of_year(match, SEASON_NAMES[match["s"]])


def _decade(match: Match) -> Meaning | None:
    digits = match["t"].strip("'’‘s").rstrip("'’")
    if len(digits) == 4:  # "the 1800s" are a century, "the 2000s" ten years
        return Fixed(digits[:2] if digits[2:] == "00" and digits < "2000" else digits[:3])
    return Fixed("19" + digits[0]) if int(digits) >= 20 else None


def _named_decade(match: Match) -> Meaning:
    return Fixed(f"19{DECADES[match['t']]}")


def _century(match: Match) -> Meaning | None:
    number = ordinal_of(match["o"])
    return Fixed(f"{number - 1:02d}") if 10 <= number <= 22 else None


def _digits(match: Match) -> Meaning | None:
    text = match["x"]
    if text == "9/11":
        return Fixed("2001-09-11")
    if len(text) > 10 or text[4:5] == "-":
        return _real(text[:10])
    parts = [int(part) for part in text.replace("/", " ").replace("-", " ").replace(".", " ").split()]
    # Americans write the month first, though not with points; a number above twelve can only be the day.
    day_first = parts[0] > 12 or ("." in text and parts[1] <= 12)
    month, day = (parts[1], parts[0]) if day_first else (parts[0], parts[1])
    year = str(parts[2]) if parts[2] > 99 else full_year(str(parts[2]))
    return _real(f"{year}-{month:02d}-{day:02d}")


def _real(iso: str) -> Meaning | None:
    try:
        return Fixed(dt.date.fromisoformat(iso).isoformat())
    except ValueError:
        return None


def _holiday(match: Match) -> Meaning:
    return part_of_year(match, holiday_name(match["o"]))


def _bare_year(match: Match) -> Meaning | None:
    year = _year(match)
    return Fixed(year) if year else None


def _of_our_era(match: Match) -> Meaning | None:
    """As in "in 79 AD"; "30 CE credits" are lessons, and "CE 30" is a machine."""
    machine = match.tokens.keys[match.found.start("x")] in _COMMON
    lessons = match["era"] in _COMMON and reading_of(match.tokens, match.found.end()) == "count"
    return None if machine or lessons else _bare_year(match)


def _the_year(match: Match) -> Meaning | None:
    """As in "in the year 800", but not in "in the year 800 people left"."""
    if match["u"] != "year":
        return None
    if not match.has("n"):
        return _bare_year(match)
    year = int(match["n"])
    return Fixed(year_name(year)) if year < 10_000 and reading_of(match.tokens, match.found.end()) != "count" else None


def _fiscal_year(match: Match) -> Meaning:
    digits = match["t"].removeprefix("fy").lstrip("-'’")
    return Fixed(digits if len(digits) == 4 else full_year(digits))


def _weekday(match: Match) -> Meaning:
    return Weekday(WEEKDAYS[match["w"]])


def _of_every_year(match: Match) -> Meaning:
    """As in "in May every year"."""
    return Lasting("SET", f"XXXX-{MONTHS[match['m']]:02d}")


def _nth_weekday(match: Match) -> Meaning | None:
    """As in "the first Monday of April"."""
    if match.following(1) in (("every",), ("each",)):
        return _of_every_year(match)
    which = -1 if match["o"] == "last" else ordinal_of(match["o"])
    return part_of_year(match, nth_weekday(MONTHS[match["m"]], WEEKDAYS[match["w"]], which)) if which <= 4 else None


def _any_weekday(match: Match) -> Meaning | None:
    """As in "on a Thursday", "one Tuesday night in May"; "a normal one Friday" is that Friday."""
    before = match.tokens.keys[match.found.start("x") - 1]
    if before not in ("a", "an") and (before != "one" or match.following(1) != ("in",)):
        return None
    return Lasting("DATE", f"XXXX-WXX-{WEEKDAYS[match['w']]}")


_ERA = "(?:(?P<erayear>[daynumber number year]) (?P<era>[bc Era]) | [Era] (?P<adyear>[daynumber number year]))"
_YEAR = f"(?:{_ERA} | (?P<y>[year]) | [apostrophe] (?P<yy>[daynumber number]))"
_WITH_YEAR = f"(?:[comma of in]? (?:[the] [year])? {_YEAR})"
_BEFORE_ERAS = "(?<=[in by since until from to before after about between and of early late mid paren])"
WEEKDAY = "(?:WEEKDAY (?:(?<=[Shortday]) [dot])? [comma]? [the]? )?"
MONTH_NAME = "(?: [the] [unit] [of])? (?P<m>MONTH) (?: (?<=[Shortmonth]) [dot])?"
FISCAL = "(?:[fiscal calendar] [unit]? [hyphen]?)?"
_OF = f"(?:[comma of in for hyphen]? [the]? {FISCAL} {_YEAR})"

RULES: tuple[Rule, ...] = (
    rule(f"{MONTH_NAME} DAY? (?= [every] (?:COUNT | [other])? (?:UNIT | UNITS))", _of_every_year),
    rule(f"{WEEKDAY} {MONTH_NAME} (?P<d>DAY) {_WITH_YEAR}", _day),
    rule(f"{WEEKDAY} [the]? (?P<d>DAY) [of]? {MONTH_NAME} {_WITH_YEAR}", _day),
    rule(f"{WEEKDAY} [the]? (?P<d>[ordword second ordinal]) [of] {MONTH_NAME}", _day),
    rule(f"{WEEKDAY} {MONTH_NAME} [the]? (?P<d>DAY) (?![hyphen comma]? [year])", _day),
    rule(f"{WEEKDAY} [the]? (?P<d>DAY) {MONTH_NAME}", _day),
    rule(f"(?P<y>[year]) {MONTH_NAME} (?P<d>DAY)", _day),
    # The first and the second day of "May 3-5, 2011" and "3-5 May".
    rule(f"(?P<x>{MONTH_NAME} (?P<d>DAY)) (?= [hyphen and or to through] DAY [comma]? (?P<y>[year]))", _day),
    rule(f"{MONTH_NAME} DAY [hyphen and or to through] (?P<x>(?P<d>DAY) [comma]? (?P<y>[year]))", _day),
    rule(
        f"(?P<x>[the]? (?P<d>DAY)) (?= (?:[comma] DAY){{0,8}} [comma]? [hyphen and or to through] DAY [of]? {MONTH_NAME} [comma]? (?P<y>[year])?)",
        _day,
    ),
    rule(f"(?P<d>[daynumber]) [hyphen] (?P<m>MONTH) [hyphen] {_YEAR}", _day),
    rule(f"{MONTH_NAME} {_WITH_YEAR}", _month),
    rule("(?P<m>[Month])", _month),
    rule("[the] [unit] [of] (?P<m>[Month Oddmonth])", _month),
    rule("(?P<m>[Shortmonth]) [dot]", _month),
    rule("(?P<m>[Oddmonth])", _month),
    rule(
        f"[the]? {FISCAL} (?P<o>[ordword second ordinal last]) [hyphen]? [fiscal]? [hyphen]? [quarter] {_OF}", _quarter
    ),
    rule(f"[the]? {FISCAL} (?P<o>[ordword second ordinal]) [hyphen]? [fiscal]? [hyphen]? [quarter]", _quarter),
    rule(
        f"[the]? [fiscal]? {_YEAR} (?:[apostrophe] [s])? (?P<o>[ordword second ordinal]) [hyphen]? [quarter]", _quarter
    ),
    rule(f"(?P<q>[shortquarter]) [hyphen]? {_OF}", _short_quarter),
    rule("(?P<q>[shortquarter])", _short_quarter),
    rule(f"[the]? {FISCAL} (?P<o>[ordword second ordinal last latter later early]) [hyphen]? [half] {_OF}", _half),
    rule(
        f"[the]? {FISCAL} (?P<o>[ordword second ordinal latter]) [hyphen]? [half] (?! [hyphen]? [an unit] | [of])",
        _half,
    ),
    rule(f"[fiscal]? {_YEAR} (?:[apostrophe] [s])? (?P<o>[ordword second]) [hyphen]? [half]", _half),
    rule(f"[the]? (?P<s>SEASON) [comma of in]? {_YEAR}", _season),
    rule("(?<=[in by since until of before after for nearly]) (?P<x>[the] (?P<s>SEASON)) (?![of])", _season),
    rule("(?<=[in by since until early late mid hyphen]) (?P<x>(?P<s>SEASON))", _season),
    rule("[the]? (?P<t>[decades])", _decade),
    rule("[the] (?P<t>[nineties])", _named_decade),
    rule("(?<=[the] [early mid late]) (?P<x>[hyphen]? (?P<t>[nineties]))", _named_decade),
    rule("[the]? (?P<o>[ordword ordinal]) [hyphen]? (?:[and] ORD)? [century] (?![bc])", _century),
    rule("(?P<x>[isodate slashdate])", _digits),
    rule(f"(?P<o>[holiday]) [comma of in]? {_YEAR}", _holiday),
    rule("(?P<o>[holiday])", _holiday),
    rule(f"(?:[the] [unit])? {FISCAL} (?P<y>[year])", _bare_year),
    rule(
        "(?<=[in since of until by to from fiscal hyphen]) (?P<x>[apostrophe] (?P<yy>[daynumber number]))", _bare_year
    ),
    rule("[fy] [hyphen apostrophe]? (?:(?P<y>[year]) | (?P<yy>[daynumber number]))", _bare_year),
    rule("(?P<t>[fiscalyear])", _fiscal_year),
    rule("(?P<erayear>[daynumber number year]) (?P<era>[bc])", _bare_year),
    rule(f"{_BEFORE_ERAS} (?P<x>{_ERA})", _of_our_era),
    rule(f"[the] (?P<u>[unit]) (?:{_ERA} | (?P<n>[number]) (?![bc Era]))", _the_year),
    rule(
        "(?<=[an numword]) (?P<x>(?P<w>[Weekday]) [daypart night]?) (?= [comma dot in at between and or to before after] | $)",
        _any_weekday,
    ),
    rule(f"[the]? (?P<o>ORD | [last]) (?P<w>WEEKDAY) [of in] {MONTH_NAME} {_WITH_YEAR}?", _nth_weekday),
    rule("(?P<w>[Weekday])", _weekday),
    rule("(?<=[on comma paren last next this]) (?P<x>(?P<w>[Shortday]) [dot])", _weekday),
)
