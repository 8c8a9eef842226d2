"""What people corrected in articles: titles, dates, authors and publishers that a file states wrongly or not at all.

They stand beside the files, in corrections.json, so that the files stay what they were: {ID: {"title", "author", "publisher",
"published"}}, null where there is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from corpus import metadata
from corpus.errors import UnreadableError
from corpus.values import Article

# Stands beside articles without being one.
CORRECTIONS = "corrections.json"


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid", strict=True))
class Correction:
    """All that can be corrected of an article, as people write it: `published` as YYYY-MM-DD, None where there is none."""

    title: str
    author: str | None
    publisher: str | None
    published: str | None

    @classmethod
    def of(cls, article: Article) -> Correction:
        """What `article` has now."""
        published = article.published.isoformat() if article.published else None
        return cls(article.title, article.author, article.publisher, published)


_FILE = TypeAdapter(dict[str, Correction])


def corrected(article: Article, correction: Correction) -> Article:
    """`article` with what `correction` says; a day that it changes is stated. Raises UnreadableError for what can't be."""
    if not correction.title.strip():
        raise UnreadableError("its title is empty")
    same_day = correction.published == Correction.of(article).published
    fields = {
        **asdict(correction),
        "id": article.id,
        "url": article.url,
        "published_basis": article.published_basis if same_day else "stated",
    }
    return metadata.make_article(fields, body=article.body, fallback_id=article.id, fallback_title=article.title)


def read_corrections(data: bytes) -> dict[str, Correction]:
    """The corrections in a file, by the ids of their articles; raises UnreadableError where it is no such file."""
    try:
        return _FILE.validate_json(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise UnreadableError(f"it holds no corrections ({f'{where}: ' if where else ''}{first['msg']})") from None


def write_corrections(corrections: Mapping[str, Correction]) -> bytes:
    """The content of the file that holds `corrections`."""
    held = {article_id: asdict(corrections[article_id]) for article_id in sorted(corrections)}
    return json.dumps(held, ensure_ascii=False, indent=1).encode() + b"\n"
