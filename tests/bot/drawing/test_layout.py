from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.drawing.layout import COLUMN, MARGIN, RADIUS, WIDTH, Layout, gap_height, lay_out
from bot.drawing.values import Entry, Scene
from bot.drawing.wrapping import wrapped

TEXTS = st.text(max_size=402)
ENTRIES = st.builds(
    Entry,
    TEXTS,
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.booleans(),
    st.sampled_from(["past", "coming", "unknown"]),
    st.none() | st.integers(1, 10**7),
    st.none() | st.just("about 4 months later"),
)
BLOCKS = st.lists(ENTRIES, max_size=6).map(tuple)
SCENES = st.builds(Scene, TEXTS, TEXTS, BLOCKS, BLOCKS, st.none() | st.just("and 12 more events"), TEXTS, st.booleans())


def monospaced(text: str, size: float, bold: bool) -> float:  # noqa: FBT001 - the signature is the layout's
    """Every character as wide as a wide one."""
    return len(text) * size * 0.7


@settings(deadline=None)
@given(SCENES)
def test_nothing_stands_outside_or_upon_another(scene: Scene) -> None:
    """Every line, dot and rule lies within the picture, and no two lines of text overlap."""
    layout = lay_out(scene, monospaced)
    below = 0.0
    for words in layout.words:
        assert words.x >= MARGIN
        assert words.x + monospaced(words.text, words.size, words.bold) <= WIDTH - MARGIN + 1e-6
        assert words.y - words.size >= below - 1e-6
        below = words.y + 0.24 * words.size
    assert below < layout.height <= 8000
    assert len(layout.marks) == len(scene.past) + len(scene.coming)
    assert all(RADIUS < mark.y < layout.height - RADIUS and mark.x + RADIUS < COLUMN for mark in layout.marks)
    assert all(0 <= end <= layout.height for rule in layout.rules for end in (rule.y, rule.to_y))


def test_the_marks_tell_what_is_past_from_what_is_to_come() -> None:
    """The heading stands between the two blocks, and dots keep the kind of their event."""
    past, coming = Entry("May 2014", "it was", (), False, "past"), Entry("May 2024", "it will be", (), False, "coming")
    layout = lay_out(Scene("A title", "2 events", (past,), (coming,), None, "footer", dark=True), monospaced)
    heading = next(words for words in layout.words if words.text == "Planned or to come when written")
    assert [mark.marker for mark in layout.marks] == ["past", "coming"]
    assert layout.marks[0].y < heading.y < layout.marks[1].y


def test_a_doubtful_day_is_marked() -> None:
    """The first note of a doubtful entry has the sign and a colour of its own; the next has not."""
    entry = Entry("about 2014", "it was", ("approximate", "in “A title”"), True, "past")
    words = _words(lay_out(Scene("A", "B", (entry,), (), None, "C", dark=True), monospaced))
    assert words["≈ approximate"] == "doubtful"
    assert words["in “A title”"] == "muted"


def _words(layout: Layout) -> dict[str, str]:
    return {words.text: words.colour for words in layout.words}


def test_more_time_takes_more_room_but_never_much() -> None:
    """The room between events grows with the time between them, slowly."""
    heights = [gap_height(days) for days in (None, 1, 30, 365, 36_500, 10**9)]
    assert heights == sorted(heights)
    assert heights[0] == gap_height(0) == 40
    assert heights[-1] < 160


@given(st.text(max_size=600), st.integers(20, 400), st.integers(1, 4))
def test_wrapped_lines_hold_the_words(text: str, width: int, most: int) -> None:
    """Lines are narrow and few enough, and hold the text's characters in order; only what is cut ends with an ellipsis."""

    def measure(piece: str) -> float:
        return len(piece) * 10.0

    text = text.replace("…", "")
    lines = wrapped(text, width, most, measure)
    assert len(lines) <= most
    assert all(measure(line) <= width for line in lines)
    said, whole = "".join("".join(lines).split()), "".join(text.split())
    assert said == whole or (said.endswith("…") and whole.startswith(said[:-1]))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one two three", ["one two", "three"]),
        ("one two three four five", ["one two", "three…"]),
        ("abcdefghijkl mno", ["abcdefgh", "ijkl mno"]),
        ("abcdefghijklmnopqrst", ["abcdefgh", "ijklmno…"]),
        ("", []),
    ],
)
def test_where_lines_break(text: str, lines: list[str]) -> None:
    """Lines break at white space, a word wider than a line within it, and what has no room is marked as cut."""
    assert wrapped(text, 8, 2, lambda piece: float(len(piece))) == lines
