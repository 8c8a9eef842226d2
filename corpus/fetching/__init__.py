"""Pages of the web, fetched as a stranger's address must be: from public addresses only, and never more than asked for.

`fetcher.py` asks, `addresses.py` says what is public, `resolving.py` looks names up, `guarding.py` connects to no other,
`unpacking.py` unpacks within bounds, `robots.py` reads whether the site minds, `keeping.py` makes a file of the corpus of a page.
"""

from __future__ import annotations

from corpus.fetching.fetcher import Fetcher, Page
from corpus.fetching.keeping import article_of, file_of

__all__ = ["Fetcher", "Page", "article_of", "file_of"]
