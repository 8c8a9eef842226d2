"""Texts and bodies without a name that go on as "it"."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import quotes_of


def last(body: str) -> tuple[str | None, str | None, bool]:
    """Speaker as written, name, and whether it is inferred, of the last quotation."""
    quote = quotes_of(body)[-1]
    return quote.speaker.of(body) if quote.speaker else None, quote.name, quote.inferred


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("A surveyor’s report found a leak. It also noted that the lease ran out.", "A surveyor’s report"),
        ("A study, sent out in May, found a leak. It was long. It said that the lease ran out.", "A study"),
        ("The report of Ann Lee found a leak. “The roof is old,” it said.", "The report of Ann Lee"),
        ("The ministry shut the pier. It said that the lease ran out.", "The ministry"),
    ],
)
def test_it_is_the_text_or_body_that_was_told_of(body: str, source: str) -> None:
    """An "it" that has no name is what the sentence before is about, in the article's words; it is told to be inferred."""
    (quote,) = quotes_of(body)
    assert last(body) == (source, None, True)
    assert quote.sentence.of(body) == body


@pytest.mark.parametrize(
    ("body", "written", "name"),
    [
        ("Acme Corp shut the pier. It said that the lease ran out.", "It", "Acme Corp"),
        ("The storm passed. It said that the lease ran out.", "It", None),
        ("The reports were late. It said that the lease ran out.", "It", None),
        ("A report came out.\n\nIt said that the lease ran out.", "It", None),
        ("A report came out. The board met, and it said that the lease ran out.", "it", None),
        ("A report came out. Ann Lee was ill. She said that the lease ran out.", "She", "Ann Lee"),
    ],
)
def test_it_is_nothing_else(body: str, written: str, name: str | None) -> None:
    """A name comes first; a thing that says nothing, one of several and one of another paragraph are not meant."""
    assert last(body) == (written, name, False)
