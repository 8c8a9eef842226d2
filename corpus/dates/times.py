"""Rules for times of day: "8:30 a.m.", "noon", "the morning", and days that carry one: "Friday night", "9 a.m. Friday"."""

from __future__ import annotations

from corpus.dates.expressions import Meaning, Timed, Weekday
from corpus.dates.grammar import Match, Rule, rule
from corpus.dates.numbers import number_of
from corpus.dates.words import DAY_PARTS, WEEKDAYS


def _clock(match: Match) -> Meaning | None:
    """As in "8:30", "8.30 p.m.", "9 a.m.", "nine o'clock"."""
    word = match["c"].replace(".", ":")
    hours, _, rest = word.partition(":")
    half = match["a"][:1] or {"morning": "a", "afternoon": "p", "evening": "p"}.get(match["t"], "")
    hour = int(number_of(hours) or 0)
    if hour > 24 or (half and not 1 <= hour <= 12) or int(rest[:2] or 0) > 59:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = "Z" if match["z"] in ("gmt", "utc") else ""
    return Timed(None, f"{hour:02d}:{rest or '00'}{zone}")


def _military(match: Match) -> Meaning | None:
    """As in "0730 GMT"."""
    word = match["c"]
    if len(word) != 4 or word[:2] > "24" or word[2:] > "59":
        return None
    return Timed(None, f"{word[:2]}:{word[2:]}" + ("Z" if match["z"] in ("gmt", "utc") else ""))


def _noon(match: Match) -> Meaning:
    return Timed(None, "12:00" if match["c"] == "noon" else "24:00")


def _weekday_part(match: Match) -> Meaning:
    return Timed(Weekday(WEEKDAYS[match["p"]]), DAY_PARTS[match["t"]])


def _day_part(match: Match) -> Meaning | None:
    if match.tokens.cases[match.found.start("t")] == "A":  # "the Night of the Big Wind"
        return None
    return Timed(None, DAY_PARTS[match["t"]])


_ZONE = "(?:[paren]? (?P<z>[zone]) )?"

RULES: tuple[Rule, ...] = (
    rule(f"(?P<c>[clock]) (?P<a>[ampm])? {_ZONE}", _clock),
    rule(f"(?P<c>[daynumber numword]) (?P<a>[ampm]) {_ZONE}", _clock),
    rule("(?P<c>[daynumber numword]) [oclock] (?: (?P<a>[ampm]) | [in] [the] (?P<t>[daypart]))?", _clock),
    rule("(?P<c>[number year]) [hours]? (?P<z>[zone])", _military),
    rule("(?P<c>[noon])", _noon),
    rule("(?P<p>WEEKDAY) [dot]? [hyphen]? (?P<t>[daypart night])", _weekday_part),
    rule("(?<=[in on by of until]) (?P<x>[the] [early late]? (?P<t>[daypart]))", _day_part),
    rule("[the] [early late]? (?P<t>[daypart night]) (?:[hours])? (?=[of])", _day_part),
    rule("(?<=[at]) (?P<x>(?P<t>[night]))", _day_part),
)
