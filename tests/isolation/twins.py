"""Two servers whose private articles differ in one word and a few figures, beside articles that both share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from retrieval.values import SHARED

YEARS = range(1990, 1999)
# What both say of themselves, so that one question finds either.
PIER = """---
id: pier
title: The {word} pier of Ansel is rebuilt
publisher: {word} Courier
author: Ida {word}
url: https://{word}.example/pier
published: 2021-05-{day:02d}
---

Mayor Ida {word} opened the {word} pier of Ansel on 3 June 2015 because ships kept running aground.

{years}

{quotes}
"""
LEDGER = """---
id: ledger-{number}
title: The {word} ledger
publisher: {word} Courier
published: 2020-02-{day:02d}
---

The {word} ledger was found in the cellar in 1987. The {word} ledger names {figure} debtors.
"""
NEWS = """---
id: news
title: The {word} harbour fair
publisher: {word} Courier
published: 2020-03-{day:02d}
---

The {word} harbour fair of 2019 drew {figure} visitors.
"""
# One address for both, and the day that the shared article tells otherwise.
PLANTING = """---
id: planting
title: The {word} garden
publisher: {word} Courier
url: https://garden.example/ansel
published: 2020-04-{day:02d}
---

The garden of Ansel was planted in 189{day} by Tom Reed.
"""
GARDEN = """---
id: garden
title: The garden of Ansel
publisher: Ansel Gazette
published: 2019-08-01
---

The garden of Ansel was planted in 1890 by Tom Reed. “We water it at night,” said Tom Reed in 1998.
"""


@dataclass(frozen=True, slots=True)
class Twin:
    """A server's own articles; every sentence, title and name in them holds `word`, and so do the names of their files."""

    guild_id: int
    word: str
    day: int
    figure: str
    own: int  # how many articles it has

    @property
    def own_id(self) -> str:
        """The id of an article that the other server has none of; it holds no mark."""
        return f"ledger-{self.day}"

    @property
    def marks(self) -> tuple[str, ...]:
        """What no other server may ever be sent, in small letters."""
        days = (f"{self.day} may 2021", f"2021-05-{self.day:02d}")
        # Its own, with the shared one beside, and with one that is built later.
        counts = (f"{count} articles" for count in range(self.own, self.own + 3))
        return (self.word.lower(), self.figure, *days, *counts, str(self.guild_id))

    @property
    def planting(self) -> tuple[str, bytes]:
        """The file of an article that is added later."""
        return f"{self.word}-planting.md", PLANTING.format(word=self.word, day=self.day).encode()

    def write(self, folder: Path) -> None:
        """The articles that are there from the first."""
        folder.mkdir(parents=True)
        word, day, figure = self.word, self.day, self.figure
        years = "\n\n".join(f"In {year} the {word} pier of Ansel was painted again." for year in YEARS)
        quotes = "\n\n".join(f"“We keep the {word} pier number {year},” said Ida {word} in {year}." for year in YEARS)
        (folder / f"{word}.md").write_text(PIER.format(word=word, day=day, years=years, quotes=quotes), "utf-8")
        for number in range(day, day + self.own - 1):
            ledger = LEDGER.format(word=word, day=day, figure=figure, number=number)
            (folder / f"{word}-ledger-{number}.md").write_text(ledger, "utf-8")

    def write_news(self, folder: Path) -> None:
        """An article that is built later, and a file that can't be read."""
        (folder / f"{self.word}-news.md").write_text(
            NEWS.format(word=self.word, day=self.day, figure=self.figure), "utf-8"
        )
        (folder / f"{self.word}-empty.md").write_text("", "utf-8")


AMBER = Twin(710000000000000001, "Amberlyn", 4, "48,731", 2)
QUILL = Twin(720000000000000002, "Quillmet", 7, "48,739", 6)
TWINS = (AMBER, QUILL)


def write_shared(folder: Path) -> None:
    """What everybody may see; it has no mark."""
    folder.mkdir(parents=True)
    (folder / "garden.md").write_text(GARDEN, "utf-8")


def write_all(corpora: Path) -> None:
    """The articles of every corpus, where a data folder has them."""
    write_shared(corpora / str(SHARED) / "articles")
    for twin in TWINS:
        twin.write(corpora / str(twin.guild_id) / "articles")


def marks_in(text: str, twin: Twin) -> list[str]:
    """The marks of `twin` that `text` shows or holds, however they are escaped, emphasised or written in an address."""
    read = unquote(re.sub(r"[\\*_\u200b\u00ad]", "", text)).casefold()
    return [mark for mark in twin.marks if re.search(rf"(?<![0-9]){re.escape(mark)}", read)]
