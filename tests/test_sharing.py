"""Two processes share work, and nobody can tell from the results."""

import os
import signal
import time
from collections import deque

import pytest

from feedservice.helper import Helper, processors
from feedservice.sharing import Guesses, Limits, shared

LIMITS = Limits(queued=2, ahead=4)


@pytest.fixture
def helper():
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


def test_whoever_would_wait_takes_back_what_was_not_begun(helper):
    results = shared(who, range(4), helper, Limits(queued=4, ahead=4))
    assert [next(results), *results].count(os.getpid()) in {1, 2, 3}


@pytest.mark.parametrize("jobs", [1, 10])
def test_a_wrong_guess_is_done_again_and_one_too_many_is_dropped(helper, jobs):
    begun = deque(helper.give(double, number) for number in range(5))
    found = list(shared(square, range(jobs), helper, LIMITS, Guesses(begun, is_square)))
    assert found == [square(number) for number in range(jobs)]
