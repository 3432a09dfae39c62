import pytest

from feedservice.inspection.entries import Entry, entries
from feedservice.inspection.reading import UnreadableError

RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Bote</title>
<item><title> Am
  Fluss </title><link>https://b.example/1</link><guid>tag:b.example,2026:1</guid>
  <pubDate>Sun, 22 Nov 2026 18:05:00 +0100</pubDate>
  <atom:updated>2026-11-22T18:10:00Z</atom:updated></item>
<item><title>Ohne Kennung</title><link>https://b.example/2</link>
  <dc:date>2026-11-21</dc:date></item>
<item><title>Nur Titel</title></item>
<item><title>Zweiter</title><guid>tag:b.example,2026:1</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title>
<entry><id>tag:b.example,2026:1</id><title type="xhtml"><div>Am <b>Fluss</b></div></title>
  <link rel="enclosure" href="https://b.example/1.mp3"/><link href="https://b.example/1"/>
  <published>2026-11-22T18:05:00+01:00</published><updated>2026-11-22T18:10:00Z</updated></entry>
<entry><title>Leer</title></entry>
</feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "items": [
  {"id": 7, "url": "https://b.example/1", "title": "Am Fluss",
   "date_published": "2026-11-22T18:05:00+01:00", "date_modified": "2026-11-22T18:10:00Z"},
  {"url": "https://b.example/2"}, "no item"]}"""
FIRST = Entry(
    id="tag:b.example,2026:1",
    link="https://b.example/1",
    title="Am Fluss",
    published="2026-11-22T18:05:00+01:00",
    updated="2026-11-22T18:10:00Z",
)


def test_items_of_rss_are_known_by_guid_link_or_title_each_once():
    first, second, third = entries(RSS.encode())
    assert first == Entry(
        id="tag:b.example,2026:1",
        link="https://b.example/1",
        title="Am Fluss",
        published="Sun, 22 Nov 2026 18:05:00 +0100",
        updated="2026-11-22T18:10:00Z",
    )
    assert (second.id, second.published) == ("https://b.example/2", "2026-11-21")
    assert third.id == "Nur Titel"


def test_entries_of_atom_are_read_with_their_alternate_link():
    first, second = entries(ATOM.encode())
    assert first == FIRST
    assert second.id == "Leer"


def test_items_of_json_feed_are_read():
    first, second = entries(b"\xef\xbb\xbf" + JSON.encode())
    assert (first.id, first.updated) == ("7", "2026-11-22T18:10:00Z")
    assert second.id == "https://b.example/2"


def test_one_instant_is_equal_however_it_is_written():
    rss, atom = entries(RSS.encode())[0], entries(ATOM.encode())[0]
    assert rss.instant("published") == atom.instant("published") == rss.moment
    assert Entry(id="1", published="gestern").instant("published") == "gestern"
    assert Entry(id="1", published="gestern").moment is None
    assert Entry(id="1", published="2026-11-22T18:10:00").moment is None  # in which zone?
    assert Entry(id="1", updated="2026-11-22T18:10:00Z").moment is not None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not well-formed"),
        (b"<rss>", "not well-formed"),
        (b"<html/>", "no feed: the root element is html"),
        (b'{"version"', "not JSON"),
        (b'{"a": 1}', "no feed: there are no items"),
        (b"{" + b'"a":{' * 100_000, "not JSON"),
    ],
)
def test_what_is_no_feed_is_said(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        entries(data)


def test_an_entity_stays_closed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    [entry] = entries(
        f"{doctype}<rss><channel><item><title>a&x;b</title></item></channel></rss>".encode()
    )
    assert "secret" not in entry.title
