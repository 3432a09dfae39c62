"""Starting and stopping: the publisher's process, and the workers beside it."""

import errno
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.context import SpawnProcess
from pathlib import Path
from urllib.parse import urlsplit

from feedservice.config import Settings
from feedservice.errors import FeedServiceError
from feedservice.publish import was_published
from feedservice.service.entrance import opened
from feedservice.service.publisher import Signals, run
from feedservice.service.workers import Workers
from feedservice.store import Store
from feedservice.store.lock import publishing
from feedservice.telemetry import LOGGER
from feedservice.web.application import make_app
from feedservice.web.library import Library

RESTART_SECONDS = 2
LEFT_BEHIND_SECONDS = 1  # the publisher of a service that was killed ends within that time
STOP_SECONDS = 20


class PublisherError(FeedServiceError):
    """The publisher ended before it had published anything."""


def serve(settings: Settings, store: Store) -> None:
    """Publish and serve until told to stop by SIGTERM or Ctrl+C, or the terminal is closed.

    Articles that were published before are served at once; only a store in which nothing
    was ever published makes the visitors wait for the first pass.

    Args:
        settings: Of the site.
        store: Only looked at; publisher and workers open their own.

    Raises:
        ConfigError: The port is taken, the host is none of this machine's, or the theme
            cannot be used.
        LockedError: Somebody else publishes into this store.
        PublisherError: Nothing could be published.
    """
    if settings.theme:
        make_app(Library(store, settings))  # else each worker would refuse it, again and again
    with publishing(store, "feedservice serve", patience_seconds=LEFT_BEHIND_SECONDS):
        pass  # nobody else publishes here: the publisher will not be refused
    address = _free_address(settings)
    publisher = _Keeper(settings)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # until granian puts in its own
            signal.signal(number, lambda *_: sys.exit(0))
    publisher.start()
    try:
        if not was_published(store):
            publisher.wait_until_ready()
        store.close()
        host = f"[{address}]" if ":" in address else address
        LOGGER.info("Serving %s on http://%s:%d", settings.articles, host, settings.port)
        _warn_of_foreign_links(settings)
        with _counting(settings) as counting, opened(settings, address) as entrance:
            Workers(counting, address, entrance, publisher.tell).run()
    finally:
        publisher.stop()


def _warn_of_foreign_links(settings: Settings) -> None:
    """Warn whoever chose a port, and not the address that all links begin with."""
    is_chosen = settings.is_stated("base_url")
    if not is_chosen and settings.port != urlsplit(settings.base_url).port:
        LOGGER.warning(
            "All links lead to %s; set base_url (FEEDSERVICE_BASE_URL) to the address at which "
            "readers find this service",
            settings.base_url,
        )


@contextmanager
def _counting(settings: Settings) -> Iterator[Settings]:
    """See to it that the workers have a folder in which they can add up what they count."""
    if settings.counts_folder:
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="feedservice-counts-") as folder:
        yield replace(settings, counts=Path(folder))


class _Keeper:
    """Keeps one publisher running beside the workers."""

    def __init__(self, settings: Settings) -> None:
        """Prepare; nothing runs yet."""
        self._settings = settings
        self._context = multiprocessing.get_context("spawn")
        self._signals = Signals(stop=self._context.Event(), ready=self._context.Event())
        self._process = self._new_process()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Start the publisher, and another one whenever it dies."""
        self._process.start()
        self._watcher.start()

    def wait_until_ready(self) -> None:
        """Wait for the first pass; a publisher that was killed in it has a successor.

        Raises:
            PublisherError: It gave up.
        """
        while not self._signals.ready.wait(0.05):
            if (self._process.exitcode or 0) > 0:
                raise PublisherError("nothing could be published; the reason is logged above")

    def tell(self) -> None:
        """Tell the publisher to finish what it is at, and to end."""
        self._signals.stop.set()

    def stop(self) -> None:
        """Wait until the publisher has ended."""
        self.tell()
        self._process.join(STOP_SECONDS)
        if self._process.is_alive():
            self._process.kill()

    def _new_process(self) -> SpawnProcess:
        """Make the process; spawned, for a fork would copy locks that others hold."""
        return self._context.Process(
            target=run, args=(self._settings, self._signals, os.getpid()), name="publisher"
        )

    def _watch(self) -> None:
        """Replace a publisher that ends without having been told to."""
        while True:
            self._process.join()
            if self._signals.stop.wait(RESTART_SECONDS):
                return
            LOGGER.error(
                "The publisher ended with status %s; starting another", self._process.exitcode
            )
            self._process = self._new_process()
            self._process.start()


def _free_address(settings: Settings) -> str:
    """Find the number of the host, and make sure that nobody listens there.

    Granian takes no names, and would share a port without a word.
    """
    try:
        # A name with several numbers, such as localhost, is served at the first.
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise settings.refuse("host", f"{settings.host!r} is unknown: {reason}") from None
    family, *_, place = min(found, key=lambda one: one[0] != socket.AF_INET)
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                reason = f"{settings.host} is no address of this machine"
                raise settings.refuse("host", reason) from None
            reason = f"{settings.port} cannot be used: {error.strerror}"
            raise settings.refuse("port", reason) from None
    return str(place[0])
