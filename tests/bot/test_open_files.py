"""As many corpora are held open as the system lets a process open files."""

from __future__ import annotations

import resource
from collections.abc import Iterator

import pytest

from bot.open_files import room_for


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """The limit of this process is put back."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_the_limit_is_raised_as_far_as_it_is_needed() -> None:
    """A low limit that may be raised is; one that is high enough is left alone."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, hard))
    assert room_for(100) == 100
    raised, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert raised == 2500
    assert room_for(10) == 10
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (raised, hard)


def test_where_it_can_not_be_fewer_are_held_open(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A hard limit bounds how many there are, which is said; one is always held open."""
    limits = {"of": (256, 1024)}
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits["of"])
    monkeypatch.setattr(resource, "setrlimit", lambda _, both: limits.update(of=both))
    assert room_for(500) == 26
    assert limits["of"] == (1024, 1024)
    assert "at most 26 servers' articles are held open" in caplog.text
    limits["of"] = (128, 128)
    assert room_for(500) == 1
