"""Every address that a feed or a page names leads somewhere, and to what it says."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree, html

from tests.e2e.newspaper import PICTURE
from tests.e2e.sites import fetch, txt

SLUGS = (
    *("alle", "buecher-lesen", "kultur-medien", "lokales", "oesterreich", "politik"),
    *("meinung", "sport", "wirtschaft", "wissen"),
)
CONTENT = {
    "rss": "{http://purl.org/rss/1.0/modules/content/}encoded",
    "atom": "{http://www.w3.org/2005/Atom}content",
}
FILES = ".//enclosure | .//a:link[@rel='enclosure'] | .//m:content"
NAMES = {"a": "http://www.w3.org/2005/Atom", "m": "http://search.yahoo.com/mrss/"}


@pytest.fixture(scope="module")
def feeds(samples):
    """Every feed of the samples, parsed, by its path."""
    paths = [f"/feeds/{slug}.{suffix}" for slug in SLUGS for suffix in CONTENT]
    return {path: etree.fromstring(samples.get(path).body) for path in paths}


def test_the_samples_have_these_categories_and_no_others(samples):
    page = html.fromstring(samples.get("/feeds").body)
    links = page.xpath("//link[@rel='alternate']/@href | //main//p[@class='formats']/a/@href")
    found = {urlsplit(link).path for link in links}
    assert found == {f"/feeds/{slug}.{suffix}" for slug in SLUGS for suffix in (*CONTENT, "json")}


def test_every_feed_names_its_own_address_and_its_page(samples, feeds):
    for path, feed in feeds.items():
        own = feed.xpath(".//a:link[@rel='self']/@href", namespaces=NAMES)
        assert own == [samples.url + path]
        rss, atom = (
            feed.xpath("channel/link/text()"),
            feed.xpath("a:link[@rel='alternate']/@href", namespaces=NAMES),
        )
        slug = re.search(r"/feeds/(.+)\.", path)[1]
        assert rss + atom == [
            f"{samples.url}/" if slug == "alle" else f"{samples.url}/rubrik/{slug}"
        ]
        assert fetch((rss + atom)[0]).status == 200


def test_every_item_leads_to_a_page_with_its_title(feeds):
    seen = set()
    for feed in feeds.values():
        for item in [*feed.iter("item"), *feed.iter("{http://www.w3.org/2005/Atom}entry")]:
            title = item.xpath("title | a:title", namespaces=NAMES)[0].text
            link = item.xpath("link/text() | a:link[@rel='alternate']/@href", namespaces=NAMES)[0]
            if link not in seen:
                answer = fetch(link)
                assert answer.status == 200
                assert html.fromstring(answer.body).findtext(".//h1") == title
                seen.add(link)
    assert len(seen) == 29


def test_every_picture_has_the_type_and_the_length_that_the_feed_states(feeds):
    seen = set()
    for feed in feeds.values():
        for file in feed.xpath(FILES, namespaces=NAMES):
            address = file.get("url") or file.get("href")
            length = file.get("length") or file.get("fileSize")
            answer = fetch(address)
            assert answer.status == 200
            assert answer.headers["Content-Type"] == file.get("type")
            assert len(answer.body) == int(length)
            seen.add(address)
    assert len(seen) == 3


def test_every_address_in_a_full_text_is_absolute(feeds):
    for path, feed in feeds.items():
        for node in feed.iter(CONTENT[path.rpartition(".")[2]]):
            for address in addresses_in(node.text):
                assert re.match(r"https?://[^/]+|mailto:|tel:", address)


def addresses_in(text):
    """Every address in a piece of HTML, in its order."""
    fragment = html.fragment_fromstring(text, create_parent=True)
    return [address for _, _, address, _ in fragment.iterlinks()]


def test_what_a_text_shows_from_beside_its_record_can_be_had(site):
    site.write("lokales/bilder/Brücke 1.png", PICTURE)
    site.write("lokales/ton.mp3", b"\xff\xfb\x90\x00")
    body = (
        "![Brücke](<bilder/Brücke 1.png>)\n\n[Rubrik](/rubrik/lokales), [oben](#anfang)\n\n"
        '<audio controls src="ton.mp3"></audio>'
    )
    head = "title: Brücke\ndate: 1. März 2024\ncategory: Lokales\n"
    site.write("lokales/bruecke.md", f"---\n{head}---\n\n{body}\n")
    site.serve()
    feed = etree.fromstring(site.get("/feeds/lokales.rss").body)
    found = addresses_in(feed.findtext(f"channel/item/{CONTENT['rss']}"))
    assert found == [
        f"{site.url}/medien/lokales/bilder/Br%C3%BCcke%201.png",
        f"{site.url}/rubrik/lokales",
        f"{feed.findtext('channel/item/link')}#anfang",
        f"{site.url}/medien/lokales/ton.mp3",
    ]
    answers = [fetch(address.partition("#")[0]) for address in found]
    assert [answer.status for answer in answers] == [200] * 4
    assert [answer.headers["Content-Type"] for answer in answers] == [
        "image/png",
        "text/html; charset=utf-8",
        "text/html; charset=utf-8",
        "audio/mpeg",
    ]


def test_every_page_is_whole_and_every_link_on_it_leads_somewhere(samples):
    waiting, seen = [samples.url + "/"], set()
    while waiting:
        address = waiting.pop()
        if address in seen or not address.startswith(samples.url):
            continue
        seen.add(address)
        answer = fetch(address)
        assert answer.status == 200, address
        if answer.headers["Content-Type"].startswith("text/html"):
            page = parsed(answer.body)
            waiting += [
                urljoin(address, link).partition("#")[0] for *_, link, _ in page.iterlinks()
            ]
    kinds = {urlsplit(address).path.split("/")[1] for address in seen}
    assert kinds == {"", "rubrik", "artikel", "feeds", "feeds.opml", "medien", "static"}


def parsed(body):
    """A page, which must hold what a page needs, and nothing that a parser must repair."""
    parser = etree.HTMLParser()
    page = html.document_fromstring(body)
    etree.fromstring(body, parser)
    unknown = {"HTML_UNKNOWN_TAG"}  # libxml2 does not know the elements of HTML 5
    errors = [error for error in parser.error_log if error.type_name not in unknown]
    assert [str(error) for error in errors] == []
    assert body.startswith(b"<!doctype html>")
    assert page.get("lang") == "de"
    assert page.findtext(".//title")
    assert len(page.findall(".//h1")) == 1
    assert len(page.findall(".//main")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(image.get("alt") is not None for image in page.iter("img"))
    return page


def test_a_long_category_has_pages_that_lead_from_one_to_the_next(site):
    for number in range(61):
        date = f"1. März 2024, {number // 60:02}:{number % 60:02} Uhr"
        site.write(f"sport/{number}.txt", txt(f"Spiel {number}", date=date, category="Sport"))
    site.serve()
    address, titles, pages = f"{site.url}/rubrik/sport", [], 0
    while address:
        page = parsed(fetch(address).body)
        titles += page.xpath("//main//li//h2/a/text()")
        following = page.xpath("//a[@rel='next']/@href")
        before = page.xpath("//a[@rel='prev']/@href")
        assert bool(before) == (pages > 0)
        address = urljoin(address, following[0]) if following else None
        pages += 1
    assert titles == [f"Spiel {number}" for number in range(60, -1, -1)]
    assert pages == 3
    assert len(site.items("sport")) == 50  # a feed holds the newest
