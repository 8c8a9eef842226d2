"""PDF: the text layer, and what is said where there is none."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from corpus.errors import UnreadableError
from corpus.pdf import read_pdf
from tests.corpus.pages import ENCRYPTION, pdf_of

LINES = (
    "The first line of the text goes on for a good while and it",
    "goes on with a word that is divi-",
    "ded by a hyphen. It ends.",
    "A new paragraph stands here, and its line is of full length",
    "too.",
)
TEXT = (
    "The first line of the text goes on for a good while and it goes on with a word that is divided by a hyphen. "
    "It ends.\n\nA new paragraph stands here, and its line is of full length too."
)
ENCRYPTED = "it is encrypted: save it without a password"


def locked(user: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf_of(*LINES)))
    writer.encrypt(user, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - of a file made here
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_pdf(data)
    return str(caught.value)


def test_lines_become_paragraphs() -> None:
    """Lines are joined, a divided word is put together, and a short last line ends its paragraph."""
    assert read_pdf(pdf_of(*LINES))[1] == TEXT


def test_title_and_author_are_taken() -> None:
    """What the file says of itself is given; where it says nothing, none."""
    assert read_pdf(pdf_of(*LINES, title="My title"))[0] == {"title": "My title", "author": "Ann Lee"}
    assert read_pdf(pdf_of(*LINES))[0] == {"title": None, "author": None}


def test_halves_of_a_character_are_made_whole() -> None:
    """A pair of surrogates that the font's table gives one by one is one character, and half a pair an unknown one."""
    assert read_pdf(pdf_of("AB and A or B", units=(0xD83D, 0xDE00)))[1] == "\U0001f600 and \ufffd or \ufffd"


def test_a_pdf_of_pictures_says_so() -> None:
    """A PDF without a text layer is told from an empty or broken one."""
    expected = "it has no text layer: it holds pictures of text, which Footnote does not read"
    assert refusal(pdf_of()) == refusal(pdf_of(" ")) == expected


def test_a_pdf_with_a_password_says_so() -> None:
    """A PDF that needs a password asks for one without."""
    assert refusal(locked("secret")) == ENCRYPTED


def test_an_encryption_that_is_not_supported_is_named_too() -> None:
    """A PDF under AES, which takes a library that is not installed, is called encrypted, not broken."""
    assert refusal(pdf_of(*LINES, trailer=ENCRYPTION)) == ENCRYPTED


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    """Encryption with an empty password hides nothing."""
    assert read_pdf(locked(""))[1] == TEXT


@pytest.mark.parametrize("data", [b"nonsense", b"%PDF-1.4 nonsense", b"%PDF-1.7\n" + bytes(500), pdf_of(*LINES)[:300]])
def test_nonsense_is_no_pdf(data: bytes) -> None:
    """What pypdf can't read ends in one plain reason."""
    assert refusal(data).startswith("it is no readable PDF (")


@given(st.binary(max_size=40), st.integers(0, 900))
def test_a_damaged_pdf_is_read_or_refused(noise: bytes, at: int) -> None:
    """Bytes overwritten anywhere raise nothing but UnreadableError."""
    data = pdf_of(*LINES)
    with contextlib.suppress(UnreadableError):
        assert read_pdf(data[:at] + noise + data[at + len(noise) :])[1].strip()
