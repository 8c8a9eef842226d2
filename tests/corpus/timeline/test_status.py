"""What a clause says of its days: that it happened, is planned, will be, or nothing sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from corpus.dates.values import Bound
from tests.corpus.timeline.marks import event_of, events_of, marked

# The publication is on 2020-06-17.
BEFORE, SAME, AFTER = "2020-06-12", "2020-06-17", "2020-06-19"


@pytest.mark.parametrize(
    ("body", "day", "status"),
    [
        ("The council closed the bridge on Friday.", BEFORE, "past"),
        ("The council has closed the bridge on Friday.", BEFORE, "past"),
        ("The bridge was closed on Friday by the council.", BEFORE, "past"),
        ("The council closed the bridge on Friday.", SAME, "past"),
        ("The mayor managed to cross the bridge on Friday.", BEFORE, "past"),
        ("They have been painting the bridge on Friday.", BEFORE, "past"),
        ("The council will close the bridge on Friday.", AFTER, "future"),
        ("The fair opens on Friday in the town hall.", AFTER, "future"),
        ("The council will close the bridge on Friday.", SAME, "planned"),
        ("The council said it would close the bridge on Friday.", BEFORE, "planned"),
        ("The council said it would close the bridge on Friday.", AFTER, "planned"),
        ("The council was set to close the bridge on Friday.", BEFORE, "planned"),
        ("The council plans to close the bridge on Friday.", AFTER, "planned"),
        ("The council is going to close the bridge on Friday.", AFTER, "planned"),
        ("The council and the mayor are to meet on Friday.", AFTER, "planned"),
        ("The meeting is scheduled for Friday in the town hall.", AFTER, "planned"),
        ("The meeting was postponed until Friday because of rain.", AFTER, "planned"),
        ("The meeting was postponed on Friday because of rain.", BEFORE, "past"),
        ("The mayor is travelling to the coast on Friday.", AFTER, "planned"),
        ("The fair was supposed to open on Friday in the town hall.", BEFORE, "planned"),
        ("The rain is expected to flood homes and cut roads on Friday.", AFTER, "planned"),
        ("The mayor is likely to have closed the bridge on Friday.", BEFORE, "unknown"),
        ("The mayor made a bid to save the bridge after a storm on Friday.", BEFORE, "unknown"),
        ("The council did not close the bridge on Friday.", BEFORE, "unknown"),
        ("The council never closed the bridge on Friday.", BEFORE, "unknown"),
        ("The mayor denied that he had closed the bridge on Friday.", BEFORE, "unknown"),
        ("The mayor may close the bridge on Friday.", AFTER, "unknown"),
        ("The mayor could have closed the bridge on Friday.", BEFORE, "unknown"),
        ("The mayor would have closed the bridge on Friday.", BEFORE, "unknown"),
        ("If the mayor closes the bridge on Friday, we shall swim.", AFTER, "unknown"),
        ("Nobody knows whether the mayor closed the bridge on Friday.", BEFORE, "unknown"),
    ],
)
def test_the_verb_says_whether_it_happened(body: str, day: str, status: str) -> None:
    """Past, planned and future are told apart; what is denied, possible or supposed is not stated."""
    event = event_of(body, "Friday", day)
    assert event is not None
    assert event.status == status


@pytest.mark.parametrize(
    ("body", "leading", "bound", "status"),
    [
        ("The council said it would close the bridge by Friday.", "by ", "to", "planned"),
        ("The bridge will no longer be open after Friday.", "after ", "from", "future"),
    ],
)
def test_bounds_have_a_status_too(body: str, leading: str, bound: Bound, status: str) -> None:
    """What is said of the days up to one or from one on is told apart in the same way."""
    event = event_of(body, "Friday", AFTER, leading=leading, bound=bound)
    assert event is not None
    assert event.status == status


@pytest.mark.parametrize(
    ("words", "verb", "status"),
    [("earlier this week", "urged all to cross", "past"), ("later this week", "reaches", "future")],
)
def test_the_parts_of_a_week_are_behind_and_ahead(words: str, verb: str, status: str) -> None:
    """Of a week that is not over, its earlier days are past and its later ones to come."""
    body = f"The mayor {words} {verb} the bridge."
    week = replace(
        marked(body, words, "2020-06-15"), first=dt.date(2020, 6, 15), last=dt.date(2020, 6, 21), precision="week"
    )
    (event,) = events_of(body, week)
    assert event.status == status


def test_a_happening_set_for_the_day_of_writing_is_planned() -> None:
    """What is set to be done in a happening of the same day is no event of the past, and is not lost."""
    event = event_of("The firm was scheduled to launch the ship for a test flight on Friday.", "Friday", SAME)
    assert event is not None
    assert event.status == "planned"


@pytest.mark.parametrize(
    ("body", "day", "status"),
    [
        ("The council voted on Friday to close the bridge.", SAME, "past"),
        ("The mayor urged the council on Friday to close the bridge.", SAME, "past"),
        ("The council voted to close the bridge on Friday.", AFTER, "planned"),
        ("The council hopes on Friday to close the bridge.", SAME, "planned"),
    ],
)
def test_a_deed_is_done_on_its_day(body: str, day: str, status: str) -> None:
    """Who votes or urges on the day of writing has done so; what that is for, and what is hoped for, is to come."""
    event = event_of(body, "Friday", day)
    assert event is not None
    assert event.status == status


@pytest.mark.parametrize(("verb", "status"), [("ordered", "past"), ("upheld", "past"), ("expected", None)])
def test_a_happening_that_something_was_done_to_on_the_day_is_past(verb: str, status: str | None) -> None:
    """What a court ordered on the day of writing is told as done, where the day hangs on it; what was expected is not."""
    body = (
        f"A Turkish court {verb} the release of the mayor of the port city of Mersalan on Friday pending the outcome of "
        "his trial on charges of tender rigging, state media reported."
    )
    event = event_of(body, "Friday", SAME)
    assert (event and event.status) == status


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        ("A service will mark the end of the war in 1945.", "the war in 1945"),
        ("The bell will be shown in 1945.", None),
    ],
)
def test_what_will_be_is_not_of_a_year_long_over(body: str, clause: str | None) -> None:
    """A year long over beside "will" is that of a happening named before it, and past, or of nothing."""
    found = events_of(body, replace(marked(body, "1945", "1945"), basis="stated"))
    assert [(event.clause.of(body), event.status) for event in found] == ([(clause, "past")] if clause else [])


def test_a_past_verb_with_a_coming_day_is_a_guess() -> None:
    """Where a resolved day contradicts its verb, nothing is said of either, and the day is shown as a guess."""
    event = event_of("The council closed the bridge on July 8.", "July 8", "2020-07-08")
    assert event is not None
    assert (event.status, event.basis) == ("unknown", "approximate")


def test_a_weekday_that_contradicts_its_verb_is_left_out() -> None:
    """What was done on Friday was not done on the coming one, and which other Friday is meant nobody can tell."""
    assert event_of("The council closed the bridge on Friday.", "Friday", AFTER) is None
    assert event_of("The fair opens on Friday in the town hall.", "Friday", BEFORE) is None


def test_a_happening_that_was_called_off_is_no_event() -> None:
    """A noun under a verb of preventing did not happen."""
    assert event_of("The council cancelled last week's meeting at once.", "last week's", BEFORE) is None


def test_a_planned_happening_is_planned() -> None:
    """A meeting that is called planned is not told to have been held, though its day has passed."""
    event = event_of("The talks broke down before a planned meeting on Friday.", "Friday", BEFORE)
    assert event is not None
    assert event.status == "planned"


def test_what_a_study_looks_at_is_not_when_it_was_done() -> None:
    """A range that runs past the publication is not past for a verb that is."""
    body = "They have examined the rain on bridges from 2000 to 2050."
    start = marked(body, "2000", "2000")
    end = marked(body, "2050", "2050")
    (event,) = events_of(body, replace(start, range_end=end.span), end)
    assert event.status == "unknown"


@pytest.mark.parametrize(
    ("body", "day", "status"),
    [
        ("The council closed the bridge on Friday.", BEFORE, "past"),
        ("The council said it would close the bridge on Friday.", BEFORE, "planned"),
        ("The council will close the bridge on Friday.", AFTER, "future"),
        ("The council didn’t close the bridge on Friday.", BEFORE, "unknown"),
        ("Rain over the bridge all through Friday.", BEFORE, "unknown"),
    ],
)
def test_without_a_parse_the_words_decide(body: str, day: str, status: str) -> None:
    """The plainest words of doing, meaning and denying are read without a grammar; else nothing is said."""
    (event,) = events_of(body, marked(body, "Friday", day), parsed=False)
    assert event.status == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("It set aside two million crowns on Friday.", "past"),
        ("On Friday it forecast a loss of two million.", "past"),
        ("The firm had forecast a loss on Friday.", "past"),
        ("Rain had been forecast for Friday on the coast.", "planned"),
        ("He had been dismissed by the council on Friday.", "past"),
        ("The claim has been dismissed by the council on Friday.", "unknown"),
    ],
)
def test_what_can_only_be_past_is_past(body: str, status: str) -> None:
    """A present without its "s", whoever forecast, and who had been dismissed; what had been forecast for a day was not."""
    event = event_of(body, "Friday", BEFORE)
    assert event is not None
    assert event.status == status


@pytest.mark.parametrize(
    ("body", "day", "status"),
    [
        ("Customers couldn't log in for hours on Friday.", BEFORE, "past"),
        ("The boat could not leave the harbour on Friday.", BEFORE, "past"),
        ("The boat could not leave the harbour on Friday.", AFTER, "unknown"),
        ("The mayor said she could not leave on Friday.", BEFORE, "unknown"),
        ("The boat could not have left the harbour on Friday.", BEFORE, "unknown"),
        ("The mayor denied that the boat could not leave on Friday.", BEFORE, "unknown"),
        ("The boat could leave the harbour on Friday.", BEFORE, "unknown"),
    ],
)
def test_what_could_not_be_done_was_so(body: str, day: str, status: str) -> None:
    """That something could not be done is so on its day; not where it is reported, denied, a guess or of a day to come."""
    event = event_of(body, "Friday", day)
    assert event is not None
    assert event.status == status


@pytest.mark.parametrize(
    ("body", "day", "status"),
    [
        ("Were the duties to be lifted on Friday, prices would fall.", AFTER, "unknown"),
        ("Had the storm hit on Friday, thousands would have died.", BEFORE, "unknown"),
        ("Thousands would have died had the storm hit on Friday.", BEFORE, "unknown"),
        ("Had the bridge been finished on Friday, nobody would have had to wait.", BEFORE, "unknown"),
        ("Had the minister signed the order on Friday, Lee said, the plant would be open.", BEFORE, "unknown"),
        ("But should the river rise on Friday, the town will be cut off.", AFTER, "unknown"),
        ("Nor had the ministers signed the order on Friday, when the plant closed.", BEFORE, "past"),
        ("Also killed were two men who had come on Friday.", BEFORE, "past"),
    ],
)
def test_what_opens_with_had_or_were_is_supposed(body: str, day: str, status: str) -> None:
    """It is an "if" in other words, which a verb before its subject elsewhere is not."""
    event = event_of(body, "Friday", day)
    assert event is not None
    assert event.status == status


def test_without_a_publication_only_the_verb_speaks() -> None:
    """An article without a date has past and planned events, and none that is future or past by the calendar alone."""
    body = "The council closed the bridge in 2011. It says that it plans to open it in 2040. Paint peels in 2012."
    events = events_of(body, *(marked(body, year, year) for year in ("2011", "2040", "2012")), published=None)
    assert {(event.first or dt.date.min).year: event.status for event in events} == {
        2011: "past",
        2040: "planned",
        2012: "unknown",
    }


def test_without_a_publication_a_participle_has_no_tense() -> None:
    """A lease running until 2028 may be over or not; what was signed is past."""
    body = "The firm signed a lease running until 2028."
    (event,) = events_of(body, marked(body, "2028", "2028", leading="until ", bound="to"), published=None)
    assert event.status == "unknown"
    body = "The firm left a house built in 2011."
    (event,) = events_of(body, marked(body, "2011", "2011"), published=None)
    assert event.status == "past"
