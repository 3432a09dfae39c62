from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from feedservice.web import sitemaps

NAMES = {
    "m": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
BASE = "https://nachrichten.example"


def found(client, path, wanted="//m:loc/text()"):
    answer = client.get(path.removeprefix(BASE))
    assert (answer.status_code, answer.content_type) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(answer.data).xpath(wanted, namespaces=NAMES)


def test_robots_are_let_in_and_shown_the_way(serve):
    answer = serve().get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.text == (
        "User-agent: *\nDisallow: /status\n\n"
        "Sitemap: https://nachrichten.example/sitemap.xml\n"
        "Sitemap: https://nachrichten.example/sitemap-news.xml\n"
    )


def test_robots_find_the_status_page_closed_below_a_path_too(make_site, serve):
    settings = make_site(base_url="https://nachrichten.example/blatt").settings
    assert "Disallow: /blatt/status\n" in serve(settings).get("/robots.txt").text


def test_the_map_of_news_claims_no_time_where_there_is_none(site, serve, record):
    site.now = datetime.now(UTC)
    today = site.now.astimezone(ZoneInfo("Europe/Berlin")).date()
    site.write("a.txt", record(date=f"{today:%d.%m.%Y}"))
    dates = found(serve(), "/sitemap-news.xml", "//news:publication_date/text()")
    assert dates == [today.isoformat()]


def test_every_page_is_in_the_map_and_nothing_else(site, serve, record):
    site.write("a.txt", record("Söhne & Töchter", date="20.11.2026", category="Bücher/Lesen"))
    site.write("b.txt", record("Bald", date="1.1.2099"))
    site.write("c.txt", record("Weg"))
    client = serve()
    (site.articles / "c.txt").unlink()
    site.publish()
    addresses = [a for part in found(client, "/sitemap.xml") for a in found(client, part)]
    assert all(client.get(a.removeprefix(BASE)).status_code == 200 for a in addresses)
    assert [a.partition("-to")[0] for a in addresses] == [
        f"{BASE}/feeds",
        f"{BASE}/",
        f"{BASE}/feeds/alle",
        f"{BASE}/rubrik/buecher-lesen",
        f"{BASE}/feeds/buecher-lesen",
        f"{BASE}/rubrik/lokales",
        f"{BASE}/feeds/lokales",
        f"{BASE}/artikel/soehne",
    ]


def test_a_large_archive_has_several_maps_that_fill_up_once(site, serve, record, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_ADDRESSES", 2)
    for number in range(5):
        site.write(f"{number}.txt", record(f"Nr. {number}"))
    client = serve()
    parts = found(client, "/sitemap.xml")[1:]
    assert parts == [f"{BASE}/sitemap/artikel-{number}.xml" for number in (1, 2, 3)]
    assert [len(found(client, part)) for part in parts] == [2, 2, 1]
    (site.articles / "0.txt").unlink()
    site.publish()
    assert [len(found(client, part)) for part in parts] == [1, 2, 1]


@pytest.mark.parametrize("part", ["0", "2", "-1", "x", "9999999", "9" * 30])
def test_a_map_that_there_is_not_is_not_found(site, serve, record, part):
    site.write("a.txt", record())
    assert serve().get(f"/sitemap/artikel-{part}.xml").status_code == 404


def test_the_map_of_news_holds_those_of_the_last_two_days(site, serve, record):
    now = datetime.now(UTC)
    for hours in (1, 47, 49):
        date = (now - timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M UTC")
        site.write(f"{hours}.txt", record(f"Vor {hours} & mehr", date=date))
    site.now = now
    client = serve()
    assert found(client, "/sitemap-news.xml", "//news:title/text()") == [
        "Vor 1 & mehr",
        "Vor 47 & mehr",
    ]
    assert found(client, "/sitemap-news.xml", "//news:name/text()") == ["Weiltaler Bote"] * 2
    assert found(client, "/sitemap-news.xml", "//news:language/text()") == ["de"] * 2


def test_maps_of_an_empty_site_are_empty(serve):
    client = serve()
    assert found(client, "/sitemap-news.xml") == []
    assert len(found(client, "/sitemap.xml")) == 1
