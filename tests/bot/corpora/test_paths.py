"""Sentences without the folders of the machine."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpora.paths import without_paths

PARTS = st.text("abü 'ß\"()\\.,:;-", min_size=1).filter(lambda part: part not in {".", ".."})
WITHOUT_BRACKETS = st.text("abü .,:;-", min_size=1)


@given(st.lists(PARTS, min_size=2), st.booleans())
def test_of_a_quoted_path_its_name_alone_is_left(parts: list[str], absolute: bool) -> None:  # noqa: FBT001 - drawn
    """Law: whatever a path holds, as errors quote it no folder of it is left, and what stands around it stays."""
    path = ("/" if absolute else "a/b/") + "/".join(parts)
    shown = repr(path)
    left = f"{shown[0]}…/{shown[1:-1].rpartition('/')[2]}{shown[-1]}"
    sentence = "it can't be read, which isn't {} it didn't 'mean'"
    assert without_paths(sentence.format(shown)) == sentence.format(left)


@given(st.lists(WITHOUT_BRACKETS, min_size=2))
def test_of_a_path_in_brackets_its_name_alone_is_left(parts: list[str]) -> None:
    """Law: the disk's own errors name a file in brackets; no folder of it is left, nor what an inner bracket holds."""
    sentence = "the disk did not take it: No space left on device ({}), and so on"
    assert without_paths(sentence.format("/" + "/".join(parts))) == sentence.format(f"…/{parts[-1]}")
    assert without_paths(sentence.format("/my (old)/bot (1).md")) == sentence.format("…/bot (1).md")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("/srv/footnote/a.md: it can't be read; /srv/b.md too", "…/a.md: it can't be read; …/b.md too"),
        ("in /srv/my bots/of mine/a.md", "in …/a.md"),
        ("the records in sqlite+aiosqlite:////srv/my bots/r.sqlite3 can't be read", "the records in sqlite+aiosqlite:///…/r.sqlite3 can't be read"),
        ("from /srv/a b to /srv/c d", "from …/a b to …/c d"),
        ("'kept/a.md' and \"b.md\" and/or 'c'", "'kept/a.md' and \"b.md\" and/or 'c'"),
        ("its published '03/05/2024' is no date", "its published '03/05/2024' is no date"),
        ("'What is 24/7/365?' was not answered", "'What is 24/7/365?' was not answered"),
        ("generation 000002-ab serves", "generation 000002-ab serves"),
    ],
)  # fmt: skip
def test_of_other_paths_what_can_be_told_goes(text: str, left: str) -> None:
    """Law: sentences stay sentences, and a file's place in the folder of articles is told."""
    assert without_paths(text) == left
