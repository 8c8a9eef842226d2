"""How many files this process may hold open: a corpus that is open holds some twenty."""

from __future__ import annotations

import logging
import resource

_log = logging.getLogger(__name__)

# Of one corpus (18 were counted), and of all else: connections, models, records.
_EACH, _REST = 20, 500


def room_for(corpora: int) -> int:
    """Let this process open the files of so many corpora; returns for how many the system has room, which is one at least."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = corpora * _EACH + _REST
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return corpora
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    except (OSError, ValueError):  # a system may have bounds of its own
        allowed = soft
    room = min(corpora, max(1, (allowed - _REST) // _EACH))
    if room < corpora:
        _log.warning(
            "at most %s servers' articles are held open at once, since this process may have %s files open (ulimit -n)",
            f"{room:,}",
            f"{allowed:,}",
        )
    return room
