"""Where clients come in: a port, and behind it a socket at which only fronts reach granian."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from feedservice.config import Settings
from feedservice.service import front, handover
from feedservice.telemetry import LOGGER
from feedservice.web import is_guarded

BACKLOG = 1024  # connections that wait while a worker is replaced
MOST_FOLDER = 50  # characters: a socket's name has 107 (unix(7)), and ends in an IPv6 address


class Entrance(NamedTuple):
    """Where a front stands.

    Attributes:
        listener: Where clients connect to; made once, for connections wait there while a
            worker is replaced.
        server: Host and port of it.
        granian: The socket of granian.
    """

    listener: socket.socket
    server: tuple[str, int]
    granian: Path


@contextmanager
def opened(settings: Settings, address: str) -> Iterator[Entrance | None]:
    """Listen for the fronts of all workers; None where granian is to listen itself.

    Args:
        settings: Of the site.
        address: The number of the host.
    """
    if is_guarded(settings) or not (front.is_possible() and handover.is_possible()):
        yield None
        return
    with _folder() as folder:
        if folder is None:
            yield None
            return
        with _listening(address, settings.port) as listener:
            yield Entrance(listener, (address, settings.port), Path(folder, "granian"))


@contextmanager
def _folder() -> Iterator[str | None]:
    """A folder for its owner alone; None where there is none that would do."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="feedservice-")
    except OSError as error:
        LOGGER.warning("Answers are slower: there is no temporary folder: %s", error)
        yield None
        return
    with folder as name:
        if len(name) > MOST_FOLDER:
            LOGGER.warning("Answers are slower: the name of the folder %s is too long", name)
        yield name if len(name) <= MOST_FOLDER else None


def _listening(address: str, port: int) -> socket.socket:
    """Listen at a port."""
    listener = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Accepted connections have it too: the last bytes of an answer wait for nothing.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((address, port))
    listener.listen(BACKLOG)
    return listener
