"""Who asks for deltas gets only what is new, and nobody else can ever be given one."""

from datetime import timedelta

import feedparser
import pytest

from feedservice.config import FeedDeltas
from feedservice.records import FeedFormat
from feedservice.store import editions
from feedservice.validation import validate
from feedservice.web import delivery
from tests.web.test_delivery import DECODERS

FEED = "/feeds/sport.rss"
PUBLIC = "public, max-age=300, stale-while-revalidate=60, stale-if-error=86400"


@pytest.fixture(autouse=True)
def _always_looking(monkeypatch):
    monkeypatch.setattr(delivery, "LOOK_SECONDS", 0)


@pytest.fixture
def change(site, record):
    """Write articles, named by letters, and publish them; a number behind it is its version."""

    def change(*names):
        for name in names:
            day = ord(name[0]) - ord("A") + 1
            text = record(name, date=f"{day}.11.2026, 9 Uhr", category="Sport")
            site.write(f"{name[0]}.txt", text)
        site.now += timedelta(seconds=5)
        site.publish()

    return change


@pytest.fixture
def client(change, serve):
    change("A", "B", "C")
    return serve()


def titles(answer):
    return [entry.title for entry in feedparser.parse(answer.data).entries]


def ask(client, tag, path=FEED, **headers):
    return client.get(path, headers={"A-IM": "feed", "If-None-Match": tag, **headers})


@pytest.mark.parametrize("suffix", ["rss", "atom"])
def test_only_what_is_new_or_has_changed_is_sent(client, change, suffix):
    path = f"/feeds/sport.{suffix}"
    before = client.get(path)
    change("D", "B2")
    answer = ask(client, before.headers["ETag"], path)
    full = client.get(path)
    assert answer.status == "226 IM USED"
    assert titles(full) == ["D", "C", "B2", "A"]
    assert titles(answer) == ["D", "B2"]
    assert answer.headers["IM"] == "feed"
    assert answer.headers["Delta-Base"] == before.headers["ETag"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.content_length == len(answer.data)
    for name in ("ETag", "Last-Modified", "Content-Type", "Vary", "Access-Control-Allow-Origin"):
        assert answer.headers[name] == full.headers[name]
    base_url = f"https://nachrichten.example{path}"
    assert validate(answer.data, base_url=base_url) == []
    again = ask(client, answer.headers["ETag"], path)
    assert (again.status_code, again.headers["Cache-Control"]) == (304, PUBLIC)


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip"])
def test_a_delta_comes_in_the_coding_that_the_client_likes(client, change, coding):
    tag = client.get(FEED, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    change("D")
    answer = ask(client, tag, **{"Accept-Encoding": coding})
    full = client.get(FEED, headers={"Accept-Encoding": coding})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (226, coding)
    assert answer.headers["ETag"] == full.headers["ETag"]
    answer.data = DECODERS[coding](answer.data)
    assert titles(answer) == ["D"]


def test_head_says_what_get_says(client, change):
    tag = client.get(FEED).headers["ETag"]
    change("D")
    headers = {"A-IM": "feed", "If-None-Match": tag}
    get, head = client.get(FEED, headers=headers), client.head(FEED, headers=headers)
    assert (head.status_code, head.data) == (226, b"")
    assert [h for h in head.headers if h[0] != "Date"] == [h for h in get.headers if h[0] != "Date"]


@pytest.mark.parametrize(
    ("accepted", "status"),
    [
        ("feed", 226),
        ("FEED", 226),
        ("vcdiff, diffe;q=0.5, feed;q=0.1, gzip", 226),
        ("feed;q=1.0", 226),
        ("feed;q=0", 200),
        ("feed;q=0.0, gzip", 200),
        ("feeds", 200),
        ("vcdiff", 200),
        ("*", 200),
        ("", 200),
        (",;q=;=,", 200),
        ("feed;q=banane", 200),
    ],
)
def test_a_delta_is_for_those_who_accept_it(client, change, accepted, status):
    tag = client.get(FEED).headers["ETag"]
    change("D")
    assert ask(client, tag, **{"A-IM": accepted}).status_code == status


@pytest.mark.parametrize(
    ("held", "status"),
    [
        ("{first}", 226),
        ("W/{first}", 226),  # a proxy that has compressed it
        ('"x", {first}', 226),
        ("{third}", 304),
        ("{first}, {third}", 304),
        ("*", 304),
        ('"x"', 200),
        ('""', 200),
        ("", 200),
        ('"-gzip"', 200),
        ("{other}", 200),  # of another feed
    ],
)
def test_what_the_client_has_decides(client, change, held, status):
    tags = {"first": client.get(FEED).headers["ETag"]}
    tags["other"] = client.get("/feeds/sport.atom").headers["ETag"]
    change("D")
    change("E")
    tags["third"] = client.get(FEED).headers["ETag"]
    assert ask(client, held.format(**tags)).status_code == status


def test_of_several_editions_the_newest_counts(client, change):
    tags = [client.get(FEED).headers["ETag"]]
    change("D")
    tags.append(client.get(FEED).headers["ETag"])
    change("E")
    for order in (tags, tags[::-1]):
        answer = ask(client, ", ".join(order))
        assert (titles(answer), answer.headers["Delta-Base"]) == (["E"], tags[1])


def test_who_has_nothing_of_what_is_there_gets_all_of_it(client, change):
    tag = client.get(FEED).headers["ETag"]
    change("A2", "B2", "C2")
    answer = ask(client, tag)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, PUBLIC)
    assert titles(answer) == ["C2", "B2", "A2"]


def test_a_removal_brings_what_it_pulls_back_into_the_feed(make_site, record, serve):
    site = make_site(feed_size=2)
    for name in "ABCD":
        site.write(f"{name}.txt", record(name, date=f"{ord(name) - 64}.11.2026", category="Sport"))
    client = serve(site.settings)
    tag = client.get(FEED).headers["ETag"]
    (site.articles / "D.txt").unlink()
    site.publish()
    answer = ask(client, tag)
    assert (answer.status_code, titles(answer)) == (226, ["B"])


def test_json_has_no_deltas(client, change):
    tag = client.get("/feeds/sport.json").headers["ETag"]
    change("D")
    assert ask(client, tag, "/feeds/sport.json").status_code == 200


def test_an_edition_is_remembered_for_a_while(client, change, monkeypatch):
    monkeypatch.setattr(editions, "REMEMBERED", 3)
    tags = []
    for name in "DEFGH":
        tags.append(client.get(FEED).headers["ETag"])
        change(name)
    assert [ask(client, tag).status_code for tag in tags] == [200, 200, 200, 226, 226]


def test_an_edition_that_comes_back_is_the_newest(client, change, site):
    first = client.get(FEED).headers["ETag"]
    change("D")
    second = client.get(FEED).headers["ETag"]
    (site.articles / "D.txt").unlink()
    site.publish()
    assert client.get(FEED).headers["ETag"] == first
    assert ask(client, second).status_code == 226
    change("E")
    answer = ask(client, f"{first}, {second}")
    assert (titles(answer), answer.headers["Delta-Base"]) == (["E"], first)


def test_what_every_reader_held_and_was_sent_is_what_the_feed_holds(client, change, site):
    readers = []
    for step in ("D", "B2", "E", "A2", "F", "C2"):
        answer = client.get(FEED)
        readers.append({"tag": answer.headers["ETag"], "has": dict(by_id(answer))})
        change(step)
        for reader in readers:
            answer = ask(client, reader["tag"])
            assert answer.status_code == 226
            reader["has"].update(by_id(answer))
            reader["tag"] = answer.headers["ETag"]
            assert reader["has"] == by_id(client.get(FEED))
    with site.store.reading() as view:
        edition = editions.edition(view, "sport", FeedFormat.RSS)
        assert editions.lineage(view, "sport", FeedFormat.RSS, [edition.etag])


def by_id(answer):
    return {entry.id: entry.title for entry in feedparser.parse(answer.data).entries}


def test_a_site_may_do_without_deltas(make_site, serve, record):
    site = make_site(feed_deltas=FeedDeltas.NEVER)
    site.write("A.txt", record("A", date="1.11.2026", category="Sport"))
    client = serve(site.settings)
    tag = client.get(FEED).headers["ETag"]
    site.write("B.txt", record("B", date="2.11.2026", category="Sport"))
    site.publish()
    assert ask(client, tag).status_code == 200


PROXIES = [
    {"Via": "1.1 varnish"},
    {"X-Forwarded-For": "192.0.2.7"},
    {"Forwarded": "for=192.0.2.7"},
]


@pytest.mark.parametrize("sign", PROXIES)
def test_who_comes_by_a_proxy_is_sent_the_whole_feed(client, change, sign):
    tag = client.get(FEED).headers["ETag"]
    change("D")
    assert ask(client, tag, **sign).status_code == 200
    assert ask(client, tag).status_code == 226


@pytest.mark.parametrize("protocol", ["HTTP/1.0", "HTTP/1"])
def test_http_1_0_is_what_proxies_speak(client, change, protocol):
    tag = client.get(FEED).headers["ETag"]
    change("D")
    headers = {"A-IM": "feed", "If-None-Match": tag}
    old = client.get(FEED, headers=headers, environ_overrides={"SERVER_PROTOCOL": protocol})
    assert old.status_code == 200


@pytest.mark.parametrize("sign", PROXIES)
def test_a_site_may_trust_its_proxy(make_site, serve, record, sign):
    site = make_site(feed_deltas=FeedDeltas.ALWAYS)
    site.write("A.txt", record("A", date="1.11.2026", category="Sport"))
    client = serve(site.settings)
    tag = client.get(FEED).headers["ETag"]
    site.write("B.txt", record("B", date="2.11.2026", category="Sport"))
    site.publish()
    assert ask(client, tag, **sign).status_code == 226
