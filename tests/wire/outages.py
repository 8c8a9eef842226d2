"""What goes wrong at the gateway on purpose."""

from __future__ import annotations

from enum import IntEnum

from tests.wire.sessions import Connection, Session


class Op(IntEnum):
    """Opcodes of the gateway."""

    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE = 4
    RESUME = 6
    RECONNECT = 7
    MEMBERS = 8
    INVALID = 9
    HELLO = 10
    ACK = 11


class Outages:
    """Cuts, silences and invalidates the connections and sessions that there are."""

    sessions: dict[str, Session]
    live: dict[int, Session]
    connections: set[Connection]

    def drop(self, shard: int | None = None) -> None:
        """Cut the sockets with no word: abruptly, as a network does."""
        for connection in self._of(shard):
            connection.abort()
            if connection.session is not None:
                connection.session.connection = None

    def silence(self, shard: int | None = None) -> None:
        """Leave the sockets open and say nothing on them any more, not even to heartbeats."""
        for connection in self._of(shard):
            connection.silent = True

    def reconnect(self, shard: int | None = None) -> None:
        """Tell the bot to connect anew and resume."""
        for connection in self._of(shard):
            connection.put({"op": Op.RECONNECT, "d": None, "s": None, "t": None})

    def invalidate(self, *, resumable: bool, shard: int | None = None) -> None:
        """Tell the bot that its session is invalid, for good or for now."""
        for connection in self._of(shard):
            if not resumable and connection.session is not None:
                self.forget(connection.session.shard)
            connection.put({"op": Op.INVALID, "d": resumable, "s": None, "t": None})

    def forget(self, shard: int | None = None) -> None:
        """Lose sessions, so that they can't be resumed."""
        for session in [*self.live.values()]:
            if shard in {None, session.shard}:
                self.sessions.pop(session.id, None)
                self.live.pop(session.shard, None)

    def _of(self, shard: int | None) -> list[Connection]:
        return [one for one in self.connections if shard is None or (one.session and one.session.shard == shard)]
