from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.limits import RateLimits
from config.sections import LimitSettings


class Clock:
    """Time that tests move."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def _limits(per_person: int = 3, per_server: int = 1000) -> tuple[RateLimits, Clock]:
    clock = Clock()
    return RateLimits(LimitSettings(per_person=per_person, per_server=per_server), clock), clock


def _wait(refusal: str | None) -> int:
    assert refusal is not None
    found = re.search(r"please ask again in (\d+) seconds?\.$", refusal)
    assert found is not None
    return int(found[1])


def test_a_person_may_ask_so_often_and_is_told_when_again() -> None:
    """The limit holds for one person alone, and the refusal names it and the wait."""
    limits, clock = _limits()
    assert [limits.refusal(1, None) for _ in range(3)] == [None] * 3
    refusal = limits.refusal(1, None)
    assert refusal is not None
    assert "You have asked 3 questions in a minute" in refusal
    assert limits.refusal(2, None) is None
    clock.now += _wait(refusal)
    assert limits.refusal(1, None) is None
    assert limits.refusal(1, None) is not None


def test_a_server_may_ask_so_often_together() -> None:
    """People share their server's limit; other servers and direct messages have nothing to do with it."""
    limits, _ = _limits(per_person=10, per_server=2)
    assert [limits.refusal(person, 7) for person in (1, 2)] == [None, None]
    refusal = limits.refusal(3, 7)
    assert refusal is not None
    assert "This server has asked 2 questions in a minute" in refusal
    assert limits.refusal(3, 8) is None
    assert limits.refusal(3, None) is None


def test_a_refused_question_counts_nowhere() -> None:
    """Asking while refused makes nobody wait longer: not the person, not the server."""
    limits, clock = _limits(per_person=1, per_server=2)
    assert limits.refusal(1, 7) is None
    waits = {_wait(limits.refusal(1, 7)) for _ in range(50)}
    assert waits == {60}
    assert limits.refusal(2, 7) is None
    assert [_wait(limits.refusal(3, 7)) for _ in range(50)] == [30] * 50
    assert limits.refusal(3, None) is None
    clock.now += 60
    assert limits.refusal(1, 7) is None


def test_a_server_may_allow_less() -> None:
    """What a server allows a person holds there beside what is allowed everywhere; both are counted, and said apart."""
    allowed = {7: LimitSettings(per_person=1, per_server=5), 8: LimitSettings(per_person=3, per_server=5)}
    limits = RateLimits(LimitSettings(per_person=3, per_server=5), Clock(), allowed.__getitem__)
    assert limits.refusal(1, 7) is None
    assert str(limits.refusal(1, 7)).startswith(
        "You have asked 1 question in a minute, which is as many as one person may in"
    )
    assert [limits.refusal(1, 8) for _ in range(2)] == [None, None]
    assert "3 questions in a minute, which is as many as one person may:" in str(limits.refusal(1, 8))
    assert "3 questions in a minute, which is as many as one person may:" in str(limits.refusal(1, None))
    assert [limits.refusal(person, 7) for person in (2, 3, 4, 5)] == [None] * 4
    assert "This server has asked 5 questions" in str(limits.refusal(6, 7))
    allowed[7] = LimitSettings(per_person=1, per_server=2)
    assert "This server has asked 2 questions" in str(limits.refusal(6, 7))


def test_one_second_is_singular() -> None:
    """The wait is rounded up and said as people say it."""
    limits, _ = _limits(per_person=60)
    for _ in range(60):
        assert limits.refusal(1, None) is None
    assert str(limits.refusal(1, None)).endswith("in 1 second.")


def test_nothing_is_saved_up() -> None:
    """After an hour's silence there is one minute's worth and no more."""
    limits, clock = _limits()
    assert limits.refusal(1, None) is None
    clock.now += 3600
    assert [limits.refusal(1, None) is None for _ in range(4)] == [True, True, True, False]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 130), st.lists(st.floats(0, 90), max_size=200))
def test_no_stretch_of_time_takes_more_than_its_share(size: int, pauses: list[float]) -> None:
    """Over any stretch: at most a full bucket and what flows in meanwhile; and who waits as told is answered."""
    limits, clock = _limits(per_person=size)
    begin = clock.now
    for taken, pause in enumerate(pauses, start=1):
        clock.now += pause
        refusal = limits.refusal(1, None)
        if refusal is not None:
            clock.now += _wait(refusal) + 1e-6
            assert limits.refusal(1, None) is None
        assert taken <= size + size * (clock.now - begin) / 60 + 1e-6


def test_many_people_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of those who asked longest ago nothing is kept, and those who asked last are still counted."""
    monkeypatch.setattr("bot.limits._MOST", 10)
    limits, _ = _limits(per_person=1)
    for person in range(1000):
        assert limits.refusal(person, None) is None
    assert len(limits._people._levels) == 10
    assert limits.refusal(999, None) is not None
