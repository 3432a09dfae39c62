"""A second process does what it is given, in its order; and its end costs nobody anything."""

import errno
import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from feedservice import helper as module
from feedservice.helper import Helper, LostError
from feedservice.processors import processors

LARGE = 3 * module.PIPE_BYTES


@pytest.fixture
def gates():
    """Two pipes that both processes have: for the helper to wait at, and to write into."""
    ends = [*os.pipe(), *os.pipe()]
    yield ends
    for end in ends:
        with suppress(OSError):  # a test has closed it
            os.close(end)


@pytest.fixture
def helper(gates):  # noqa: ARG001 - they must be there when it is forked
    if processors() == 1:
        pytest.skip("this machine has one processor, or does not fork well")
    with Helper() as helper:
        yield helper


@pytest.fixture
def hold(helper, gates):
    """Let the helper wait; what is called lets it go on."""
    errand = helper.give(partial(os.read, gates[0]), 1)
    return lambda: os.write(gates[1], b"x") and errand.result()


@pytest.fixture
def mark(gates):
    """Work that notes that it was done; what is called with a number takes so many notes."""
    noted = partial(os.write, gates[3])
    noted.taken = partial(os.read, gates[2])
    return noted


def pid(_job):
    return os.getpid()


def failing(_job):
    raise ValueError("cannot be done")


def unpicklable(_job):
    return lambda: None


def test_it_is_another_process_and_always_the_same(helper):
    assert {helper.give(pid, None).result() for _ in range(3)} == {helper.pid}
    assert helper.pid != os.getpid()


def test_errands_are_done_in_order_whoever_is_asked_for_first(helper, hold):
    errands = [helper.give(abs, number) for number in (-1, -2, -3)]
    assert helper.waiting() == 4
    assert not any(errand.is_done() for errand in errands)
    hold()
    assert errands[-1].result() == 3
    assert [errand.is_done() for errand in errands] == [True] * 3
    assert helper.waiting() == 0
    assert errands[0].result() == 1


def test_results_larger_than_any_pipe_keep_it_from_nothing(helper, mark):
    errands = [helper.give(bytes, size) for size in (LARGE, 0, LARGE, 1)]
    helper.give(mark, b"x")
    assert mark.taken(1) == b"x"  # it is done, and nobody has taken a result
    assert [len(errand.result()) for errand in errands] == [LARGE, 0, LARGE, 1]


def test_jobs_larger_than_any_pipe_keep_nobody_waiting(helper, hold):
    errands = [helper.give(len, bytes(LARGE)) for _ in range(3)]  # while it waits
    hold()
    assert [errand.result() for errand in errands] == [LARGE] * 3


@pytest.mark.parametrize("work", [failing, unpicklable])
def test_what_fails_there_is_lost_and_the_next_is_not(helper, work):
    errand = helper.give(work, None)
    assert helper.give(pid, None).result() == helper.pid
    assert errand.is_done()
    with pytest.raises(LostError):
        errand.result()


def test_a_job_that_cannot_be_sent_is_told_at_once(helper):
    with pytest.raises((AttributeError, pickle.PicklingError)):
        helper.give(lambda _: None, None)
    assert helper.give(pid, None).result() == helper.pid


@pytest.mark.parametrize("is_noticed", [True, False])
def test_what_it_had_at_hand_when_it_was_killed_is_lost(helper, hold, is_noticed):
    waiting = helper.give(abs, 1)
    os.kill(helper.pid, signal.SIGKILL)
    if is_noticed:
        with pytest.raises(LostError):
            waiting.result()
        with pytest.raises(ChildProcessError):  # it is no zombie
            os.waitpid(helper.pid, 0)
    for errand in (helper.give(abs, 1), waiting):
        with pytest.raises(LostError):
            errand.result()
    assert helper.waiting() == 0
    with pytest.raises(LostError):
        hold()


def test_what_is_taken_back_is_not_begun_and_what_is_begun_is_done(helper, hold, mark):
    errands = [helper.give(mark, note) for note in (b"a", b"b", b"c")]
    errands[1].take_back()
    assert helper.waiting() == 3
    hold()
    assert errands[2].result() == 1
    assert mark.taken(9) == b"ac"
    with pytest.raises(LostError):
        errands[1].result()


def test_nothing_but_what_is_taken_back_is_passed_over(helper, monkeypatch):
    monkeypatch.setattr(module, "SLOTS", 2)  # in this process alone: the other one has many
    errands = [helper.give(abs, number) for number in range(8)]
    assert [errand.result() for errand in errands] == list(range(8))


def test_a_slot_is_free_again_for_a_later_errand(monkeypatch):
    monkeypatch.setattr(module, "SLOTS", 2)
    with Helper() as helper:
        for number in range(6):
            errand = helper.give(abs, number)
            assert errand.result() == number
            errand.take_back()  # too late


def test_the_oldest_errand_is_the_one_that_it_is_at(helper, hold):
    first, second = helper.give(abs, 1), helper.give(abs, 2)
    assert not helper.is_at(first)
    hold()
    first.result()
    assert not helper.is_at(first)
    assert helper.is_at(second) or second.is_done()


def test_it_ends_at_once_whatever_it_is_at(gates):
    with Helper() as helper:
        errand = helper.give(partial(os.read, gates[0]), 1)
    assert errand.is_done()
    with pytest.raises(ProcessLookupError):
        os.kill(helper.pid, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_it_leaves_the_answer_to_ctrl_c_to_its_parent(helper, number):
    os.kill(helper.pid, number)
    assert helper.give(pid, None).result() == helper.pid


def test_a_signal_while_it_is_forked_is_for_its_parent(monkeypatch):
    fork, heard, parent = os.fork, [], os.getpid()

    def hear(*_):
        heard.append(os.getpid())
        if os.getpid() != parent:
            os._exit(1)

    before = signal.signal(signal.SIGINT, hear)

    def interrupted():
        pid = fork()
        os.kill(os.getpid(), signal.SIGINT)  # in both
        return pid

    monkeypatch.setattr(os, "fork", interrupted)
    try:
        with Helper() as helper:
            assert helper.give(pid, None).result() == helper.pid
            assert heard == [parent]
    finally:
        signal.signal(signal.SIGINT, before)


def test_where_there_may_be_no_more_processes_nothing_is_left_behind(monkeypatch):
    def refused():
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    before = set(Path("/proc/self/fd").iterdir())
    with pytest.raises(BlockingIOError):
        Helper()
    assert set(Path("/proc/self/fd").iterdir()) == before
    assert signal.pthread_sigmask(signal.SIG_BLOCK, []) == set()


def test_it_ends_with_the_process_that_has_forked_it_and_begins_nothing_more(tmp_path):
    note = tmp_path / "note"
    fork = (
        "import os, signal, sys, time; from feedservice.helper import Helper\n"
        "helper = Helper()\n"
        "print(helper.pid, flush=True)\n"
        "helper.give(time.sleep, 600)\n"
        "helper.give(os.mkdir, sys.argv[1])\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # It inherits the pipe, so that there is an end to read only when it has ended.
    done = subprocess.run(
        [sys.executable, "-c", fork, str(note)], stdout=subprocess.PIPE, timeout=60, check=False
    )
    assert (done.returncode, int(done.stdout) > 0) == (-signal.SIGKILL, True)
    assert not note.exists()
