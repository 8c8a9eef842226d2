"""Rules for what is one further away: "the week after next", "the Christmas before last"."""

from __future__ import annotations

from corpus.dates.expressions import Meaning, Neighbour, Relative, WeeksAfterDay, Yearless, YearsBefore
from corpus.dates.grammar import Match, Rule, rule
from corpus.dates.relative import NAMED, part_named, unit_named
from corpus.dates.words import WEEKDAYS

# "The week before last month's vote" is not the week before last.
_NOT_OF_ANOTHER = (
    "(?![unit units quarter weekend night daypart decade century season holiday Month Oddmonth Shortmonth Weekday])"
)


def _one_further(match: Match) -> Meaning | None:
    """As in "the week after next", "the year before last"."""
    unit, size = unit_named(match["u"])
    return None if unit in (None, "day") else Relative(unit, 2 * size if match["way"] == "after" else -2 * size)


def _part_further(match: Match) -> Meaning:
    """As in "the Christmas before last", "the summer after next"."""
    ahead = "after" in match.tokens.keys[match.found.start() : match.found.end()]
    return YearsBefore(Neighbour(Yearless(part_named(match)), 1 if ahead else -1), -1 if ahead else 1)


def _weekday_further(match: Match) -> Meaning:
    """As in "the Friday after next", "the Sunday before last"."""
    ahead = "after" in match.tokens.keys[match.found.start() : match.found.end()]
    return WeeksAfterDay(WEEKDAYS[match["p"]], 1 if ahead else -1)


RULES: tuple[Rule, ...] = (
    rule("[the] (?P<u>[unit weekend]) (?P<way>[after] [next])", _one_further),
    rule(f"[the] (?P<u>[unit weekend]) (?P<way>[before] [last]) {_NOT_OF_ANOTHER}", _one_further),
    rule("[the] (?P<p>[Weekday]) [after] [next]", _weekday_further),
    rule(f"[the] {NAMED} [after] [next]", _part_further),
    rule(f"[the] {NAMED} [before] [last] {_NOT_OF_ANOTHER}", _part_further),
    rule(f"[the] (?P<p>[Weekday]) [before] [last] {_NOT_OF_ANOTHER}", _weekday_further),
)
