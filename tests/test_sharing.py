"""Two processes share work, and nobody can tell from the results."""

import os
import signal
import time
from collections import deque
from functools import partial
from threading import Timer

import pytest

from feedservice.helper import Helper, LostError
from feedservice.processors import processors
from feedservice.sharing import Guesses, Limits, shared

LIMITS = Limits(queued=2, ahead=4)


@pytest.fixture
def gate():
    """A pipe that both processes have, for the helper to wait at."""
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


@pytest.fixture
def helper(gate):  # noqa: ARG001 - it must be there when the helper is forked
    """A second process."""
    if processors() == 1:
        pytest.skip("this machine has one processor, or does not fork well")
    with Helper() as helper:
        yield helper


def square(number):
    return number * number


def double(number):
    return 2 * number


def who(_job):
    time.sleep(0.01)  # or one of the two does everything before the other has begun
    return os.getpid()


def failing(_job):
    raise ValueError("cannot be done")


def is_square(number, result):
    return result == square(number)


@pytest.mark.parametrize("jobs", [0, 1, 3, 50])
def test_results_come_in_the_order_of_the_jobs(helper, jobs):
    expected = [square(number) for number in range(jobs)]
    assert list(shared(square, range(jobs), helper, LIMITS)) == expected
    assert list(shared(square, range(jobs), None, LIMITS)) == expected


def test_both_take_part(helper):
    assert set(shared(who, range(20), helper, LIMITS)) == {
        os.getpid(),
        helper.pid,
    }


def test_no_more_is_begun_than_there_is_room_for(helper):
    asked = []

    def jobs():
        for number in range(30):
            asked.append(number)
            yield number

    for number, _ in enumerate(shared(square, jobs(), helper, LIMITS)):
        assert len(asked) <= number + 1 + LIMITS.ahead


def test_an_error_reaches_whoever_asked(helper):
    with pytest.raises(ValueError, match="cannot be done"):
        list(shared(failing, range(5), helper, LIMITS))


def test_what_a_killed_helper_had_is_done_here(helper):
    results = shared(square, range(40), helper, LIMITS)
    found = [next(results)]
    os.kill(helper.pid, signal.SIGKILL)
    assert found + list(results) == [square(number) for number in range(40)]


def test_a_right_guess_counts(helper):
    begun = deque(helper.give(who, number) for number in range(3))
    mine = {helper.pid}
    first, *_ = shared(who, range(3), helper, LIMITS, Guesses(begun, lambda *_: True))
    assert ({first}, len(begun)) == (mine, 0)


def test_whoever_would_wait_does_what_the_helper_has_not_begun(helper, gate):
    helper.give(partial(os.read, gate[0]), 1)  # something else: it has begun none of these
    found = list(shared(who, range(4), helper, Limits(queued=4, ahead=4)))
    assert found == [os.getpid()] * 4
    os.write(gate[1], b"x")
    assert helper.give(abs, -1).result() == 1  # it did none of them


def test_what_it_has_begun_is_left_to_the_helper(helper, gate):
    results = shared(partial(first_waits, gate[0]), range(3), helper, Limits(queued=3, ahead=3))
    opening = Timer(0.2, os.write, (gate[1], b"x"))  # by then, the two others are done here
    opening.start()
    assert list(results) == [helper.pid, os.getpid(), os.getpid()]
    opening.join()


def first_waits(reader, number):
    if number == 0:
        os.read(reader, 1)
    return os.getpid()


def test_whoever_gives_up_leaves_the_helper_to_others(helper, gate):
    held = helper.give(partial(os.read, gate[0]), 1)
    results = shared(square, range(40), helper, Limits(queued=4, ahead=8))
    assert next(results) == 0
    assert helper.waiting() > 1
    results.close()
    assert helper.waiting() == 1
    os.write(gate[1], b"x")
    assert held.result() == b"x"


def test_a_guess_too_many_is_not_begun(helper, gate):
    helper.give(partial(os.read, gate[0]), 1)
    begun = deque(helper.give(square, number) for number in range(3))
    spare = begun[2]
    assert list(shared(square, range(2), helper, LIMITS, Guesses(begun, is_square))) == [0, 1]
    os.write(gate[1], b"x")
    with pytest.raises(LostError):
        spare.result()


@pytest.mark.parametrize("jobs", [1, 10])
def test_a_wrong_guess_is_done_again_and_one_too_many_is_dropped(helper, jobs):
    begun = deque(helper.give(double, number) for number in range(5))
    found = list(shared(square, range(jobs), helper, LIMITS, Guesses(begun, is_square)))
    assert found == [square(number) for number in range(jobs)]
