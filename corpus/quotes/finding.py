"""Finding the quotations of an article: by grammar, by marks and by words, and whose each is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.bylines import bylines
from corpus.masthead import read_masthead
from corpus.names import Names
from corpus.parse import Parse
from corpus.quotes.allegations import allegations
from corpus.quotes.direct import Said, find_direct
from corpus.quotes.grammar import find_by_grammar
from corpus.quotes.hearings import hearings
from corpus.quotes.indirect import find_indirect
from corpus.quotes.interviews import find_interview
from corpus.quotes.letters import find_letters
from corpus.quotes.nouns import trim
from corpus.quotes.posts import find_posts, find_set_in
from corpus.quotes.reports import Reports, according, as_put, hull, overlapping
from corpus.quotes.sources import source_of
from corpus.quotes.speakers import Speakers
from corpus.quotes.statements import find_statements
from corpus.quotes.text import Text
from corpus.quotes.turns import find_conversation, said_in_turns
from corpus.quotes.values import Quote, QuoteKind
from corpus.quotes.words import find_by_words
from corpus.values import Span


def find_quotes(body: str, names: Names, parse: Parse | None) -> tuple[Quote, ...]:
    """The quotations of `body`, in order of their content."""
    # Who wrote the article speaks of others, and is nobody whom it speaks of.
    text = Text(body, names.outside([*read_masthead(body).lines, *bylines(body)]), parse)
    if not text.sentences:
        return ()
    verbs = find_by_grammar(text, parse) if parse else find_by_words(text)
    reports = Reports((*verbs, *according(text), *as_put(text), *hearings(text)))
    unmarked = _apart(
        said_in_turns(text, find_conversation(text)),
        find_letters(text),
        find_statements(text, reports),
        find_posts(text, reports),
        find_set_in(text),
        find_interview(text),
    )
    claimed = [said.content for said in unmarked]
    outside = reports.without(claimed)
    direct = [*unmarked, *find_direct(text, outside, claimed)]
    told = Reports((*outside.ordered, *allegations(text, outside)))
    indirect = list(find_indirect(text, told, direct))
    return _quotes(
        text, [("direct", said) for said in _nested(direct)] + [("indirect", said) for said in _nested(indirect)]
    )


def _apart(*kinds: Iterable[Said]) -> list[Said]:
    """Words without marks in order, of those that overlap the kind that is named first."""
    kept: list[Said] = []
    for kind in kinds:
        taken = [said.content for said in kept]
        kept = sorted(
            [*kept, *(said for said in kind if not overlapping(taken, said.content))], key=lambda each: each.content
        )
    return kept


def _nested(found: Iterable[Said]) -> list[Said]:
    """Those whose content lies inside another's or apart from it: of two that cross or are the same, the first."""
    kept: list[Said] = []
    open_: list[Span] = []
    for said in sorted(found, key=lambda each: (each.content.start, -each.content.end)):
        while open_ and open_[-1].end <= said.content.start:
            open_.pop()
        if not open_ or (open_[-1].holds(said.content) and open_[-1] != said.content):
            kept.append(said)
            open_.append(said.content)
    return kept


def _quotes(text: Text, found: list[tuple[QuoteKind, Said]]) -> tuple[Quote, ...]:
    speakers = Speakers(text)
    ordered = sorted(found, key=lambda each: (each[1].content.start, each[1].content.end, each[0]))
    return _within_others(text.body, dict.fromkeys(_quote(text, speakers, kind, said) for kind, said in ordered))


def _within_others(body: str, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """`quotes`, those that only another's report has somebody say marked as inferred: no fact that the article itself tells."""
    marked: list[Quote] = []
    open_: list[Quote] = []
    for quote in sorted(quotes, key=lambda each: (each.content.start, -each.content.end)):
        open_ = [each for each in open_ if each.content.end > quote.content.start]
        apart = any(each.content.holds(quote.content) and _another(body, each, quote) for each in open_)
        marked.append(replace(quote, inferred=quote.inferred or apart))
        open_.append(quote)
    return tuple(sorted(marked, key=lambda each: (each.content.start, each.content.end, each.kind)))


def _another(body: str, outer: Quote, inner: Quote) -> bool:
    """Whether two quotations are of two speakers."""
    if outer.speaker is None or inner.speaker is None or outer.speaker == inner.speaker:
        return False
    if outer.name and inner.name:
        return outer.name != inner.name
    return outer.speaker.of(body).lower() != inner.speaker.of(body).lower()


def _quote(text: Text, speakers: Speakers, kind: QuoteKind, said: Said) -> Quote:
    content = trim(text.body, said.content, " ")
    resolved = speakers.resolve(said.speaker, content) if said.speaker else None
    name = resolved.name if resolved else None
    source = source_of(text, said.speaker) if said.speaker and not name else None
    if source:
        said = replace(said, speaker=source, carried=True)
    role = speakers.role(name, said.speaker) if name and said.speaker else None
    whole = content if said.away else hull(content, said.speaker)
    sentence = hull(text.whole_sentence_at(whole.start), text.whole_sentence_at(max(whole.start, whole.end - 1)))
    return Quote(
        kind,
        content,
        None if said.away else said.speaker,
        name.full if name else None,
        role,
        said.cue,
        said.carried or bool(resolved and name and resolved.inferred),
        sentence,
        text.paragraph_at(sentence.start).ordinal,
    )
