"""Two processes prepare what one would, in the same order."""

import os
import signal
import subprocess
import sys

import pytest

from feedservice.preparing import crew
from feedservice.preparing.crew import HeadStart, hired, prepared
from feedservice.preparing.files import Task, prepare
from feedservice.sharing import Limits
from feedservice.sources import scan


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
    batches = list(prepared(tasks, site.settings, helper))
    assert [len(batch) for batch in batches] == [2] * 15
    assert [file for batch in batches for file in batch] == prepare(tasks, site.settings)


@pytest.mark.usefixtures("small")
def test_without_help_the_batches_are_the_same(site, tasks, helper):
    assert list(prepared(tasks, site.settings, None)) == list(
        prepared(tasks, site.settings, helper)
    )


@pytest.mark.usefixtures("small")
def test_a_helper_that_is_killed_costs_time_and_no_record(site, tasks, helper):
    batches = prepared(tasks, site.settings, helper)
    files = next(batches)
    os.kill(helper.submit(os.getpid).result(), signal.SIGKILL)
    files += [file for batch in batches for file in batch]
    assert files == prepare(tasks, site.settings)
    # A later pass finds it dead.
    assert [f for b in prepared(tasks, site.settings, helper) for f in b] == files


def test_a_few_files_are_prepared_without_help(site, tasks, helper):
    helper.shutdown()  # to ask it now would be an error
    [batch] = prepared(tasks, site.settings, helper)
    assert batch == prepare(tasks, site.settings)


def test_one_processor_needs_no_second_process(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0}, raising=False)
    with hired() as helper:
        assert helper is None


def test_the_helper_leaves_the_answer_to_ctrl_c_to_its_parent(helper):
    pid = helper.submit(os.getpid).result()
    os.kill(pid, signal.SIGINT)
    assert helper.submit(os.getpid).result() == pid


def test_a_helper_ends_with_the_process_that_hired_it():
    hire = (
        "import os, signal; from feedservice.preparing import hired\n"
        "with hired() as helper:\n"
        "    print(helper.submit(os.getpid).result(), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # It inherits the pipe, so that there is an end to read only when it has ended.
    done = subprocess.run(
        [sys.executable, "-c", hire], stdout=subprocess.PIPE, timeout=30, check=False
    )
    assert (done.returncode, int(done.stdout) > 0) == (-signal.SIGKILL, True)


@pytest.mark.usefixtures("small")
def test_a_head_start_prepares_what_everybody_would(site, tasks, helper):
    ahead = HeadStart(helper, site.settings)
    assert list(prepared(tasks, site.settings, helper, ahead)) == list(
        prepared(tasks, site.settings, None)
    )
    assert not ahead.taken()


@pytest.mark.usefixtures("small")
def test_what_changed_since_the_head_start_is_read_again(site, tasks, helper, record):
    ahead = HeadStart(helper, site.settings)
    helper.submit(int).result()  # it does one thing after the other
    site.write("03.txt", record("Eine andere Meldung"))
    found, _ = scan(site.articles)
    now = [Task(found[path], None, is_forced=False) for path in sorted(found)]
    files = [file for batch in prepared(now, site.settings, helper, ahead) for file in batch]
    assert files == prepare(now, site.settings)
    assert files != prepare(tasks, site.settings)


@pytest.mark.usefixtures("small")
def test_a_head_start_does_not_count_for_files_that_are_known(site, tasks, helper):
    digests = [file.row.digest for file in prepare(tasks, site.settings)]
    known = [
        task._replace(known_digest=digest) for task, digest in zip(tasks, digests, strict=True)
    ]
    ahead = HeadStart(helper, site.settings)
    files = [file for batch in prepared(known, site.settings, helper, ahead) for file in batch]
    assert not any(file.is_read for file in files)
