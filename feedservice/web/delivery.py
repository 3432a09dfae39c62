"""Delivery: answers for feeds and pages from memory, in front of Flask.

What an edition and the headers of a request decide is decided once, by Flask, and
remembered by the raw headers; after that an answer costs one look-up, as long as nothing
is published. Everything else falls through.
"""

from collections.abc import Iterable
from threading import Lock
from time import monotonic
from typing import Any, NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.test import run_wsgi_app

from feedservice.errors import StoreError
from feedservice.telemetry import LOGGER
from feedservice.web.counting import Counts
from feedservice.web.deltas import is_refused
from feedservice.web.incoming import is_host_clear
from feedservice.web.kinds import APPLICATION, MEMORY, describe
from feedservice.web.library import Library
from feedservice.web.tally import Said
from feedservice.web.wire import head_of, undated

LOOK_SECONDS = 0.05  # so long may an old edition be handed out after a new one is there
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
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_A_IM",
    "HTTP_SEC_FETCH_DEST",
)


class Answer(NamedTuple):
    """What is sent again and again.

    Attributes:
        head: Status line and headers as bytes, for a server that is ours.
    """

    status: str
    headers: list[tuple[str, str]]
    body: list[bytes]
    said: Said
    head: bytes


Key = tuple[str | None, ...]


class _Answers(dict[Key, Answer]):
    """Answers by the parts of a request that decide them; the oldest go when room is short."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__()
        self._bytes = 0
        self._adding = Lock()

    def add(self, key: Key, answer: Answer) -> None:
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

    def __init__(self, app: WSGIApplication, library: Library, counts: Counts) -> None:
        """Stand in front of *app*, which answers from *library*; leave a note of each answer."""
        self._app = app
        self._library = library
        self._deltas = library.settings.feed_deltas
        self._counts = counts
        self._note = counts.note
        self._answers = _Answers()
        self._turns = library.turns
        self._complaint = ""
        self._looking = Lock()
        self._next_look = 0.0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        began = monotonic()
        if began >= self._next_look and _is_made_of_the_store(environ.get("PATH_INFO", "")):
            self._look()
        environ = self._without_refused(environ)
        key = self.key(environ)
        if key is None:
            return self._pass_on(environ, start_response, began)
        answer = self._answers.get(key) or self._ask(environ, key)
        start_response(answer.status, answer.headers)
        self._note((answer.said, environ.get("HTTP_USER_AGENT"), monotonic() - began))
        return answer.body

    def key(self, environ: WSGIEnvironment) -> Key | None:
        """All that decides the answer to a request; None if it is never remembered."""
        if not (is_host_clear(environ.get("HTTP_HOST")) and _is_ours(environ)):
            return None
        return tuple(map(self._without_refused(environ).get, DECIDING))

    def recall(self, key: Key, agent: str | None, began: float) -> Answer | None:
        """Give a remembered answer, and leave a note of it, without asking anybody.

        None where there is none, or where it is time to look for new editions.

        Args:
            key: Of the request, as :meth:`key` says.
            agent: The User-Agent that asks.
            began: When work on the request began, as :func:`time.monotonic` counts.
        """
        if began >= self._next_look:
            return None
        answer = self._answers.get(key)
        if answer is not None:
            self._note((answer.said, agent, monotonic() - began))
        return answer

    def knows(self, environ: WSGIEnvironment) -> bool:
        """Whether the answer is remembered, and it is not yet time to look again."""
        return self.key(environ) in self._answers and monotonic() < self._next_look

    def remembered(self) -> int:
        """How many answers are in memory."""
        return len(self._answers)

    @property
    def state(self) -> object:
        """Another object once anything was published, and before anybody is told of it."""
        return self._answers

    def _without_refused(self, environ: WSGIEnvironment) -> WSGIEnvironment:
        """A request that does not ask for a delta which it must not get."""
        if "HTTP_A_IM" not in environ or not is_refused(environ, self._deltas):
            return environ
        return {name: value for name, value in environ.items() if name != "HTTP_A_IM"}

    def _look(self) -> None:
        """Forget everything if anything was published; one thread looks for all."""
        self._counts.settle()
        if not self._looking.acquire(blocking=False):
            return
        try:
            self._next_look = monotonic() + LOOK_SECONDS
            self._library.forget_outdated()
            self._follow()
            self._complaint = ""
        except StoreError as error:
            if str(error) != self._complaint:  # once, not with every look
                LOGGER.error("Answering from memory: %s", error)  # better old than nothing
            self._complaint = str(error)
        finally:
            self._looking.release()

    def _pass_on(
        self, environ: WSGIEnvironment, start_response: StartResponse, began: float
    ) -> Iterable[bytes]:
        """Let Flask answer, and leave a note of what it says."""
        said: list[Said] = []

        def listen(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:  # noqa: ANN401 - as PEP 3333 has it
            said[:] = [describe(APPLICATION, environ, status, headers)]
            return start_response(status, headers, *error)

        body = self._app(environ, listen)
        self._note((said[0], environ.get("HTTP_USER_AGENT"), monotonic() - began))
        self._counts.settle()
        return body

    def _follow(self) -> None:
        """Forget every answer once any feed has a new edition."""
        turns = self._library.turns
        if turns != self._turns:
            self._answers = _Answers()
            self._turns = turns  # last: another turn meanwhile is followed at the next call

    def _ask(self, environ: WSGIEnvironment, key: Key) -> Answer:
        """Let Flask answer, and remember what it says."""
        answers = self._answers  # those of this look: a later one must not get an older answer
        chunks, status, headers = run_wsgi_app(self._app, environ, buffered=True)
        # Whoever gets a new edition must find no old one in any feed that he asks for next.
        self._follow()
        kept = undated(headers)  # this answer will be given for longer
        said = describe(MEMORY, environ, status, headers)
        answer = Answer(status, kept, [b"".join(chunks)], said, head_of(status, kept))
        is_kept = status.startswith(STATUSES) and _length(key) <= MAX_KEY_LENGTH
        if is_kept and self._library.is_settled():
            answers.add(key, answer)
        return answer


def _is_ours(environ: WSGIEnvironment) -> bool:
    """Whether the answer may be remembered, if it is one of :data:`STATUSES`."""
    return environ["REQUEST_METHOD"] in METHODS and _is_made_of_the_store(
        environ.get("PATH_INFO", "")
    )


def _is_made_of_the_store(path: str) -> bool:
    """Whether what lies at *path* depends on nothing but the store and the settings."""
    return path.startswith(PREFIXES) or path == HOME


def _length(key: Key) -> int:
    """How many characters a request's deciding parts have."""
    return sum(len(part) for part in key if part)
