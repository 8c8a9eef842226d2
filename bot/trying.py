"""What is done for one corpus after the other: a failure of one holds up none of the others."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from corpus.errors import FootnoteError
from corpus.printable import printable

_log = logging.getLogger(__name__)


async def tried(corpus_id: int, attempt: Callable[[int], Awaitable[tuple[str, ...]]]) -> None:
    """What fails for one corpus is logged, and keeps no other from serving."""
    try:
        notices = await attempt(corpus_id)
    except (FootnoteError, OSError) as error:
        _log.warning("corpus %s: %s", corpus_id, error)
        return
    except Exception:  # noqa: BLE001 - whatever it was, the others must serve
        _log.exception("corpus %s", corpus_id)
        return
    for notice in notices:
        _log.warning("corpus %s: %s", corpus_id, printable(notice))
