"""When: the date that the article gives to the main event; the day of publication is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from corpus.card.grammar import SUBJECTS, is_verb
from corpus.card.reading import Reading
from corpus.card.retold import Telling
from corpus.card.values import Fact
from corpus.card.words import DECISIVE
from corpus.parse import Parse, Token
from corpus.timeline.values import TimelineEvent
from corpus.values import Span

# These stand between a date and its verb where the date is the verb's own; "since" and "until" say how long instead.
_DATING = frozenset("in on at by after before from during".split())
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|yesterday|tomorrow|january|february|march|april|june|july|august|"
    r"september|october|november|december|(?:jan|feb|aug|sept?|oct|nov|dec)\.|(?:19|20)\d\d",
    re.IGNORECASE,
)
_SPANS = frozenset("week weekend month year spring summer autumn fall winter".split())
_COUNTED = frozenset("day night time week".split())
_OCCASION = frozenset(
    """event ceremony conference meeting address announcement call interview speech statement keynote session briefing
    raid vote summit game match election flight""".split()
)
_MODIFIERS = frozenset({"compound", "amod", "nummod", "poss", "nmod"})
# What the verb is about is not when it is done: "closed the first day".
_PARTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "conj"})
_ON_THE_WAY = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "prep", "agent", "attr", "conj"})
# What is told again further on and lies longer before the day of publication is another time that the same was done.
_NEWS = dt.timedelta(days=45)


def find_when(reading: Reading, parse: Parse, told: Iterable[Telling]) -> Fact | None:
    """The first date that hangs on a verb which tells the event."""
    for number, telling in enumerate(told):
        here = [event for event in reading.events if telling.sentence.span.holds(event.phrase)]
        phrases = [event.phrase for event in here if number == 0 or _news(reading, event)]
        # A weekday that no day of publication resolves is no event, but it is stated.
        phrases += [
            span for span in _named_days(parse, telling) if not any(span.overlaps(each.phrase) for each in here)
        ]
        for phrase in sorted(phrases):
            if phrase.start >= telling.begin and _dates(parse, phrase, telling):
                fact = reading.fact(telling.sentence, phrase)
                if fact is not None:
                    return fact
    return None


def _named_days(parse: Parse, telling: Telling) -> Iterator[Span]:
    """The words of the sentence that name a day, a month or a year as the calendar does."""
    run: list[Token] = []
    for token in (*parse.within(telling.sentence.span), None):
        if token is not None and token.entity in {"DATE", "TIME"}:
            run.append(token)
            continue
        near = bool(run) and run[0].text.casefold() in {"this", "last", "next"} and run[-1].lemma in _SPANS
        if near or any(_CALENDAR.fullmatch(each.text) for each in run):
            yield Span(run[0].start, run[-1].end)
        run = []


def _news(reading: Reading, event: TimelineEvent) -> bool:
    published, last = reading.article.published, event.last
    return published is None or last is None or last >= published - _NEWS


def _dates(parse: Parse, phrase: Span, telling: Telling) -> bool:
    """Whether the words at `phrase` say when the verb of `telling` is done."""
    words = parse.within(phrase)
    inside = {word.index for word in words}
    # The word by which the phrase hangs on the rest.
    top = next((word for word in words if word.head not in inside), None)
    if top is None or top.dependency in _PARTS:
        return False
    way = _way_up(parse, top, telling)
    if way is None:
        return False
    nouns = [token for token in way[1:] if token.tag[:1] == "N"]
    if way[0].dependency in _MODIFIERS:
        # "in a Wednesday media event": the day of the occasion on which it was done.
        return way[-1].dependency == "prep" and all(noun.lemma in _OCCASION for noun in nouns)
    # "awarded a medal on Tuesday": the day is the verb's even where a parse hangs it on the noun.
    on = any(token.text.casefold() == "on" for token in way[:2])
    # "fired after a loss on Sunday": the day of the loss.
    if any(token.text.casefold() in {"after", "before", "following"} for token in way[2:]):
        return False
    # "the service in May passed its rivals": between subject and verb it can be nothing else.
    last = way[-1]
    between = last.dependency in SUBJECTS and last.index < top.index < max(telling.chain)
    return not nouns or on or between or nouns[0].lemma in _OCCASION


def _misread(parse: Parse, verb: Token, telling: Telling) -> bool:
    """Whether an adjective was taken for a second verb: "battered the town with wind and pouring rain today"."""
    above = parse.head(verb)
    return verb.dependency == "conj" and verb.tag == "VBG" and above.index in telling.chain and above.tag != "VBG"


def _decides(way: list[Token]) -> bool:
    """Whether the day is that of a win with which something was reached: "reached the final with a win on Saturday"."""
    return len(way) > 1 and way[-1].text.casefold() == "with" and way[-2].lemma in DECISIVE


def _counts(way: list[Token]) -> bool:
    """Whether the day is that of a time which is counted: "stood still for a third day on Thursday"."""
    return len(way) > 1 and way[-1].text.casefold() == "for" and way[-2].lemma in _COUNTED


def _way_up(parse: Parse, top: Token, telling: Telling) -> list[Token] | None:
    """The words from `top` to a verb of `telling`, if none of them has the date for its own."""
    way = [top]
    for above in parse.ancestors(top):
        over = way[-1].text.casefold() == "over" and way[0].lemma == "weekend"
        own = way[-1].text.casefold() in _DATING or over or _decides(way) or _counts(way)
        if way[-1].dependency == "prep" and not own:
            return None
        if above.index in telling.chain:
            return way
        # "Was on Monday halted": a parse may hang the day on the helper.
        helps = above.dependency in {"aux", "auxpass"} and above.head in telling.chain
        late = above.dependency == "advmod" and above.text.casefold() in {"late", "early"}  # "late on Monday"
        if helps or late or _misread(parse, above, telling):
            continue
        if is_verb(above) or above.dependency not in _ON_THE_WAY:
            return None
        way.append(above)
    return None
