import io
import multiprocessing
import os
import sys

import pytest

from feedservice.inspection.crew import judge_all
from feedservice.inspection.judging import Order
from feedservice.inspection.selection import Selection
from feedservice.inspection.targets import Target

BLANKS = b" " * 100_000
BROKEN = b"<rss version='2.0'><channel></rss>" + BLANKS
ORDER = Order(selection=Selection(select=("XML003",)))
forks = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) == 1, reason="nobody to help"
)


@pytest.fixture
def many(write):
    """More than one processor should judge alone: every third is broken, one is missing."""
    names = [f"feeds/{number:03}.rss" for number in range(60)]
    for number, name in enumerate(names):
        write(name, BROKEN if number % 3 == 0 else b"<opml/>" + BLANKS)
    return [Target(path=name) for name in (*names[:30], "weg.rss", *names[30:])]


def told(judgements):
    return [(j.path, len(j.findings), j.failure) for j in judgements]


@forks
def test_many_are_judged_by_helpers_in_their_order(many):
    # One processor alone judges them when standard input is among them.
    alone = [judgement for target in many for judgement in judge_all([target], ORDER)]
    before = set(multiprocessing.active_children())
    shared = judge_all(many, ORDER)
    first = next(shared)
    assert len(set(multiprocessing.active_children()) - before) >= 2
    assert told([first, *shared]) == told(alone)
    assert [path for path, number, _ in told(alone) if number][:2] == [
        "feeds/000.rss",
        "feeds/003.rss",
    ]
    assert ("weg.rss", 0, "No such file or directory") in told(alone)


@forks
def test_what_a_helper_leaves_undone_is_done_all_the_same(many):
    alone = [judgement for target in many for judgement in judge_all([target], ORDER)]
    before = set(multiprocessing.active_children())
    shared = judge_all(many, ORDER)
    first = next(shared)
    for helper in set(multiprocessing.active_children()) - before:
        helper.kill()
    assert told([first, *shared]) == told(alone)


def test_standard_input_is_read_by_this_process(many, monkeypatch):
    # A helper would find nothing there, and nothing is no well-formed document.
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<opml/>")))
    judged = list(judge_all([*many, Target(path="-")], ORDER))
    assert told(judged)[-1] == ("-", 0, None)


def test_nothing_to_do_is_done():
    assert list(judge_all([], ORDER)) == []
