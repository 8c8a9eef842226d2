"""The files that the articles of a corpus are read from, kept in PostgreSQL: brought into a folder for a change, and taken back.

Hidden files are passed over, as the reading of a folder passes them over. Times are kept, so that a file that was not touched is
known by its time and size.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import BuildLocked
from retrieval.postgres.connecting import Connected
from retrieval.postgres.serving import is_known


def check_out(connection: Connected, guild_id: int, folder: Path) -> None:
    """Let `folder` hold the files of a corpus and nothing else; there is none where the corpus never had any."""
    shutil.rmtree(folder, ignore_errors=True)
    if not is_known(connection, guild_id):
        return
    folder.mkdir(parents=True)
    names = connection.execute("SELECT name FROM sources WHERE guild_id = %s ORDER BY name", (guild_id,)).fetchall()
    for (name,) in names:  # one at a time: each may be large
        found = connection.execute(
            "SELECT data, mtime_ns FROM sources WHERE guild_id = %s AND name = %s", (guild_id, name), binary=True
        ).fetchone()
        assert found is not None  # all that is read is of one moment
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(found[0])
        os.utime(file, ns=(found[1], found[1]))


def check_in(connection: Connected, guild_id: int, folder: Path) -> None:
    """Keep the files of `folder`, and no others, as those of a corpus.

    Raises BuildLocked where there is no such folder and there were files: it was not they who went.
    """
    there = {name: (size, time) for name, size, time in _kept(connection, guild_id)}
    if there and not folder.is_dir():
        raise BuildLocked("the files of the articles are gone from this machine, so nothing was changed: try again")
    here = dict(_files(folder))
    gone = [name for name in there if name not in here]
    connection.execute("DELETE FROM sources WHERE guild_id = %s AND name = ANY(%s)", (guild_id, gone))
    for name, file in here.items():
        state = file.stat()
        if there.get(name) == (state.st_size, state.st_mtime_ns):
            continue
        connection.execute(
            "INSERT INTO sources (guild_id, name, mtime_ns, data) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (guild_id, name) DO UPDATE SET mtime_ns = excluded.mtime_ns, data = excluded.data",
            (guild_id, name, state.st_mtime_ns, file.read_bytes()),
        )


def _kept(connection: Connected, guild_id: int) -> list[tuple[str, int, int]]:
    rows = connection.execute("SELECT name, length(data), mtime_ns FROM sources WHERE guild_id = %s", (guild_id,))
    return [(str(name), int(size), int(time)) for name, size, time in rows]


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The regular files of `folder` and below that are not hidden, by their path in it."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and not file.is_symlink() and not any(part.startswith(".") for part in name.parts):
            yield name.as_posix(), file
