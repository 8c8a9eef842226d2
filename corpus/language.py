"""Whether an article is English, the language that the default model, the stemmer and the sentence rules know."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# Below this many characters a guess is a coin toss.
_ENOUGH = 120
_LOOKED_AT = 3000
# Five words make up some 14 % of English, and next to nothing of anything else.
_ENGLISH = frozenset(("the", "of", "and", "to", "that"))
_SURELY = 0.08
_WORDS = re.compile(r"[^\W\d_]+")


def other_language(body: str) -> str | None:
    """The ISO 639-1 code of the language that `body` is surely written in, where that is not English; else None."""
    if len(body) < _ENOUGH:
        return None
    beginning = body[:_LOOKED_AT]
    # Most are, and what tells languages apart takes half a second and 80 MB.
    if _is_surely_english(beginning):
        return None
    code, probability = _identifier().classify(beginning)
    return str(code) if code != "en" and probability > 0.95 else None


def _is_surely_english(text: str) -> bool:
    words = _WORDS.findall(text.lower())
    return sum(word in _ENGLISH for word in words) >= max(1, _SURELY * len(words))


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Imported here: only the builder asks, and seldom.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
