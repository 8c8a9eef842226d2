"""Names that strangers give to their files."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.naming import safe_name
from corpus.reading import read_bytes
from corpus.values import Article


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("harbour news.md", "harbour news.md"),
        ("Übersicht 2 – (neu).pdf", "Übersicht 2 – (neu).pdf"),
        ("עיתון.txt", "עיתון.txt"),
        ("cod\u202efdp.md", "codfdp.md"),
        ("\u2067a\u2069\u200f.\u200bpd\u00adf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\a.html", "a.html"),
        (".hidden.md", "hidden.md"),
        ("a\r\nb\t.md", "a b.md"),
        ("a\x00\x1b[31m.md", "a[31m.md"),
        ("a. .md ", "a.md"),
        ("\udcff\ud800.pdf", "pdf.pdf"),
        ("..", "article-5ec1f7e700f3"),
        ("\u202e", "article-3b9e50315ad5"),
    ],
)
def test_name_reads_as_it_is_written(name: str, safe: str) -> None:
    """What is harmless stays; folders, what steers writing, and what can't be written go."""
    assert safe_name(name) == safe


@given(st.text(st.characters(), max_size=300), st.sampled_from(["", ".md", ".pdf", "." * 9]))
@example("x" * 300, ".pdf")
@example("日" * 300, ".md")
@example("e" + "\u0301" * 300, ".md")
def test_any_name_becomes_a_safe_one(name: str, ending: str) -> None:
    """It is a bare name of bounded length on every system, in one line, and safe already when it is made safe again."""
    safe = safe_name(name + ending)
    assert 1 <= len(safe) <= 100
    assert len(safe.encode()) <= 200
    assert PurePosixPath(safe).name == safe
    assert PureWindowsPath(safe.replace(":", "")).name == safe.replace(":", "")
    assert not safe.startswith(".")
    assert not [
        char for char in safe if unicodedata.category(char)[0] == "C" or unicodedata.category(char) in {"Zl", "Zp"}
    ]
    assert safe_name(safe) == safe
    assert not ending.strip(".") or safe.endswith(ending)


@given(st.text(st.characters(), max_size=80))
def test_any_name_makes_an_article(name: str) -> None:
    """The id and title that a reader takes from a safe name can be kept and written."""
    (article,) = read_bytes(b"Some text.", safe_name(f"{name}.md"))
    assert isinstance(article, Article)
    assert article.title.encode()


def test_a_file_can_be_kept_under_it(tmp_path: Path) -> None:
    """The longest name still has room for the mark of what stands aside."""
    (tmp_path / f".removing-{safe_name('日' * 300 + '.md')}").write_bytes(b"")
