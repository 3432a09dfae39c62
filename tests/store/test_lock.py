"""One publisher at a time, and no lock that outlives its holder for long."""

import os
import socket
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from feedservice.errors import LockedError
from feedservice.store import lock as locks
from feedservice.store.lock import SILENCE_SECONDS, publishing
from feedservice.store.schema import lock as table


@pytest.fixture
def finished_pid():
    """The number of a process that is gone."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.fixture
def zombie_pid():
    """The number of a process that has ended and that nobody has asked about."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    yield process.pid
    process.wait()


def rewrite(store, **values):
    with store.writing() as transaction:
        transaction.execute(update(table).values(values))


def test_a_second_publisher_is_told_who_holds_the_lock(site):
    with (
        publishing(site.store, "feedservice serve"),
        pytest.raises(LockedError, match="feedservice serve") as caught,
        publishing(site.store, "feedservice publish"),
    ):
        pass
    assert f"(process {os.getpid()} on {socket.gethostname()}, since " in caught.value.holder


def test_the_lock_is_free_again_after_an_error(site):
    with pytest.raises(ZeroDivisionError), publishing(site.store, "the first"):
        raise ZeroDivisionError
    with publishing(site.store, "the second") as lock, site.store.writing() as transaction:
        lock.verify(transaction)


@pytest.mark.parametrize(
    ("values", "is_taken_over"),
    [
        ({"pid": 1}, False),  # runs, and shows signs of life
        ({"pid": 1, "alive": timedelta(seconds=SILENCE_SECONDS + 1)}, True),
        ({"pid": None}, True),  # gone
        ({"pid": None, "host": "elsewhere"}, False),  # nobody here can know
        ({"pid": None, "host": "elsewhere", "alive": timedelta(seconds=SILENCE_SECONDS + 1)}, True),
        ({"host": "elsewhere"}, False),  # our number, on another machine
    ],
)
def test_a_lock_is_taken_over_from_a_process_that_is_gone_or_silent(
    site, finished_pid, values, is_taken_over
):
    if "pid" in values:
        values = values | {"pid": values["pid"] or finished_pid}
    if "alive" in values:
        values = values | {"alive": datetime.now(UTC) - values["alive"]}
    with publishing(site.store, "the first") as first:
        rewrite(site.store, **values)
        try:
            with publishing(site.store, "the second"), site.store.writing() as transaction:
                with pytest.raises(LockedError, match="the second"):
                    first.verify(transaction)
                taken_over = True
        except LockedError:
            taken_over = False
    assert taken_over is is_taken_over


def test_our_own_number_under_another_token_is_left_from_before(site):
    with publishing(site.store, "the first"):
        rewrite(site.store, token="another")  # noqa: S106 - a name
        with publishing(site.store, "the second"):
            pass


def test_a_removed_lock_is_lost(site):
    with publishing(site.store, "the first") as lock:
        with site.store.writing() as transaction:
            transaction.execute(table.delete())
        with (
            pytest.raises(LockedError, match="nobody: our lock was removed"),
            site.store.writing() as transaction,
        ):
            lock.verify(transaction)


def test_a_holder_shows_signs_of_life(site, monkeypatch):
    monkeypatch.setattr(locks, "BEAT_SECONDS", 0.01)
    past = datetime(2026, 1, 1, tzinfo=UTC)
    with publishing(site.store, "the first"):
        rewrite(site.store, alive=past)
        deadline = datetime.now(UTC) + timedelta(seconds=20)
        alive = past
        while alive == past and datetime.now(UTC) < deadline:
            with site.store.reading() as view:
                alive = view.scalar(table.select().with_only_columns(table.c.alive))
    assert alive > past


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="this system has no /proc")
def test_a_lock_is_taken_over_from_a_process_that_nobody_has_waited_for(site, zombie_pid):
    with publishing(site.store, "the first"):
        rewrite(site.store, pid=zombie_pid)
        with publishing(site.store, "the second") as second, site.store.writing() as transaction:
            second.verify(transaction)


def test_who_has_patience_gets_the_lock_once_it_is_free(site):
    taken, given_up = threading.Event(), []

    def hold():
        with publishing(site.store, "the first"):
            taken.set()
            with pytest.raises(LockedError), publishing(site.store, "without patience"):
                pass
            given_up.append("without patience")

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    with publishing(site.store, "the second", patience_seconds=20) as second:
        with site.store.writing() as transaction:
            second.verify(transaction)
        assert given_up == ["without patience"]
    holder.join()
