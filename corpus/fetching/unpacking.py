"""What a response holds, read piece by piece and unpacked, of which no more is ever made than was asked for."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

from corpus.errors import FetchError

_PLAIN, _PACKED = frozenset({"", "identity"}), frozenset({"gzip", "x-gzip", "deflate"})
# zlib's and gzip's headers are told apart by themselves.
_EITHER = 32 + zlib.MAX_WBITS
ACCEPTED = "gzip, deflate"


async def unpacked(pieces: AsyncIterable[bytes], encoding: str, most: int, *, cut: bool = False) -> bytes:
    """The bytes that `pieces`, packed as the header Content-Encoding says, stand for.

    Raises FetchError where they are more than `most`, unless what is more is to be `cut` off, and where the packing is another,
    broken or ends too soon.
    """
    name = encoding.strip().lower()
    if name not in _PLAIN | _PACKED:
        raise FetchError(f"the page is packed as {name[:40]!r}, which is not read: {ACCEPTED} are")
    unpacker = zlib.decompressobj(_EITHER) if name in _PACKED else None
    received = bytearray()
    async for piece in pieces:
        # One byte more than may be, so that a page of just that size can be told from a larger one.
        received += piece if unpacker is None else _more(unpacker, piece, most + 1 - len(received))
        if len(received) > most:
            if cut:
                return bytes(received[:most])
            raise FetchError(
                f"the page has more than the {most / 2**20:,.0f} MiB that are read (FOOTNOTE_CORPUS__MAX_FILE_MB)"
            )
        if unpacker is not None and unpacker.eof:
            # Whatever comes after would be kept by the unpacker, without end.
            break
    if unpacker is not None and not unpacker.eof:
        raise FetchError("the page ends before what it packs does")
    return bytes(received)


def _more(unpacker: zlib._Decompress, piece: bytes, most: int) -> bytes:
    try:
        return unpacker.decompress(piece, most)
    except zlib.error as error:
        raise FetchError("the page is packed otherwise than it says") from error
