"""Bodies in memory: those that were asked for lately, as many as fit."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from threading import Lock
from typing import Generic, Protocol, TypeVar

MAX_BYTES = 64 * 2**20  # of bodies, in all codings together


class Coded(Protocol):
    """What has a body, plain and in other codings."""

    @property
    def body(self) -> bytes:
        """As it is."""

    @property
    def coded(self) -> Mapping[str, bytes]:
        """Compressed, by coding."""


T = TypeVar("T", bound=Coded)


class Memory(Generic[T]):
    """A bounded number of bodies, by name; threads may share it."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        """Start with none."""
        self._max_bytes = max_bytes
        self._kept: OrderedDict[Hashable, T] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, name: Hashable) -> T | None:
        """What is called *name*, if it is here."""
        with self._lock:
            found = self._kept.get(name)
            if found:
                self._kept.move_to_end(name)
            return found

    def put(self, name: Hashable, new: T) -> None:
        """Keep *new*, and let go of what nobody has asked for the longest."""
        with self._lock:
            self._drop(name)
            self._kept[name] = new
            self._bytes += _size(new)
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._kept)))

    def drop(self, name: Hashable) -> None:
        """Let go of one."""
        with self._lock:
            self._drop(name)

    def clear(self) -> None:
        """Let go of all."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def _drop(self, name: Hashable) -> None:
        """Let go of one; the lock is held."""
        gone = self._kept.pop(name, None)
        if gone:
            self._bytes -= _size(gone)


def _size(coded: Coded) -> int:
    """Bytes of the bodies."""
    return len(coded.body) + sum(map(len, coded.coded.values()))
