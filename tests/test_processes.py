"""Helpers: their results need not wait."""

import fcntl
import sys

import pytest

from feedservice.processes import PIPE_BYTES, SWITCH_SECONDS, forked, processors


@pytest.fixture
def pool():
    if processors() == 1:
        pytest.skip("this machine has one processor, or does not fork well")
    with forked(1) as pool:
        yield pool


def test_a_whole_result_fits_into_the_pipe(pool):
    results = pool._result_queue._writer  # noqa: SLF001 - nothing else tells
    assert fcntl.fcntl(results.fileno(), fcntl.F_GETPIPE_SZ) == PIPE_BYTES


def test_whoever_takes_results_gets_his_turn_soon(pool):
    assert pool.submit(sys.getswitchinterval).result() == pytest.approx(SWITCH_SECONDS)
    assert sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS)
