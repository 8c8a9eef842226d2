"""What has been taken on or said already: after a resume the gateway may tell the same thing again, and a hint is given once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

_MOST = 20_000


class SeenIds:
    """Remembers the newest ids."""

    def __init__(self, most: int = _MOST) -> None:
        self._ids: OrderedDict[Hashable, None] = OrderedDict()
        self._most = most

    def first_time(self, identifier: Hashable) -> bool:
        """Whether `identifier` is new; it is not any more."""
        if identifier in self._ids:
            return False
        self._ids[identifier] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True

    def forget(self, identifier: Hashable) -> None:
        """Take `identifier` for new again."""
        self._ids.pop(identifier, None)
