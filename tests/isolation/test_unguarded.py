"""Without any one of the guards of what changes a row fails."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.isolation.conftest import MakeWorld
from tests.isolation.guards import act, any_channel, anybody_may, everything, row, stays, theirs_are_listed
from tests.isolation.twins import AMBER
from tests.isolation.watching import check, failures
from tests.isolation.world import World


@pytest.mark.parametrize(
    ("without", "name"),
    [
        (anybody_may, "forged add"),
        (anybody_may, "forged discard"),
        (anybody_may, "forged remove"),
        (anybody_may, "forged edit"),
        (theirs_are_listed, "add a file"),
        (any_channel, "settings server, log of theirs"),
        (everything, "articles that differ"),
        (everything, "check what they alone have"),
        (stays, "leave and come back"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)
async def test_a_missing_guard_of_what_changes_is_seen(
    make_world: MakeWorld,
    monkeypatch: pytest.MonkeyPatch,
    without: Callable[[World, pytest.MonkeyPatch], None],
    name: str,
) -> None:
    """Without any one of the guards a row fails, where nobody acts after it."""
    async with make_world(FOOTNOTE_SELECTOR__MODEL=row(name).selector) as world:
        without(world, monkeypatch)
        with pytest.raises(AssertionError):  # noqa: PT012 - the row may tell it, or what is looked through
            try:
                await act(world, name)
            finally:
                told = failures(world)
                check(row(name), world.of(AMBER))
        assert told == []
