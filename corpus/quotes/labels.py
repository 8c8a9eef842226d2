"""Names set beside a quotation without a verb: before a colon, or after a dash at its end."""

from __future__ import annotations

import re

from corpus.quotes.marks import Quoted
from corpus.quotes.nouns import phrase_after
from corpus.quotes.text import Text
from corpus.values import Span

_DASH = re.compile(r"[\s,.]{0,3}(?:[—–―~]|--?)\s{0,2}(?=[A-Z@])")
_LABEL = re.compile(r"(?:^|[\n.!?;]\s{0,3})(?:[:•*]\s{0,2})?(?P<name>[A-Z][^:\n“\"]{1,100}):\s{0,2}$")
# "Said Jones: “…”".
_SAID_FIRST = re.compile(r"(?:Said|Says|Added|Wrote|Asked|Replied|Explained|Continued|Concluded)\s{1,3}")
# A small word that is none of a name's.
_SMALL = re.compile(r"(?<![\w’'-])(?!(?:of|the|and|for|de|la|van|von|al)\b)[a-z]")
_NOT_LABELS = re.compile(r"\b(?:following|example|note|update|statement|says?|said|is|are|was|were)\b", re.IGNORECASE)
# Characters before a quotation that its label lies in.
_REACH = 120


def signature(text: Text, quoted: Quoted) -> Span | None:
    """The name after a dash at a quotation's end."""
    dash = _DASH.match(text.body, quoted.outer.end)
    if dash is None:
        return None
    speaker = phrase_after(text, dash.end(), text.paragraph_at(dash.end()).span.end)
    return speaker if speaker and text.names.at(speaker) else None


def label(text: Text, quoted: Quoted) -> Span | None:
    """The name or role before a colon that stands alone at the head of a paragraph or sentence."""
    # From the line end before the paragraph on.
    start = max(0, text.paragraph_at(quoted.outer.start).span.start - 1, quoted.outer.start - _REACH)
    found = _LABEL.search(text.body, start, quoted.outer.start)
    if found is None:
        return None
    cue = _SAID_FIRST.match(found["name"])
    span = Span(found.start("name") + (cue.end() if cue else 0), found.end("name"))
    words = span.of(text.body)
    if _NOT_LABELS.search(words) or _SMALL.search(words):
        return None
    named = text.names.mentions(span)
    return Span(max(span.start, named[-1][0].start), named[-1][0].end) if named else span
