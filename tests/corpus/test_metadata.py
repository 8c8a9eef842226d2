"""What a file says of its article, checked."""

from __future__ import annotations

import datetime as dt
import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.metadata import linkable, make_article, slug, split_front_matter, text_of
from corpus.values import Article


def article(**fields: Any) -> Article:
    return make_article(fields, body="A body.", fallback_id="The File", fallback_title="The file")


def refusal(**fields: Any) -> str:
    with pytest.raises(UnreadableError) as caught:
        article(**fields)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "fields", "rest"),
    [
        ("---\na: b\nn: 5\nd: 2015-11-30\n---\nbody", {"a": "b", "n": "5", "d": "2015-11-30"}, "body"),
        ("---\na: b\n...\nbody", {"a": "b"}, "body"),
        ("---  \na: b\n---\t", {"a": "b"}, ""),
        ("---\n---\nbody", {}, "body"),
        ("---\n\n---\nbody", {}, "body"),
        ("---\n# only a comment\n---\nbody", {}, "body"),
        ("---\na: |\n  ---\n  x\n---\nbody", {"a": "---\nx\n"}, "body"),
        ("---\na: [b, c]\n---\nx\n---\ny", {"a": ["b", "c"]}, "x\n---\ny"),
        ("no front matter\n---\na: b\n---\n", {}, "no front matter\n---\na: b\n---\n"),
        ("----\na: b\n----\n", {}, "----\na: b\n----\n"),
        ("", {}, ""),
    ],
)
def test_front_matter_is_split_off(text: str, fields: dict[str, Any], rest: str) -> None:
    """A YAML block that opens the text gives its fields as strings; what follows is the text."""
    assert split_front_matter(text) == (fields, rest)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\na: b\nbody", "its front matter opens with '---' and is never closed"),
        ("---\na: b\n ---\n", "its front matter opens with '---' and is never closed"),
        ("---\na: [b\n---\n", "its front matter is no YAML (line 3)"),
        ("---\na: b\nc: 'd' e\n---\n", "its front matter is no YAML (line 3)"),
        ("---\na: *nowhere\n---\n", "its front matter is no YAML (line 2)"),
        ("---\n- a\n---\n", "its front matter is no list of 'name: value' lines"),
        ("---\nwords\n---\n", "its front matter is no list of 'name: value' lines"),
        ("---\n" + "[" * 3000 + "\n---\n", "its front matter is no YAML"),
    ],
)
def test_broken_front_matter_says_what_is_wrong(text: str, reason: str) -> None:
    """Front matter that is not closed or no YAML mapping raises the reason, with the file's line where there is one."""
    with pytest.raises(UnreadableError) as caught:
        split_front_matter(text)
    assert str(caught.value) == reason


def test_front_matter_builds_no_objects() -> None:
    """A YAML tag that names Python code is only a string's label."""
    assert split_front_matter("---\na: !!python/object/apply:os.getcwd []\n---\n") == ({"a": []}, "")


@pytest.mark.parametrize("field", ["title", "id", "author", "published", "published_basis", "url", "unknown"])
def test_an_alias_bomb_goes_off_nowhere(field: str) -> None:
    """Nested YAML aliases that stand for a billion words are refused, or ignored in a field nobody reads, at once."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    ]
    began = time.process_time()
    fields, _ = split_front_matter("---\n" + "\n".join([*lines, f"{field}: *j"]) + "\n---\n")
    if field == "unknown":
        assert article(**fields).id == "the-file"
    else:
        assert refusal(**fields).startswith(f"its {field} is no text: [[")
    assert time.process_time() - began < 5


def test_a_list_that_holds_itself_is_refused() -> None:
    """A YAML alias to its own list ends in a reason."""
    looped: list[Any] = []
    looped.append(looped)
    assert refusal(author=looped).startswith("its author is no text")


def test_all_fields_are_taken() -> None:
    """Every known field lands in the article, unknown ones are ignored."""
    assert article(
        id="x",
        title="T",
        publisher="P",
        author=["A", "B"],
        url="https://example.org/a?b=c#d",
        published="2015-11-30",
        published_basis="inferred",
        layout="post",
    ) == Article("x", "T", "A body.", "P", "A, B", "https://example.org/a?b=c#d", dt.date(2015, 11, 30), "inferred")


def test_what_is_missing_or_blank_falls_back() -> None:
    """Without an id the file's name gives one, without a title the file's; other fields are none."""
    expected = Article("the-file", "The file", "A body.")
    assert article() == expected
    assert article(id=None, title=" ", publisher="", author="\n", url="", published="", published_basis="") == expected


def test_texts_are_one_clean_line() -> None:
    """White space, control characters and loose accents of a field become one composed line."""
    found = article(title="  Rain\n\x07 ends ", author="Jose\u0301\r\nDi\u00adaz")
    assert (found.title, found.author) == ("Rain ends", "José Diaz")
    assert article(title="x" * 400).title == "x" * 300


@pytest.mark.parametrize(
    ("value", "text"), [("a", "a"), (5, "5"), (1.5, "1.5"), (["a", 2], "a, 2"), (None, None), ([], None)]
)
def test_text_of_takes_strings_numbers_and_lists_of_them(value: object, text: str | None) -> None:
    """A field is one text, however it was written."""
    assert text_of({"name": value}, "name") == text


@pytest.mark.parametrize("value", [{"a": "b"}, [["a"]], [{}], True, [None]])
def test_text_of_refuses_what_is_no_text(value: object) -> None:
    """Mappings, nested lists, yes and no are never turned into words."""
    with pytest.raises(UnreadableError, match=r"^its name is no text: "):
        text_of({"name": value}, "name")


@pytest.mark.parametrize("field", ["id", "title", "publisher", "author", "url", "published"])
def test_half_a_surrogate_pair_is_refused(field: str) -> None:
    """A field that can't be written as UTF-8 names itself."""
    assert refusal(**{field: "a\ud800"}) == f"its {field} holds half a surrogate pair"


def test_a_body_with_half_a_surrogate_pair_is_refused() -> None:
    """No article holds what can't be written as UTF-8, whichever reader made it."""
    with pytest.raises(UnreadableError, match=r"^its text holds half a surrogate pair$"):
        make_article({}, body="a\ud83d", fallback_id="x", fallback_title="X")


@pytest.mark.parametrize("flag", ["true", "False"])
def test_a_field_that_says_whether_it_is_published_is_no_day(flag: str) -> None:
    """The next field that may give the day does."""
    assert article(published=flag, date="2015-11-30").published == dt.date(2015, 11, 30)
    assert article(published=flag).published is None


def test_a_headline_with_a_colon_needs_no_quotation_marks() -> None:
    """It is taken as it stands; lists, marked and nested values are YAML's."""
    text = "---\ntitle: Auditor: water “lost”: 4 \\ 5\nauthor: 'Lee: Ann'\ntags: [a, b]\nmore:\n  - a\n---\nIt rained."
    fields, body = split_front_matter(text)
    assert fields == {
        "title": "Auditor: water “lost”: 4 \\ 5",
        "author": "Lee: Ann",
        "tags": ["a", "b"],
        "more": ["a"],
    }
    assert body == "It rained."


@pytest.mark.parametrize("name", ["published", "date", "dct"])
@pytest.mark.parametrize(
    "written",
    [
        "2015-11-30",
        "2015-11-30T10:00:00Z",
        "2015-11-30 10:00:00.5+05:00",
        "2015-11-30 10:00:00 +0000 UTC",
        "20151130",
        "30 Nov 2015",
        "Monday, November 30, 2015",
    ],
)
def test_a_date_is_read_to_the_day(name: str, written: str) -> None:
    """ISO dates, with a time or without, and days in words give the day, under each of its names; it counts as stated."""
    found = article(**{name: written})
    assert (found.published, found.published_basis) == (dt.date(2015, 11, 30), "stated")


@pytest.mark.parametrize(
    "written", ["2015-13-01", "2015-02-29", "30 or 31 Nov 2015", "11/30/2015", "soon", "2015", "0000-01-01"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    """A day that no calendar has, two, or one that can be read two ways, names the value and the form."""
    assert refusal(published=written) == f"its published {written!r} is no date: write it as YYYY-MM-DD"


@pytest.mark.parametrize("dated", [{}, {"published": "2015-11-30"}])
def test_an_unknown_basis_is_refused(dated: dict[str, str]) -> None:
    """published_basis is 'stated' or 'inferred' whether or not a date stands beside it."""
    expected = "its published_basis 'guessed' is unknown: write 'stated' or 'inferred'"
    assert refusal(published_basis="guessed", **dated) == expected


def test_a_basis_without_a_date_is_none() -> None:
    """Where no day is known there is nothing that it rests on."""
    assert article(published_basis="inferred").published_basis is None


@pytest.mark.parametrize("url", ["http://example.org", "HTTPS://example.org/a_(b)?c=d&e#f", "http://[::1]:80/x"])
def test_a_web_address_is_kept_as_written(url: str) -> None:
    """http and https addresses are taken to the character."""
    assert article(url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.org",
        "data:text/html,x",
        "ftp://example.org/x",
        "file:///etc/passwd",
        "//example.org/x",
        "example.org",
        "http://",
        "http:///path",
        "http://[::1",
        "https://example.org/a b",
        "https://example.org/<b>",
        'https://example.org/"x',
        "https://example.org/`x`",
        "https://example.org/" + "x" * 2000,
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    """What is no http or https address, or would break out of a link, is refused by name."""
    assert refusal(url=url) == f"its url {url[:80]!r} is no http or https address"


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("http://a.org/x|y{z}^`\\?q=|#<>", "http://a.org/x%7Cy%7Bz%7D%5E%60%5C?q=%7C#%3C%3E"),
        ("http://a.org?q=é|", "http://a.org?q=é%7C"),
        ("http://a.org/x%7Cy", "http://a.org/x%7Cy"),
        ("http://a|b.org/x", "http://a|b.org/x"),
    ],
)
def test_an_address_is_made_a_link(url: str, made: str) -> None:
    """What is encoded already stays, and a host is not mended."""
    assert linkable(url) == made


@pytest.mark.parametrize("bad", ["UPPER", "-x", "a/b", "x" * 65, "../x"])
def test_a_given_id_is_not_mended(bad: str) -> None:
    """An id that is written down but breaks the rule is refused, never silently changed."""
    assert refusal(id=bad).startswith(f"the article id {bad!r} is not one: ")


@pytest.mark.parametrize("body", ["", " \n\t", "\u00a0"])
def test_a_body_without_text_is_refused(body: str) -> None:
    """An article says something."""
    with pytest.raises(UnreadableError, match=r"^it holds no text$"):
        make_article({}, body=body, fallback_id="x", fallback_title="X")


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("BlackBerry exits Pakistan!", "blackberry-exits-pakistan"),
        ("Ünïcode — Straße", "unicode-strae"),
        ("A_b.C-d", "a_b.c-d"),
        (".hidden.", "hidden"),
        ("a" * 63 + " b", "a" * 63),
        ("日本", "article-cf2abf0c5be3"),
        ("", "article-e3b0c44298fc"),
    ],
)
def test_a_slug_of_a_name(name: str, made: str) -> None:
    """A name becomes its ASCII letters in lower case, or a digest where none are left."""
    assert slug(name) == made


@given(st.text(st.characters(exclude_categories=())))
def test_a_slug_is_always_an_id(name: str) -> None:
    """Whatever the name, the slug is an article id and a slug of itself."""
    made = slug(name)
    assert re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", made)
    assert slug(made) == made


def test_names_of_which_nothing_is_left_get_different_slugs() -> None:
    """Two names in another script don't become one id."""
    assert slug("日本") != slug("中国")
