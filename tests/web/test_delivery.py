"""What is answered from memory is what Flask answers, and it is never old."""

import functools
import gzip
import time

import brotli
import pytest
import zstandard
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from feedservice.errors import StoreError
from feedservice.records import FeedFormat
from feedservice.store import editions, open_store
from feedservice.web import create_app, delivery
from feedservice.web.library import Library

DECODERS = {
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompress(body),
    "gzip": gzip.decompress,
    None: bytes,
}


@pytest.fixture
def client(site, serve, record):
    """A client of a site with one article, asked for the first time."""
    site.write("a.txt", record())
    return serve()


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        (None, None),
        ("", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("x-gzip", "gzip"),
        ("X-GZip;q=0.5, deflate", "gzip"),
        ("x-gzip;q=0, *", "br"),
        ("x-gzip;q=0, *;q=0", 406),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("*", "br"),
        ("*;q=0", 406),
        ("identity;q=0", 406),
        ("identity;q=0, gzip", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0.5, gzip;q=0.5", "gzip"),
        ("deflate", None),
        ("deflate, *;q=0", 406),
        ("gzip;q=0", None),
        ("gzip;q=banane", None),
        (",,;;q=", None),
    ],
)
def test_the_coding_is_the_one_that_the_client_likes_best(client, site, accepted, coding):
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    answer = client.get("/feeds/alle.rss", headers=headers)
    if coding == 406:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (406, "no-cache")
        assert answer.headers["Vary"] == "Accept-Encoding"
        return
    with site.store.reading() as view:
        edition = editions.edition(view, "alle", FeedFormat.RSS)
    assert answer.headers.get("Content-Encoding") == coding
    assert DECODERS[coding](answer.data) == edition.body
    assert answer.content_length == len(answer.data)
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_each_coding_has_a_tag_of_its_own_and_any_of_them_is_current(client):
    tags = {}
    for coding in ("br", "zstd", "gzip", "identity"):
        answer = client.get("/feeds/alle.rss", headers={"Accept-Encoding": coding})
        tags[coding] = answer.headers["ETag"]
    assert len(set(tags.values())) == 4
    for tag in tags.values():
        headers = {"Accept-Encoding": "gzip", "If-None-Match": tag}
        answer = client.get("/feeds/alle.rss", headers=headers)
        assert (answer.status_code, answer.headers["ETag"], answer.data) == (304, tag, b"")
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"].startswith("public, max-age=300")
        assert "Content-Encoding" not in answer.headers


LONG_AGO = "Thu, 01 Jan 1970 00:00:00 GMT"


@pytest.mark.parametrize("path", ["/feeds/alle.rss", "/", "/medien/a.jpg"])
def test_what_has_changed_since_a_date_is_not_answered_with(client, site, record, path):
    site.write("a.txt", record())
    site.write("a.jpg", b"x" * 100)
    site.publish()
    current = client.get(path, buffered=True)
    known = {"tag": current.headers["ETag"], "date": current.headers["Last-Modified"]}

    def status(**headers):
        named = {name.replace("_", "-"): value.format(**known) for name, value in headers.items()}
        answer = client.get(path, headers=named, buffered=True)
        if answer.status_code == 412:  # no cache may hand it to others
            assert answer.headers["Cache-Control"] == "no-cache"
        return answer.status_code

    assert status(If_Unmodified_Since="{date}") == 200
    assert status(If_Unmodified_Since=LONG_AGO) == 412
    assert status(If_Unmodified_Since="yesterday") == 200
    assert status(If_Unmodified_Since=LONG_AGO, If_None_Match="{tag}") == 412
    assert status(If_Unmodified_Since="{date}", If_None_Match="{tag}") == 304
    assert status(If_Unmodified_Since=LONG_AGO, If_Match="{tag}") == 200
    assert status(If_Match='"another"') == 412


def test_a_new_edition_is_answered_at_the_next_look(client, site, record):
    first = client.get("/feeds/alle.rss")
    site.write("b.txt", record("Ganz neu"))
    site.publish()
    second = client.get("/feeds/alle.rss", headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, "Ganz neu" in second.text) == (200, True)


def test_while_the_store_cannot_be_read_the_last_answers_are_given(client, monkeypatch):
    first = client.get("/feeds/alle.rss")

    def broken(*_):
        raise StoreError("the disk is gone")

    monkeypatch.setattr(editions, "generation", broken)
    assert client.get("/feeds/alle.rss").data == first.data


def asked(path="/feeds/alle.rss", **headers):
    """What WSGI says of a request."""
    return EnvironBuilder(path=path, headers=headers).get_environ()


def test_a_remembered_answer_is_recalled_until_it_is_time_to_look(client, monkeypatch):
    monkeypatch.setattr(delivery, "LOOK_SECONDS", 60)
    first = client.get("/feeds/alle.rss")
    front = client.application.extensions["delivery"]
    key = front.key(asked())
    now = time.monotonic()
    answer = front.recall(key, "newsboat/2.36", now)
    assert answer.body == [first.data]
    assert answer.head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert front.recall(front.key(asked(Accept_Encoding="br")), None, now) is None
    assert front.recall(key, None, now + 60) is None
    polls = client.application.extensions["counts"].readers()
    assert [(each.reader, each.polls) for each in polls if each.reader == "Newsboat"] == [
        ("Newsboat", 1)
    ]


@pytest.mark.parametrize(
    "environ",
    [
        asked("/healthz"),
        asked("/medien/a.jpg"),
        asked(Host="a,b"),
        asked() | {"REQUEST_METHOD": "POST"},
    ],
)
def test_what_is_never_remembered_has_no_key(client, environ):
    assert client.application.extensions["delivery"].key(environ) is None


def test_who_must_not_get_a_delta_has_the_key_of_those_who_ask_for_none(client):
    key = client.application.extensions["delivery"].key
    assert key(asked(A_IM="feed")) != key(asked())
    assert key(asked(A_IM="feed", Via="1.1 proxy")) == key(asked())


def test_what_is_published_is_another_state(client, site, record):
    client.get("/feeds/alle.rss")
    front = client.application.extensions["delivery"]
    before = front.state
    client.get("/feeds/alle.atom")  # looked, and nothing was published
    assert front.state is before
    site.write("b.txt", record(title="Neueres"))
    site.publish()
    client.get("/feeds/alle.rss")
    assert front.state is not before


def test_long_headers_are_answered_and_not_remembered(client):
    headers = {"If-None-Match": ", ".join(f'"{number:032}"' for number in range(1000))}
    for _ in range(2):
        assert client.get("/feeds/alle.rss", headers=headers).status_code == 200
    assert client.application.extensions["delivery"].remembered() == 0


def test_no_more_answers_are_remembered_than_fit(client, monkeypatch):
    monkeypatch.setattr(delivery, "REMEMBERED", 10)
    for number in range(25):
        client.get("/feeds/alle.rss", headers={"If-None-Match": f'"{number}"'})
    assert 0 < client.application.extensions["delivery"].remembered() <= 10


def test_no_more_bytes_are_remembered_than_fit(client, monkeypatch):
    size = len(client.get("/feeds/alle.rss").data)
    monkeypatch.setattr(delivery, "MAX_BYTES", 3 * size)
    for number in range(9):
        assert client.get("/feeds/alle.rss", query_string=str(number)).status_code == 200
    assert client.application.extensions["delivery"].remembered() == 3


def test_who_was_given_a_new_edition_finds_no_old_one_in_any_other_feed(
    client, site, record, monkeypatch
):
    monkeypatch.setattr(delivery, "LOOK_SECONDS", 3600)
    remembered = ["/feeds/alle.atom", "/feeds/lokales.rss", "/feeds/lokales.json"]
    for path in remembered:
        assert "Ganz neu" not in client.get(path).text
    site.write("b.txt", record("Ganz neu"))
    site.publish()
    assert "Ganz neu" not in client.get(remembered[0]).text  # nobody has looked yet
    assert "Ganz neu" in client.get("/feeds/alle.rss").text  # in no memory
    for path in remembered:
        assert "Ganz neu" in client.get(path).text


def test_a_store_that_cannot_be_read_is_complained_of_once(client, monkeypatch, caplog):
    def broken(*_):
        raise StoreError("the disk is gone")

    client.get("/feeds/alle.rss")
    with monkeypatch.context() as patch:
        patch.setattr(editions, "generation", broken)
        for _ in range(5):
            assert client.get("/feeds/alle.rss").status_code == 200
    assert caplog.messages == ["Answering from memory: the disk is gone"]
    client.get("/feeds/alle.rss")
    monkeypatch.setattr(editions, "generation", broken)
    client.get("/feeds/alle.rss")
    assert len(caplog.messages) == 2  # it is broken again


@pytest.mark.parametrize(("agent", "asks"), [("rss2email/3.14", False), ("newsboat/2.40", True)])
def test_who_takes_a_delta_for_an_error_is_not_taken_to_ask_for_one(client, agent, asks):
    asked = []

    def flask(environ, start_response):
        asked.append("HTTP_A_IM" in environ)
        return client.application(environ, start_response)

    extensions = client.application.extensions
    layer = delivery.Delivery(flask, extensions["library"], extensions["counts"])
    headers = {"A-IM": "feed", "User-Agent": agent}
    assert Client(layer).get("/feeds/alle.rss", headers=headers).status_code == 200
    assert asked == [asks]


def test_a_new_database_is_answered_from_once_it_has_been_published_into(client, site, record):
    first = client.get("/feeds/alle.rss")
    site.store.close()
    for part in site.database.parent.glob(f"{site.database.name}*"):
        part.unlink()
    assert client.get("/feeds/alle.rss").data == first.data  # there is none
    site.store = open_store(site.settings.database_url)
    assert client.get("/feeds/alle.rss").data == first.data
    assert client.get("/feeds/lokales.rss").status_code == 503  # not 404: it will be there again
    with pytest.raises(StoreError, match="nothing is published in it yet"):
        Library(site.store, site.settings).edition("alle", FeedFormat.RSS)
    site.write("b.txt", record("Ganz neu", category="Sport"))
    (site.articles / "a.txt").unlink()
    site.publish()
    assert "Ganz neu" in client.get("/feeds/alle.rss").text
    assert client.get("/feeds/sport.rss").status_code == 200
    assert client.get("/feeds/lokales.rss").status_code == 404


#: Whatever bytes a server may hand on; of the others, it refuses the request.
ANYTHING = st.binary(max_size=40).map(
    lambda sent: sent.translate(None, b"\0\r\n").decode("latin-1").strip()
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Accept-Encoding": st.text(st.sampled_from("gzip br,;q=0.1*identyx "), max_size=30)
        | st.sampled_from(["gzip", "br;q=0.1, gzip", "identity;q=0", "zstd, *;q=0"])
        | ANYTHING,
        "If-None-Match": st.sampled_from(
            ["*", '"x"', "{etag}", "W/{etag}", '"x", {etag}', "{br}", "{old}", "W/{old}, {older}"]
        )
        | ANYTHING,
        "If-Modified-Since": st.sampled_from(["{modified}", "Thu, 01 Jan 1970 00:00:00 GMT", "x"])
        | st.builds("Fri, 31 Dec {} 23:59:59 GMT".format, st.integers(min_value=10**9))
        | ANYTHING,
        "If-Unmodified-Since": st.sampled_from(
            ["{modified}", "Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 2100 23:59:59 GMT", "x"]
        )
        | ANYTHING,
        "If-Match": st.sampled_from(["*", "{etag}", '"x"']) | ANYTHING,
        "A-IM": st.sampled_from(["feed", "vcdiff, FEED;q=0.1", "feed;q=0", "*"])
        | st.text(st.sampled_from("feed,;q=0. "), max_size=12)
        | ANYTHING,
        "Range": st.sampled_from(["bytes=0-9", "bytes=-1", "x"]) | ANYTHING,
        "Accept": st.just("text/html"),
        "Cookie": st.just("a=b"),
        "Sec-Fetch-Dest": st.sampled_from(["document", "empty"]),
    },
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    headers=HEADERS,
    method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "BREW"]),
    path=st.sampled_from(
        [
            "/feeds/alle.rss",
            "/feeds/alle.json",
            "/feeds/nix.atom",
            "/feeds/",
            "/feeds/alle",
            "/",
            "/rubrik/lokales",
            "/rubrik/nix",
            "/static/style.css",
            "/sitemap.xml",
            "/feeds/alle/archiv/1.rss",
            "/feeds/alle/archiv/2.atom",
            "/feeds/alle/archiv/9.atom",
        ]
    ),
)
def test_memory_answers_what_flask_answers(busy, headers, method, path):
    client, olds = busy
    app = client.application
    current = client.get(path)
    if current.status_code != 200:
        current = client.get("/feeds/alle.rss")
    known = {
        **olds,
        "etag": current.headers["ETag"],
        "br": current.headers["ETag"][:-1] + '-br"',
        "modified": current.headers["Last-Modified"],
    }
    asked = {name: filled(value, known) for name, value in headers.items()}
    plain = functools.partial(Flask.wsgi_app, app)
    expected = answered(plain, method, path, asked)
    assert not expected[0].startswith("5")
    for _ in range(2):  # from Flask, and from memory
        assert answered(app.wsgi_app, method, path, asked) == expected


@pytest.fixture
def busy(make_site, serve, record):
    """A client of a site with an archive, and the tags of editions that it has had."""
    site = make_site(feed_size=2)
    tags = []
    for day in range(1, 6):
        site.write(f"{day}.txt", record(f"Tag {day}", date=f"{day}.11.2026"))
        tags.append(serve(site.settings).get("/feeds/alle.rss").headers["ETag"])
    return serve(site.settings), {"old": tags[-2], "older": tags[-3]}


def filled(value, known):
    """Put the known tags and dates into a header that names some."""
    for name, told in known.items():
        value = value.replace(f"{{{name}}}", told)
    return value


def answered(application, method, path, headers):
    """Status, headers but for the date, and body."""
    environ = EnvironBuilder(path=path, method=method, headers=headers).get_environ()
    chunks, status, told = run_wsgi_app(application, environ, buffered=True)
    kept = sorted((name, value) for name, value in told if name != "Date")
    return status, kept, b"".join(chunks)


def test_a_site_in_a_subfolder_is_delivered_too(make_site, record):
    site = make_site(base_url="https://nachrichten.example/blatt")
    site.write("a.txt", record())
    site.publish()
    client = Client(create_app(site.settings))
    for path in ("/blatt/feeds/alle.rss", "/feeds/alle.rss"):
        assert [client.get(path).status_code for _ in range(2)] == [200, 200]
