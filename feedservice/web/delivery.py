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


class Delivery:
    """A WSGI application that remembers what the one behind it answers for what is published."""

    def __init__(self, app: WSGIApplication, library: Library) -> None:
        """Stand in front of *app*, which answers from *library*."""
        self._app = app
        self._library = library
        self._answers: dict[tuple[str | None, ...], _Answer] = {}
        self._looking = Lock()
        self._next_look = 0.0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = environ.get("PATH_INFO", "")
        is_ours = path.startswith(PREFIXES) or path == HOME
        if not is_ours or environ["REQUEST_METHOD"] not in METHODS:
            return self._app(environ, start_response)
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
            if self._library.forget_outdated():
                self._answers = {}
        except StoreError as error:
            LOGGER.error("Answering from memory: %s", error)  # better old than nothing
        finally:
            self._looking.release()

    def _ask(self, environ: WSGIEnvironment, key: tuple[str | None, ...]) -> _Answer:
        """Let Flask answer, and remember what it says."""
        answers = self._answers  # those of this look: a later one must not get an older answer
        chunks, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        # A server says itself when it answers; this answer will be given for longer.
        kept = [(name, value) for name, value in headers if name.lower() != "date"]
        answer = _Answer(status, kept, [b"".join(chunks)])
        if status.startswith(STATUSES) and _length(key) <= MAX_KEY_LENGTH:
            if len(answers) >= REMEMBERED:
                answers.clear()
            if self._library.is_settled():
                answers[key] = answer
        return answer


def _length(key: tuple[str | None, ...]) -> int:
    """How many characters a request's deciding parts have."""
    return sum(len(part) for part in key if part)
