"""Sums are right, can be added up, and survive being written."""

import pytest

from feedservice.web.tally import (
    BUCKETS,
    STALE_SECONDS,
    ReaderPolls,
    Said,
    Subscribers,
    Tally,
    Times,
)

NOW = 1_800_000_000.0
FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; {} subscribers)"


def said(**what):
    given = {
        "layer": "memory",
        "kind": "rss",
        "method": "GET",
        "status": 200,
        "coding": "gzip",
        "size": 1000,
        "feed": "politik.rss",
    }
    return Said(**given | what)


@pytest.fixture
def tally():
    """Two full polls, one delta, three times nothing new; and somebody who reads a page."""
    made = Tally(started=NOW - 60)
    made.add(
        [
            (said(), "curl/8", 0.00005),
            (said(), "curl/8", 0.0001),
            (said(status=226, size=10), FEEDLY.format(42), 0.002),
            *[(said(status=304, coding="", size=0), FEEDLY.format(40), 0.01)] * 3,
            (
                said(layer="application", kind="page", coding="identity", size=5, feed=""),
                "curl/8",
                9.0,
            ),
            (said(status=404, coding="identity", size=7, feed="nix.rss"), "curl/8", 0.02),
        ],
        NOW,
    )
    return made


def test_requests_and_bytes_are_counted_by_what_was_answered(tally):
    assert tally.requests == {
        ("rss", "GET", 200, "gzip"): 2,
        ("rss", "GET", 226, "gzip"): 1,
        ("rss", "GET", 304, ""): 3,
        ("page", "GET", 200, "identity"): 1,
        ("rss", "GET", 404, "identity"): 1,
    }
    assert tally.sent == {"rss": 2017, "page": 5}


def test_polls_are_counted_by_reader_and_only_where_there_is_a_feed(tally):
    assert tally.by_reader(NOW) == [
        ReaderPolls("Feedly", polls=4, full=0, deltas=1, unchanged=3, subscribers=40),
        ReaderPolls("curl", polls=2, full=2, deltas=0, unchanged=0, subscribers=None),
    ]


def test_the_newest_report_of_an_aggregator_counts_for_each_feed(tally):
    tally.add([(said(feed="sport.atom"), FEEDLY.format(8), 0.1)], NOW + 1)
    assert tally.subscribers(NOW + 1) == [
        Subscribers("Feedly", "politik.rss", 40, NOW),
        Subscribers("Feedly", "sport.atom", 8, NOW + 1),
    ]
    assert tally.by_reader(NOW + 1)[0].subscribers == 48


def test_an_aggregator_that_fell_silent_reads_for_nobody(tally):
    assert len(tally.subscribers(NOW + STALE_SECONDS - 1)) == 1
    assert tally.subscribers(NOW + STALE_SECONDS) == []


def test_times_fall_into_the_buckets_whose_bound_they_do_not_pass():
    times = Times()
    times.add([0.0, BUCKETS[0], BUCKETS[1], BUCKETS[-1], BUCKETS[-1] + 1])
    assert times.counts == [2, 1, *[0] * (len(BUCKETS) - 3), 1, 1]
    assert times.seconds == pytest.approx(BUCKETS[0] + BUCKETS[1] + 2 * BUCKETS[-1] + 1)


def test_times_are_kept_for_each_layer(tally):
    assert {layer: sum(times.counts) for layer, times in tally.times.items()} == {
        "memory": 7,
        "application": 1,
    }


def test_sums_can_be_added_up(tally):
    newer = Tally(started=NOW, rejected=2)
    newer.add([(said(), FEEDLY.format(50), 0.1)], NOW + 5)
    total = Tally(started=NOW)
    for part in (tally, newer):
        total.merge(part)
    assert total.started == NOW - 60
    assert total.requests["rss", "GET", 200, "gzip"] == 3
    assert total.sent["rss"] == 3017
    assert total.rejected == 2
    assert sum(total.times["memory"].counts) == 8
    assert total.subscribers(NOW + 5) == [Subscribers("Feedly", "politik.rss", 50, NOW + 5)]
    older_last = Tally(started=NOW)
    for part in (newer, tally):
        older_last.merge(part)
    assert older_last.subscribers(NOW + 5) == total.subscribers(NOW + 5)


def test_sums_are_read_as_they_were_written(tally):
    tally.rejected = 3
    assert Tally.from_json(tally.to_json()) == tally


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", '{"version": 0}', '{"version": 1}', '{"version": 1, "times": 1}'],
)
def test_what_are_no_sums_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        Tally.from_json(text)


def test_the_number_of_reports_is_bounded(monkeypatch):
    monkeypatch.setattr("feedservice.web.tally.MAX_REPORTS", 2)
    tally = Tally()
    tally.add([(said(feed=f"{n}.rss"), FEEDLY.format(n), 0.1) for n in range(5)], NOW)
    tally.add([(said(feed="0.rss"), FEEDLY.format(9), 0.1)], NOW)
    assert [report.number for report in tally.subscribers(NOW)] == [9, 1]
