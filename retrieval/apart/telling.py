"""What is told to the process that reads facts, and what it tells: a line of JSON for each article, notices between."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from corpus.facts import Facts
from corpus.values import Article
from retrieval.generations.fact_table import dump_facts

_ARTICLE = TypeAdapter(Article)
# No line of facts begins like this.
_NOTICE = b'{"notice": '


def tell_article(article: Article) -> bytes:
    """The line that `hear_article` reads as `article` again."""
    return _ARTICLE.dump_json(article) + b"\n"


def hear_article(line: bytes) -> Article:
    """The article that `tell_article` told."""
    return _ARTICLE.validate_json(line)


def tell(outcome: Facts | str) -> bytes:
    """The line for the facts of an article, or for a notice."""
    if isinstance(outcome, str):
        return json.dumps({"notice": outcome}).encode() + b"\n"
    return dump_facts(outcome) + b"\n"


def hear(line: bytes) -> bytes | str:
    """The line of facts, as `dump_facts` gives it, or the notice that `tell` told."""
    if line.startswith(_NOTICE):
        return str(json.loads(line)["notice"])
    return line.removesuffix(b"\n")
