"""When an event was, in words that every front end says alike."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from corpus.dates.values import Precision
from corpus.printable import printable
from corpus.timeline.values import TimelineEvent
from corpus.values import Article

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ORDINALS = ("first", "second", "third", "fourth")
# Where the middle of a season lies, by the calendar as well as by the sun, north of the equator.
_SEASONS = {1: "winter", 2: "winter", 4: "spring", 5: "spring", 7: "summer", 8: "summer", 10: "autumn", 11: "autumn"}
_SEASON = dt.timedelta(days=91)
# Days that don't fill what the precision names are said in the next finer words that they do fill.
_FINER: dict[Precision, Precision] = {
    "century": "decade",
    "decade": "year",
    "year": "month",
    "half": "month",
    "season": "month",
    "quarter": "month",
    "month": "day",
    "week": "day",
}
_MOST_ANCHOR = 40
# A number from here on is read as a year.
_OF_ITSELF = 1000
_NAMES_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b|day\b|\btomorrow\b|\d-\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of the calendar from `first` to `last`, both included."""

    first: dt.date
    last: dt.date


def days_in_words(event: TimelineEvent, article: Article) -> str:
    """The days of an event: `July 2015`, `after autumn 2014`, `up to 1 December 2015`, `10–12 May 2014`, `about the 1980s`.

    It begins with a small letter unless with a month's name; never raises, whatever the days are. `event` is one of `article`,
    whose words say whether the day at an open side is itself meant.
    """
    approximate = event.basis == "approximate"
    about = "about " if approximate else ""
    if event.first is None and event.last is None:
        return "on a day that is not known"
    if event.last is None and event.first is not None:
        opening = "after" if _begins(event, article, "after") else "from"
        return f"{opening} {about}{_with_article(_side(event.first, event.precision, opens=True))}"
    if event.first is None and event.last is not None:
        closing = "before" if _begins(event, article, "before") else "up to"
        return f"{closing} {about}{_with_article(_side(event.last, event.precision, opens=False))}"
    assert event.first is not None
    assert event.last is not None
    stretch = _Stretch(min(event.first, event.last), max(event.first, event.last))
    if approximate and (part := _part(stretch, event.precision)):
        return part
    words = _stretch_in_words(stretch, event.precision)
    return f"about {_with_article(words)}" if approximate else words


def _begins(event: TimelineEvent, article: Article, word: str) -> bool:
    """Whether the phrase that dates the event begins with `word`."""
    return event.phrase.of(article.body)[: len(word) + 1].casefold().rstrip() == word


def basis_in_words(event: TimelineEvent, article: Article) -> str | None:
    """How the days are known where the words alone don't say: `by the date of publication, which is inferred`.

    None where they do. `event` is one of `article`, whose words are given in it.
    """
    if event.basis == "stated":
        return None
    notes = ["approximate"] if event.basis == "approximate" else []
    if event.anchor is not None and event.anchor.span is not None:
        words = " ".join(printable(event.anchor.span.of(article.body)).split())
        if len(words) > _MOST_ANCHOR:
            words = words[: _MOST_ANCHOR - 1].rstrip() + "…"
        # "By “May 2019”" names no day, and none should be told.
        day = f", {day_in_words(event.anchor.day)}" if _NAMES_DAY.search(words) else ""
        notes.append(f"by “{words}” in the article{day}")
    elif event.anchor is not None:
        inferred = ", which is inferred" if article.published_basis == "inferred" else ""
        notes.append(f"by the date of publication{inferred}")
    elif event.basis == "resolved":
        notes.append("by the words around it")
    return ", ".join(notes)


def reach_in_words(first: dt.date, last: dt.date) -> str:
    """From which time to which, no finer than both are sure to be known: `1287 to 2031`, `July to December 2015`."""
    if first == last:
        return day_in_words(first)
    if first.year != last.year:
        return f"{_year(first.year)} to {_year(last.year)}"
    if first.month != last.month:
        return f"{MONTHS[first.month - 1]} to {MONTHS[last.month - 1]} {_year(last.year)}"
    return f"{MONTHS[first.month - 1]} {_year(first.year)}"


def day_in_words(day: dt.date) -> str:
    """`30 November 2015`: in words, since Discord's own form would move it to the reader's time zone."""
    return f"{day.day} {MONTHS[day.month - 1]} {_year(day.year)}"


def _year(year: int) -> str:
    """`2015`, and `AD 79`, since a number so small alone could be anything's."""
    return str(year) if year >= _OF_ITSELF else f"AD {year}"


def _stretch_in_words(stretch: _Stretch, precision: Precision) -> str:
    """A stretch in the words of `precision`, or of the finest coarse enough to say it exactly."""
    if precision == "season":
        if (words := _season(stretch)) is not None:
            return words
        return _stretch_in_words(stretch, "month")
    begins, ends = _unit(stretch.first, precision), _unit(stretch.last, precision)
    if (begins.first, ends.last) != (stretch.first, stretch.last) or (begins != ends and _single(precision)):
        return _stretch_in_words(stretch, _FINER[precision])
    return _unit_in_words(begins, precision) if begins == ends else _range(begins, ends, precision)


def _single(precision: Precision) -> bool:
    """Whether several such units in a row have no name of their own."""
    return precision in {"week", "quarter", "half"}


def _side(day: dt.date, precision: Precision, *, opens: bool) -> str:
    """The unit that `day` opens or closes, or the day where it does neither."""
    if precision == "season":
        other = _shifted(day, _SEASON if opens else -_SEASON)
        stretch = _Stretch(min(day, other), max(day, other))
        aligned = day.day == 1 if opens else _month(day).last == day
        solar = 19 <= day.day <= 24 and day.month % 3 == 0
        if (aligned or solar) and (words := _season(stretch)) is not None:
            return words
        return _side(day, "month", opens=opens)
    unit = _unit(day, precision)
    if day == (unit.first if opens else unit.last):
        return _unit_in_words(unit, precision)
    return _side(day, _FINER[precision], opens=opens)


def _part(stretch: _Stretch, precision: Precision) -> str | None:
    """`early July 2015` for days that are a part of such a unit, its beginning, end or middle; None for the whole of it."""
    unit = _unit(stretch.first, precision)
    if precision in {"day", "week", "season"} or stretch.last > unit.last or stretch == unit:
        return None
    part = "early " if stretch.first == unit.first else "late " if stretch.last == unit.last else "mid-"
    words = _unit_in_words(unit, precision)
    if words.startswith("the "):
        return f"the {part}{words.removeprefix('the ')}"
    return f"{part}{words}"


def _unit(day: dt.date, precision: Precision) -> _Stretch:
    """The calendar unit that holds `day`; a season, which calendars differ about, is the caller's business."""
    match precision:
        case "week":
            monday = _shifted(day, -dt.timedelta(days=day.weekday()))
            return _Stretch(monday, _shifted(monday, dt.timedelta(days=6)))
        case "month":
            return _month(day)
        case "quarter" | "half":
            months = 3 if precision == "quarter" else 6
            begins = (day.month - 1) // months * months + 1
            return _Stretch(dt.date(day.year, begins, 1), _month(dt.date(day.year, begins + months - 1, 1)).last)
        case "year" | "decade" | "century":
            years = {"year": 1, "decade": 10, "century": 100}[precision]
            begins = day.year // years * years
            # The calendar knows no year 0.
            return _Stretch(dt.date(max(begins, 1), 1, 1), dt.date(begins + years - 1, 12, 31))
        case _:
            return _Stretch(day, day)


def _month(day: dt.date) -> _Stretch:
    first = day.replace(day=1)
    last = dt.date(day.year, 12, 31)
    return _Stretch(first, last if day.month == 12 else first.replace(month=day.month + 1) - dt.timedelta(days=1))


def _shifted(day: dt.date, by: dt.timedelta) -> dt.date:
    """`day` moved, as far as the calendar reaches."""
    try:
        return day + by
    except OverflowError:
        return dt.date.max if by > dt.timedelta() else dt.date.min


def _unit_in_words(unit: _Stretch, precision: Precision) -> str:
    first, year = unit.first, _year(unit.first.year)
    match precision:
        case "week":
            words = f"the week of {day_in_words(first)}"
        case "month":
            words = f"{MONTHS[first.month - 1]} {year}"
        case "quarter":
            words = f"{_ORDINALS[(first.month - 1) // 3]} quarter of {year}"
        case "half":
            words = f"{_ORDINALS[(first.month - 1) // 6]} half of {year}"
        case "year":
            words = year
        case "decade":
            # "The 1900s" would be read as a century.
            apart = first.year % 100 == 0 or first.year < _OF_ITSELF
            words = f"{year}–{unit.last.year}" if apart else f"the {year}s"
        case "century":
            words = f"the {_numbered(unit.last.year // 100 + 1)} century"
        case _:
            words = day_in_words(first)
    return words


def _range(begins: _Stretch, ends: _Stretch, precision: Precision) -> str:
    """Several units in a row, what they share said once."""
    first, last = begins.first, ends.last
    match precision:
        case "year":
            return f"{_year(first.year)}–{last.year}"
        case "decade" | "century":
            return f"{_unit_in_words(begins, precision)} to {_unit_in_words(ends, precision)}"
        case "month":
            if first.year == last.year:
                return f"{MONTHS[first.month - 1]}–{MONTHS[last.month - 1]} {_year(last.year)}"
            return f"{_unit_in_words(begins, precision)} – {_unit_in_words(ends, precision)}"
        case _:
            if (first.year, first.month) == (last.year, last.month):
                return f"{first.day}–{day_in_words(last)}"
            opening = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else day_in_words(first)
            return f"{opening} – {day_in_words(last)}"


def _season(stretch: _Stretch) -> str | None:
    """`autumn 2014`, `winter 2014–15`; None where the stretch is no season's."""
    length = stretch.last - stretch.first
    middle = stretch.first + length / 2
    name = _SEASONS.get(middle.month)
    if name is None or not 80 <= length.days <= 100:
        return None
    first, last = stretch.first.year, stretch.last.year
    if first == last:
        return f"{name} {_year(first)}"
    return f"{name} {_year(first)}–{last}" if last % 100 == 0 else f"{name} {_year(first)}–{last % 100:02d}"


def _with_article(words: str) -> str:
    """`the second quarter of 2015` within a sentence, where it stands without an article alone."""
    return f"the {words}" if words.startswith(_ORDINALS) else words


def _numbered(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`, `21st`."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
