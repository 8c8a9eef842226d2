"""Who holds an office, where a name stands beside it."""

from __future__ import annotations

import time

import pytest

from corpus.values import Article
from retrieval.asked.holder import holder_told, of_others, office_whose


@pytest.mark.parametrize(
    ("question", "whose"),
    [
        ("Who is the mayor of Karsk?", ("karsk",)),
        ("mayor of karsk", ("karsk",)),
        ("who's Karsk's mayor", ("karsk",)),
        ("who is brevik's new ceo?", ("brevik",)),
        ("who runs brevik", ("brevik",)),
        ("Who is the environment minister?", ("environment",)),
        ("Who is the CEO of the company?", ()),
        ("Who's the new Acme CEO?", ("acme",)),
        ("who is the New York mayor", ("new", "york")),
        ("Who is the president of the US?", ("us",)),
        ("who's the WHO's director", ("who",)),
    ],
)
def test_an_office_and_whose_it_is_are_read(question: str, whose: tuple[str, ...]) -> None:
    """Law: who asks for the holder of an office in so many words is understood, in small letters too."""
    asked = office_whose(question)
    assert asked is not None
    assert asked.whose == whose


@pytest.mark.parametrize(
    "question",
    [
        "Who was the mayor of Karsk?",
        "Who is the president who resigned?",
        "Who is the president of France's party?",
        "Why did the mayor of Karsk resign?",
        "What did the CEO say?",
        "Who is Anna Holm?",
        "who is the president of the us",
    ],
)
def test_what_asks_for_more_or_else_is_left_alone(question: str) -> None:
    """Law: a former holder, one of several, and anything else about an officer is no question for who holds the office."""
    assert office_whose(question) is None


def _told(question: str, title: str, body: str) -> str | None:
    asked = office_whose(question)
    assert asked is not None
    found = holder_told(asked, body, Article(id="a", title=title, body=body))
    return found[0].of(body) if found else None


@pytest.mark.parametrize(
    ("question", "title", "sentence", "name"),
    [
        ("who is the mayor of karsk", "Trams", "The mayor of Karsk, Anna Holm, was pleased.", "Anna Holm"),
        ("who is the mayor of karsk", "Trams", "Karsk Mayor Anna Holm was pleased.", "Anna Holm"),
        ("who is the mayor of karsk", "Trams", "Anna Holm, the mayor of Karsk, was pleased.", "Anna Holm"),
        ("who is the mayor of karsk", "Karsk trams stop", '"No," said Mayor Anna Holm.', "Anna Holm"),
        (
            "who is the ceo of brevik",
            "Brevik recalls kettles",
            '"No," said Chief Executive Jan van Dorn.',
            "Jan van Dorn",
        ),
        ("who is the environment minister", "Storm", "He called on Environment Minister Cormac Daly.", "Cormac Daly"),
        ("who is the ceo?", "Brevik recalls kettles", "Jan Dorn, its chief executive, said no.", "Jan Dorn"),
        ("who is the ceo of brevik", "Brevik recalls kettles", "Jan Dorn, its chief executive, said no.", None),
        ("who is the mayor of karsk", "Trams", '"No," said Mayor Anna Holm.', None),
        ("who is the mayor of karsk", "Karsk trams stop", "Varn Mayor Anna Holm was pleased.", None),
        ("who is the mayor of karsk", "Karsk trams stop", "The former mayor of Karsk, Anna Holm, was pleased.", None),
        ("who is the mayor of karsk", "Karsk trams stop", "Deputy Mayor Anna Holm was pleased.", None),
        ("who is the mayor of karsk", "Karsk trams stop", "Their mayor, Anna Holm, was pleased.", None),
        ("who is the environment minister", "Storm", "Finance Minister Cormac Daly was there.", None),
        ("who is the ceo of skyfjord", "Euravia to buy Skyfjord", "Chief Executive Jan Dorn was pleased.", None),
        ("who is the mayor of karsk", "Karsk stops", "Mayor Anna Holm came. Mayor Tom Reed stayed.", None),
        ("who is the governor of karsk", "Karsk", "It was founded under Governor David Collins in 1803.", None),
        ("who is the governor of karsk", "Karsk", "It was founded under Lt. Governor David Collins.", None),
        # Written large, the US and the WHO are names.
        ("Who is the president of the US?", "Votes", "US President Anna Holm was pleased.", "Anna Holm"),
        ("Who is the president of the US?", "Votes", "The president of France, Anna Holm, told us so.", None),
        ("Who is the president of the US?", "Votes", '"No," said President Anna Holm.', None),
        ("Who is the director of the WHO?", "Masks", "Museum Director Anna Holm was there.", None),
        ("Who is the director of the WHO?", "Who is to blame", "Director Anna Holm was there.", None),
        ("Who is the director of the WHO?", "WHO warns of flu", "Director Anna Holm was there.", "Anna Holm"),
        # A thing of that sort.
        ("who is the director of the hospital", "Fire", "Anna Holm, director of the museum, was there.", None),
        ("who is the director of the hospital", "Fire", "Director Anna Holm was there.", None),
        ("who is the director of the hospital", "Hospital burns", "The museum director Anna Holm came.", None),
        ("who is the director of the hospital", "Hospital burns", "Director Anna Holm was there.", "Anna Holm"),
        ("who is the president of the bank", "Loans", "The bank's president, Anna Holm, agreed.", "Anna Holm"),
        # A year that somebody speaks of.
        ("who is the ceo of brevik", "Brevik", '"It is from 1958," Chief Executive Jan Dorn said.', "Jan Dorn"),
        ("who is the ceo of brevik", "Brevik", 'in a house from 1958," Chief Executive Jan Dorn said.', "Jan Dorn"),
        ("who is the ceo of brevik", "Brevik", '"In 1958," he said, "Chief Executive Jan Dorn left."', None),
        ("who is the ceo of brevik", "Brevik", 'In 1958 Chief Executive Jan Dorn said "No."', None),
    ],
)
def test_a_name_beside_an_office_tells_its_holder(question: str, title: str, sentence: str, name: str | None) -> None:
    """Law: the name is told where it is said whose office it is, or the title is about that one and nobody else has it there."""
    assert _told(question, title, sentence) == name


def test_an_article_without_the_name_is_about_another() -> None:
    """Law: whose officer is asked for must stand in an article, as such or as what is said for a country."""
    karsk, france = office_whose("mayor of karsk"), office_whose("president of France")
    assert karsk is not None
    assert france is not None
    here = Article(id="a", title="Trams", body="Karsk's trams stopped.")
    there = Article(id="b", title="Buses", body="The French president, Anne Lee, and Mayor Tom Reed came.")
    assert of_others(karsk, [here, there]) == [False, True]
    assert of_others(karsk, [there]) == [False]
    french = Article(id="c", title="Votes", body="France voted.")
    assert of_others(france, [here, there, french]) == [True, False, False]


@pytest.mark.parametrize(
    "text",
    ["a-" * 10_000, "Aa-" * 7000, "mayor of " * 2500, "mayor of Aa aa aa " * 1100, '1900 "a' * 4000, "1900 “a" * 4000],
)
def test_no_text_takes_long(text: str) -> None:
    """Law: the work grows with the text: a thousand times as much is no matter of seconds."""
    asked = office_whose("who is the mayor of karsk")
    assert asked is not None
    article = Article(id="a", title="Karsk stops", body=text)
    began = time.process_time()
    holder_told(asked, text, article)
    of_others(asked, [article])
    assert time.process_time() - began < 1
