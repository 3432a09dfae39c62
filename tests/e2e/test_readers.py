"""Real feed readers subscribe: what they show is what the records say, in both formats."""

import calendar
import re
from contextlib import closing
from datetime import UTC, datetime
from html import unescape

import feedparser
import pytest
from reader import make_reader

from tests.e2e import newsboat, newspaper

FORMATS = ("rss", "atom")  # as the fixture desk has them
SLUGS = (
    *("alle", "buecher-lesen", "kultur-medien", "lokales", "meinung", "oesterreich"),
    *("politik", "sport", "wirtschaft", "wissen"),
)

feeds = pytest.mark.parametrize(
    ("slug", "suffix"),
    [(slug, suffix) for slug in ("kultur-medien", "alle") for suffix in FORMATS],
)


@feeds
def test_feedparser_shows_what_the_records_say(paper, slug, suffix):
    feed = feedparser.parse(f"{paper.url}/feeds/{slug}.{suffix}")
    assert feed.bozo is False
    assert (feed.status, feed.version) == (200, {"rss": "rss20", "atom": "atom10"}[suffix])
    assert [_seen_by_feedparser(entry) for entry in feed.entries] == newspaper.expected(paper.url)[
        slug
    ]


def _seen_by_feedparser(entry):
    files = [newspaper.Enclosure(e.href, e.type, int(e.length)) for e in entry.enclosures]
    (content,) = entry.content
    assert content.type == "text/html"
    published = _instant(entry.published_parsed)
    return newspaper.Expected(
        title=unescape(entry.title),
        link=_without_hash(entry.link),
        id=entry.id,
        published=published,
        updated=_instant(entry.updated_parsed) if "updated" in entry else published,
        author=entry.get("author"),
        categories=tuple(tag.term for tag in entry.tags),
        html=content.value,
        enclosure=files[0] if files else None,
    )


def _without_hash(link):
    return re.sub(r"[a-z0-9]+$", "", link)


def _instant(parsed):
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC)


@feeds
def test_reader_shows_what_the_records_say(paper, tmp_path, slug, suffix):
    with closing(make_reader(str(tmp_path / "reader.sqlite"))) as reader:
        reader.add_feed(f"{paper.url}/feeds/{slug}.{suffix}")
        reader.update_feeds()
        seen = sorted(map(_seen_by_reader, reader.get_entries()), key=lambda e: e.published)
    articles = newspaper.expected(paper.url)[slug]
    assert seen[::-1] == [article._replace(categories=()) for article in articles]


def _seen_by_reader(entry):
    files = [newspaper.Enclosure(e.href, e.type, e.length) for e in entry.enclosures]
    (content,) = entry.content
    assert content.type == "text/html"
    return newspaper.Expected(
        title=unescape(entry.title),
        link=_without_hash(entry.link),
        id=entry.id,
        published=entry.published,
        updated=entry.updated or entry.published,
        author=entry.authors[0].name if entry.authors else None,
        categories=(),  # reader keeps none
        html=content.value,
        enclosure=files[0] if files else None,
    )


@newsboat.needed
@feeds
def test_newsboat_shows_what_the_records_say(paper, tmp_path, slug, suffix):
    boat = newsboat.Newsboat(tmp_path / "newsboat", f"{paper.url}/feeds/{slug}.{suffix}")
    boat.poll()
    items = [item._replace(link=_without_hash(item.link)) for item in boat.items()]
    assert items == [_row(article) for article in newspaper.expected(paper.url)[slug]]


def _row(article):
    return newsboat.Row(
        title=article.title,
        link=article.link,
        id=article.id,
        date=int(article.published.timestamp()),
        author=article.author or "",
        content=article.html,
        enclosure="",  # it takes sound and films alone
    )


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_sample_article_reaches_every_reader(samples, suffix):
    titles = set(samples.items("alle"))
    assert len(titles) == 29
    url = f"{samples.url}/feeds/alle.{suffix}"
    assert {unescape(entry.title) for entry in feedparser.parse(url).entries} == titles
    with closing(make_reader(":memory:")) as reader:
        reader.add_feed(url)
        reader.update_feeds()
        assert {unescape(entry.title) for entry in reader.get_entries()} == titles


@newsboat.needed
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_sample_article_reaches_newsboat(samples, tmp_path, suffix):
    boat = newsboat.Newsboat(tmp_path / "newsboat", f"{samples.url}/feeds/alle.{suffix}")
    boat.poll()
    assert {row.title for row in boat.items()} == set(samples.items("alle"))


@newsboat.needed
def test_newsboat_imports_the_list_of_all_feeds(samples, tmp_path):
    first = f"{samples.url}/feeds/sport.rss"
    boat = newsboat.Newsboat(tmp_path / "newsboat", first)
    subscribed = boat.subscribe(samples.get("/feeds.opml").body)
    assert len(subscribed) == 10  # each once, and that which it had already not again
    assert {address.partition(" ")[0] for address in subscribed} == {
        f"{samples.url}/feeds/{slug}.rss" for slug in SLUGS
    }
    boat.poll()
    assert {row.title for row in boat.items()} == set(samples.items("alle"))


def test_a_reader_that_is_given_a_habitual_address_reads_the_feed(samples):
    for address in ("/feed/", "/rubrik/politik/feed"):
        feed = feedparser.parse(samples.url + address)
        assert (feed.status, feed.bozo) == (301, False)
        assert feed.href.startswith(f"{samples.url}/feeds/")
        assert feed.entries


def test_feedparser_asks_again_and_gets_304_and_then_only_what_is_new(desk):
    url = desk.site.url + desk.path
    first = feedparser.parse(url)
    for known in ({"etag": first.etag}, {"modified": first.modified}):
        again = feedparser.parse(url, **known)
        assert (again.status, again.entries) == (304, [])
    change(desk)
    later = feedparser.parse(url, etag=first.etag, modified=first.modified)
    assert (later.status, later.bozo) == (226, False)  # it asks with A-IM: feed
    assert [e.title for e in later.entries] == ["Drei", "Zwei, neu"]
    assert later.entries[1].id == first.entries[0].id
    assert feedparser.parse(url, etag=later.etag).status == 304
    by_date = feedparser.parse(url, modified=first.modified)  # nothing says what it has
    assert (by_date.status, len(by_date.entries)) == (200, 3)


def test_reader_asks_again_and_gets_304_and_then_only_what_is_new(desk, tmp_path):
    url = desk.site.url + desk.path
    with closing(make_reader(str(tmp_path / "reader.sqlite"))) as reader:
        reader.add_feed(url)
        assert reader.update_feed(url).new == 2
        assert reader.update_feed(url) is None
        desk.until(lambda: desk.statuses(desk.path) == ["200", "304"], "a 304 in the log")
        change(desk)
        update = reader.update_feed(url)
        assert (update.new, update.modified) == (1, 1)
        desk.until(lambda: desk.statuses(desk.path)[-1] == "226", "a delta in the log")
        assert {entry.title for entry in reader.get_entries()} == {"Drei", "Zwei, neu", "Eins"}
        assert reader.update_feed(url) is None


@newsboat.needed
def test_newsboat_asks_again_and_gets_304_and_then_only_what_is_new(desk, tmp_path):
    boat = newsboat.Newsboat(tmp_path / "newsboat", desk.site.url + desk.path)
    for _ in range(4):
        boat.poll()
    # Its first two polls are unconditional.
    expected = ["200", "200", "304", "304"]
    desk.until(
        lambda: desk.statuses(desk.path) == expected,
        "304 in the log from the third on",
    )
    change(desk)
    boat.poll()
    desk.until(lambda: desk.statuses(desk.path)[-1] == "226", "a delta in the log")
    assert [row.title for row in boat.items()] == ["Drei", "Zwei, neu", "Eins"]
    boat.poll()
    desk.until(lambda: desk.statuses(desk.path)[-1] == "304", "a 304 in the log")
    assert [row.title for row in boat.items()] == ["Drei", "Zwei, neu", "Eins"]


@newsboat.needed
def test_who_follows_the_deltas_misses_nothing(desk, tmp_path):
    url = desk.site.url + desk.path
    boat = newsboat.Newsboat(tmp_path / "newsboat", url)
    titles, held, etag = {"Eins", "Zwei"}, {}, None
    with closing(make_reader(str(tmp_path / "reader.sqlite"))) as reader:
        reader.add_feed(url)
        for number in range(3, 7):
            boat.poll()
            reader.update_feed(url)
            answer = feedparser.parse(url, etag=etag)
            held |= {entry.id: entry.title for entry in answer.entries}
            etag = answer.etag
            assert {row.title for row in boat.items()} == titles
            assert {entry.title for entry in reader.get_entries()} == titles
            assert set(held.values()) == titles
            desk.write(f"{number}.txt", f"Nummer {number}", date=f"{number}. März 2024, 8 Uhr")
            titles = titles | {f"Nummer {number}"}
            desk.shows(f"Nummer {number}")
            redated(desk, answer.modified)
    assert desk.statuses(desk.path).count("226") >= 3 + 3 + 2


def change(desk):
    """Add an article, change another, and wait until the feed shows both."""
    before = desk.site.get(desk.path).headers["Last-Modified"]
    desk.write("zwei.txt", "Zwei, neu", date="2. März 2024, 8:00 Uhr")
    desk.write("drei.txt", "Drei", date="3. März 2024, 8:00 Uhr")
    desk.until(lambda: list(desk.items()) == ["Drei", "Zwei, neu", "Eins"], "the change")
    redated(desk, before)


def redated(desk, before):
    """Wait until the feed is of another date.

    No edition is dated later than now, so two within one second bear one date; newsboat goes
    by that alone, whatever the entity tag says.
    """
    desk.until(lambda: desk.site.get(desk.path).headers["Last-Modified"] != before, "a new date")
