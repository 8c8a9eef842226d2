"""Where a tale only looks back: "In 1951 she came first; the last one had won in 1938. That autumn she left" is told of 1951."""

from __future__ import annotations

from dataclasses import replace

from corpus.dates.context import Spoken
from corpus.dates.expressions import Expression, Neighbour, Relative
from corpus.dates.tenses import HAD
from corpus.dates.tokens import Tokens
from corpus.parse import Parse

_STOPS = frozenset(".!?;")


def looking_back(spoken: Spoken, before: Spoken | None, each: Expression, number: int, parse: Parse | None) -> Spoken:
    """`spoken`, the day of `each` in paragraph `number`, with the day that the tale comes back to where it had only looked back."""
    if before is None or spoken.day is None or before.named != number:
        return spoken
    back = before.back or (before if _is_pluperfect(parse, each) else None)
    return replace(spoken, back=back) if back and back.day and spoken.day < back.day else spoken


def come_back(spoken: Spoken | None, tokens: Tokens, each: Expression, parse: Parse | None) -> Spoken | None:
    """The day that `each` is told from: where the tale looked back, the day before that, when its sentence is over.

    Only what points at it ("that autumn") shows that the tale has come back; a month without its year may well go on.
    """
    points = isinstance(each.meaning, Neighbour | Relative) and each.meaning.base == "reference"
    if spoken is None or spoken.back is None or not points or _is_pluperfect(parse, each):
        return spoken
    return spoken if tokens.one_sentence(spoken.span.end, each.first, _STOPS) else spoken.back


def _is_pluperfect(parse: Parse | None, each: Expression) -> bool:
    """Whether the verb that a date hangs on tells what had been before."""
    within = parse.within(each.span) if parse else ()
    if parse is None or not within:
        return False
    verb = next((token for token in parse.ancestors(within[-1]) if token.tag.startswith("VB")), None)
    while verb is not None:
        helpers = [child for child in parse.children(verb) if child.dependency in ("aux", "auxpass")]
        if helpers or verb.dependency != "conj":
            return verb.tag == "VBN" and any(helper.text.lower() in HAD for helper in helpers)
        verb = parse.head(verb)  # "had come in 1938 and gone in 1939"
    return False
