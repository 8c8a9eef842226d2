"""The guard between a language model and people: of its reply, the sentences that say nothing but what they cite.

Pure, and the only defence: whatever a model was told, and whoever told it. A sentence is kept where it is plain prose, names
citations that exist, and every figure, day, name and word of it stands in an excerpt that it cites, not denied, not doubted, of
the same thing, and with its speaker. What can't be told to be so is dropped.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.terms import fold
from retrieval.values import Citation, ComposedSentence
from retrieval.writing.binding import loose
from retrieval.writing.forms import flaw
from retrieval.writing.grounds import ungrounded
from retrieval.writing.items import Item, read_items
from retrieval.writing.polarity import turned
from retrieval.writing.replies import Draft, read_reply
from retrieval.writing.roles import changed
from retrieval.writing.sources import Source, Unit, is_function, read_source
from retrieval.writing.speakers import misquoted, outside_quotes, unattributed
from retrieval.writing.support import Part, parts, spliced
from retrieval.writing.vocabulary import ORDERS, PERSONAL, PRONOUNS

MOST_SENTENCES = 8
MOST_CHARACTERS = 1200
# What a sentence of prose can rest on; each more costs as much to compare with.
MOST_CITED = 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence of a reply and why it was dropped, None where it is kept."""

    draft: Draft
    reason: str | None


def guard(reply: str, citations: Sequence[Citation]) -> tuple[ComposedSentence, ...]:
    """The sentences of `reply` that rest on `citations`, in order, at most MOST_SENTENCES and MOST_CHARACTERS together."""
    kept = (verdict.draft for verdict in judge(reply, citations) if verdict.reason is None)
    return tuple(ComposedSentence(draft.text, draft.citations) for draft in kept)


def judge(reply: str, citations: Sequence[Citation]) -> Iterator[Verdict]:
    """Each sentence of `reply` with what is wrong with it, if anything is."""
    sources = {citation.number: read_source(citation) for citation in citations}
    kept: list[Draft] = []
    last: Draft | None = None
    for draft in itertools.islice(read_reply(reply), 3 * MOST_SENTENCES):
        reason = _reason(draft, sources, last)
        if reason is None and any(draft.text == other.text for other in kept):
            reason = "repeated"
        if reason is None and (
            len(kept) == MOST_SENTENCES or sum(len(each.text) for each in [*kept, draft]) > MOST_CHARACTERS
        ):
            reason = "long"
        last = draft if reason is None else None
        if last is not None:
            kept.append(last)
        yield Verdict(draft, reason)


def _reason(draft: Draft, sources: dict[int, Source], last: Draft | None) -> str | None:
    """Why a sentence is dropped; `last` is the one before it where that is kept."""
    if not draft.citations:
        return "no citation"
    if not all(number in sources for number in draft.citations):
        return "unknown citation"
    if len(draft.citations) > MOST_CITED:
        return "too many citations"
    if wrong := flaw(draft.text):
        return wrong
    items, cited = read_items(draft.text), [sources[number] for number in draft.citations]
    return _improper(draft, items, cited, last) or ungrounded(items, cited) or _untrue(items, cited)


def _improper(draft: Draft, items: Sequence[Item], cited: Sequence[Source], last: Draft | None) -> str | None:
    """What a sentence has that none may have, whatever it says."""
    if misquoted(draft.text, cited):
        return "misquoted"
    if _speaks_for_itself(items):
        return "own voice"
    if any(one.kind != "stop" and fold(one.text) == fold(other.text) for one, other in itertools.pairwise(items)):
        return "stutter"
    if fold(items[0].text) in PRONOUNS and not (last and set(last.citations) & set(draft.citations)):
        return "pronoun"
    return None


def _untrue(items: Sequence[Item], cited: Sequence[Source]) -> str | None:
    """What is wrong with a sentence whose words all stand in what it cites: a part of it that rests on no one sentence there."""
    for part in parts(items):
        reasons = [_wrong(part, source, unit, cited) for source in cited for unit in source.units]
        if None not in reasons:
            # What is wrong beside the sentence that comes nearest tells most.
            return next((reason for reason in reasons if reason != "spliced"), "spliced")
    return None


def _wrong(part: Part, source: Source, unit: Unit, cited: Sequence[Source]) -> str | None:
    """Why a part does not rest on `unit`; None where it does."""
    if spliced(part, source, unit, cited):
        return "spliced"
    wrong = turned(part, unit) or loose(part, unit) or changed(part, unit)
    return wrong or ("speaker" if unattributed(part, source, unit) else None)


def _speaks_for_itself(items: Sequence[Item]) -> bool:
    """Whether a sentence says I or you, or tells people what to do."""
    own = list(outside_quotes(items))
    if any((item.kind == "word" or item.initial or item.text == "I") and fold(item.text) in PERSONAL for item in own):
        return True
    first = next((item for item in items if item.kind != "stop"), None)
    return first is not None and not is_function(first) and fold(first.text) in ORDERS
