"""Finding the events of an article: its dates, each with the clause that it dates, merged and put in order."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from corpus.dates.values import DateMention
from corpus.names import Names
from corpus.parse import Parse
from corpus.sentences import sentences
from corpus.timeline.boilerplate import Boilerplate
from corpus.timeline.clauses import Clause, find_clause
from corpus.timeline.heads import happening_before, in_front_of_noun
from corpus.timeline.merging import Sighting, content_words, event_of, merge, telling_marks
from corpus.timeline.status import contradicts, find_status, is_foretold_too_late
from corpus.timeline.stretches import PRECISIONS, Stretch, stretches
from corpus.timeline.undone import is_denied_outside, is_undone
from corpus.timeline.values import Place, TimelineEvent
from corpus.timeline.verbs import is_habit
from corpus.values import Article, Sentence, Span

# A longer sentence is a table or a list without stops: what its dates are the dates of cannot be told.
_LONGEST = 2000
_FEWEST_WORDS = 4


def find_events(
    article: Article, dates: tuple[DateMention, ...], names: Names, parse: Parse | None
) -> tuple[TimelineEvent, ...]:
    """The dated events of `article`, in order of time.

    Sorted by the first known day, the finer of two before the coarser, then by place.
    """
    sightings = tuple(_sightings(article, stretches(article.body, dates), parse))
    events = (event_of(group, _named(group, names)) for group in merge(sightings))
    return tuple(sorted(events, key=_order))


def _order(event: TimelineEvent) -> tuple[dt.date, int, Span]:
    return event.first or event.last or dt.date.max, PRECISIONS.index(event.precision), event.phrase


def _named(group: tuple[Sighting, ...], names: Names) -> tuple[str, ...]:
    found = (
        name.full for sighting in group for name in names.within(sighting.place.span) if name.kind in {"person", "body"}
    )
    return tuple(dict.fromkeys(found))


def _sightings(article: Article, found: tuple[Stretch, ...], parse: Parse | None) -> Iterator[Sighting]:
    boilerplate = Boilerplate(article.body, article.author)
    adrift: set[int] = set()  # the characters of dates that cannot be trusted, nor can what rests on them
    for sentence, dated in _by_sentence(article.body, found):
        for stretch in dated:
            if _adrift(article, stretch, sentence, boilerplate, adrift):
                adrift.update(range(stretch.phrase.start, stretch.phrase.end))
            elif not boilerplate.holds(stretch.phrase, sentence.span) and not _clock_beside_day(stretch, dated):
                others = tuple(other.phrase for other in dated if other is not stretch)
                if sighting := _sighting(article, stretch, sentence, others, parse):
                    yield sighting


def _clock_beside_day(stretch: Stretch, dated: list[Stretch]) -> bool:
    """Whether a bare time of day stands in a sentence with a day, which is its day then."""
    return stretch.clock and any(not other.clock and other.precision == "day" for other in dated)


def _by_sentence(body: str, found: tuple[Stretch, ...]) -> Iterator[tuple[Sentence, list[Stretch]]]:
    """The sentences that hold dates, each with its stretches."""
    if not found:
        return
    all_sentences = sentences(body)
    starts = [sentence.span.start for sentence in all_sentences]
    held: dict[int, list[Stretch]] = {}
    for stretch in found:
        at = bisect_right(starts, stretch.phrase.start) - 1
        if at >= 0 and all_sentences[at].span.holds(stretch.phrase) and len(all_sentences[at].span) <= _LONGEST:
            held.setdefault(at, []).append(stretch)
    for at in sorted(held):
        yield all_sentences[at], held[at]


def _sighting(
    article: Article, stretch: Stretch, sentence: Sentence, others: tuple[Span, ...], parse: Parse | None
) -> Sighting | None:
    body = article.body
    words = sentence.span.of(body)
    if len(words.split()) < _FEWEST_WORDS or words.rstrip("\"'”’»)]").endswith("?"):  # a question states nothing
        return None
    if stretch.inner and parse and in_front_of_noun(parse, stretch.phrase):
        stretch = stretch.inner
    clause = find_clause(body, stretch.phrase, sentence.span, others, parse)
    if clause is None or (parse and clause.head and clause.kind == "verb" and is_habit(parse, clause.head)):
        return None
    if parse and is_foretold_too_late(parse, clause, stretch, article.published):
        # "Will mark the end of the war in 1945": the year is the war's.
        noun = happening_before(parse, stretch.phrase)
        if noun is None:
            return None
        clause = Clause(Span(parse.subtree(noun)[0].start, stretch.phrase.end), noun, "noun")
    status = find_status(body, clause, stretch, article.published, parse)
    vague = clause.kind == "noun" or stretch.clock or stretch.precision in {"decade", "century"}
    if status == "unknown" and vague:
        return None
    undone = is_undone(parse, clause)
    doubtful = status == "unknown" and stretch.basis != "stated" and not undone
    if doubtful and contradicts(parse, clause, stretch, article.published):
        named = any(letter.isdigit() for letter in stretch.phrase.of(body))
        if not named and stretch.precision in {"day", "week"}:
            return None  # "was here this weekend", read as the coming one: the days are surely others
        stretch = replace(stretch, basis="approximate")
    if status == "unknown" and (undone or is_denied_outside(parse, clause)):  # without it, the clause says the opposite
        clause = replace(clause, span=sentence.span)
    said = body[clause.span.start : stretch.phrase.start] + body[stretch.phrase.end : clause.span.end]
    return Sighting(
        stretch,
        status,
        clause.span,
        Place(sentence.span, sentence.paragraph),
        clause.head.lemma.lower() if clause.head else "",
        clause.kind,
        content_words(said),
        telling_marks(said),
    )


def _adrift(article: Article, stretch: Stretch, sentence: Sentence, boilerplate: Boilerplate, adrift: set[int]) -> bool:
    """Whether the days of an undated article's stretch rest on a date that stands elsewhere in it, or on one that does.

    That date may be of other times: "are set to meet on June 8" some paragraphs after "hostilities ceased in 1953". The date
    of a dateline is as good as one of publication.
    """
    anchor = stretch.anchor.span if stretch.anchor else None
    if article.published is not None or anchor is None or stretch.basis == "stated":
        return False
    if anchor.start in adrift:
        return True
    between = article.body[min(anchor.start, sentence.span.start) : max(anchor.end, sentence.span.start)]
    return "\n" in between and not boilerplate.holds(anchor, anchor)
