"""Processes of :mod:`multiprocessing`, none of which outlives its parent."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor


def forked(helpers: int) -> ProcessPoolExecutor:
    """Make a pool of processes that are forked with the first work that it is given.

    That must happen before this process has any thread: a fork is ready at once, but
    copies the locks that a thread holds.
    """
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(helpers, context, initializer=_begin)


def end_with_parent() -> None:
    """Let this process be killed as soon as its parent has ended, however that came about."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _begin() -> None:
    """Leave to the parent what is said to all, and end if it does."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()


def _wait_and_end() -> None:
    """Wait for the parent, if this process was started by multiprocessing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGKILL)
