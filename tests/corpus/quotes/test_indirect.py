"""Indirect speech: what is reported in the narrator's words."""

from __future__ import annotations

import pytest

from tests.corpus.parsed import BOTH
from tests.corpus.quotes.reading import indirect, quotes_of, rows


@BOTH
@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("Ann Doyle said that the harbor would close.", "Ann Doyle", "the harbor would close"),
        ("Ann Doyle said the harbor would close.", "Ann Doyle", "the harbor would close"),
        ("The harbor would close in May, Ann Doyle said.", "Ann Doyle", "The harbor would close in May"),
        ("Ann Doyle told reporters that the harbor would close.", "Ann Doyle", "the harbor would close"),
        ("Officials warned that the old roads could flood.", "Officials", "the old roads could flood"),
        ("According to Ann Doyle, the harbor lost money.", "Ann Doyle", "the harbor lost money"),
        ("The harbor lost a lot of money, according to Ann Doyle.", "Ann Doyle", "The harbor lost a lot of money"),
        ("The company has confirmed that it is leaving.", "The company", "it is leaving"),
        ("Ann Doyle insists she never met the man.", "Ann Doyle", "she never met the man"),
        ("His lawyer says the case is political.", "His lawyer", "the case is political"),
        ("Police said two men were arrested.", "Police", "two men were arrested"),
    ],
)
def test_the_clause_is_the_content(body: str, speaker: str, content: str, *, parsed: bool) -> None:
    """The reported clause without "that" and its stop, before or after the words that report it."""
    assert indirect(body, parsed=parsed) == [(speaker, content)]


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("Ann Doyle was asked by Tom Reed to lead the harbor and started in May.", "Tom Reed", "to lead the harbor"),
        (
            "Ann Doyle was asked by Tom Reed to lead the harbor and has been there since.",
            "Tom Reed",
            "to lead the harbor",
        ),
        (
            "The man was told by Tom Reed to leave the pier and to stay away.",
            "Tom Reed",
            "to leave the pier and to stay away",
        ),
        (
            "The man was told by Tom Reed to leave the pier and stay away.",
            "Tom Reed",
            "to leave the pier and stay away",
        ),
    ],
)
def test_what_the_narrator_goes_on_with_was_not_said(body: str, speaker: str, content: str) -> None:
    """Of "asked by Reed to lead it and started in May" the start is no request."""
    assert indirect(body) == [(speaker, content)]


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("Kim vowed to leave the board at once.", "Kim", "to leave the board at once"),
        ("Activists urged the board to keep the pier.", "Activists", "the board to keep the pier"),
        ("The board called on sailors to leave the pier.", "The board", "sailors to leave the pier"),
        ("The mayor’s claim that the pier is safe was wrong.", "The mayor’s", "the pier is safe"),
        ("The plan, the mayor said, would save the old pier by May.", "the mayor", None),
        ("Asked about it, she said the pier was old.", "she", "the pier was old"),
        ("Kim wrote on Monday in a long letter to the board that he would go.", "Kim", "he would go"),
    ],
)
def test_a_parse_shows_more(body: str, speaker: str | None, content: str | None) -> None:
    """Infinitives, passives, nouns and clauses in the middle are reports too."""
    assert indirect(body) == [(speaker, content or body.rstrip("."))]


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "Ann Doyle did not say that the harbor would close.",
        "Ann Doyle could say that the harbor would close.",
        "The ship left the harbor on Friday with forty men.",
        "The claim was rejected.",
    ],
)
def test_what_is_not_said_is_no_quotation(body: str, *, parsed: bool) -> None:
    """Denied and supposed speech are nobody's words."""
    assert indirect(body, parsed=parsed) == []


def test_one_who_goes_on_is_the_speaker_of_both() -> None:
    """A second verb without a subject of its own has the first one's."""
    body = "Ann Doyle acknowledged that she had made mistakes but argued that voters would forgive her."
    assert indirect(body) == [
        ("Ann Doyle", "she had made mistakes"),
        ("Ann Doyle", "voters would forgive her"),
    ]


def test_a_source_at_the_end_is_no_part_of_what_it_is_the_source_of() -> None:
    """ "According to" after a report within a sentence ends the clause."""
    body = "The mayor says that the pier will open in June, according to a report by the board."
    assert ("The mayor", "the pier will open in June") in indirect(body)


def test_unnamed_speakers_are_given_as_written() -> None:
    """Who has no name in the text has none here."""
    body = "A spokesman for the ministry said the talks had failed."
    assert rows(body) == [("indirect", "A spokesman for the ministry", None, "the talks had failed")]


def test_a_quotation_cites_whole_sentences() -> None:
    """The sentence to cite holds content, speaker and cue, and the paragraph is the one it begins in."""
    body = "Nothing happened.\n\nAnn Doyle said the harbor would close. Nobody came."
    (quote,) = quotes_of(body)
    assert quote.sentence.of(body) == "Ann Doyle said the harbor would close."
    assert quote.paragraph == 2
    assert quote.cue is not None
    assert quote.cue.of(body) == "said"


@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        ("The union accused the board of hiding the report.", "The union", "the board of hiding the report"),
        ("The board has called for a new look at the pier.", "The board", "a new look at the pier"),
        ("Rob Fine denied taking money from the board.", "Rob Fine", "denied taking money from the board"),
        ("The pier fell at night, Mayor Ann Doyle announced Friday.", "Ann Doyle", "The pier fell at night"),
        ("The mayor said, “It is gone,” adding that nobody was hurt.", "The mayor", "nobody was hurt"),
        (
            "Its effect could be felt far beyond the court, said Ann Doyle, a director at the Center for Ships of Lima, which owns it.",
            "Ann Doyle",
            "Its effect could be felt far beyond the court",
        ),
        ("Lima has learned that, according to a diver, the pier is gone.", "a diver", "the pier is gone"),
    ],
)
def test_objects_and_endings(body: str, speaker: str, content: str) -> None:
    """Accusations and demands with their objects, reports at the end with a day, participles after a quotation."""
    assert (speaker, content) in indirect(body)


def test_what_another_is_quoted_with_stays_in_the_clause() -> None:
    """Words in marks that somebody else says inside of a reported clause are not cut out of it."""
    body = "The plan, which Rob Fine has called “dead on arrival,” would cost millions, according to the board."
    assert indirect(body) == [("the board", body[: body.index(", according")])]


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Police arrested Paul Kent, and “I did it,” he said.", []),
        ("The mill was old, but “Nobody cared for it,” said Ann Lee.", []),
        ("The mayor opened the bridge; “It is new,” she said.", []),
        ("The road was shut and “it is a mess,” he said.", ["The road was shut"]),
    ],
)
def test_a_sentence_in_marks_is_apart_from_what_is_told_before_it(body: str, content: list[str]) -> None:
    """What an "and" joins to a whole sentence in marks is told by the article; what runs on into the marks is said."""
    assert [said for _, said in indirect(body)] == content


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("According to Dr Helen Choi, of Leeds, the drug works well.", "the drug works well"),
        ("According to Helen Choi, from the University of Leeds, it works well.", "it works well"),
        ("According to Helen Choi, of the twenty who came three left.", "of the twenty who came three left"),
    ],
)
def test_where_a_source_is_from_is_no_part_of_what_it_says(body: str, content: str) -> None:
    """ "Of Leeds" between commas belongs to the name before it."""
    assert [said for _, said in indirect(body)] == [content]


@BOTH
@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Ann Lee ruled out that the mill would be sold.", "ruled out that the mill would be sold"),
        ("Ann Lee ruled out any chance that it would be sold.", "ruled out any chance that it would be sold"),
        ("Ann Lee warned against thinking that it was sold.", "warned against thinking that it was sold"),
        ("Ann Lee advised against the idea that he should go.", "advised against the idea that he should go"),
        ("Ann Lee argued against the view that it was safe.", "argued against the view that it was safe"),
        ("Ann Lee warned that the mill was unsafe.", "the mill was unsafe"),
        ("Ann Lee advised that the mill was unsafe.", "the mill was unsafe"),
        ("Ann Lee ruled that the sale was out of order.", "the sale was out of order"),
        ("Ann Lee said that those against it were many.", "those against it were many"),
    ],
)
def test_a_word_that_turns_a_verb_into_its_opposite_stays(body: str, content: str, *, parsed: bool) -> None:
    """What somebody warned against or ruled out is not shown as what they said."""
    assert indirect(body, parsed=parsed) == [("Ann Lee", content)]


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Ann Lee warned against selling the mill.", "warned against selling the mill"),
        ("Ann Lee has warned against “selling” the old mill.", "warned against “selling” the old mill"),
        ("Ann Lee warned of floods in the north.", "floods in the north"),
        ("Ann Lee warned the council not to sell the mill.", "the council not to sell the mill"),
        ("Ann Lee advised the council to sell the mill.", "the council to sell the mill"),
    ],
)
def test_what_is_spoken_against_is_told_so(body: str, content: str) -> None:
    """ "Selling the mill" alone would say the opposite of "warned against selling the mill"."""
    assert indirect(body) == [("Ann Lee", content)]
