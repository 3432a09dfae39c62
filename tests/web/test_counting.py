"""What workers answer is added up over all of them, whoever of them has ended."""

import multiprocessing
import os
import signal
import threading

import pytest

from feedservice.web.counting import Counts
from feedservice.web.kinds import kind_of
from feedservice.web.tally import ReaderPolls, Said

SAID = Said("memory", "rss", "GET", 304, "", 0, "politik.rss")
NEWSBOAT = "newsboat/2.36.0"
SPAWN = multiprocessing.get_context("spawn")


def polls(counts):
    return [(one.reader, one.polls) for one in counts.readers()]


def work(folder, number, done):
    """Be a worker that answers *number* requests, and is then killed."""
    counts = Counts(folder)
    for _ in range(number):
        counts.note((SAID, NEWSBOAT, 0.001))
    counts.write()
    done.set()
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("folder", [None, "counts"])
def test_every_note_is_counted_once(tmp_path, folder):
    counts = Counts(tmp_path / folder if folder else None)
    assert counts.readers() == []
    for _ in range(3):
        counts.note((SAID, NEWSBOAT, 0.001))
        counts.settle()
    assert counts.readers() == counts.readers() == [ReaderPolls("Newsboat", 3, 0, 0, 3, None)]


def test_notes_of_all_threads_are_counted():
    counts = Counts(None)

    def answer():
        for _ in range(1000):
            counts.note((SAID, NEWSBOAT, 0.001))
            counts.settle()

    threads = [threading.Thread(target=answer) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert polls(counts) == [("Newsboat", 4000)]


def test_what_a_killed_worker_has_counted_stays_and_its_file_is_taken_over(tmp_path):
    counts = Counts(tmp_path)
    counts.note((SAID, NEWSBOAT, 0.001))
    counts.write()
    for number in (10, 100):
        done = SPAWN.Event()
        worker = SPAWN.Process(target=work, args=(tmp_path, number, done))
        worker.start()
        worker.join()
        assert done.is_set()
    assert polls(counts) == [("Newsboat", 111)]
    assert len(list(tmp_path.glob("*.json"))) == 2  # not one for each that ever worked


def test_two_that_count_at_the_same_time_do_not_share_a_file(tmp_path):
    first, second = Counts(tmp_path), Counts(tmp_path)
    for number, counts in enumerate((first, second), start=1):
        for _ in range(number):
            counts.note((SAID, NEWSBOAT, 0.001))
        counts.write()
    assert polls(first) == polls(second) == [("Newsboat", 3)]


def test_who_starts_again_goes_on_with_the_same_sums(tmp_path):
    counts = Counts(tmp_path)
    counts.note((SAID, NEWSBOAT, 0.001))
    counts.reject()
    counts.write()
    del counts
    assert polls(Counts(tmp_path)) == [("Newsboat", 1)]
    assert Counts(tmp_path).total().rejected == 1


def test_a_folder_that_cannot_be_used_costs_only_the_sums_of_others(tmp_path):
    (tmp_path / "file").write_text("")
    counts = Counts(tmp_path / "file")
    counts.note((SAID, NEWSBOAT, 0.001))
    assert polls(counts) == [("Newsboat", 1)]


def test_a_broken_file_of_sums_is_passed_over(tmp_path):
    (tmp_path / "0.json").write_text("{")
    (tmp_path / "7.json").write_text("[]")
    counts = Counts(tmp_path)
    counts.note((SAID, NEWSBOAT, 0.001))
    assert polls(counts) == [("Newsboat", 1)]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feeds/alle.rss", "rss"),
        ("/feeds/alle.atom", "atom"),
        ("/feeds/alle.json", "json"),
        ("/feeds/alle/archiv/3.atom", "archive"),
        ("/feeds.opml", "opml"),
        ("/feeds", "page"),
        ("/", "page"),
        ("", "page"),
        ("/medien/a.jpg", "media"),
        ("/static/style.css", "static"),
        ("/healthz", "operations"),
        ("/feeds/alle.rss\n", "page"),
        ("/x/feeds/alle.rss", "page"),
    ],
)
def test_the_kind_of_a_document_shows_in_its_path(path, kind):
    assert kind_of(path) == kind
