"""Dates that something is only compared with, told from or set in: nothing is said to have happened on them."""

from __future__ import annotations

import re

from corpus.dates.values import DateMention

# Words that name a day or more.
DAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun|to|yester)day|\b(?:tomorrow|tonight|morning|afternoon|evening|night|day)\b"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)|\d{4}|\d[/.-]\d",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[:.]\d\d|\b(?:noon|midnight)\b|\d\s?[ap]\.?m\b", re.IGNORECASE)
_OF_A_YEAR = re.compile(r"year|\d{4}|\b(?:last|this|next)\b", re.IGNORECASE)
_THAN = re.compile(r"\s(?:than)\b")
# "Cost 7 percent less than a year ago".
_MORE_THAN = re.compile(r"\bthan\s$")
# "As many as in 2018", "as full as it was in 2015"; but "as late as in 2015" is a day.
_AS_MUCH = re.compile(
    r"\bas (?!early|late|long|recently|soon|far back)[\w-]{1,20} (?:[\w-]{1,20} ){0,4}as "
    r"(?:(?:he|it|she|there|they|we) (?:did|had|was|were) )?(?:at|during|in|on) (?:the )?$",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\bsame (?:\w{1,12} )?(?:period|time|day|week|month|quarter|point|stage)\b[^.]{0,15}$"
    r"|\b(?:year|months|quarter|half|period) (?:to|ended|ending)\s(?:on\s|in\s)?$"
)
_FROM_AGO = re.compile(r"\bfrom\s.{1,40}\b(?:ago|earlier|before)$", re.IGNORECASE)
# "Up from 5 % in the year-ago quarter", "rose to 9 from 8 in the same quarter of last year".
_YEAR_AGO = re.compile(r"\byear[- ]ago\s(?!(?:in|last|next|on|this|today)\b)\w", re.IGNORECASE)
_LIKE = re.compile(r"(?:the\s)?(?:same|corresponding|comparable)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:from|than|compared|versus|vs|against|up|down)\b[^.;]{0,40}$", re.IGNORECASE)
# "Two weeks before May 5" is another day, and "the Monday after Christmas" is not the last Monday.
_BEFORE_OR_AFTER = re.compile(r"(?:before|after)\s", re.IGNORECASE)
_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_LENGTH_BEFORE = re.compile(rf"\b(?:minute|hour|day|{_WEEKDAYS}|week|weekend|month|year|decade)s?\s$", re.IGNORECASE)
_WEEKDAY = re.compile(_WEEKDAYS, re.IGNORECASE)
_RELATED = re.compile(r"\s(?:after|before|following)\s\w")
# A tale is not told in the century that it is "set in".
_SET_IN = re.compile(r"\bset (?:in|during) (?:the )?$")
# But records and limits are set in a year.
_SETS_A_MARK = re.compile(
    r"\b(?:best|cap|ceiling|deadline|goal|high|limit|low|mark|minimum|precedent|price|quota|rate|record|standard|target)s?\b"
    r"[^.;]{0,40}\bset (?:in|during) (?:the )?$"
)
# "The lowest that it has been since 2011", "the biggest since taking office in 2011".
_SINCE = re.compile(r"since\s", re.IGNORECASE)
_MOST = (
    r"(?:first|only|most|least|best|worst|biggest"
    r"|(?!(?:(?:mid)?west|east|(?:pro|con|)test|arrest|forest|harvest|request|guest|interest|(?:con)?quest|priest|rest)\b)[a-z]{2,9}est)"
)
_SUPERLATIVE = re.compile(
    rf"\b(?:the|its|their|his|her)\s(?:[\w-]{{1,15}}\s)?{_MOST}"
    r"(?:\s(?!has\b|have\b|had\b|is\b|are\b|was\b|were\b)[\w’'%-]{1,15}){0,6}\s$",
    re.IGNORECASE,
)
_WHEN = re.compile(r",?\swhen\b")
_MOST_SINCE = re.compile(
    rf"\b{_MOST}\s[^.;,]{{0,50}}\bsince\s[a-z]{{2,15}}ing\b[^.;,]{{0,30}}\b(?:in|on)\s$", re.IGNORECASE
)
# Years of make: "vehicles include 2017-2018 Acme Roadsters, 2019 Acme Vans".
_YEARS = re.compile(r"(?:19|20)\d\d")
_MAKE_BEFORE = re.compile(
    r"(?:[,;]\s|\d\s|\b(?:include|includes|including|certain|some)\s|(?:19|20)\d\d\s[A-Z][^.;]{0,30}\band\s)$"
)
_MAKE_AFTER = re.compile(r"(?:\s?[-–]\s?(?:\d\d){1,2})?\s[A-Z][a-z]")
_NEAR, _FAR = 60, 100  # characters in front of a date


def is_aside(body: str, mention: DateMention) -> bool:
    """Whether a mention names no days of its own, or some that something is only compared with."""
    words, start = mention.phrase.of(body)[:_FAR], mention.phrase.start
    if mention.type == "TIME" and not DAY.search(words) and not _CLOCK.search(words):
        return True
    if (mention.precision == "half" and not _OF_A_YEAR.search(words)) or words.lower() == "the day":
        return True  # of a match; of which day?
    before, after = body[max(0, start - _NEAR) : start], body[mention.span.end :][:12]
    return (
        _is_told_from(words, before, after)
        or _is_compared(words, before, after)
        or (is_measured_since(body, mention) and not _is_told_of(body, mention))
        or _is_of_make(words, before, after)
        or bool(_SET_IN.search(before) and not _SETS_A_MARK.search(before))
    )


def _is_told_from(words: str, before: str, after: str) -> bool:
    """Whether another day is told from the date, or the date from another day that is left out."""
    if _BEFORE_OR_AFTER.match(words) and _LENGTH_BEFORE.search(before):
        return True
    return bool(_WEEKDAY.fullmatch(words) and before.endswith("the ") and _RELATED.match(after))


def _is_of_make(words: str, before: str, after: str) -> bool:
    """Whether a year is the year of make of what follows."""
    return bool(_YEARS.fullmatch(words) and _MAKE_BEFORE.search(before) and _MAKE_AFTER.match(after))


def _is_compared(words: str, before: str, after: str) -> bool:
    """Whether the date is what something is measured against."""
    if _YEAR_AGO.search(words) or (_LIKE.match(words) and _COMPARED.search(before)):
        return True
    if _AS_MUCH.search(before) or _MORE_THAN.search(before):
        return True
    return bool(_SAME.search(before) or _THAN.match(after) or _FROM_AGO.search(f"{before} {words}"))


def _is_told_of(body: str, mention: DateMention) -> bool:
    """Whether a clause behind a date tells what happened then: "the first strike since 2009, when drivers stopped work"."""
    return bool(_WHEN.match(body[mention.span.end :][:12]))


def is_measured_since(body: str, mention: DateMention) -> bool:
    """Whether the date is the last time before that something was so."""
    start = mention.phrase.start
    words, before = mention.phrase.of(body)[:_FAR], body[max(0, start - _FAR) : start]
    return bool((_SINCE.match(words) and _SUPERLATIVE.search(before)) or _MOST_SINCE.search(before))
