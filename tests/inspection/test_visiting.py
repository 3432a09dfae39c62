import gzip

import pytest

from feedservice.inspection.fetching import FetchError, Limits
from feedservice.inspection.visiting import MAX_REDIRECTS, fetch, visit

LIMITS = Limits(silence_seconds=1, total_seconds=2, size_bytes=100_000)


@pytest.fixture
def redirecting(server):
    """Redirect paths to others; what is not among them is the feed."""

    def redirecting(status=301, **places):
        def answer(handler):
            place = places.get(handler.path.strip("/"))
            if place is None:
                server.well(handler)
            else:
                server.send(handler, status, Location=place)

        server.answer = answer

    return redirecting


def codes(visited):
    return [fault.rule.code for fault in visited.faults]


def test_a_document_is_fetched_as_readers_do_and_unpacked(server):
    visited = visit(f"{server.url}/feed#top", LIMITS)
    assert visited.data.startswith(b"<?xml")
    assert codes(visited) == []
    assert visited.answer.url == f"{server.url}/feed"
    [(_, path, headers)] = server.asked
    assert (path, headers["Accept-Encoding"]) == ("/feed", "gzip")


@pytest.mark.parametrize("coding", [None, "identity", "x-gzip"])
def test_a_document_may_come_in_other_words_for_the_same(server, coding):
    body = gzip.compress(b"<rss/>") if coding == "x-gzip" else b"<rss/>"
    server.but(Content_Encoding=coding, body=body)
    assert visit(server.url, LIMITS).data == b"<rss/>"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_told(server, redirecting, status):
    redirecting(status, a="/b", b=f"{server.url}/c")
    visited = visit(f"{server.url}/a", LIMITS)
    assert visited.answer.url == f"{server.url}/c"
    assert [fault.message for fault in visited.faults] == [
        f"The address redirects with {status}; use {server.url}/b where you link to the feed",
        f"The address redirects with {status}; use {server.url}/c where you link to the feed",
    ]


def test_a_redirect_from_https_to_http_is_told(server, secure, redirecting):
    redirecting(a="/b", b=f"{server.url}/c")
    visited = visit(f"{secure}/a", LIMITS)
    assert visited.data is not None
    assert codes(visited) == ["HTTP012", "HTTP012", "HTTP014"]


@pytest.mark.parametrize(
    ("places", "reason"),
    [
        ({"a": "/b", "b": "/a"}, "/a redirects to itself in the end"),
        ({"a": "/a"}, "/a redirects to itself in the end"),
        ({"a": ""}, "status 301 comes without a Location"),
        ({"a": "file:///etc/passwd"}, "file:///etc/passwd is no address on the web"),
        (
            {f"{'a' * number}": f"/{'a' * (number + 1)}" for number in range(1, 20)},
            f"after {MAX_REDIRECTS} of them there is still no document",
        ),
    ],
)
def test_redirects_that_lead_nowhere_are_told(server, redirecting, places, reason):
    redirecting(**places)
    visited = visit(f"{server.url}/a", LIMITS)
    assert visited.data is None
    assert codes(visited)[-1] == "HTTP013"
    assert reason in visited.faults[-1].message
    assert len(server.asked) <= MAX_REDIRECTS + 1


@pytest.mark.parametrize("status", [204, 404, 410, 500])
def test_any_status_but_200_is_told(server, status):
    server.but(status=status)
    visited = visit(server.url, LIMITS)
    assert (codes(visited), visited.data) == (["HTTP001"], None)


@pytest.mark.parametrize(
    ("coding", "body", "reason"),
    [
        ("br", b"...", "only gzip was asked for"),
        ("gzip", b"<rss/>", "incorrect header check"),
        ("gzip", gzip.compress(b"<rss/>")[:-4], "it breaks off"),
    ],
)
def test_a_coding_that_cannot_be_undone_is_told(server, coding, body, reason):
    server.but(Content_Encoding=coding, body=body)
    visited = visit(server.url, LIMITS)
    assert codes(visited) == ["HTTP010"]
    assert reason in visited.faults[0].message


def test_fetch_takes_the_document_alone(server):
    server.but(Content_Type="text/html")
    assert fetch(server.url).startswith(b"<?xml")


def test_fetch_refuses_where_there_is_no_document(server):
    server.but(status=404)
    with pytest.raises(FetchError, match="answers with status 404"):
        fetch(server.url)
