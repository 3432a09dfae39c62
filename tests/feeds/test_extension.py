"""What feedgen lacks, and what it would get wrong."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from feedservice.feeds import compose, render
from feedservice.records import FeedFormat, Image
from tests.feeds.conftest import CHANGED

ATOM = "{http://www.w3.org/2005/Atom}"
FH = "{http://purl.org/syndication/history/1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"

OURS = Image(
    url="https://example.org/medien/a.jpg", alt="Ein Tor", media_type="image/jpeg", length=0
)
THEIRS = Image(url="https://fremd.example/b")
UNTYPED = Image(url="https://example.org/medien/d", length=9)
TYPED = Image(url="https://fremd.example/c.png", media_type="image/png")


def attributes(elements):
    return [dict(element.attrib) for element in elements]


OTHERS = {
    "current": {
        FeedFormat.RSS: "https://example.org/feeds/a.rss",
        FeedFormat.ATOM: "https://example.org/feeds/a.atom",
    },
    "prev-archive": {
        FeedFormat.RSS: "https://example.org/feeds/a/archiv/1.rss",
        FeedFormat.ATOM: "https://example.org/feeds/a/archiv/1.atom",
    },
}


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_a_page_of_an_archive_leads_to_other_documents_and_says_what_it_is(
    channel, article, feed_format
):
    page = compose(channel(), [article()], changed=CHANGED, links=OTHERS, is_archive=True)
    root = etree.fromstring(render(page, feed_format))
    feed = root[0] if feed_format is FeedFormat.RSS else root
    found = {link.get("rel"): link.get("href") for link in feed.iterfind(f"{ATOM}link")}
    assert found.items() >= {rel: to[feed_format] for rel, to in OTHERS.items()}.items()
    assert [child.tag for child in feed].count(f"{FH}archive") == 1
    assert root.nsmap["fh"] == FH.strip("{}")


@pytest.mark.parametrize("feed_format", [FeedFormat.RSS, FeedFormat.ATOM])
def test_a_current_feed_leads_to_its_archive_and_is_none(channel, article, feed_format):
    links = {"prev-archive": OTHERS["prev-archive"]}
    body = render(compose(channel(), [article()], changed=CHANGED, links=links), feed_format)
    assert body.count(b'rel="prev-archive"') == 1
    assert b"fh:" not in body


def test_links_of_an_entry_say_what_they_are(atom, article):
    assert attributes(atom(article()).iterfind(f"{ATOM}entry/{ATOM}link")) == [
        {
            "rel": "alternate",
            "type": "text/html",
            "href": "https://example.org/artikel/museum-4f2a",
        },
        {
            "rel": "enclosure",
            "href": "https://example.org/medien/museum.jpg",
            "type": "image/jpeg",
            "length": "48211",
        },
    ]


def test_an_item_has_one_page_and_one_enclosure(rss, article):
    item = rss(article()).find("item")
    assert [link.text for link in item.iterfind("link")] == [article().url]
    assert attributes(item.iterfind("enclosure")) == [
        {"url": "https://example.org/medien/museum.jpg", "type": "image/jpeg", "length": "48211"}
    ]


@pytest.mark.parametrize(
    ("images", "enclosed"),
    [
        ((), []),
        ((OURS,), [OURS.url]),
        ((OURS, OURS), [OURS.url]),  # RSS has room for one
        ((THEIRS, OURS), []),  # only the lead image stands for the article
        ((UNTYPED,), []),
        ((TYPED,), []),  # no length, and feedgen would write 0
    ],
)
def test_the_lead_image_is_enclosed_if_it_is_ours(rss, atom, article, images, enclosed):
    subject = article(images=images)
    links = atom(subject).iterfind(f"{ATOM}entry/{ATOM}link[@rel='enclosure']")
    assert [link.get("href") for link in links] == enclosed
    assert [element.get("url") for element in rss(subject).iter("enclosure")] == enclosed


def test_every_image_is_media_content(rss, atom, article):
    subject = article(images=(OURS, THEIRS, TYPED))
    expected = [
        {"url": OURS.url, "medium": "image", "type": "image/jpeg", "fileSize": "0"},
        {"url": THEIRS.url, "medium": "image"},
        {"url": TYPED.url, "medium": "image", "type": "image/png"},
    ]
    assert attributes(rss(subject).iterfind(f"item/{MEDIA}content")) == expected
    assert attributes(atom(subject).iterfind(f"{ATOM}entry/{MEDIA}content")) == expected


def test_an_alternative_text_stands_with_its_image(rss, atom, article):
    subject = article(images=(THEIRS, OURS))
    for channel in (rss(subject), atom(subject)):
        without, with_text = channel.iter(f"{MEDIA}content")
        assert list(without) == []
        assert [(child.tag, dict(child.attrib), child.text) for child in with_text] == [
            (f"{MEDIA}title", {"type": "plain"}, "Ein Tor")
        ]


def test_a_byline_in_rss_is_a_creator_and_never_an_email_address(rss, article):
    channel = rss(article())
    assert [creator.text for creator in channel.iterfind(f"item/{DC}creator")] == ["Änne Müller"]
    assert list(channel.iter("author", "managingEditor", "webMaster")) == []


def test_the_channel_answers_for_an_item_without_author(rss, article):
    channel = rss(article(author=None))
    assert [creator.text for creator in channel.iter(f"{DC}creator")] == ["Redaktion Beispielblatt"]


def test_an_item_that_was_updated_says_when(rss, article):
    item = rss(article()).find("item")
    assert item.findtext("pubDate") == "Thu, 05 Mar 2026 18:00:00 +0100"
    assert item.findtext(f"{ATOM}updated") == "2026-03-06T09:30:00+01:00"


def test_an_item_that_was_never_updated_has_one_date(rss, article):
    item = rss(article(updated=article().published)).find("item")
    assert item.findtext("pubDate") == "Thu, 05 Mar 2026 18:00:00 +0100"
    assert item.find(f"{ATOM}updated") is None


@pytest.mark.parametrize(
    "row",
    [
        (
            datetime(2026, 10, 25, 0, 50, tzinfo=UTC),  # last hour of summer time
            "Europe/Berlin",
            "Sun, 25 Oct 2026 02:50:00 +0200",
            "2026-10-25T02:50:00+02:00",
        ),
        (
            datetime(2026, 10, 25, 1, 10, tzinfo=UTC),  # twenty minutes later
            "Europe/Berlin",
            "Sun, 25 Oct 2026 02:10:00 +0100",
            "2026-10-25T02:10:00+01:00",
        ),
        (
            datetime(2026, 12, 31, 23, 30, tzinfo=UTC),  # another year there
            "Europe/Vienna",
            "Fri, 01 Jan 2027 00:30:00 +0100",
            "2027-01-01T00:30:00+01:00",
        ),
        (
            datetime(2026, 5, 1, 0, 0, tzinfo=UTC),  # a known offset: not GMT, not -0000
            "UTC",
            "Fri, 01 May 2026 00:00:00 +0000",
            "2026-05-01T00:00:00+00:00",
        ),
        (
            datetime(2026, 5, 1, 2, 0, tzinfo=UTC),
            "America/St_Johns",
            "Thu, 30 Apr 2026 23:30:00 -0230",
            "2026-04-30T23:30:00-02:30",
        ),
    ],
)
def test_every_date_is_printed_in_the_zone_of_the_channel(rss, atom, article, row):
    instant, zone, rfc822, rfc3339 = row
    subject = article(published=instant, updated=instant)
    channel, feed = rss(subject, zone=zone), atom(subject, zone=zone)
    assert [channel.findtext("lastBuildDate"), channel.findtext("item/pubDate")] == [rfc822] * 2
    dates = feed.iter(f"{ATOM}updated", f"{ATOM}published")
    assert [date.text for date in dates] == [rfc3339] * 3
