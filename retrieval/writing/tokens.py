"""The pieces of a text: runs of letters, numbers as they are written, and single marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:[.,:/⁄]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece and where it stands; `lower` is its text folded; of a possessive both are without it, and `owner` is set."""

    text: str
    lower: str
    start: int
    end: int
    owner: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text that is canonical already."""
    found = []
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        bare = word[:-2] if word.lower().endswith("'s") else word
        # "n't" keeps its denial: don't and can't are do not and can not.
        if bare.lower().endswith("n't"):
            stem = {"ca": "can", "wo": "will", "sha": "shall"}.get(bare[:-3].lower(), bare[:-3])
            if stem:  # "n't" may stand alone, where a text is cut or odd
                found.append(Token(stem, stem.casefold(), start, start + 1))
            found.append(Token("not", "not", start + 1, match.end()))
        else:
            found += [Token(part, part.casefold(), start, match.end(), owner=bare != word) for part in _parts(bare)]
    return tuple(found)


def _parts(word: str) -> list[str]:
    if word.lower() == "cannot":
        return ["can", "not"]
    # "they're", "he'd", "we'll": what follows the apostrophe is a word that says little.
    head, _, tail = word.partition("'")
    return [head] if tail.lower() in ("re", "d", "ll", "ve", "m") else [word]
