"""Whatever is sent by hand, nothing breaks, nothing leaks, nobody is pinged, and Discord takes every request.

HOSTILE_INPUTS says how many inputs of all kinds are tried in place of a few hundred.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simcord.backend import Backend

from tests.isolation import hostile
from tests.isolation.conftest import settled
from tests.isolation.found import FOUND
from tests.isolation.pings import pings, pings_in
from tests.isolation.stage import Stage
from tests.isolation.twins import AMBER
from tests.isolation.watching import failures, leaks, shown_at
from tests.isolation.world import Spot

INPUTS = int(os.environ.get("HOSTILE_INPUTS", "400"))
_OURS = {"bot", "retrieval", "corpus", "discord"}


@pytest.fixture(scope="module")
def stage(built: Path, tmp_path_factory: pytest.TempPathFactory, kept_database: str | None) -> Iterator[Stage]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        home = tmp_path_factory.mktemp("hostile")
        made = Stage(settled(built, home / "data", monkeypatch, kept_database), home / "generations", monkeypatch)
        yield made
        made.close()


class _Errors(logging.Handler):
    """Keeps what is logged as an error: what fails in a completion is told nowhere else."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in _OURS:  # others complain of what they read, and it is left out
            self.said.append(f"{record.name}: {record.getMessage()} {record.exc_info}")


def _try(stage: Stage, spot: Spot, deed: Any) -> None:
    stage.world.begin()
    errors = _Errors()
    logging.getLogger().addHandler(errors)
    try:
        stage.run(stage.do(spot, deed))
    finally:
        logging.getLogger().removeHandler(errors)
    assert errors.said == []
    assert failures(stage.world) == []
    assert leaks(stage.world) == []
    assert pings_in(stage.world.env.backend, stage.world.requests) == []


# How much of all inputs is of each kind; files are read, built and looked at in six ways each, and what corrects an article
# is built by a process.
SHARES = {
    "messages": (hostile.messages, 0.1),
    "questions": (hostile.asked, 0.15),
    "commands": (hostile.commands, 0.2),
    "completions": (hostile.completions, 0.15),
    "presses": (hostile.presses, 0.2),
    "forms": (hostile.forms, 0.1),
    "files": (hostile.files, 0.05),
    "uploads": (hostile.uploads, 0.04),
    "addresses": (hostile.addresses, 0.05),
    "checks": (hostile.checks, 0.06),
    "corrections": (hostile.corrections, 0.015),
}


@pytest.mark.parametrize("kind", SHARES)
def test_nothing_that_is_sent_by_hand_breaks_leaks_or_pings(stage: Stage, kind: str) -> None:
    """No failure without a reason, no mark of a server's articles elsewhere, no mention in force, no request out of rule."""
    strategy, share = SHARES[kind]

    @settings(
        max_examples=max(1, round(INPUTS * share)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.sampled_from(range(2)), strategy)
    def tried(at: int, deed: Any) -> None:
        _try(stage, stage.spots[at], deed)

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", ResourceWarning
        )  # generations that are put back are closed when they are collected
        tried()


def test_what_looks_for_pings_is_able_to_find_them() -> None:
    """Mentions in force are told, and escaped ones are none."""
    backend = Backend()
    for content in ("<@5>", "a <@!5>", "<@&5>", "<#5>", "@everyone", "x@here", r"\\<@5>"):
        assert pings(backend, content) != []
    for content in (r"\<@5>", r"\@everyone", "<t:5:R>", f"<@{backend.bot_user.id}>", "a@b"):
        assert pings(backend, content) == []


@pytest.mark.parametrize(("deed", "told"), FOUND, ids=repr)
def test_what_was_found_once_is_told_in_a_sentence(stage: Stage, deed: Any, told: str) -> None:
    """What no client of Discord's sends is told to whoever sent it, and is no failure."""
    spot = stage.world.of(AMBER)
    _try(stage, spot, deed)
    assert told in shown_at(spot)
