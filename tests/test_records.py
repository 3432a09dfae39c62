from dataclasses import FrozenInstanceError
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from feedservice.records import Article, Category, FeedFormat

PUBLISHED = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)
VALID = {
    "id": "tag:nachrichten.example,2026:pegel",
    "url": "https://nachrichten.example/artikel/pegel-abc",
    "title": "Die Weil steigt",
    "html": "<p>Text.</p>",
    "summary": "Text.",
    "categories": (Category(name="Lokales", slug="lokales"),),
    "published": PUBLISHED,
    "updated": PUBLISHED,
}


def test_an_article_updated_the_moment_it_was_published_is_one():
    assert Article(**VALID).updated == PUBLISHED


@pytest.mark.parametrize("field", ["published", "updated"])
@pytest.mark.parametrize(
    "zone",
    [
        None,
        ZoneInfo("Europe/Berlin"),
        ZoneInfo("UTC"),  # the same instants, but compared by the wall clock
        timezone(timedelta(hours=1)),
    ],
)
def test_an_article_refuses_instants_that_are_not_in_utc(field, zone):
    with pytest.raises(ValueError, match="must be in UTC"):
        Article(**VALID | {field: PUBLISHED.replace(tzinfo=zone)})


def test_an_article_cannot_be_updated_before_it_is_published():
    with pytest.raises(ValueError, match="before it is published"):
        Article(**VALID | {"updated": PUBLISHED - timedelta(seconds=1)})


def test_a_record_cannot_be_changed_on_its_way():
    article = Article(**VALID)
    with pytest.raises(FrozenInstanceError):
        article.title = "Anders"


@pytest.mark.parametrize(
    ("feed_format", "media_type"),
    [(FeedFormat.RSS, "application/rss+xml"), (FeedFormat.ATOM, "application/atom+xml")],
)
def test_each_format_has_its_media_type(feed_format, media_type):
    assert feed_format.media_type == media_type
