"""Conversations set out turn by turn, without quotation marks."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import direct, quotes_of, rows

BOTH = pytest.mark.parametrize("parsed", [True, False], ids=["parse", "words"])
INTRO = "Marta Holm has run the mill since 2011. On Tuesday the firm said it would close it.\n\n"
TURNS = (
    ("Gazette", "Why is the mill closing?"),
    ("Holm", "It lost money. We could not go on paying for it."),
    ("Gazette", "Who decided it?"),
    ("Holm", "The board did, on 28 February."),
)


def set_out(turns: tuple[tuple[str, str], ...], after: str = ": ", between: str = "\n\n") -> str:
    return between.join(f"{label}{after}{words}" for label, words in turns)


@BOTH
@pytest.mark.parametrize("after", [": ", " – ", " — ", " - ", " (by telephone): ", ":  ", ":\n", ", the firm: "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_turn_is_the_words_of_who_stands_before_it(after: str, between: str, *, parsed: bool) -> None:
    """Word for word and under the full name; who only asks is not quoted."""
    body = INTRO + set_out(TURNS, after, between)
    told = [row for row in rows(body, parsed=parsed) if row[0] == "direct"]
    assert told == [("direct", "Holm", "Marta Holm", words) for label, words in TURNS if label == "Holm"]


@BOTH
@pytest.mark.parametrize(
    "asker", ["Q", "Question", "INTERVIEWER", "Interviewer", "Host", "The Eastfield Gazette", "Coast & Country"]
)
def test_who_asks_is_no_source(asker: str, *, parsed: bool) -> None:
    """Whatever they are called, and also where they say something in between."""
    turns = ((asker, "Rob Fine says that you knew."), *((asker if x == "Gazette" else x, words) for x, words in TURNS))
    found = direct(INTRO + set_out((*turns, (asker, "Will you sell it?"), ("Holm", "No."))), parsed=parsed)
    assert [speaker for speaker, _ in found] == ["Holm"] * 3


@BOTH
def test_two_who_speak_to_each_other_are_both_quoted(*, parsed: bool) -> None:
    """Where nobody is there to ask, both say something: a debate, or minutes word for word."""
    body = (
        "Jo Marsh and Paul Renn met on Monday.\n\nMarsh: You promised us forty schools. Where are they?\n\n"
        "Renn: We have built twelve. I opened the last.\n\nMarsh: You opened a car park.\n\nRenn: That is a lie, and you know it.\n\n"
        "Analysis: We think that Marsh won.\n\nRenn is to speak on Friday. I met him afterwards."
    )
    assert [speaker for speaker, _ in direct(body, parsed=parsed)] == ["Marsh", "Renn", "Marsh", "Renn"]


@BOTH
def test_a_transcript_s_turn_goes_on_until_the_next(*, parsed: bool) -> None:
    """Under labels in capitals, as long as somebody speaks of themselves: not over a remark, another's turn or the narrator's words."""
    body = (
        "Minister Helen Carr spoke on Monday.\n\nINTERVIEWER: Why were the gates open?\n\n"
        "HELEN CARR: Nobody knew.\n\nI asked twice.\n\nINTERVIEWER: Did James Oduya ring you?\n\n"
        "CARR: He did.\n\nCarr then left, but we waited.\n\nINTERVIEWER: Will you resign?\n\nCARR: No.\n\nTHE CLERK: You may go.\n\n"
        "INTERVIEWER: You heard it?\n\nCARR: Yes.\n\n(We laugh.)\n\nINTERVIEWER: Why?\n\nCARR: So it is.\n\nWe thank her for it."
    )
    assert direct(body, parsed=parsed) == [
        ("HELEN CARR", "Nobody knew.\n\nI asked twice."),
        ("CARR", "He did."),
        ("CARR", "No."),
        ("CARR", "Yes."),
        ("CARR", "So it is."),
    ]


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        (
            "Housing\n\nJane Smith: Wants 2,000 homes. She would raise the levy.\n\nTom Reed: Opposes it.\n\n"
            "Transport\n\nJane Smith: Supports the tram.\n\nTom Reed: Would scrap it."
        ),
        "Method: Whisk the eggs. You need a bowl.\nTip: I use my mother's.\nMethod: Bake it. You will smell it.\nTip: We freeze it.",
        "Monday: Will it rain? We will know.\nTuesday: I swim.\nMonday: You can swim for free.\nTuesday: We rest.",
        "Hamlet: Tom Reed\nOphelia: Anna Holt\nHamlet: Can you believe it?\nVenue: We play at the mill.",
        "Q: Who has to pay?\nA: You do, as we all do.\n\nQ: When does it begin?\nA: On 1 April. I will tell you.",
        "LONDON – I arrived on Monday.\n\nPARIS – We went on.\n\nLONDON – You know it.\n\nPARIS – We know it too.",
        "Jane Smith: I said so.\n\nTom Reed: We did not.",
    ],
)
def test_lines_with_a_colon_are_not_always_a_conversation(body: str, *, parsed: bool) -> None:
    """Positions, recipes, days, a cast, answers of nobody's, datelines and single lines are nobody's words."""
    assert direct(body, parsed=parsed) == []


def test_words_in_marks_are_found_by_their_marks() -> None:
    """A turn that is set in marks is quoted once, without them."""
    body = INTRO + set_out((*TURNS[:3], ("Holm", "“The board did so in May.”")))
    assert direct(body)[-1] == ("Holm", "The board did so in May.")


def test_what_one_says_that_another_said_is_left_to_the_turn() -> None:
    """No report inside a turn stands beside it as a fact of the article's."""
    body = INTRO + set_out((*TURNS[:3], ("Holm", "Rob Fine told me that he would.")))
    assert [row[2] for row in rows(body) if "Fine" in row[3]] == ["Marta Holm"]


def test_what_is_cited_holds_the_label() -> None:
    """So that a reader sees whose words they are."""
    body = INTRO + set_out(TURNS)
    assert all(quote.sentence.of(body).startswith("Holm: ") for quote in quotes_of(body) if quote.kind == "direct")


@BOTH
def test_labels_may_have_the_time_before_them_and_a_role_behind(*, parsed: bool) -> None:
    """As in what a machine wrote down."""
    body = (
        "[00:01] Host: Welcome. What next?\n[00:12] Marta Holm, Holm Paper: We need the line.\n[01:02] Host: And you?\n"
        "[01:20] Tom Reed, harbour board: I agree.\n02:00 Host: Why?\n02:10 Marta Holm, Holm Paper: No."
    )
    assert direct(body, parsed=parsed) == [
        ("Marta Holm", "We need the line."),
        ("Tom Reed", "I agree."),
        ("Marta Holm", "No."),
    ]


def test_an_author_s_i_between_the_turns_is_nobody_else_s() -> None:
    """Where the author has spoken of themselves before, a turn ends with its paragraph."""
    body = "I met Helen Carr.\n\nECHO: Why?\n\nCARR: Nobody knew.\n\nI asked twice.\n\nECHO: Why?\n\nCARR: So it is."
    assert [words for _, words in direct(body)] == ["Nobody knew.", "So it is."]
    assert [words for _, words in direct(body.replace("I met", "We met"))] == [
        "Nobody knew.\n\nI asked twice.",
        "So it is.",
    ]
