"""What has been taken on already: after a resume the gateway may tell the same thing again."""

from __future__ import annotations

from collections import OrderedDict

_MOST = 20_000


class SeenIds:
    """Remembers the newest ids."""

    def __init__(self, most: int = _MOST) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._most = most

    def first_time(self, identifier: int) -> bool:
        """Whether `identifier` is new; it is not any more."""
        if identifier in self._ids:
            return False
        self._ids[identifier] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True
