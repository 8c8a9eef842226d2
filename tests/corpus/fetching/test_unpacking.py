"""Packed bytes never become more than was asked for."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import FetchError
from corpus.fetching.unpacking import unpacked


async def pieces(data: bytes, sizes: Sequence[int]) -> AsyncIterator[bytes]:
    """`data` in pieces of `sizes`, the rest in one."""
    for size in sizes:
        yield data[:size]
        data = data[size:]
    yield data


@given(st.binary(max_size=3000), st.lists(st.integers(0, 700), max_size=8), st.sampled_from(["gzip", "deflate", ""]))
async def test_any_pieces_become_the_whole(data: bytes, sizes: list[int], encoding: str) -> None:
    """Wherever a response is cut, and however it is packed."""
    packed = {"gzip": gzip.compress(data), "deflate": zlib.compress(data)}.get(encoding, data)
    assert await unpacked(pieces(packed, sizes), encoding, len(data)) == data


async def test_bomb_takes_no_more_memory_than_a_page_may_have() -> None:
    """A hundred MiB of nothing, packed into a hundred KiB, are left after one."""
    bomb = gzip.compress(bytes(100 * 2**20))
    tracemalloc.start()
    try:
        with pytest.raises(FetchError, match="more than the 1 MiB"):
            await unpacked(pieces(bomb, ()), "gzip", 2**20)
        assert tracemalloc.get_traced_memory()[1] < 4 * 2**20
    finally:
        tracemalloc.stop()
