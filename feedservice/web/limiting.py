"""Clients that fetch the same feed over and over, whole.

304 always comes first: who asks whether a feed has changed, and is told that it has not, is
never limited, for that costs nothing. Each worker counts for itself, in a bounded memory.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from feedservice.web.clients import Clients
from feedservice.web.counting import Counts
from feedservice.web.crossorigin import OPEN, SHARED
from feedservice.web.kinds import APPLICATION, describe, kind_of

REMEMBERED = 20_000  # clients and documents; the one that has asked last is kept longest
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
WHOLE = ("200 ", "226 ")  # what a poll costs that counts although it holds a condition
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}

STATUS = "429 TOO MANY REQUESTS"
EXPLANATION = (
    "Dieser Feed wurde von hier zu oft ganz abgerufen ({limit}). Bitte senden Sie bei jeder "
    "Abfrage den zuletzt erhaltenen ETag als If-None-Match, oder Last-Modified als "
    "If-Modified-Since; Antworten mit 304 sind unbegrenzt.\n\n"
    "This feed was fetched in full too often ({limit}). Please send the ETag that you have got "
    "as If-None-Match, or Last-Modified as If-Modified-Since; answers with 304 are not "
    "limited.\n"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """How often, in which time.

    Attributes:
        hits: At least 1.
    """

    hits: int
    seconds: int

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read a limit such as ``60/hour``, which the settings have accepted."""
        hits, _, unit = text.partition("/")
        return cls(int(hits), UNITS[unit])


class Windows:
    """Counts hits by name, each in a window that begins with the first hit."""

    def __init__(self, limit: Limit, clock: Callable[[], float] = time.monotonic) -> None:
        """Start with none; *clock* tells seconds."""
        self._limit = limit
        self._clock = clock
        self._windows: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def hit(self, name: tuple[str, str]) -> float:
        """Count one; return for how many seconds it is too much, or 0."""
        now = self._clock()
        with self._lock:
            began, hits = self._windows.pop(name, (now, 0))
            if now >= began + self._limit.seconds:
                began, hits = now, 0
            self._windows[name] = began, hits + 1
            if len(self._windows) > REMEMBERED:
                self._windows.popitem(last=False)
        return began + self._limit.seconds - now if hits >= self._limit.hits else 0


class _ExceededError(Exception):
    """A client has fetched too much; in *wait_seconds* it may come again."""

    def __init__(self, wait_seconds: int) -> None:
        """Say for how long."""
        super().__init__(wait_seconds)
        self.wait_seconds = wait_seconds


class Limiter:
    """A WSGI application that refuses who fetches a feed too often, in front of another."""

    def __init__(self, app: WSGIApplication, limit: str, clients: Clients, counts: Counts) -> None:
        """Let pass to *app* what does not exceed *limit*, such as ``60/hour``."""
        self._app = app
        self._limit = limit
        self._windows = Windows(Limit.parse(limit))
        self._clients = clients
        self._counts = counts

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or refuse it."""
        if not _is_poll(environ):
            return self._app(environ, start_response)
        name = self._clients.household(environ), environ["PATH_INFO"]
        try:
            if _is_conditional(environ):
                return self._app(environ, self._counting(name, start_response))
            self._count(name)  # never 304: it need not be asked
            return self._app(environ, start_response)
        except _ExceededError as exceeded:
            return self._refuse(environ, start_response, exceeded.wait_seconds)

    def _count(self, name: tuple[str, str]) -> None:
        """Count a poll that costs a whole answer, or raise."""
        if wait := self._windows.hit(name):
            raise _ExceededError(ceil(wait))

    def _counting(self, name: tuple[str, str], start_response: StartResponse) -> StartResponse:
        """Count a poll once its answer turns out to be whole.

        Raised here, before anything is sent, the refusal goes through whoever was about to
        answer, so that nobody counts that answer as sent.
        """

        def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:  # noqa: ANN401 - as PEP 3333 has it
            if status.startswith(WHOLE):
                self._count(name)
            return start_response(status, headers, *error)

        return start

    def _refuse(
        self, environ: WSGIEnvironment, start_response: StartResponse, wait_seconds: int
    ) -> list[bytes]:
        """Say why, and when to come again."""
        body = EXPLANATION.format(limit=self._limit).encode()
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Retry-After", str(wait_seconds)),
            ("Cache-Control", "no-store"),
            *SHARED.items(),
        ]
        said = describe(APPLICATION, environ, STATUS, headers)
        self._counts.note((said, environ.get("HTTP_USER_AGENT"), 0.0))
        self._counts.reject()
        start_response(STATUS, headers)
        return [body]


def _is_poll(environ: WSGIEnvironment) -> bool:
    """Whether a feed is asked for, or what is as large as one."""
    return environ["REQUEST_METHOD"] == "GET" and kind_of(environ.get("PATH_INFO", "")) in OPEN


def _is_conditional(environ: WSGIEnvironment) -> bool:
    """Whether the answer may be 304: only the answer itself tells if a condition is any good."""
    return any(environ.get(name, "").strip() for name in CONDITIONS)
