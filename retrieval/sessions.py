"""Networks that onnxruntime runs: with few threads, none of which spins when nothing is read, and without memory that is kept for later."""

from __future__ import annotations

import os
from contextlib import suppress
from ctypes import CDLL
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

# More help a short text little, and would take the cores from everything else.
_THREADS = 4


def open_session(file: Path) -> InferenceSession:
    """Load the network in `file`. Raises whatever a damaged file, or a machine that can't run the library, makes it raise."""
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - takes a second

    options = SessionOptions()
    options.intra_op_num_threads = min(_THREADS, _cores())
    # Threads wait by spinning while a text is read, which then takes a third less time; when it has been read that would take the
    # cores from everything else.
    options.add_session_config_entry("session.intra_op.allow_spinning", "1")
    options.add_session_config_entry("session.force_spinning_stop", "1")
    # An arena keeps what the largest run has ever taken.
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    session = InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    _give_back()
    return session


def _cores() -> int:
    """Those that this process may use, of a container that is given fewer than the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _give_back() -> None:
    """Hand the memory that loading took and no longer needs back to the system where its C library can do that."""
    with suppress(OSError, AttributeError, TypeError):
        CDLL(None).malloc_trim(0)
