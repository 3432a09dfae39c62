"""Editions in memory: the latest asked for, and no more than fit."""

from datetime import UTC, datetime

from feedservice.records import Edition, FeedFormat
from feedservice.web.memory import Memory


def edition(slug, size):
    return Edition(
        slug=slug,
        format=FeedFormat.RSS,
        body=bytes(size // 2),
        etag="x",
        modified=datetime(2026, 1, 1, tzinfo=UTC),
        items=0,
        coded={"br": bytes(size - size // 2)},
    )


def kept(memory):
    return [slug for slug in "abc" if memory.get((slug, FeedFormat.RSS))]


def put(memory, slug, size):
    memory.put((slug, FeedFormat.RSS), edition(slug, size))


def test_the_one_that_nobody_has_asked_for_the_longest_goes_first():
    memory = Memory(max_bytes=100)
    put(memory, "a", 40)
    put(memory, "b", 40)
    assert memory.get(("a", FeedFormat.RSS))
    put(memory, "c", 40)
    assert kept(memory) == ["a", "c"]


def test_a_new_edition_takes_the_place_of_the_old_one():
    memory = Memory(max_bytes=100)
    for size in (90, 80, 70):
        put(memory, "a", size)
    put(memory, "b", 30)
    assert kept(memory) == ["a", "b"]


def test_one_that_is_larger_than_all_room_is_not_kept():
    memory = Memory(max_bytes=100)
    put(memory, "a", 50)
    put(memory, "b", 101)
    assert kept(memory) == []


def test_what_is_dropped_makes_room():
    memory = Memory(max_bytes=100)
    put(memory, "a", 60)
    memory.drop(("a", FeedFormat.RSS))
    memory.drop(("a", FeedFormat.RSS))
    put(memory, "b", 60)
    put(memory, "c", 40)
    assert kept(memory) == ["b", "c"]
