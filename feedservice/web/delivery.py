"""Delivery: answers for feeds and pages from memory, in front of Flask.

What an edition and the headers of a request decide is decided once, by Flask, and
remembered by the raw headers; after that an answer costs one look-up, as long as nothing
is published. Everything else falls through.
"""

import time
from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.test import run_wsgi_app

from feedservice.errors import StoreError
from feedservice.telemetry import LOGGER
from feedservice.web.library import Library

LOOK_SECONDS = 0.1  # so long may an old edition be handed out after a new one is there
REMEMBERED = 4096  # answers
MAX_BYTES = 64 * 2**20  # of their bodies
MAX_KEY_LENGTH = 1024  # characters of headers; longer ones are nobody's habit

HOME = "/"
#: Nothing below them depends on the clock, or on anything but the store and the settings.
PREFIXES = ("/feeds", "/rubrik/", "/artikel/", "/static/", "/sitemap/", "/sitemap.xml")
METHODS = frozenset({"GET", "HEAD"})
STATUSES = ("200 ", "226 ", "304 ", "406 ")

#: All that the answers depend on; their views must not look at any other header.
DECIDING = (
    "REQUEST_METHOD",
    "PATH_INFO",
    "QUERY_STRING",
    "SCRIPT_NAME",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_MATCH",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_A_IM",
    "HTTP_SEC_FETCH_DEST",
)


class _Answer(NamedTuple):
    """What is sent again and again."""

    status: str
    headers: list[tuple[str, str]]
    body: list[bytes]


#: Programs whose library asks for deltas (RFC 3229), and that take the answer for an error.
WITHOUT_DELTAS = ("rss2email/",)

Key = tuple[str | None, ...]


class _Answers(dict[Key, _Answer]):
    """Answers by the parts of a request that decide them; the oldest go when room is short."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self._bytes = 0
        self._adding = Lock()

    def add(self, key: Key, answer: _Answer) -> None:
        """Keep *answer*, unless another thread has asked the same."""
        with self._adding:
            if key in self:
                return
            self[key] = answer
            self._bytes += len(answer.body[0])
            while len(self) > REMEMBERED or self._bytes > MAX_BYTES:
                self._bytes -= len(self.pop(next(iter(self))).body[0])


class Delivery:
    """A WSGI application that remembers what the one behind it answers for what is published."""

    def __init__(self, app: WSGIApplication, library: Library) -> None:
        """Stand in front of *app*, which answers from *library*."""
        self._app = app
        self._library = library
        self._answers = _Answers()
        self._turns = library.turns
        self._complaint = ""
        self._looking = Lock()
        self._next_look = 0.0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        is_ours = path.startswith(PREFIXES) or path == HOME
        if not is_ours or environ["REQUEST_METHOD"] not in METHODS:
            return self._app(environ, start_response)
        if "HTTP_A_IM" in environ and _wants_none(environ):
            environ = {name: value for name, value in environ.items() if name != "HTTP_A_IM"}
        if time.monotonic() >= self._next_look:
            self._look()
        key = tuple([environ.get(name) for name in DECIDING])
        answer = self._answers.get(key)
        if answer is None:
            answer = self._ask(environ, key)
        start_response(answer.status, answer.headers)
        return answer.body

    def remembered(self) -> int:
        """How many answers are in memory."""
        return len(self._answers)

    def _look(self) -> None:
        """Forget everything if anything was published; one thread looks for all."""
        if not self._looking.acquire(blocking=False):
            return
        try:
            self._next_look = time.monotonic() + LOOK_SECONDS
            self._library.forget_outdated()
            self._follow()
            self._complaint = ""
        except StoreError as error:
            if str(error) != self._complaint:  # once, not with every look
                LOGGER.error("Answering from memory: %s", error)  # better old than nothing
            self._complaint = str(error)
        finally:
            self._looking.release()

    def _follow(self) -> None:
        """Forget every answer once any feed has a new edition."""
        turns = self._library.turns
        if turns != self._turns:
            self._answers = _Answers()
            self._turns = turns  # last: another turn meanwhile is followed at the next call

    def _ask(self, environ: WSGIEnvironment, key: Key) -> _Answer:
        """Let Flask answer, and remember what it says."""
        answers = self._answers  # those of this look: a later one must not get an older answer
        chunks, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        # Whoever gets a new edition must find no old one in any feed that he asks for next.
        self._follow()
        # A server says itself when it answers; this answer will be given for longer.
        kept = [(name, value) for name, value in headers if name.lower() != "date"]
        answer = _Answer(status, kept, [b"".join(chunks)])
        is_kept = status.startswith(STATUSES) and _length(key) <= MAX_KEY_LENGTH
        if is_kept and self._library.is_settled():
            answers.add(key, answer)
        return answer


def _wants_none(environ: WSGIEnvironment) -> bool:
    """Whether a client asks for deltas that it will not understand."""
    return str(environ.get("HTTP_USER_AGENT", "")).startswith(WITHOUT_DELTAS)


def _length(key: Key) -> int:
    """How many characters a request's deciding parts have."""
    return sum(len(part) for part in key if part)
