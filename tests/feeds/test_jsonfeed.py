"""JSON Feed 1.1, member by member."""

import json

import pytest

from feedservice.feeds import render
from feedservice.records import FeedFormat
from feedservice.validation import validate


@pytest.fixture
def feed(document):
    """Render articles as a JSON Feed, and read it."""

    def make(*articles, **overrides):
        return json.loads(render(document(*articles, **overrides), FeedFormat.JSON))

    return make


def test_the_head_says_what_the_channel_says(feed):
    assert feed() == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Beispielblatt – Kultur & Medien",
        "home_page_url": "https://example.org/rubrik/kultur-medien",
        "feed_url": "https://example.org/feeds/kultur-medien.json",
        "description": "Bühne, Buch & Film",
        "icon": "https://example.org/medien/logo.png",
        "authors": [{"name": "Redaktion Beispielblatt"}],
        "language": "de-AT",
        "items": [],
    }


def test_an_item_says_what_the_article_says(feed, article):
    subject = article()
    [item] = feed(subject)["items"]
    assert item == {
        "id": subject.id,
        "url": subject.url,
        "title": subject.title,
        "content_html": subject.html,
        "summary": subject.summary,
        "image": subject.images[0].url,
        "date_published": "2026-03-05T18:00:00+01:00",
        "date_modified": "2026-03-06T09:30:00+01:00",
        "authors": [{"name": subject.author}],
        "tags": ["Kultur & Medien", "Lokales", "Museum"],
        "attachments": item["attachments"],
    }
    first = subject.images[0]
    assert item["attachments"][0] == {
        "url": first.url,
        "mime_type": first.media_type,
        "title": first.alt,
        "size_in_bytes": first.length,
    }


def test_what_is_not_known_is_left_out(feed, article):
    [item] = feed(article(author=None, images=(), tags=()))["items"]
    assert item.keys().isdisjoint({"authors", "image", "attachments"})


def test_umlauts_stand_as_they_are_and_each_member_has_a_line(document, article):
    lines = render(document(article()), FeedFormat.JSON).decode().splitlines()
    assert '      "title": "Das Museum öffnet wieder",' in lines


def test_the_validator_finds_nothing(document, article):
    body = render(document(article()), FeedFormat.JSON)
    assert validate(body, base_url="https://example.org/feeds/kultur-medien.json") == []
