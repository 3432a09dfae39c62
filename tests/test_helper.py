"""A second process does what it is given, in its order; and its end costs nobody anything."""

import os
import pickle
import signal
import subprocess
import sys
import time

import pytest

from feedservice.helper import Helper, LostError, processors


@pytest.fixture
def helper():
    if processors() == 1:
        pytest.skip("this machine has one processor, or does not fork well")
    with Helper() as helper:
        yield helper


def pid_of(helper):
    return helper.give(pid, None).result()


def pid(_job):
    return os.getpid()


def later(seconds):
    time.sleep(seconds)
    return seconds


def failing(_job):
    raise ValueError("cannot be done")


def unpicklable(_job):
    return lambda: None


def test_it_is_another_process_and_always_the_same(helper):
    assert {pid_of(helper) for _ in range(3)} == {helper.pid}
    assert helper.pid != os.getpid()


def test_errands_are_done_in_order_whoever_is_asked_for_first(helper):
    errands = [helper.give(later, seconds) for seconds in (0.1, 0.01, 0)]
    assert helper.waiting() == 3
    assert not errands[-1].is_done()
    assert errands[-1].result() == 0
    assert [errand.is_done() for errand in errands] == [True] * 3
    assert helper.waiting() == 0
    assert errands[0].result() == pytest.approx(0.1)


def test_results_larger_than_any_pipe_wait_for_whoever_is_busy(helper):
    errands = [helper.give(bytes, size) for size in (5_000_000, 0, 3_000_000, 1)]
    deadline = time.monotonic() + 30
    # The last is done while nobody has taken the first.
    while helper.waiting():
        assert time.monotonic() < deadline
    assert [len(errand.result()) for errand in errands] == [5_000_000, 0, 3_000_000, 1]


def test_a_job_may_be_larger_than_any_pipe(helper):
    helper.give(later, 0.1)
    assert helper.give(len, bytes(5_000_000)).result() == 5_000_000


@pytest.mark.parametrize("work", [failing, unpicklable])
def test_what_fails_there_is_lost_and_the_next_is_not(helper, work):
    errand = helper.give(work, None)
    assert pid_of(helper) == helper.pid
    assert errand.is_done()
    with pytest.raises(LostError):
        errand.result()


def test_a_job_that_cannot_be_sent_is_told_at_once(helper):
    with pytest.raises((AttributeError, pickle.PicklingError)):
        helper.give(lambda _: None, None)
    assert pid_of(helper) == helper.pid


def test_what_is_taken_back_is_not_begun_and_what_is_begun_is_done(helper):
    begun, waiting, last = (helper.give(touch, seconds) for seconds in (0.2, 0, 0))
    time.sleep(0.1)
    begun.take_back()
    waiting.take_back()
    assert last.result() == 2  # two have been begun, this one included
    assert begun.result() == 1
    with pytest.raises(LostError):
        waiting.result()


touched = []


def touch(seconds):
    touched.append(seconds)
    time.sleep(seconds)
    return len(touched)


@pytest.mark.parametrize("is_noticed", [True, False])
def test_what_it_had_at_hand_when_it_was_killed_is_lost(helper, is_noticed):
    first, second = helper.give(later, 0), helper.give(later, 60)
    assert first.result() == 0
    os.kill(helper.pid, signal.SIGKILL)
    if is_noticed:
        with pytest.raises(LostError):
            second.result()
    third = helper.give(later, 0)
    with pytest.raises(LostError):
        third.result()
    with pytest.raises(LostError):
        second.result()
    assert helper.waiting() == 0


def test_it_ends_at_once_whatever_it_is_at():
    with Helper() as helper:
        errand = helper.give(later, 60)
    assert errand.is_done()
    with pytest.raises(ProcessLookupError):
        os.kill(helper.pid, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_it_leaves_the_answer_to_ctrl_c_to_its_parent(helper, number):
    os.kill(helper.pid, number)
    assert pid_of(helper) == helper.pid


def test_it_ends_with_the_process_that_has_forked_it():
    fork = (
        "import os, signal; from feedservice.helper import Helper\n"
        "helper = Helper()\n"
        "print(helper.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # It inherits the pipe, so that there is an end to read only when it has ended.
    done = subprocess.run(
        [sys.executable, "-c", fork], stdout=subprocess.PIPE, timeout=30, check=False
    )
    assert (done.returncode, int(done.stdout) > 0) == (-signal.SIGKILL, True)
