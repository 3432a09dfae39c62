"""Processes: how many are of use, none that outlives its parent, none that collects too often."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor

GC_THRESHOLD = 50_000  # new objects
SWITCH_SECONDS = 0.0002  # Python's own are 0.005


def processors() -> int:
    """How many forked processes may work at once; 1 where forking is not known to go well."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def settle_collector() -> None:
    """Keep what is in memory now out of the garbage collector's way, and let it look seldom.

    What is imported stays, and what is made mostly stays until it is done with: a collector
    that walks through all of it again and again takes as long as half of the work.
    """
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)


def forked(helpers: int) -> ProcessPoolExecutor:
    """Make a pool of processes that are forked with the first work that it is given.

    That must happen before this process has any thread: a fork is ready at once, but
    copies the locks that a thread holds.
    """
    # A result comes through a pipe in pieces, each of which a thread takes out while others
    # work: the helper must not wait for it as long as threads wait for each other by default.
    sys.setswitchinterval(SWITCH_SECONDS)
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
