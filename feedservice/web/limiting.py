"""Clients that fetch the same feed over and over without asking whether it has changed.

Who asks with ``If-None-Match`` or ``If-Modified-Since`` is never limited: 304 costs nothing.
Each worker counts for itself, in a bounded memory.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from feedservice.web.clients import Clients
from feedservice.web.counting import Counts
from feedservice.web.kinds import APPLICATION, describe, kind_of

REMEMBERED = 20_000  # clients and documents; the one that has asked last is kept longest
LIMITED = frozenset({"rss", "atom", "json", "archive", "opml"})
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}

STATUS = "429 TOO MANY REQUESTS"
EXPLANATION = (
    "Dieser Feed wurde von hier zu oft abgefragt, ohne zu fragen, ob er sich geändert hat "
    "({limit}). Bitte senden Sie bei jeder Abfrage den zuletzt erhaltenen ETag als "
    "If-None-Match, oder Last-Modified als If-Modified-Since; solche Abfragen sind "
    "unbegrenzt.\n\n"
    "Too many unconditional requests for this feed ({limit}). Please send the ETag that you "
    "have got as If-None-Match, or Last-Modified as If-Modified-Since; such requests are "
    "not limited.\n"
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
        if not _is_unconditional_poll(environ):
            return self._app(environ, start_response)
        name = self._clients.household(environ), environ["PATH_INFO"]
        if wait := self._windows.hit(name):
            return self._refuse(environ, start_response, ceil(wait))
        return self._app(environ, start_response)

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
        ]
        said = describe(APPLICATION, environ, STATUS, headers)
        self._counts.note((said, environ.get("HTTP_USER_AGENT"), 0.0))
        self._counts.reject()
        start_response(STATUS, headers)
        return [body]


def _is_unconditional_poll(environ: WSGIEnvironment) -> bool:
    """Whether a whole feed is asked for, whatever the client has already."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and not any(environ.get(name, "").strip() for name in CONDITIONS)
        and kind_of(environ.get("PATH_INFO", "")) in LIMITED
    )
