"""Documents as RSS and Atom: all that they say, and in what order."""

from datetime import UTC, datetime, timedelta

import pytest

from feedservice.feeds import render
from feedservice.records import FeedFormat

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def children(element, *but):
    """What *element* says in its own words: name, text and attributes of each child."""
    return [
        (child.tag, (child.text or "").strip(), dict(child.attrib))
        for child in element
        if child.tag not in but
    ]


def test_a_channel_says_all_that_is_configured(rss, article):
    channel = rss(article())
    assert children(channel, "item") == [
        ("title", "Beispielblatt – Kultur & Medien", {}),
        ("link", "https://example.org/rubrik/kultur-medien", {}),
        ("description", "Bühne, Buch & Film", {}),
        (
            f"{ATOM}link",
            "",
            {
                "href": "https://example.org/feeds/kultur-medien.rss",
                "rel": "self",
                "type": "application/rss+xml",
            },
        ),
        ("copyright", "© 2026 Beispielblatt", {}),
        ("docs", "http://www.rssboard.org/rss-specification", {}),
        ("generator", "feedservice", {}),
        ("image", "", {}),
        ("language", "de-AT", {}),
        ("lastBuildDate", "Fri, 06 Mar 2026 09:30:00 +0100", {}),
        (f"{DC}creator", "Redaktion Beispielblatt", {}),
    ]
    assert children(channel.find("image")) == [
        ("url", "https://example.org/medien/logo.png", {}),
        ("title", "Beispielblatt – Kultur & Medien", {}),
        ("link", "https://example.org/rubrik/kultur-medien", {}),
    ]


def test_an_atom_feed_says_all_that_is_configured(atom, article):
    feed = atom(article())
    assert (feed.tag, dict(feed.attrib)) == (f"{ATOM}feed", {LANG: "de-AT"})
    assert children(feed, f"{ATOM}entry") == [
        (f"{ATOM}id", "tag:example.org,2026:feed:kultur-medien", {}),
        (f"{ATOM}title", "Beispielblatt – Kultur & Medien", {}),
        (f"{ATOM}updated", "2026-03-06T09:30:00+01:00", {}),
        (f"{ATOM}author", "", {}),
        (
            f"{ATOM}link",
            "",
            {
                "href": "https://example.org/feeds/kultur-medien.atom",
                "rel": "self",
                "type": "application/atom+xml",
            },
        ),
        (
            f"{ATOM}link",
            "",
            {
                "href": "https://example.org/rubrik/kultur-medien",
                "rel": "alternate",
                "type": "text/html",
            },
        ),
        (f"{ATOM}generator", "feedservice", {}),
        (f"{ATOM}logo", "https://example.org/medien/logo.png", {}),
        (f"{ATOM}rights", "© 2026 Beispielblatt", {}),
        (f"{ATOM}subtitle", "Bühne, Buch & Film", {}),
    ]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Redaktion Beispielblatt"


def test_an_item_says_all_that_an_article_holds(rss, article):
    subject = article()
    assert children(rss(subject).find("item"), f"{MEDIA}content", "enclosure") == [
        ("title", subject.title, {}),
        ("link", subject.url, {}),
        ("description", subject.summary, {}),
        (f"{CONTENT}encoded", subject.html, {}),
        ("guid", subject.id, {"isPermaLink": "false"}),
        ("category", "Kultur & Medien", {}),
        ("category", "Lokales", {}),  # a category and a tag, and said once
        ("category", "Museum", {}),
        ("pubDate", "Thu, 05 Mar 2026 18:00:00 +0100", {}),
        (f"{ATOM}updated", "2026-03-06T09:30:00+01:00", {}),
        (f"{DC}creator", "Änne Müller", {}),
    ]


def test_an_entry_says_all_that_an_article_holds(atom, article):
    subject = article()
    entry = atom(subject).find(f"{ATOM}entry")
    assert children(entry, f"{MEDIA}content", f"{ATOM}link") == [
        (f"{ATOM}id", subject.id, {}),
        (f"{ATOM}title", subject.title, {}),
        (f"{ATOM}updated", "2026-03-06T09:30:00+01:00", {}),
        (f"{ATOM}author", "", {}),
        (f"{ATOM}content", subject.html, {"type": "html"}),
        (f"{ATOM}summary", subject.summary, {"type": "text"}),
        (f"{ATOM}category", "", {"term": "Kultur & Medien"}),
        (f"{ATOM}category", "", {"term": "Lokales"}),
        (f"{ATOM}category", "", {"term": "Museum"}),
        (f"{ATOM}published", "2026-03-05T18:00:00+01:00", {}),
    ]
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Änne Müller"


def test_the_feed_answers_for_an_entry_without_author(atom, article):
    feed = atom(article(author=None))
    assert [name.text for name in feed.iter(f"{ATOM}name")] == ["Redaktion Beispielblatt"]


def test_what_is_not_configured_is_not_said(rss, atom):
    bare = {"copyright": None, "image": None}
    assert list(rss(**bare).iter("copyright", "image")) == []
    assert list(atom(**bare).iter(f"{ATOM}rights", f"{ATOM}logo", f"{ATOM}icon")) == []


def test_an_empty_category_keeps_its_feed(rss, atom):
    channel, feed = rss(), atom()
    assert channel.findtext("lastBuildDate") == "Fri, 02 Jan 2026 04:04:05 +0100"
    assert feed.findtext(f"{ATOM}updated") == "2026-01-02T04:04:05+01:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Redaktion Beispielblatt"
    assert [*channel.iter("item"), *feed.iter(f"{ATOM}entry")] == []


def test_the_newest_article_stands_first(rss, atom, article):
    later = article(id="tag:example.org,2026:z", published=article().published + timedelta(hours=1))
    ids = [later.id, article().id]
    assert [guid.text for guid in rss(article(), later).iter("guid")] == ids
    assert [e.findtext(f"{ATOM}id") for e in atom(article(), later).iter(f"{ATOM}entry")] == ids


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_a_feed_is_utf8_with_a_line_for_each_element(document, article, feed_format):
    body = render(document(article()), feed_format)
    assert body.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<")
    lines = [line.strip() for line in body.decode().splitlines()]
    assert "<title>Das Museum öffnet wieder</title>" in lines


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_namespaces_are_declared_once_on_the_root(document, article, feed_format):
    body = render(document(article(), article()), feed_format).decode()
    root, rest = body.split(">\n", 2)[1:]
    prefixes = {"rss": ["dc", "media", "atom", "content"], "atom": ["media"]}[feed_format]
    assert [part.split("=")[0] for part in root.split(" xmlns:")[1:]] == prefixes
    assert "xmlns" not in rest


@pytest.mark.parametrize(
    ("published", "dates"),
    [
        # Berlin's own time was 53 minutes and 28 seconds ahead until April 1893.
        ("1893-03-31T12:00", ("1893-03-31T12:00:00+00:00", "Fri, 31 Mar 1893 12:00:00 +0000")),
        ("1893-04-01T12:00", ("1893-04-01T13:00:00+01:00", "Sat, 01 Apr 1893 13:00:00 +0100")),
    ],
)
def test_an_offset_that_no_feed_can_write_is_not_written(rss, atom, article, published, dates):
    instant = datetime.fromisoformat(published).replace(tzinfo=UTC)
    old = article(published=instant, updated=instant)
    assert (
        atom(old).findtext(f"{ATOM}entry/{ATOM}published"),
        rss(old).findtext("item/pubDate"),
    ) == dates
