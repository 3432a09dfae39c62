"""Readers of several feeds never see half of a change, and no worker stays behind."""

import http.client
import itertools
import threading
from contextlib import closing

import pytest

from tests.e2e.processes import until
from tests.e2e.sites import txt

CHANGES = 12
SLUGS = ("alle", "politik", "sport")
PATHS = tuple(f"/feeds/{slug}.{form}" for slug in SLUGS for form in ("rss", "atom", "json"))
RECORD = """\
---
title: Runde {}.
date: 2. März 2024
categories: [Politik, Sport]
---

Text.
"""


def state(body: bytes) -> int:
    """Which round a feed shows; 0 where it shows none."""
    _, found, rest = body.partition(b"Runde ")
    return int(rest.partition(b".")[0]) if found else 0


class Reader(threading.Thread):
    """Polls every feed in turn, over one connection, and so from one worker.

    Attributes:
        seen: What each answer showed, in their order.
    """

    def __init__(self, port: int, start: int) -> None:
        super().__init__()
        self.seen: list[int] = []
        self.ended = threading.Event()
        self._port = port
        self._start = start  # each reader begins with another feed

    def run(self) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)) as worker:
            while not self.ended.is_set():
                for number in range(len(PATHS)):
                    path = PATHS[(self._start + number) % len(PATHS)]
                    worker.request("GET", path, headers={"Accept-Encoding": "identity"})
                    self.seen.append(state(worker.getresponse().read()))


@pytest.mark.parametrize("workers", ["1", "3"])
def test_once_a_worker_shows_a_change_in_one_feed_it_does_in_all(site, workers):
    site.write("politik/alt.txt", txt("Alter Beschluss"))
    site.write("sport/derby.txt", txt("Zwei zu null", category="Sport"))
    service = site.serve("--workers", workers)
    readers = [Reader(site.port, start) for start in range(6)]
    for reader in readers:
        reader.start()
    place = site.articles / "beide.md"
    try:
        for change in range(1, CHANGES + 1):
            if change % 3:
                place.write_text(RECORD.format(change), "utf-8")
            else:
                place.unlink()
            shown = change if change % 3 else 0
            until(
                lambda to=shown: all(r.seen[-1:] == [to] for r in readers), "a change", service.log
            )
    finally:
        for reader in readers:
            reader.ended.set()
        for reader in readers:
            reader.join()
    for reader in readers:
        turns = [shown for shown, _ in itertools.groupby(reader.seen)]
        # No feed falls back to what came before: each state is seen once, in one piece.
        assert turns == [0, 1, 2, 0, 4, 5, 0, 7, 8, 0, 10, 11, 0]
