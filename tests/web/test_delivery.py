"""What is answered from memory is what Flask answers, and it is never old."""

import functools
import gzip

import brotli
import pytest
import zstandard
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app

from feedservice.errors import StoreError
from feedservice.records import FeedFormat
from feedservice.store import editions
from feedservice.web import create_app, delivery

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
        assert answer.status_code == 406
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


HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Accept-Encoding": st.text(st.sampled_from("gzip br,;q=0.1*identyx "), max_size=30)
        | st.sampled_from(["gzip", "br;q=0.1, gzip", "identity;q=0", "zstd, *;q=0"]),
        "If-None-Match": st.sampled_from(["*", '"x"', "{etag}", "W/{etag}", '"x", {etag}', "{br}"])
        | st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=20),
        "If-Modified-Since": st.sampled_from(["{modified}", "Thu, 01 Jan 1970 00:00:00 GMT", "x"]),
        "If-Match": st.sampled_from(["*", "{etag}", '"x"']),
        "Range": st.sampled_from(["bytes=0-9", "bytes=-1", "x"]),
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
        ]
    ),
)
def test_memory_answers_what_flask_answers(client, headers, method, path):
    app = client.application
    current = client.get("/feeds/alle.rss")
    known = {
        "etag": current.headers["ETag"],
        "br": client.get("/feeds/alle.rss", headers={"Accept-Encoding": "br"}).headers["ETag"],
        "modified": current.headers["Last-Modified"],
    }
    asked = {name: value.format(**known) if "{" in value and "}" in value and "\\" not in value
             and value in {"{etag}", "W/{etag}", '"x", {etag}', "{br}", "{modified}"} else value
             for name, value in headers.items()}  # fmt: skip
    plain = functools.partial(Flask.wsgi_app, app)
    expected = answered(plain, method, path, asked)
    for _ in range(2):  # from Flask, and from memory
        assert answered(app.wsgi_app, method, path, asked) == expected


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
