"""Rules for durations, for sets of times, and for the past, present and future at large."""

from __future__ import annotations

from corpus.dates.expressions import Lasting, Meaning
from corpus.dates.grammar import Match, Rule, rule
from corpus.dates.numbers import count_of
from corpus.dates.words import DAY_PARTS, FREQUENCIES, MONTHS, PLURALS, SEASON_NAMES, UNITS, WEEKDAYS


def duration_value(count: str, unit: str) -> str | None:
    """The value of so many of a unit: "P2Y" for ("2", "years"), "PTXM" for ("X", "minutes"); None where there is none."""
    code = UNITS.get(PLURALS.get(unit, unit))
    if code in (None, "WE"):
        return None
    time, letter, size = ("T" if code[0] == "T" else "", code.removeprefix("T")[0], 2 if code == "W2" else 1)
    if count == "X":
        return f"P{time}X{letter}"
    number = float(count) * size
    return f"P{time}{number:.0f}{letter}" if number == int(number) else f"P{time}{number:g}{letter}"


def _duration(match: Match) -> Meaning | None:
    count = count_of(match.words("n")) if match.has("n") else "X"
    value = None if count is None else duration_value(count, match["u"])
    return Lasting("DURATION", value) if value else None


def _one(match: Match) -> Meaning | None:
    if match["u"] == "minute":  # "at the last minute"
        return None
    value = duration_value("1", match["u"])
    return Lasting("DURATION", value) if value else None


def _rate_or_duration(match: Match) -> Meaning | None:
    """As in "a year": each year after a sum or a plural, else a year long."""
    value = duration_value("1", match["u"])
    at = match.found.start()
    before = match.tokens.keys[at - 1] if at else ""
    rate = (
        before[:1].isdigit()
        or before[:1] in "$£€#"
        or before in ("million", "billion", "trillion", "%", "percent", "cents", "once", "twice")
    )
    plural = len(before) > 3 and before.endswith("s") and not before.endswith("ss") and before not in _NOT_PLURAL
    if value is None:
        return None
    return Lasting("SET" if before and (rate or plural) else "DURATION", value)


_NOT_PLURAL = {
    "lasts",
    "takes",
    "this",
    "perhaps",
    "spends",
    "plus",
    "was",
    "has",
    "besides",
    "needs",
    "minus",
    "less",
    "across",
    "towards",
    "represents",
}


def _half_unit(match: Match) -> Meaning | None:
    halves = {
        "hour": "PT30M",
        "year": "P6M",
        "century": "P50Y",
        "decade": "P5Y",
        "day": "PT12H",
        "minute": "PT30S",
        "month": "P0.5M",
    }
    value = halves.get(match["u"])
    return Lasting("DURATION", value) if value else None


def _year_ended(match: Match) -> Meaning | None:
    """As in "the year ended June 30" is no year of the calendar."""
    return Lasting("DURATION", "P1Y") if match["u"] == "year" else None


def _lasting_word(match: Match) -> Meaning | None:
    unit = match["u"].removesuffix("long")
    value = duration_value("X" if unit in PLURALS else "1", unit)
    return Lasting("DURATION", value) if value else None


def _set(match: Match) -> Meaning | None:
    """As in "every two years", "each year", "every other day", "twice a week", "per year"."""
    if match.has("p"):
        return Lasting("SET", f"XXXX-WXX-{WEEKDAYS[match['p'].removesuffix('s')]}")
    if match.has("t"):
        return Lasting("SET", f"XXXX-XX-XXT{DAY_PARTS[match['t']]}")
    count = count_of(match.words("n")) if match.has("n") else "2" if match.has("o") else "1"
    value = None if count is None else duration_value(count, match["u"])
    return Lasting("SET", value) if value else None


def _parts_of_weekdays(match: Match) -> Meaning:
    """As in "Monday mornings"."""
    return Lasting("SET", f"XXXX-WXX-{WEEKDAYS[match['p']]}T{DAY_PARTS[match['t']]}")


def _frequency(match: Match) -> Meaning | None:
    """As in "annual", "daily"; none in the name of a newspaper ("the Daily News")."""
    return Lasting("SET", FREQUENCIES[match["f"]])


def _reference(value: str) -> Meaning:
    return Lasting("DATE", value)


RULES: tuple[Rule, ...] = (
    rule(
        "(?:[more] [than] | [nearly about] | [at] [least] | [the])? (?P<n>COUNT) [straight]? (?P<u>UNITS) (?:[old])? (?![ago earlier later])",
        _duration,
    ),
    rule("(?P<n>COUNT) [hyphen] (?P<u>UNIT) (?:[hyphen] [old long])?", _duration),
    rule("(?P<n>[numword daynumber number]) (?P<u>[unit decade century]) (?:[hyphen]? [old long])?", _duration),
    rule(
        "[the]? (?:[last past next coming previous following] | [latter] | [ordword] | [recent] | [these those]) (?P<n>COUNT) [straight]? (?P<u>UNITS)",
        _duration,
    ),
    rule("[the] (?:[past]) (?P<u>[unit decade century night])", _one),
    rule("[the] (?:[last]) (?P<u>[unit decade century])", _one),
    rule("(?<=[in for nearly]) (?P<x>[the] (?:[next coming]) (?P<u>[unit decade century]))", _one),
    rule("[another] (?P<u>[unit decade])", _one),
    rule("(?P<x>[an] [whole]? (?P<u>[unit decade century fortnight]))", _rate_or_duration),
    rule("[the]? (?P<u>[unit]) (?=[ended] | [to] MONTH)", _year_ended),
    rule("[the]? [coming] [units unit]", _reference("FUTURE_REF")),
    rule("(?P<n>[an]) [half] (?P<u>[unit decade century])", _half_unit),
    rule("[half] (?:[hyphen] | [an])? (?P<u>[unit decade century]) (?:[hyphen] [long])?", _half_unit),
    rule("[an]? [quarter] [hyphen]? [of]? [an]? [century]", Lasting("DURATION", "P25Y")),
    rule("[an]? (?P<u>UNIT) [hyphen] [long old]", _one),
    rule("[an]? (?P<u>UNITS) [hyphen] [long old]", _duration),
    rule("(?P<u>[longs])", _lasting_word),
    rule("(?:[few]? [more])? (?P<u>[units hours]) (?![year])", _duration),
    rule("[every] (?P<n>COUNT) (?P<u>UNITS)", _set),
    rule("[every] (?P<o>[other])? (?P<u>UNIT)", _set),
    rule("[every] (?:[other])? (?P<p>[Weekday])", _set),
    rule("[every] (?P<t>[daypart night])", _set),
    rule("[every] (?P<s>[season])", lambda match: Lasting("SET", f"XXXX-{SEASON_NAMES[match['s']]}")),
    rule("[every] (?P<m>[Month Oddmonth])", lambda match: Lasting("SET", f"XXXX-{MONTHS[match['m']]:02d}")),
    rule("[every] [weekend]", Lasting("SET", "XXXX-WXX-WE")),
    rule("(?P<p>[Weekdays])", _set),
    rule("(?P<p>[Weekday]) (?P<t>[dayparts nights])", _parts_of_weekdays),
    rule("[twice] (?:[an every] | [per]) (?P<u>UNIT)", _set),
    rule("(?:[numword daynumber few] [times]) (?:[an every] | [per]) (?P<u>UNIT)", _set),
    rule("[per] (?P<u>UNIT)", _set),
    rule("(?P<f>[frequency])", _frequency),
    rule(
        "(?P<r>[reference now current recent])",
        lambda match: _reference("PAST_REF" if match["r"] in ("recently", "recent", "lately") else "PRESENT_REF"),
    ),
    rule("[more]? [recent] [units hours unit nights weekends]", _reference("PAST_REF")),
    rule("[the]? [near]? [future]", _reference("FUTURE_REF")),
    rule("(?<=[in]) (?P<x>[the] [past])", _reference("PAST_REF")),
    rule("(?<=[at]) (?P<x>[the]? [present])", _reference("PRESENT_REF")),
    rule("[these] [units hours]", _reference("PRESENT_REF")),
)
