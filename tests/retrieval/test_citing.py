from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.values import Article, Span
from retrieval.citing import attribution
from retrieval.values import Attribution
from retrieval.voices import Voices
from tests.retrieval.stated import AGAIN, FELL, TOWER, TOWER_FACTS, WORK, place, quote

QUOTES = TOWER_FACTS.quotes


def said_by(words: str) -> Attribution | None:
    return attribution(TOWER, Voices(QUOTES), place(TOWER, words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (FELL, Attribution("Ida Holm", "the mayor", "indirect", inferred=False, evident=True)),
        ("The tower of Varn", Attribution("Ida Holm", "the mayor", "indirect", inferred=False)),
        ("build it again", Attribution("Ida Holm", None, "direct", inferred=True)),
        (AGAIN, Attribution("Ida Holm", None, "direct", inferred=True)),
        (f"{FELL}\n{AGAIN}", Attribution("Ida Holm", "the mayor", "mixed", inferred=False, evident=True)),
        (WORK, None),
        ("The tower fell at night.", None),
        (f"{AGAIN} {WORK} Tom"[: len(AGAIN) + len(WORK) + 1], None),
    ],
)
def test_whose_words_an_excerpt_is(words: str, expected: Attribution | None) -> None:
    """Somebody's where most of it is theirs, a part of what they said included; else the article's own."""
    assert said_by(words) == expected


def test_two_speakers_of_an_excerpt_are_named_together() -> None:
    """What neither has most of is given to neither alone, and is still not the article's own."""
    other = replace(QUOTES[1], name="Tom Reed", inferred=False)
    both = place(TOWER, f"{FELL}\n{AGAIN}")
    found = attribution(TOWER, Voices((QUOTES[0], other)), both)
    assert found == Attribution("Ida Holm and Tom Reed", None, "mixed", inferred=False)
    mostly_hers = attribution(TOWER, Voices((QUOTES[0], other)), Span(both.start, both.end - 35))
    assert mostly_hers == Attribution("Ida Holm", "the mayor", "indirect", inferred=False, evident=True)


def test_words_that_are_partly_of_nobody_known_are_given_to_nobody() -> None:
    """The one who is named has not said the other half."""
    other = replace(QUOTES[1], name=None, speaker=None, inferred=False)
    found = attribution(TOWER, Voices((QUOTES[0], other)), place(TOWER, f"{FELL}\n{AGAIN}"))
    assert found == Attribution(None, None, "mixed", inferred=False)


def test_words_of_nobody_named_are_still_not_the_articles() -> None:
    """What "it was said" is somebody's, though nobody's name can be given."""
    unnamed = quote(TOWER, "indirect", "The tower fell at night", ("The tower fell at night.", 3), None)
    found = attribution(TOWER, Voices((unnamed,)), place(TOWER, "The tower fell at night."))
    assert found == Attribution(None, None, "indirect", inferred=False)


def test_without_a_name_the_words_as_written() -> None:
    """ "The mayor" stays "the mayor" where the article gives no name."""
    nameless = replace(QUOTES[1], name=None, speaker=place(TOWER, "the mayor"))
    found = attribution(TOWER, Voices((nameless,)), QUOTES[1].content)
    assert found is not None
    assert found.speaker == "the mayor"


@pytest.mark.parametrize("pronoun", ["He", "they", "Who"])
def test_a_pronoun_is_no_name(pronoun: str) -> None:
    """Words of "he" whom nothing names are somebody's, and "he" is not told as who that is."""
    article = Article(id="a", title="A", body=f"{pronoun} said that it had rained for a week.")
    said = quote(article, "indirect", "it had rained for a week", (article.body, 1), pronoun)
    assert attribution(article, Voices((said,)), said.content) == Attribution(None, None, "indirect", inferred=False)


def test_overlapping_quotations_count_once() -> None:
    """Coverage is of characters, however many quotations give them."""
    half = Span(QUOTES[0].content.start, QUOTES[0].content.start + 10)
    twice = (replace(QUOTES[0], content=half), replace(QUOTES[0], content=half, kind="direct"))
    assert attribution(TOWER, Voices(twice), Span(half.start, half.end + 12)) is None


@pytest.mark.parametrize(
    ("change", "evident"),
    [
        ({}, True),
        ({"cue": None}, True),
        ({"inferred": True}, False),
        ({"name": "Ida Marie Holm"}, False),
        ({"name": None}, True),
        ({"speaker": place(TOWER, "Holm added")}, False),
        ({"cue": place(TOWER, "added")}, False),
        ({"speaker": None}, False),
    ],
)
def test_what_says_itself_whose_words_it_is(change: dict[str, Any], evident: bool) -> None:  # noqa: FBT001
    """Only where speaker and cue stand in the excerpt, the name in full, nobody needs to be told."""
    found = attribution(TOWER, Voices((replace(QUOTES[0], **change),)), place(TOWER, FELL))
    assert found is not None
    assert found.evident == evident
