"""Articles that say in every sentence which edition they are of, so that words of two editions in one answer are told."""

from __future__ import annotations

import re
from pathlib import Path

ARTICLES = {
    "lighthouse.md": "---\ntitle: The lighthouse of Cape Varn\nurl: https://news.example/varn\npublished: 2021-05-04\n---\n\n"
    "The lighthouse of Cape Varn was built in 1871 by the engineer Ida Holm (edition {0}). It burned down in 1902 (edition {0}).\n\n"
    "A new tower of granite was finished four years later because ships kept running aground (edition {0}).\n",
    "bakery.md": "---\ntitle: Bakery wins the prize\n---\n\nThe bakery in Olde Street won a gold medal for its rye bread on "
    "Monday (edition {0}). The baker sells 400 loaves a day, said Tom Reed (edition {0}).\n",
    "river.txt": "The river runs dry\n\nThe river Aldo ran dry in August (edition {0}). Farmers lost 30 percent of the harvest "
    "when the river ran dry (edition {0}).\n",
}
_EDITION = re.compile(r"\(edition (\d+)")


def editions_in(text: str) -> set[int]:
    """The editions that a message has words of."""
    return {int(number) for number in _EDITION.findall(text.replace("\\", "").replace("*", ""))}


class Editions:
    """Which edition serves, and which may while a build or a return is under way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._newest = 0
        self._good = [self._write()]  # those that were loaded, the one that serves last
        self._may = [frozenset(self._good)]

    @property
    def now(self) -> int:
        """A moment, for `since`."""
        return len(self._may) - 1

    def since(self, moment: int) -> frozenset[int]:
        """The editions that may have served at any time since then."""
        return frozenset().union(*self._may[moment:])

    def begin(self) -> int:
        """Write the next edition; from now on it may serve."""
        number = self._write()
        self._may.append(self._may[-1] | {number})
        return number

    def loaded(self, number: int) -> None:
        """That edition serves, and no other."""
        self._good.append(number)
        self._may.append(frozenset({number}))

    def going_back(self) -> int:
        """The edition before may serve again."""
        before = self._good[-2]
        self._may.append(self._may[-1] | {before})
        return before

    def _write(self) -> int:
        self._newest += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        for name, text in ARTICLES.items():
            (self._folder / name).write_text(text.format(self._newest), "utf-8")
        return self._newest
