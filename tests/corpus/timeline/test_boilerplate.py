"""Which dates date the text and not what it tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentences
from corpus.timeline.boilerplate import Boilerplate
from corpus.values import Span

TEXT = "The town council voted on Monday to close the old bridge, and people were told of it at once. " * 4


def held(body: str, words: str, author: str | None = None) -> bool:
    span = Span(body.index(words), body.index(words) + len(words))
    sentence = next(each.span for each in sentences(body) if each.span.overlaps(span))
    return Boilerplate(body, author).holds(span, sentence)


@pytest.mark.parametrize(
    "line",
    [
        "March 3, 2011",
        "Thursday, March 3, 2011",
        "LONDON, March 3, 2011 (Reuters) — The council voted to close the old bridge.",
        "New York, March 3, 2011 — The council voted to close the old bridge.",
        "LONDON (Reuters) March 3, 2011 - The council voted to close the old bridge.",
        "Copyright © March 3, 2011 The Town Crier",
        "(c) 2011, March 3, 2011. All rights reserved.",
        "Copyright 2011 The Town Crier, March 3, 2011",
        "© March 3, 2011 The Town Crier. All rights reserved. This text may not be published again.",
        "Published March 3, 2011",
        "Last updated on March 3, 2011 at 10:15",
        "Posted: March 3, 2011 by Ann Lee",
        "Photo: Ann Lee, March 3, 2011",
        "The old bridge (file photo, March 3, 2011)",
        "Workers carry stones of the old bridge by the river, March 3, 2011 in this photo taken by Ann Lee.",
        "Picture taken March 3, 2011.",
        "This article was written by Ann Lee and was published in the Town Crier on March 3, 2011.",
        "Ann Lee, Town Crier, March 3, 2011",
        'Town Crier, "Council votes to close the old bridge", March 3, 2011',
        "Lee, Ann (1998). The old bridge. Retrieved March 3, 2011.",
        "Council votes to close the bridge. Town Crier. March 3, 2011. https://example.com/bridge",
        "The old bridge is seen from the river on March 3, 2011. (Ann Lee for The Town Crier)",
        "The old bridge is seen from the river on March 3, 2011. (Ann Lee/Town Crier)",
        "FILE - The old bridge is seen from the river on March 3, 2011. (AP Photo/Ann Lee, File)",
        "The old bridge is seen from the river on March 3, 2011. Photograph: Ann Lee/EPA",
        "Image caption: The old bridge was seen from the river on March 3, 2011",
        "Lee, pictured on March 3, 2011, led the council for years.",
        "The mayor (photographed here on the bridge on March 3, 2011) was glad of it.",
        "Last updated at 4.15 p.m. on Thursday, March 3, 2011.",
        "Reporting by Ann Lee in London on March 3, 2011",
        "A version of this article appears in print on March 3, 2011, in Section A of the Town Crier.",
        "An earlier version of this story, which was put out on March 3, 2011, gave a wrong name.",
        "Our live coverage ended on March 3, 2011.",
        "Read more: The old bridge was closed on March 3, 2011",
        "Related: Council votes to close it, March 3, 2011",
        "Watch: Ann Lee speaks about the bridge on March 3, 2011.",
        "Sign up for our newsletter, which comes out again on March 3, 2011.",
    ],
)
def test_dates_of_the_text_are_boilerplate(line: str) -> None:
    """Datelines, footers, stamps, credits and references date the text, not what it tells."""
    assert held(f"{TEXT}\n\n{line}\n\n{TEXT}", "March 3, 2011")


@pytest.mark.parametrize(
    "line",
    [
        "On March 3, 2011, the council voted to close the old bridge.",
        "The council voted on March 3, 2011.",
        "March 3, 2011 was the day on which the council voted to close it.",
        "Published on March 3, 2011, the book of the town was soon sold out in all the shops of it.",
        "Ann Lee of the Town Crier said on March 3, 2011 that the photo showed the old bridge.",
        'The council said: "We voted on it on March 3, 2011."',
        'The Town Crier wrote that "the bridge is closed" on March 3, 2011, and the council said it was so.',
        "Ann Lee was born on March 3, 2011",
        "The court ruled on March 3, 2011 that the song broke the copyright of its author.",
        "The shop changed its privacy policy and its terms of use on March 3, 2011.",
        "The girl was last seen on the bridge on March 3, 2011.",
        "The photographer was seen here and there until he left on March 3, 2011.",
        "The image source was named on March 3, 2011, when the council met.",
        "They watched it on March 3, 2011, and read more of it in the evening.",
        "Updated rules for the bridge were put out by the council on March 3, 2011.",
        "An old version of the bridge was built on March 3, 2011.",
        "On March 3, 2011, the council voted with the party of the mayor (Labour).",
    ],
)
def test_dates_of_what_is_told_are_not(line: str) -> None:
    """A date in a sentence that tells something stays, though it begins like a stamp or holds a quotation."""
    assert not held(f"{TEXT}\n\n{line}\n\n{TEXT}", "March 3, 2011")


def test_a_list_of_days_is_told() -> None:
    """Where lines of days with what happened on each follow each other, the days are no datelines; a single one is."""
    days = [
        "- March 3, 2011: The council votes to close the bridge.",
        "- May 5, 2011: A bus falls.",
        "- June 6, 2011: It is shut.",
    ]
    assert not held(f"{TEXT}\n\n" + "\n".join(days), "March 3, 2011")
    assert held(f"{TEXT}\n\n{days[0]}", "March 3, 2011")


@pytest.mark.parametrize("heading", ["Sources", "== References ==", "Related news", "External links:"])
def test_a_list_of_sources_is_boilerplate_to_its_end(heading: str) -> None:
    """All dates behind a heading of sources are those of the sources."""
    body = f"{TEXT}\n\n{heading}\n\nAnn Lee. Council votes to close the old bridge by day. Town Crier, March 3, 2011.\n\nMore."
    assert held(body, "March 3, 2011")


def test_a_heading_early_in_the_text_is_its_own() -> None:
    """A section that is called Notes in the first half does not silence what follows."""
    body = f"Notes\n\nThe council voted to close it on March 3, 2011, and said so.\n\n{TEXT}"
    assert not held(body, "March 3, 2011")


@given(st.text(max_size=300), st.text(max_size=300))
def test_nothing_raises(before: str, after: str) -> None:
    """Whatever stands around a date, the question is answered."""
    body = f"{before}May 3{after}"
    span = Span(len(before), len(before) + 5)
    assert Boilerplate(body).holds(span, Span(0, len(body))) in {True, False}


@pytest.mark.parametrize("filler", ["A", "A ", '" ', "(", "Aa. ", "A\n", "© "])
def test_a_long_filler_is_read(filler: str) -> None:
    """100 kB of one thing around a date are read: a rule that looked at all from everywhere would take minutes."""
    filling = filler * (50_000 // len(filler))
    body = f"{filling}May 3{filling}"
    assert Boilerplate(body).holds(Span(len(filling), len(filling) + 5), Span(0, len(body))) in {True, False}


@pytest.mark.parametrize(
    "told",
    [
        "Ann Lee is a reporter for the Town Crier. She joined it on March 3, 2011.",
        "Ann Lee has covered the courts since March 3, 2011.",
        "Tom Reed, the paper's editor, was born on March 3, 2011.",
    ],
)
def test_who_wrote_it_is_not_told_of(told: str) -> None:
    """A paragraph that opens with an author's name and says that they write is about the author, where there is one of the name."""
    body = f"{TEXT}\n\n{told}"
    assert held(body, "March 3, 2011", "Ann Lee and Tom Reed")
    assert not held(body, "March 3, 2011", "Cy Dow")
    assert not held(f"{TEXT}\n\nAnn Lee fell on March 3, 2011.", "March 3, 2011", "Ann Lee and Tom Reed")


CHRONOLOGY = "1931 – Bridge burns down\n1967 – Bridge widened\n2015 – Bridge closed for good\n2019 – New Bridge Opens"


@pytest.mark.parametrize("year", ["1931", "1967", "2015", "2019"])
def test_a_short_entry_in_a_list_of_days_is_no_stamp(year: str) -> None:
    """It has as few words as one."""
    assert not held(f"{TEXT}\n\n{CHRONOLOGY}\n\n{TEXT}", year)


@pytest.mark.parametrize("line", ["2011 – Photo: Ann Lee", "2011 – © Town Crier", "Published 2011"])
def test_a_credit_among_entries_is_one(line: str) -> None:
    """A list of days makes no event of it."""
    assert held(f"{TEXT}\n\n{CHRONOLOGY}\n{line}\n\n{TEXT}", "2011")


def test_a_short_line_with_a_year_stays_a_stamp_without_a_list() -> None:
    """One or two lines are no list of days."""
    assert held(f"{TEXT}\n\n1967 – Bridge widened\n\n{TEXT}", "1967")
