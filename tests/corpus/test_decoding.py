"""Bytes to text, and the one normalisation."""

from __future__ import annotations

import codecs
import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.decoding import decode, normalise
from corpus.errors import UnreadableError

ENGLISH = "The café’s owner said “it is over” — and paid £5. Prices rose in the naïve market. " * 6
PLAIN = "The owner said it is over and paid five pounds. "
RUSSIAN = "Правительство объявило о новых мерах поддержки экономики. Эксперты считают, что они помогут. " * 6
JAPANESE = "政府は新しい経済対策を発表した。専門家はそれが役立つと考えている。東京の市場は上昇した。" * 6
UNTOLD = "its encoding can't be told: save it as UTF-8"
BINARY = "it is not text but binary data"


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, JAPANESE], ids=["english", "russian", "japanese"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_its_mark_is_read_exactly(text: str, encoding: str) -> None:
    """UTF-8, and UTF-16 or UTF-32 behind a byte order mark, give back every character and no mark."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be")])
def test_the_mark_tells_the_order_of_the_bytes(mark: bytes, encoding: str) -> None:
    """Text whose high bytes come first is read as such where the mark says so."""
    assert decode(mark + RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_english_without_a_mark_shows_its_width(encoding: str) -> None:
    """UTF-16 and UTF-32 of Latin text are told by where their zero bytes stand."""
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        PLAIN * 20 + "It’s “so”.",
        PLAIN * 20 + "Café.",
        "He said “no” — twice.",
        "It’s £5.",
        "Café",
        "“Why?” “No.” “Go.” “Yes.”",
    ],
)
def test_marks_of_windows_and_mac_files_are_told_apart(text: str, encoding: str) -> None:
    """Quotation marks, dashes and accents of old English files come out right, in long and in short ones."""
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251", "iso8859-5"])
def test_cyrillic_encodings_are_told_apart(encoding: str) -> None:
    """Russian in an old encoding comes out as Russian."""
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp"])
def test_japanese_encodings_are_told_apart(encoding: str) -> None:
    """Japanese in an old encoding comes out as Japanese."""
    assert decode(JAPANESE.encode(encoding)) == JAPANESE


def page(charset: str, text: str, encoding: str) -> bytes:
    return f'<html><head><META content="text/html; charset={charset}"></head><p>{text}'.encode(encoding)


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("koi8-r", "koi8-r", "Да, нет"),
        ("windows-1251", "cp1251", "Да, нет"),
        ("shift_jis", "shift_jis", "東京"),
        ("ISO-8859-1", "cp1252", "“Yes” — it’s €5"),
        ("us-ascii", "cp1252", "“Yes”"),
        ("iso-8859-2", "iso-8859-2", "Łódź"),
    ],
)
def test_a_page_is_read_in_the_charset_it_declares(charset: str, encoding: str, text: str) -> None:
    """Even a few words come out right where the page says how; Latin-1 is read as browsers read it."""
    assert decode(page(charset, text, encoding), html=True).endswith(f"<p>{text}")


def test_a_declaration_counts_in_pages_only() -> None:
    """What looks like a declaration in another file decides nothing."""
    data = page("koi8-r", PLAIN * 20 + "café", "cp1252")
    assert decode(data).endswith("café")
    assert not decode(data, html=True).endswith("café")


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-16", "utf-32-be", "utf-7", "unicode_escape", "punycode", "idna", "rot13", "no-such"]
)
def test_a_charset_that_no_such_page_can_have_is_passed_over(charset: str) -> None:
    """A declaration that is wrong, unknown or one of Python's own codecs leaves the page to be told by its bytes."""
    text = PLAIN * 20 + r"It’s “so” at C:\x41 -80."
    assert decode(page(charset, text, "cp1252"), html=True).endswith(text)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9, BINARY),
        (b"PK\x03\x04\x14\x00" + bytes(range(256)) * 9, BINARY),
        (b"\x7fELF\x02\x01\x01" + bytes(60), BINARY),
        (b"hello\x00world" * 20, BINARY),
        (b"abc\x01\x02def", BINARY),
        (b"".join(n.to_bytes(2, "little") for n in range(1, 200)), BINARY),
        (ENGLISH.encode("utf-16-le")[:-1], BINARY),
        (
            ENGLISH.encode() + b"\xe2\x80",
            f"it is UTF-8 that is damaged or breaks off at byte {len(ENGLISH.encode()):,}",
        ),
        (
            b"It\xe2\x80\x99s a caf\xc3\xa9 \xff. " + PLAIN.encode(),
            "it is UTF-8 that is damaged or breaks off at byte 15",
        ),
        (b"\x81\x8d\x8f\x90\x9d\xff\xfe\xfd" * 9, UNTOLD),
    ],
    ids=[
        "png",
        "zip",
        "elf",
        "nul",
        "controls",
        "small numbers",
        "half a character",
        "utf-8 cut off",
        "utf-8 damaged",
        "noise",
    ],
)
def test_what_is_no_text_is_refused_and_not_guessed(data: bytes, reason: str) -> None:
    """Binary data and bytes that fit no encoding raise the reason instead of giving mojibake."""
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Half".encode("utf-16")[:-1], "it begins as UTF-16 and then breaks off at byte 8"),
        ("Half".encode("utf-32")[:-2], "it begins as UTF-32 and then breaks off at byte 16"),
        (codecs.BOM_UTF16_LE + b"a\x00" * 600 + b"\x00\xd8", "it begins as UTF-16 and then breaks off at byte 1,202"),
        (codecs.BOM_UTF8 + b"caf\xc3", "it begins as UTF-8 and then breaks off at byte 3"),
    ],
)
def test_a_half_written_file_is_told_by_where_it_breaks_off(data: bytes, reason: str) -> None:
    """A file that ends inside a character says at which byte."""
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert str(caught.value) == reason


def test_a_few_control_characters_do_not_make_text_binary() -> None:
    """One stray control character in a thousand is left to the normalisation."""
    text = "a" * 1000 + "\x01"
    assert decode(text.encode()) == text
    assert decode(b"") == ""


@given(st.binary())
def test_any_bytes_become_text_or_a_reason(data: bytes) -> None:
    """No bytes raise anything but UnreadableError, and bytes that are UTF-8 are never read as anything else."""
    try:
        text = decode(data)
    except UnreadableError:
        return
    if b"\x00" not in data and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            assert text == data.decode("utf-8")
        except UnicodeDecodeError:
            assert not text.isascii()


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh", id="line ends"),
        pytest.param("cafe\u0301", "café", id="composed"),
        pytest.param("e\u00ad\u0301", "é", id="composed after dropping"),
        pytest.param("a\x00b\x07c\x1fd\x7fe\x9ff", "abcdef", id="controls"),
        pytest.param("a\tb", "a\tb", id="tabs stay"),
        pytest.param("\ufeffa\ufeffb", "ab", id="marks"),
        pytest.param("so\u00adft", "soft", id="soft hyphens"),
        pytest.param("Anna \u200bHolm\u2060s", "Anna Holms", id="spaces of no width"),
        pytest.param("a \t\nb\u00a0\n c", "a\nb\n c", id="white space at line ends"),
        pytest.param("a\n\n\n\nb\n\nc\nd", "a\n\nb\n\nc\nd", id="newlines"),
        pytest.param("a\n \n\t\n \nb", "a\n\nb", id="lines of white space"),
        pytest.param("\n\n \u00a0a b\u00a0 \n", "a b", id="outer white space"),
        pytest.param("a\u00a0b  c", "a\u00a0b  c", id="inner white space stays"),
        pytest.param("“a” – ‘b’… ﬁ ²", "“a” – ‘b’… ﬁ ²", id="no compatibility changes"),
        pytest.param(" \r\n\ufeff", "", id="nothing"),
    ],
)
def test_each_rule_of_the_normalisation(raw: str, clean: str) -> None:
    """Each rule that the module documents does what it says, and no more."""
    assert normalise(raw) == clean


HOSTILE = st.text(st.one_of(st.characters(), st.sampled_from("\r\n\x0b\x85\u2028 \t\u00a0\x00\ufeff\u00ade\u0301")))


@given(HOSTILE)
@example("\r\ufeff\n")
@example("a \u00ad\nb")
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """What is normalised stays as it is, so offsets never move."""
    assert normalise(normalise(text)) == normalise(text)


@given(HOSTILE)
def test_normal_text_keeps_every_rule(text: str) -> None:
    """No text comes out with what the rules drop, and none loses a printable character."""
    clean = normalise(text)
    assert clean == clean.strip() == unicodedata.normalize("NFC", clean)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\ufeff\u2028\u2029]", clean)
    assert not re.search(r"[^\S\n]\n|\n{3}", clean)
    kept = unicodedata.normalize("NFC", re.sub("[\x00-\x1f\x7f-\x9f\u00ad\ufeff]|\\s", "", text))
    assert unicodedata.normalize("NFC", re.sub(r"\s", "", clean)) == kept


@pytest.mark.parametrize("text", ["a" + " " * 300_000 + "b", "a" + "\n" * 300_000 + "b", "\t\n" * 150_000 + "b"])
def test_normalising_takes_no_square_of_the_length(text: str) -> None:
    """Long stretches of white space are normalised at once."""
    began = time.process_time()
    assert normalise(text)[-1] == "b"
    assert time.process_time() - began < 5
