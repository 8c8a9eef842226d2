"""Letters that an article prints in full."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import direct, rows

BOTH = pytest.mark.parametrize("parsed", [True, False], ids=["parse", "words"])
WORDS = "The pool must stay. We have asked four times since March.\n\nA patient waited for hours on 12 November."
LETTER = (
    "The council got a letter on Monday:\n\n{dear}\n\n{words}\n\n{yours}\n\nThe mayor, Rob Fine, declined to comment."
)


@BOTH
@pytest.mark.parametrize(
    "dear", ["Dear members of the board,", "Dear Councillors", "Dear Mr Reed:", "To whom it may concern,"]
)
@pytest.mark.parametrize("yours", ["Yours sincerely,", "Yours truly,", "Kind regards", "Respectfully,", "Signed:"])
def test_a_letter_is_the_words_of_who_signed_it(dear: str, yours: str, *, parsed: bool) -> None:
    """From the greeting to the closing words, also where it speaks of others and not of itself."""
    body = LETTER.format(dear=dear, words=WORDS, yours=f"{yours}\n\nOlwen Price, chair of the Friends of the Pool")
    assert direct(body, parsed=parsed) == [("Olwen Price", WORDS)]


@BOTH
@pytest.mark.parametrize(
    ("signed", "speaker"),
    [
        ("Olwen Price", "Olwen Price"),
        ("Olwen Price\nChair, Friends of the Pool", "Olwen Price"),
        ("Olwen Price, Friends of the Pool", "Olwen Price, Friends of the Pool"),
        ("The Friends of the Pool", "The Friends of the Pool"),
    ],
)
def test_who_signed_is_as_written(signed: str, speaker: str, *, parsed: bool) -> None:
    """A name with a role beside it is the name alone; what else stands on the line belongs to it."""
    body = LETTER.format(dear="Dear members of the board,", words=WORDS, yours=f"Yours sincerely,\n\n{signed}")
    assert direct(body, parsed=parsed) == [(speaker, WORDS)]


@BOTH
def test_a_letter_of_several_is_theirs_together(*, parsed: bool) -> None:
    """No one of them is said to have written it."""
    signed = "Dr Priya Raman, Dr Olaf Steen and 311 others"
    body = LETTER.format(dear="Dear members of the board,", words=WORDS, yours=f"Yours sincerely,\n\n{signed}")
    assert [row[1:] for row in rows(body, parsed=parsed) if row[0] == "direct"] == [(signed, None, WORDS)]


@BOTH
@pytest.mark.parametrize(
    ("dear", "yours"),
    [
        ("Dear members of the board,", "The letter was signed by Olwen Price."),
        ("Dear members of the board,", "Yours sincerely,\n\nthe children of Class 4"),
        ("The board was told this.", "Yours sincerely,\n\nOlwen Price"),
        ("Dear oh dear, said Olwen Price. It is late.", "Yours sincerely,\n\nOlwen Price"),
    ],
)
def test_without_greeting_or_signature_it_is_nobody_s(dear: str, yours: str, *, parsed: bool) -> None:
    """Where a letter begins, where it ends and whose it is must stand there."""
    words = "The pool must stay, and the roof of it as well."
    assert direct(LETTER.format(dear=dear, words=words, yours=yours), parsed=parsed) == []


def test_of_two_letters_each_is_its_signer_s() -> None:
    """A greeting ends what came before, which has no signature then."""
    body = "Dear Sir,\n\nI swim.\n\nRob Fine, Saltby\n\nDear Editor,\n\nI blame the council.\n\nYours faithfully,\nIda Brill\n\nIt rained."
    assert direct(body) == [("Ida Brill", "I blame the council.")]
