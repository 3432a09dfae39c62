import pytest

from feedservice.inspection.changes import Change, Kind, changes
from feedservice.inspection.entries import Entry


def entry(number, **overrides):
    facts = {
        "id": f"tag:b.example,2026:{number}",
        "link": f"https://b.example/{number}",
        "title": f"Nachricht {number}",
        "published": f"2026-11-{number:02}T12:00:00Z",
    }
    return Entry(**facts | overrides)


OLD = [entry(22), entry(21), entry(20)]


def test_the_same_feed_changes_nothing():
    assert changes(OLD, OLD) == []


def test_a_new_item_changes_nothing_for_the_others():
    assert changes(OLD, [entry(23), *OLD]) == []


@pytest.mark.parametrize(
    "heir",
    [
        entry(21, id="new"),
        entry(21, id="new", title="Neuer Titel", published="2026-11-21T13:00:00Z"),  # by its link
        entry(21, id="new", link="https://neu.example/21"),  # by title and date
    ],
)
def test_an_id_that_changed_is_found_by_link_or_by_title_and_date(heir):
    [change, *_] = changes(OLD, [entry(22), heir, entry(20)])
    assert change == Change(
        kind=Kind.ID_CHANGED, title="Nachricht 21", old="tag:b.example,2026:21", new="new"
    )


def test_a_column_that_has_the_same_title_every_week_is_no_heir():
    old = [entry(22, title="Kolumne"), entry(15, title="Kolumne")]
    new = [entry(29, title="Kolumne"), entry(22, title="Kolumne")]
    assert changes(old, new) == [
        Change(kind=Kind.AGED, title="Kolumne", old="tag:b.example,2026:15")
    ]


def test_a_link_that_two_items_share_says_nothing():
    old = [entry(22, link="https://b.example/"), entry(21, link="https://b.example/")]
    new = [entry(19, link="https://b.example/"), entry(18, link="https://b.example/")]
    assert [change.kind for change in changes(old, new)] == [Kind.LOST, Kind.LOST]


def test_an_item_that_is_gone_from_between_others_is_lost():
    assert changes(OLD, [entry(22), entry(20)]) == [
        Change(kind=Kind.LOST, title="Nachricht 21", old="tag:b.example,2026:21")
    ]


def test_an_item_that_is_older_than_all_that_are_left_has_aged():
    [change] = changes(OLD, [entry(23), entry(22), entry(21)])
    assert (change.kind, change.old) == (Kind.AGED, "tag:b.example,2026:20")


def test_of_an_empty_feed_everything_is_lost():
    assert [change.kind for change in changes(OLD, [])] == [Kind.LOST] * 3


def test_a_date_that_moved_is_told_for_each_date():
    old = [entry(22, updated="2026-11-22T12:00:00Z")]
    new = [entry(22, published="2026-11-22T13:00:00Z", updated="2026-11-22T14:00:00Z")]
    assert [(change.kind, change.old, change.new) for change in changes(old, new)] == [
        (Kind.PUBLISHED_MOVED, "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z"),
        (Kind.UPDATED_MOVED, "2026-11-22T12:00:00Z", "2026-11-22T14:00:00Z"),
    ]


def test_a_date_in_another_zone_or_form_has_not_moved():
    new = [entry(22, published="Sun, 22 Nov 2026 13:00:00 +0100")]
    assert changes([entry(22)], new) == []


def test_two_items_may_swap_nothing_but_their_places():
    assert changes(OLD, OLD[::-1]) == []
