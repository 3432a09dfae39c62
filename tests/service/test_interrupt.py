"""Signals that come at the wrong moment."""

import signal
from os import getpid, kill
from threading import Thread

import pytest

from feedservice.service.interrupt import Interrupt, undisturbed

PATIENCE_SECONDS = 30


def test_it_is_set_until_it_is_cleared():
    interrupt = Interrupt()
    assert not interrupt.wait(0)
    for _ in range(100_000):  # more than a pipe holds
        interrupt.set()
    assert interrupt.wait()
    assert interrupt.wait(0)
    interrupt.clear()
    assert not interrupt.wait(0)
    interrupt.clear()


def test_who_waits_is_let_go_by_another_thread():
    interrupt = Interrupt()
    waiting = Thread(target=interrupt.wait)
    waiting.start()
    interrupt.set()
    waiting.join(PATIENCE_SECONDS)
    assert not waiting.is_alive()


@pytest.fixture
def heard():
    """What has come of SIGTERM."""
    found = []
    before = signal.signal(signal.SIGTERM, lambda number, _: found.append(number))
    yield found
    signal.signal(signal.SIGTERM, before)


def test_a_signal_waits_until_the_process_is_made(heard):
    with undisturbed():
        kill(getpid(), signal.SIGTERM)
        assert heard == []
    assert heard == [signal.SIGTERM]
