"""Whose name stands behind the words for a speaker."""

from __future__ import annotations

import pytest

from tests.corpus.parsed import BOTH
from tests.corpus.quotes.reading import quotes_of, rows


def names(body: str, *, parsed: bool = True) -> list[str | None]:
    return [name for _, _, name, _ in rows(body, parsed=parsed)]


@BOTH
def test_a_surname_and_a_pronoun_have_the_full_name(*, parsed: bool) -> None:
    """The name that the article has in full is the name of all that stands for it."""
    body = "Mayor Linda Marsh said the pier was old. Marsh said it would close. She said it was time."
    assert names(body, parsed=parsed) == ["Linda Marsh"] * 3


@BOTH
def test_a_pronoun_goes_to_one_it_fits(*, parsed: bool) -> None:
    """ "He" is no woman and "she" no man, whoever was named last."""
    body = "Linda Marsh met Paul Kent on Friday. “It went well for all of us,” she said. “It was short,” he said."
    assert names(body, parsed=parsed) == ["Linda Marsh", "Paul Kent"]


@BOTH
def test_a_pronoun_is_never_a_body(*, parsed: bool) -> None:
    """A person's pronoun is not resolved to a company or ministry, even where that has just spoken."""
    assert names("Acme Corporation closed the pier. “It was old and rusty,” he said.", parsed=parsed) == [None]
    spoken = "Boeing said it was sorry. “It was old and rusty,” he said."
    assert names(spoken, parsed=parsed) == ["Boeing", None]


@BOTH
def test_a_role_is_whose_only_one_it_is(*, parsed: bool) -> None:
    """ "The minister" is the minister, marked as inferred; with two ministers nobody is."""
    one = "The minister, Erik Lund, told parliament that the deal was dead. “It cannot be revived,” the minister said."
    assert names(one, parsed=parsed)[-1] == "Erik Lund"
    assert [quote.inferred for quote in quotes_of(one, parsed=parsed)][-1]
    two = "The minister, Erik Lund, met the minister, Ann Berg, today. “It cannot be revived,” the minister said."
    assert names(two, parsed=parsed)[-1] is None


@BOTH
@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("“We are done,” said Clara Voss, chief engineer at Acme Works.", "chief engineer at Acme Works"),
        ("Acme Works COO Clara Voss said: “We are done here.”", "Acme Works COO"),
        ("Prime Minister Clara Voss said: “We are done here.”", "Prime Minister"),
        ("The board’s chair, Clara Voss, said: “We are done here.”", "board’s chair"),
        ("“We are done here,” said Clara Voss, who lives near by.", None),
        ("Clara Voss, 54, said: “We are done here.”", None),
    ],
)
def test_the_role_is_in_the_article_s_words(body: str, role: str | None, *, parsed: bool) -> None:
    """An apposition or a title says what somebody is; anything else does not."""
    (quote,) = quotes_of(body, parsed=parsed)
    assert (quote.role.of(body) if quote.role else None) == role


@BOTH
def test_bodies_speak(*, parsed: bool) -> None:
    """A body's abbreviation has its full name."""
    body = "The Harbor Safety Board (HSB) met on Friday. The HSB said the pier was old."
    assert names(body, parsed=parsed) == ["Harbor Safety Board"]


def test_a_name_within_a_phrase_is_not_the_speaker() -> None:
    """Officials in a city are not the city, and somebody's lawyers not somebody."""
    assert names("Officials in Lima said the pier was old.") == [None]
    assert names("Lawyers for Paul Kent said the pier was old.") == [None]


def test_a_pronoun_is_who_was_spoken_of_since() -> None:
    """One who is named after the last speaker is meant, and not whom the quotation itself speaks of."""
    body = "“We are done,” Paul Kent said.\n\nErik Lund disagreed. “Nobody told Carl Berg about it,” he said."
    assert names(body) == ["Paul Kent", "Erik Lund"]


def test_a_surname_that_nothing_tells_to_be_one_still_answers_to_a_pronoun() -> None:
    """Who is only ever called by one word is found by what is said just before."""
    body = "For years Brandt said that the pier would close. “We will sell it,” he said."
    assert names(body, parsed=False) == ["Brandt", "Brandt"]


@BOTH
def test_a_pronoun_is_the_coach_and_not_the_club(*, parsed: bool) -> None:
    """A club whose name stands in somebody's role, or is all that is named, is nobody's "he"."""
    club = "Tarn Rovers lost again. "
    said = "“It was never a penalty,” he said."
    assert names(f"{club}Rovers coach Iain Prowse was furious. {said}", parsed=parsed) == ["Iain Prowse"]
    assert names(club + said, parsed=parsed) == [None]


@BOTH
@pytest.mark.parametrize("crowd", ["Opponents", "Critics", "Supporters", "Residents", "Officials", "Campaigners"])
def test_a_crowd_has_no_name(crowd: str, *, parsed: bool) -> None:
    """People by what they have in common are given as written."""
    assert rows(f"{crowd} say the road will flood.", parsed=parsed) == [
        ("indirect", crowd, None, "the road will flood"),
    ]


@BOTH
@pytest.mark.parametrize(
    ("speaker", "role"),
    [
        ("Councillor Leo Abara", "Councillor"),
        ("Ms Leo Abara", None),
        ("Mr Leo Abara", None),
        ("Leo Abara, currently leader of the council,", "leader of the council"),
        ("Currently Leo Abara", None),
    ],
)
def test_titles_are_roles_and_courtesies_are_none(speaker: str, role: str | None, *, parsed: bool) -> None:
    """ "Councillor" says what somebody is, "Ms" and "currently" do not; none is part of the name."""
    body = f"{speaker} said the road would flood."
    (quote,) = quotes_of(body, parsed=parsed)
    assert quote.name == "Leo Abara"
    assert (quote.role.of(body) if quote.role else None) == role


def test_a_role_has_no_verb_in_it() -> None:
    """What stands before a title with an article further off is none of it."""
    body = "The mill heard from Professor Ann Lee. Lee said the road would flood."
    (quote,) = quotes_of(body)
    assert quote.role is not None
    assert quote.role.of(body) == "Professor"


def test_it_and_the_company_are_the_body_that_spoke_last() -> None:
    """ "The company" is told to be inferred."""
    body = "Acme Corp said it had closed the pier. “It was old and rusty,” the company said. It said nobody was hurt."
    assert names(body) == ["Acme Corp", "Acme Corp", "Acme Corp"]
    assert [quote.inferred for quote in quotes_of(body)] == [False, True, False]


def test_roles_tell_women_and_men() -> None:
    """A spokeswoman is a she, even where her name says nothing."""
    body = (
        "Rin Oda, a spokeswoman for the port, met Jo Mar, a fisherman. “It is over,” she said. “It was long,” he said."
    )
    assert names(body) == ["Rin Oda", "Jo Mar"]


def test_two_people_are_no_single_name() -> None:
    """What two say together is given as written."""
    assert names("“We never expected this,” said Ann Doyle and Paul Kent.") == [None]


def test_the_company_is_none_of_another_entry() -> None:
    """What a live blog wrote later stands above, and may be of another body."""
    body = (
        "12:10\nAcme Corporation said it would sell.\n11:10\nThe company said it was late.\n10:10\nIt rained all day."
    )
    assert names(body) == ["Acme Corporation", None]
    assert names(body.replace("11:10\n", "")) == ["Acme Corporation", "Acme Corporation"]


@BOTH
@pytest.mark.parametrize(("title", "spoken"), [("Gov.", "governor"), ("Sen.", "senator"), ("Supt", "superintendent")])
def test_a_short_title_s_bearer_is_spoken_of_in_full(title: str, spoken: str, *, parsed: bool) -> None:
    """ "The governor" is Gov. Beale, as inferred."""
    body = f"{title} Tom Beale said the dam would hold. “It will hold,” the {spoken} said."
    assert names(body, parsed=parsed) == ["Tom Beale", "Tom Beale"]
    assert [quote.inferred for quote in quotes_of(body, parsed=parsed)] == [False, True]


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("according to the head judge, Chef Ann Lee", "Ann Lee"),
        ("according to the head of the council, Mayor Ann Lee", "Ann Lee"),
        ("according to the head judge", None),
        ("according to the council, Mayor Ann Lee of Varn and others", None),
    ],
)
def test_a_role_may_have_a_title_and_a_name_behind_it(told: str, name: str | None) -> None:
    """They are one person, who goes on speaking as "she"."""
    assert names(f"The bridge will go by the spring of next year, {told}.") == [name]


def test_somebody_with_a_common_given_name_has_a_sex() -> None:
    """Whom a parse takes for a body or a town by the surname too: "he" is not the woman who spoke last."""
    body = (
        "Efua Sackey said it was late. The firm of Radek Vlna had won. In May Vlna came. The trial of Vlna was long. "
        "“It was hard,” he said."
    )
    assert names(body)[-1] == "Radek Vlna"


def test_what_is_under_somebody_is_not_them() -> None:
    """Only who has the role may have the name behind it."""
    body = (
        "A commission under the judge Ann Lee's uncle, Captain Tom Reed, proposed that the charge be based on weight."
    )
    assert names(body) != ["Tom Reed"]


def test_the_one_who_was_somebody_has_that_name() -> None:
    """ "She" goes on with whom a sentence names after "the one who … was"."""
    body = "The board met. The one who voted against was Lorraine Fitch, the treasurer. She said that it was late."
    assert names(body) == ["Lorraine Fitch"]


def test_a_village_says_nothing() -> None:
    """What is called one once is a place wherever it stands."""
    body = (
        "The posts were signed over to a delegation from the village of Yambok at a ceremony.\n\n"
        "The posts had been in storage since 1974. Museum director Dr. Ulrike Sander said researchers had found the "
        "expedition's diaries in 2019. They showed that the men's house at Yambok was burned down after the carvings were "
        "removed. “There was no purchase,” she said.\n\nYambok first asked for the carvings in 1978, in a letter."
    )
    assert names(body) == ["Ulrike Sander"] * 2


@pytest.mark.parametrize("title", ["Coun", "Cllr", "Headteacher", "Conductor"])
def test_what_somebody_is_is_no_part_of_the_name(title: str) -> None:
    """However it is shortened."""
    assert names(f"{title} Alan Birtwhistle said that the road would close.") == ["Alan Birtwhistle"]


def test_a_firm_is_named_whole_that_begins_like_a_surname() -> None:
    """At the head of its sentence, too; and a member of a parliament has a name without that."""
    assert names("De Boer Shipping said it would appeal.") == ["De Boer Shipping"]
    assert names("MSP Hamish Drever said it should stay open. “It is ours,” Drever said.") == ["Hamish Drever"] * 2
