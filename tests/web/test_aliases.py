"""Whoever looks for a feed by habit finds it."""

import re

import pytest

from feedservice.records import FeedFormat, ListFormat
from feedservice.web import aliases

BASE = "https://nachrichten.example"


@pytest.fixture
def client(site, serve, record):
    """A client of a site with one category."""
    site.write("a.txt", record(category="Kultur & Medien"))
    return serve()


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/feed", "/feeds/alle.rss"),
        ("/feed/", "/feeds/alle.rss"),
        ("/FEED/RSS2/", "/feeds/alle.rss"),
        ("/feed/atom/", "/feeds/alle.atom"),
        ("/rss", "/feeds/alle.rss"),
        ("/rss/", "/feeds/alle.rss"),
        ("/rss.xml", "/feeds/alle.rss"),
        ("/feed.xml", "/feeds/alle.rss"),
        ("/index.xml", "/feeds/alle.rss"),
        ("/feed.rss", "/feeds/alle.rss"),
        ("/feeds.xml", "/feeds/alle.rss"),
        ("/wp-rss2.php", "/feeds/alle.rss"),
        ("/atom", "/feeds/alle.atom"),
        ("/atom.xml", "/feeds/alle.atom"),
        ("/Atom.XML", "/feeds/alle.atom"),
        ("/feed.atom", "/feeds/alle.atom"),
        ("/feed.json", "/feeds/alle.json"),
        ("/opml", "/feeds.opml"),
        ("/kultur-medien/feed", "/feeds/kultur-medien.rss"),
        ("/kultur-medien/rss.xml", "/feeds/kultur-medien.rss"),
        ("/kultur-medien/index.xml", "/feeds/kultur-medien.rss"),
        ("/kultur-medien.rss", "/feeds/kultur-medien.rss"),
        ("/Kultur-Medien/Atom", "/feeds/kultur-medien.atom"),
        ("/rubrik/kultur-medien/feed", "/feeds/kultur-medien.rss"),
        ("/rubrik/kultur-medien.rss", "/feeds/kultur-medien.rss"),
        ("/rubrik/kultur-medien.atom", "/feeds/kultur-medien.atom"),
        ("/rubrik/kultur-medien.json", "/feeds/kultur-medien.json"),
        ("/category/kultur-medien/feed/", "/feeds/kultur-medien.rss"),
        ("/category/kultur-medien/feed/atom/", "/feeds/kultur-medien.atom"),
        ("/tag/kultur-medien/rss/", "/feeds/kultur-medien.rss"),
        ("/categories/kultur-medien/index.xml", "/feeds/kultur-medien.rss"),
        ("/feed/kultur-medien", "/feeds/kultur-medien.rss"),
        ("/feed/kultur-medien.xml", "/feeds/kultur-medien.rss"),
        ("/atom/kultur-medien", "/feeds/kultur-medien.atom"),
        ("/feed/?a=b&c", "/feeds/alle.rss"),
        ("/alle/feed", "/feeds/alle.rss"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_habitual_address_leads_to_the_feed(client, method, path, target):
    answer = client.open(path, method=method, headers={"Host": "boese.example"})
    assert (answer.status_code, answer.headers["Location"]) == (301, BASE + target)
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gibt-es-nicht/feed",
        "/rubrik/gibt-es-nicht.rss",
        "/feed/gibt-es-nicht.xml",
        "/feed//",
        "/feed/x/y",
        "/xfeed",
        "/feed.html",
        "/kultur-medien",
        "/kultur-medien/feed/feed/feed",
        "/rubrik/kultur-medien/feed%00",
        "/..%2ffeed",
    ],
)
def test_what_leads_nowhere_is_answered_as_before(client, path):
    answer = client.get(path)
    assert (answer.status_code, "Location" in answer.headers) == (404, False)
    assert "Alle Rubriken und ihre Feeds" in answer.text


def test_nothing_is_sent_to_a_feed(client):
    assert client.post("/feed").status_code == 404


def test_what_there_is_stays(client):
    assert client.get("/feeds").status_code == 200
    assert client.get("/rubrik/kultur-medien").status_code == 200


def test_below_a_path_they_lead_below_it(make_site, serve, record):
    site = make_site(base_url="https://x.example/news")
    site.write("a.txt", record())
    client = serve(site.settings)
    for path in ("/news/lokales/feed/", "/lokales/feed/"):
        assert client.get(path).headers["Location"] == "https://x.example/news/feeds/lokales.rss"


def test_a_category_called_as_a_feed_has_one(site, serve, record):
    site.write("a.txt", record(category="Feed"))
    client = serve()
    assert client.get("/feed/feed").headers["Location"] == f"{BASE}/feeds/feed.rss"


def test_every_address_of_the_site_is_understood_as_written():
    for path, kind in aliases.SITE.items():
        assert path == path.lower()
        assert aliases.meant(path) == ("" if kind in list(ListFormat) else "alle", kind)


@pytest.mark.parametrize("kind", FeedFormat)
def test_the_addresses_of_one_category_are_no_other_s(kind):
    pattern = re.compile(aliases.category_pattern(kind, "sport"))
    assert pattern.fullmatch(f"/sport.{kind}")
    assert not pattern.fullmatch(f"/wintersport.{kind}")
    assert aliases.meant(f"/rubrik/wintersport.{kind}") == ("wintersport", kind)
