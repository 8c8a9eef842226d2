"""What a quotation in a text is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.values import Span

QuoteKind = Literal["direct", "indirect"]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that the article gives as somebody's.

    `content` are the words (of a direct quotation without its marks, of one over several paragraphs all of them), `speaker` who
    says them as it is written there (None where it isn't, or far off, as in an interview's introduction), `name` the same in full
    as the article has it elsewhere, `role` the words that say what they are ("Chief Operating Officer at BlackBerry"), `cue` the
    words that say that it is speech ("said", "according to"). `inferred` is True where the speaker is carried over from what
    stands before. `sentence` are the whole sentences to cite, from where the content or its speaker begins to where they end,
    within `paragraph` (ordinal) or from it on.
    """

    kind: QuoteKind
    content: Span
    speaker: Span | None
    name: str | None
    role: Span | None
    cue: Span | None
    inferred: bool
    sentence: Span
    paragraph: int
