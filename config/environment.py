"""The environment of a process that needs no setting of ours."""

from __future__ import annotations

import os

# What finding Python and its modules takes, and no more: neither secrets nor settings.
_KEPT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LANG", "LC_ALL", "TZ")


def bare_environment() -> dict[str, str]:
    """What is left of the present environment; one thread is enough, and each has memory of its own."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {**kept, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
