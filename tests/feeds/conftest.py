"""Whole, valid channels and articles, and their documents as XML."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from feedservice.feeds import compose, render
from feedservice.records import Article, Category, Channel, FeedFormat, Image

CHANGED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

VALID_CHANNEL = {
    "slug": "kultur-medien",
    "id": "tag:example.org,2026:feed:kultur-medien",
    "title": "Beispielblatt – Kultur & Medien",
    "description": "Bühne, Buch & Film",
    "home": "https://example.org/rubrik/kultur-medien",
    "feeds": {
        FeedFormat.RSS: "https://example.org/feeds/kultur-medien.rss",
        FeedFormat.ATOM: "https://example.org/feeds/kultur-medien.atom",
        FeedFormat.JSON: "https://example.org/feeds/kultur-medien.json",
    },
    "language": "de-AT",
    "zone": "Europe/Berlin",
    "author": "Redaktion Beispielblatt",
    "copyright": "© 2026 Beispielblatt",
    "image": "https://example.org/medien/logo.png",
}

VALID_ARTICLE = {
    "id": "tag:example.org,2026:museum",
    "url": "https://example.org/artikel/museum-4f2a",
    "title": "Das Museum öffnet wieder",
    "html": "<p>Nach <b>drei</b> Jahren &amp; vielen Plänen.</p>\n<p>Eintritt: 5&nbsp;€</p>",
    "summary": "Nach drei Jahren & vielen Plänen.",
    "categories": (
        Category(name="Kultur & Medien", slug="kultur-medien"),
        Category(name="Lokales", slug="lokales"),
    ),
    "published": datetime(2026, 3, 5, 17, 0, 0, tzinfo=UTC),
    "updated": datetime(2026, 3, 6, 8, 30, 0, tzinfo=UTC),
    "author": "Änne Müller",
    "tags": ("Museum", "Lokales"),
    "images": (
        Image(
            url="https://example.org/medien/museum.jpg",
            alt='Das „Portal" bei Nacht',
            media_type="image/jpeg",
            length=48211,
        ),
        Image(url="https://fremd.example/plan"),
    ),
}


@pytest.fixture(scope="session")
def channel():
    """Make a valid channel; a test overrides only the field that it is about."""

    def make(**overrides):
        return Channel(**VALID_CHANNEL | overrides)

    return make


@pytest.fixture(scope="session")
def article():
    """Make a valid article; a test overrides only the field that it is about."""

    def make(**overrides):
        return Article(**VALID_ARTICLE | overrides)

    return make


@pytest.fixture(scope="session")
def document(channel):
    """Compose a document of the given articles in a channel with the given overrides."""

    def make(*articles, **overrides):
        return compose(channel(**overrides), articles, changed=CHANGED)

    return make


@pytest.fixture(scope="session")
def rss(document):
    """Render the given articles as RSS, and give the channel as lxml parses it."""

    def make(*articles, **overrides):
        return parsed(render(document(*articles, **overrides), FeedFormat.RSS))[0]

    return make


@pytest.fixture(scope="session")
def atom(document):
    """Render the given articles as Atom, and give the feed as lxml parses it."""

    def make(*articles, **overrides):
        return parsed(render(document(*articles, **overrides), FeedFormat.ATOM))

    return make


def parsed(body):
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(body, parser)
