"""Whether figures and days are of the same in a statement and a sentence: what is counted, how it is bounded, what it stands by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice

from retrieval.checking.day_ends import MOST_DAYS
from retrieval.checking.reading import Name, Reading
from retrieval.checking.vocabulary import WHERE, has
from retrieval.checking.voice import participle, says
from retrieval.terms import fold
from retrieval.writing.coming import form
from retrieval.writing.items import Item
from retrieval.writing.sources import states, word_of

# A name so many items after a figure tells whose or where it is.
_TIED = 4
# And one so many items after it where it is counted.
_COUNTED = 8
# May stand before a day that opens a sentence: "Back in July, …".
_LEADING = frozenset("back earlier later only just then but and as early late".split())
# Tie a figure to the next, and end a stretch in which things belong together.
_RANGE, _ENDS = frozenset(("-", "to")), frozenset(",;:.!?")
# Before a figure these begin a change rather than a range.
_CHANGES = frozenset(("from", "by"))
# Between two days that stand by the same words, and between a day and what is said of another thing.
_LISTED = re.compile(r"\s*(?:-|,|to|and|or)?\s*")
# A day right behind one of these opens a clause: "his eyes failed, and by May he was blind".
_CLAUSE = re.compile(r"[;:]|,\s+(?:and|but|then|while)\b")
_APART = re.compile(r"\b(?:year|month|week|day|decade)s? (?:after|before)\b", re.IGNORECASE)
_MOST = 8  # of them are looked at
_LINKS = frozenset("after before during or since till until".split())
_ANOTHER = re.compile(r"[,;:]|\b(?:and|but|or)\b")
# How exact a figure is stands before it, and after "by" or "to".
_EXACTLY = frozenset(
    "a an the about around roughly almost nearly some approximately just only more less than over under".split()
)
_MORE = frozenset("more over above exceeding least minimum".split())
_LESS = frozenset("less under fewer below most up maximum".split())


def figures_tied(said: Reading, stated: Reading) -> bool:
    """Whether each figure that the statement ties to a name, and each day that it ties to a word, is tied to it there."""
    figures = [at for at, item in enumerate(said.items) if item.kind == "figure"]
    counted = _counted_at(stated)
    for at in figures:
        there = [n for n, item in enumerate(stated.items) if states(item, said.items[at])]
        kept = _at_place(said, stated, at, there, counted)
        if there and not any(all(tied(said, stated, at, n) for tied in _TIES) for n in kept):
            return False
    return _words_near_days(said, stated) and not _told_from_day(said, stated)


def _counted_at(stated: Reading) -> dict[int, int]:
    """Of each name that tells where a figure before it is counted the figure, by their places; of fewer than two figures none.

    "Seven in Osterlin and two in the village of Brenn".
    """
    found: dict[int, int] = {}
    starts = {name.at: name for name in stated.names}
    figure = None
    for at, item in enumerate(stated.items):
        if item.kind == "figure":
            figure = at
        elif item.text in (";", ":") or (item.kind == "word" and says(item) and form(item) == "past"):
            figure = None
        elif at in starts and figure is not None and at - figure <= _COUNTED and _where(stated.items, figure, at):
            found[starts[at].end - 1] = figure
    return found if len(set(found.values())) > 1 else {}


def _where(items: Sequence[Item], start: int, end: int) -> bool:
    return any(fold(item.text) in WHERE for item in items[start:end])


def _at_place(
    said: Reading, stated: Reading, at: int, there: Sequence[int], counted: Mapping[int, int]
) -> Sequence[int]:
    """Those places of a figure that the sentence counts where the statement counts it, and not where it counts another."""
    place = _place_of(said, at) if counted else None
    figures = set() if place is None else {counted.get(n) for n in stated.places(place)}
    if not figures or None in figures:
        return there
    # "20 of the 30 ships" counts both in one place.
    stretch = list(accumulate(item.text == "," or fold(item.text) in ("and", "but") for item in stated.items))
    own = {stretch[n] for n in figures if n is not None}
    return [n for n in there if n in figures or stretch[n] in own]


def _place_of(said: Reading, at: int) -> Name | None:
    """Where a figure of a statement is counted: the first name behind an "in" after it, or one that opens the statement."""
    for name in said.names:
        start = at if name.at > at else 0
        if any(item.kind == "figure" for item in said.items[min(name.end, at + 1) : max(name.at, at)]):
            continue
        if _where(said.items, max(start, name.at - _TIED), name.at) and (name.at > at or name.at <= _TIED):
            return name
    return None


def measured(said: Reading, stated: Reading) -> bool:
    """Whether each figure that both have counts the same in both, and is bounded in the same way."""
    figures = [at for at, item in enumerate(said.items) if item.kind == "figure"]
    for at in figures:
        there = [n for n, each in enumerate(stated.items) if states(each, said.items[at])]
        if there and not any(_same_measure(said.items, at, stated.items, n) for n in there):
            return False
    return True


def _same_measure(ours: Sequence[Item], at: int, theirs: Sequence[Item], there: int) -> bool:
    if _bounds(ours, at) != _bounds(theirs, there) or not _same_range(ours, at, theirs, there):
        return False
    if len({_lead(ours, at), _lead(theirs, there)} - {""}) > 1:
        return False
    counted = _counted(ours, at)
    if counted is None:
        return True
    near = [
        *[item for item in theirs[there + 1 :] if says(item)][:4],
        *[item for item in theirs[:there][::-1] if says(item)][:2],
    ]
    return has(frozenset(map(word_of, near)), counted)


def _lead(items: Sequence[Item], at: int) -> str:
    """Whether something comes to a figure, from it or by it, as "by", "to" or "from"; "" where none of these stands before it."""
    before = (fold(item.text) for item in reversed(items[:at]))
    lead = next((word for word in before if word not in _EXACTLY), "")
    return lead if lead in ("by", "to", "from") else ""


def _counted(items: Sequence[Item], at: int) -> Item | None:
    """The word right after a figure, which it counts; none where a verb or small word follows."""
    following = next((item for item in items[at + 1 : at + 3] if item.text != "-"), None)
    if following is None or following.kind != "word" or not says(following) or participle(following):
        return None
    return following


def _bounds(items: Sequence[Item], at: int) -> tuple[bool, bool]:
    """Whether a figure is said to be less than what is meant, and more than it: "over 50", "up to 20"."""
    before = [fold(item.text) for item in items[max(at - 3, 0) : at]]
    begins = max((n for n, word in enumerate(before) if word in (",", ";", "and")), default=-1)
    words = before[begins + 1 :]
    return any(word in _MORE for word in words), any(word in _LESS for word in words)


def _same_range(ours: Sequence[Item], at: int, theirs: Sequence[Item], there: int) -> bool:
    """Whether a figure that a dash or "to" ties to the next is tied to the same one there, "9 to 4", "2014-16", and no end of a range."""
    if at + 2 >= len(ours) or fold(ours[at + 1].text) not in _RANGE or ours[at + 2].kind != "figure":
        return not _ends_range(theirs, there) or _ends_range(ours, at)
    if there + 2 >= len(theirs) or fold(theirs[there + 1].text) not in _RANGE:
        return False
    return theirs[there + 2].key == ours[at + 2].key


def _ends_range(items: Sequence[Item], at: int) -> bool:
    """Whether a figure is the lower or the upper end of what is meant: "between 30 and 40", "400 to 500 people"."""
    return _spans(items, at) or _spans(items, at - 2)


def _spans(items: Sequence[Item], at: int) -> bool:
    """Whether a range begins with the figure at a place; "rose 5 to 40" and "from 5 to 40" tell of a change."""
    if at < 0 or at + 2 >= len(items) or items[at].kind != "figure" or items[at + 2].kind != "figure":
        return False
    between, before = fold(items[at + 1].text), items[at - 1] if at else None
    lead = "" if before is None else fold(before.text)
    if between == "and":
        return lead == "between"
    changes = lead in _CHANGES or (before is not None and form(before) in ("past", "present", "ing"))
    return (between == "-" and not _model(items, at)) or (between == "to" and not changes)


def _model(items: Sequence[Item], at: int) -> bool:
    """Whether two figures with a dash name a thing: "Boeing 737-800", "a 787-9"; "a 5-10 percent rise" names none."""
    before = items[at - 1] if at else None
    if before is None:
        return False
    return before.kind == "name" or (fold(before.text) in ("a", "an", "the") and " " not in items[at + 2].key)


def _near_names(said: Reading, stated: Reading, at: int, there: int) -> bool:
    """Whether no other figure stands between a figure and the name that follows it here, nor between them there."""
    name = next((name for name in said.names if 0 < name.at - at <= _TIED), None)
    if name is None or any(item.kind == "figure" for item in said.items[at + 1 : name.at]):
        return True
    places = stated.places(name)
    own = next((each for each in stated.names if 0 < each.at - there <= _TIED), None)
    between = () if own is None else stated.items[there + 1 : own.at]
    if places and own is not None and not any(item.kind == "figure" for item in between):
        return any(own.at <= at < own.end for at in places)
    return not places or any(not _figure_between(stated.items, there, n) for n in places)


def _after_words(said: Reading, stated: Reading, at: int, there: int) -> bool:
    """Whether the word that leads to a figure here leads to no other there: "fever in 31 percent" is not "fever in 12 percent"."""
    lead = next((item for item in _back(said.items, at) if says(item)), None)
    if lead is None or lead.kind != "word" or _before_name(said, at) or (said.days and len(stated.days) > 1):
        return True  # a name or day tells it from the others
    led = [_led_to(stated.items, n) for n, item in enumerate(stated.items) if has(frozenset((word_of(item),)), lead)]
    return there in led or all(n is None for n in led)


def _back(items: Sequence[Item], at: int) -> Iterator[Item]:
    """The items before a place, the nearest first, up to what ends a stretch or is a figure itself."""
    for item in reversed(items[:at]):
        if item.kind == "figure" or item.text in _ENDS:
            return
        yield item


def _led_to(items: Sequence[Item], at: int) -> int | None:
    """The figure that a word leads to, with nothing but small words between."""
    for n in range(at + 1, len(items)):
        if items[n].kind == "figure":
            return n
        if says(items[n]) or items[n].text in _ENDS:
            return None
    return None


def _after_names(said: Reading, stated: Reading, at: int, there: int) -> bool:
    """Whether a figure that follows a name here and another one there is not told of that other one.

    It is where the name has a figure of its own there, or comes only in a later stretch of the sentence.
    """
    if _before_name(said, at):
        return True
    ours, theirs = _doer(said, at), _doer(stated, there)
    places = () if ours is None else stated.places(ours)
    if not places or theirs is None or any(theirs.at <= n < theirs.end for n in places):
        return True
    own = [_first_figure(stated, n, theirs) for n in places]
    if any(n is not None for n in own):
        return there in own
    between = stated.items[there + 1 : min(places)]
    return min(places) < there or not any(item.text in _ENDS for item in between)


def _before_name(reading: Reading, at: int) -> bool:
    """Whether a name follows a figure so soon that it is tied to that."""
    return any(0 < name.at - at <= _TIED for name in reading.names)


def _doer(reading: Reading, at: int) -> Name | None:
    """The name nearest before a figure, no other figure between, that does not only say where."""
    for name in reversed(reading.names):
        if name.end > at:
            continue
        if any(item.kind == "figure" for item in reading.items[name.end : at]):
            return None
        if name.at == 0 or fold(reading.items[name.at - 1].text) not in WHERE:
            return name
    return None


def _first_figure(reading: Reading, at: int, other: Name) -> int | None:
    """The first figure after a name that stands at a place, unless `other` stands between."""
    found = next((n for n in range(at + 1, len(reading.items)) if reading.items[n].kind == "figure"), None)
    return None if found is None or at < other.at < found else found


def _figure_between(items: Sequence[Item], one: int, other: int) -> bool:
    between = items[min(one, other) + 1 : max(one, other)]
    return any(item.kind == "figure" for item in between) and any(item.kind == "name" for item in between)


def _near_days(said: Reading, stated: Reading, at: int, there: int) -> bool:
    """Whether the day that is nearest to a figure there is one that the statement names, where it names one at all."""
    if len(stated.days) < 2 or not any(each.says(day) for each in stated.days for day in said.days):
        return True
    item = stated.items[there]
    nearest = min(
        stated.days, key=lambda day: day.start - item.end if day.start >= item.end else 1 + item.start - day.end
    )
    return any(nearest.says(day) for day in said.days)


# What ties a figure of a statement to one of a sentence.
_TIES = (_near_names, _near_days, _after_words, _after_names)


def _words_near_days(said: Reading, stated: Reading) -> bool:
    """Whether the word before a day, or after one that opens, is the word beside it there, where several days are named."""
    if not said.days or len(stated.days) < 2:
        return True
    if len(stated.days) > MOST_DAYS:
        return False
    for day in said.days:
        beside = _beside(said, day.start, day.end)
        there = [_beside(stated, each.start, each.end) for each in stated.days if each.says(day)]
        others = [_beside(stated, each.start, each.end) for each in stated.days if not each.says(day)]
        if not there or not beside:
            continue
        if not any(_shares(beside, each) for each in there):
            return False
        # The "leave" of "the ships leave on 10 August"; a figure that stands by the day tells as much ("500 in 2013 and 300 in 2014").
        counted = any(item.kind == "figure" and any(_shares([item], each) for each in there) for item in beside)
        nearest = [] if counted else [item for item in beside if item.end <= day.start][-1:]
        if any(_shares(nearest, each) for each in others) and not any(_shares(nearest, each) for each in there):
            return False
    return True


def _told_from_day(said: Reading, stated: Reading) -> bool:
    """Whether what is said of a day is there told as so long before or after it: "he left in 1958, a year after she was born"."""
    if len(stated.days) > MOST_DAYS:
        return True
    for found in islice(_APART.finditer(stated.text), _MOST):
        later = frozenset(word_of(item) for item in stated.content if item.start >= found.end())
        sooner = frozenset(word_of(item) for item in stated.content if item.end <= found.start())
        for day in said.days:
            there = any(each.says(day) and each.end <= found.start() for each in stated.days)
            ours = [item for item in _beside(said, day.start, day.end) if has(sooner | later, item)]
            if there and ours and not any(has(sooner, item) for item in ours) and found[0] not in said.text:
                return True
    return False


def _beside(reading: Reading, start: int, end: int) -> list[Item]:
    """The words that say something before a place, or after it where it opens the sentence, no other day between.

    Two days with nothing between them ("9-10 August") stand by the same words; who did something on one day may have done something
    else on another, so that a name counts only where there is nothing else.
    """
    text = reading.text
    lows = (day.end for day in reading.days if day.end <= start and not _LISTED.fullmatch(text, day.end, start))
    highs = (day.start for day in reading.days if day.start >= end and not _LISTED.fullmatch(text, end, day.start))
    low, high = max(lows, default=0), min(highs, default=len(text))
    low = max(
        [low, *(found.end() for found in _CLAUSE.finditer(text, low, start) if _nothing(reading, found.end(), start))]
    )
    before = [item for item in reading.content if low <= item.start and item.end <= start]
    after = [item for item in reading.content if end <= item.start and item.end <= high]
    opens = all(fold(item.text) in _LEADING for item in before)
    follows = [item for item in after[:1] if not _ANOTHER.search(text, end, item.start) or form(item) == "ing"]
    beside = after[:6] if opens else [*before[-3:], *follows]
    telling = [item for item in beside if fold(item.text) not in _LINKS]
    return [item for item in telling if item.kind != "name"] or telling


def _nothing(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing is said between two places."""
    return not any(start <= item.start and item.end <= end for item in reading.content)


def _shares(ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    words = frozenset(map(word_of, theirs))
    return any(has(words, item) for item in ours)
