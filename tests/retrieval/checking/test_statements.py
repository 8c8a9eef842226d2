"""What of a message is held against the articles."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from retrieval.checking import MOST_STATEMENTS, read_message
from retrieval.checking.statements import words_of
from tests.bot.rendering.hostile import texts

DAY = dt.date(2015, 12, 1)


def stated(text: str) -> list[str]:
    return [each.text for each in read_message(text, DAY)[0] if each.unchecked is None]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Why did they leave the country?", "question"),
        ("Hi everyone!", "courtesy"),
        ("Thanks a lot!", "courtesy"),
        ("Please read the whole article.", "request"),
        ("Wow.", "courtesy"),
        ("It is closing.", "too_little"),
        ("x" * 1200, "too_long"),
    ],
)
def test_what_states_nothing_is_not_checked(text: str, why: str) -> None:
    """Questions, greetings, requests and what is too short or too long are told apart from statements."""
    (statement,), left = read_message(text, DAY)
    assert (statement.unchecked, left) == (why, 0)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("I think that BlackBerry left Pakistan.", "BlackBerry left Pakistan."),
        ("Did you know that BlackBerry left Pakistan?", "BlackBerry left Pakistan."),
        ("**BlackBerry** left [Pakistan](https://x.example/a_(b)).", "BlackBerry left Pakistan."),
        ("> BlackBerry left Pakistan. <@123> <:wave:45>", "BlackBerry left Pakistan."),
        ("BlackBerry left Pakistan. https://x.example/blackberry-left", "BlackBerry left Pakistan."),
        ("- BlackBerry left ||Pakistan||.", "BlackBerry left Pakistan."),
        ("apparently blackberry left pakistan", "Blackberry left pakistan"),
        ("No, BlackBerry left Pakistan.", "BlackBerry left Pakistan."),
        ("BREAKING: BlackBerry left Pakistan.", "BlackBerry left Pakistan."),
        ("News - BlackBerry left Pakistan.", "BlackBerry left Pakistan."),
        ("No visitors were hurt in the fire.", "No visitors were hurt in the fire."),
        ("Actually no one was hurt in the fire.", "No one was hurt in the fire."),
        ("News Corp bought the Courier in 2019.", "News Corp bought the Courier in 2019."),
        ("Breaking Bad ended in 2013.", "Breaking Bad ended in 2013."),
        ("Well water in Varn is poisoned.", "Well water in Varn is poisoned."),
    ],
)
def test_a_statement_is_what_a_reader_sees(text: str, bare: str) -> None:
    """Markup, mentions, addresses and what frames a statement are no words of it."""
    assert stated(text) == [bare]


def test_sentences_without_capitals_are_told_apart() -> None:
    """Who writes without capitals states as much; abbreviations end no sentence."""
    assert stated("blackberry left pakistan. the agency asked for data.") == [
        "blackberry left pakistan.",
        "The agency asked for data.",
    ]
    assert stated("The U.S. Senate passed the bill.") == ["The U.S. Senate passed the bill."]


def test_code_says_nothing() -> None:
    """What stands in a block of code is no statement."""
    assert stated("```\nThe tower fell in 1902.\n```") == []


def test_a_long_message_is_checked_as_far_as_it_is_said() -> None:
    """Ten sentences, whatever they are, and the number of the others."""
    text = " ".join(f"The tower fell in {1900 + n}." for n in range(13))
    statements, left = read_message(text, DAY)
    assert (len(statements), left) == (MOST_STATEMENTS, 3)


@pytest.mark.parametrize("lines", [6, 20])
def test_a_sentence_over_several_lines_is_one_line(lines: int) -> None:
    """Text that was wrapped elsewhere and pasted states what it stated there, also where it is too long to be checked."""
    line = "the tower of Lund was made of granite and of oak and of brass and of glass"
    (statement,), left = read_message("\n".join([line] * lines) + ".", DAY)
    assert left == 0
    assert "\n" not in statement.text
    assert statement.text.casefold().startswith(f"{line} {line}".casefold())
    assert statement.unchecked == (None if lines == 6 else "too_long")


def test_what_is_too_long_is_shown_from_its_first_word() -> None:
    """A line of marks before it does not take its place."""
    (statement,), _ = read_message("- " * 600 + "The tower of Lund fell.", DAY)
    assert (statement.unchecked, statement.text) == ("too_long", "The tower of Lund fell.")


def test_a_pronoun_leans_on_the_statement_before() -> None:
    """What "it" stands for is looked for too; a sentence that stands alone has nothing before it."""
    first, second, third = read_message("The tower fell in 1902. It was made of granite. Lund is a town.", DAY)[0]
    assert (first.before, second.before, third.before) == ("", first.text, "")


@given(texts(most=30))
def test_any_message_can_be_read(text: str) -> None:
    """Nothing that people write raises, and what is read has words and no line ends."""
    statements, left = read_message(text, DAY)
    assert len(statements) <= MOST_STATEMENTS
    assert left == 0 or (left > 0 and len(statements) == MOST_STATEMENTS)
    for each in statements:
        assert any(char.isalnum() for char in each.text)
        assert "\n" not in each.text


def test_reading_takes_time_as_the_text_is_long() -> None:
    """Marks that never close and endless blanks cost no more than other text."""
    for text in ("`" * 9000, "[" * 9000, "**" * 5000, "hi" + " " * 9000 + "x", "> " * 5000, "<@1" * 3000, "a. " * 4000):
        words_of(text)
        read_message(text, DAY)
