"""What a feed says before it takes a format."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from feedservice.feeds import Document, compose

CHANGED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
NOON = datetime(2026, 3, 5, 12, 0, 0, tzinfo=UTC)


def at(article, moment, id_="tag:example.org,2026:a", *, updated=None):
    return article(id=id_, published=moment, updated=updated or moment)


def test_the_newest_article_comes_first(channel, article):
    old, middle, new = (at(article, NOON + timedelta(hours=hour)) for hour in range(3))
    document = compose(channel(), [middle, new, old], changed=CHANGED)
    assert document == Document(
        channel=channel(), articles=(new, middle, old), updated=new.published
    )


def test_an_hour_that_the_clocks_show_twice_is_in_order(channel, article):
    # In Berlin 02:50 MESZ and, twenty minutes later, 02:10 MEZ.
    summer = at(article, datetime(2026, 10, 25, 0, 50, tzinfo=UTC))
    winter = at(article, datetime(2026, 10, 25, 1, 10, tzinfo=UTC))
    assert compose(channel(), [summer, winter], changed=CHANGED).articles == (winter, summer)


def test_articles_of_one_second_stay_in_the_order_given(channel, article):
    a, b, c = (at(article, NOON, f"tag:example.org,2026:{letter}") for letter in "abc")
    assert compose(channel(), [c, a, b], changed=CHANGED).articles == (c, a, b)


def test_a_document_is_as_new_as_its_newest_update(channel, article):
    new = at(article, NOON)
    old = at(article, NOON - timedelta(days=9), updated=NOON + timedelta(minutes=1))
    document = compose(channel(), [new, old], changed=NOON + timedelta(days=1))
    assert document.updated == NOON + timedelta(minutes=1)


def test_an_empty_document_is_as_new_as_the_last_change_of_its_channel(channel):
    document = compose(channel(), [], changed=CHANGED)
    assert document == Document(channel=channel(), articles=(), updated=CHANGED)


@pytest.mark.parametrize(
    "zone",
    [
        None,
        ZoneInfo("Europe/Berlin"),
        ZoneInfo("UTC"),  # the same clock, but not the one object that all instants share
        timezone(timedelta(0), "GMT"),
    ],
)
def test_a_change_that_is_not_dated_in_utc_is_refused(channel, article, zone):
    changed = CHANGED.replace(tzinfo=zone)
    with pytest.raises(ValueError, match="a feed is dated in UTC"):
        compose(channel(), [article()], changed=changed)
    with pytest.raises(ValueError, match="a feed is dated in UTC"):
        replace(compose(channel(), [], changed=CHANGED), updated=changed)
