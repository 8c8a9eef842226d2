"""Questions that only look like one that is answered."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.near_misses import _negated, _opposite, _other_name, _other_number, near_miss

Way = Callable[[str, Sequence[str], random.Random], str | None]
SENTENCES = ("The engineer Tom Reed built it in Sweden in 1902.", "Then 400 ships came.")


def _change(before: str, after: str) -> tuple[str, str]:
    """The words that were taken out, and those that stand there now."""
    old, new = before.split(" "), after.split(" ")
    while old and new and old[0] == new[0]:
        old, new = old[1:], new[1:]
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return " ".join(old), " ".join(new)


def _changes(way: Way, question: str, sentences: Sequence[str] = SENTENCES) -> set[tuple[str, str]]:
    made: Iterable[str | None] = (way(question, sentences, random.Random(seed)) for seed in range(60))
    return {_change(question, each) for each in made if each is not None}


@pytest.mark.parametrize(
    ("way", "question", "changes"),
    [
        (
            _other_name,
            "When did Ida Holm leave Norway ?",
            {("Ida Holm", "Tom Reed"), ("Norway", "Sweden")},
        ),
        (_other_number, "Who won in 1871 and got 300 votes", {("1871", "1902"), ("300", "400")}),
        (_opposite, "Who was the last to open it", {("last", "first"), ("open", "close")}),
        (_negated, "When did it rain", {("did", "didn't"), ("", "never")}),
        (_negated, "Why can't it rain", set()),
        (_negated, "Why didn’t it rain", set()),
        (_negated, "Can it rain", {("Can", "can't"), ("Can", "can never")}),
    ],
)
def test_one_thing_is_changed(way: Way, question: str, changes: set[tuple[str, str]]) -> None:
    """Each kind puts another of its kind in one place and leaves all the rest."""
    assert _changes(way, question) == changes


def test_number_that_the_texts_lack_is_changed_in_one_digit() -> None:
    """Without a number of its length to take, one of the last two digits is another, never the first of a long number."""
    changes = _changes(_other_number, "Who won in 1871", ("Nobody won.",))
    assert len(changes) > 5
    for old, new in changes:
        assert (old, len(new), new[:2]) == ("1871", 4, "18")
        assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_name_takes_the_place_of_one_alike() -> None:
    """A name of one word is not put where one of two stood, nor one that the question holds, nor a sentence's first word."""
    assert _changes(_other_name, "When did Ida Holm leave", ("Yesterday she went to Sweden.",)) == set()
    assert _changes(_other_name, "Did she leave Norway", ("Sweden lies east of Norway.",)) == set()


def test_near_miss_comes_from_the_dice_alone() -> None:
    """The same dice make the same question, others make others."""
    question = "When did Ida Holm open the first lighthouse in 1871?"
    made = [near_miss(question, SENTENCES, ("It was in Denmark.",), random.Random(seed)) for seed in range(40)]
    assert made == [near_miss(question, SENTENCES, ("It was in Denmark.",), random.Random(seed)) for seed in range(40)]
    assert len(set(made)) > 5
    assert question not in made


def test_question_in_which_nothing_can_be_changed_has_none() -> None:
    """Without a name, a number, a word with an opposite or an auxiliary there is no near miss."""
    for seed in range(40):
        assert near_miss("why so late in town then", (), (), random.Random(seed)) in {None, "why so early in town then"}
        assert near_miss("why so", SENTENCES, SENTENCES, random.Random(seed)) is None


def test_negation_is_rare() -> None:
    """What can always be made must not become what an unanswerable question looks like."""
    made = [near_miss("why did it rain", (), (), random.Random(seed)) for seed in range(400)]
    assert 0 < sum(each is not None for each in made) < 100


@pytest.mark.parametrize(
    "text",
    [
        "",
        " " * 50_000,
        "A" * 50_000,
        "Aa " * 20_000,
        "Aa of " * 20_000,
        "A-" * 30_000,
        "1," * 30_000,
        "1" + "," * 50_000,
        "1,x" * 20_000,
        "did not " * 10_000,
        "Who is \U0001d7cf\u0661\u00b2 of İstanbul \x00\u202e?",
    ],
)
def test_hostile_text_is_changed_or_left(text: str) -> None:
    """Any question, of any length, beside any texts has a near miss that differs, or none."""
    for seed in range(4):
        for question, sentences in ((text, SENTENCES), ("Who left Norway in 1871?", (text,)), (text, (text,))):
            assert near_miss(question, sentences, sentences, random.Random(seed)) != question


@given(st.text(), st.lists(st.text(), max_size=3), st.integers())
def test_near_miss_is_never_the_question(question: str, sentences: list[str], seed: int) -> None:
    """Whatever is asked, what comes back is None or something else."""
    assert near_miss(question, sentences, sentences, random.Random(seed)) != question
