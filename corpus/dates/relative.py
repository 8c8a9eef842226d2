"""Rules for what is told from another day: "last year", "two weeks ago", "a year earlier", "the following day", "that month"."""

from __future__ import annotations

from typing import cast, get_args

from corpus.dates.absolute import FISCAL, MONTH_NAME, WEEKDAY
from corpus.dates.calendar import Unit
from corpus.dates.expressions import (
    Base,
    DayOfMonth,
    DayOfWeek,
    Lasting,
    Meaning,
    Neighbour,
    Relative,
    Timed,
    Weekday,
    Weekend,
    Yearless,
)
from corpus.dates.far_years import reading_of
from corpus.dates.grammar import Match, Rule, rule
from corpus.dates.holidays import holiday_name
from corpus.dates.numbers import count_of, ordinal_of
from corpus.dates.words import DAY_PARTS, MONTHS, PLURALS, SEASON_NAMES, WEEKDAYS

_STEPS = {
    "last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1, "previous": -1, "preceding": -1,
    "prior": -1, "following": 1, "subsequent": 1, "succeeding": 1, "ensuing": 1, "same": 0, "that": 0, "the": 0, "latest": -1,
}  # fmt: skip
# So many years, or weeks, are out of the calendar's reach or beyond anybody's reckoning.
_AGES_AGO = 1000
_ROUGHLY = frozenset("about almost approximately around barely least nearly over roughly some than under".split())
# With these what follows a weekday is no thing that it describes.
_AFTER_THE_DAY = frozenset(", . ; : and or but".split())
_OPEN_A_CLAUSE = frozenset("he she they it we i the a an his her their".split())
_TOLD_FROM_TEXT = {"previous", "preceding", "prior", "following", "subsequent", "succeeding", "ensuing", "same", "that"}


def unit_named(word: str) -> tuple[Unit | None, int]:
    """The unit of the calendar that a word names, and how many of it."""
    word = PLURALS.get(word, word)
    if word in ("night", "evening"):
        return "day", 1
    if word == "fortnight":
        return "week", 2
    return (cast("Unit", word), 1) if word in get_args(Unit) else (None, 1)


def _step(match: Match) -> Meaning | None:
    """As in "last year", "the following day", "that month"."""
    unit, size = unit_named(match["u"])
    if unit is None or (match["w"] == "the" and unit == "year" and _numbered(match)):
        return None
    part = part_named(match)
    if part and unit not in ("year", "month"):  # "on 3 May the following day"
        return None
    base: Base = "either" if match["w"] == "the" else "reference" if match["w"] in _TOLD_FROM_TEXT else "published"
    return Relative(unit, _STEPS[match["w"]] * size, base, part, whole=match["w"] != "the")


def _year_after(match: Match) -> Meaning | None:
    """As in "in June the year after"."""
    return (
        Relative("year", 1 if match["w"] == "after" else -1, "reference", part_named(match))
        if match["u"] == "year"
        else None
    )


def _numbered(match: Match) -> bool:
    """Whether a figure follows: "the year 800" is not this one."""
    return any(word[0].isdigit() for word in match.following(1))


def _from_text(match: Match) -> Meaning | None:
    """As in "the next day", told from the last day spoken of."""
    unit, size = unit_named(match["u"])
    return None if unit is None else Relative(unit, _STEPS[match["w"]] * size, "reference")


def part_named(match: Match) -> str:
    """The part of the year that stands before or after a relative year."""
    if match.has("m"):
        month = f"{MONTHS[match['m']]:02d}"
        return f"{month}-{ordinal_of(match['d']):02d}" if match.has("d") else month
    if match.has("f"):
        return holiday_name(match["f"])
    if match.has("s"):
        return SEASON_NAMES[match["s"]]
    if match.has("q"):
        return f"Q{ordinal_of(match['q'], 4)}"
    if match.has("h"):
        return f"H{ordinal_of(match['h'], 2)}"
    return ""


def _weekday_of_week(match: Match) -> Meaning:
    """As in "Thursday of last week"."""
    return DayOfWeek(WEEKDAYS[match["p"]], _STEPS[match["w"]])


def counted(match: Match) -> Meaning | None:
    """What a count of units is from a day, as in "two weeks ago", "a year earlier", "three days later", "two years from now"."""
    count = count_of(match.words("n"))
    if match["way"] in ("earlier", "later") and match.following(1) == ("than",):  # "three days later than planned"
        return Lasting("DATE", "XXXX-XX-XX")
    if match["way"] == "ago" and match.words("n") == ("a",) and match["u"] == "year":
        return Relative("year", -1, "either")
    sign = 1 if match["way"] in ("later", "from", "hence", "after") else -1
    base: Base = "published" if match["way"] in ("ago", "from", "back", "hence") else "reference"
    if count == "X" or count is None:
        return Lasting("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    unit, size = unit_named(match["u"])
    number = round(float(count) * size)
    if unit is None:  # minutes and hours: the day stays
        return Timed(Relative("day", 0, base), "XX:XX")
    if number > _AGES_AGO:
        return Lasting("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    # "Nearly two decades later" is a decade, "two decades later" twenty years.
    rough = unit == "decade" and not _ROUGHLY.isdisjoint(match.preceding(1))
    return Relative(unit, sign * number, base, whole=rough)


def _year_earlier(match: Match) -> Meaning | None:
    """As in "the year-earlier quarter"."""
    return Relative("year", -1, "reference") if match["u"] == "year" else None


def _of_the_year(match: Match) -> Meaning | None:
    """As in "the year's first half", "the third quarter of the year"."""
    other = _numbered(match) and reading_of(match.tokens, match.found.end() + 1) != "count"
    return Yearless(part_named(match)) if match["u"] == "year" and not other else None


def _half_ago(match: Match) -> Meaning | None:
    """As in "half a century ago"."""
    years = {"century": 50, "decade": 5}.get(match["u"])
    return Relative("year", -years) if years else Relative("month", -6) if match["u"] == "year" else None


def _before(match: Match) -> Meaning | None:
    """As in "the year before"."""
    unit, size = unit_named(match["u"])
    return None if unit is None else Relative(unit, -size, "reference")


def _this_year(match: Match) -> Meaning | None:
    """As in "year-end", "by year's end", "midyear", "month's end"."""
    word = match.tokens.keys[match.found.start()]
    if word in ("minute", "hour", "day", "week"):
        return None
    return Relative("month" if word == "month" else "year", 0)


def _neighbour(match: Match) -> Meaning:
    named = Yearless(part_named(match)) if not match.has("p") else Weekday(WEEKDAYS[match["p"]])
    told = match["w"] in _TOLD_FROM_TEXT or match.has("told")
    return Neighbour(named, _STEPS[match["w"]], "reference" if told else "published")


def _day_part(match: Match) -> Meaning:
    """As in "this morning", "last night", "the next morning", "yesterday afternoon"."""
    word = match["w"]
    base: Base = "reference" if word in _TOLD_FROM_TEXT or match.has("told") else "published"
    day = {"yesterday": -1, "tomorrow": 1, "today": 0}.get(word, _STEPS.get(word, 0))
    return Timed(Relative("day", day, base), DAY_PARTS[match["t"]])


def _the_day(match: Match) -> Meaning | None:
    """As in "the end of the day Saturday"."""
    if "day" not in match.tokens.keys[match.found.start() : match.found.start("p")]:
        return None
    return Weekday(WEEKDAYS[match["p"]])


def _any_weekday_of(match: Match) -> Meaning:
    """As in "the last Friday of each month", which is not the Friday last gone."""
    return Lasting("DATE", f"XXXX-WXX-{WEEKDAYS[match['p']]}")


def _named_day(match: Match) -> Meaning:
    return Relative("day", {"yesterday": -1, "today": 0, "tomorrow": 1}[match["u"]])


def _the_weekday(match: Match) -> Meaning | None:
    """As in "left on the Sunday", but not "on the Sunday show", nor "on the Friday before the vote"."""
    following = match.following(1)
    opens = match.tokens.cases[match.found.start("x") - 1] == "A"  # "On the Sunday he left"
    ends = not following or following[0] in _AFTER_THE_DAY or (opens and following[0] in _OPEN_A_CLAUSE)
    return Weekday(WEEKDAYS[match["p"]], told=True) if ends else None


def _day_of_month(match: Match) -> Meaning | None:
    day = ordinal_of(match["d"])
    return DayOfMonth(day) if 1 <= day <= 31 else None


def _day_of_another_month(match: Match) -> Meaning | None:
    """As in "the 5th of last month"."""
    day, word = ordinal_of(match["d"]), match["w"]
    if match["u"] != "month" or not 1 <= day <= 31:
        return None
    told = word in _TOLD_FROM_TEXT or (word == "next" and match.has("told"))
    return DayOfMonth(day, _STEPS[word], "reference" if told else "published")


def _day_of_every_month(match: Match) -> Meaning | None:
    """As in "the 1st of every month"."""
    day = ordinal_of(match["d"])
    return Lasting("SET", f"XXXX-XX-{day:02d}") if match["u"] == "month" and 1 <= day <= 31 else None


_PARTS = (
    "(?:[the]? (?:(?P<q>[ordword second ordinal last latter]) [hyphen]? [fiscal]? [quarter] | (?P<h>[ordword second last latter]) [hyphen]? [half]"
    " | (?P<s>[season]) ) | " + MONTH_NAME + " (?P<d>DAY)?)"
)

# As in "the 5th of"; a place in a row of other things is written out as well: "the fifth of last month's storms".
_NTH_OF = "[the] (?P<d>[ordinal ordword second]) [of]"
_OTHER_MONTH = "[last past this next coming previous following same]"

NAMED = "(?:" + MONTH_NAME + " (?P<d>DAY)? | (?P<f>[holiday]) | (?P<s>[season]))"
# As in "Thursday 4 May next year", "May 4 of the following year".
_WHOLE_DAYS = (f"{WEEKDAY} [the]? (?P<d>DAY) [of]? {MONTH_NAME}", f"{WEEKDAY} {MONTH_NAME} [the]? (?P<d>DAY)")
_OF_THE_YEAR = "[comma of in]? [the] (?P<w>[last current coming previous following same]) (?P<u>[unit])"
_YEAR_AFTER = "[comma of in]? [the] (?P<u>[unit]) (?P<w>[before after]) (?! [the an this that last])"

RULES: tuple[Rule, ...] = (
    rule("(?P<u>[today yesterday tomorrow])", _named_day),
    rule("[the]? [unit] [on]? (?P<p>[Weekday])", _the_day),
    rule("[the]? (?P<o>ORD | [last]) (?P<p>WEEKDAY) [of in] [the this that every last next]? [unit]", _any_weekday_of),
    rule("[tonight]", Timed(Relative("day", 0), "NI")),
    rule("[the]? [unit] [before] [yesterday]", Relative("day", -2)),
    rule("[the]? [unit] [after] [tomorrow]", Relative("day", 2)),
    rule("(?P<w>[last next this]) (?P<u>[unit quarter weekend decade century])", _step),
    rule(f"(?P<w>[last next this]) {FISCAL} (?P<u>[unit])", _step),
    rule("(?P<w>[this]) (?P<u>[units]) (?= [^hyphen])", _step),
    rule(
        f"[the] {FISCAL} (?P<w>[current coming previous following same latest]) {FISCAL} (?P<u>[unit quarter weekend decade century])",
        _step,
    ),
    rule("[the] (?P<w>[last]) (?P<u>[quarter weekend])", _step),
    rule("[the] [fiscal]? [quarter] (?=[ended])", Relative("quarter", -1)),
    rule("[the] (?P<w>[last next]) [fiscal] (?P<u>[unit quarter])", _step),
    rule("(?P<x>[the] (?P<w>[next]) (?P<u>[unit quarter weekend]))", _from_text),
    rule("(?<=[on by until since from]) (?P<x>[the] (?P<p>[Weekday]))", _the_weekday),
    rule("(?P<p>WEEKDAY) [of]? (?P<w>[last next this]) (?=[unit]) (?P<u>[unit])", _weekday_of_week),
    rule("[this these] (?P<w>[past coming]) (?P<u>[unit quarter weekend])", _step),
    rule("(?P<w>[that]) [same]? (?P<u>[unit quarter weekend decade])", _step),
    rule("[the] (?P<w>[same]) (?P<u>[unit quarter weekend])", _step),
    rule(f"{_PARTS} [comma of in]? (?P<w>[last next this that]) [same]? (?P<u>[unit])", _step),
    rule(f"{_PARTS} {_OF_THE_YEAR}", _step),
    rule("(?P<f>[holiday]) [comma of in]? (?P<w>[last next this that]) [same]? (?P<u>[unit])", _step),
    rule(f"(?P<f>[holiday]) {_OF_THE_YEAR}", _step),
    *(rule(f"{day} [comma of in]? (?P<w>[last next this that]) [same]? (?P<u>[unit])", _step) for day in _WHOLE_DAYS),
    *(rule(f"{day} {_OF_THE_YEAR}", _step) for day in _WHOLE_DAYS),
    *(rule(f"{day} {_YEAR_AFTER}", _year_after) for day in (*_WHOLE_DAYS, _PARTS)),
    rule(f"(?P<w>[last next this]) (?P<u>[unit]) (?:[apostrophe] [s])? {_PARTS}", _step),
    rule(f"[the] (?P<u>[unit]) [apostrophe] [s] {_PARTS}", _of_the_year),
    rule(f"{_PARTS} [of] [the] (?P<u>[unit])", _of_the_year),
    rule("(?P<n>[an] | COUNT) (?:[straight])? (?P<u>ANYUNIT) (?P<way>[ago])", counted),
    rule("[half] [an] (?P<u>[unit decade century]) [ago]", _half_ago),
    rule("(?P<n>[an] | COUNT) (?P<u>ANYUNIT) (?P<way>[earlier later])", counted),
    rule("(?P<n>[an] | COUNT) (?P<u>ANYUNIT) (?P<way>[before]) (?=[dot comma] | $)", counted),
    rule("(?P<n>[an] | COUNT) (?P<u>ANYUNIT) (?P<way>[from]) [now today]", counted),
    rule("[units hours] [ago]", Lasting("DATE", "PAST_REF")),
    rule("[the]? (?P<u>[unit]) [hyphen] [earlier ago] [period quarter]?", _year_earlier),
    rule("(?P<w>[last next this]) (?P<p>WEEKDAY)", _neighbour),
    rule("[this] (?P<w>[past coming]) (?:(?P<p>WEEKDAY) | " + MONTH_NAME + " | (?P<s>[season]))", _neighbour),
    rule("(?P<told>[the]) (?P<w>[previous following next]) (?P<p>[Weekday])", _neighbour),
    rule(f"(?P<told>[the]) (?P<w>[previous following next]) {NAMED}", _neighbour),
    rule(f"(?P<w>[that]) {NAMED}", _neighbour),
    rule("(?P<w>[that]) (?P<p>[Weekday])", _neighbour),
    rule(
        "(?P<w>[last next this]) (?:"
        + MONTH_NAME
        + " (?P<d>DAY)? | (?P<f>[holiday]) | (?P<s>[season]) | (?P<q>[ordword second]) [quarter])",
        _neighbour,
    ),
    rule("[the]? [early late]? (?P<w>[this last]) (?P<t>[daypart night])", _day_part),
    rule("(?P<w>[yesterday tomorrow today]) (?P<t>[daypart night])", _day_part),
    rule("(?P<told>[the] (?P<w>[next previous following same]) | (?P<w2>[that])) (?P<t>[daypart night])", _day_part),
    rule("[overnight]", Timed(Relative("day", 0), "NI")),
    rule(
        f"(?: (?<=[on by until since from]) | (?<=[daypart night] [of])) (?P<x>[the] (?P<d>[ordinal])) (?! [_] | [of] [the]? {_OTHER_MONTH} [unit] | [of] [every] | [hyphen]? [century decade unit quarter half Weekday]"
        " | [hyphen to and or until through] [early late mid hyphen the]{0,3} [ordinal ordword second])",
        _day_of_month,
    ),
    rule(f"{_NTH_OF} (?P<told>[the])? (?P<w>{_OTHER_MONTH}) (?P<u>[unit]) (?! [apostrophe])", _day_of_another_month),
    rule(f"{_NTH_OF} [every] (?:COUNT | ORD | [other calendar])? (?P<u>[unit]) (?! [apostrophe])", _day_of_every_month),
    rule(
        "(?<=[of in for until by]) (?P<x>(?P<w>[the]) [fiscal]? (?P<u>[unit quarter])) (?![before after that apostrophe ended of] | [to] MONTH)",
        _step,
    ),
    rule("[the] (?P<u>[unit]) (?P<w>[before]) (?=[dot comma that] | $)", _before),
    rule("[the] [night] [before] (?=[dot comma] | $)", Timed(Relative("day", -1, "reference"), "NI")),
    rule("[the] [early] [hours] (?=[of])", Timed(None, "MO")),
    rule("[year_end] | [unit] [apostrophe] [s] [edge] | [the]? [midyear]", _this_year),
    rule("[the] (?P<w>[weekend])", Weekend()),
    rule("(?P<w>[weekend])", Weekend()),
)
