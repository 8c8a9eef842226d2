"""Whether a site lets robots read a page (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.robotparser import RobotFileParser

from corpus.decoding import decode
from corpus.errors import UnreadableError

# The name by which robots.txt may speak of Footnote.
AGENT = "Footnote"
# Stands for a line that can't be read: it says nothing, and ends a group's names as any rule does.
_NO_RULE = "Crawl-delay:"
_HOST = re.compile(r"//[^/?#]*")


def lets_read(robots: bytes, url: str) -> bool:
    """Whether `robots`, the content of the site's robots.txt, lets Footnote read `url`; one that is no text forbids nothing.

    A line that can't be read is passed over.
    """
    try:
        lines = decode(robots).splitlines() if robots.strip() else []
    except UnreadableError:
        return True
    parser = _parsed(lines) or _parsed([line if _parsed(["User-agent: *", line]) else _NO_RULE for line in lines])
    # The rules are about what stands behind the host, and not every host is one that the parser takes ("a.b%5B").
    return parser is None or parser.can_fetch(AGENT, _HOST.sub("//host", url, count=1))


def _parsed(lines: Sequence[str]) -> RobotFileParser | None:
    """The rules of `lines`; None where one of them is not what Python's parser takes ("Disallow: //[a-z]", "Crawl-delay: ²")."""
    parser = RobotFileParser()
    try:
        parser.parse(lines)
    except ValueError:
        return None
    return parser
