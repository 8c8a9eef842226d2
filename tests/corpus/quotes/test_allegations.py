"""Courts, allegations and denials: what is only said of somebody never looks like the article's own statement."""

from __future__ import annotations

import pytest

from tests.corpus.parsed import BOTH
from tests.corpus.quotes.reading import direct, indirect, quotes_of


@BOTH
@pytest.mark.parametrize(
    ("body", "speaker", "content"),
    [
        (
            "A former cook stole £3m from a school to pay for a yacht, a court heard on Monday.",
            "a court",
            "A former cook stole £3m from a school to pay for a yacht",
        ),
        ("The court heard that Dale Firth had forged the deeds.", "The court", "Dale Firth had forged the deeds"),
        ("An inquiry heard nurses were left alone at night.", "An inquiry", "nurses were left alone at night"),
        ("The inquest was told the ladder had slipped.", "The inquest", "the ladder had slipped"),
        ("He kept the cash in a shed, jurors were told.", "jurors", "He kept the cash in a shed"),
        ("Hull Crown Court heard how Firth hid the deeds.", "Hull Crown Court", "Firth hid the deeds"),
        ("The tribunal heard evidence from Ann Lee that the van was old.", "The tribunal", "the van was old"),
        ("A trial in Hull was told on Friday that the van was old.", None, "the van was old"),
        ("Prosecutors allege that he sold the van.", "Prosecutors", "he sold the van"),
        ("Police allege Firth sold the van.", "Police", "Firth sold the van"),
        ("MPs were told that the van was old.", "MPs", "the van was old"),
        (
            "The money, the court heard, went on a boat and two cars.",
            "the court",
            "The money, the court heard, went on a boat and two cars",
        ),
    ],
)
def test_what_a_court_hears_is_reported(body: str, speaker: str | None, content: str, *, parsed: bool) -> None:
    """A court, jury or inquiry that hears something or is told it is given as where it comes from."""
    found = indirect(body, parsed=parsed)
    assert content in [words for _, words in found]
    assert speaker is None or (speaker, content) in found


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "The band heard that the tour was off.",
        "The court heard from three witnesses on Monday.",
        "The court heard evidence for three days.",
        "The jury was told by nobody in that room.",
    ],
)
def test_hearing_alone_reports_nothing(body: str, *, parsed: bool) -> None:
    """Others than courts only hear, and a court may hear people or things."""
    assert indirect(body, parsed=parsed) == []


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "It is alleged that Dale Firth hid the deeds.",
        "It was claimed that the lift had failed.",
        "Dale Firth is alleged to have hidden the deeds.",
        "Dale Firth allegedly hid the deeds in a shed.",
    ],
)
def test_an_allegation_of_nobody_holds_its_hedge(body: str, *, parsed: bool) -> None:
    """With nobody named the words that make it an allegation are in the content."""
    assert indirect(body, parsed=parsed) == [(None, body.rstrip("."))]


@BOTH
def test_an_allegation_is_the_clause_it_stands_in(*, parsed: bool) -> None:
    """What the article itself says in the same sentence stays out, and a word at a noun makes no statement."""
    body = "Firth was held after he allegedly hit a guard. A van is here. Police found the allegedly stolen van."
    assert indirect(body, parsed=parsed) == [(None, "he allegedly hit a guard")]


@BOTH
def test_one_allegation_over_a_whole_sentence(*, parsed: bool) -> None:
    """A second "allegedly" in the same clause makes no second allegation."""
    body = "It is alleged that Firth allegedly hid the deeds."
    assert indirect(body, parsed=parsed) == [(None, body.rstrip("."))]


@BOTH
def test_a_reported_allegation_is_whose_report_it_is(*, parsed: bool) -> None:
    """Inside of somebody's report there is no second one."""
    body = "Police said he allegedly hit a guard."
    assert indirect(body, parsed=parsed) == [("Police", "he allegedly hit a guard")]


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "Ann Lee, 51, denies 14 counts of theft between May 2014 and June 2018.",
        "Ann Lee denied the charges.",
        "Ann Lee admitted two counts of theft.",
        "Ann Lee disputed the figures that were read out.",
        "Ann Lee rejected the plan.",
    ],
)
def test_a_thing_that_is_denied_is_no_statement(body: str, *, parsed: bool) -> None:
    """A noun after a denial or an admission says nothing by itself."""
    assert indirect(body, parsed=parsed) == []


@BOTH
@pytest.mark.parametrize(
    "body",
    [
        "Ann Lee denies stealing the van.",
        "Ann Lee denied that she took it.",
        "Ann Lee has denied taking any part in it.",
    ],
)
def test_a_denial_stays_one(body: str, *, parsed: bool) -> None:
    """What is denied is never shown without the word that denies it."""
    assert indirect(body, parsed=parsed) == [("Ann Lee", body[body.index("den") : -1])]


def test_plans_that_are_rejected_and_denials_as_nouns() -> None:
    """The same goes for other words that turn what follows into its opposite."""
    assert indirect("The firm rejected plans to close it.") == [("The firm", "rejected plans to close it")]
    body = "The mayor’s denial that the pier is safe was wrong."
    assert indirect(body) == [("The mayor’s", "denial that the pier is safe")]


@BOTH
def test_words_in_marks_that_are_denied_are_not_the_denier_s(*, parsed: bool) -> None:
    """Who denies being "a liar" has not said so; what stands after a colon was said."""
    assert direct("Ann Lee denied being “a liar and a cheat and a thief”.", parsed=parsed) == []
    assert direct("Ann Lee denied it: “I never took a thing.”", parsed=parsed) == [("Ann Lee", "I never took a thing.")]


def test_a_quotation_in_another_s_report_is_inferred() -> None:
    """All that follows "according to" is the source's, and what it has somebody say is no fact."""
    body = (
        "According to the prosecution, Firth burned the deeds in May and told a friend he “wanted it all to be over”."
    )
    outer, inner = quotes_of(body)
    assert outer.content.of(body) == body[body.index("Firth") : -1]
    assert (outer.kind, outer.inferred) == ("indirect", False)
    assert (inner.kind, inner.inferred) == ("direct", True)
    assert inner.speaker is not None
    assert inner.speaker.of(body) == "Firth"


@BOTH
def test_a_source_has_all_that_follows(*, parsed: bool) -> None:
    """Words in marks do not cut what stands after "according to"."""
    body = "According to Ann Lee, the van was “a wreck on four bald wheels” when it was sold in Hull."
    assert ("Ann Lee", body[body.index("the van") : -1]) in indirect(body, parsed=parsed)


def test_one_s_own_words_within_one_s_report_are_not_inferred() -> None:
    """Only what another says of a speaker is marked."""
    body = "Ann Lee said that the van was “a wreck on four bald wheels” when she sold it."
    assert not any(quote.inferred for quote in quotes_of(body))


@BOTH
def test_words_for_speech_alone_say_nothing(*, parsed: bool) -> None:
    """A chain of "he said she said" has no content."""
    assert indirect("said he " * 500, parsed=parsed) == []
    assert indirect("Ann Lee said he said she said.", parsed=parsed) == []
