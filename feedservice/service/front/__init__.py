"""The front: one thread of each worker that hands out what is remembered.

It accepts all connections, answers by itself what needs no more than memory, and relays the
rest to granian, which listens at a socket that nobody else can reach.
"""

import select
import signal
import socket
import threading

from feedservice.service.front.front import Front, run_or_die
from feedservice.service.front.reception import Site
from feedservice.service.front.relay import address_of

__all__ = ["Site", "address_of", "is_possible", "start"]


def is_possible() -> bool:
    """Whether this system has what it takes: Linux."""
    return hasattr(select, "EPOLLEXCLUSIVE")


def start(listener: socket.socket, site: Site, drain_seconds: float) -> None:
    """Begin to answer; called in the main thread, which will handle SIGTERM.

    Args:
        listener: Where clients connect to.
        site: What is answered for.
        drain_seconds: For answers under way at SIGTERM.
    """
    front = Front(listener, site, drain_seconds)
    signal.set_wakeup_fd(front.new_wakeup_fd(), warn_on_full_buffer=False)
    threading.Thread(target=run_or_die, args=(front,), name="front").start()
