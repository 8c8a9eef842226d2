"""The article that ships with Footnote."""

from __future__ import annotations

from pathlib import Path

from corpus.reading import read_bytes
from corpus.values import Article

SHIPPED = Path(__file__).parents[2] / "corpus" / "articles" / "blackberry-exits-pakistan.md"


def shipped() -> Article:
    """It, as it is read."""
    (article,) = read_bytes(SHIPPED.read_bytes(), SHIPPED.name)
    assert isinstance(article, Article)
    return article
