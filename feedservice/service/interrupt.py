"""Signals: heard at any moment, and not while a process is being made."""

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

ENDING = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})


class Interrupt:
    """An event that signal handlers may set.

    The one of :mod:`threading` takes a lock: a handler that is called while the same thread
    has that lock, about to wait, waits for itself for ever.
    """

    def __init__(self) -> None:
        """Begin unset."""
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)

    def set(self) -> None:
        """Let everybody go who waits, or will."""
        with suppress(BlockingIOError):  # it has been set often enough
            os.write(self._writer, b"\0")

    def clear(self) -> None:
        """Make those wait who come from now on."""
        with suppress(BlockingIOError):
            while os.read(self._reader, select.PIPE_BUF):
                pass

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is set, or for *timeout* seconds; whether it is set."""
        return bool(select.select([self._reader], [], [], timeout)[0])


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals that end the service wait.

    A process that is forked meanwhile has its parent's handlers, which do nothing for it: it
    would lose what comes before it has its own.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
