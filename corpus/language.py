"""Whether an article is English, the language that the default model, the stemmer and the sentence rules know."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

# Below this many characters a guess is a coin toss.
_ENOUGH = 120


def other_language(body: str) -> str | None:
    """The ISO 639-1 code of the language that `body` is surely written in, where that is not English; else None."""
    if len(body) < _ENOUGH:
        return None
    code, probability = _identifier().classify(body[:3000])
    return str(code) if code != "en" and probability > 0.95 else None


@lru_cache(maxsize=1)
def _identifier() -> Any:
    # Imported here: only the builder asks, and the model takes half a second to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
