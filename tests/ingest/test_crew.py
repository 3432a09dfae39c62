"""Two processes prepare what one would, in the same order."""

import os
import signal
from concurrent.futures import ProcessPoolExecutor

import pytest

from feedservice.ingest import crew
from feedservice.ingest.crew import prepared
from feedservice.ingest.preparing import Task, prepare
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
    monkeypatch.setattr(crew, "AHEAD", 3)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("cpus", [1, 2])
def test_batches_come_in_the_order_of_the_paths_whoever_prepares_them(
    site, tasks, monkeypatch, cpus
):
    monkeypatch.setattr(os, "cpu_count", lambda: cpus)
    batches = list(prepared(tasks, site.settings))
    assert [len(batch) for batch in batches] == [2] * 15
    assert [file for batch in batches for file in batch] == prepare(tasks, site.settings)


@pytest.mark.usefixtures("small")
def test_a_helper_that_is_killed_costs_time_and_no_record(site, tasks, monkeypatch):
    killed = []

    class Doomed(ProcessPoolExecutor):
        def submit(self, *args, **kwargs):
            work = super().submit(*args, **kwargs)
            if not killed:
                killed.extend(self._processes)
                os.kill(killed[0], signal.SIGKILL)
            return work

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(crew, "ProcessPoolExecutor", Doomed)
    batches = prepared(tasks, site.settings)
    assert [file for batch in batches for file in batch] == prepare(tasks, site.settings)
    assert len(killed) == 1


def test_a_few_files_are_prepared_without_help(site, tasks, monkeypatch):
    monkeypatch.delattr(crew, "ProcessPoolExecutor")
    [batch] = prepared(tasks, site.settings)
    assert batch == prepare(tasks, site.settings)
