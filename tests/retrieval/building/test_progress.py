from __future__ import annotations

import io
import json
from typing import Any

import pytest
from rich.console import Console

from retrieval.building.progress import Event, Pace, bar, reporter, sentence, time_left

COUNTS = {"articles": 1200, "sentences": 34000, "passages": 5, "words": 9}
DONE = {"event": "done", "generation": "000001-ab", "counts": COUNTS, "seconds": 1.25, "stages": {}}


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_events_are_json_lines_where_nobody_watches() -> None:
    """Each event is one object on one line, as it was, whatever stands in it."""
    events: list[dict[str, Any]] = [
        {"event": "notice", "text": "é “quoted”\nsecond line"},
        {"event": "diff", "added": ("a",), "changed": (), "removed": ()},
        {"event": "stage", "stage": "read", "seconds": 0.1},
    ]
    stream = io.StringIO()
    with reporter(stream) as report:
        for event in events:
            report(event)
    lines = stream.getvalue().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(events))
    assert "é" in lines[0]


def test_events_are_drawn_where_somebody_watches() -> None:
    """On a terminal people read sentences, not JSON."""
    stream = Terminal()
    with reporter(stream) as report:
        report({"event": "progress", "doing": "encoding", "done": 0, "total": 10})
        report({"event": "stage", "stage": "read", "seconds": 0.1})
        report(DONE)
    assert "generation 000001-ab serves" in stream.getvalue()
    assert "{" not in stream.getvalue()


def test_a_pace_is_told_once_it_is_known() -> None:
    """Rate and seconds left stand in the event from a second on; what is left is told from the work, not from the count."""
    now = 100.0
    told: list[Event] = []
    pace = Pace(told.append, "encoding", lambda: now)
    pace.tell(0, 40, 0.0)
    now += 0.5
    pace.tell(2, 40, 0.1)
    now += 1.5
    pace.tell(10, 40, 0.5)
    now += 1.0
    pace.tell(40, 40, 1.0)
    common = {"event": "progress", "doing": "encoding", "total": 40}
    assert told == [
        {**common, "done": 0},
        {**common, "done": 2},
        {**common, "done": 10, "rate": 5.0, "seconds_left": 2.0},
        {**common, "done": 40, "rate": 13.3, "seconds_left": 0.0},
    ]


def test_the_bar_tells_how_fast_and_how_long() -> None:
    """On a terminal the pace stands beside the bar."""
    stream = io.StringIO()
    event = {"event": "progress", "doing": "encoding", "done": 30, "total": 5000, "rate": 12.5, "seconds_left": 397.6}
    with bar(Console(file=stream, width=100, force_terminal=True)) as report:
        report(event)  # drawn at the latest when the bar is put away
    drawn = stream.getvalue()
    assert "encoding" in drawn
    assert "30/5000" in drawn
    assert "12.5 a second, about 7 minutes left" in drawn


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, None),
        (0.0, None),
        (4.9, None),
        (5.0, "about 5 seconds left"),
        (43.0, "about 45 seconds left"),
        (57.4, "about 55 seconds left"),
        (57.5, "about 1 minute left"),
        (3569.0, "about 59 minutes left"),
        (3570.0, "about 1 hour left"),
        (9000.0, "about 2 hours left"),
    ],
)
def test_time_left_is_said_in_round_words(seconds: float | None, said: str | None) -> None:
    """Few seconds are not worth a word, and no more is claimed than is known."""
    event = {"event": "progress"} if seconds is None else {"event": "progress", "seconds_left": seconds}
    assert time_left(event) == said


@pytest.mark.parametrize("text", ["[red]bold[/red].md", "a:smile:.txt was left out", "C:\\new\\", "x" * 300, "[/]"])
def test_text_is_drawn_as_it_is(text: str) -> None:
    """A file's name is never taken for markup or an emoji, and never broken over lines."""
    stream = io.StringIO()
    with bar(Console(file=stream, width=80, force_terminal=False)) as report:
        report({"event": "rejected", "text": text})
    assert text in stream.getvalue()


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ({"event": "rejected", "text": "bad.md was left out"}, "bad.md was left out"),
        ({"event": "notice", "text": "a word"}, "a word"),
        ({"event": "doing", "text": "a word"}, "a word"),
        ({"event": "unchanged", "generation": "7", "articles": 3}, "nothing has changed: generation 7 goes on serving"),
        (
            DONE,
            "generation 000001-ab serves: 1,200 articles, 34,000 sentences, 5 passages, built in 1.2 s",
        ),
        ({"event": "failed", "error": "no", "kind": "BuildError"}, "the build failed: no"),
        (
            {"event": "diff", "added": ("a", "b"), "changed": ("c",), "removed": ()},
            "2 added, 1 changed, 0 removed\n  + a\n  + b\n  ~ c",
        ),
    ],
    ids=lambda value: value["event"] if isinstance(value, dict) else "",
)
def test_event_is_said_in_a_sentence(event: dict[str, Any], said: str) -> None:
    """What people should hear of an event is one clear sentence."""
    assert sentence(event) == said


def test_long_lists_of_changes_are_cut_and_counted() -> None:
    """Of many ids twenty are named and the rest are counted."""
    ids = [f"a{n}" for n in range(1300)]
    said = (sentence({"event": "diff", "added": [], "changed": [], "removed": ids}) or "").split("\n")
    assert len(said) == 1 + 20 + 1
    assert said[-1] == "  - and 1,280 more"
    exact = (sentence({"event": "diff", "added": ids[:20], "changed": [], "removed": []}) or "").split("\n")
    assert len(exact) == 1 + 20


@pytest.mark.parametrize("event", [{"event": "stage", "stage": "x", "seconds": 1}, {"event": "reading", "folder": "x"}])
def test_event_for_machines_is_passed_over(event: dict[str, Any]) -> None:
    """Stages and the like are no news for people."""
    assert sentence(event) is None
