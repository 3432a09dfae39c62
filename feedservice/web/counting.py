"""Counting what is answered, at next to no cost for the answer, in all workers together.

An answer only leaves a note; the notes are added up several times a second, and the sums
lie in a file beside those of the other workers, so that each can tell of all.
"""

import os
import threading
import time
import weakref
from collections import deque
from pathlib import Path

from flask import current_app

from feedservice.telemetry import LOGGER
from feedservice.web.sumfiles import SumFile, others
from feedservice.web.tally import ReaderPolls, Seen, Subscribers, Tally

WRITE_SECONDS = 1.0  # so long may other workers not know what this one has counted


class Counts:
    """What the workers of a service have answered since it began to count."""

    def __init__(self, folder: Path | None) -> None:
        """Share the sums in *folder*; without one, count for this process alone."""
        self._folder = folder
        self._file: SumFile | None = None
        self._tally = Tally()
        self._seen: deque[Seen] = deque()
        self._adding = threading.Lock()
        self._is_written = True
        self._is_failing = False
        self._process = 0
        #: Leaves a note of an answer; any thread may.
        self.note = self._seen.append

    def settle(self) -> None:
        """Add up the notes, unless another thread is at it."""
        if not self._adding.acquire(blocking=False):
            return
        try:
            self._add()
        finally:
            self._adding.release()

    def reject(self) -> None:
        """Count a request that was answered with 429."""
        with self._adding:
            self._add()
            self._tally.rejected += 1
            self._is_written = False

    def write(self) -> None:
        """Let other workers know."""
        with self._adding:
            self._add()
            self._write()

    def total(self) -> Tally:
        """The sums of all workers; those of the others may be a second old."""
        self.write()
        found = Tally()
        with self._adding:
            found.merge(self._tally)
        if self._file:
            for tally in others(self._file.path.parent, self._file.path):
                found.merge(tally)
        return found

    def readers(self) -> list[ReaderPolls]:
        """How each family of readers polls, the busiest first; from all workers."""
        return self.total().by_reader(time.time())

    def subscribers(self) -> list[Subscribers]:
        """What aggregators report of each feed, the most first; from all workers."""
        return self.total().subscribers(time.time())

    def _add(self) -> None:
        """Add up the notes; the lock is held."""
        if self._process != os.getpid():
            self._begin()
        notes = [self._seen.popleft() for _ in range(len(self._seen))]
        if notes:
            self._tally.add(notes, time.time())
            self._is_written = False

    def _begin(self) -> None:
        """Begin in this process: a server may have forked it after the application was made."""
        self._process = os.getpid()
        name = "alone"
        if self._folder is not None:
            try:
                self._file = SumFile(self._folder)
                self._tally = self._file.read()
            except OSError as error:
                LOGGER.warning("This worker counts alone: %s", error)
            else:
                name = self._file.path.stem
                writer = threading.Thread(
                    target=_keep_writing, args=(weakref.ref(self),), daemon=True
                )
                writer.start()
        self._tally.starts += 1
        self._tally.workers = {name: time.time()}

    def _write(self) -> None:
        """Write the sums if there are new ones; the lock is held."""
        if self._file is None or self._is_written:
            return
        try:
            self._file.write(self._tally)
        except OSError as error:
            if not self._is_failing:  # once, not every second
                LOGGER.warning("Other workers do not see what this one counts: %s", error)
            self._is_failing = True
        else:
            self._is_written = True
            self._is_failing = False


def _keep_writing(counts: "weakref.ref[Counts]") -> None:
    """Write the sums every second, as long as somebody counts."""
    while True:
        time.sleep(WRITE_SECONDS)
        found = counts()
        if found is None:
            return
        found.write()
        del found


def counts() -> Counts:
    """The counts of the application that answers right now."""
    found: Counts = current_app.extensions["counts"]
    return found
