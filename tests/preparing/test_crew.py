"""Two processes prepare what one would, in the same order."""

import errno
import os
import signal
import sys

import pytest

from feedservice.preparing import crew
from feedservice.preparing.crew import HeadStart, hired, prepared
from feedservice.preparing.files import Task, prepare
from feedservice.sharing import Limits
from feedservice.sources import scan

NEXT = "colorsys"  # nobody has loaded it yet


@pytest.fixture
def tasks(site, record):
    """Thirty records to prepare."""
    for number in range(30):
        site.write(f"{number:02}.txt", record(f"Meldung {number}"))
    found, _ = scan(site.articles)
    return [Task(found[path], None, is_forced=False) for path in sorted(found)]


@pytest.fixture
def small(monkeypatch):
    """A crew that asks for help at once, and a helper that is soon at its limits."""
    monkeypatch.setattr(crew, "WORTH_HELP", 1)
    monkeypatch.setattr(crew, "BATCH", 2)
    monkeypatch.setattr(crew, "LIMITS", Limits(queued=2, ahead=3))


@pytest.fixture
def helper():
    """A second process."""
    with hired() as helper:
        if helper is None:
            pytest.skip("this machine has one processor, or does not fork well")
        yield helper


@pytest.mark.usefixtures("small")
def test_batches_come_in_the_order_of_the_paths_whoever_prepares_them(site, tasks, helper):
    batches = list(prepared(tasks, site.settings, helper, needed_next=NEXT))
    assert [len(batch) for batch in batches] == [2] * 15
    assert [file for batch in batches for file in batch] == prepare(tasks, site.settings)


@pytest.mark.usefixtures("small")
def test_without_help_the_batches_are_the_same(site, tasks, helper):
    assert list(prepared(tasks, site.settings, None, needed_next=NEXT)) == list(
        prepared(tasks, site.settings, helper, needed_next=NEXT)
    )


@pytest.mark.usefixtures("small")
def test_a_helper_that_is_killed_costs_time_and_no_record(site, tasks, helper):
    batches = prepared(tasks, site.settings, helper, needed_next=NEXT)
    files = next(batches)
    os.kill(helper.pid, signal.SIGKILL)
    files += [file for batch in batches for file in batch]
    assert files == prepare(tasks, site.settings)
    # A later pass finds it dead.
    assert [f for b in prepared(tasks, site.settings, helper, needed_next=NEXT) for f in b] == files


def test_a_few_files_are_prepared_without_help(site, tasks, helper):
    os.kill(helper.pid, signal.SIGSTOP)  # whoever waited for it would wait for ever
    [batch] = prepared(tasks, site.settings, helper, needed_next=NEXT)
    assert batch == prepare(tasks, site.settings)
    assert helper.waiting() == 1  # a module to load


def test_one_processor_needs_no_second_process(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0}, raising=False)
    with hired() as helper:
        assert helper is None


def test_there_is_no_helper_where_there_may_be_no_more_processes(monkeypatch):
    def refused():
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    with hired() as helper:
        assert helper is None


@pytest.mark.usefixtures("small")
def test_the_helper_forgets_the_folder_after_its_head_start(site, tasks, helper):
    ahead = HeadStart(helper, site.settings)
    assert helper.give(remembered, None).result() == 0
    assert len(list(prepared(tasks, site.settings, helper, ahead))) == 15


def remembered(_job):
    return crew._all.cache_info().currsize  # noqa: SLF001 - nothing else tells


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("worth_help", [1, 1000])
def test_the_helper_loads_what_is_needed_next(site, tasks, helper, monkeypatch, worth_help):
    monkeypatch.setattr(crew, "WORTH_HELP", worth_help)
    assert not helper.give(has_loaded, NEXT).result()
    list(prepared(tasks, site.settings, helper, needed_next=NEXT))
    assert helper.give(has_loaded, NEXT).result()
    assert not has_loaded(NEXT)


def has_loaded(module):
    return module in sys.modules


@pytest.mark.usefixtures("small")
def test_a_head_start_prepares_what_everybody_would(site, tasks, helper):
    ahead = HeadStart(helper, site.settings)
    assert list(prepared(tasks, site.settings, helper, ahead, needed_next=NEXT)) == list(
        prepared(tasks, site.settings, None, needed_next=NEXT)
    )
    assert not ahead.taken()


@pytest.mark.usefixtures("small")
def test_what_changed_since_the_head_start_is_read_again(site, tasks, helper, record):
    ahead = HeadStart(helper, site.settings)
    helper.give(bool, 0).result()  # it does one thing after the other
    site.write("03.txt", record("Eine andere Meldung"))
    found, _ = scan(site.articles)
    now = [Task(found[path], None, is_forced=False) for path in sorted(found)]
    files = [
        file
        for batch in prepared(now, site.settings, helper, ahead, needed_next=NEXT)
        for file in batch
    ]
    assert files == prepare(now, site.settings)
    assert files != prepare(tasks, site.settings)


@pytest.mark.usefixtures("small")
def test_a_head_start_does_not_count_for_files_that_are_known(site, tasks, helper):
    digests = [file.row.digest for file in prepare(tasks, site.settings)]
    known = [
        task._replace(known_digest=digest) for task, digest in zip(tasks, digests, strict=True)
    ]
    ahead = HeadStart(helper, site.settings)
    files = [
        file
        for batch in prepared(known, site.settings, helper, ahead, needed_next=NEXT)
        for file in batch
    ]
    assert not any(file.is_read for file in files)
