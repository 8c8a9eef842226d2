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


async def test_nothing_is_read_after_the_packed_page() -> None:
    """A server that goes on without end is left where the page is whole."""
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        yield gzip.compress(b"The mill.")
        while True:
            read += 1
            yield bytes(65536)

    assert await unpacked(endless(), "gzip", 100) == b"The mill."
    assert read == 0


@pytest.mark.parametrize("encoding", ["gzip", ""])
async def test_what_is_too_long_can_be_cut(encoding: str) -> None:
    """Where the beginning is enough."""
    data = b"0123456789" * 100
    packed = gzip.compress(data) if encoding else data
    assert await unpacked(pieces(packed, (7, 7)), encoding, 55, cut=True) == data[:55]
