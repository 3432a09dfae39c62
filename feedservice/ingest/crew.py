"""Preparing many files at once: a second process helps, and the order stays.

The first of two records with one key stands, so batches come out in the order of their
paths, whoever prepared them.
"""

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager

from feedservice.config import Settings
from feedservice.ingest.preparing import PreparedFile, Task, prepare
from feedservice.processes import forked, processors

BATCH = 400  # files
WORTH_HELP = 3000  # files
AHEAD = 12  # batches that may be prepared and not yet taken
QUEUED = 2  # batches given to the helper at a time: one at hand, one to go on with


@contextmanager
def hired() -> Iterator[Executor | None]:
    """Have a second process stand by; None where it could not help.

    To be called before this process has any thread: the other one is forked, which is
    ready at once, but would copy locks that a thread holds. A spawned one imports for as
    long as a thousand records take.
    """
    if processors() == 1:
        yield None
        return
    with forked(1) as helper:
        helper.submit(int)  # the first work is what makes it fork
        yield helper


def prepared(
    tasks: list[Task], settings: Settings, helper: Executor | None
) -> Iterator[list[PreparedFile]]:
    """Prepare files, a batch at a time and in their order."""
    batches = [tasks[start : start + BATCH] for start in range(0, len(tasks), BATCH)]
    if helper is None or len(tasks) < WORTH_HELP:
        return (prepare(batch, settings) for batch in batches)
    return _Shared(batches, settings, helper).results()


class _Shared:
    """Batches that two processes prepare, each taking the next one that is free."""

    def __init__(self, batches: list[list[Task]], settings: Settings, helper: Executor) -> None:
        """Start with nothing prepared."""
        self._batches = batches
        self._settings = settings
        self._helper = helper
        self._free = iter(range(len(batches)))
        self._given: dict[int, Future[list[PreparedFile]]] = {}
        self._ours: dict[int, list[PreparedFile]] = {}

    def results(self) -> Iterator[list[PreparedFile]]:
        """Yield the next batch once somebody has it; prepare another instead of waiting."""
        for number in range(len(self._batches)):
            self._give()
            while not self._is_there(number) and self._has_room():
                mine = next(self._free, None)
                if mine is None:
                    break
                self._ours[mine] = prepare(self._batches[mine], self._settings)
                self._give()
            yield self._take(number)

    def _is_there(self, number: int) -> bool:
        """Whether a batch can be had without waiting."""
        return number in self._ours or (number in self._given and self._given[number].done())

    def _has_room(self) -> bool:
        """Whether more may be prepared ahead without filling the memory."""
        return len(self._given) + len(self._ours) < AHEAD

    def _give(self) -> None:
        """Keep the helper busy."""
        while self._has_room() and self._queued() < QUEUED:
            number = next(self._free, None)
            if number is None:
                return
            try:
                work = self._helper.submit(prepare, self._batches[number], self._settings)
            except BrokenExecutor:
                self._ours[number] = prepare(self._batches[number], self._settings)
            else:
                self._given[number] = work

    def _queued(self) -> int:
        """How many batches the helper has not finished."""
        return sum(not work.done() for work in self._given.values())

    def _take(self, number: int) -> list[PreparedFile]:
        """Take a batch; without the helper, killed for want of memory say, do it here."""
        if number in self._ours:
            return self._ours.pop(number)
        try:
            return self._given.pop(number).result()
        except BrokenExecutor:
            return prepare(self._batches[number], self._settings)
