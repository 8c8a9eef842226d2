"""The clause around a date: what the date is the date of, in the article's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.parse import Parse, Token
from corpus.timeline.boilerplate import opens_entry
from corpus.timeline.edges import without_edges
from corpus.timeline.heads import dated_head, entry_verb, verbal
from corpus.timeline.reach import cut, first_word, is_behind_noun, left_edge, reach, subjects, told_of
from corpus.timeline.words import DENIALS, REPORTS, TIMES
from corpus.values import Span

ClauseKind = Literal["verb", "noun"]

_DETERMINER = re.compile(r"\b(?:the|an?|its|their|his|her|our)\s$", re.IGNORECASE)
_FEWEST = 2  # words beside the date
_ATTRIBUTION = 120  # characters; a longer "X, who …, said that" hides what happened


@dataclass(frozen=True, slots=True)
class Clause:
    """What happened: `span` are its words, `head` the verb or noun that the date modifies (None without a parse)."""

    span: Span
    head: Token | None = None
    kind: ClauseKind = "verb"


def find_clause(
    body: str, phrase: Span, sentence: Span, others: tuple[Span, ...], parse: Parse | None
) -> Clause | None:
    """The clause of `sentence` that the date `phrase` is the date of; `others` are the other dates there.

    None where the date names a thing rather than what happened ("the 2011 version"). Without a parse it is the sentence.
    """
    if parse is None:
        return None if _in_a_name(body, phrase) else Clause(sentence)
    entry = opens_entry(body, phrase, sentence)
    head = entry_verb(parse, phrase, sentence) if entry else dated_head(parse, phrase)
    if head is None:
        return Clause(sentence) if entry else None
    tokens = parse.within(sentence)
    if verbal(parse, head):
        span = _verb_clause(body, parse, head, phrase, others)
        kind: ClauseKind = "verb"
    else:
        span = _noun_phrase(parse, head, phrase)
        kind = "noun"
    span = without_edges(body, span, phrase)
    if not (sentence.holds(span) and span.holds(phrase)):
        span = sentence
    words = [token for token in tokens if span.start <= token.start < span.end and token.tag[:1].isalpha()]
    return Clause(sentence if kind == "verb" and _lost(parse, words, phrase) else span, head, kind)


def _in_a_name(body: str, phrase: Span) -> bool:
    """Whether a date looks like a part of a name, for want of a parse ("the 2011 version", "Friday's attack")."""
    after = body[phrase.end : phrase.end + 3]
    if after[:2] in {"'s", "’s"} or phrase.of(body).endswith(("'s", "’s")):
        return True
    return (
        bool(_DETERMINER.search(body[max(0, phrase.start - 8) : phrase.start]))
        and after[:1] == " "
        and after[1:].isalpha()
    )


def _lost(parse: Parse, words: list[Token], phrase: Span) -> bool:
    """Whether the words of a clause say nothing without those before them ("which was in May", "would be in May")."""
    first = words[0] if words else None
    told = [word for word in words if not phrase.start <= word.start < phrase.end and word.tag not in {"IN", "TO"}]
    if first is None or len(told) < _FEWEST or first.tag in {"WDT", "WP"}:
        return True
    second = "conj" in {first.dependency, parse.head(first).dependency}
    return first.tag in {"MD", "VBD", "VBZ", "VBP"} and not second


def _noun_phrase(parse: Parse, noun: Token, phrase: Span) -> Span:
    words = [
        token
        for child in parse.children(noun)
        if child.dependency not in {"conj", "cc", "appos", "punct", "relcl", "dep"}
        or reach(parse, child).overlaps(phrase)
        for token in parse.subtree(child)
    ]
    words.append(noun)
    return Span(min(token.start for token in words), max(token.end for token in words))


def _verb_clause(body: str, parse: Parse, verb: Token, phrase: Span, others: tuple[Span, ...]) -> Span:
    top = _finite(parse, verb)
    span = reach(parse, top)
    span = Span(max(span.start, _after_ties(parse, top)), span.end)
    if noun := _described(parse, top):
        span = Span(min(span.start, left_edge(parse, noun, others)), span.end)
    elif top.dependency == "prep":
        return Span(phrase.start, phrase.end)  # too little: the whole sentence is shown
    span = cut(parse, top, span, phrase, others)
    span = Span(min(_with_subject(parse, top, span.start, others), span.end), span.end)
    return _with_reporter(body, parse, top, span, others)


def _finite(parse: Parse, verb: Token) -> Token:
    """The word that heads the clause of `verb`: a verb, or the preposition of "the habit of leaving early".

    Of "was set to land" it is "set"; a participle without a subject of its own belongs to the clause that it accompanies.
    """
    top = verb
    while top.head != top.index and not subjects(parse, top):
        above = parse.head(top)
        leans = top.dependency in {"xcomp", "acomp", "aux", "auxpass", "pcomp", "advcl"}
        carried = top.tag in {"IN", "TO"} and top.dependency == "prep"
        if not (leans or carried) or not (verbal(parse, above) or above.tag in {"IN", "TO", "JJ"}):
            break
        top = above
    return top


def _described(parse: Parse, top: Token) -> Token | None:
    """The noun that a clause tells of ("the bridge, which was opened on May 5")."""
    noun = told_of(parse, top)
    hangs = is_behind_noun(parse, top) or (top.dependency == "prep" and top.text.lower() in {"of", "for"})
    return noun if hangs and noun.tag.startswith(("NN", "PRP", "DT", "CD")) and not _of_a_day(parse, top) else None


def _of_a_day(parse: Parse, top: Token) -> bool:
    """Whether a clause hangs on a word of time alone, without "which": "by the end of the day Saturday it was gone"."""
    related = any(child.tag in {"WDT", "WP"} for child in parse.children(top))
    return not related and parse.head(top).lemma.lower() in TIMES


def _after_ties(parse: Parse, top: Token) -> int:
    """Where a clause begins behind the word that ties it to another ("when", "after", "that"); 0 where none does."""
    first = parse.subtree(top)[0]
    tied = first.dependency == "mark" or (first.tag == "WRB" and top.dependency == "advcl")
    return first.end if tied and parse.head(first) is top else 0


def _with_subject(parse: Parse, top: Token, start: int, others: tuple[Span, ...]) -> int:
    """`start`, or where the subject begins that a second verb shares with a first one ("was signed and sealed")."""
    at = top
    while at.dependency == "conj" and first_word(parse, at) == at.start and parse.head(at).tag.startswith("VB"):
        at = parse.head(at)
    begins = first_word(parse, at)
    if noun := _described(parse, at):
        begins = min(begins, left_edge(parse, noun, others))
    between = Span(begins, start) if begins < start else None
    if at is top or between is None or any(between.overlaps(other) for other in others):
        return start
    return begins


def _with_reporter(body: str, parse: Parse, top: Token, span: Span, others: tuple[Span, ...]) -> Span:
    """`span` with the words that say whose statement it is, where they stand right beside it and hold no other date."""
    above = parse.head(top)
    if top.dependency != "ccomp" or above.lemma.lower() not in REPORTS | DENIALS:
        return span
    if first_word(parse, above) == above.start < span.start:
        return span
    if above.start < span.start:
        added = Span(min(first_word(parse, above), span.start), span.start)
        wider = Span(added.start, span.end)
    else:
        added = Span(span.end, max(span.end, reach(parse, above).end))
        wider = Span(span.start, added.end)
    quoted = any(mark in added.of(body) for mark in '"“”«»')
    if quoted or len(added) > _ATTRIBUTION or any(added.overlaps(other) for other in others):
        return span
    return wider
