"""A second process: forked at once, it does what it is given, one thing after the other.

A pool of :mod:`concurrent.futures` would do that, too. But it has to be loaded first, and
keeps a thread here that takes the results in, in turns with the one that waits for them.
Here the threads are over there: one takes jobs in and one sends results while a third works,
so that neither process waits for the other one's pipe.
"""

import fcntl
import os
import pickle
import select
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import count
from mmap import mmap
from queue import SimpleQueue
from typing import Any, Generic, Never, Self, TypeVar

from feedservice.errors import FeedServiceError

Job = TypeVar("Job")
Result = TypeVar("Result")

PIPE_BYTES = 2**20  # the most that Linux lets everybody have
SIZE_BYTES = 8  # before each message stands how long it is
FAILED = b""  # the answer to a job that failed, or was passed over
SLOTS = 4096  # more errands than ever wait at once
PROTOCOL = 5  # of pickle
SWITCH_SECONDS = 0.0005  # so long may a result wait for the next job; else 0.005
FOR_PARENT = frozenset({signal.SIGINT, signal.SIGHUP})  # though all processes are told


class LostError(FeedServiceError):
    """The helper has ended, or failed at this, or was not to begin it: whoever wants it does it."""


class Errand(Generic[Result]):
    """What the helper was given to do.

    Attributes:
        answer: The result, pickled; None as long as there is none.
        is_taken_back: Whether the helper is not to begin it.
    """

    def __init__(self, helper: "Helper", number: int) -> None:
        """Belong to *helper*, which counts its errands from 0."""
        self._helper = helper
        self._number = number
        self.answer: bytes | bytearray | None = None
        self.is_taken_back = False

    def is_done(self) -> bool:
        """Whether nobody need wait for it: it is done, or lost."""
        return self.answer is not None or self._helper.has_done(self)

    def take_back(self) -> None:
        """Let it be lost; if it has been begun, it is done for nothing."""
        self.is_taken_back = True
        self._helper.pass_over(self._number)

    def result(self) -> Result:
        """What came of it; waits for that.

        Raises:
            LostError: Nothing will.
        """
        self._helper.wait_for(self)
        if not self.answer:
            raise LostError
        found: Result = pickle.loads(self.answer)  # noqa: S301 - written by our own child
        return found


class Helper:
    """The second process. Only one thread may use it."""

    def __init__(self) -> None:
        """Fork it; to be called before this process has any thread that may hold a lock.

        Raises:
            OSError: There may be no more processes, or files.
        """
        self._errands: deque[Errand[Any]] = deque()
        self._given = 0
        self._is_gone = False
        self._passed_over = mmap(-1, SLOTS)  # both processes see it
        job_reader, self._jobs = _pipe()
        self._results, result_writer = _pipe()
        self._poller = select.poll()
        self._poller.register(self._results, select.POLLIN)
        # No signal is to do over there what it does here.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {*FOR_PARENT, signal.SIGTERM})
        try:
            self.pid = os.fork()
            if self.pid == 0:
                os.close(self._jobs)
                os.close(self._results)
                _work(job_reader, result_writer, self._passed_over, before)
        except OSError:
            os.close(self._jobs)
            os.close(self._results)
            raise
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            os.close(job_reader)
            os.close(result_writer)

    def __enter__(self) -> Self:
        """Go on with it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it, whatever it is at."""
        if not self._is_gone:
            os.kill(self.pid, signal.SIGKILL)
            self._lose()
        os.close(self._jobs)
        os.close(self._results)

    def give(self, work: Callable[[Job], Result], job: Job) -> Errand[Result]:
        """Let it do *work* for *job*, once it has done all that it was given before.

        Both are pickled. It may be killed at any moment, so *work* should do nothing but
        find its result.
        """
        errand: Errand[Result] = Errand(self, self._given)
        if self._is_gone:
            errand.answer = FAILED
            return errand
        message = pickle.dumps((work, job), PROTOCOL)
        self._passed_over[self._given % SLOTS] = False
        self._given += 1
        self._errands.append(errand)
        try:
            _write(self._jobs, message)
        except BrokenPipeError:
            self._lose()
        return errand

    def waiting(self) -> int:
        """How many errands it has still to do."""
        self._look()
        return sum(not errand.is_taken_back for errand in self._errands)

    def is_at(self, errand: Errand[Any]) -> bool:
        """Whether *errand* is what it has begun, or will begin next."""
        return bool(self._errands) and self._errands[0] is errand

    def has_done(self, errand: Errand[Any]) -> bool:
        """Whether nobody need wait for *errand*: it is done, or lost."""
        self._look()
        return errand.answer is not None

    def wait_for(self, errand: Errand[Any]) -> None:
        """Wait until *errand* is done, or lost."""
        while errand.answer is None:
            self._take()

    def pass_over(self, number: int) -> None:
        """Let it not begin one of its errands."""
        self._passed_over[number % SLOTS] = True

    def _look(self) -> None:
        """Take in what is there."""
        while self._errands and self._poller.poll(0):
            self._take()

    def _take(self) -> None:
        """Take in one answer; waits for it."""
        answer = _read(self._results)
        if answer is None:
            self._lose()
        else:
            self._errands.popleft().answer = answer

    def _lose(self) -> None:
        """Know that it is gone, and that nothing will come of what it had at hand."""
        self._is_gone = True
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)
        while self._errands:
            self._errands.popleft().answer = FAILED


def _pipe() -> tuple[int, int]:
    """Make a pipe that holds a whole batch, where that is possible."""
    reader, writer = os.pipe()
    with suppress(AttributeError, OSError):
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    return reader, writer


def _work(jobs: int, results: int, passed_over: mmap, heard: Iterable[int]) -> Never:
    """Be the second process, until the first one ends.

    Args:
        jobs: Where they come in.
        results: Where their results go.
        passed_over: Which are not to be begun.
        heard: The mask of signals before the fork.
    """
    try:
        for told in FOR_PARENT:
            signal.signal(told, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
        sys.setswitchinterval(SWITCH_SECONDS)
        given: SimpleQueue[bytearray] = SimpleQueue()
        answers: SimpleQueue[bytes] = SimpleQueue()
        for task in ((_receive, given, jobs), (_send, answers, results)):
            threading.Thread(target=task[0], args=task[1:], daemon=True).start()
        for number in count():
            message = given.get()
            answers.put(FAILED if passed_over[number % SLOTS] else _answer(message))
    finally:
        os._exit(1)


def _answer(message: bytearray) -> bytes:
    """Do what was asked for; an error shows again where it is done once more."""
    try:
        work, job = pickle.loads(message)  # noqa: S301 - written by our own parent
        return pickle.dumps(work(job), PROTOCOL)
    except Exception:  # noqa: BLE001 - see above
        return FAILED


def _receive(given: SimpleQueue[bytearray], jobs: int) -> None:
    """Take jobs in while one is being done; end with whoever gives them."""
    try:
        while (message := _read(jobs)) is not None:
            given.put(message)
    finally:
        os._exit(0)


def _send(answers: SimpleQueue[bytes], results: int) -> None:
    """Send answers while the next job is being done; end with whoever takes them."""
    try:
        while True:
            _write(results, answers.get())
    finally:
        os._exit(0)


def _write(writer: int, message: bytes) -> None:
    """Write a message."""
    for part in (len(message).to_bytes(SIZE_BYTES), message):
        left = memoryview(part)
        while left:
            left = left[os.write(writer, left) :]


def _read(reader: int) -> bytearray | None:
    """Read a message; None where there will be none."""
    size = _read_bytes(reader, SIZE_BYTES)
    return None if size is None else _read_bytes(reader, int.from_bytes(size))


def _read_bytes(reader: int, size: int) -> bytearray | None:
    """Read so many bytes; None where there will not be so many."""
    found = bytearray(size)
    left = memoryview(found)
    while left:
        taken = os.readv(reader, [left])
        if taken == 0:
            return None
        left = left[taken:]
    return found
