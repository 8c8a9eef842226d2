"""Holidays whose day the calendar gives: by date, by the n-th weekday of a month, or by Easter."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_FIXED = {
    "new year's day": "01-01", "new year's eve": "12-31", "epiphany": "01-06", "valentine's day": "02-14",
    "st. patrick's day": "03-17", "saint patrick's day": "03-17", "april fools' day": "04-01", "april fool's day": "04-01",
    "earth day": "04-22", "may day": "05-01", "cinco de mayo": "05-05", "bastille day": "07-14", "canada day": "07-01",
    "independence day": "07-04", "halloween": "10-31", "guy fawkes night": "11-05", "all saints' day": "11-01",
    "veterans day": "11-11", "armistice day": "11-11", "remembrance day": "11-11", "christmas eve": "12-24",
    "christmas day": "12-25", "christmas": "12-25", "xmas": "12-25", "boxing day": "12-26", "anzac day": "04-25",
    "australia day": "01-26", "groundhog day": "02-02",
}  # fmt: skip
# Month, weekday (Monday is 0) and which of that month's; the last one is -1.
_NTH = {
    "martin luther king day": (1, 0, 3), "martin luther king jr. day": (1, 0, 3), "presidents' day": (2, 0, 3),
    "presidents day": (2, 0, 3), "mother's day": (5, 6, 2), "memorial day": (5, 0, -1), "father's day": (6, 6, 3),
    "may day bank holiday": (5, 0, 1), "labor day": (9, 0, 1), "labour day": (9, 0, 1), "columbus day": (10, 0, 2), "thanksgiving": (11, 3, 4),
    "thanksgiving day": (11, 3, 4), "election day": (11, 1, 1), "black friday": (11, 4, 4),
}  # fmt: skip
_FROM_EASTER = {
    "easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7, "ash wednesday": -46,
    "maundy thursday": -3, "ascension day": 39, "whit monday": 50, "shrove tuesday": -47, "mardi gras": -47,
}  # fmt: skip
_NAMES = sorted((*_FIXED, *_NTH, *_FROM_EASTER), key=len, reverse=True)
HOLIDAY = "(?:" + "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", "[ ]") for name in _NAMES) + ")"


def holiday_name(words: str) -> str:
    """The part of a year that a holiday is, in the form that `holiday_in` takes."""
    return "@" + words.replace("’", "'")


def nth_weekday(month: int, weekday: int, which: int) -> str:
    """The part of a year that the n-th Monday (1) to Sunday (7) of a month is; the last one is -1."""
    return f"@{month} {weekday} {which}"


def holiday_in(year: int, part: str) -> str:
    """The month and day ("12-25") of a holiday or n-th weekday in a year."""
    name = part.removeprefix("@")
    if name in _FIXED:
        return _FIXED[name]
    if name in _FROM_EASTER:
        return f"{_easter(year) + dt.timedelta(days=_FROM_EASTER[name]):%m-%d}"
    if name in _NTH:
        month, weekday, which = _NTH[name]
    else:
        month, weekday, which = (int(number) for number in name.split())
        weekday -= 1
    days = [
        day
        for day in calendar.Calendar().itermonthdates(year, month)
        if day.month == month and day.weekday() == weekday
    ]
    day = days[which if which < 0 else which - 1]
    if name == "election day" and day.day == 1:
        day += dt.timedelta(days=7)
    return f"{day:%m-%d}"


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher; Nature, 20 April 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quads, ones = divmod(rest, 4)
    weekday = (32 + 2 * skipped + 2 * quads - epact - ones) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
