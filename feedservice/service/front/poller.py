"""Descriptors, and what is to be called when one is ready."""

import select
import socket
from collections.abc import Callable

NOTHING = 0

Handler = Callable[[], None]


class Poller:
    """Linux's epoll, with somebody to call for each descriptor."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._epoll = select.epoll()
        self._masks: dict[int, int] = {}
        self._gone: list[socket.socket] = []
        self.handlers: dict[int, Handler] = {}
        #: Waits so many seconds at most for descriptors that are ready.
        self.poll = self._epoll.poll

    def watch(self, place: socket.socket, mask: int, handler: Handler) -> None:
        """Call *handler* when *place* is ready for one of *mask*, as long as it is.

        Without a mask, not even a connection that is gone will be heard of: that would be
        said over and over, while whoever sends to it is told, too.
        """
        number = place.fileno()
        self.handlers[number] = handler
        before = self._masks.get(number, NOTHING)
        if mask == before:
            return
        self._masks[number] = mask
        if before == NOTHING:
            self._epoll.register(number, mask)
        elif mask == NOTHING:
            self._epoll.unregister(number)
        else:
            self._epoll.modify(number, mask)

    def queue_anew(self, place: socket.socket) -> None:
        """Let all others who watch *place* exclusively be woken before us, the next time.

        Linux wakes the first of them that waits, in the order in which they came.
        """
        number = place.fileno()
        self._epoll.unregister(number)
        self._epoll.register(number, self._masks[number])

    def leave(self, place: socket.socket) -> None:
        """Watch *place* no longer, and close it once the round is over.

        Not at once: the same round may hold an event of it, and its number be given anew.
        """
        number = place.fileno()
        self.handlers.pop(number, None)
        if self._masks.pop(number, NOTHING) != NOTHING:
            self._epoll.unregister(number)
        self._gone.append(place)

    def bury(self) -> None:
        """Close what was left; the round is over."""
        for place in self._gone:
            place.close()
        self._gone.clear()

    def close(self) -> None:
        """Watch nothing any more."""
        self.bury()
        self._epoll.close()
