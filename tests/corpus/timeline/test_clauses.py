"""The clause that a date is the date of."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.corpus.timeline.marks import event_of, events_of, marked


def clause(body: str, words: str, value: str = "2020-05-05") -> str | None:
    event = event_of(body, words, value)
    return event.clause.of(body) if event else None


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        (
            "When the mayor resigned on May 5, the council chose a new one.",
            "May 5",
            "the mayor resigned on May 5",
        ),
        (
            "The bridge, which was opened on May 5, is the longest of the county.",
            "May 5",
            "The bridge, which was opened on May 5",
        ),
        (
            "Ann Lee, born in Leeds on May 5, has painted the old bridge.",
            "May 5",
            "Ann Lee, born in Leeds on May 5",
        ),
        (
            "The company broke an agreement signed by both sides on May 5.",
            "May 5",
            "an agreement signed by both sides on May 5",
        ),
        (
            "The mayor resigned on May 5, and the council chose a new one.",
            "May 5",
            "The mayor resigned on May 5",
        ),
        ("VELDEN — The mayor resigned on May 5.", "May 5", "The mayor resigned on May 5"),
        ("VELDEN, May 6 — The mayor resigned on May 5.", "May 5", "The mayor resigned on May 5"),
        ("NEW VELDEN, 6 May 2020 (AP) — The mayor resigned on May 5.", "May 5", "The mayor resigned on May 5"),
        (
            "Police said the man was arrested on May 5.",
            "May 5",
            "Police said the man was arrested on May 5",
        ),
        (
            "The man was arrested on May 5, police said.",
            "May 5",
            "The man was arrested on May 5, police said",
        ),
        (
            "The mayor was told that the company had been sold since its launch in 2003.",
            "2003",
            "its launch in 2003",
        ),
        (
            "At Friday's summit, the leaders agreed to close the bridge.",
            "Friday's",
            "At Friday's summit, the leaders agreed to close the bridge",
        ),
    ],
)
def test_a_clause_is_what_its_date_dates(body: str, words: str, expected: str) -> None:
    """Subject and verb that the date belongs to, without the clauses around them, and with whose words they are."""
    assert clause(body, words) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "There she met Bo Ray, a schoolteacher from Ollantaytambo, whom she married in 1972.",
            "Bo Ray, a schoolteacher from Ollantaytambo, whom she married in 1972",
        ),
        (
            "He was the son of Otto Brandt, a baker from Ulm, who died in 1972.",
            "Otto Brandt, a baker from Ulm, who died in 1972",
        ),
        ("She praised the mayor of Leeds, who resigned in 1972.", "the mayor of Leeds, who resigned in 1972"),
        ("The bridge in Leeds, which was opened in 1972, is long.", "The bridge in Leeds, which was opened in 1972"),
        (
            "A fair to thank Mr Holm, which was held in 1972, was free.",
            "A fair to thank Mr Holm, which was held in 1972",
        ),
        (
            "The board proposed a final dividend of Rs 7 a share, which was paid in 1972.",
            "a final dividend of Rs 7 a share, which was paid in 1972",
        ),
        ("He sold a house in Leeds to his brother, who died in 1972.", "his brother, who died in 1972"),
        ("He got a letter from Ann Lee, who died in 1972.", "Ann Lee, who died in 1972"),
        ("He praised the work of the firm, which was founded in 1972.", "the firm, which was founded in 1972"),
    ],
)
def test_a_relative_clause_begins_with_the_noun_that_it_is_of(body: str, expected: str) -> None:
    """Nobody is a place, no fair a person, and what is paid is not the share; else it is the nearest."""
    assert clause(body, "1972", "1972") == expected


def test_two_dates_in_a_sentence_have_their_own_clauses() -> None:
    """What hangs on a clause and has a date of its own is left out of it."""
    body = "The Crier announced on May 5 a concert to be held on July 8."
    events = events_of(body, marked(body, "May 5", "2020-05-05"), marked(body, "July 8", "2020-07-08"))
    assert [event.clause.of(body) for event in events] == [
        "The Crier announced on May 5 a concert",
        "a concert to be held on July 8",
    ]


def test_a_second_verb_stands_alone_where_the_first_has_its_own_date() -> None:
    """Two verbs of one subject with a date each are two events, neither holding the other's date."""
    body = "He painted the bridge in 2004 and left the town in 2009."
    events = events_of(body, marked(body, "2004", "2004"), marked(body, "2009", "2009"))
    assert [event.clause.of(body) for event in events] == ["He painted the bridge in 2004", "left the town in 2009"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The company showed the 2011 version of its car.", "2011"),
        ("It sells more than it did at 2011 levels.", "2011"),
        ("They hope to win at the 2011 Games.", "2011"),
        ("The mayor chose Monday for its luck.", "Monday"),
        ("This was the first victory of the town since 1958.", "1958"),
        ("Ann Lee (left) and Bo Ray in May 2011.", "May 2011"),
        ("The town was honoured for holding out in the siege of the castle (2011).", "2011"),
        ("Prices rose to $3.50, up from $3.20 in 2011.", "2011"),
        ("The company made a profit in the quarter ended in 2011.", "2011"),
        ("They sold more than in 2011.", "2011"),
    ],
)
def test_a_date_in_the_name_of_a_thing_is_no_event(body: str, words: str) -> None:
    """Editions, levels, games named in passing, days that are themselves spoken of and captions happen on no day."""
    assert clause(body, words, "2011") is None


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("Friday's attack on the bridge angered the mayor.", "Friday's", "Friday's attack on the bridge"),
        ("The mayor condemned last week's attack.", "last week's", "last week's attack"),
        ("The company has broken the 2005 agreement.", "2005", "the 2005 agreement"),
    ],
)
def test_a_date_in_the_name_of_a_happening_is_that_happening(body: str, words: str, expected: str) -> None:
    """A date inside a noun phrase dates its noun and not the clause's verb."""
    assert clause(body, words) == expected


def test_marks_at_the_edges_are_left_out_unless_both_are_there() -> None:
    """A quotation that is cut keeps neither of its marks, or both."""
    body = "“The bridge was closed on May 5. It is old,” he said."
    assert clause(body, "May 5") == "The bridge was closed on May 5"
    body = 'The mayor said the council "closed it on May 5 and left" the town.'
    found = clause(body, "May 5")
    assert found is not None
    assert found.count('"') != 1


def test_a_bound_before_a_name_is_not_the_dates() -> None:
    """After Friday's attack tells that the attack was on Friday, not that something went on from it."""
    body = "The mayor closed the bridge after Friday's attack on the town hall."
    (event,) = events_of(body, marked(body, "Friday's", "2020-06-12", bound="from", leading="after "))
    assert (event.first, event.last) == (dt.date(2020, 6, 12), dt.date(2020, 6, 12))
    assert event.clause.of(body) == "Friday's attack on the town hall"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("A note said that the bridge would be opened, which was in May of that year, and more.", "May"),
        ("The council asks how many boats passed the bridge in May.", "May"),
    ],
)
def test_a_clause_reads_without_what_stands_before_it(body: str, words: str) -> None:
    """A clause never begins with a bare relative pronoun or auxiliary."""
    found = clause(body, words)
    assert found is None or found.split()[0].lower() not in {"which", "that", "was", "would", "is"}


def test_a_question_is_no_event() -> None:
    """Who asks whether something was done does not say so."""
    assert clause("Did the council close the old bridge in May?", "May") is None


@pytest.mark.parametrize(
    ("body", "words", "told"),
    [
        ("The company showed the 2011 version of its car.", "2011", False),
        ("The mayor condemned Friday's attack on the bridge.", "Friday", False),
        ("The council closed the bridge in 2011 for good.", "2011", True),
    ],
)
def test_without_a_parse_a_clause_is_its_sentence(body: str, words: str, *, told: bool) -> None:
    """Dates that look like part of a name are left out; else the whole sentence says what happened."""
    events = events_of(body, marked(body, words, "2011"), parsed=False)
    assert [event.clause.of(body) for event in events] == ([body] if told else [])


@pytest.mark.parametrize(
    "body",
    [
        "A nurse was attacked during the night shift of 9 November 2019.",
        "During the shift of 9 November 2019 a nurse was attacked.",
        "A pupil was hurt during the morning break of 9 November 2019.",
        "A woman was attacked on the evening train of 9 November 2019.",
    ],
)
def test_what_is_done_during_a_thing_of_a_day_is_done_on_it(body: str) -> None:
    """A shift or a train is of its day from end to end."""
    event = event_of(body, "9 November 2019", "2019-11-09", basis="stated")
    assert event is not None
    assert event.clause.of(body) == body[:-1]


@pytest.mark.parametrize(
    "body",
    [
        "He relied on the letter of 9 November 2019.",
        "The figure was found in the report of 9 November 2019.",
        "A nurse was attacked during the reading of the letter of 9 November 2019.",
        "She was named during the drought of November 2019.",
    ],
)
def test_what_is_done_with_a_thing_of_a_day_has_no_day(body: str) -> None:
    """A letter of a day is used on any other, and a month is no day."""
    words, value = ("9 November 2019", "2019-11-09") if "9 November" in body else ("November 2019", "2019-11")
    assert event_of(body, words, value, basis="stated") is None


def test_the_clause_of_when_is_told_of_the_date_that_is_only_the_last_time_before() -> None:
    """In "the first strike since 2011, when drivers stopped work" the work was stopped in 2011, and nothing goes on since."""
    body = "It is the first tram strike here since 2011, when drivers stopped work for a week."
    event = event_of(body, "2011", "2011", leading="since ", bound="from")
    assert event is not None
    assert (event.clause.of(body), event.last) == ("2011, when drivers stopped work for a week", dt.date(2011, 12, 31))


def test_a_date_between_commas_is_that_of_the_verb_behind_it() -> None:
    """What stands in the subject, set off by commas, is told of what the subject did."""
    body = "An earlier study, in 2011, had found no effect at all."
    event = event_of(body, "2011", "2011")
    assert event is not None
    assert (event.clause.of(body), event.status) == (body[:-1], "past")


@pytest.mark.parametrize(
    "hour", ["shortly before 2 a.m.", "shortly after 11 p.m.", "about 2 pm", "just after noon", "at 2 o’clock"]
)
def test_the_day_of_an_hour_is_that_of_what_happened(hour: str) -> None:
    """A day that hangs on an hour dates the clause that the hour is of."""
    body = f"Fire tore through a mill in Varn {hour} on May 5, killing two."
    assert clause(body, "May 5") == body.removesuffix(".")
