"""What a builder's events add up to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.corpora.heard import STAGES, Heard
from config.settings import Settings, load_settings
from retrieval.build import build
from retrieval.building.progress import Event
from retrieval.corpora.places import place_of
from retrieval.values import SHARED


def test_a_real_build_is_followed_from_its_first_stage_to_its_last(
    hashing: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Law: the stages are those that the builder tells, in its order; how much is done never goes back and ends at all."""
    monkeypatch.setenv("FOOTNOTE_CORPUS__PATH", str(folder))
    settings, heard = load_settings(), Heard()
    stages: list[str] = []
    shares: list[float] = []

    def hear(event: Event) -> None:
        heard.hear(event)
        shares.append(heard.share)
        if event["event"] == "stage":
            stages.append(event["stage"])

    (folder / "empty.md").write_text("", "utf-8")
    build(settings, place_of(settings, SHARED), hear)
    assert tuple(stages) == STAGES
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert heard.added == ("bakery", "lighthouse", "river")
    assert heard.rejected == ["empty.md was left out: it is empty"]
    assert (heard.built, heard.generation) == (True, place_of(settings, SHARED).generations.current())
    assert heard.counts["articles"] == 3
    again = Heard()
    build(settings, place_of(settings, SHARED), again.hear)
    assert (again.built, again.differs, again.generation) == (False, False, heard.generation)


def test_events_that_are_not_known_are_passed_over() -> None:
    """Law: a builder of another version may tell more."""
    heard = Heard()
    for event in ({"event": "stage", "stage": "polish"}, {"event": "weather"}, {"event": "done"}, {"event": "diff"}):
        heard.hear(event)
    assert heard == Heard()
