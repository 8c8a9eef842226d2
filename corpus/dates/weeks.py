"""Rules for days told by weeks: "Thursday week", "a week on Tuesday", "a fortnight today", "a week ago on Sunday"."""

from __future__ import annotations

from corpus.dates.expressions import Meaning, Relative, WeeksAfterDay, YearsBefore
from corpus.dates.grammar import Match, Rule, rule
from corpus.dates.relative import counted
from corpus.dates.words import PLURALS, WEEKDAYS

# After these, sums and "twice", "a week" is each week; other words in -s may be verbs ("the sale ends a week today").
_EACH = frozenset(PLURALS) | frozenset(
    "billion cents classes dollars euros games lessons matches miles million once pence percent pounds sessions shifts thousand "
    "times twice units visits".split()
)
# What follows "Thursday week": not "Thursday week-long", "Sunday week 5", "Friday week night".
_WEEK_ENDS = "(?![hyphen apostrophe daynumber number night nights daypart dayparts])"


def _tells_no_day(match: Match) -> bool:
    """Whether the unit is no week, or each week is meant: "four days a week on Tuesday", "£50 a week today"."""
    at = match.found.start("u")
    if match["u"] not in ("week", "fortnight") or match.tokens.cases[at] == "A":
        return True
    before = match.tokens.keys[at - 2] if match.has("n") and at > 1 else ""
    return before in _EACH or before[:1].isdigit() or (bool(before) and before[0] in "$£€#%")


def _week_ago(match: Match) -> Meaning | None:
    """As in "a week ago on Sunday", "a week last Sunday", "last Thursday week"."""
    if _tells_no_day(match):
        return None
    return WeeksAfterDay(WEEKDAYS[match["p"]], -2 if match["u"] == "fortnight" else -1)


def _week_from_today(match: Match) -> Meaning | None:
    """As in "a week today", "a fortnight tomorrow"."""
    if _tells_no_day(match):
        return None
    days = 14 if match["u"] == "fortnight" else 7
    return Relative("day", days + (match["t"] == "tomorrow"))


def _ago_today(match: Match) -> Meaning | None:
    """As in "a week ago today", "ten years ago today": that day, where weeks or years are counted."""
    meaning = counted(match)
    if isinstance(meaning, Relative) and meaning.unit == "week":
        return Relative("day", 7 * meaning.count)
    if isinstance(meaning, Relative) and meaning.unit == "year":
        return YearsBefore(Relative("day", 0), -meaning.count)
    return meaning


def _week_on(match: Match) -> Meaning | None:
    """As in "Thursday week", "a week on Tuesday"."""
    if _tells_no_day(match):
        return None
    return WeeksAfterDay(WEEKDAYS[match["p"]], 2 if match["u"] == "fortnight" else 1)


RULES: tuple[Rule, ...] = (
    rule(f"(?P<p>[Weekday]) (?P<u>[unit fortnight]) {_WEEK_ENDS}", _week_on),
    rule(
        f"(?<![for nearly]) (?P<x>(?P<n>[an]) (?P<u>[unit fortnight]) [on from] (?P<p>[Weekday])) {_WEEK_ENDS}",
        _week_on,
    ),
    rule("(?P<n>[an]) (?P<u>[unit fortnight]) (?:[ago] [on last]? | [last]) (?P<p>[Weekday])", _week_ago),
    rule(f"[last] (?P<p>[Weekday]) (?P<u>[unit fortnight]) {_WEEK_ENDS}", _week_ago),
    rule(
        "(?<![for nearly]) (?P<x>(?P<n>[an]) (?P<u>[unit fortnight]) [from]? (?P<t>[today tomorrow]))", _week_from_today
    ),
    rule("(?P<n>[an] | COUNT) (?P<u>ANYUNIT) (?P<way>[ago]) [today]", _ago_today),
)
