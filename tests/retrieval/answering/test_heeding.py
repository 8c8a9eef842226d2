"""What the words of a sentence tell of whether it answers, beside what a selector says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.values import Article, Span
from retrieval.answering.heeding import Heeding, only_bylines
from retrieval.encoders.hashing import HashingEncoder
from retrieval.generations.scope import whole
from retrieval.ranking.confidence import load_model
from retrieval.selectors import Reading, Words
from retrieval.selectors.windows import Window
from retrieval.values import Answer, Outcome, Question
from tests.retrieval.fond import Fond
from tests.retrieval.samples import answering, generation_of

WEIGHT, PRICE = "The glasses weigh 46 grams and are new.", "The glasses are sold at €90."


def _read(question: str, *sentences: str, fond: str = "46 grams") -> Reading:
    (reading,) = Heeding(Fond(fond)).read(question, [Window("", sentences)])
    return reading


@pytest.mark.parametrize("question", ["How much do the glasses cost?", "What is the price of the glasses?"])
def test_what_says_nothing_of_money_is_no_price(question: str) -> None:
    """A sentence without a word of money does not answer what something costs, and none of its words do."""
    assert _read(question, WEIGHT, PRICE) == Reading((-8.0, -6.0), 6.0, (None, None))
    assert _read(question, WEIGHT) == Reading((-8.0,), 8.0, (None,))


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How much do the glasses weigh?", WEIGHT),
        ("How much do the glasses cost?", "The price of the 46 grams was not told."),
        ("How much do the glasses cost?", "They gave the 46 grams away."),
        ("How much did it cost?", "It cost 46 grams of gold."),
        ("How much did he pay?", "He spent a fortune on 46 grams."),
        ("How much did he pay?", "The 46 grams were free."),
        ("How much did he pay?", "The 46 grams came to Rs 300."),
        ("How much did he pay?", "The 46 grams came to 300 naira."),
        ("How much did he pay?", "The 46 grams came to 300 rupiah."),
        ("How much did it cost and who paid?", WEIGHT),
        ("Did the glasses cost much?", WEIGHT),
    ],
)
def test_whatever_may_be_of_money_is_left_to_the_selector(question: str, sentence: str) -> None:
    """Anything that may be said of money, and what is asked besides, is judged as the selector judges it."""
    assert _read(question, sentence) == Fond("46 grams").read(question, [Window("", (sentence,))])[0]


AGE = "Ida Holm, 52, was the mayor."


def test_an_age_beside_the_name_answers() -> None:
    """Where one sentence tells the age that is asked for, its words answer and no other sentence is likelier than even odds to."""
    other = "Holm came to town 30 years ago."
    reading = _read("How old is Ida Holm?", other, AGE, fond="30 years")
    assert reading.answers == (0.0, 5.0)
    assert reading.nothing == -5.0
    assert reading.words[1] == Words(AGE.index("52"), AGE.index("52") + 2, 1.0)
    untold = _read("How old is Tom Reed?", other, AGE, fond="30 years")
    assert untold == Fond("30 years").read("", [Window("", (other, AGE))])[0]


def _found(tmp_path: Path, question: str, body: str, fond: str) -> Outcome:
    generation = generation_of(tmp_path / "g", [Article(id="a", title="A mayor", body=body)])
    service = replace(answering(), selector=Fond(fond))
    (vectors,) = service.encode(HashingEncoder(), [Question(question)])
    return service.answer(Question(question), vectors, [whole(generation)], ("0:1",))


def test_the_age_is_cited_first(tmp_path: Path) -> None:
    """However near another sentence is to the question, what tells the age comes before it."""
    body = (
        "Ida Holm is as old as Ida Holm looks, and how old she is Ida Holm said 30 years ago.\n"
        "Rain fell all day on the old town.\nMs Holm, 52, left early."
    )
    outcome = _found(tmp_path, "How old is Ida Holm?", body, "30 years")
    assert isinstance(outcome, Answer)
    assert outcome.text == "Ms Holm, 52, left early."
    untold = _found(tmp_path / "other", "How old is Ida Holm?", body.replace(", 52,", ""), "30 years")
    assert untold.citations[0].excerpt.text.startswith("Ida Holm is") if isinstance(untold, Answer) else True


def test_no_price_comes_after_all_that_may_be_one(tmp_path: Path) -> None:
    """However near to the question, what says nothing of money is cited after what may say it, and far behind."""
    body = f"{WEIGHT}\nRain fell all day on the old town.\n{PRICE}"
    outcome = _found(tmp_path, "How much do the new glasses cost?", body, "46 grams")
    assert isinstance(outcome, Answer)
    assert outcome.text == PRICE
    weighed = _found(tmp_path / "other", "How much do the new glasses weigh?", body, "46 grams")
    assert isinstance(weighed, Answer)
    assert weighed.text == WEIGHT


def test_nothing_of_money_anywhere_answers_no_question_for_it(tmp_path: Path) -> None:
    """Where no candidate may tell a price, the confidence of the shipped selector is none."""
    generation = generation_of(tmp_path / "g", [Article(id="a", title="Glasses", body=WEIGHT)])
    service = replace(answering(), selector=Fond("46 grams", load_model().selector))
    confidences = []
    for question in ("How much do the glasses cost?", "How much do the glasses weigh?"):
        (vectors,) = service.encode(HashingEncoder(), [Question(question)])
        confidences.append(service.answer(Question(question), vectors, [whole(generation)], ("0:1",)).confidence)
    assert confidences[0] == 0.0 < confidences[1]


def test_another_officer_is_not_who_is_asked_for(tmp_path: Path) -> None:
    """Where an article means no CEO, its COO is cited last, with no words that answer; where it means one, as it ranks."""
    other = "Ida Holm, the COO of Acme, is who spoke."
    body = f"{other}\nRain fell all day on the old town.\nAcme makes bread."
    found = []
    for name, text in (("unnamed", body), ("named", f"{body}\nIts boss was away.")):
        outcome = _found(tmp_path / name, "Who is the CEO of Acme?", text, "who spoke")
        assert isinstance(outcome, Answer)
        found += [(at, each.answer) for at, each in enumerate(outcome.citations) if each.excerpt.text == other]
    assert found == [(2, None), (0, Span(other.index("who"), len(other) - 1))]


def _order(tmp_path: Path, question: str, body: str, fond: str) -> list[str]:
    outcome = _found(tmp_path, question, body, fond)
    cited = outcome.citations if isinstance(outcome, Answer) else outcome.nearest
    return [each.excerpt.text for each in cited]


def test_what_is_told_of_another_year_comes_last(tmp_path: Path) -> None:
    """However near to the question, a sentence of 1756 comes after one of 1736, and answers nothing where no other is there."""
    other, same = "In 1756 the king issued a Proclamation to all.", "The king of 1736 spoke."
    body = f"{other}\nRain fell all day.\nSnow fell all night.\nIt was cold.\n{same}"
    question = "To whom did the king issue a Proclamation in 1736?"
    order = _order(tmp_path / "a", question, body, "to all")
    assert order[0] == same
    assert _order(tmp_path / "b", question.replace("1736", "1756"), body, "to all")[0] == other
    generation = generation_of(tmp_path / "g", [Article(id="a", title="A king", body=other)])
    service = replace(answering(), selector=Fond("to all", load_model().selector))
    confidences = []
    for asked in (question, question.replace("1736", "1756")):
        (vectors,) = service.encode(HashingEncoder(), [Question(asked)])
        confidences.append(service.answer(Question(asked), vectors, [whole(generation)], ("0:1",)).confidence)
    assert confidences[0] == 0.0 < confidences[1]


def test_a_code_that_stands_somewhere_is_meant(tmp_path: Path) -> None:
    """Where a text has come to the A380 nothing before that tells of it; a code that stands nowhere may have other words."""
    wide = "The 777 is 60 metres wide.\n\nIt was late.\n\nThe crew slept.\n\nThe A380 came in."
    assert _order(tmp_path / "a", "How wide is the A380?", wide, "60 metres")[0] == "The A380 came in."
    gas = "The model leaves carbon dioxide out.\nRain fell all day on the old town."
    assert _order(tmp_path / "b", "Does the model include CO2?", gas, "leaves")[0].startswith("The model leaves")


def test_the_line_that_dates_an_article_tells_when_that_was_written(tmp_path: Path) -> None:
    """ "Monday, 3 May 2021" is no answer to when the bakery opens, but to when the article was written."""
    line = "Monday, 3 May 2021"
    body = f"{line}\nThe bakery opens soon.\nRain fell all day on the old town."
    assert _order(tmp_path / "a", "When in May does the bakery open?", body, line)[0] == "The bakery opens soon."
    assert _order(tmp_path / "b", "When in May was the article written?", body, line)[0] == line


def test_what_has_no_word_of_age_tells_none() -> None:
    """Of somebody's age only a sentence with a figure or a word of age may tell; what else may be asked is left to the selector."""
    named = "Ida Holm was named by the council."
    assert _read("How old is Ida Holm?", named, fond="council") == Reading((-8.0,), 8.0, (None,))
    for sentence in (
        "Ida Holm was born when the council met.",
        "Ida Holm is in her fifties, the council said.",
        "The council met 3 times.",
    ):
        assert _read("How old is Ida Holm?", sentence, fond="council").answers == (6.0,)
    assert _read("Who is Ida Holm?", named, fond="council").answers == (6.0,)


def test_another_life_does_not_answer_for_who_is_named_elsewhere(tmp_path: Path) -> None:
    """Of two articles the one that names somebody is asked of them, and what the other tells of somebody else is no answer."""
    law = Article(id="law", title="The law", body="Henrik Dahl voted against the law.")
    life = Article(id="life", title="A life", body="Ann Lee was born in Hammerfest on 2 February 1936.")
    service = replace(answering(), selector=Fond("2 February 1936", load_model().selector))
    confidences = []
    for name, question in (("Henrik Dahl", "When was Henrik Dahl born?"), ("Ann Lee", "When was Ann Lee born?")):
        generation = generation_of(tmp_path / name, [law, life])
        (vectors,) = service.encode(HashingEncoder(), [Question(question)])
        outcome = service.answer(Question(question), vectors, [whole(generation)], ("0:1",))
        cited = outcome.citations if isinstance(outcome, Answer) else outcome.nearest
        confidences.append(outcome.confidence)
        assert name in cited[0].excerpt.text
    assert confidences[0] < confidences[1]


def test_the_other_quarter_and_the_flood_before_come_last(tmp_path: Path) -> None:
    """However near they are to the question."""
    quarter = "The third-quarter revenue of Acme was 4 billion.\nRain fell all day.\nAcme said more revenue came later."
    assert _order(tmp_path / "a", "What was the fourth-quarter revenue of Acme?", quarter, "4 billion")[0].startswith(
        "Acme said"
    )
    flood = "It was the deadliest flood since 1962, when 57 people died in the flood.\nRain fell all day.\nIn the flood 14 died."
    assert _order(tmp_path / "b", "How many people died in the flood?", flood, "57")[0] == "In the flood 14 died."
    assert "57" in _order(tmp_path / "c", "How many people died in the flood of 1962?", flood, "57")[0]


def test_who_wrote_it_answers_nothing_else(tmp_path: Path) -> None:
    """Law: the lines that only say who wrote or published an article, and when, come last where neither is asked for."""
    lines = "By Ida Berg | 5 March 2024\n\nThe Leeds Courier, 5 March 2024\n\n"
    body = f"{lines}The mayor of Leeds spoke of rain.\n\nTom Reed of Leeds came too."
    cited = _order(tmp_path / "a", "Who is the mayor of Leeds?", body, "Leeds Courier")
    assert cited[0].startswith("The mayor of Leeds")
    assert "Courier" not in " ".join(cited[:2])
    assert "By Ida Berg" in " ".join(_order(tmp_path / "b", "Is the article by Ida Berg?", body, "Ida Berg")[:1])
    assert "Courier" in _order(tmp_path / "c", "Which paper published it?", body, "Leeds Courier")[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("By Ida Berg, Staff Writer", True),
        ("Updated: 5 March 2024", True),
        ("Photo: Ida Berg", True),
        ("Ida Berg", False),
        ("Ida Berg, 5 March 2024", False),
        ("In 2019.", False),
        ("The Courier of 5 March 2024 was late.", False),
        ("|" * 90, False),
    ],
)
def test_only_such_lines_are_bylines(line: str, *, said: bool) -> None:
    """What may tell anything else is judged by the selector."""
    assert only_bylines(line) is said


@pytest.mark.parametrize(
    ("question", "whole_reading"),
    [("How many people died in the flood?", True), ("How many people died in the flood of 1962?", False)],
)
def test_what_can_not_answer_ends_no_reading(tmp_path: Path, question: str, *, whole_reading: bool) -> None:
    """Law: where the best so far is told of something else, what comes behind it is read as well; else reading ends with it."""
    since = "It was the deadliest flood since 1962, when 57 people died in the flood."
    rest = [f"People in town {number} saw the flood come in the night." for number in range(9)]
    articles = [Article(id=f"a{at}", title="A flood", body=body) for at, body in enumerate((since, *rest))]
    generation, selector = generation_of(tmp_path / "g", articles), Fond("57 people", load_model().selector)
    service = replace(answering(), selector=selector)
    (vectors,) = service.encode(HashingEncoder(), [Question(question)])
    service.answer(Question(question), vectors, [whole(generation)], ("0:1",))
    read = {sentence for window in selector.windows for sentence in window.sentences}
    assert since in read
    assert (len(read) == 1 + len(rest)) is whole_reading


def test_what_was_corrected_comes_last(tmp_path: Path) -> None:
    """Law: what an earlier version said is no answer, unless it is asked for or the sentence says what is right."""
    said = "An earlier version of this article said the kettles were sold in five countries."
    body = f"The kettles are recalled.\n\nThey were sold in four countries.\n\n{said}"
    found = _found(tmp_path, "In how many countries were the kettles sold?", body, "five countries")
    assert isinstance(found, Answer)
    assert found.text == "They were sold in four countries."
    asked = _found(
        tmp_path / "asked", "What did the earlier version of the article say about the kettles?", body, "five countries"
    )
    assert isinstance(asked, Answer)
    assert asked.text == said
    right = said.replace("five countries.", "five countries; it was four.")
    found = _found(
        tmp_path / "right", "In how many countries were the kettles sold?", body.replace(said, right), "five countries"
    )
    assert isinstance(found, Answer)
    assert right in found.text


def test_what_another_person_did_comes_last(tmp_path: Path) -> None:
    """Law: what opens with another person of the article tells nothing of whom a question is about."""
    body = (
        "Victor Pell and Anna Reiss were sentenced on Monday.\n\nReiss was given 18 months in prison.\n\n"
        "The founder was given nine years in prison."
    )
    found = _found(tmp_path, "how long did pell get in prison", body, "18 months")
    assert isinstance(found, Answer)
    assert "18 months" not in found.text
    found = _found(tmp_path / "hers", "how long did reiss get in prison", body, "18 months")
    assert isinstance(found, Answer)
    assert found.text == "Reiss was given 18 months in prison."
