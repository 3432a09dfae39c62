"""How the publisher is can be read by every process, and is judged the same by all."""

from dataclasses import replace

import pytest

from feedservice.errors import StoreError
from feedservice.records import FeedFormat, Severity
from feedservice.store import editions, figures, open_store
from feedservice.store.intake import note_fact
from feedservice.store.lock import is_held, publishing
from feedservice.store.passes import NAME, Journal, Passes, passes


@pytest.fixture
def told(site):
    """What another process would read."""

    def told():
        other = open_store(site.settings.database_url)
        with other.reading() as view:
            found = passes(view)
        other.close()
        return found

    return told


def test_a_store_without_a_publisher_knows_of_no_pass(told):
    assert told() == Passes()


def test_what_the_publisher_notes_can_be_read_elsewhere(site, told):
    journal = Journal(site.store)
    journal.begin()
    journal.went_well(0.5, 6)
    journal.went_well(0.25, 3)
    found = told()
    assert found.last_pass >= found.began > 0
    assert replace(found, began=0, last_pass=0) == Passes(
        is_running=True, passes=2, editions=9, seconds=0.75, last_seconds=0.25
    )


def test_a_failure_stays_until_a_pass_goes_well(site, told):
    journal = Journal(site.store)
    journal.begin()
    journal.failed("x" * 10_000, pause_seconds=30)
    found = told()
    assert (found.failures, found.error) == (1, "x" * 500)
    assert found.next_try == found.failed + 30
    journal.went_well(1, 0)
    assert (told().failures, told().error) == (1, "")


def test_the_next_publisher_goes_on_counting(site, told):
    for _ in range(2):
        journal = Journal(site.store)
        journal.begin()
        journal.went_well(1, 1)
        journal.end()
    assert told().passes == 2
    assert not told().is_running


def test_a_store_that_refuses_stops_no_publisher(site, told, monkeypatch):
    journal = Journal(site.store)

    def refuse():
        raise StoreError("the disk is full")

    monkeypatch.setattr(site.store, "writing", refuse)
    journal.went_well(1, 1)
    monkeypatch.undo()
    journal.went_well(1, 1)
    assert told().passes == 2


def test_the_lock_is_held_as_long_as_somebody_publishes(site):
    def held():
        with site.store.reading() as view:
            return is_held(view)

    assert not held()
    with publishing(site.store, "a test"):
        assert held()
    assert not held()


def test_the_figures_of_feeds_and_problems_are_those_of_the_store(site, record):
    site.write("a.txt", record("Ein Fluss"))
    site.write("b.txt", record("Kaputt", date="31. November 2026"))
    site.publish()
    with site.store.writing() as transaction:  # what is no feed of a channel
        feed = editions.edition(transaction, "alle", FeedFormat.RSS)
        editions.keep(transaction, replace(feed, slug="alle/archiv/1"))
    with site.store.reading() as view:
        feeds = figures.feeds(view)
        problems = figures.problems_by_severity(view)
    assert [(feed.slug, feed.format, feed.items, feed.refusals) for feed in feeds] == [
        (slug, form, 1, 0) for slug in ("alle", "lokales") for form in ("atom", "json", "rss")
    ]
    assert feeds[0].modified == site.now
    assert all(
        0 < n < feeds[0].sizes["identity"] for c, n in feeds[0].sizes.items() if c != "identity"
    )
    assert set(feeds[0].sizes) == {"identity", "gzip", "br", "zstd"}
    assert problems == {Severity.ERROR: 1}


def test_what_another_release_has_noted_besides_is_passed_over(site, told):
    with site.store.writing() as transaction:
        note_fact(transaction, NAME, '{"passes": 7, "moods": "good"}')
    assert told() == Passes(passes=7)
