"""Whoever fetches a feed over and over is refused; whoever asks if it has changed never is."""

import pytest

from feedservice.web import create_app, limiting
from feedservice.web.limiting import Limit, Windows


@pytest.fixture
def client(make_site, record):
    """A client of a site that lets each feed be fetched three times an hour."""
    site = make_site(limit_whole="3/hour", client_header="X-Forwarded-For")
    site.write("a.txt", record())
    site.publish()
    app = create_app(site.settings)
    yield app.test_client()
    app.extensions["library"].close()


def statuses(client, times=5, path="/feeds/alle.rss", method="GET", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return [
        client.open(path, method=method, headers=named, buffered=True).status_code
        for _ in range(times)
    ]


def test_a_feed_may_be_fetched_so_often_and_no_more(client):
    assert statuses(client) == [200, 200, 200, 429, 429]


def test_who_is_refused_is_told_why_and_until_when(client):
    statuses(client, 3)
    answer = client.get("/feeds/alle.rss")
    assert answer.status_code == 429
    assert 3590 <= int(answer.headers["Retry-After"]) <= 3600
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_type == "text/plain; charset=utf-8"
    assert "3/hour" in answer.text
    assert "If-None-Match" in answer.text


def test_who_asks_if_it_has_changed_is_never_refused(client):
    first = client.get("/feeds/alle.rss")
    statuses(client, 5)
    for name in ("ETag", "Last-Modified"):
        asked = {"ETag": "If_None_Match", "Last-Modified": "If_Modified_Since"}[name]
        assert statuses(client, **{asked: first.headers[name]}) == [304] * 5


@pytest.mark.parametrize(
    "condition",
    [
        {"If_None_Match": '"another"'},
        {"If_None_Match": "x"},
        {"If_None_Match": " "},
        {"If_Modified_Since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"If_Modified_Since": "yesterday"},
    ],
)
def test_a_condition_that_brings_no_304_does_not_escape_the_limit(client, condition):
    assert statuses(client, **condition) == [200, 200, 200, 429, 429]


def test_deltas_count_as_answers(client, site, record):
    old = client.get("/feeds/alle.rss").headers["ETag"]
    site.write("b.txt", record(title="Noch eine"))
    site.publish()
    asked = {"A_IM": "feed", "If_None_Match": old}
    assert statuses(client, 3, **asked) == [226, 226, 429]


def test_304_comes_first_even_to_who_is_refused_otherwise(client):
    tag = client.get("/feeds/alle.rss").headers["ETag"]
    assert statuses(client) == [200, 200, 429, 429, 429]
    assert statuses(client, If_None_Match=tag) == [304] * 5
    assert statuses(client, 1, If_None_Match="x") == [429]


def test_what_is_refused_is_not_counted_as_sent(client):
    statuses(client, 6, If_None_Match="x")
    counted = client.get("/metrics").text
    assert 'kind="rss",method="GET",status="200"} 3.0' in counted
    assert 'status="429"} 3.0' in counted


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 200),
        ("/healthz", "GET", 200),
        ("/metrics", "GET", 200),
        ("/static/style.css", "GET", 200),
        ("/feeds/alle.rss", "HEAD", 200),
        ("/feeds/alle.rss", "POST", 405),
    ],
)
def test_what_is_no_fetching_of_a_feed_is_not_limited(client, path, method, status):
    assert statuses(client, path=path, method=method) == [status] * 5


def test_each_client_and_each_feed_counts_by_itself(client):
    assert statuses(client, X_Forwarded_For="203.0.113.1")[-1] == 429
    assert statuses(client, X_Forwarded_For="203.0.113.2")[:3] == [200] * 3
    # What a client writes before the last element changes nothing.
    assert statuses(client, X_Forwarded_For="1.2.3.4, 203.0.113.1") == [429] * 5
    assert statuses(client, path="/feeds/alle.atom", X_Forwarded_For="203.0.113.1")[0] == 200
    # A query makes no other document of it.
    query = "/feeds/alle.rss?x=1"
    assert statuses(client, path=query, X_Forwarded_For="203.0.113.1") == [429] * 5


@pytest.mark.parametrize("path", ["//feeds/alle.rss", "///feeds/alle.rss"])
def test_slashes_in_front_make_no_other_document_of_a_feed(client, path):
    assert statuses(client, 3) == [200] * 3
    answer = client.get("/feeds/alle.rss", environ_overrides={"PATH_INFO": path})
    assert answer.status_code == 429


def test_refusals_are_counted(client):
    statuses(client)
    assert client.application.extensions["counts"].total().rejected == 2
    assert 'status="429"} 2.0' in client.get("/metrics").text


def test_a_window_begins_with_the_first_hit_and_ends():
    now = 100.0
    windows = Windows(Limit.parse("2/minute"), clock=lambda: now)
    assert [windows.hit(("a", "x")) for _ in range(3)] == [0, 0, 60]
    now = 159.5
    assert windows.hit(("a", "x")) == 0.5
    now = 160.0
    assert windows.hit(("a", "x")) == 0


def test_no_more_windows_are_remembered_than_fit(monkeypatch):
    monkeypatch.setattr(limiting, "REMEMBERED", 3)
    windows = Windows(Limit(1, 60), clock=lambda: 0.0)
    windows.hit(("a", "x"))
    for number in range(2):
        windows.hit((f"b{number}", "x"))
        assert windows.hit(("a", "x")) > 0  # who asks on is kept
    for number in range(3):
        windows.hit((f"c{number}", "x"))
    assert windows.hit(("a", "x")) == 0


def test_without_the_setting_nothing_is_limited(site, serve, record):
    site.write("a.txt", record())
    assert statuses(serve(), times=100) == [200] * 100
