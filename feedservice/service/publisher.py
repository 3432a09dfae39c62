"""The publisher: watches the articles folder and publishes what changes in it.

It has a process of its own: rendering keeps an interpreter busy, and the workers must go
on answering whatever happens here.
"""

import gc
import logging
import os
import signal
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.synchronize import Event
from pathlib import PurePath

from watchfiles import Change, watch

from feedservice import collector
from feedservice.config import Settings
from feedservice.errors import ConfigError, LockedError, StoreError
from feedservice.helper import Helper
from feedservice.ingest import MIN_ACCIDENT, Order
from feedservice.preparing import Reason, hired
from feedservice.publish import Published, publish
from feedservice.records import Problem, Severity
from feedservice.store import Store, articles, inventory, open_store
from feedservice.store.lock import Lock, publishing
from feedservice.store.passes import Journal
from feedservice.telemetry import LOGGER, log_to_stderr

STEP_MS = 40  # so long must the folder be quiet before a change is taken for complete
DEBOUNCE_MS = 400  # and so long are changes gathered if it never is
LOOK_MS = 200  # how often held articles, and the end of the service, are looked for
FULL_PASS_SECONDS = 300  # network folders do not tell of every change
FIRST_PAUSE_SECONDS, LAST_PAUSE_SECONDS = 0.25, 30.0  # after failures
NAMED = 6  # feeds that a log line names

EXIT_REFUSED = 2


@dataclass(frozen=True, slots=True)
class Signals:
    """How the publisher and its parent talk.

    Attributes:
        stop: Set by the parent: finish and end.
        ready: Set by the publisher: everything that was there has been published.
    """

    stop: Event
    ready: Event


def run(settings: Settings, signals: Signals, parent: int) -> None:
    """Publish until told to stop; the process's main function.

    Args:
        settings: Of the site.
        signals: Shared with the parent.
        parent: Its process number; without it there is nobody to publish for.
    """
    for number in (signal.SIGINT, signal.SIGHUP):  # they go to the parent, who tells us
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: signals.stop.set())
    log_to_stderr()
    collector.settle()
    try:
        store = open_store(settings.database_url)
        with hired() as helper, publishing(store, "feedservice serve") as lock:
            _Publisher(settings, store, lock, signals, parent, helper, Journal(store)).work()
    except StoreError as error:
        LOGGER.error("The publisher cannot go on: %s", error)
        raise SystemExit(EXIT_REFUSED) from None


@dataclass(slots=True)
class _Publisher:
    """What the publisher knows from one change to the next.

    Attributes:
        pending: Paths in which something changed and that are not published yet.
        due: When the next held article is to be published; in UTC.
        is_accident: Whether most records were gone at the last look.
        is_settled: Whether the first pass is over.
        helper: Another process that reads and renders too.
        journal: Where everybody can read how it goes.
        told: Problems that were logged, or counted at the start.
        pause: Seconds between the last failure and the next try; 0 after a success.
        next_try: When to try again, by the monotonic clock.
        looked: When the whole folder was last looked at, by the monotonic clock.
    """

    settings: Settings
    store: Store
    lock: Lock
    signals: Signals
    parent: int
    helper: Helper | None
    journal: Journal
    pending: set[str] = field(default_factory=lambda: {""})
    due: datetime | None = None
    looked: float = 0.0
    told: set[Problem] = field(default_factory=set)
    pause: float = 0.0
    next_try: float = 0.0
    is_accident: bool = False
    is_settled: bool = False

    def work(self) -> None:
        """Publish what is there, then what changes, until told to stop."""
        self.journal.begin()
        while not self._is_over():
            if self.settings.articles.is_dir():
                self._watch()
            else:
                LOGGER.error("There is no folder %s; nothing is removed", self.settings.articles)
                self.journal.failed(f"there is no folder {self.settings.articles}")
                self._wait_for_folder()
                LOGGER.info("The folder %s is back", self.settings.articles)
        if self.signals.stop.is_set():  # else the service was killed, and nobody has told us
            self.journal.end()

    def _watch(self) -> None:
        """Watch the folder as long as it is there.

        The first turn is an empty one: by then the watch stands, so what changes during
        the first pass is not missed.
        """
        self.pending.add("")
        root = os.path.realpath(self.settings.articles)
        for changes in watch(
            self.settings.articles,
            watch_filter=_is_visible,
            debounce=DEBOUNCE_MS,
            step=STEP_MS,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            stop_event=self.signals.stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            if self.store.was_replaced():
                raise StoreError("the database file was removed, or another one is in its place")
            self.pending |= self._relative(changes)
            if sum(change is Change.deleted for change, _ in changes) > MIN_ACCIDENT:
                continue  # a folder is going: judge its end, not each part of it
            if self._is_over() or not self.settings.articles.is_dir():
                return
            if os.path.realpath(self.settings.articles) != root:
                return  # a link that leads elsewhere now: watch what is there
            if time.monotonic() - self.looked > FULL_PASS_SECONDS:
                self.pending.add("")
            if changes and self.is_accident:
                self.pending.add("")  # only a look at the whole can tell that it is over
            is_due = self.due is not None and self.due <= datetime.now(UTC)
            if (self.pending or is_due) and time.monotonic() >= self.next_try:
                self._publish()

    def _publish(self) -> None:
        """Publish what is pending; after a failure it stays pending."""
        began = time.monotonic()
        order = Order(
            settings=self.settings,
            now=datetime.now(UTC),
            under=frozenset(self.pending),
            helper=self.helper,
        )
        try:
            done = publish(self.store, self.lock, order)
            seconds = time.monotonic() - began  # by now readers can have it
            with self.store.reading() as view:
                self.due = articles.next_due(view)
        except LockedError:
            raise
        except (StoreError, ConfigError) as error:
            self._put_off(error)
            return
        self.pause = 0.0
        self.journal.went_well(seconds, len(done.feeds))
        if "" in self.pending:
            self.looked = began
        self._watch_accident(done)
        self._report(done)
        self.pending.clear()
        self.signals.ready.set()
        self._settle_down()
        _log(done, seconds, self.due)

    def _watch_accident(self, done: Published) -> None:
        """Note whether most records are gone; only a look at the whole tells that they are back."""
        is_seen = any(problem.code == Reason.MASS_REMOVAL for problem in done.loaded.problems)
        if self.is_accident and not is_seen and "" in self.pending:
            LOGGER.info("The records are back, or their removal was allowed")
            self.is_accident = False
        self.is_accident |= is_seen

    def _report(self, done: Published) -> None:
        """Tell what could not be published: at the start how much, then each problem once."""
        if not self.signals.ready.is_set():
            with self.store.reading() as view:
                self.told = set(inventory.reported(view))
            if self.told:
                LOGGER.warning(
                    "Records with problems: %d; feedservice status lists them", len(self.told)
                )
            return
        for problem in done.loaded.problems:
            if problem not in self.told:
                _log_problem(problem)
        if "" in self.pending:
            with self.store.reading() as view:
                self.told = set(inventory.reported(view))
        else:
            self.told.update(done.loaded.problems)

    def _put_off(self, error: Exception) -> None:
        """Try again later, and after each failure later still."""
        self.pause = min(max(2 * self.pause, FIRST_PAUSE_SECONDS), LAST_PAUSE_SECONDS)
        self.next_try = time.monotonic() + self.pause
        self.journal.failed(str(error), self.pause)
        LOGGER.error("Not published, will be tried again in %.1f s: %s", self.pause, error)

    def _settle_down(self) -> None:
        """Keep what is in memory after the first pass: it stays."""
        if not self.is_settled:
            gc.collect()
            collector.settle()
            self.is_settled = True

    def _relative(self, changes: Iterable[tuple[Change, str]]) -> set[str]:
        """Say where in the folder something changed."""
        root = self.settings.articles
        parts = (PurePath(path).relative_to(root).parts for _, path in changes)
        return {"/".join(p) for p in parts if not any(part.startswith(".") for part in p)}

    def _wait_for_folder(self) -> None:
        """Wait until the folder is there again, or all is over."""
        while not self._is_over() and not self.settings.articles.is_dir():
            self.signals.stop.wait(LOOK_MS / 1000)

    def _is_over(self) -> bool:
        """Whether there is nothing to publish for any more."""
        return self.signals.stop.is_set() or os.getppid() != self.parent


def _is_visible(_change: Change, path: str) -> bool:
    """Whether a change is more than an editor's own business."""
    return not PurePath(path).name.startswith(".")


def _log_problem(problem: Problem) -> None:
    """Write one problem with its place and its cure."""
    place = f"{problem.path}:{problem.line}" if problem.line else problem.path
    level = logging.ERROR if problem.severity is Severity.ERROR else logging.WARNING
    LOGGER.log(level, "%s: %s: %s. %s", place, problem.code, problem.message, problem.hint)


def _log(done: Published, seconds: float, due: datetime | None) -> None:
    """Tell what was published."""
    for refusal in done.refused:
        LOGGER.error(
            "/feeds/%s.%s:%d:%d: refused, the last good edition stays: %s [%s]",
            refusal.slug,
            refusal.format,
            refusal.line,
            refusal.column,
            refusal.message,
            refusal.code,
        )
    if done.feeds:
        LOGGER.info(
            "Published %d feeds in %.0f ms (%d records read, %d removed, %d due): %s",
            len(done.feeds),
            seconds * 1000,
            done.loaded.read,
            done.loaded.removed,
            done.released,
            " ".join(done.feeds[:NAMED]) + (" …" if len(done.feeds) > NAMED else ""),
        )
    elif done.loaded.read:
        held = f"; the next held article is due at {due:%Y-%m-%d %H:%M} UTC" if due else ""
        LOGGER.info("Read %d records, no feed has changed%s", done.loaded.read, held)
