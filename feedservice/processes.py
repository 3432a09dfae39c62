"""Processes that must not outlive the one that started them."""

import multiprocessing
import os
import signal
import threading


def end_with_parent() -> None:
    """Let this process be killed as soon as its parent has ended, however that came about."""
    threading.Thread(target=_wait_and_end, daemon=True).start()


def _wait_and_end() -> None:
    """Wait for the parent, if this process was started by multiprocessing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGKILL)
