"""The workers: granian's processes, which are replaced however often they die.

In each of them a front stands before granian, which then listens where only fronts can reach
it; unless the settings ask for somebody who looks at each request.
"""

import functools
import signal
import socket
import time
from collections.abc import Callable

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.net import SocketSpec  # type: ignore[attr-defined]
from granian.server import MPServer

from feedservice import collector
from feedservice.config import Settings
from feedservice.processes import end_with_parent
from feedservice.service import forms, front
from feedservice.service.entrance import Entrance
from feedservice.service.handover import (
    GRANIAN_THREADS,
    GRANIAN_THREADS_ALONE,
    hand_over,
    is_possible,
)
from feedservice.service.interrupt import Interrupt, undisturbed
from feedservice.web import create_app

DRAIN_SECONDS = 8  # for answers under way when the service ends; Docker kills after 10
FIRST_PAUSE_SECONDS, LAST_PAUSE_SECONDS = 0.25, 8.0  # before a worker that dies again and again
CALM_SECONDS = 30  # without a death, and the next is replaced at once again


class Workers(MPServer):
    """Granian, made to stay."""

    def __init__(
        self,
        settings: Settings,
        address: str,
        entrance: Entrance | None,
        ending: Callable[[], None],
    ) -> None:
        """Prepare; nothing runs yet.

        Args:
            settings: Of the site.
            address: The number of the host.
            entrance: Where the fronts stand; None without them.
            ending: Called once it is known that all is to end.
        """
        super().__init__(
            target="feedservice.web",
            address=address,
            port=settings.port,
            uds=entrance and entrance.granian,
            interface=Interfaces.WSGI,
            workers=settings.workers,
            blocking_threads=_granian_threads(settings),
            respawn_failed_workers=True,
            # Without it, one reader that never finishes its request keeps all from ending.
            workers_kill_timeout=DRAIN_SECONDS,
            log_level=LogLevels.warning,
        )
        self.main_loop_interrupt = Interrupt()  # type: ignore[assignment]
        self._settings = settings
        self._entrance = entrance
        self._ending = ending
        self._outlives_terminal = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # nohup
        self._pause = 0.0
        self._last_death = 0.0

    def run(self) -> None:
        """Answer requests until told to stop."""
        app = functools.partial(_worker_app, self._settings, self._entrance)
        try:
            self.serve(target_loader=app, wrap_loader=False)
        except SystemExit:
            # Granian counts a worker that was told to stop before it was as one that crashed.
            if not self.interrupt_signal:
                raise

    def _init_shared_socket(self) -> None:
        """Listen here: connections wait while a worker is replaced, and none is refused.

        On Linux, granian would let every worker listen for itself.
        """
        if self._entrance is not None:
            super()._init_shared_socket()  # type: ignore[no-untyped-call]
            return
        holder = SocketSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._ssp = None
        self._shd = holder  # type: ignore[assignment]
        self._sfd = holder.get_fd()
        self._sso = socket.socket(fileno=self._sfd)
        self._sso.set_inheritable(True)

    def signal_handler_reload(self, *_: object) -> None:
        """End with the terminal; there is nothing that granian could reload."""
        if not self._outlives_terminal:
            self.signal_handler_interrupt()  # type: ignore[no-untyped-call]

    def shutdown(self, exit_code: int = 0) -> None:
        """Let the publisher end while the last answers are sent."""
        self._ending()
        if self._entrance is not None:
            self._entrance.listener.close()  # whoever connects now is refused, and does not wait
        super().shutdown(exit_code)  # type: ignore[no-untyped-call]

    def _spawn_workers(self, spawn_target: object, target_loader: object) -> None:
        """Start the workers."""
        with undisturbed():
            super()._spawn_workers(spawn_target, target_loader)  # type: ignore[no-untyped-call]

    def _respawn_workers(
        self, workers: list[int], spawn_target: object, target_loader: object, delay: float = 0
    ) -> None:
        """Replace workers that died: at once, and later if they do so again and again."""
        now = time.monotonic()
        is_first = now - self._last_death > CALM_SECONDS
        self._pause = 0.0 if is_first else self._next_pause()
        self._last_death = now
        self.main_loop_interrupt.wait(self._pause)
        if not self.interrupt_signal:
            with undisturbed():
                super()._respawn_workers(workers, spawn_target, target_loader, delay)
        # Granian would take two deaths within some seconds for the end of everything.
        self.respawned_wrks.clear()

    def _next_pause(self) -> float:
        """How long to wait after another death, in seconds."""
        return min(max(2 * self._pause, FIRST_PAUSE_SECONDS), LAST_PAUSE_SECONDS)


def _granian_threads(settings: Settings) -> int:
    """How many threads of granian's serve each worker."""
    if not is_possible():
        return GRANIAN_THREADS_ALONE
    return forms.GRANIAN_THREADS if settings.status_token else GRANIAN_THREADS


def _worker_app(settings: Settings, entrance: Entrance | None) -> Flask:
    """Make the application of one worker, whose signals are still those of its parent."""
    # The parent's handler only makes a note; whoever waits for a worker here waits in vain.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Ctrl+C and a closed terminal tell all, but a worker that obeyed would look like one
    # that crashed.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # which may have come already
    end_with_parent()  # else it would keep the port when the service is killed
    app = create_app(settings)
    app.extensions["counts"].write()  # it begins now, and not when it is first asked
    collector.settle()
    if is_possible():
        hand_over(app, entrance and entrance.server)
    if entrance is not None:
        _begin(app, entrance)
    return app


def _begin(app: Flask, entrance: Entrance) -> None:
    """Put the front before granian."""
    site = front.Site(
        granian=entrance.granian,
        server=entrance.server,
        delivery=app.extensions["delivery"],
        strip=app.extensions["prefix"].strip,
    )
    front.start(entrance.listener, site, DRAIN_SECONDS - 1)  # one to end the process well
