"""An article about one person, and those who are only named in passing there."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import quotes_of

LEAD = "Dora Lind, who drew the first maps of the moon, died on Monday at her home. She was 91. She was born in Hull."
ABOUT = f"{LEAD} She won a prize in 1955."


def last(body: str) -> tuple[str | None, bool]:
    """The name behind the speaker of the last quotation, and whether it is inferred."""
    quote = quotes_of(body)[-1]
    return quote.name, quote.inferred


@pytest.mark.parametrize(
    "before",
    [
        # A list of relatives.
        f"{LEAD} Her elder brother, Ralph Lind, kept bees; her sister Greta still lives there.",
        f"{LEAD} Her sister Greta still lives there.",
        # A colleague who only speaks of her.
        f"{LEAD}\n\n“She read every line,” said Professor Nora Kent, who was her student.",
        f"{LEAD}\n\nProfessor Nora Kent said that she was kind. Dr Ralph Moor said she was strict.",
    ],
)
@pytest.mark.parametrize(
    "opening",
    [
        "She won a prize in 1955. The institute took her on as a clerk.",
        "She drew the far side of it in 1960. She never lost her accent.",
        "In 1962 she moved to Leeds.",
    ],
)
def test_a_paragraph_that_goes_on_about_the_lead_is_hers(before: str, opening: str) -> None:
    """In an article about one person a paragraph that opens with what "she" did is about that person, and not who was named before.

    It is told to be inferred.
    """
    assert last(f"{before}\n\n{opening} “I made poor tea,” she recalled.") == ("Dora Lind", True)


def test_the_lead_goes_on_in_the_sentence_that_opens_a_paragraph() -> None:
    """What "she" says in a sentence about what she did is hers, too, and a pronoun after an inferred one is inferred."""
    body = (
        f"{ABOUT}\n\n“She read every line,” said Professor Nora Kent.\n\nShe kept bees, and complained that they stung."
    )
    assert last(body) == ("Dora Lind", True)
    assert last(f"{body} “They never liked me,” she said.") == ("Dora Lind", True)


def test_who_is_only_beside_the_lead_does_not_speak() -> None:
    """One who does nothing in a sentence about "her" is not the "she" that follows; one who does may be, and is inferred."""
    assert last(f"{ABOUT} Her first ship was named after Nora Kent. “I hated it,” she said.") == ("Dora Lind", True)
    assert last(f"{ABOUT} Her sister Greta lives in Hull. “I miss the maps,” she said.") == ("Greta", True)


def test_the_lead_is_meant_where_nobody_else_is() -> None:
    """Where those named near by are all apart from "she", it is whom the article is about."""
    filler = "She met Nora Kent in Hull. " * 7
    assert last(f"{ABOUT}\n\n{filler}“I miss the maps,” she said.") == ("Dora Lind", True)


@pytest.mark.parametrize(
    ("rest", "name"),
    [
        # In the same paragraph, or where "she" goes on to speak, it is who spoke.
        ("“She read every line,” said Professor Nora Kent. “I feared her,” she said.", "Nora Kent"),
        ("“She read every line,” said Professor Nora Kent.\n\nShe added that the maps were fine.", "Nora Kent"),
        # Whom the article tells of herself is not named in passing.
        ("Nora Kent runs the museum. She opened it in May.\n\nShe lives in Hull. “I like it,” she said.", "Nora Kent"),
        # Nobody of the other sex is the lead.
        ("Her pupil Ralph Moor came too.\n\nHe lives in Hull. “I like it,” he said.", "Ralph Moor"),
        # The lead herself.
        ("She called it a joy. “I like it,” she said.", "Dora Lind"),
    ],
)
def test_others_than_the_lead_still_speak(rest: str, name: str) -> None:
    """Whom the article is about takes no words of those who speak beside her."""
    assert last(f"{ABOUT}\n\n{rest}") == (name, False)


@pytest.mark.parametrize(
    "opening",
    [
        "Dora Lind opened the museum.",
        "A museum opened on Monday. Dora Lind came. She cut the tape. She gave a speech. She left.",
        "Dora Lind came. She cut the tape. Nora Kent spoke. She was brief. She was clear. She was cheered.",
    ],
)
def test_an_article_about_more_than_one_has_no_lead(opening: str) -> None:
    """Who is named first is not whom an article is about, unless most of it is about that one."""
    body = f"{opening}\n\n“It is late,” said Professor Greta Holm.\n\nShe lives in Hull. “I like it,” she said."
    assert last(body) == ("Greta Holm", False)
