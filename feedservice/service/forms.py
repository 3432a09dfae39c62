"""Forms that are sent to us, read without keeping anybody else waiting.

Granian drops the body of a request when its thread is done with it. So one of its threads
waits for a form, for a while, and only one: the other hands out what is in memory meanwhile.
A thread of our own reads, since nothing can call it back: a form that never ends holds no
thread of those that answer. Whoever comes while all this is taken is told to come again.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from io import BytesIO
from threading import BoundedSemaphore, Lock
from typing import Any

GRANIAN_THREADS = 2  # with forms: one of them may wait
SENDERS = 16  # of each worker, who may take their time at once
MOST_BYTES = 4096  # of a form; what comes after them is not looked at
WAITING_SECONDS = 1.0  # a body comes with its head, as a rule, or one packet later
PATHS = frozenset({"/status"})  # all others know what to answer without the body

BUSY = 503
RETRY_AFTER_SECONDS = 5
HEADERS = [
    ("Content-Type", "text/plain; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Retry-After", str(RETRY_AFTER_SECONDS)),
]
EXCUSE = b"Zu viele Formulare auf einmal. Bitte versuchen Sie es gleich noch einmal.\n"

Answer = Callable[[Any, dict[str, Any]], None]  # takes granian's protocol and WSGI's variables


def is_form(environ: dict[str, Any]) -> bool:
    """Whether a body comes with the request that somebody will look at."""
    return environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] in PATHS


class Forms:
    """Reads forms, then lets them be answered."""

    def __init__(self, answer: Answer) -> None:
        """Hand each request with its whole body to *answer*."""
        self._answer = answer
        self._submit = ThreadPoolExecutor(SENDERS, "form").submit
        self._places = BoundedSemaphore(SENDERS)
        self._turn = Lock()

    def take(self, protocol: Any, scope: dict[str, Any]) -> None:  # noqa: ANN401 - granian names no type
        """Read a form; returns when it is read, or after a while, or at once if another waits."""
        if not self._turn.acquire(blocking=False):
            protocol.response_bytes(BUSY, HEADERS, EXCUSE)
            return
        try:
            if self._places.acquire(blocking=False):
                wait([self._submit(self._read, protocol, scope)], timeout=WAITING_SECONDS)
            else:
                protocol.response_bytes(BUSY, HEADERS, EXCUSE)
        finally:
            self._turn.release()

    def _read(self, protocol: Any, scope: dict[str, Any]) -> None:  # noqa: ANN401 - see above
        """Read a form, and let it be answered."""
        try:
            scope["wsgi.input"] = BytesIO(scope["wsgi.input"].read(MOST_BYTES))
        finally:
            self._places.release()
        self._answer(protocol, scope)
