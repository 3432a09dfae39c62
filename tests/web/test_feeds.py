import gzip
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.http import http_date

from feedservice.feeds import render
from feedservice.press import gate
from feedservice.publish import archiving
from feedservice.records import FeedFormat
from feedservice.store import editions, intake, open_store
from feedservice.web import delivery
from tests.conftest import NOW
from tests.web.conftest import HEADLINES, parsed

CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=60, stale-if-error=86400"


@pytest.fixture
def client(site, serve, record):
    """A client of a site whose only article was published at NOW."""
    site.write("a.txt", record(category="Bücher/Lesen"))
    return serve()


@pytest.mark.parametrize("slug", ["alle", "buecher-lesen"])
@pytest.mark.parametrize("feed_format", FeedFormat)
def test_a_feed_is_the_edition_in_the_store_byte_for_byte(client, site, slug, feed_format):
    with site.store.reading() as view:
        edition = editions.edition(view, slug, feed_format)
    answer = client.get(f"/feeds/{slug}.{feed_format}")
    assert answer.status_code == 200
    assert answer.data == edition.body
    assert answer.content_type == f"{feed_format.media_type}; charset=utf-8"
    assert answer.headers["ETag"] == f'"{edition.etag}"'
    assert answer.headers["Last-Modified"] == http_date(NOW)
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Cache-Control"] == CACHE_CONTROL
    assert answer.content_length == len(edition.body)


def test_each_representation_has_an_entity_tag_of_its_own(client):
    paths = [f"/feeds/{slug}.{f}" for slug in ("alle", "buecher-lesen") for f in FeedFormat]
    assert len({client.get(path).headers["ETag"] for path in paths}) == 6


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({}, 200),
        ({"If-None-Match": '"{etag}"'}, 304),
        ({"If-None-Match": 'W/"{etag}"'}, 304),  # a proxy that has compressed it
        ({"If-None-Match": '"x", "{etag}"'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"x"'}, 200),
        ({"If-None-Match": "{etag}"}, 304),  # without quotes, as some readers send it back
        ({"If-Modified-Since": "{modified}"}, 304),
        ({"If-Modified-Since": "{earlier}"}, 200),
        ({"If-Modified-Since": "irgendwann"}, 200),
        # The entity tag decides alone (RFC 9110 section 13.2.2).
        ({"If-None-Match": '"x"', "If-Modified-Since": "{modified}"}, 200),
        ({"If-None-Match": '"{etag}"', "If-Modified-Since": "{earlier}"}, 304),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whoever_has_the_current_edition_gets_no_body(client, method, asked, status):
    current = client.get("/feeds/alle.rss")
    known = {
        "etag": current.get_etag()[0],
        "modified": current.headers["Last-Modified"],
        "earlier": http_date(NOW - timedelta(seconds=1)),
    }
    headers = {name: value.format(**known) for name, value in asked.items()}
    answer = client.open("/feeds/alle.rss", method=method, headers=headers)
    assert answer.status_code == status
    assert answer.headers["ETag"] == current.headers["ETag"]
    assert answer.headers["Cache-Control"] == CACHE_CONTROL
    assert answer.data == (current.data if (status, method) == (200, "GET") else b"")


def test_head_tells_the_length_and_sends_nothing(client):
    get, head = client.get("/feeds/alle.atom"), client.head("/feeds/alle.atom")
    assert head.data == b""
    told = [(name, value) for name, value in get.headers if name != "Date"]
    assert [(name, value) for name, value in head.headers if name != "Date"] == told


def test_an_edition_is_never_said_to_be_of_the_future(site, serve, record):
    site.write("a.txt", record())
    site.now = datetime.now(UTC) + timedelta(days=1)
    answer = serve().get("/feeds/alle.rss")
    assert answer.last_modified <= datetime.now(UTC)
    # Who sends that date back has not seen an edition of tomorrow.
    known = {"If-Modified-Since": answer.headers["Last-Modified"]}
    assert serve().get("/feeds/alle.rss", headers=known).status_code == 200


def test_a_category_that_has_become_empty_keeps_its_feed(client, site, serve):
    before = client.get("/feeds/buecher-lesen.rss")
    (site.articles / "a.txt").unlink()
    site.now += timedelta(seconds=1)
    after = serve().get("/feeds/buecher-lesen.rss")
    assert after.status_code == 200
    assert b"<item>" in before.data
    assert b"<item>" not in after.data
    assert after.last_modified > before.last_modified


@pytest.mark.parametrize(
    "path",
    [
        "/feeds/",
        "/feeds/sport",  # no such category
        "/feeds/alle.jsonl",
        "/feeds/alle.RSS",
        "/feeds/alle.rss/",
        "/feeds/sport.rss",
        "/feeds/.rss",
        "/feeds/%F0%9F%93%B0.rss",
        "/feeds/%00.rss",
        "/feeds/" + "x" * 10_000 + ".atom",
    ],
)
def test_for_a_feed_that_there_is_not_those_are_named_that_there_are(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (404, "text/html; charset=utf-8")
    assert answer.headers["Cache-Control"] == "no-cache"
    main = parsed(answer.text).xpath("//main")[0]
    assert main.xpath(".//h1/text()") == ["Diesen Feed gibt es nicht"]
    assert addresses_on(main) == EVERY_ADDRESS


EVERY_ADDRESS = {
    name: [f"https://nachrichten.example/feeds/{slug}.{f}" for f in ("rss", "atom", "json")]
    for name, slug in (("Alle Rubriken", "alle"), ("Bücher/Lesen", "buecher-lesen"))
}


def addresses_on(main):
    """The addresses of each feed in a list of feeds, by its name."""
    return {
        row.findtext("h2/a"): row.xpath("p[@class='formats']/a/@href")
        for row in main.xpath("ul[@class='feedlist']/li")
    }


def test_all_feeds_have_a_page(client):
    answer = client.get("/feeds")
    assert answer.status_code == 200
    main = parsed(answer.text).xpath("//main")[0]
    assert addresses_on(main) == EVERY_ADDRESS
    assert main.xpath("header//a/@href") == ["/feeds.opml"]


def test_a_feed_has_a_page_that_shows_it_and_where_to_get_it(client):
    tree = parsed(client.get("/feeds/buecher-lesen").text)
    assert tree.xpath("//h1/text()") == ["Weiltaler Bote: Bücher/Lesen"]
    assert tree.xpath("//main//input/@value") == EVERY_ADDRESS["Bücher/Lesen"]
    assert tree.xpath("//a[contains(@class, 'chip')]/@href")[:2] == [
        "feed:https://nachrichten.example/feeds/buecher-lesen.rss",
        (
            "https://feedly.com/i/subscription/feed/"
            "https%3A%2F%2Fnachrichten.example%2Ffeeds%2Fbuecher-lesen.rss"
        ),
    ]
    facts = {dt.text: dt.getnext().text_content() for dt in tree.iter("dt")}
    assert facts == {
        "Zuletzt geändert und geprüft": "23. November 2026, 10.00 Uhr",
        "Im Feed": "1 Artikel",
        "Insgesamt erschienen": "1 Artikel",
        "Zur Rubrik": "Bücher/Lesen",
    }
    assert tree.xpath(f"{HEADLINES}/text()") == ["Neues vom Fluss"]


@pytest.mark.parametrize("suffix", ["rss", "atom", "json"])
def test_a_browser_that_opens_a_feed_shows_its_page_and_no_cache_keeps_that_for_others(
    client, suffix
):
    path = f"/feeds/buecher-lesen.{suffix}"
    answer = client.get(path, headers={"Sec-Fetch-Dest": "document"})
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert set(answer.headers["Vary"].split(", ")) == {"Accept-Encoding", "Sec-Fetch-Dest"}
    tree = parsed(answer.text)
    assert tree.xpath("//main//p[@class='notice']/a/@href") == [
        f"https://nachrichten.example{path}?quelltext"
    ]
    assert tree.xpath("//link[@rel='canonical']/@href") == [
        "https://nachrichten.example/feeds/buecher-lesen"
    ]


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {}),
        ("", {"Accept": "text/html,application/xhtml+xml"}),  # readers that pose as browsers
        ("", {"Sec-Fetch-Dest": "empty"}),  # readers that are pages themselves
        ("?quelltext", {"Sec-Fetch-Dest": "document"}),
    ],
)
def test_everybody_else_gets_the_feed(client, query, headers):
    answer = client.get(f"/feeds/alle.rss{query}", headers=headers)
    assert answer.content_type == "application/rss+xml; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.fixture
def archive(make_site, record):
    """A site whose feeds hold two items, with five articles of sport."""
    site = make_site(feed_size=2)
    for day in range(1, 6):
        site.write(f"{day}.txt", record(f"Tag {day}", date=f"{day}.11.2026", category="Sport"))
    return site


def test_a_page_of_an_archive_is_handed_out_like_a_feed(archive, serve):
    client = serve(archive.settings)
    first = client.get("/feeds/sport/archiv/1.atom")
    assert (first.status_code, first.content_type) == (200, "application/atom+xml; charset=utf-8")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Vary"] == "Accept-Encoding"
    zipped = client.get("/feeds/sport/archiv/1.atom", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.data) == first.data
    for tag in (first.headers["ETag"], zipped.headers["ETag"]):
        again = client.get("/feeds/sport/archiv/1.atom", headers={"If-None-Match": tag})
        assert (again.status_code, again.headers["ETag"]) == (304, tag)
    date = first.headers["Last-Modified"]
    again = client.get("/feeds/sport/archiv/1.atom", headers={"If-Modified-Since": date})
    assert again.status_code == 304
    assert client.head("/feeds/sport/archiv/1.atom").headers["ETag"] == first.headers["ETag"]


def test_only_a_full_page_may_be_kept_for_long(archive, serve):
    client = serve(archive.settings)
    told = [client.get(f"/feeds/sport/archiv/{n}.rss").headers["Cache-Control"] for n in (1, 2)]
    assert told == [
        "public, max-age=3600, stale-while-revalidate=60, stale-if-error=86400",
        "no-cache",
    ]


def test_a_corrected_page_is_there_at_the_next_look(archive, serve, record, monkeypatch):
    monkeypatch.setattr(delivery, "LOOK_SECONDS", 0)
    client = serve(archive.settings)
    before = client.get("/feeds/sport/archiv/1.rss")
    archive.write("1.txt", record("Berichtigt", date="1.11.2026", category="Sport"))
    archive.now += timedelta(minutes=1)
    archive.publish()
    tag = before.headers["ETag"]
    after = client.get("/feeds/sport/archiv/1.rss", headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert "Berichtigt" in after.text


@pytest.mark.parametrize(
    "page",
    [
        "0.rss",
        "007.rss",
        "-1.rss",
        "4.rss",
        "999999999.rss",
        "9" * 5000 + ".rss",
        "1.json",
        "1",
        "1.rss/",
        "eins.atom",
        "١.rss",
        "%00.rss",
        "..%2f1.rss",
        "",
    ],
)
def test_for_a_page_that_there_is_not_the_feeds_are_named(archive, serve, page):
    answer = serve(archive.settings).get(f"/feeds/sport/archiv/{page}")
    assert answer.status_code == 404
    main = parsed(answer.text).xpath("//main")[0]
    assert main.xpath(".//h2/a/text()") == ["Alle Rubriken", "Sport"]
    assert "prev-archive" in main.text_content()


def test_a_page_that_cannot_be_made_now_is_promised_for_later(archive, serve, monkeypatch):
    monkeypatch.setattr(archiving, "PATIENCE_SECONDS", 0.01)
    client = serve(archive.settings)
    other = open_store(archive.settings.database_url)
    with other.writing() as transaction:
        intake.note_fact(transaction, "x", "1")
        answer = client.get("/feeds/sport/archiv/1.rss")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
        assert client.get("/feeds/sport.rss").status_code == 200
    other.close()
    assert client.get("/feeds/sport/archiv/1.rss").status_code == 200


def test_a_page_with_an_error_is_not_handed_out(archive, serve, monkeypatch):
    client = serve(archive.settings)

    def broken(document, feed_format):
        return render(document, feed_format)[:-9]

    monkeypatch.setattr(gate, "render", broken)
    assert client.get("/feeds/sport/archiv/1.rss").status_code == 503
    monkeypatch.undo()
    assert client.get("/feeds/sport/archiv/1.rss").status_code == 200
