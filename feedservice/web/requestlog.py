"""A line for each request: JSON on standard output, whatever a client puts into its headers."""

import json
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from feedservice.web.clients import Clients
from feedservice.web.kinds import describe
from feedservice.web.readers import identify

STANDARD_OUTPUT = 1
MAX_LENGTH = 400  # characters of what a client says; a line is written at once, or not at all


def to_standard_output(line: str) -> None:
    """Write one line at once: those of several workers must not run into each other."""
    with suppress(OSError):  # nobody reads it any more; the answer is on its way
        os.write(STANDARD_OUTPUT, f"{line}\n".encode())


class RequestLog:
    """A WSGI application that writes a line for each answer of the one behind it."""

    def __init__(
        self,
        app: WSGIApplication,
        clients: Clients,
        write: Callable[[str], None] = to_standard_output,
    ) -> None:
        """Stand in front of *app*."""
        self._app = app
        self._clients = clients
        self._write = write

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, and tell of it."""
        began = time.perf_counter()
        answers: list[tuple[str, list[tuple[str, str]]]] = []

        def listen(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:  # noqa: ANN401 - as PEP 3333 has it
            answers.append((status, headers))
            return start_response(status, headers, *error)

        body = self._app(environ, listen)
        status, headers = answers[-1]
        self._write(self._line(environ, status, headers, time.perf_counter() - began))
        return body

    def _line(
        self,
        environ: WSGIEnvironment,
        status: str,
        headers: list[tuple[str, str]],
        seconds: float,
    ) -> str:
        """Describe one request and its answer."""
        said = describe("", environ, status, headers)
        agent = environ.get("HTTP_USER_AGENT")
        return json.dumps(
            {
                "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "client": self._clients.address(environ),
                "method": _text(environ["REQUEST_METHOD"]),
                "path": _text(environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", "")),
                "query": _text(environ.get("QUERY_STRING", "")),
                "status": said.status,
                "bytes": said.size,
                "coding": said.coding,
                "milliseconds": round(seconds * 1000, 3),
                "agent": _text(agent),
                "reader": identify(agent).family,
                "referer": _text(environ.get("HTTP_REFERER")),
            }
        )


def _text(told: str | None) -> str | None:
    """Cut what a client says, and read its bytes as the UTF-8 that they probably are."""
    if told is None:
        return None
    return told.encode("latin-1", "replace").decode("utf-8", "replace")[:MAX_LENGTH]
