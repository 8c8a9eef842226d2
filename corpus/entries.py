"""The entries of a live blog: where each begins, below a line that says when it was written."""

from __future__ import annotations

import re
from itertools import zip_longest

from corpus.sentences import paragraphs
from corpus.values import Paragraph

_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = rf"(?:{_WEEKDAY},? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?|{_WEEKDAY}"
_CLOCK = r"(?:\d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|noon|midnight)(?: ?(?-i:[A-Z]{2,4}))?"
_AGO = r"(?:\d{1,2} ?(?:h|hrs?|hours?|m|min|mins|minutes?) ?){1,2} ?ago"
_TITLE = r"(?:\s{0,2}[—–|:-]\s{1,2}\S.{0,119})?"
# "10:42 am", "14.05 GMT – Bridge reopens", "2 August, 9:00 AM EDT", "Posted at 9.40pm on Thursday", "2h ago 10.42 GMT".
_TIME = re.compile(
    rf"(?:posted )?(?:at )?(?:{_AGO} )?(?:(?:{_DAY}),? (?:at )?)?{_CLOCK}(?:,? (?:on )?(?:{_DAY}))?{_TITLE}"
    rf"|{_AGO}",
    re.IGNORECASE,
)
_ONLY_DAY = re.compile(_DAY, re.IGNORECASE)
_LONGEST = 160
# So many times stand over something that is told; fewer are lines of another kind.
_FEWEST = 3


def entry_headings(body: str) -> tuple[Paragraph, ...]:
    """The lines that only say when what is below them was written, or which day it was; none where `body` is no live blog."""
    lines = paragraphs(body)
    times = [_matches(_TIME, body, line) for line in lines]
    told = sum(time and below is False for time, below in zip_longest(times, times[1:]))
    if told < _FEWEST:
        return ()
    return tuple(line for line, time in zip(lines, times, strict=True) if time or _matches(_ONLY_DAY, body, line))


def _matches(pattern: re.Pattern[str], body: str, line: Paragraph) -> bool:
    return len(line.span) <= _LONGEST and pattern.fullmatch(body, line.span.start, line.span.end) is not None
