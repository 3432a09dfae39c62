"""Asking the application, in threads of its own; who asks the same at a time shares the answer."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from wsgiref.types import WSGIApplication, WSGIEnvironment

from werkzeug.test import run_wsgi_app

from feedservice.service.front.connections import Connection
from feedservice.service.front.replies import FAILED
from feedservice.telemetry import LOGGER
from feedservice.web.wire import head_of

THREADS = 8  # of each worker

Answer = tuple[bytes, bytes]  # head and body


class Question:
    """What is being asked, and for whom.

    Attributes:
        data: The request.
        state: Of what is published, when it was asked.
        farewell: The version in which the connections end with the answer, if they do.
        answer: Head and body; a failure until there is one.
    """

    def __init__(self, data: bytes, state: object, first: Connection, farewell: str) -> None:
        """Ask for *first*."""
        self.data = data
        self.state = state
        self.farewell = farewell
        self.askers = [first]
        self.answer: Answer = FAILED


class Asking:
    """Questions to the application; what it says is fetched by the thread that asks."""

    def __init__(self, app: WSGIApplication, wake: Callable[[], object]) -> None:
        """Ask *app*; *wake* is called, in any thread, when there is an answer."""
        self._app = app
        self._wake = wake
        self._submit = ThreadPoolExecutor(THREADS, "asking").submit
        self._open: dict[bytes, Question] = {}
        self._answered: deque[Question] = deque()

    def join(self, data: bytes, state: object, connection: Connection) -> bool:
        """Wait for the answer to the same request, if it is being asked for now.

        Not for one that was asked before something was published: this client may have seen
        that already.
        """
        question = self._open.get(data)
        if question is None or question.state is not state:
            return False
        question.askers.append(connection)
        return True

    def ask(self, question: Question, environ: WSGIEnvironment) -> None:
        """Let the application answer.

        Raises:
            ConnectionAbortedError: The process is ending.
        """
        try:
            done = self._submit(_run, self._app, environ)
        except RuntimeError:
            raise ConnectionAbortedError from None
        self._open[question.data] = question
        done.add_done_callback(partial(self._take, question))

    def answered(self) -> list[Question]:
        """The questions that have got their answer since the last call."""
        found = [self._answered.popleft() for _ in range(len(self._answered))]
        for question in found:
            if self._open.get(question.data) is question:
                del self._open[question.data]
        return found

    def _take(self, question: Question, done: Future[Answer]) -> None:
        """Keep an answer until it is fetched; any thread may."""
        error = done.exception()
        if error:
            LOGGER.error("Cannot answer a request", exc_info=error)
        else:
            question.answer = done.result()
        self._answered.append(question)
        self._wake()


def _run(app: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """Ask once; the whole answer."""
    chunks, status, headers = run_wsgi_app(app, environ, buffered=True)
    return head_of(status, headers), b"".join(chunks)
