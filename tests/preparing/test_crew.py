"""Two processes prepare what one would, in the same order."""

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
    given = []
    helper.give = lambda work, _: given.append(work)
    [batch] = prepared(tasks, site.settings, helper, needed_next=NEXT)
    assert batch == prepare(tasks, site.settings)
    assert given == [crew._load]  # noqa: SLF001 - what it is to load, and nothing else


def test_one_processor_needs_no_second_process(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0}, raising=False)
    with hired() as helper:
        assert helper is None


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
