"""What is asked, where a question tells or asks something around it: "When the storm hit, how many died?", "did they say who paid?"."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.needs.words import AUX, CONNECTIVES, DEGREES, ENDS, after_asking, lowered, question_word

# "Did the police say who did it?" asks who did it.
_TOLD = frozenset(
    """say said tell told mention mentioned explain explained reveal revealed state stated specify specified announce announced
    confirm confirmed disclose disclosed decided determined established""".split()
)
# Words that may stand between.
_LONGEST_TELLER = 4


def told_at(keys: Sequence[str]) -> int:
    """Where "who" stands in "did the police say who did it?", 0 where nothing is told so."""
    if keys[:1] and keys[0] in AUX:
        for at in range(2, min(len(keys) - 1, 2 + _LONGEST_TELLER)):
            if keys[at] in _TOLD and question_word(keys[at + 1]):
                return at + 1
            if question_word(keys[at]):
                break
    return 0


def main_clause(tokens: Sequence[str], keys: Sequence[str]) -> tuple[list[str], list[str]]:
    """The tokens and keys from what is asked on: after "did they say", and with "When the storm hit," behind it."""
    start = told_at(keys)
    tokens, keys = list(tokens[start:]), list(keys[start:])
    if not keys or keys[0] not in ("when", "where"):
        return tokens, keys
    after = after_asking(keys, 0)
    if after == len(keys) or keys[after] in AUX | CONNECTIVES or not keys[after] or tokens[after - 1][-1] in ENDS:
        return tokens, keys
    for at in range(after + 1, len(keys) - 1):
        inverted = keys[at + 1] in AUX or (question_word(keys[at]) == "how" and keys[at + 1] in DEGREES)
        comma = tokens[at - 1].endswith(",")
        asks = question_word(keys[at]) and (inverted or comma) and keys[at - 1] not in CONNECTIVES
        if asks or (comma and keys[at] in AUX):
            asked, told = tokens[at:], [lowered(tokens[0]), *tokens[1 : at - 1], tokens[at - 1].rstrip(ENDS)]
            turned = zip([*asked[:-1], asked[-1].rstrip(ENDS), *told], [*keys[at:], *keys[:at]], strict=True)
            # A mark that stands by itself is no token any more.
            left = [(token, key) for token, key in turned if token]
            return [token for token, _ in left], [key for _, key in left]
    return tokens, keys


def asking_sentence(tokens: list[str], keys: list[str]) -> tuple[list[str], list[str]]:
    """The last sentence, where what stands before it only tells something: "I saw the news. Was anyone hurt?"."""
    start = next((at for at in range(len(keys) - 1, 0, -1) if tokens[at - 1][-1] in ".!" and keys[at - 1]), 0)
    opens = start and (after_asking(keys, start) > start or keys[start] in AUX)
    tells = opens and keys[0] not in AUX and not any(map(question_word, keys[:start]))
    return (tokens[start:], keys[start:]) if tells else (tokens, keys)
