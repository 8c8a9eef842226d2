"""Of several people of one name, whose a form is that could be any of theirs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict

from corpus.names.lexicon import COURTESIES
from corpus.names.mentions import Mention
from corpus.names.people import Key, People, gender_of

_BREAK = re.compile(r"\n[ \t]{0,8}\n")
# Before the name of one whose kin somebody is: "her husband, Samir Haddad".
_KIN = re.compile(
    r"\b(?:his|her|their)\s(?:[\w-]{1,20}\s){0,2}(?:husband|wife|brother|sister|son|daughter|father|mother|cousin|uncle|aunt|nephew"
    r"|niece|partner|widow|widower|grand(?:son|daughter|father|mother)|step(?:son|daughter|father|mother)|twin),?\s$",
    re.IGNORECASE,
)
_REACH = 80
# So many ends of paragraphs after a person was named last, a surname need no longer be theirs.
_FAR = 2


class Bearers:
    """Goes through the mentions of a text in order, and knows which of its people was spoken of last."""

    def __init__(self, body: str, people: People, mentions: list[Mention]) -> None:
        self._body, self._people = body, people
        self._breaks = [found.start() for found in _BREAK.finditer(body)]
        # The last mention of each person so far, the one who was named last at the end.
        self._latest: dict[int, Mention] = {}
        self._called: dict[Key, int | None] = {}
        self._titles: dict[int, set[str]] = defaultdict(set)
        # Who was named as somebody's kin, and not in full since.
        self._kin: set[int] = set()
        for mention in mentions:
            rows = people.bearers(mention.key) if len(mention.key) > 1 and mention.title else []
            for row in rows if len(rows) == 1 else ():
                self._titles[row].add(mention.title)

    def of(self, mention: Mention) -> int | None:
        """The row of the person a mention is of: of several whom its title fits, else the one last spoken of.

        A surname alone that nobody had so far is not taken over by who was named as the other's kin.
        """
        rows = self._fitting(mention)
        if len(rows) < 2:
            return rows[0] if rows else None
        last = next(row for row in reversed(self._latest) if row in rows)
        return next(row for row in rows if row != last) if self._is_by_kin(mention, rows, last) else last

    def open(self, mention: Mention, row: int) -> bool:
        """Whether a surname could as well be another's than that of `row`: neither named just before nor called so last.

        So it could right after the other was named as kin.
        """
        rows = self._fitting(mention)
        if len(mention.key) > 1 or mention.kind != "person" or len(rows) < 2 or self._called.get(mention.key) == row:
            return False
        beside = any(
            each != row and self._is_by_kin(mention, rows, each) and not self._between(self._latest[each], mention)
            for each in rows
        )
        return beside or self._between(self._latest[row], mention) >= _FAR

    def note(self, mention: Mention, row: int | None) -> None:
        """Take down that a mention is of the person `row`, or stays open."""
        if row is not None:
            start = mention.span.start
            if row not in self._latest and _KIN.search(self._body, max(0, start - _REACH), start):
                self._kin.add(row)
            elif len(mention.key) > 1:
                self._kin.discard(row)
            self._latest.pop(row, None)
            self._latest[row] = mention
            if mention.title:
                self._titles[row].add(mention.title)
        if len(mention.key) == 1:
            self._called[mention.key] = row

    def _fitting(self, mention: Mention) -> list[int]:
        """Whom a mention may be of: of several those whom its title fits and who were named before."""
        rows = self._people.bearers(mention.key)
        wanted = gender_of(mention.title, "")
        if wanted and len(rows) > 1:
            genders = {row: self._gender(row) for row in rows}
            fitting = [row for row in rows if genders[row] == wanted] or [row for row in rows if not genders[row]]
            rows = fitting or rows
        if len(rows) > 1:
            rows = [row for row in rows if row in self._latest]
        if mention.title and len(rows) > 1:
            rows = [row for row in rows if mention.title in self._titles[row]] or rows
        return rows

    def _gender(self, row: int) -> str:
        """The sex of a person, "m", "f" or none (""): as "Ms" or "Mr" before the name tells it, else as a given name does."""
        told = {gender_of(title, "") for title in self._titles[row] & COURTESIES} - {""}
        if len(told) == 1:
            return told.pop()
        forms = sorted(self._people.forms[row])
        return next((gender for key in forms if (gender := gender_of(key[0], key[0]))), "")

    def _is_by_kin(self, mention: Mention, rows: list[int], last: int) -> bool:
        """Whether a surname alone, so far nobody's, stands after one of its two bearers was named as the other's kin."""
        alone = len(mention.key) == 1 and not mention.title and self._called.get(mention.key) is None
        return alone and len(rows) == 2 and last in self._kin

    def _between(self, last: Mention, mention: Mention) -> int:
        """How many paragraphs end between two mentions."""
        return bisect_right(self._breaks, mention.span.start) - bisect_right(self._breaks, last.span.start)
