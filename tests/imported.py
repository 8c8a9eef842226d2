"""What a process that serves must not have imported: each takes memory and time, and no question needs it."""

from __future__ import annotations

_READING = "trafilatura lxml pypdf py3langid markdown_it yaml charset_normalizer httpx corpus.fetching"
_FACTS = "spacy thinc corpus.quotes.finding corpus.timeline.finding corpus.card.making corpus.names.finding"
_DRAWING = "matplotlib PIL"
_POSTGRES = "psycopg pgvector asyncpg retrieval.postgres"
_REST = "alembic scipy bm25s pandas sklearn huggingface_hub"

# But where the articles are in a database.
NEEDED_BY_POSTGRES = frozenset(_POSTGRES.split())
NEEDED_BY_NO_QUESTION = frozenset(f"{_READING} {_FACTS} {_DRAWING} {_POSTGRES} {_REST}".split())
