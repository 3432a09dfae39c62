"""Editions in memory: those that were asked for lately, as many as fit."""

from collections import OrderedDict
from threading import Lock

from feedservice.records import Edition, EditionFormat

MAX_BYTES = 64 * 2**20  # of bodies, in all codings together

Name = tuple[str, EditionFormat]


class EditionMemory:
    """A bounded number of editions, by slug and format; threads may share it."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        """Start with none."""
        self._max_bytes = max_bytes
        self._editions: OrderedDict[Name, Edition] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, name: Name) -> Edition | None:
        """The edition called *name*, if it is here."""
        with self._lock:
            found = self._editions.get(name)
            if found:
                self._editions.move_to_end(name)
            return found

    def put(self, name: Name, edition: Edition) -> None:
        """Keep *edition*, and let go of those that nobody has asked for the longest."""
        with self._lock:
            self._drop(name)
            self._editions[name] = edition
            self._bytes += _size(edition)
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._editions)))

    def drop(self, name: Name) -> None:
        """Let go of one edition."""
        with self._lock:
            self._drop(name)

    def clear(self) -> None:
        """Let go of all."""
        with self._lock:
            self._editions.clear()
            self._bytes = 0

    def _drop(self, name: Name) -> None:
        """Let go of one edition; the lock is held."""
        gone = self._editions.pop(name, None)
        if gone:
            self._bytes -= _size(gone)


def _size(edition: Edition) -> int:
    """Bytes of an edition's bodies."""
    return len(edition.body) + sum(map(len, edition.coded.values()))
