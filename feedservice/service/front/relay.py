"""Everything that we do not answer ourselves: handed on to granian, byte for byte, and back."""

import contextlib
import os
import select
import socket
from pathlib import Path

from feedservice.service.front.connections import FOREVER, READING, RELAYED, Connection, Connections
from feedservice.service.front.poller import NOTHING
from feedservice.service.front.replies import Reply

PIECE_BYTES = 65_536  # under way in each direction, at most


def named_for(address: str, granian: Path) -> Path:
    """What to call our end of a connection to *granian*, so that it knows the client's address."""
    return granian.with_name(f"{os.getpid()}-{address}")


def address_of(name: str) -> str:
    """The address of the client for whom there is an end of that name."""
    return name.rpartition("/")[2].partition("-")[2]


class _Pipe:
    """One direction. At most one piece is under way, so a slow reader slows its sender down.

    Attributes:
        is_read: Nothing more will come.
        is_shut: The other end knows that.
    """

    def __init__(self, source: socket.socket, target: socket.socket, first: bytes = b"") -> None:
        self._source, self._target = source, target
        self._rest = memoryview(first)
        self.is_read = False
        self.is_shut = False

    @property
    def is_full(self) -> bool:
        """Whether a piece waits to be sent."""
        return bool(self._rest)

    def read(self) -> bytes:
        """Take in the next piece; empty when there is none yet, or none any more."""
        try:
            data = self._source.recv(PIECE_BYTES)
        except BlockingIOError:
            return b""
        self._rest = memoryview(data)
        self.is_read = not data
        return data

    def write(self) -> int:
        """Send what waits, and that nothing more will come."""
        sent = 0
        if self._rest:
            with contextlib.suppress(BlockingIOError):
                sent = self._target.send(self._rest)
            self._rest = self._rest[sent:]
        if self.is_read and not self._rest and not self.is_shut:
            self.is_shut = True
            self._target.shutdown(socket.SHUT_WR)
        return sent

    def give_up(self) -> None:
        """Nobody takes it any more."""
        self._rest = memoryview(b"")
        self.is_read = self.is_shut = True


class Relay:
    """A connection that granian answers, for one request or to its end."""

    def __init__(
        self,
        connections: Connections,
        connection: Connection,
        granian: socket.socket,
        first: bytes,
        reply: Reply | None,
    ) -> None:
        """Hand on *first*, and begin to listen.

        Args:
            connections: Take the connection back.
            connection: Of the client.
            granian: Connected, and not blocking.
            first: What the client has sent so far.
            reply: Knows the end of the only answer; None where all that comes is handed on.
        """
        self._connections = connections
        self._connection = connection
        self._granian = granian
        self._reply = reply
        self._up = _Pipe(connection.place, granian, first)
        self._down = _Pipe(granian, connection.place)
        connection.partner = granian
        self._move()

    def _move(self) -> None:
        """Hand on whatever can be handed on."""
        try:
            moved = self._move_up() + self._move_down()
        except OSError:  # the client is gone
            self._connections.drop(self._connection)
            return
        if moved:
            self._connection.since = self._connections.now
        if self._reply is not None and self._reply.is_over and not self._down.is_full:
            self._leave()
            self._connections.rest(self._connection)
        elif self._down.is_shut:
            self._leave()
            self._connections.linger(self._connection)
        else:
            self._watch()

    def _move_up(self) -> int:
        """From the client to granian, which may have heard enough."""
        if self._takes_more():
            self._up.read()
        try:
            return self._up.write()
        except OSError:
            self._up.give_up()
            return 0

    def _move_down(self) -> int:
        """From granian to the client."""
        if not self._down.is_full and not self._down.is_read:
            try:
                data = self._down.read()
            except OSError:  # it went while we were still sending
                self._down.is_read = True
            else:
                if self._reply is not None and data:
                    self._reply.add(data)
        return self._down.write()

    def _takes_more(self) -> bool:
        """Whether the client may go on; its next request waits until this one is answered."""
        is_open = self._reply is None or self._reply.is_endless
        return is_open and not self._up.is_full and not self._up.is_read

    def _watch(self) -> None:
        """Wait for what can move next."""
        watch = self._connections.poller.watch
        heard = select.EPOLLIN if self._takes_more() else NOTHING
        watch(self._connection.place, heard | _out(self._down), self._move)
        heard = NOTHING if self._down.is_full or self._down.is_read else select.EPOLLIN
        watch(self._granian, heard | _out(self._up), self._move)
        self._connection.patience = self._patience()

    def _patience(self) -> float:
        """For how long nothing may move."""
        if self._down.is_full:
            return READING
        is_plain = self._reply is not None and not self._reply.is_endless
        # Of anything else nobody knows whether granian waits for the client, or for nothing.
        return FOREVER if is_plain else RELAYED

    def _leave(self) -> None:
        """Granian is done."""
        self._connection.partner = None
        self._connections.poller.leave(self._granian)


def _out(pipe: _Pipe) -> int:
    """What to wait for at the end of a direction."""
    return select.EPOLLOUT if pipe.is_full else NOTHING
