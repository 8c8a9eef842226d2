"""Which value the words that are pointed at give: the one that is asked for, where they or their sentence hold several.

A reader takes one end of its words from one figure and the other from the next ("74 per cent of possession and 27" of shots), or takes
the first of two ("38 people have died and 112 are missing"). What can't be told apart is not pointed at: the sentence stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.dates.words import SCALES, WEEKDAYS
from corpus.values import Span
from retrieval.asked.measure import Measure, measure_of
from retrieval.needs import needs_of
from retrieval.needs.words import AUX, DETERMINERS, PREPOSITIONS
from retrieval.pointing.halves import lengths_in
from retrieval.pointing.pointing import whole
from retrieval.terms import STOP_WORDS, words
from retrieval.values import Kind
from retrieval.writing.days import read_day
from retrieval.writing.figures import read_figure
from retrieval.writing.items import MARKS
from retrieval.writing.tokens import Token, tokens
from retrieval.writing.vocabulary import lemma

# Between two figures of one value stand only a few words ("five times in two years"), and none of these with others beside it.
_SEAM = re.compile(r"[;,]|\b(?:and|but|while|whereas|plus|or|for|with)\b", re.IGNORECASE)
# What is counted ends here.
_ENDED = re.compile(
    r"[;,:]|\b(?:and|but|while|whereas|plus|or|for|with|of|in|on|at|to|from|by|over|per)\b", re.IGNORECASE
)
_JOINING = frozenset("and or to a an the of at least most more than about some up".split())
# A clause ends here, and the next has a value of its own.
_CLAUSE = re.compile(r";|,?\s(?:and|but|while|whereas|or)\s", re.IGNORECASE)
# "The car, which came out in 2023, was recalled", "The storm, the worst since 1987, came ashore": it tells of something else than what
# goes on after it.
_INSERTED = re.compile(r",\s(?:which|who|whose|whom|where|the|an?|one|its|his|her|their)\b(?:[^,;]|,(?=\d)){1,240},")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
# "From 3 May to the end of June 2020", "in 2019 and again in 2021".
_BETWEEN_TIMES = frozenset(
    """to until till through and or from of the in on at by between again early late mid beginning end start morning afternoon evening night
    spring summer autumn winter season""".split()
)
_OFTEN = re.compile(r"\b(?:once|twice|thrice|times?|every|each|per|an?|daily|weekly|monthly|yearly)\b", re.IGNORECASE)
_AGO = frozenset("ago later earlier afterwards before yesterday today tomorrow tonight last next".split())
# "Three weeks later", "last night", but not "he appeared before the court".
_COUNTED_FROM = re.compile(
    r"\b(?:ago|yesterday|today|tomorrow|tonight|(?:last|next|this|following|previous|same) (?:night|day|week|weekend|month|year|spring|summer"
    r"|autumn|fall|winter|morning|afternoon|evening)|(?:minute|hour|day|night|week|month|year|decade)s? (?:later|earlier|before|after))\b",
    re.IGNORECASE,
)
# What is counted was said before: "112 are missing", "23 of them", "15 last year".
_ELLIPTIC = AUX | PREPOSITIONS | frozenset("more less fewer others last this went came fell left lost won".split())
_COUNTED = 4
# What may have become of people: "a man was killed and 14 were injured" does not tell 14 dead.
_FATES = tuple(
    re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for words in (
        r"die[ds]?\b|dying|dead|deaths?|kill|fatal|perish|drown|lost (?:his|her|their) li",
        r"injur|wound|hurt",
        r"missing|unaccounted|disappear",
        r"arrest|detain|charged",
        r"rescue|evacuat|surviv",
    )
)
# Nobody waits until more is read, characters of a sentence.
_LONGEST = 2000
_LONGEST_DATE = 40
# What may tell such a measure with no unit of it, or with another.
_MAY_TELL: dict[str, re.Pattern[str]] = {
    "length": re.compile(
        r"\d\s?(?:h|hrs?|m|mins?|s|secs?)\b|\d:\d\d|\b(?:1[5-9]|20)\d\d\b"
        r"|\b(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|seasons?|terms?|times?"
        r"|generations?|until|till|since|from|between|during|overnight|while|ages?|aged|old|over|yet|still|today|tomorrow|yesterday|tonight"
        r"|mornings?|afternoons?|evenings?|noon|midnight|spring|summer|autumn|fall|winter|[ap]\.?m\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
        r"|(?:centur|long|short|quick|brief|fast|slow|through|perman|indefinite|temporar|life|live|lifetime|ever|always|never|soon|moment)\w*)\b",
        re.IGNORECASE,
    ),
    "energy": re.compile(r"watt|\b(?:electr|power|energ|current|volt|joule|calorie)|\d\s?[kmgt]wh?\b", re.IGNORECASE),
    "water": re.compile(
        r"\b(?:water|wet|flood|drink|drank|suppl|pump|rain)|lit(?:re|er)|gallon|\b(?:pint|barrel|cubic|tanker|m3)",
        re.IGNORECASE,
    ),
}
# A length in two units ends so many characters after its first figures at most.
_AROUND = 40


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a text, its unit as `read_figure` tells it, and the lemmas of the words right after it."""

    start: int
    end: int
    unit: str
    after: tuple[str, ...]
    elliptic: bool

    def is_of(self, measure: Measure | None) -> bool:
        """Whether it measures what is asked for, as far as the words beside it tell."""
        return measure is not None and measure.fits(self.unit, self.after)


def asked_value(question: str, sentence: str, pointed: Span, after: str = "") -> Span | None:
    """The part of the `pointed` words of `sentence` that gives what `question` asks for; None where it can't be told.

    `after` is the next sentence, where that goes on about the same.
    """
    needs = needs_of(question)
    if needs.form != "one" or needs.kind not in ("number", "time") or len(sentence) > _LONGEST:
        return pointed
    if needs.kind == "number":
        measure = measure_of(question)
        cut = _one(sentence, pointed, measure)
        if (
            cut is None
            or _measures_else(question, cut.of(sentence), measure)
            or _of_another_fate(question, sentence, cut)
        ):
            return None
        pointed = cut
    elif _two_times(pointed.of(sentence)):
        return None
    if _contested(question, sentence, pointed, after, needs.kind) or _inserted(question, sentence, pointed):
        return None
    return pointed


def _one(sentence: str, pointed: Span, measure: Measure | None) -> Span | None:
    """`pointed`, or the one group of its figures that measures what is asked for, where they are of several things."""
    figures = [each for each in _figures(sentence) if pointed.start <= each.start < pointed.end]
    lengths = list(lengths_in(sentence, pointed.start, min(len(sentence), pointed.end + _AROUND)))
    groups: list[list[_Figure]] = []
    for figure in figures:
        inside = any(each.start < figure.start < each.end for each in lengths)
        if groups and (inside or not _apart(sentence[groups[-1][-1].end : figure.start])):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    if len(groups) < 2:
        return pointed
    fitting = [at for at, group in enumerate(groups) if any(each.is_of(measure) for each in group)]
    if measure is not None and measure.several and len(fitting) == len(groups):
        return pointed
    if len(fitting) != 1:
        return None
    at = fitting[0]
    end = pointed.end
    if at + 1 < len(groups):
        last = groups[at][-1].end
        ended = _ENDED.search(sentence, last, groups[at + 1][0].start)
        end = ended.start() if ended else last
    found = Span(groups[at][0].start, end)
    return whole(sentence, Span(found.start, found.start + len(found.of(sentence).rstrip())))


def _apart(between: str) -> bool:
    """Whether what stands between two figures says that they are of two things: "12 per cent of the vote and 5" of seats."""
    seam = _SEAM.search(between)
    said = [word for word in words(between) if word not in _JOINING]
    return seam is not None and (bool(said) or seam[0].lower() == "for")


def _measures_else(question: str, text: str, measure: Measure | None) -> bool:
    """Whether the figures of `text` measure something else than is asked for: euros, where it is for how long."""
    if text.endswith(" ago") and "ago" not in words(question):
        return True
    if measure is None or (measure.kind == "often" and _OFTEN.search(text)):
        return False
    figures = list(_figures(text))
    return bool(figures) and all(measure.excludes(each.unit, each.after) for each in figures)


def measures_another(question: str, sentence: str) -> bool:
    """Whether `sentence` has a figure in another unit than `question` asks for, and nothing that may tell what it asks.

    A share may be one of anything.
    """
    measure = measure_of(question)
    may_tell = _MAY_TELL.get(measure.kind) if measure is not None else None
    if measure is None or may_tell is None or len(sentence) > _LONGEST or may_tell.search(sentence):
        return False
    return any(each.unit != "percent" and measure.excludes(each.unit, each.after) for each in _figures(sentence))


def _of_another_fate(question: str, sentence: str, pointed: Span) -> bool:
    """Whether the clause from the words on tells what became of others than the question asks for, of whom nothing is said after."""
    asked = {fate for fate in _FATES if fate.search(question)}
    seam = _CLAUSE.search(sentence, pointed.end)
    said = {fate for fate in _FATES if fate.search(sentence, pointed.start, seam.start() if seam else len(sentence))}
    return bool(asked and said) and not any(fate.search(sentence, pointed.start) for fate in asked)


def _two_times(text: str) -> bool:
    """Whether `text` has two times that more stands between than joins them: "1995, when it was shown, and sold in 1996"."""
    times = list(_times(text))
    between = (words(text[one.end : other.start]) for one, other in pairwise(times))
    return any(not _BETWEEN_TIMES.issuperset(said) for said in between)


def goes_on(question: str, sentence: str, after: str) -> bool:
    """Whether the sentence `after` has what `question` asks for rather than `sentence`: "He died two days later.", asked when he died."""
    needs = needs_of(question)
    if (
        not after
        or len(sentence) + len(after) > _LONGEST
        or needs.form != "one"
        or needs.kind not in ("number", "time")
    ):
        return False
    return _has_lacking(question, sentence, (after,), needs.kind)


def _contested(question: str, sentence: str, pointed: Span, after: str, kind: Kind) -> bool:
    """Whether what follows has a word asked for that the words up to the value's clause lack, beside a value of its own."""
    seam = _CLAUSE.search(sentence, pointed.end)
    here = sentence[: seam.start()] if seam else sentence
    return _has_lacking(question, here, [*(_CLAUSE.split(sentence[seam.end() :]) if seam else ()), after], kind)


def _has_lacking(question: str, here: str, clauses: Sequence[str], kind: Kind) -> bool:
    """Whether any of `clauses` has a word asked for that `here` lacks, and a value of `kind`."""
    lacking, measure = _lemmas(question) - _lemmas(here), measure_of(question)
    return any(_tells(clause, measure, kind) for clause in clauses if lacking & _lemmas(clause))


def _inserted(question: str, sentence: str, pointed: Span) -> bool:
    """Whether the words stand in an inserted clause that has no word asked for, and what goes on after it has one."""
    for clause in _INSERTED.finditer(sentence):
        if clause.start() < pointed.start and pointed.end <= clause.end():
            asked = _lemmas(question)
            return not asked & _lemmas(clause[0]) and bool(asked & _lemmas(sentence[clause.end() :]))
    return False


def _tells(clause: str, measure: Measure | None, kind: Kind) -> bool:
    """Whether `clause` has a value of the kind asked for."""
    if kind == "time":
        return _says_when(clause)
    return any(each.is_of(measure) or (each.elliptic and not each.unit) for each in _figures(clause))


def tells_when(text: str) -> bool:
    """Whether `text` has a day, a month or a year, or tells how long before or after something is."""
    return _COUNTED_FROM.search(text) is not None or next(_times(text), None) is not None


def only_dates(text: str) -> bool:
    """Whether `text` is a line that gives a day or month and nothing else."""
    if len(text) > _LONGEST_DATE or not any(map(str.isdigit, text)) or not any(map(str.isalpha, text)):
        return False
    return not any(map(str.isalnum, without_dates(text)))


def without_dates(text: str) -> str:
    """`text` without its days, months and years."""
    for each in reversed(list(_times(text))):
        text = text[: each.start] + text[each.end :]
    return text


def _lemmas(text: str) -> frozenset[str]:
    return frozenset(lemma(word) for word in words(text) if word not in STOP_WORDS)


def _says_when(text: str) -> bool:
    """Whether a clause so much as hints at a time, which is enough to contest another's; `tells_when` wants one told."""
    return not _AGO.isdisjoint(words(text)) or next(_times(text), None) is not None


def _times(text: str) -> Iterator[Span]:
    """Days of the calendar and of the week, months and years."""
    found = tokens(text.translate(MARKS))
    at = 0
    while at < len(found):
        day = read_day(found, at)
        end = day[1] if day else at + 1
        if day or found[at].lower in WEEKDAYS or _YEAR.fullmatch(found[at].text):
            yield Span(found[at].start, found[end - 1].end)
        at = end


def _figures(text: str) -> Iterator[_Figure]:
    """The figures of `text` that are no days, years or places in an order."""
    found = tokens(text.translate(MARKS))
    at = 0
    while at < len(found):
        if day := read_day(found, at):
            at = day[1]
            continue
        figure = read_figure(found, at) or _scale(found, at)
        if figure is None:
            at += 1
            continue
        key, end = figure
        unit = key.partition(" ")[2]
        if unit not in ("th", "s") and not (not unit and _YEAR.fullmatch(found[at].text)):
            yield _Figure(found[at].start, found[end - 1].end, unit, _after(found, end), _is_elliptic(found, end))
        at = end


def _scale(found: Sequence[Token], at: int) -> tuple[str, int] | None:
    """What figure "a thousand" is."""
    scales = found[at].lower in ("a", "an") and at + 1 < len(found) and found[at + 1].lower in SCALES
    return (str(SCALES[found[at + 1].lower]), at + 2) if scales else None


def _after(found: Sequence[Token], at: int) -> tuple[str, ...]:
    """The lemmas of what a figure counts: the words right after it, of "340-metre" and "23 of their members" too."""
    at += at < len(found) and found[at].text == "-"
    while at < len(found) and (found[at].lower == "of" or found[at].lower in DETERMINERS):
        at += 1
    said = []
    for token in found[at : at + _COUNTED]:
        if not token.text[0].isalpha() or token.lower in PREPOSITIONS or token.lower in AUX:
            break
        said.append(lemma(token.text))
    return tuple(said)


def _is_elliptic(found: Sequence[Token], at: int) -> bool:
    if at >= len(found) or not found[at].text[0].isalnum():
        return True
    return found[at].lower in _ELLIPTIC or found[at].lower.endswith("ed")
