"""One file into articles, by its format."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reading import SUFFIXES, Outcome, Rejection, read_bytes, read_file
from corpus.values import Article
from tests.corpus.pages import RAIN, page_of, pdf_of


def read(data: str | bytes, name: str) -> tuple[Outcome, ...]:
    return read_bytes(data if isinstance(data, bytes) else data.encode(), name)


def one(data: str | bytes, name: str) -> Article:
    (outcome,) = read(data, name)
    assert isinstance(outcome, Article), outcome
    return outcome


def test_the_shipped_article_is_read_whole() -> None:
    """The shipped article has the fields of its front matter and its text to the character."""
    path = Path(__file__).parents[2] / "corpus" / "articles" / "blackberry-exits-pakistan.md"
    article = one(path.read_bytes(), path.name)
    assert (article.id, article.publisher, article.author) == ("blackberry-exits-pakistan", "TVI", "Web Staff")
    assert article.title == "BlackBerry to exit Pakistan to avoid Data Monitoring demands"
    assert (article.published, article.published_basis, article.url) == (dt.date(2015, 11, 30), "inferred", None)
    assert article.body == path.read_text("utf-8").split("\n---\n\n", 1)[1].rstrip("\n")


def test_markdown_takes_its_title_from_front_matter_then_heading_then_name() -> None:
    """The first of the three that is there is the title."""
    assert one("---\ntitle: From matter\n---\n# Heading\n\nText.", "my-file.md").title == "From matter"
    assert one("# The *heading*\n\nText.", "my-file.md").title == "The heading"
    assert one("Text.", "sub/my-file_2.md").title == "My file 2"


@pytest.mark.parametrize(
    ("front", "author", "publisher", "published"),
    [
        ("", "Ann Lee", "Eastfield Gazette", (dt.date(2023, 3, 7), "stated")),
        ("---\ntitle: Rain ends\nid: rain\n---\n", "Ann Lee", "Eastfield Gazette", (dt.date(2023, 3, 7), "stated")),
        ("---\nauthor: Tom Reed\ndate: 2023-03-08\n---\n", "Tom Reed", "Eastfield Gazette", (dt.date(2023, 3, 8), "stated")),
        ("---\npublisher: Varn News\npublished_basis: inferred\n---\n", "Ann Lee", "Varn News", (dt.date(2023, 3, 7), "inferred")),
        ("---\npublished: 2023-03-09\npublished_basis: inferred\n---\n", "Ann Lee", "Eastfield Gazette", (dt.date(2023, 3, 9), "inferred")),
    ],
)  # fmt: skip
def test_lines_above_markdown_tell_what_front_matter_does_not(
    front: str, author: str, publisher: str, published: tuple[dt.date, str]
) -> None:
    """Front matter goes before what stands above the text, which stays in it."""
    text = "Eastfield Gazette, 7 March 2023\n\nBy Ann Lee\n\nThe rain has ended in Eastfield."
    article = one(f"{front}# Rain ends\n\n{text}", "a.md")
    assert (article.title, article.body) == ("Rain ends", text)
    assert (article.author, article.publisher) == (author, publisher)
    assert (article.published, article.published_basis) == published


def test_no_day_in_markdown_s_text_is_taken_for_that_of_publication() -> None:
    """What a sentence tells of, and a day in a heading further down, date no article."""
    article = one("# Rain\n\nIt ended on 7 March 2023.\n\n## 8 March 2023\n\nIt began again.", "a.md")
    assert (article.published, article.published_basis, article.author, article.publisher) == (None,) * 4


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("---\ntitle: Rain Ends\n---\n\n# Rain ends\n\nIt is over.", "a.md"),
        ("# Rain ends\n\nIt is over.", "a.markdown"),
        ("# Rain ends\n\nRain  ends\n\nIt is over.", "a.md"),
        ("Rain ends\n\nIt is over.", "a.txt"),
        ("Rain ends\r\n\r\n\r\nIt is over.\r\n", "a.TXT"),
    ],
)
def test_a_headline_that_repeats_the_title_is_dropped(data: str, name: str) -> None:
    """The body begins with the text, whatever the case and spacing of headlines above it."""
    assert one(data, name).body == "It is over."


@pytest.mark.parametrize(
    ("data", "title", "body"),
    [
        ("It rained.\n\nIt stopped.", "A b", "It rained.\n\nIt stopped."),
        ("Two lines\nat the top\n\nText.", "A b", "Two lines\nat the top\n\nText."),
        ("x" * 201 + "\n\nText.", "A b", "x" * 201 + "\n\nText."),
        ("Only one line", "A b", "Only one line"),
    ],
)
def test_a_first_line_that_is_no_headline_stays(data: str, title: str, body: str) -> None:
    """In plain text only one short line without an end mark, over an empty line, is a headline."""
    article = one(data, "a-b.txt")
    assert (article.title, article.body) == (title, body)


def test_a_quotation_that_opens_a_text_is_no_headline() -> None:
    """A mark that closes stands behind the end of its last sentence."""
    data = "“We had no choice,” said Anna Holm. “It was unsafe.”\n\nIt rained."
    assert one(data, "a-b.txt").body == data


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (
            "Title: Rain ends\nAuthor: Ann Lee\nDate: 5 March 2024\nURL: https://example.org/a?b",
            ("Ann Lee", "https://example.org/a?b"),
        ),
        ("Headline: Rain ends\nByline: Ann Lee\nPublished: March 5, 2024", ("Ann Lee", None)),
        ("Rain ends\n\nBy: Ann Lee\n\nDate: 2024-03-05\n\nTags: rain, town", ("Ann Lee", None)),
        ("Skip to content\n\nRain ends\n\nWritten by: Ann Lee | 5 March 2024", ("Ann Lee", None)),
        ("**Rain ends**\n\nhttps://example.org/a\n\nBy Ann Lee, 5 March 2024", ("Ann Lee", "https://example.org/a")),
        (
            "Subject: Rain ends\nFrom: Ann Lee <ann@example.org>\nTo: news@example.org\nSent: 5 March 2024",
            ("Ann Lee", None),
        ),
    ],
)
def test_a_header_of_lines_says_what_it_names(header: str, fields: tuple[str, str | None], name: str) -> None:
    """Title, author, day and address, with their names before them as in an e-mail, or as people put them over a text."""
    article = one(f"{header}\n\nIt rained in the town.", name)
    assert (article.title, article.published) == ("Rain ends", dt.date(2024, 3, 5))
    assert (article.author, article.url) == fields


def test_a_file_that_is_only_its_headline_keeps_it() -> None:
    """A body is never emptied by dropping the headline."""
    assert one("# Rain ends", "a.md").body == "Rain ends"


def test_a_title_in_the_text_is_kept() -> None:
    """Only lines at the head are dropped."""
    assert one("# Rain\n\nIt stops.\n\nRain\n\nIt starts.", "a.md").body == "It stops.\n\nRain\n\nIt starts."


def test_a_web_page_becomes_an_article() -> None:
    """A page's article has the page's own fields, and its headline is no part of the body."""
    article = one(page_of(), "saved.HTML")
    assert (article.id, article.title, article.url) == ("saved", "Rain ends", "https://example.org/rain")
    assert article.published == dt.date(2020, 3, 4)
    assert article.body == "\n".join(RAIN)


def test_lines_above_a_web_page_s_text_tell_what_its_head_does_not() -> None:
    """Who wrote it and when, where nothing else of the page says so."""
    lines = f"<h1>Rain ends</h1><p>By Ann Lee</p><p>March 5, 2024</p><p>{RAIN[0]}</p><p>{RAIN[1]}</p>"
    article = one(f"<html><body><article>{lines}</article></body></html>", "a.html")
    assert (article.author, article.published, article.published_basis) == ("Ann Lee", dt.date(2024, 3, 5), "inferred")


def test_a_web_page_is_read_in_its_charset() -> None:
    """The declared charset reaches the text."""
    data = page_of().replace("<head>", '<head><meta charset="windows-1252">').replace("town", "café’s town")
    assert "café’s town" in one(data.encode("cp1252"), "a.htm").body


def test_a_pdf_becomes_an_article() -> None:
    """A PDF's title is the article's; without one the file's name is."""
    assert one(pdf_of("It is over.", title="Rain ends"), "a.pdf").title == "Rain ends"
    article = one(pdf_of("It is over."), "the-rain.pdf")
    assert (article.id, article.title, article.body) == ("the-rain", "The rain", "It is over.")


def test_jsonl_keeps_texts_untouched() -> None:
    """Outer white space, no-break spaces, soft hyphens and line ends of a JSONL text are the article's."""
    article = one('\ufeff{"doc_id": "A b", "text": " \\u00a0x\\r\\n\\n\\n\\ny\\u00ade\\u0301 \\n"}\r\n', "d.jsonl")
    assert article.body == " \u00a0x\r\n\n\n\ny\u00ade\u0301 \n"
    assert (article.id, article.title) == ("a-b", "A b")


def test_jsonl_lines_become_articles_and_rejections() -> None:
    """Each line is an article or a rejection with its number; null and unknown fields are passed over."""
    data = """{"id": "one", "title": null, "dct": "2015-11-30", "text": "a", "extra": [1]}

no json
{"text": "b"}
{"id": 0, "text": "c"}
{"id": "\\ud800", "text": "d"}
{"id": {"a": 1}, "text": "d"}
{"id": "x", "title": "\\udc00", "text": "d"}
{"id": "x", "url": "javascript:alert(1)", "text": "d"}
{"id": "x", "text": " "}
{"id": "x", "text": "\\ud800"}"""
    assert read(data, "in/docs.jsonl") == (
        Article("one", "one", "a", published=dt.date(2015, 11, 30), published_basis="stated"),
        Rejection("in/docs.jsonl line 3", "it is no JSON"),
        Article("docs-4", "docs-4", "b"),
        Article("0", "0", "c"),
        Rejection("in/docs.jsonl line 6", "its id holds half a surrogate pair"),
        Rejection("in/docs.jsonl line 7", "its id is no text: {'a': 1}"),
        Rejection("in/docs.jsonl line 8", "its title holds half a surrogate pair"),
        Rejection("in/docs.jsonl line 9", "its url 'javascript:alert(1)' is no http or https address"),
        Rejection("in/docs.jsonl line 10", "it holds no text"),
        Rejection("in/docs.jsonl line 11", "its text holds half a surrogate pair"),
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("data", [b"", b" \r\n\t"])
def test_an_empty_file_says_so(suffix: str, data: bytes) -> None:
    """Whatever its format, a file without content is called empty."""
    assert read(data, f"a{suffix}") == (Rejection(f"a{suffix}", "it is empty"),)


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"\xff\xfe", b"---\ntitle: T\n---\n", b"<!-- a -->"])
def test_a_file_without_words_says_so(data: bytes) -> None:
    """A mark, front matter or comment alone is no text."""
    assert read(data, "a.md") == (Rejection("a.md", "it holds no text"),)


@pytest.mark.parametrize("name", ["a.docx", "a", "md", "a.md.bak", "a.json"])
def test_an_unknown_format_names_those_that_are_read(name: str) -> None:
    """The reason lists what would be read."""
    (rejection,) = read("text", name)
    assert str(rejection) == (
        f"{name} was left out: its format is not one that is read (.md, .markdown, .txt, .html, .htm, .pdf, .jsonl)"
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(
    data=st.one_of(
        st.binary(), st.text().map(str.encode), st.text().map(lambda text: f"---\n{text}\n---\n{text}".encode())
    )
)
@settings(deadline=None, max_examples=50)
def test_no_content_raises(suffix: str, data: bytes) -> None:
    """Whatever a file holds, the outcomes are articles or rejections, at least one, and articles can be written."""
    outcomes = read_bytes(data, f"a{suffix}")
    assert outcomes
    for outcome in outcomes:
        if isinstance(outcome, Article):
            assert outcome.body.strip()
            assert outcome.title.encode()
            assert outcome.body.encode()
        else:
            assert outcome.source.startswith(f"a{suffix}")
            assert outcome.reason


def test_a_regular_file_gives_its_bytes(tmp_path: Path) -> None:
    """A file up to the limit is handed over whole."""
    (tmp_path / "a.md").write_bytes(b"12345")
    assert read_file(tmp_path / "a.md", "a.md", 5) == (b"12345", None)


def test_a_file_over_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of 100 MiB is refused by its size, and none of it is read."""
    with (tmp_path / "big.md").open("wb") as file:
        file.truncate(100 * 2**20)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    data, rejection = read_file(tmp_path / "big.md", "big.md", 20 * 2**20)
    assert data == b""
    assert str(rejection) == (
        "big.md was left out: it has 100.0 MiB and the limit is 20 (FOOTNOTE_CORPUS__MAX_FILE_MB)"
    )


def test_what_is_no_regular_file_is_not_opened(tmp_path: Path) -> None:
    """Folders, pipes and names that lead nowhere are refused; opening a pipe would wait for ever."""
    os.mkfifo(tmp_path / "pipe.md")
    for path in (tmp_path, tmp_path / "pipe.md", tmp_path / "missing.md"):
        assert read_file(path, "x", 10) == (b"", Rejection("x", "it is no regular file"))


def test_a_file_that_may_not_be_read_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own words stand in the reason."""
    (tmp_path / "a.md").write_bytes(b"12345")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read_file(tmp_path / "a.md", "a.md", 9) == (b"", Rejection("a.md", "it can't be read: Permission denied"))
