"""What an article says only of what is to come, nearly so, one of two, of a lesser post or of an earlier text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from corpus.values import Article
from retrieval.checking import Finding
from tests.retrieval.checking.holding import hold

PUBLISHED = dt.date(2024, 11, 20)


def held(folder: Path, text: str, body: str, day: dt.date = PUBLISHED) -> Finding:
    """What an article of this body says of a statement of `day`."""
    article = Article("a", "News", body, published=PUBLISHED, published_basis="stated")
    (finding,) = hold(folder, text, (article,), day)
    return finding


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Mayor Grace Odom signed the ordinance.", "Mayor Grace Odom has 10 days to sign or veto the ordinance."),
        ("Mayor Grace Odom vetoed the ordinance.", "Mayor Grace Odom has 10 days to sign the ordinance or veto it."),
        ("The council decided on a replacement.", "The council is to decide on a replacement."),
        ("The vote was held on Friday.", "The vote was to be held on Friday."),
        ("The bill was signed.", "The bill has yet to be debated, passed and signed."),
        ("Anna Reed won a medal.", "Anna Reed has yet to win a medal."),
        ("Acme bought the plant.", "Acme has the option to buy the plant."),
        ("Nordline buys Karst.", "Nordline is in talks to buy Karst."),
        ("Rovers face Brentford.", "Rovers are to face Brentford."),
        ("Karst paid the fine.", "Karst has to pay the fine."),
        ("Ann Reed won the cup.", "Ann Reed hopes to become the first woman to win the cup."),
        ("The mill closed.", "The mill is set to be forced to close."),
        ("Tom Reed is the mayor of Lund.", "Tom Reed is to be the mayor of Lund."),
        ("Tom Reed is the mayor of Lund.", "Tom Reed is set to become the mayor of Lund."),
    ],
)
def test_an_infinitive_has_not_happened(tmp_path: Path, text: str, body: str) -> None:
    """Law: what a sentence only says that somebody is, has or wants to do is not found as done."""
    assert held(tmp_path, text, body).outcome != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The army was sent to Galway.", "The minister said the army would be sent to Galway."),
        ("Karst cut the price to 40 euros.", "Karst will cut the price to 40 euros."),
        ("The bridge reopened in May.", "The bridge is reopening in May."),
        ("Tom Reed quit the club.", "Tom Reed said he was quitting the club."),
    ],
)
def test_the_future_has_not_happened(tmp_path: Path, text: str, body: str) -> None:
    """Law: a "to" elsewhere in a statement in the past does not make it one of the future."""
    assert held(tmp_path, text, body).outcome != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The hospice was forced to close in 2021.", "The hospice had nearly been forced to close in 2021."),
        ("The boy drowned in the lake.", "The boy almost drowned in the lake."),
        ("The hall was destroyed.", "The hall was all but destroyed."),
        ("The bank collapsed.", "The bank was close to collapse."),
        ("The bank collapsed.", "The bank was on the verge of a complete collapse."),
        ("The bank collapsed.", "The bank was near collapse."),
        ("Tom Reed resigned in March.", "Tom Reed came close to resigning in March."),
        ("The ship sank off Lund.", "The ship was in danger of sinking off Lund."),
    ],
)
def test_a_near_miss_has_not_happened(tmp_path: Path, text: str, body: str) -> None:
    """Law: what nearly was, or was close to being, is not found as having been."""
    assert held(tmp_path, text, body).outcome != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The museum will open on 3 May.", "The museum will open on 3 May, the council said."),
        ("The museum is to open on 3 May.", "The museum will open on 3 May, the council said."),
        ("The museum is opening on 3 May.", "The museum will open on 3 May, the council said."),
        ("The museum was due to open on 3 May.", "The museum was due to open on 3 May, but it rained."),
        ("Karst will be supplying the engines.", "Karst will supply the engines."),
        ("The army will be sent to Galway.", "The minister said the army would be sent to Galway."),
        ("Nordline raised the boat.", "Nordline managed to raise the boat on Monday."),
        ("The bridge collapsed.", "The flood caused the bridge to collapse."),
        ("The mill closed.", "The mill was forced to close in May."),
        ("Ann Reed won the cup.", "Ann Reed was the first woman to win the cup."),
        ("The firm sold the mill.", "The firm sold the mill to pay its debts."),
        ("The firm bought a mill.", "The firm used the money to buy a mill."),
        ("The mill broke the law.", "The mill was found to have broken the law."),
        ("The council voted to close the school.", "The council voted to close the school on Friday."),
        ("The bank collapsed in May.", "The bank collapsed in May after coming close to collapse in 2019."),
        ("The hospice almost closed.", "The hospice nearly closed in 2021."),
        ("50 people died in the fire.", "Nearly 50 people died in the fire."),
        ("A year passed in Lund.", "Almost a year passed in Lund."),
        ("The price is 40 million dollars.", "The price is nearly US$40 million."),
        ("The bank closed its office.", "Nearly two years ago the bank closed its office."),
        ("Karst announced a ship.", "With its first one almost complete, Karst announced a ship."),
    ],
)
def test_what_both_say_of_one_time_is_found(tmp_path: Path, text: str, body: str) -> None:
    """The future is found in a future, and the past in an infinitive where the word that it hangs on says that it happened."""
    assert held(tmp_path, text, body).outcome == "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ruth Okafor is the Transport Secretary.", "Ruth Okafor is the shadow transport secretary."),
        ("Tom Reed is the chairman of Acme.", "Tom Reed is the acting chairman of Acme."),
        ("Tom Reed is the head of Acme.", "Tom Reed is the former head of Acme."),
        ("Tom Reed is the mayor of Lund.", "Tom Reed is the deputy mayor of Lund."),
        ("Tom Reed is the mayor of Lund.", "Tom Reed is the mayor-elect of Lund."),
        ("Tom Reed is the minister of health.", "Tom Reed is the minister designate of health."),
        ("Tom Reed is the minister of health.", "Tom Reed, then minister of health, is in Lund."),
        ("Ida Holm is the president of Acme.", "Ida Holm is the vice-president of Acme."),
        ("Tom Reed is a robber.", "Tom Reed is a would-be robber."),
        ("Tom Reed is the mayor of Lund.", "Tom Reed is running for mayor of Lund."),
        ("The former mayor met the president in Lund.", "The mayor met the former president in Lund."),
    ],
)
def test_a_lesser_post_is_another(tmp_path: Path, text: str, body: str) -> None:
    """Law: what makes less of a post stands in both or in neither."""
    assert held(tmp_path, text, body).outcome != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The deputy mayor opened the fair.", "The deputy mayor opened the fair in May."),
        ("President Holm visited Lund.", "President Holm visited Lund and met the former president Reed."),
        ("The minister then resigned.", "The minister then resigned on Friday."),
        ("The president visited Lund.", "The president visited Lund on Monday with his deputy."),
    ],
)
def test_a_post_that_is_limited_alike_is_found(tmp_path: Path, text: str, body: str) -> None:
    """A lesser post is found as it is, and one beside it makes nothing less of another."""
    assert held(tmp_path, text, body).outcome == "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Rovers will face Brentford.", "Rovers will face either Manchester City or Brentford."),
        ("Rovers will face Manchester City.", "Rovers will face either Manchester City or Brentford."),
        ("Rovers play Leeds on Friday.", "Rovers play Leeds or Hull on Friday."),
        ("Three people died in Lund.", "Two or three people died in Lund."),
        ("Tom Reed is 40.", "Tom Reed is between 30 and 40."),
        ("500 people came to Lund.", "Some 400 to 500 people came to Lund."),
        ("The firm sold 20 ships.", "The firm sold 20-30 ships."),
    ],
)
def test_one_of_two_is_not_said(tmp_path: Path, text: str, body: str) -> None:
    """Law: of what a sentence leaves open, and of the ends of a range, neither is found alone."""
    assert held(tmp_path, text, body).outcome != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Rovers will face either Leeds or Brentford.", "Rovers will face either Leeds or Brentford on 25 May."),
        ("Rovers beat Brentford.", "Rovers beat Brentford on 25 May and will play Hull or Leeds."),
        ("The company lost 400 jobs.", "The company lost 400 jobs, or 5 percent of its staff."),
        ("Prices rose 5 percent to 40 dollars.", "Prices rose 5 percent to 40 dollars in May."),
        ("Karst made 20 ships in 2012.", "Karst made 20 ships in 2012 and 30 in 2013."),
        ("Visitors can pay in cash.", "Visitors can pay in cash or by card."),
        ("The company sold the mill.", "In March or April, the company sold the mill."),
        ("A Boeing 737 crashed in Lund.", "A Boeing 737-800 crashed in Lund on Monday."),
    ],
)
def test_what_is_not_left_open_is_found(tmp_path: Path, text: str, body: str) -> None:
    """Both of two, what stands beside a choice, another word for the same, and the two figures of a change."""
    assert held(tmp_path, text, body).outcome == "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Shannon Airport was evacuated.", "Correction: an earlier post said Shannon Airport had been evacuated."),
        ("Shannon Airport was evacuated.", "An earlier version of this article said Shannon Airport was evacuated."),
        ("Shannon Airport was evacuated.", "A post said Shannon Airport was evacuated. It was not."),
        ("Shannon Airport was evacuated.", "A post said Shannon Airport was evacuated. That is not the case."),
    ],
)
def test_what_is_taken_back_is_not_found(tmp_path: Path, text: str, body: str) -> None:
    """Law: what an article says that an earlier text said, or denies in its next breath, it does not say."""
    assert held(tmp_path, text, body).outcome != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Shannon Airport was evacuated.", "Shannon Airport was evacuated on Monday. It was not damaged."),
        ("The new phone is faster.", "The new phone is faster than the previous version."),
    ],
)
def test_a_denial_of_something_else_takes_nothing_back(tmp_path: Path, text: str, body: str) -> None:
    """The next sentence may deny a thing of its own, and an earlier version may be one of a thing."""
    assert held(tmp_path, text, body).outcome == "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "A student refused a helicopter seat.",
            "The professor refused a helicopter seat so that a sick student could fly out.",
        ),
        ("The company sued the city.", "The city sued the company over a delay."),
        ("The police attacked the protesters.", "Protesters attacked the police in Lund."),
    ],
)
def test_a_noun_that_comes_after_the_deed_did_not_do_it(tmp_path: Path, text: str, body: str) -> None:
    """Law: who does it stands before the verb there too, or after a "by"."""
    assert held(tmp_path, text, body).outcome != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The police arrested two men.", "Two men were arrested by the police in Lund."),
        ("The flood destroyed houses.", "Houses destroyed by the flood are being rebuilt."),
        ("A consortium led by Acme signed a contract.", "Nordline, an Acme-led consortium, signed a contract."),
        ("Researchers found water on Mars.", "Water was found on Mars, researchers said."),
        ("Sales increased in May.", "Karst increased sales in May."),
    ],
)
def test_a_noun_that_does_it_in_another_voice_is_found(tmp_path: Path, text: str, body: str) -> None:
    """A passive, and a verb that only describes the noun, tell nothing of who did it."""
    assert held(tmp_path, text, body).outcome == "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The council voted for a bridge in 1957.", "The bridge opened in 1962, five years after the council voted for a bridge."),
        ("The council voted for a bridge in 1957.", "The following year the council voted for a bridge, which opened in 1962."),
        ("Terra Motors delayed a plant in March 2024.", "Four months earlier, Terra Motors delayed a plant."),
        ("Ann Reed, Director of Acme, spoke in Lund.", "Ann Reed, Head of Acme, spoke in Lund."),
    ],
)  # fmt: skip
def test_what_may_be_the_same_is_not_called_different(tmp_path: Path, text: str, body: str) -> None:
    """Law: a time that is told from another one, and what somebody is, are no values that differ."""
    assert held(tmp_path, text, body).outcome == "not_found"


def test_a_weekday_is_not_called_different_from_itself(tmp_path: Path) -> None:
    """Law: whoever says what an article says, weeks later, may mean the article's Monday; another weekday differs."""
    body, later = "On Monday the fair opened in Lund.", dt.date(2025, 3, 1)
    assert held(tmp_path, "The fair opened in Lund on Monday.", body, later).outcome != "different"
    assert held(tmp_path, "The fair opened in Lund on Tuesday.", body, later).outcome == "different"


def test_a_day_is_told_from_what_stands_before_its_sentence(tmp_path: Path) -> None:
    """Law: "four months earlier" is told from the day that the article named last, and from none where it named none."""
    body = "Terra Motors closed its office in November 2023. Four months earlier, Terra Motors delayed a plant."
    assert held(tmp_path, "Terra Motors delayed a plant in July 2023.", body).outcome == "found"
    assert held(tmp_path, "Terra Motors delayed a plant in May 2023.", body).outcome == "different"
    alone = "Four months earlier, Terra Motors delayed a plant."
    assert held(tmp_path, "Terra Motors delayed a plant in July 2024.", alone).outcome == "not_found"


def test_income_and_revenue_are_two_figures(tmp_path: Path) -> None:
    """What a firm takes in is not what it earns."""
    assert (
        held(tmp_path, "The net income of Acme was $5 million.", "The net revenue of Acme was $5 million.").outcome
        != "found"
    )


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Ukraine attacked Russia in February.", "Russia attacked Ukraine in February."),
        ("Nokia bought Microsoft.", "Microsoft bought Nokia for five billion dollars."),
        ("Reed accused Holm of theft.", "Holm accused Reed of theft."),
        ("Reed said Holm was late.", "Holm said Reed was late."),
    ],
)
def test_who_opens_a_sentence_is_not_whom_it_was_done_to(tmp_path: Path, text: str, body: str) -> None:
    """Law: names follow each other as they do there, the first of all too."""
    assert held(tmp_path, text, body).outcome != "found"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The bridge in Varn was shut, Holm said.", "Holm said the bridge in Varn was shut."),
        ("Holm said Reed was late.", "Reed was late, Holm said."),
        ("Russia was attacked by Ukraine.", "Ukraine attacked Russia in May."),
    ],
)
def test_who_only_says_it_may_stand_behind(tmp_path: Path, text: str, body: str) -> None:
    """Nor does another voice swap who did it."""
    assert held(tmp_path, text, body).outcome == "found"
