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
# What glibc's allocator calls its parameters, and bytes: without an arena every run's memory went back to the system and came anew,
# a fifth of the time of encoding many texts.
_TRIM_THRESHOLD, _MMAP_THRESHOLD = (-1, 16 * 2**20), (-3, 8 * 2**20)


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
    # A sum and its norm as one step take onnxruntime 1.32 longer than the two: a tenth of what the selector then took; the encoder,
    # in float32, takes as long either way.
    session = InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
    _tend_memory()
    return session


def _cores() -> int:
    """Those that this process may use, of a container that is given fewer than the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _tend_memory() -> None:
    """Hand back what loading took and no longer needs, and keep as much as one run needs, where the C library is glibc."""
    with suppress(OSError, AttributeError, TypeError):
        library = CDLL(None)
        library.malloc_trim(0)
        for parameter in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
            library.mallopt(*parameter)
