"""Forms that are sent to us, read without keeping anybody else waiting.

The body of a request can only be read in the thread of granian's that brings it: granian
drops it when that thread is done, and one that reads elsewhere at that moment stops the whole
process. So granian has some threads more where there are forms, and those who take their time
may hold all but one. Whoever comes while all these are taken is told to come again.
"""

import os
from collections.abc import Callable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

from feedservice.telemetry import LOGGER

GRANIAN_THREADS = 2 * (os.cpu_count() or 1) + 1  # with forms; granian warns of more
SENDERS = GRANIAN_THREADS - 1  # of each worker, who may take their time at once
MOST_BYTES = 4096  # of a form; what comes after them is not looked at
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
        self._places = BoundedSemaphore(SENDERS)

    def take(self, protocol: Any, scope: dict[str, Any]) -> None:  # noqa: ANN401 - granian names no type
        """Read a form; returns when it is read, or at once if too many others are being read."""
        if not self._places.acquire(blocking=False):
            protocol.response_bytes(BUSY, HEADERS, EXCUSE)
            return
        try:
            scope["wsgi.input"] = BytesIO(scope["wsgi.input"].read(MOST_BYTES))
        except Exception as error:  # noqa: BLE001 - granian names none
            LOGGER.info("A form was not read to its end: %s", error)
            protocol.response_bytes(BUSY, HEADERS, EXCUSE)  # most likely to nobody
            return
        finally:
            self._places.release()
        self._answer(protocol, scope)
