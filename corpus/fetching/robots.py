"""Whether a site lets robots read a page (RFC 9309)."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

from corpus.decoding import decode
from corpus.errors import UnreadableError

# The name by which robots.txt may speak of Footnote.
AGENT = "Footnote"


def lets_read(robots: bytes, url: str) -> bool:
    """Whether `robots`, the content of the site's robots.txt, lets Footnote read `url`; one that is no text forbids nothing."""
    try:
        lines = decode(robots).splitlines() if robots.strip() else []
    except UnreadableError:
        return True
    parser = RobotFileParser()
    parser.parse(lines)
    return parser.can_fetch(AGENT, url)
