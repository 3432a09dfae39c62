"""From granian to the application: what is in memory at once, everything else in our threads.

Granian calls an application in threads that it waits for, and in these a slow database, a
page that takes its time, or a reader that takes ten minutes over a film keeps the feeds of
all others waiting. So its one thread only hands out what is remembered, and hands the rest
over. Flask sees plain WSGI either way.

Behind the front (:mod:`feedservice.service.front`), granian gets what is rare, odd, long or
sent to us; without it, everything.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from flask import Flask
from granian.server import mp

from feedservice.service.forms import Forms, is_form
from feedservice.service.front import address_of
from feedservice.telemetry import LOGGER

THREADS = 8  # of each worker, for what is not in memory
GRANIAN_THREADS = 1  # more would only wait for each other; forms need more
GRANIAN_THREADS_ALONE = 3  # without this module

#: Makes what granian calls with each request. It is none of its public names: where it is
#: missing, granian calls the application itself.
HOOK = "_wsgi_call_wrap"

Handler = Callable[[Any, dict[str, Any]], Any]  # takes granian's protocol and WSGI's variables


def is_possible() -> bool:
    """Whether this granian lets us in."""
    return callable(getattr(mp, HOOK, None))


def hand_over(app: Flask, server: tuple[str, int] | None = None) -> None:
    """Let granian ask the memory of *app* first, in the worker that this process is.

    Args:
        app: The application.
        server: Host and port to which clients connect, where a front stands there; granian
            then knows its clients by the names that the front gives its ends.
    """
    wrap = getattr(mp, HOOK)

    def wrap_all(callback: object, *options: object) -> Handler:
        return _handler(app, wrap(callback, *options), server)

    setattr(mp, HOOK, wrap_all)


def _handler(app: Flask, run: Handler, server: tuple[str, int] | None) -> Handler:
    """Make what is called with each request; *run* runs the whole application."""
    knows = app.extensions["delivery"].knows
    strip = app.extensions["prefix"].strip
    has_forms = app.extensions["access"] is not None
    submit = ThreadPoolExecutor(THREADS, "application").submit

    def answer(protocol: Any, scope: dict[str, Any]) -> None:  # noqa: ANN401 - granian names no type
        submit(run, protocol, scope).add_done_callback(_complain)

    forms = Forms(answer)

    def handle(protocol: Any, scope: dict[str, Any]) -> None:  # noqa: ANN401 - granian names no type
        scope["SCRIPT_NAME"] = ""
        if server is not None:
            scope["SERVER_NAME"], scope["SERVER_PORT"] = server[0], str(server[1])
            scope["REMOTE_ADDR"] = address_of(scope["REMOTE_ADDR"])
        environ = strip(scope)
        if knows(environ):
            run(protocol, scope)
        elif has_forms and is_form(environ):
            forms.take(protocol, scope)
        else:
            answer(protocol, scope)

    return handle


def _complain(done: Future[Any]) -> None:
    """Log why there is no answer; granian says 500 to the client."""
    if error := done.exception():
        LOGGER.error("Cannot answer a request", exc_info=error)
