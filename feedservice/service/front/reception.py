"""Requests, answered by their very bytes where the answer is remembered.

Nearly all requests are the same few, over and over: a reader sends the same head with every
poll until its feed changes. So a head is read once and remembered; after that, an answer
costs one call to receive, two look-ups and one call to send. What is not in memory is asked
for in threads, and everything else is relayed to granian.
"""

import contextlib
import os
import select
import socket
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from wsgiref.types import WSGIEnvironment

from feedservice.service.front import heads
from feedservice.service.front.asking import Asking, Question
from feedservice.service.front.connections import (
    FOREVER,
    LINGERING,
    NEXT_REQUEST,
    READING,
    Connection,
)
from feedservice.service.front.heads import HTTP_1_1, Head
from feedservice.service.front.poller import NOTHING, Poller
from feedservice.service.front.relay import Relay
from feedservice.service.front.replies import BUSY, Reply, Tail, parting
from feedservice.telemetry import LOGGER
from feedservice.web.delivery import Delivery, Key

REMEMBERED = 4096  # heads
MAX_HEAD = 2048  # bytes of one that is remembered
DISCARDED_BYTES = 65_536  # at once


class Site(NamedTuple):
    """What is answered for.

    Attributes:
        granian: The socket at which granian listens; our ends are named beside it.
        server: Host and port, as the application is told.
        strip: Takes the prefix off the path of a request.
    """

    granian: Path
    server: tuple[str, int]
    delivery: Delivery
    strip: Callable[[WSGIEnvironment], WSGIEnvironment]


class Known(NamedTuple):
    """What a head that was read before asks for."""

    key: Key
    agent: str | None
    farewell: str


class Reception:
    """All connections, from the first request to the last.

    Attributes:
        now: When this round began, in seconds; set by whoever runs the rounds.
        known: Heads that came twice.
        tail: Ends the head of every answer; renewed by whoever runs the rounds.
    """

    def __init__(self, site: Site, wake: Callable[[], object], now: float) -> None:
        """Serve nobody yet; *wake* is called, in any thread, for a call of :meth:`fetch`."""
        self.now = now
        self.poller = Poller()
        self.tail = Tail()
        self.connections: dict[int, Connection] = {}
        self._site = site
        self._recall = site.delivery.recall
        self._asking = Asking(site.delivery, wake)
        self.known: dict[bytes, Known] = {}
        self._is_ending = False

    def welcome(self, place: socket.socket, address: str) -> None:
        """Wait for the first request of a connection."""
        connection = Connection(place, address, self.now, self._hear)
        self.connections[place.fileno()] = connection
        self.poller.watch(place, select.EPOLLIN, connection.hear)

    def rest(self, connection: Connection) -> None:
        """Wait for the next request."""
        connection.since, connection.patience = self.now, NEXT_REQUEST
        if self._is_ending:
            self.drop(connection)
        else:
            self.poller.watch(connection.place, select.EPOLLIN, connection.hear)

    def linger(self, connection: Connection) -> None:
        """Wait until the client has heard all: it would not, if we closed while it sends."""
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

    def fetch(self) -> None:
        """Send what the application has answered."""
        for question in self._asking.answered():
            first, *others = question.askers
            self.attempt(first, partial(self._tell, first, question))
            for other in others:  # each leaves a note of its own
                again = partial(self._take, other, question.data, is_shared=False)
                self.attempt(other, again)

    def sweep(self) -> None:
        """End what has not moved for too long."""
        for connection in list(self.connections.values()):
            if connection.is_late(self.now):
                self.drop(connection)

    def end(self) -> None:
        """Answer whoever has asked by now, and nobody after that."""
        self._is_ending = True
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

    def _hear(self, connection: Connection) -> None:
        """Answer what has come in."""
        try:
            data = connection.recv(heads.MOST_BYTES)
        except BlockingIOError:
            return
        known = self.known.get(data)
        if known is not None:
            answer = self._recall(known.key, known.agent, self.now)
            if answer is not None:
                self._say(connection, answer.head, answer.body[0], known.farewell)
                return
        if data:
            self._take(connection, data)
        else:
            self.drop(connection)

    def _say(self, connection: Connection, head: bytes, body: bytes, farewell: str) -> bool:
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
            self.drop(connection)
        else:
            self.rest(connection)

    def _take(self, connection: Connection, data: bytes, *, is_shared: bool = True) -> None:
        """Answer what is not known by its bytes.

        Args:
            connection: Of the client.
            data: What has come in.
            is_shared: Whether the answer to somebody who asks the same right now will do.
        """
        head = heads.read(data)
        site = self._site
        environ = head and site.strip(heads.environ(head, site.server, connection.address))
        key = environ and site.delivery.key(environ)
        if head is None or not environ or not key:
            self._relay(connection, data, head)
            return
        known = Known(key, head.fields.get(heads.AGENT), head.farewell)
        answer = self._recall(key, known.agent, self.now)
        if answer is not None:
            self._remember(data, known)
            if self._say(connection, answer.head, answer.body[0], known.farewell):
                self.rest(connection)
            return
        self._pause(connection)
        state = site.delivery.state
        if not (is_shared and self._asking.join(data, state, connection)):
            self._asking.ask(Question(data, state, connection, head.farewell), environ)

    def _remember(self, data: bytes, known: Known) -> None:
        """Keep a head that came twice; the oldest go when room is short."""
        if len(data) <= MAX_HEAD:
            self.known[data] = known
            if len(self.known) > REMEMBERED:
                del self.known[next(iter(self.known))]

    def _pause(self, connection: Connection) -> None:
        """Wait for the application, and not for the client."""
        connection.patience = FOREVER
        self.poller.watch(connection.place, NOTHING, partial(self.drop, connection))

    def _tell(self, connection: Connection, question: Question) -> None:
        """Send what the application has said."""
        if self._say(connection, *question.answer, question.farewell):
            self.rest(connection)

    def _relay(self, connection: Connection, data: bytes, head: Head | None) -> None:
        """Let granian answer: one plain request, or whatever else comes."""
        try:
            granian = self._call_granian(connection.address)
        except OSError as error:
            LOGGER.error("Cannot relay a request: %s", error)
            self._say(connection, *BUSY, HTTP_1_1)
            return
        reply = Reply(head.method) if head and not head.farewell else None
        Relay(self, connection, granian, data, reply)

    def _call_granian(self, address: str) -> socket.socket:
        """Connect to granian, which takes the name of our end for the client's address."""
        end = socket.socket(socket.AF_UNIX)
        name = self._site.granian.with_name(f"{os.getpid()}-{address}")
        try:
            end.settimeout(0)
            end.bind(str(name))
            end.connect(str(self._site.granian))
        except OSError:
            end.close()
            raise
        finally:
            name.unlink(missing_ok=True)
        return end

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
