"""Reading strangers' files in a process of its own, so that none of them harms the one that serves.

`process.py` starts it and believes nothing of what it tells, `limits.py` is what it may take, `telling.py` is what goes between
them, and `python -m corpus.apart` is the process.
"""

from __future__ import annotations

from corpus.apart.limits import Limits
from corpus.apart.process import read_apart

__all__ = ["Limits", "read_apart"]
