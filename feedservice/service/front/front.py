"""The rounds: who is ready, who is new, who is late, and when to end."""

import contextlib
import errno
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable

from feedservice.service.front.connections import FOREVER
from feedservice.service.front.poller import NOTHING
from feedservice.service.front.reception import Reception, Site
from feedservice.telemetry import LOGGER

TICK_SECONDS = 1.0  # so often is looked for those who are late
#: Neither numbers nor memory for another connection; some of those that are open will end.
FULL = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
#: The listener cannot be used any more.
BROKEN = frozenset({errno.EBADF, errno.EINVAL, errno.ENOTSOCK, errno.EOPNOTSUPP, errno.EFAULT})


class Front:
    """Answers connections, in one thread, until it is told to stop."""

    def __init__(
        self,
        listener: socket.socket,
        site: Site,
        drain_seconds: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare.

        Args:
            listener: Where clients connect to.
            site: What is answered for.
            drain_seconds: For answers under way when it is told to stop.
            clock: Counts seconds, as that of the delivery.
        """
        self._listener = listener
        self._drain_seconds = drain_seconds
        self._clock = clock
        self._bell, self._button = socket.socketpair()
        self.reception = Reception(site, self.wake, clock())
        self._next_tick = clock() + TICK_SECONDS
        self._ends = FOREVER
        self._is_full = False
        for place in (self._listener, self._bell, self._button):
            place.settimeout(0)
        self.reception.poller.watch(self._bell, select.EPOLLIN, self._awake)
        self._open()

    @property
    def is_ending(self) -> bool:
        """Whether it was told to stop."""
        return self._ends != FOREVER

    def new_wakeup_fd(self) -> int:
        """For :func:`signal.set_wakeup_fd`; open until the process ends.

        A service manager sends SIGTERM to every process, and then the parent does: a signal
        may come when the front has ended, and must find both ends of what it writes into.
        """
        os.dup(self._bell.fileno())
        return os.dup(self._button.fileno())

    def wake(self, number: int = 0) -> None:
        """End this round's waiting, from any thread; with the number of SIGTERM, for good."""
        with contextlib.suppress(OSError):  # it is awake already, or it has ended
            self._button.send(bytes([number]))

    def run(self) -> None:
        """Answer until told to stop, and then until all answers under way are sent."""
        reception, handlers = self.reception, self.reception.poller.handlers
        poll = reception.poller.poll
        while reception.connections or not self.is_ending:
            ready = poll(TICK_SECONDS)
            reception.now = self._clock()
            reception.tail.renew()
            for number, _ in ready:
                handler = handlers.get(number)
                if handler is not None:  # it may have been left in this round
                    try:
                        handler()
                    except OSError:  # most of all: reset by its peer
                        self._fail(number)
                    except Exception:  # noqa: BLE001 - a fault of ours ends one connection
                        LOGGER.exception("Cannot answer a connection")
                        self._fail(number)
            reception.poller.bury()
            if reception.now >= self._next_tick:
                self._tick()
            if reception.now >= self._ends:
                break
        self._close()

    def _open(self) -> None:
        """Accept connections; one a round and in turn, so that the workers share them."""
        self.reception.poller.watch(
            self._listener, select.EPOLLIN | select.EPOLLEXCLUSIVE, self._accept
        )

    def _accept(self) -> None:
        """Accept a connection, if there is one."""
        try:
            place, address = self._listener.accept()
        except OSError as error:
            if error.errno in BROKEN:
                raise
            if error.errno in FULL:
                self._pause(error)
            return  # else another was faster, or that connection is gone (accept(2))
        self._is_full = False
        self.reception.poller.queue_anew(self._listener)
        place.settimeout(0)
        self.reception.welcome(place, str(address[0]))

    def _pause(self, error: OSError) -> None:
        """Accept nobody until there is room; others may, and who connects waits meanwhile."""
        if not self._is_full:
            LOGGER.error("Connections have to wait: %s", error.strerror)
        self._is_full = True
        self.reception.poller.watch(self._listener, NOTHING, self._accept)

    def _has_room(self) -> bool:
        """Whether there may be another descriptor, and so another connection."""
        try:
            os.close(os.dup(self._listener.fileno()))
        except OSError:
            return False
        return True

    def _awake(self) -> None:
        """Somebody has rung."""
        told = self._bell.recv(4096)
        if signal.SIGTERM in told:
            self._stop()
        self.reception.fetch()

    def _tick(self) -> None:
        """Do what is to be done now and then."""
        self._next_tick = self.reception.now + TICK_SECONDS
        self.reception.sweep()
        if not threading.main_thread().is_alive():
            self._stop()  # granian has ended, whatever it was
        elif not self.is_ending and (not self._is_full or self._has_room()):
            self._open()
            # Somebody may have knocked at one that had no room, and nobody else was woken.
            self.reception.poller.queue_anew(self._listener)

    def _stop(self) -> None:
        """Accept nobody any more, and let go who waits for nothing."""
        if not self.is_ending:
            self._ends = self.reception.now + self._drain_seconds
            self.reception.poller.leave(self._listener)
            self.reception.end()

    def _fail(self, number: int) -> None:
        """End the connection to which a descriptor belongs."""
        for connection in list(self.reception.connections.values()):
            partner = connection.partner
            if number in {connection.place.fileno(), -1 if partner is None else partner.fileno()}:
                self.reception.drop(connection)
                return
        if number in {self._listener.fileno(), self._bell.fileno()}:
            raise RuntimeError("nobody can be accepted, or nothing be heard of the threads")

    def _close(self) -> None:
        """Leave nothing open."""
        for connection in list(self.reception.connections.values()):
            self.reception.drop(connection)
        self.reception.poller.close()
        self._bell.close()
        self._button.close()


def run_or_die(front: Front) -> None:
    """Run; a worker without its front must be replaced."""
    try:
        front.run()
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        LOGGER.critical("The front has failed; this worker ends", exc_info=True)
        os._exit(1)
