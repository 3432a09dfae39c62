"""Replies: their last lines as we send them, and where one of granian's ends."""

import re
import time
from email.utils import formatdate

from feedservice.service.front.heads import HTTP_1_0
from feedservice.web.wire import head_of


def _plain(status: str, text: str, *headers: tuple[str, str]) -> tuple[bytes, bytes]:
    """An answer of our own: head and body."""
    body = text.encode()
    typed = ("content-type", "text/plain; charset=utf-8"), ("content-length", str(len(body)))
    return head_of(status, [*typed, *headers]), body


#: What is sent in place of an answer that there will never be.
FAILED = _plain("500", "Internal server error\n")
BUSY = _plain(
    "503",
    "Der Dienst ist gerade nicht zu erreichen. Bitte versuchen Sie es noch einmal.\n",
    ("retry-after", "5"),
    ("cache-control", "no-store"),
    ("connection", "close"),
)

MOST_BYTES = 65_536  # of a head
HEAD = re.compile(rb"HTTP/1\.[01] (\d{3}) [^\r\n]*\r\n((?:[!-9;-~]+:[^\r\n]*\r\n)*)\r\n")
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r$", re.IGNORECASE | re.MULTILINE)
#: A reply that says one of these has another end, or the connection goes with it.
ENDLESS = re.compile(rb"^(?:transfer-encoding|connection|upgrade):", re.IGNORECASE | re.MULTILINE)
INTERIM = re.compile(rb"1\d\d")
WITHOUT_BODY = frozenset({b"204", b"304"})
END = b"\r\n\r\n"


class Tail:
    """The lines that a server puts below each head: who it is, and when (RFC 9110 6.6.1)."""

    def __init__(self) -> None:
        """Begin with the time that it is."""
        self._second = 0
        self.lines = b""
        self.renew()

    def renew(self) -> None:
        """Say what time it is; called often."""
        second = int(time.time())
        if second != self._second:
            self._second = second
            date = formatdate(second, usegmt=True)
            self.lines = f"server: granian\r\ndate: {date}\r\n\r\n".encode()


def parting(head: bytes, farewell: str) -> bytes:
    """The head of an answer that is the last one of its connection, in that version."""
    if farewell == HTTP_1_0:
        return HTTP_1_0.encode() + head[len(HTTP_1_0) :]
    return head.removesuffix(b"\r\n") + b"connection: close\r\n\r\n"


class Reply:
    """A reply to a request without a body, of which one piece after another comes in.

    Attributes:
        is_over: Nothing is missing, and the connection can be used again.
        is_endless: Only the end of the connection will be its end.
    """

    def __init__(self, method: str) -> None:
        """Wait for the reply to a request with *method*."""
        self._is_headless = method == "HEAD"
        self._head = b""
        self._missing = -1  # bytes; not known yet
        self.is_over = False
        self.is_endless = False

    def add(self, data: bytes) -> None:
        """Take the next piece."""
        if self.is_endless:
            return
        if self._missing < 0:
            self._head += data
            self._read_head()
        else:
            self._missing -= len(data)
        self.is_over = self._missing == 0 and not self.is_endless
        # More than was announced is nothing that we understand.
        self.is_endless |= self._missing < 0 and not self._head

    def _read_head(self) -> None:
        """Find out how much is missing, if the head is complete."""
        end = self._head.find(END)
        if end < 0:
            if len(self._head) > MOST_BYTES:
                self._head, self.is_endless = b"", True
            return
        head, body = self._head[: end + len(END)], len(self._head) - end - len(END)
        self._head = b""
        length = self._length(head)
        self._missing = -1 if length is None else length - body

    def _length(self, head: bytes) -> int | None:
        """The length of the body; None if nobody can tell."""
        found = HEAD.fullmatch(head)
        if found is None or ENDLESS.search(found[2]) or INTERIM.fullmatch(found[1]):
            return None
        if self._is_headless or found[1] in WITHOUT_BODY:
            return 0
        lengths = LENGTH.findall(found[2])
        return int(lengths[0]) if len(lengths) == 1 else None
