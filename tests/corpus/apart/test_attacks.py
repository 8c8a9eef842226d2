"""Files made to harm: each ends in a sentence or in its text, and who asked is as before."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.apart import Limits, read_apart
from corpus.reading import Outcome, Rejection, read_bytes
from corpus.values import Article
from tests.corpus.apart import hostile
from tests.corpus.pages import page_of, pdf_of

NO_PDF = "it is no readable PDF"
TOO_MUCH = "it is a PDF that unpacks to too much or holds itself"
TOO_LONG = "reading it takes more than 1.5 seconds, which is the limit"
TOO_LARGE = "reading it takes more than 512 MiB of memory, which is the limit"
BINARY = "it is not text but binary data"
NO_TEXT = "no article text was found in it"
# Shorter than it is for people, so that the tests are.
HASTY = Limits(seconds=1.5)


def _memory() -> int:
    """Resident memory of this process, in MiB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20


async def attack(name: str, data: bytes, limits: Limits) -> Outcome:
    """What is read of a hostile file, once it is sure that nothing is left of it here."""
    before, began = _memory(), time.monotonic()
    (outcome,) = await read_apart(data, name, limits)
    assert time.monotonic() - began < limits.seconds + 5
    assert _memory() - before < 8
    assert await read_apart(b"Text.", "a.md") == read_bytes(b"Text.", "a.md")
    return outcome


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("bomb.pdf", hostile.bomb, TOO_MUCH),
        ("thrice.pdf", hostile.bomb_in_bomb, TOO_MUCH),
        ("many.pdf", hostile.many_bombs, TOO_MUCH),
        ("pages.pdf", hostile.pages_in_a_loop, NO_PDF),
        ("endless.pdf", hostile.pages_without_end, TOO_MUCH),
        ("arrays.pdf", hostile.objects_in_each_other, f"{NO_PDF} (RecursionError)"),
        ("forms.pdf", hostile.forms_in_each_other, "it has no text layer"),
        ("zip.pdf", lambda: hostile.zipped("a.txt", b"hello"), NO_PDF),
        ("zip.md", lambda: hostile.zipped("a.txt", b"hello"), BINARY),
        ("zip.html", lambda: hostile.zipped("a.txt", b"hello"), BINARY),
        ("zip.jsonl", lambda: hostile.zipped("a.txt", b"hello"), BINARY),
        ("bomb.html", lambda: hostile.zipped("a.txt", bytes(10**8)), BINARY),
        ("bomb.md", lambda: hostile.zipped("a.txt", bytes(10**8)), BINARY),
        ("deep.html", lambda: hostile.deep_page(1_000_000), NO_TEXT),
        ("entities.html", hostile.entities_in_each_other, NO_TEXT),
        ("aliases.md", lambda: hostile.alias_bomb(b"title: *l9"), "its title is no text"),
        ("deep.md", lambda: b"---\n" + b"[" * 100_000 + b"\n---\n\nText.", "its front matter is no YAML"),
        ("deep.jsonl", lambda: b"[" * 20_000_000, "it is no JSON"),
        ("noise.pdf", lambda: b"%PDF-1.4\n" + os.urandom(2_000_000), NO_PDF),
        ("nul.md", lambda: b"A\x00 text with a NUL in each sentence of it. " * 2, BINARY),
        ("zeros.txt", lambda: bytes(20_000_000), BINARY),
        ("long.txt", lambda: b"The text. " * 2_000_000, "its article 'long' has more than 2,000,000 characters"),
        ("broken.md", lambda: "é".encode() * 100 + b"\xff", "it is UTF-8 that is damaged or breaks off at byte 200"),
    ],
)
async def test_a_hostile_file_is_one_sentence(name: str, make: Callable[[], bytes], reason: str) -> None:
    """Within the limits of the one who serves, it is refused for what it is."""
    outcome = await attack(name, make(), Limits())
    assert isinstance(outcome, Rejection)
    assert outcome.reason.startswith(reason)


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("brackets.md", lambda: b"[" * 3_000_000, TOO_LONG),
        ("words.pdf", hostile.text_bomb, TOO_LONG),
        ("lines.jsonl", lambda: b"x\n" * 10_000_000, TOO_LONG),
        ("joined.md", hostile.joined_bomb, TOO_LARGE),
    ],
)
async def test_what_would_take_everything_is_stopped(name: str, make: Callable[[], bytes], reason: str) -> None:
    """What a reader itself would go on with is ended by the limits."""
    outcome = await attack(name, make(), HASTY if reason == TOO_LONG else Limits())
    assert outcome == Rejection(name, reason)


@pytest.mark.parametrize(
    ("name", "make", "title", "body"),
    [
        ("both.pdf", lambda: pdf_of("Of the PDF.") + page_of().encode(), "Both", "Of the PDF."),
        ("both.html", lambda: page_of().encode() + pdf_of("Of the PDF."), "Rain ends", "The rain that fell"),
        ("self.pdf", hostile.tables_in_a_loop, "Self", "Text."),
        ("scripts.html", hostile.page_of_scripts, "Scripts", "The harbour of Varn was dredged in June.\nIda Holm"),
        ("aliases.md", lambda: hostile.alias_bomb(b"title: Harmless"), "Harmless", "Text."),
        ("sixteen.txt", lambda: "Ümläut text.".encode("utf-16"), "Sixteen", "Ümläut text."),
        ("many.pdf", lambda: hostile.pdf_of_pages(500), "Many", "The harbour of Varn was dredged in June"),
    ],
)
async def test_what_is_only_odd_is_read(name: str, make: Callable[[], bytes], title: str, body: str) -> None:
    """As what its name says that it is, and scripts are no words."""
    outcome = await attack(name, make(), Limits())
    assert isinstance(outcome, Article)
    assert outcome.title == title
    assert outcome.body.startswith(body)
    assert "steal" not in outcome.body
