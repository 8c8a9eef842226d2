"""Words that every front end says alike."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from bot.days import day_in_words
from corpus.timeline import Status
from corpus.values import Span
from retrieval.answering.differing import by_day
from retrieval.checking.values import Check, Finding, ValueKind
from retrieval.checking.values import Reason as CheckReason
from retrieval.other_languages import writing_of
from retrieval.values import Attribution, Citation, ComposedSentence, Differing, Kind, Missing, Part, Reason

# Below even odds an answer is offered, not given.
SURE = 0.5
OFFERED = "This may be what the articles say about it:"
NEAREST = "What comes nearest, which is not an answer:"
COMPOSED = "Composed from the excerpts below by a language model; these are not the articles' own words:"
REASONS: dict[Reason, str] = {
    "off_topic": "The articles are about something else.",
    "not_stated": "The articles do not say.",
    "empty_corpus": "There are no articles yet.",
}
# The same of the only article that was asked, by its title.
_REASONS_OF_ONE: dict[Reason, str] = {
    "off_topic": "“{}” is about something else.",
    "not_stated": "“{}” does not say.",
    "empty_corpus": "“{}” is empty.",
}
# Instead of either, of who asks for more than was shown.
_NO_MORE, _NO_MORE_OF_ONE = "Nothing more in the articles answers it.", "Nothing more in “{}” answers it."
# Instead of any, of a question that could not be read: nothing can be told then of what the articles say.
_ENGLISH_ONLY = "Footnote reads questions in English only, and this one is {}."
# What is not there, about which words of the question: a clause ("how many engineers left") or a name of something.
_MISSING: dict[Kind, str] = {
    "number": "no number is given for “{}”",
    "time": "no day or time is given for “{}”",
    "person": "nobody is named for “{}”",
    "place": "no place is named for “{}”",
    "cause": "no reason is given for “{}”",
    "manner": "no way or means is told for “{}”",
}
_MOST_ABOUT = 120
DIFFER = "The articles differ: "
# Articles named for one value.
_MOST_SOURCES = 2
# The rules of the card are silent where they can't tell, so that this claims no more than a search can.
NOT_STATED = "not stated in this article, as far as could be found"
# What is said of an event's status beside it; what has happened needs no word.
STATUSES: dict[Status, str] = {
    "past": "",
    "planned": "planned",
    "future": "to come",
    "unknown": "the article does not say whether it happened",
}
# What is said of a sentence that was held against the articles: never that it is true or false.
FOUND = "Found"
DIFFERENT: dict[ValueKind, str] = {
    "figure": "A different figure",
    "day": "A different day",
    "name": "A different name",
}
NOT_FOUND = "Not found"
NOT_CHECKED = "Not checked"
# Why, of what was not found and of what was not checked.
CHECK_REASONS: dict[CheckReason, str] = {
    "otherwise": "what comes nearest may say otherwise",
    "not_said": "what comes nearest does not say it",
    "nothing_near": "no article here comes near it",
    "question": "it asks something",
    "courtesy": "it is a greeting or the like",
    "request": "it asks somebody to do something",
    "too_little": "it says too little",
    "too_long": "it is too long",
}
# In Discord's Markdown.
NO_ARTICLES = "**No articles are loaded.** `/corpus add` adds one, for those who manage the server."


def confidence_in_words(confidence: float) -> str:
    """The confidence as people say it, with the figure."""
    steps = ((0.8, "high"), (0.5, "good"), (0.25, "moderate"), (0.1, "low"), (0.0, "very low"))
    return f"{next(word for least, word in steps if confidence >= least)} ({confidence:.2f})"


def whose_words(said_by: Attribution) -> str:
    """Whose words an excerpt gives: `the words of Marty Beard, Chief Operating Officer at BlackBerry`."""
    who = said_by.speaker or "somebody whom the article does not name"
    role = f", {said_by.role}" if said_by.role else ""
    how = "the words of" if said_by.kind == "direct" else "attributed to"
    return f"{how} {who}{role}{' (inferred)' if said_by.inferred else ''}"


def no_in_words(
    reason: Reason,
    missing: Missing | None,
    shown: Callable[[str, int], str],
    title: str | None = None,
    *,
    asked: str = "",
    further: bool = False,
) -> str:
    """Why there is no answer, and what is not stated where that is known; `title` is that of the only article asked.

    `shown` makes a text safe to show, on one line, and cuts it to a length. `asked` is the question as it was typed, `further`
    whether it was asked without what was shown before.
    """
    if reason != "empty_corpus" and (how := writing_of(asked)) is not None:
        return _ENGLISH_ONLY.format(how)
    if reason != "empty_corpus" and further:
        return _NO_MORE if title is None else _NO_MORE_OF_ONE.format(shown(title, 200))
    why = REASONS[reason] if title is None else _REASONS_OF_ONE[reason].format(shown(title, 100 if missing else 200))
    about = "" if missing is None else " ".join(missing.about.split()).rstrip(" ?!.,;:…")
    if missing is None or not about or reason != "not_stated":
        return why
    return f"{why.removesuffix('.')}: {_MISSING[missing.kind].format(shown(about, _MOST_ABOUT))}."


def part_in_words(part: Part, there: Collection[int]) -> str:
    """Which of the citations, of those that are `there`, answer what a part asks: `[1], [3]`."""
    numbers = sorted({number for number in part.citations if number in there})
    if numbers:
        return ", ".join(f"[{number}]" for number in numbers)
    return "removed or changed since" if part.citations else "not stated"


def founded(composed: Sequence[ComposedSentence], there: Collection[int]) -> list[tuple[str, str]]:
    """Composed sentences, each with the marks of what it rests on: `[1][3]`. What rests on nothing that is `there` is left out."""
    marked = (
        (each.text, "".join(f"[{number}]" for number in sorted(set(each.citations)) if number in there))
        for each in composed
    )
    return [(text, marks) for text, marks in marked if marks and text.strip()]


def outcome_in_words(finding: Finding) -> str:
    """What came of a sentence: `A different day`, `Not found: no article here comes near it`."""
    if finding.outcome == "found":
        return FOUND
    if finding.outcome == "different":
        return DIFFERENT[finding.differences[0].kind]
    label = NOT_FOUND if finding.outcome == "not_found" else NOT_CHECKED
    if finding.outcome == "not_found" and (how := writing_of(finding.statement.text)) is not None:
        return f"{label}: Footnote reads English only, and this is {how}"
    return label if finding.reason is None else f"{label}: {CHECK_REASONS[finding.reason]}"


def check_in_words(check: Check) -> str:
    """How many sentences came to what: `2 found · 1 different · 3 not checked`."""
    names = {"found": "found", "different": "different", "not_found": "not found", "not_checked": "not checked"}
    counts = Counter[str](finding.outcome for finding in check.findings)
    counts["not_checked"] += check.left
    return " · ".join(f"{counts[outcome]:,} {label}" for outcome, label in names.items() if counts[outcome])


def answering_words(citation: Citation) -> Span | None:
    """Where in the excerpt's own text the words stand that answer; None where none are pointed at."""
    words, excerpt = citation.answer, citation.excerpt.span
    if words is None or not excerpt.holds(words):
        return None
    return Span(words.start - excerpt.start, words.end - excerpt.start)


def value_in_words(citation: Citation) -> str:
    """The words of a citation that answer, on one line; empty where none are pointed at."""
    words = answering_words(citation)
    return "" if words is None else " ".join(words.of(citation.excerpt.text).split())


def differing_in_words(
    differing: Differing, citations: Collection[Citation], shown: Callable[[str, int], str]
) -> tuple[str, ...]:
    """Each of the values that differ, newest first: `180 million [1] (Dawn, 3 March 2015)`, `150 million [3] (Reuters, undated)`.

    Of those `citations` that are there; () where they give fewer than two values. `shown` makes a text safe to show, on one line,
    and cuts it to a length.
    """
    there = {each.number: each for each in citations if value_in_words(each)}
    groups = [[there[number] for number in value if number in there] for value in differing.values]
    told = sorted((sorted(group, key=by_day) for group in groups if group), key=lambda each: by_day(each[0]))
    return tuple(_value_and_sources(group, shown) for group in told) if len(told) > 1 else ()


def _value_and_sources(group: Sequence[Citation], shown: Callable[[str, int], str]) -> str:
    """A value in its newest article's words, with the articles that give it."""
    sources = [f"{shown(each.publisher or each.title, 40)}, {_day(each)}" for each in group[:_MOST_SOURCES]]
    more = [f"+{len(group) - len(sources):,} more"] if len(group) > len(sources) else []
    marks = "".join(shown(f"[{each.number}]", 10) for each in group[:_MOST_SOURCES])
    return f"{shown(value_in_words(group[0]), 60)} {marks} ({'; '.join([*sources, *more])})"


def _day(citation: Citation) -> str:
    if citation.published is None:
        return "undated"
    return day_in_words(citation.published) + (", inferred" if citation.published_basis == "inferred" else "")


def changed_in_words(days: tuple[dt.date, dt.date] | None, *, several: bool = False) -> str:
    """What has become of a passage, or several, whose article changed on these days: `was changed on 3 March 2026`."""
    if days is None:
        return f"{'have' if several else 'has'} changed since"
    first, last = map(day_in_words, days)
    when = f"on {first}" if first == last else f"between {first} and {last}"
    return f"{'were' if several else 'was'} changed {when}"


def lost_in_words(removed: int, changed: Sequence[tuple[dt.date, dt.date] | None]) -> str:
    """Why nothing of an answer can be shown: how many of its passages were removed, and on which days the others changed."""
    if not changed:
        return "What this answer quoted was removed: ask again."
    known = [days for days in changed if days is not None]
    days = (min(first for first, _ in known), max(last for _, last in known)) if len(known) == len(changed) else None
    several = removed + len(changed) > 1
    told = changed_in_words(days, several=several)
    return f"The passage{'s' if several else ''} cited here {told}{', or removed' if removed else ''}: ask again."
