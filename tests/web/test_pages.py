import json
from datetime import timedelta
from urllib.parse import quote

import brotli
import pytest

from feedservice.config import Settings
from feedservice.records import FeedFormat
from feedservice.web import catalogue
from tests.web.conftest import HEADLINES, parsed

EVIL = """<script>alert("x")</script> & 'Söhne'"""


def words(element):
    return " ".join(element.text_content().split())


def test_before_anything_is_published_the_front_page_says_so(serve):
    tree = parsed(serve().get("/").text)
    assert "Noch ist nichts veröffentlicht." in words(tree.xpath("//main")[0])
    assert tree.xpath("//main//input/@value") == ["https://nachrichten.example/feeds/alle.rss"]


def test_the_front_page_lists_each_category_with_its_headlines_and_feeds(site, serve, record):
    for number in range(6):
        site.write(f"{number}.txt", record(f"Nr. {number}", date=f"22.11.2026, 10.0{number} Uhr"))
    site.write("k.txt", record("Premiere", category="Kultur & Medien", date="21.11.2026"))
    tree = parsed(serve().get("/").text)
    assert tree.xpath("//h2/a/text()") == ["Kultur & Medien", "Lokales"]
    assert tree.xpath("//h2/a/@href") == ["/rubrik/kultur-medien", "/rubrik/lokales"]
    culture, local = tree.xpath("//section[@class='front']")
    assert local.xpath(".//h3/a/text()") == [f"Nr. {n}" for n in (5, 4, 3, 2, 1)]
    assert words(culture.xpath(".//li")[0]) == "Premiere Text. 21. November 2026"
    assert words(local.xpath(".//li")[0]) == "Nr. 5 Text. 22. November 2026, 10.05 Uhr"
    assert words(local.xpath(".//li")[1]) == "Nr. 4 22. November 2026, 10.04 Uhr"
    assert culture.xpath(".//p[@class='formats']/a/@aria-label") == [
        "RSS-Feed Kultur & Medien",
        "Atom-Feed Kultur & Medien",
        "JSON-Feed Kultur & Medien",
    ]


def test_a_page_announces_its_feeds_to_readers_and_its_address_to_search_engines(
    site, serve, record
):
    site.write("a.txt", record(category="Bücher/Lesen"))
    tree = parsed(serve().get("/rubrik/buecher-lesen").text)
    assert tree.xpath("//link[@rel='canonical']/@href") == [
        "https://nachrichten.example/rubrik/buecher-lesen"
    ]
    assert [
        (link.get("type"), link.get("title"), link.get("href"))
        for link in tree.xpath("//link[@rel='alternate']")
    ] == [
        (
            FeedFormat(suffix).media_type,
            f"{title} ({name})",
            f"https://nachrichten.example/feeds/{slug}.{suffix}",
        )
        for slug, title in (
            ("buecher-lesen", "Weiltaler Bote: Bücher/Lesen"),
            ("alle", "Weiltaler Bote"),
        )
        for suffix, name in (("rss", "RSS"), ("atom", "Atom"), ("json", "JSON"))
    ]


@pytest.fixture
def client(site, serve, record):
    """A client of a site with 61 articles in one category: three pages."""
    for number in range(61):
        clock = f"{8 + number // 60}.{number % 60:02}"
        site.write(f"{number:02}.txt", record(f"Nr. {number}", date=f"22.11.2026, {clock} Uhr"))
    return serve()


@pytest.mark.parametrize(
    ("query", "first", "links", "canonical"),
    [
        ("", "Nr. 60", {"next": "?seite=2"}, ""),
        ("?seite=1", "Nr. 60", {"next": "?seite=2"}, ""),
        ("?seite=2", "Nr. 30", {"prev": "", "next": "?seite=3"}, "?seite=2"),
        ("?seite=3", "Nr. 0", {"prev": "?seite=2"}, "?seite=3"),
    ],
)
def test_a_category_has_pages(client, query, first, links, canonical):
    tree = parsed(client.get(f"/rubrik/lokales{query}").text)
    assert tree.xpath(f"{HEADLINES}/text()")[0] == first
    assert {
        link.get("rel"): link.get("href") for link in tree.xpath("//nav[@class='pager']/a")
    } == {rel: f"/rubrik/lokales{target}" for rel, target in links.items()}
    assert tree.xpath("//link[@rel='canonical']/@href") == [
        f"https://nachrichten.example/rubrik/lokales{canonical}"
    ]


@pytest.mark.parametrize(
    "page",
    ["0", "-1", "4", "abc", "", "1.5", "+2", "02", "٢", "1_0", " 2", str(10**30), "9" * 5000],
)
def test_a_page_that_there_is_not_is_not_found(client, page):
    assert client.get(f"/rubrik/lokales?seite={quote(page)}").status_code == 404


def test_all_categories_together_are_the_front_page_and_no_category(client):
    assert client.get("/rubrik/alle").status_code == 404


def test_a_category_that_has_become_empty_keeps_its_page(site, serve, record):
    site.write("a.txt", record())
    serve()
    (site.articles / "a.txt").unlink()
    tree = parsed(serve().get("/rubrik/lokales").text)
    assert words(tree.xpath("//main/p[@class='empty']")[0]) == "Noch keine Artikel."


def test_an_article_is_shown_with_its_categories_author_and_dates(site, serve):
    site.write(
        "a.md",
        """
        ---
        title: Die Weil steigt
        date: 2026-11-22 18:05
        updated: 2026-11-23 07:30
        categories: [Lokales, Wetter]
        author: Änne Müller
        summary: Kurz gesagt.
        ---
        Der **Pegel** steigt.
        """,
    )
    client = serve()
    address = parsed(client.get("/").text).xpath(f"{HEADLINES}/@href")[0]
    tree = parsed(client.get(address.removeprefix("https://nachrichten.example")).text)
    main = tree.xpath("//main")[0]
    assert [(a.text, a.get("href")) for a in main.xpath(".//p[@class='category']/a")] == [
        ("Lokales", "/rubrik/lokales"),
        ("Wetter", "/rubrik/wetter"),
    ]
    assert words(main.xpath(".//p[@class='byline']")[0]) == (
        "Von Änne Müller, 22. November 2026, 18.05 Uhr, aktualisiert 23. November 2026, 7.30 Uhr"
    )
    assert main.xpath(".//time/@datetime") == [
        "2026-11-22T17:05:00+00:00",
        "2026-11-23T06:30:00+00:00",
    ]
    assert main.xpath(".//strong/text()") == ["Pegel"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [address]
    assert tree.xpath("//meta[@name='description']/@content") == ["Kurz gesagt."]
    assert tree.xpath("//title/text()") == ["Die Weil steigt – Weiltaler Bote"]


@pytest.mark.parametrize(
    ("date", "machine", "people"),
    [
        ("22.11.2026, 0.05 Uhr", "2026-11-21T23:05:00+00:00", "22. November 2026, 0.05 Uhr"),
        # The record names a day: the time that sorts it in the feed is ours and not shown.
        ("22. November 2026", "2026-11-22", "22. November 2026"),
        ("1. März 2026", "2026-03-01", "1. März 2026"),
    ],
)
def test_a_date_is_shown_as_exactly_as_the_record_says_it(page, date, machine, people):
    time = parsed(page(date=date).text).xpath("//main//time")[0]
    assert (time.get("datetime"), time.text) == (machine, people)


def test_whatever_a_record_says_is_shown_and_not_obeyed(page):
    said = {"title": f"Neu: {EVIL}", "category": f"Kultur {EVIL}", "body": f"Text {EVIL}"}
    tree = parsed(page(**said).text)
    assert tree.xpath("//h1/text()") == [said["title"]]
    assert words(tree.xpath("//p[@class='category']")[0]) == said["category"]
    assert said["body"] in words(tree.xpath("//article")[0])
    assert tree.xpath("//title/text()") == [f"{said['title']} – Weiltaler Bote"]


def test_whatever_a_setting_says_is_shown_and_not_obeyed(make_site, serve):
    settings = make_site(title=EVIL, description=f'"{EVIL}', copyright=f"© {EVIL}").settings
    tree = parsed(serve(settings).get("/").text)
    assert tree.xpath("//h1/a/text()") == [EVIL]
    assert tree.xpath("//meta[@name='description']/@content") == [f'"{EVIL}']
    assert words(tree.xpath("//footer/p")[0]) == f"© {EVIL}"


def test_the_lead_image_is_shown_once(site, page):
    site.write("a.jpg", b"x")
    tree = parsed(page().text)
    assert tree.xpath("//article//img/@src") == ["https://nachrichten.example/medien/a.jpg"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Text.", ["https://fremd.example/b.jpg?w=1&h=2"]),
        ("![Bild](https://fremd.example/b.jpg?w=1&h=2)", ["https://fremd.example/b.jpg?w=1&h=2"]),
    ],
)
def test_a_lead_image_that_the_text_shows_already_is_not_shown_again(site, serve, text, shown):
    head = "title: Bild\ndate: 2026-11-22\ncategory: Lokales\nimage: https://fremd.example/b.jpg?w=1&h=2"
    site.write("a.md", f"---\n{head}\n---\n{text}\n")
    client = serve()
    address = parsed(client.get("/").text).xpath(f"{HEADLINES}/@href")[0]
    tree = parsed(client.get(address.removeprefix("https://nachrichten.example")).text)
    assert tree.xpath("//article//img/@src") == shown


@pytest.mark.parametrize(
    "name", ["die-weil-sinkt-{key}", "{key}", "-{key}", "Die-Weil-steigt-{key}", "ä ö-{key}"]
)
def test_the_key_alone_decides_and_another_headline_leads_to_the_current_one(
    site, serve, record, name
):
    site.write("a.txt", record("Die Weil steigt"))
    client = serve()
    current = parsed(client.get("/").text).xpath(f"{HEADLINES}/@href")[0]
    asked = name.format(key=current.rpartition("-")[2])
    answer = client.get(f"/artikel/{quote(asked)}", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["Location"]) == (301, current)
    # Not for good: when the headline changes back, the two would lead in a circle.
    assert answer.headers["Cache-Control"] == "max-age=60"


@pytest.mark.parametrize(
    "name", ["x", "-", "die-weil-steigt", "a-0123456789abcd", "%F0%9F%93%B0-%00", "x" * 10_000]
)
def test_an_article_that_there_is_not_is_not_found(client, name):
    assert client.get(f"/artikel/{name}").status_code == 404


def test_an_article_that_is_removed_is_gone_and_one_that_is_held_is_not_there(site, serve, record):
    site.write("a.txt", record())
    client = serve()
    address = parsed(client.get("/").text).xpath(f"{HEADLINES}/@href")[0]
    path = address.removeprefix("https://nachrichten.example")
    assert client.get(path).status_code == 200
    (site.articles / "a.txt").unlink()
    site.publish()
    gone = client.get(path)
    assert (gone.status_code, gone.headers["Cache-Control"]) == (410, "no-cache")
    assert parsed(gone.text).xpath("//main/p/a/@href") == ["/rubrik/lokales", "/"]
    site.write("a.txt", record(date="1. Januar 2099"))
    site.publish(now=site.now + timedelta(seconds=1))
    assert client.get(path).status_code == 404


def test_an_article_leads_to_those_before_and_after_it_in_its_main_category(site, serve):
    head = "categories: [Lokales, Sport]\nauthor: Änne"
    for number, date in enumerate(["2026-11-20", "2026-11-21", "2026-11-21", "2026-11-22"]):
        site.write(f"{number}.md", f"---\ntitle: Nr. {number}\ndate: {date}\n{head}\n---\nText.\n")
    site.write("x.md", "---\ntitle: Fremd\ndate: 2026-11-21\ncategory: Sport\n---\nText.\n")
    client = serve()
    listed = parsed(client.get("/rubrik/lokales").text).xpath(f"{HEADLINES}/@href")
    for place, address in enumerate(listed):
        tree = parsed(client.get(address.removeprefix("https://nachrichten.example")).text)
        found = {
            link.get("rel"): link.get("href") for link in tree.xpath("//nav[@class='neighbours']/a")
        }
        newer = {"next": listed[place - 1]} if place > 0 else {}
        older = {"prev": listed[place + 1]} if place + 1 < len(listed) else {}
        assert found == newer | older


def test_an_article_tells_programs_what_it_is(site, serve):
    site.write("a.jpg", b"x")
    site.write(
        "a.md",
        """
        ---
        title: "Brücke </script> & „Weil“"
        date: 2026-11-22 18:05
        updated: 2026-11-23 07:30
        categories: [Lokales, Wetter]
        author: Änne Müller
        summary: Kurz <b>gesagt</b>.
        tags: [Fluss, Brücke]
        image: {src: a.jpg, alt: Die Brücke}
        ---
        Der Pegel steigt.
        """,
    )
    client = serve()
    address = parsed(client.get("/").text).xpath(f"{HEADLINES}/@href")[0]
    tree = parsed(client.get(address.removeprefix("https://nachrichten.example")).text)
    publisher = {
        "@type": "Organization",
        "name": "Weiltaler Bote",
        "url": "https://nachrichten.example/",
    }
    assert json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0]) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": address,
        "headline": "Brücke </script> & „Weil“",
        "description": "Kurz <b>gesagt</b>.",
        "datePublished": "2026-11-22T17:05:00+00:00",
        "dateModified": "2026-11-23T06:30:00+00:00",
        "author": [{"@type": "Person", "name": "Änne Müller"}],
        "publisher": publisher,
        "articleSection": ["Lokales", "Wetter"],
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "image": ["https://nachrichten.example/medien/a.jpg"],
        "keywords": ["Fluss", "Brücke"],
    }
    said = {meta.get("property"): meta.get("content") for meta in tree.xpath("//meta[@property]")}
    assert said == {
        "og:type": "article",
        "og:site_name": "Weiltaler Bote",
        "og:locale": "de_DE",
        "og:title": "Brücke </script> & „Weil“",
        "og:description": "Kurz <b>gesagt</b>.",
        "og:url": address,
        "og:image": "https://nachrichten.example/medien/a.jpg",
        "og:image:alt": "Die Brücke",
        "article:published_time": "2026-11-22T17:05:00+00:00",
        "article:modified_time": "2026-11-23T06:30:00+00:00",
        "article:section": "Lokales",
        "article:tag": "Brücke",  # the last of two
    }


def test_an_article_that_is_dated_to_the_day_claims_no_time(page):
    tree = parsed(page(date="22. November 2026").text)
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert (data["datePublished"], data["dateModified"]) == ("2026-11-22", "2026-11-22")
    assert data["author"] == [data["publisher"]]


@pytest.mark.parametrize(
    ("author", "kind"), [("Die Redaktion", "Organization"), ("Dieter Kranz", "Person")]
)
def test_an_article_tells_whether_a_person_or_a_desk_wrote_it(site, serve, author, kind):
    head = f"title: T\ndate: 2026-11-22\ncategories: [Sport]\nauthor: {author}"
    site.write("a.md", f"---\n{head}\n---\nX.\n")
    client = serve()
    home = parsed(client.get("/").text)
    address = home.xpath(f"{HEADLINES}/@href")[0].removeprefix(site.settings.base_url)
    tree = parsed(client.get(address).text)
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["author"] == [{"@type": kind, "name": author}]


def test_many_categories_leave_room_for_the_page(site, serve, record):
    for number in range(31):
        head = f"title: T\ndate: 2026-11-22\ncategories: [Rubrik {number}]"
        site.write(f"{number}.md", f"---\n{head}\n---\nX.\n")
    site.write("a.txt", record("Ganz neu", category="Rubrik 7", date="23.11.2026, 8.00 Uhr"))
    client = serve()
    tree = parsed(client.get("/").text)
    [index] = tree.xpath("//nav//a")
    assert (words(index), index.get("href")) == ("31 Rubriken von A bis Z", "/#rubriken")
    named = tree.xpath("//section[h2/@id='rubriken']//li/a")
    assert sorted(map(words, named)) == sorted(f"Rubrik {number}" for number in range(31))
    assert tree.xpath("//section[h2/@id='rubriken']//h3/text()") == ["R"]
    latest, *fronts = tree.xpath("//section[starts-with(@class, 'front')]")
    assert len(latest.xpath(".//li")) == 10
    assert words(latest.xpath(".//li")[0]) == (
        "Ganz neu Text. Rubrik 7 · 23. November 2026, 8.00 Uhr"
    )
    assert len(fronts) == 9
    assert words(fronts[0].xpath(".//h2")[0]) == "Rubrik 7"
    for address in {address.partition("#")[0] for address in tree.xpath("//main//a/@href")}:
        if address.startswith("/"):
            assert client.get(address).status_code == 200, address


def test_the_home_page_does_not_grow_with_the_categories(site, serve, monkeypatch):
    monkeypatch.setattr(catalogue, "INDEXED", 35)
    for number in range(40):
        head = f"title: T\ndate: 2026-11-22\ncategories: [Rubrik {number}]"
        site.write(f"{number}.md", f"---\n{head}\n---\nX.\n")
    tree = parsed(serve().get("/").text)
    assert len(tree.xpath("//section[h2/@id='rubriken']//li")) == 35
    assert tree.xpath("//section[h2/@id='rubriken']/p/a/@href") == ["/feeds", "/feeds"]
    assert tree.xpath("//section[h2/@id='rubriken']/p[last()]/a/text()") == [
        "5 weitere Rubriken in der Liste aller Feeds"
    ]


def test_many_feeds_are_listed_page_by_page(site, serve, monkeypatch):
    monkeypatch.setattr(catalogue, "FEEDS", 3)
    for number in range(6):
        head = f"title: T\ndate: 2026-11-22\ncategories: [Rubrik {number}]"
        site.write(f"{number}.md", f"---\n{head}\n---\nX.\n")
    client = serve()
    path, listed, canonical = "/feeds", [], []
    while path:
        tree = parsed(client.get(path).text)
        listed += [words(heading) for heading in tree.xpath("//main//li/h2")]
        canonical += tree.xpath("//link[@rel='canonical']/@href")
        path = next(iter(tree.xpath("//nav//a[@rel='next']/@href")), None)
    assert listed == ["Alle Rubriken", *(f"Rubrik {number}" for number in range(6))]
    assert canonical == [
        f"https://nachrichten.example/feeds{q}" for q in ("", "?seite=2", "?seite=3")
    ]
    assert tree.xpath("//nav//a[@rel='prev']/@href") == ["/feeds?seite=2"]
    assert [client.get(f"/feeds?seite={number}").status_code for number in (0, 4)] == [404, 404]
    tree = parsed(client.get("/feeds/nix.rss").text)
    assert tree.xpath("//nav//a[@rel='next']/@href") == ["/feeds?seite=2"]


def test_feeds_of_an_article_are_announced_from_its_own_category_to_all(site, serve):
    site.write("a.md", "---\ntitle: T\ndate: 2026-11-22\ncategories: [Sport, Lokales]\n---\nX.\n")
    client = serve()
    address = parsed(client.get("/").text).xpath(f"{HEADLINES}/@href")[0]
    tree = parsed(client.get(address.removeprefix("https://nachrichten.example")).text)
    assert tree.xpath("//link[@rel='alternate']/@title") == [
        f"{title} ({name})"
        for title in ("Weiltaler Bote: Sport", "Weiltaler Bote: Lokales", "Weiltaler Bote")
        for name in ("RSS", "Atom", "JSON")
    ]


@pytest.mark.parametrize("path", ["/", "/rubrik/lokales", "/feeds/lokales"])
def test_a_browser_that_has_the_page_gets_304_until_it_changes(site, serve, record, path):
    site.write("a.txt", record())
    client = serve()
    first = client.get(path)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Vary"] == "Accept-Encoding"
    assert not first.headers["ETag"].startswith("W/")
    known = {"If-None-Match": first.headers["ETag"]}
    dated = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(path, headers=dated).status_code == 304
    assert client.get(path, headers=known).status_code == 304
    assert client.head(path).content_length == first.content_length
    site.write("b.txt", record("Noch etwas"))
    site.publish()
    assert client.get(path, headers=known).status_code == 200
    assert client.get(path, headers=dated).status_code == 200


def test_pages_are_compressed_once_and_answered_from_memory(client):
    asked = {"Accept-Encoding": "br"}
    for _ in range(2):
        answer = client.get("/rubrik/lokales", headers=asked)
        assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br")
    assert client.application.extensions["delivery"].remembered() == 1
    plain = client.get("/rubrik/lokales")
    assert brotli.decompress(answer.data) == plain.data
    assert answer.headers["ETag"] != plain.headers["ETag"]


def test_an_article_that_no_feed_holds_any_more_is_shown_as_it_is_now(make_site, serve, record):
    site = make_site(feed_size=1)
    site.write("a.txt", record("Alt", date="20.11.2026"))
    site.write("b.txt", record("Neu", date="22.11.2026"))
    client = serve(site.settings)
    address = parsed(client.get("/").text).xpath(f"{HEADLINES}/@href")[1]
    path = address.removeprefix("https://nachrichten.example")
    assert "Zugefügt." not in client.get(path).text
    site.write("a.txt", record("Alt", date="20.11.2026", body="Text. Zugefügt."))
    site.publish()
    assert "Zugefügt." in client.get(path).text


def test_pages_speak_the_language_of_the_site(make_site, serve):
    settings: Settings = make_site(language="de-AT").settings
    assert parsed(serve(settings).get("/").text).get("lang") == "de-AT"


def test_a_category_speaks_its_own_language(make_site, serve, record):
    site = make_site(categories={"Österreich": {"language": "de-AT"}})
    site.write("a.txt", record(category="Österreich"))
    client = serve(site.settings)
    listing = parsed(client.get("/rubrik/oesterreich").text)
    [address] = listing.xpath(f"{HEADLINES}/@href")
    article = parsed(client.get(address.removeprefix("https://nachrichten.example")).text)
    feed = parsed(client.get("/feeds/oesterreich").text)
    assert [page.get("lang") for page in (listing, article, feed)] == ["de-AT"] * 3
    assert article.xpath("//meta[@property='og:locale']/@content") == ["de_AT"]
