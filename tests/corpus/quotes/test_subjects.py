"""Who says something, where a parse or the words around mislead."""

from __future__ import annotations

import pytest

from tests.corpus.quotes.reading import direct, indirect, quotes_of


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Carl Berg insisted he would not be fined for his comments: “I was told it was fine.”", "Carl Berg"),
        ("Carl Berg faced criticism for angry remarks: “I was told it was fine.”", "Carl Berg"),
        ("The office notes: “I was told it was fine.”", "The office"),
        ("Carl Berg comments: “I was told it was fine.”", "Carl Berg"),
    ],
)
def test_a_noun_before_a_colon_is_no_verb(body: str, speaker: str) -> None:
    """Somebody's comments say nothing; a verb that looks like them does."""
    assert direct(body)[-1] == (speaker, "I was told it was fine.")


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Jo Bannister, 34, a nurse from Dewsbury, who said the ward was full, left.", "Jo Bannister"),
        ("The firm from Leeds, which said it was closing, moved.", "The firm from Leeds"),
        ("Ann Lee met a nurse from Dewsbury who said the ward was full.", "a nurse"),
        ("The plan drew fire from the Dewsbury Liberals, who said it was late.", "the Dewsbury Liberals"),
        ("Carr met officials in Leeds who said it was late.", "officials in Leeds"),
    ],
)
def test_who_is_not_where_somebody_is_from(body: str, speaker: str) -> None:
    """A clause after a place's name is about who is from there."""
    assert [said for said, _ in indirect(body)] == [speaker]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Apple Inc. (NASDAQ: AAPL)", "Apple Inc"),
        ("Nordwind Energy AG (FSE: NWE)", "Nordwind Energy AG"),
        ("Acme Corp. (NYSE: ACM), the maker of pots,", "Acme Corp"),
        ("Ann Lee (Labour)", "Ann Lee"),
        ("The Harbor Safety Board (HSB)", "The Harbor Safety Board"),
    ],
)
def test_what_stands_in_brackets_says_nothing(before: str, speaker: str) -> None:
    """Where shares are traded, or whose party somebody is of, is no speaker; the sentence goes on after it."""
    body = f"{before} said it was closing the shop."
    (quote,) = quotes_of(body)
    assert quote.speaker is not None
    assert quote.speaker.of(body) == speaker
    assert quote.sentence.of(body) == body


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Sam Orr, a nephew of the mayor who said the road was wet, left.", "Sam Orr"),
        ("Her rival at Holm & Co, Sam Orr, an adviser to the minister who says that it is late, left.", "Sam Orr"),
        ("Sam Orr, a friend of Ann Lee who said the road was wet, left.", "Sam Orr"),
        ("A nephew of the mayor who said the road was wet was fined.", "A nephew of the mayor"),
        ("We spoke to a member of the union who said the road was wet.", "a member of the union"),
    ],
)
def test_one_of_somebody_s_is_whom_a_clause_is_about(body: str, speaker: str) -> None:
    """ "A nephew of the mayor who" is about the nephew, as there is but one mayor; a name beside him is his."""
    (quote,) = quotes_of(body)
    assert quote.speaker is not None
    assert quote.speaker.of(body) == speaker
    assert not quote.inferred


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Sam Orr met the mayor who said the road was wet.", "the mayor"),
        ("He showed a photograph of the minister who said that the road was wet.", "the minister"),
        ("We met Sam Orr, a friend of the twins who said the road was wet.", "the twins"),
        ("We met a cousin of the chief executive, who said that the road was wet.", "the chief executive"),
        ("He met Sam Orr, a nurse who works there said the road was wet.", None),
    ],
)
def test_a_clause_is_about_what_stands_before_it(body: str, speaker: str | None) -> None:
    """A thing says nothing, one of several may be meant, a comma parts the clause from the first, and a new subject is no apposition."""
    assert [said for said, _ in indirect(body)] == ([speaker] if speaker else [])


def test_a_sentence_in_brackets_is_its_own() -> None:
    """One who speaks within brackets is the speaker there."""
    assert indirect("The pier was shut. (Ann Lee said it was old.)") == [("Ann Lee", "it was old")]


def test_an_order_is_no_speech() -> None:
    """What is ordered is done and not said, but for its very words."""
    assert indirect("Joan Ellerby ordered the gallery to be cleared.") == []
    assert direct("“Clear the gallery at once,” Joan Ellerby ordered.") == [
        ("Joan Ellerby", "Clear the gallery at once,")
    ]


@pytest.mark.parametrize("verb", ["remembers", "remembered", "recollects", "reminisced"])
def test_who_remembers_speaks_beside_marks_alone(verb: str) -> None:
    """A memory is speech where its words stand in marks, and nothing that is reported."""
    assert direct(f"“We ran for our lives,” {verb} Dan Pike.") == [("Dan Pike", "We ran for our lives,")]
    assert indirect(f"Dan Pike {verb} that the mill was dark.") == []


@pytest.mark.parametrize(
    ("speaker", "role"),
    [
        ("Dr Ann Lee", None),
        ("Dame Ann Lee", None),
        ("Lord Lee", None),
        ("Sir Ian Lee", None),
        ("The engineer Dr Ann Lee", "engineer"),
        ("Professor Ann Lee", "Professor"),
        ("Dr Ann Lee, the engineer,", "the engineer"),
    ],
)
def test_a_courtesy_is_no_role(speaker: str, role: str | None) -> None:
    """ "Dr" and "Dame" say nothing of what somebody is."""
    body = f"{speaker} said the road was wet."
    (quote,) = quotes_of(body)
    assert (quote.role.of(body) if quote.role else None) == role


def test_an_abbreviation_s_stop_hides_no_name() -> None:
    """A firm that is written with its stop is the firm."""
    (quote,) = quotes_of("“It is over for us,” said Acme Corp. on Monday.")
    assert quote.name == "Acme Corp"


@pytest.mark.parametrize("aside", ["her father", "52"])
def test_where_it_was_said_is_nobody(aside: str) -> None:
    """Who speaks outside court is not "outside court", which stands nearer to the verb."""
    body = f"The trial of Mia Reed ended.\n\n“We will not give up,” Tom Reed, {aside}, said outside court."
    assert direct(body) == [("Tom Reed", "We will not give up,")]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        ("Outside court, Whitby's widow, Sharon, said the verdict was late.", "Sharon"),
        (
            "Rescue teams had found nine bodies since Monday, seven of them in Osterlin and two in the village of Brenn, a spokeswoman for the ministry, Katrin Voll, said.",
            "Katrin Voll",
        ),
        ("Seven of them said the verdict was late.", "Seven of them"),
        ("Seven of them, all nurses, said the verdict was late.", "Seven of them"),
    ],
)
def test_a_place_or_a_count_in_front_is_nobody(said: str, speaker: str) -> None:
    """Whoever is named between it and the verb speaks."""
    assert [who for who, _ in indirect(f"Paul Whitby died in the mill.\n\n{said}")] == [speaker]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("His wife, the lawyer Anneke Vermeulen,", "Anneke Vermeulen"),
        ("Her brother, the painter Paul Kent,", "Paul Kent"),
        ("His wife, a lawyer,", "His wife"),
        ("His wife, a lawyer in the firm of Paul Kent,", "His wife"),
    ],
)
def test_who_is_told_twice_has_one_name(before: str, speaker: str) -> None:
    """A name right behind a second role is that of the first; one further on is another's."""
    assert indirect(f"{before} said the pier was gone.") == [(speaker, "the pier was gone")]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Maria Sotiriou, whose daughter Anna, 23, was among the dead, said it was late.", "Maria Sotiriou"),
        ("Ann Lee, whose son Max, 9, fell from the bridge, said it was late.", "Ann Lee"),
        ("Leo Park, whose firm Harland Mills built the boat, said it was late.", "Leo Park"),
        ("Ann Lee, whose son fell, wept, and Carl Berg said it was late.", "Carl Berg"),
        ("Ann Lee, whose son fell from the bridge, left before Carl Berg said it was late.", "Carl Berg"),
        ("It was late, said Ann Lee, whose son Max, 9, fell from the bridge.", "Ann Lee"),
    ],
)
def test_who_is_named_in_an_aside_with_whose_says_nothing(body: str, speaker: str) -> None:
    """It tells whose they are who speaks."""
    assert [quote.name for quote in quotes_of(body)] == [speaker]
