"""Connections, and their answers on the way; for how long each may keep us waiting."""

import contextlib
import select
import socket
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Self

from feedservice.service.front.poller import Poller
from feedservice.service.front.replies import Tail, parting
from feedservice.telemetry import LOGGER

#: In seconds; as nginx has them.
FIRST_REQUEST, NEXT_REQUEST, READING = 30.0, 75.0, 60.0
LINGERING = 2.0  # with a client that has got all, and still sends
DISCARDED_BYTES = 65_536  # at once
FOREVER = float("inf")  # the application takes the time that it takes
RELAYED = 120.0  # where granian may be waiting for the client, or for nothing


class Connection:
    """A connection, wherever it is in its life.

    Attributes:
        address: Of the client, without the port.
        since: When anything moved last, by the clock of the reception.
        patience: For how many seconds nothing may move.
        partner: Where it is relayed to.
        hear: To be called when it waits for a request, and something has come in.
    """

    __slots__ = (
        "address", "hear", "is_gone", "partner", "patience", "place", "recv", "send", "sendmsg",
        "since",
    )  # fmt: skip

    def __init__(
        self, place: socket.socket, address: str, now: float, hear: Callable[[Self], None]
    ) -> None:
        """Begin with *place*, which was just accepted and does not block."""
        self.place = place
        self.address = address
        self.since = now
        self.patience = FIRST_REQUEST
        self.partner: socket.socket | None = None
        self.hear = partial(hear, self)
        self.is_gone = False
        self.recv, self.send, self.sendmsg = place.recv, place.send, place.sendmsg

    def is_late(self, now: float) -> bool:
        """Whether nothing has moved for too long."""
        return now - self.since > self.patience


class Connections(ABC):
    """All that are open.

    Attributes:
        now: When this round began, in seconds; set by whoever runs the rounds.
        tail: Ends the head of every answer; renewed by whoever runs the rounds.
        is_ending: Whether nobody waits for another request any more.
    """

    def __init__(self, now: float) -> None:
        """Begin with none."""
        self.now = now
        self.poller = Poller()
        self.tail = Tail()
        self.is_ending = False
        self.connections: dict[int, Connection] = {}

    @abstractmethod
    def hear(self, connection: Connection) -> None:
        """Answer what has come in."""

    def welcome(self, place: socket.socket, address: str) -> None:
        """Wait for the first request of a connection."""
        connection = Connection(place, address, self.now, self.hear)
        self.connections[place.fileno()] = connection
        self.poller.watch(place, select.EPOLLIN, connection.hear)

    def rest(self, connection: Connection) -> None:
        """Wait for the next request."""
        connection.since, connection.patience = self.now, NEXT_REQUEST
        if self.is_ending:
            self.drop(connection)
        else:
            self.poller.watch(connection.place, select.EPOLLIN, connection.hear)

    def linger(self, connection: Connection) -> None:
        """Wait until the client has heard all: it would not, if we closed while it sends."""
        with contextlib.suppress(OSError):  # it has gone already
            connection.place.shutdown(socket.SHUT_WR)
        connection.since, connection.patience = self.now, LINGERING
        self.poller.watch(connection.place, select.EPOLLIN, partial(self._discard, connection))

    def drop(self, connection: Connection) -> None:
        """End a connection, whatever it is at."""
        if connection.is_gone:
            return
        connection.is_gone = True
        del self.connections[connection.place.fileno()]
        self.poller.leave(connection.place)
        if connection.partner is not None:
            self.poller.leave(connection.partner)

    def sweep(self) -> None:
        """End what has not moved for too long."""
        for connection in list(self.connections.values()):
            if connection.is_late(self.now):
                self.drop(connection)

    def end(self) -> None:
        """Answer whoever has asked by now, and nobody after that."""
        self.is_ending = True
        handlers = self.poller.handlers
        for number, connection in list(self.connections.items()):
            if handlers.get(number) is connection.hear:
                self.attempt(connection, connection.hear)
            if handlers.get(number) is connection.hear:
                self.drop(connection)

    def attempt(self, connection: Connection, action: Callable[[], object]) -> None:
        """Do something for a connection; if it fails, that one ends, and no other."""
        if connection.is_gone:
            return
        try:
            action()
        except OSError:  # reset by its peer
            self.drop(connection)
        except Exception:  # noqa: BLE001 - a fault of ours
            LOGGER.exception("Cannot answer a connection")
            self.drop(connection)

    def say(self, connection: Connection, head: bytes, body: bytes, farewell: str) -> bool:
        """Send an answer, or begin to; whether the connection can be used again."""
        connection.since, connection.patience = self.now, NEXT_REQUEST
        head += self.tail.lines
        if farewell:
            head = parting(head, farewell)
        try:
            sent = connection.sendmsg((head, body)) if body else connection.send(head)
        except BlockingIOError:
            sent = 0
        if sent == len(head) + len(body) and not farewell:
            return True
        self._go_on(connection, (memoryview(head), memoryview(body)), sent, farewell)
        return False

    def _send(self, connection: Connection, rest: Sequence[memoryview], farewell: str) -> None:
        """Send more of an answer."""
        try:
            sent = connection.sendmsg(rest)
        except BlockingIOError:
            return
        self._go_on(connection, rest, sent, farewell)

    def _go_on(
        self, connection: Connection, parts: Sequence[memoryview], sent: int, farewell: str
    ) -> None:
        """Wait until more can be sent; or for the next request, once all was."""
        rest = _after(parts, sent)
        if rest:
            if sent:
                connection.since = self.now
            connection.patience = READING
            handler = partial(self._send, connection, rest, farewell)
            self.poller.watch(connection.place, select.EPOLLOUT, handler)
        elif farewell:
            self.linger(connection)
        else:
            self.rest(connection)

    def _discard(self, connection: Connection) -> None:
        """Read what nobody wants any more."""
        with contextlib.suppress(BlockingIOError):
            if not connection.recv(DISCARDED_BYTES):
                self.drop(connection)


def _after(parts: Sequence[memoryview], sent: int) -> list[memoryview]:
    """What is left of *parts* after so many bytes."""
    rest = []
    for part in parts:
        if sent < len(part):
            rest.append(part[sent:])
        sent = max(0, sent - len(part))
    return rest
