from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.seen import SeenIds


@given(st.lists(st.integers(0, 30), max_size=100))
def test_each_id_is_new_once(ids: list[int]) -> None:
    """With room for all, an id is new the first time and never again."""
    seen = SeenIds()
    assert [seen.first_time(each) for each in ids] == [each not in ids[:at] for at, each in enumerate(ids)]


def test_the_oldest_is_forgotten_first() -> None:
    """Memory is bounded, and what was told last is remembered."""
    seen = SeenIds(3)
    for each in range(1, 100):
        assert seen.first_time(each)
    assert not any(seen.first_time(each) for each in (97, 98, 99))
    assert seen.first_time(96)
    assert len(seen._ids) == 3


def test_what_is_forgotten_is_new_again() -> None:
    """A hint that was not given after all can be given later; to forget what was never seen is nothing."""
    seen = SeenIds()
    assert seen.first_time((1, 2))
    seen.forget((1, 2))
    seen.forget((3, 4))
    assert seen.first_time((1, 2))
    assert not seen.first_time((1, 2))
