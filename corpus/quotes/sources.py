"""What an "it" that says something stands for, where that has no name: a report, a study, a committee."""

from __future__ import annotations

from corpus.names.lexicon import BODY_WORDS
from corpus.quotes.leads import subject_of
from corpus.quotes.nouns import phrase_of
from corpus.quotes.text import Text
from corpus.quotes.verbs import TEXTS
from corpus.values import Span

# So many sentences, the last ones about "it", lead up from the one that says what it is.
_REACH = 4


def source_of(text: Text, speaker: Span) -> Span | None:
    """The words for the text or body that an "it" stands for, where it goes on with what the sentence before in its paragraph is about."""
    if text.parse is None or speaker.of(text.body).lower() != "it":
        return None
    own = text.sentence_at(speaker.start)
    for sentence in reversed(text.sentences[max(0, own.ordinal - _REACH) : own.ordinal]):
        subject = subject_of(text, sentence.span)
        if subject is None or sentence.paragraph != own.paragraph:
            return None
        if sentence is own and subject.start != speaker.start:
            return None  # "The board met, and it said": of the board.
        if subject.text.lower() != "it":
            one = subject.tag == "NN" and subject.lemma.lower() in TEXTS | BODY_WORDS
            return phrase_of(text, text.parse, subject) if one else None
    return None
