"""When two mentions are one event."""

from __future__ import annotations

import datetime as dt

import pytest

from corpus.timeline import merging
from corpus.timeline.merging import Sighting
from tests.corpus.timeline.marks import events_of, marked


def test_one_event_told_twice_keeps_both_places() -> None:
    """The same day and the same happening in other words are one event, in the words of the first place, cited with both."""
    body = (
        "The council closed the old bridge on Friday. Nobody was hurt.\n\n"
        "The old bridge of the town was closed by the council on June 12."
    )
    (event,) = events_of(body, marked(body, "Friday", "2020-06-12"), marked(body, "June 12", "2020-06-12"))
    assert [place.span.of(body)[:20] for place in event.places] == ["The council closed t", "The old bridge of th"]
    assert [place.paragraph for place in event.places] == [1, 2]
    assert event.places[0].span.holds(event.clause)
    assert event.places[0].span.holds(event.phrase)


def test_two_events_of_one_day_stay_apart() -> None:
    """Sharing a day and a subject is not enough."""
    body = "The council closed the old bridge on Friday.\n\nThe council elected a new mayor on Friday."
    events = events_of(body, marked(body, "Friday", "2020-06-12"), marked(body, "Friday", "2020-06-12", occurrence=2))
    assert len(events) == 2


def test_sharing_half_of_the_words_is_not_enough_for_other_verbs() -> None:
    """The same office named in two sentences of a day does not make two deeds one."""
    body = "The town's health office was called by the worried parents of a child on Friday.\n\nThe town's health office announced a first death on Friday."
    events = events_of(body, marked(body, "Friday", "2020-06-12"), marked(body, "Friday", "2020-06-12", occurrence=2))
    assert len(events) == 2


def test_a_plan_and_its_being_done_stay_apart() -> None:
    """What was said to be going to happen on a day and what happened on it are two statements."""
    body = "The council said it would close the old bridge on Friday.\n\nThe council closed the old bridge on Friday."
    events = events_of(body, marked(body, "Friday", "2020-06-12"), marked(body, "Friday", "2020-06-12", occurrence=2))
    assert [event.status for event in events] == ["planned", "past"]


def test_two_dates_of_one_verb_are_one_event_of_the_finer() -> None:
    """On March 3 this year is March 3."""
    body = "The old bridge was closed on March 3 this year."
    (event,) = events_of(body, marked(body, "March 3", "2020-03-03"), marked(body, "this year", "2020"))
    assert (event.first, event.precision) == (dt.date(2020, 3, 3), "day")
    assert len(event.places) == 1


def test_a_coarser_date_merges_only_with_nearly_the_same_words() -> None:
    """In July and on July 5 are one event where the clauses say the same, and two where only a word is shared."""
    same = "The council sold the old stone bridge in May.\n\nThe council sold the old stone bridge on May 5."
    (event,) = events_of(same, marked(same, "May", "2020-05"), marked(same, "May 5", "2020-05-05"))
    assert (event.first, event.last) == (dt.date(2020, 5, 5), dt.date(2020, 5, 5))
    assert event.places[0].span.of(same).endswith("May 5.")
    assert len(event.places) == 2
    other = "The council sold many houses in May.\n\nThe council sold the old stone bridge on May 5."
    assert len(events_of(other, marked(other, "May", "2020-05"), marked(other, "May 5", "2020-05-05"))) == 2


def test_bounds_do_not_merge_with_days() -> None:
    """Up to May 5 and on May 5 are not the same days."""
    body = "The council sold the old stone bridge by May 5.\n\nThe council sold the old stone bridge on May 5."
    bound = marked(body, "May 5", "2020-05-05", bound="to", leading="by ")
    day = marked(body, "May 5", "2020-05-05", occurrence=2)
    assert len({(event.first, event.last) for event in events_of(body, bound, day)}) == 2


def test_names_and_numbers_tell_events_of_a_kind_apart() -> None:
    """The same deed on the same day by or to others is another event."""
    body = "Acme shares fell on Friday.\n\nGlobex shares fell on Friday.\n\nThe Acme shares fell on Friday by a tenth."
    events = events_of(body, *(marked(body, "Friday", "2020-06-12", occurrence=n) for n in (1, 2, 3)))
    assert [len(event.places) for event in events] == [2, 1]


def test_what_is_told_of_one_day_is_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thousands of events of one day each is held against a bounded number of others, and none is lost."""
    compared, same = 0, merging._same

    def counting(one: Sighting, other: Sighting) -> bool:
        nonlocal compared
        compared += 1
        return same(one, other)

    monkeypatch.setattr("corpus.timeline.merging._same", counting)
    count = 2000
    body = " ".join(f"Firm{n} of Town{n} was sold on Friday." for n in range(count))
    marks = [marked(body, "Friday", "2020-06-12", occurrence=n + 1) for n in range(count)]
    assert len(events_of(body, *marks)) == count
    assert compared <= 600 * count
