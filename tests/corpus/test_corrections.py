"""What people corrected in articles."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.corrections import CORRECTIONS, Correction, corrected, read_corrections, write_corrections
from corpus.errors import UnreadableError
from corpus.folder import read_folder
from corpus.reading import Rejection
from corpus.values import Article

LIMIT = 2**20
TEXT = Article("a", "A", "Some text.", "Dawn", "Ann Lee", "https://x.example/a", dt.date(2015, 12, 1), "inferred")
_WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)


def test_a_correction_takes_the_place_of_what_the_file_says() -> None:
    """Title, author, publisher and day are the corrected ones, the day stated now; body, id and address stay."""
    found = corrected(TEXT, Correction("B", None, "The News", "2015-11-30"))
    assert found == Article("a", "B", TEXT.body, "The News", None, TEXT.url, dt.date(2015, 11, 30), "stated")


def test_what_is_not_changed_is_as_it_was() -> None:
    """The present values as a correction change nothing, the basis of the day included."""
    assert corrected(TEXT, Correction.of(TEXT)) == TEXT


@pytest.mark.parametrize(
    ("correction", "sentence"),
    [
        (Correction(" ", None, None, None), "its title is empty"),
        (
            Correction("A", None, None, "30 November"),
            "its published '30 November' is no date: write it as YYYY-MM-DD",
        ),
        (Correction("A", None, None, "2015-02-30"), "its published '2015-02-30' is no date: write it as YYYY-MM-DD"),
    ],
)
def test_what_can_not_be_is_told(correction: Correction, sentence: str) -> None:
    """A title of nothing or a day that is none raises the sentence that says so."""
    with pytest.raises(UnreadableError) as caught:
        corrected(TEXT, correction)
    assert str(caught.value) == sentence


@given(
    st.dictionaries(_WORDS, st.builds(Correction, _WORDS, st.none() | _WORDS, st.none() | _WORDS, st.none() | _WORDS))
)
def test_corrections_come_back_from_their_file(corrections: dict[str, Correction]) -> None:
    """Whatever was written is read again as it was."""
    assert read_corrections(write_corrections(corrections)) == corrections


@given(
    st.binary(max_size=200) | st.recursive(st.none() | st.text(), st.lists).map(lambda each: json.dumps(each).encode())
)
def test_any_other_file_is_refused(data: bytes) -> None:
    """Bytes that hold no corrections raise UnreadableError and nothing else."""
    with suppress(UnreadableError):
        assert isinstance(read_corrections(data), dict)


def test_a_folder_is_read_as_it_was_corrected(tmp_path: Path) -> None:
    """Articles have their corrections, also where the file itself was read before; without the file they are as they were."""
    (tmp_path / "a.md").write_text("---\ndate: 2015-12-01\n---\nSome text.\n", "utf-8")
    plain = read_folder(tmp_path, LIMIT)
    (tmp_path / CORRECTIONS).write_bytes(write_corrections({"a": Correction("B", None, None, "2015-11-30")}))
    known = {source.name: source for source in plain.sources}
    for contents in (read_folder(tmp_path, LIMIT), read_folder(tmp_path, LIMIT, known)):
        (article,) = contents.articles
        assert (article.title, article.published) == ("B", dt.date(2015, 11, 30))
        assert contents.rejections == ()
        known = {source.name: source for source in contents.sources}
    (tmp_path / CORRECTIONS).unlink()
    assert read_folder(tmp_path, LIMIT, known).articles == plain.articles


def test_a_damaged_file_of_corrections_costs_no_article(tmp_path: Path) -> None:
    """Articles are then as their files have them, and what is wrong is told once."""
    (tmp_path / "a.md").write_text("Some text.\n", "utf-8")
    (tmp_path / CORRECTIONS).write_text('{"a": {"title": 5}}', "utf-8")
    contents = read_folder(tmp_path, LIMIT)
    assert [article.title for article in contents.articles] == ["A"]
    assert [each.source for each in contents.rejections] == [CORRECTIONS]
    (tmp_path / CORRECTIONS).write_bytes(write_corrections({"a": Correction("B", None, None, "soon")}))
    contents = read_folder(tmp_path, LIMIT)
    assert contents.rejections == (
        Rejection(f"{CORRECTIONS} for 'a'", "its published 'soon' is no date: write it as YYYY-MM-DD"),
    )
    assert [article.title for article in contents.articles] == ["A"]
