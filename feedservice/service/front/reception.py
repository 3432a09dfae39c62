"""Requests, answered by their very bytes where the answer is remembered.

Nearly all requests are the same few, over and over: a reader sends the same head with every
poll until its feed changes. So a head is read once and remembered; after that, an answer
costs one call to receive, two look-ups and one call to send. What is not in memory is asked
for in threads, and everything else is relayed to granian.
"""

import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple
from wsgiref.types import WSGIEnvironment

from feedservice.service.front import heads
from feedservice.service.front.asking import Asking, Question
from feedservice.service.front.connections import FOREVER, Connection, Connections
from feedservice.service.front.heads import Head
from feedservice.service.front.poller import NOTHING
from feedservice.service.front.relay import Relay, named_for
from feedservice.service.front.replies import BUSY, Reply
from feedservice.telemetry import LOGGER
from feedservice.web.delivery import Delivery, Key

HEAD = b"HEAD "
REMEMBERED = 4096  # heads
MAX_HEAD = 2048  # bytes of one that is remembered


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


class Reception(Connections):
    """All connections, from the first request to the last.

    Attributes:
        known: Heads that came twice.
    """

    def __init__(self, site: Site, wake: Callable[[], object], now: float) -> None:
        """Serve nobody yet; *wake* is called, in any thread, for a call of :meth:`fetch`."""
        super().__init__(now)
        self._site = site
        self._recall = site.delivery.recall
        self._asking = Asking(site.delivery, wake)
        self.known: dict[bytes, Known] = {}
        self._is_refusing = False

    def fetch(self) -> None:
        """Send what the application has answered."""
        for question in self._asking.answered():
            first, *others = question.askers
            self.attempt(first, partial(self._tell, first, question))
            for other in others:  # each leaves a note of its own
                again = partial(self._take, other, question.data, is_shared=False)
                self.attempt(other, again)

    def hear(self, connection: Connection) -> None:
        """Answer what has come in."""
        try:
            data = connection.recv(heads.MOST_BYTES)
        except BlockingIOError:
            return
        known = self.known.get(data)
        if known is not None:
            answer = self._recall(known.key, known.agent, self.now)
            if answer is not None:
                self.say(connection, answer.head, answer.body[0], known.farewell)
                return
        if data:
            self._take(connection, data)
        else:
            self.drop(connection)

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
            if self.say(connection, answer.head, answer.body[0], known.farewell):
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
        """Send what the application has said, or that it has failed."""
        head, body = question.answer
        if question.data.startswith(HEAD):  # nobody expects a body, whoever made the answer
            body = b""
        if self.say(connection, head, body, question.farewell):
            self.rest(connection)

    def _relay(self, connection: Connection, data: bytes, head: Head | None) -> None:
        """Let granian answer: one plain request, or whatever else comes."""
        try:
            granian = self._call_granian(connection.address)
        except OSError as error:
            self._refuse(connection, data, error)
            return
        self._is_refusing = False
        reply = Reply(head.method) if head and not head.farewell else None
        Relay(self, connection, granian, data, reply)

    def _refuse(self, connection: Connection, data: bytes, error: OSError) -> None:
        """Send a client away for now, for granian cannot be reached."""
        if not (self._is_refusing or self.is_ending):  # once, until it can
            LOGGER.error("Cannot relay a request: %s", error)
        self._is_refusing = True
        head, body = BUSY
        if self.say(connection, head, b"" if data.startswith(HEAD) else body, ""):
            self.linger(connection)

    def _call_granian(self, address: str) -> socket.socket:
        """Connect to granian, which takes the name of our end for the client's address."""
        if self.is_ending:
            raise ConnectionRefusedError  # granian has ended, too
        end = socket.socket(socket.AF_UNIX)
        name = named_for(address, self._site.granian)
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
