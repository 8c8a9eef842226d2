"""JSONL of documents."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnreadableError
from corpus.jsonl import read_lines


def read(text: str) -> list[tuple[int, Any]]:
    return [
        (number, str(line) if isinstance(line, UnreadableError) else dict(line)) for number, line in read_lines(text)
    ]


@given(st.text())
def test_the_text_of_a_line_is_untouched(text: str) -> None:
    """Whatever the text, outer white space and no-break spaces included, it comes back to the character."""
    assert read(json.dumps({"text": text})) == [(1, {"text": text})]
    assert read(json.dumps({"text": text}, ensure_ascii=False)) == [(1, {"text": text})]


def test_lines_keep_their_numbers() -> None:
    """Empty lines are passed over and counted, whichever way lines end."""
    text = '\n{"text": "a"}\r\n \t\n{"text": "b", "more": [1]}'
    assert read(text) == [(2, {"text": "a"}), (4, {"text": "b", "more": [1]})]


def test_unicode_line_separators_end_no_line() -> None:
    """A text may hold the line ends that Unicode and Python know; JSONL knows the newline only."""
    assert read('{"text": "a\u2028b\x85c\u2029d"}') == [(1, {"text": "a\u2028b\x85c\u2029d"})]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("words", "it is no JSON"),
        ('{"text": "a"', "it is no JSON"),
        ('{"text": "a"} {}', "it is no JSON"),
        ("[" * 100_000, "it is no JSON"),
        ("1" * 5000, "it is no JSON"),
        ("[1]", "it is no JSON object"),
        ("null", "it is no JSON object"),
        ("{}", "it has no 'text' that is a string"),
        ('{"text": null}', "it has no 'text' that is a string"),
        ('{"text": ["a"]}', "it has no 'text' that is a string"),
        ('{"text": "a\\ud800b"}', "its text holds half a surrogate pair"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_stops_nothing(line: str, reason: str) -> None:
    """What is wrong with a line stands in its place, and the lines around it are read."""
    assert read(f'{{"text": "a"}}\n{line}\n{{"text": "b"}}') == [(1, {"text": "a"}), (2, reason), (3, {"text": "b"})]


def test_a_whole_surrogate_pair_is_one_character() -> None:
    """Escapes that form a pair are text like any other."""
    assert read('{"text": "\\ud83d\\ude00"}') == [(1, {"text": "😀"})]
