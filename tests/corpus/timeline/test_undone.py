"""What is denied or called off around a clause is not told as if it were not."""

from __future__ import annotations

import pytest

from tests.corpus.timeline.marks import event_of

# The publication is on 2020-06-17.
BEFORE, AFTER = "2020-06-12", "2020-06-19"


@pytest.mark.parametrize(
    "body",
    [
        "A strike planned for Friday has been called off.",
        "A concert scheduled for Friday was cancelled.",
        "The concert, scheduled for Friday, was put back.",
        "The union called off a strike planned for Friday.",
        "A concert scheduled for Friday will not go ahead.",
        "A plan to close the bridge on Friday was dropped.",
        "A concert due to be held on Friday was called off.",
        "The council called off a concert due to be held on Friday.",
        "A summer fair to thank Mr Holroyd, which had been due to take place on Friday, was cancelled after the accident.",
        "A fair in Leeds, which had been due to take place on Friday, was cancelled.",
        "The band cancelled a tour of Spain, which was due to start on Friday.",
        "The band planned to play on Friday but the rain made that impossible.",
        "The play was to open on Friday, but it was cancelled because of the rain.",
        "The trial had been due to start on Friday but was put back.",
        "The fair was due to open on Friday but never did.",
    ],
)
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_what_is_called_off_is_not_planned(body: str, day: str) -> None:
    """Its whole sentence is shown, or nothing where the verb contradicts the day."""
    event = event_of(body, "Friday", day)
    if event is not None:
        assert (event.status, event.clause.of(body)) == ("unknown", body)


@pytest.mark.parametrize(
    "body",
    [
        "She was due to read on Friday but withdrew after a fall.",
        "He was due to sing on Friday but fell ill.",
        "The band was due to play on Friday but pulled out.",
        "She had planned to open the shop on Friday but changed her mind.",
        "The council had planned to close it on Friday but decided against it.",
        "The firm planned to open a mine on Friday but abandoned the project.",
        "The band was due to play on Friday, but it pulled out.",
        "The fair was due to open on Friday. It has been cancelled.",
        "The fair was due to open on Friday. It was cancelled after a storm.",
        "The fair is due to open on Friday. It has been cancelled.",
        "The concert was due to be held on Friday. The concert has been called off.",
        "The plant had been due to get a new line on Friday. That investment has been scrapped.",
    ],
)
def test_what_is_given_up_is_not_planned(body: str) -> None:
    """By whoever had planned it, or in the next sentence."""
    event = event_of(body, "Friday", AFTER)
    assert event is None or event.status == "unknown"


@pytest.mark.parametrize(
    "body",
    [
        "The band was due to play on Friday but withdrew its old record.",
        "The band was due to play on Friday but the singer withdrew.",
        "The band was due to play on Friday but did not withdraw.",
        "The band was due to play on Friday and may pull out.",
        "The band was due to play on Friday but abandoned the studio.",
        "The band was due to play on Friday but decided on a longer show.",
        "The fair is due to open on Friday. It was cancelled last year.",
        "The fair was due to open on Friday. The match has been cancelled.",
        "The fair was due to open on Friday. It has been praised.",
        "The fair was due to open on Friday. It has not been cancelled.",
        "The fair was due to open on Friday. Lee said it. That fair has been cancelled.",
    ],
)
def test_a_plan_stands_where_something_else_is_given_up(body: str) -> None:
    """Or somebody else gives it up, perhaps or last year."""
    event = event_of(body, "Friday", AFTER)
    assert event is not None
    assert event.status == "planned"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("A strike planned for Friday has been called off.", "unknown"),
        ("A strike planned for Friday could be called off.", "planned"),
        ("A strike planned for Friday has not been cancelled.", "planned"),
        ("The council is due to open the bridge on Friday but cancelled the fair.", "planned"),
        ("The council will open the bridge on Friday but will not lower the toll.", "future"),
        ("A concert scheduled for Friday will not be free.", "planned"),
        ("A concert due to be held on Friday could be called off.", "planned"),
        ("A concert due to be held on Friday was praised.", "planned"),
        ("A fair in Leeds, which is due to take place on Friday, was not cancelled.", "planned"),
        ("The report on the bridge, which is due to open on Friday, was dropped.", "planned"),
    ],
)
def test_only_its_own_calling_off_undoes_a_plan(body: str, status: str) -> None:
    """A calling off that is possible, denied or of something else leaves it as it is."""
    event = event_of(body, "Friday", AFTER)
    assert event is not None
    assert event.status == status


def test_what_was_originally_set_for_a_coming_day_is_not_planned() -> None:
    """It was moved from there; what was done originally was done."""
    event = event_of("The game, originally set for Friday, will be played later.", "Friday", AFTER)
    assert event is not None
    assert event.status == "unknown"
    event = event_of("The house was originally built in 1910.", "1910", "1910")
    assert event is not None
    assert event.status == "past"


def test_what_had_begun_has_happened() -> None:
    """Called off afterwards, it was so all the same."""
    event = event_of("The strike that began on Friday was called off.", "Friday", BEFORE)
    assert event is not None
    assert event.status == "past"


def test_rain_that_is_no_longer_expected_is_not_planned() -> None:
    """With "no longer", what was forecast is off."""
    body = "Heavy rain that had been forecast for Friday is no longer expected."
    for day in (BEFORE, AFTER):
        event = event_of(body, "Friday", day)
        assert event is None or event.status == "unknown"


@pytest.mark.parametrize(
    "body",
    [
        "He denied that the council had closed the bridge in 2019.",
        "He denied closing the bridge in 2019.",
        "Police rejected a claim that shots had been fired in 2019.",
        "He dismissed reports that the bridge had closed in 2019.",
        "The claim that he lied in 2019 is false.",
        "There is no evidence that shots were fired in 2019.",
        "It is not true that he left in 2019.",
        "He falsely claimed that the vote was held in 2019.",
        "He allegedly closed the bridge in 2019.",
        "He was accused of closing the bridge in 2019.",
        "She pleaded not guilty to closing the bridge in 2019.",
        "He has denied three counts of fraud in 2019.",
        "He wished that he had closed the bridge in 2019.",
        "Without closing the bridge in 2019, he left.",
        "Far from closing the bridge in 2019, he left it open.",
    ],
)
def test_what_is_denied_is_shown_as_denied(body: str) -> None:
    """It is not said that it happened, and the denial is among the words."""
    event = event_of(body, "2019", "2019")
    assert event is not None
    assert event.status == "unknown"
    denials = "denied rejected dismissed false allegedly accused wished Without Far".split()
    denials += ["no evidence", "not true", "not guilty"]
    assert any(word in event.clause.of(body) for word in denials)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("He refused to close the bridge in 2019.", "past"),
        ("A report that the bridge closed in 2019 was confirmed.", "past"),
        ("He denied the charge in 2019.", "past"),
        ("It is not false that he left in 2019.", "past"),
        ("He was convicted of closing the bridge in 2019.", "past"),
        ("She pleaded guilty to closing the bridge in 2019.", "past"),
        ("The town charged them for parking in 2019.", "past"),
    ],
)
def test_what_is_refused_or_confirmed_is_no_denial(body: str, status: str) -> None:
    """The refusing and the denying itself did happen, and so did what is confirmed."""
    event = event_of(body, "2019", "2019")
    assert event is not None
    assert event.status == status


@pytest.mark.parametrize(
    ("body", "words", "value", "status"),
    [
        ("Slavery was not abolished until 2008.", "2008", "2008", "past"),
        ("The law was never enforced until 1990.", "1990", "1990", "past"),
        ("The road will not reopen until July 8.", "July 8", "2020-07-08", "future"),
        ("The band may not tour until 2026.", "2026", "2026", "unknown"),
        ("The plant did not open before 2008.", "2008", "2008", "unknown"),
        ("The lease was not extended until 2008.", "2008", "2008", "unknown"),
    ],
)
def test_what_was_not_until_a_day_was_on_it(body: str, words: str, value: str, status: str) -> None:
    """Not with "may", and of "not before" nobody says that it was so on that day."""
    event = event_of(body, words, value)
    assert event is not None
    assert event.status == status


def test_a_game_that_one_has_got_is_to_come() -> None:
    """ "Have got" is no perfect."""
    event = event_of("We've got a game on Friday.", "Friday", AFTER)
    assert event is not None
    assert event.status == "future"


def test_a_day_in_the_name_of_a_thing_dates_nothing() -> None:
    """Neither a recess named after it nor a record kept of it."""
    body = "Critics accused him of rushing it before the Fourth of July recess."
    assert event_of(body, "Fourth of July", "2020-07-04", leading="before the ", bound="to") is None
    assert event_of("The heat breaks the record from January 1945.", "January 1945", "1945-01") is None


def test_what_is_due_on_a_day_is_planned() -> None:
    """A verdict due then was not told to have been given."""
    event = event_of("The trial went on, with a verdict due on Friday.", "Friday", BEFORE)
    assert event is not None
    assert event.status == "planned"


def test_what_there_is_none_of_is_no_event() -> None:
    """No vote is held on the day, nor a concert that something else stands for."""
    assert event_of("There is no vote on Friday in the town.", "Friday", AFTER) is None
    assert event_of("Instead of a concert on Friday, they had a ball.", "Friday", BEFORE) is None


def test_what_must_have_been_is_a_guess() -> None:
    """It is concluded, neither planned nor told to have happened."""
    event = event_of("He must have left the town on Friday.", "Friday", BEFORE)
    assert event is not None
    assert event.status == "unknown"
