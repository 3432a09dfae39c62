"""Whatever bytes come over a connection: a 4xx, or ignored as HTTP says, and never a 500."""

import json
import socket

import pytest

from tests.e2e.processes import PATIENCE_SECONDS

HOST = b"Host: x\r\nConnection: close\r\n"
FEED = b"GET /feeds/alle.rss HTTP/1.1\r\n"
STALE = b"If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n"  # no 304 by chance
HELD = b"If-None-Match: *\r\n"


def asked(line: bytes, headers: bytes = b"") -> bytes:
    return line + b" HTTP/1.1\r\n" + HOST + headers + b"\r\n"


def feed(headers: bytes) -> bytes:
    return asked(b"GET /feeds/alle.rss", headers)


#: What is sent, and the statuses that HTTP allows for it.
CASES = {
    # Targets (RFC 9112 section 3.2).
    "a path that climbs": (asked(b"GET /../../etc/passwd"), {400, 404}),
    "an encoded path that climbs": (asked(b"GET /medien/%2e%2e/%2e%2e/etc/passwd"), {400, 404}),
    "a feed behind a path that climbs": (asked(b"GET /feeds/../feeds/alle.rss"), {400, 404}),
    "an encoded NUL": (asked(b"GET /feeds/%00.rss"), {400, 404}),
    "an encoded NUL in a page": (asked(b"GET /artikel/%00"), {400, 404}),
    "an encoded NUL in a medium": (asked(b"GET /medien/%00.jpg"), {400, 404}),
    "a raw NUL": (asked(b"GET /feeds/a\0b.rss"), {400}),
    "overlong UTF-8": (asked(b"GET /medien/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd"), {400, 404}),
    "no UTF-8 at all": (asked(b"GET /rubrik/%ff%fe"), {400, 404}),
    "a lone surrogate": (asked(b"GET /rubrik/%ed%a0%80"), {400, 404}),
    "raw bytes beyond ASCII": (asked(b"GET /rubrik/\xc3\xb6"), {400, 404}),
    "a broken percent sign": (asked(b"GET /feeds/%zz.rss"), {400, 404}),
    "a blank in the path": (asked(b"GET /feeds/alle .rss"), {400, 404}),
    "a long path": (asked(b"GET /" + b"a" * 60_000), {404, 414}),
    "a longer path": (asked(b"GET /" + b"a" * 900_000), {400, 414, 431}),
    "a long slug": (asked(b"GET /feeds/" + b"a" * 20_000 + b".rss"), {404, 414}),
    "another host in the target": (asked(b"GET http://evil.example/feeds/alle.rss", HELD), {304}),
    "a fragment": (asked(b"GET /feeds/alle.rss#x", HELD), {304, 400}),
    "an asterisk": (asked(b"OPTIONS *"), {200, 204, 400, 404}),
    "an asterisk to get": (asked(b"GET *"), {400, 404}),
    "a strange query": (asked(b"GET /feeds/alle.rss?%ff&%00=%zz&&==", HELD), {304}),
    "a strange page number": (asked(b"GET /rubrik/politik?seite=%EF%BC%91"), {404}),
    "a huge page number": (asked(b"GET /rubrik/politik?seite=" + b"9" * 5000), {404}),
    # Methods (RFC 9110 section 9).
    "an unknown method": (asked(b"BREW /feeds/alle.rss"), {405, 501}),
    "a method in small letters": (asked(b"get /feeds/alle.rss", STALE), {200, 400, 405, 501}),
    "TRACE": (asked(b"TRACE /feeds/alle.rss"), {405, 501}),
    "CONNECT": (asked(b"CONNECT x:443"), {400, 405, 501}),
    "a method of 5000 letters": (asked(b"X" * 5000 + b" /feeds/alle.rss"), {400, 405, 414, 501}),
    # Framing (RFC 9112).
    "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", {400}),
    "HTTP/0.9": (b"GET /feeds/alle.rss\r\n\r\n", {400}),
    "HTTP/9.9": (b"GET / HTTP/9.9\r\n" + HOST + b"\r\n", {400, 505}),
    "HTTP/1.0 without a host": (b"GET /feeds/alle.rss HTTP/1.0\r\n" + HELD + b"\r\n", {304}),
    "no host": (FEED + b"Connection: close\r\n" + HELD + b"\r\n", {400}),
    "two hosts": (FEED + HOST + b"Host: y\r\n" + HELD + b"\r\n", {400}),
    "two lengths": (
        asked(b"POST /", b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + b"0\r\n\r\n",
        {400, 405},
    ),
    "a negative length": (asked(b"POST /", b"Content-Length: -5\r\n"), {400}),
    "a broken chunk": (asked(b"POST /", b"Transfer-Encoding: chunked\r\n") + b"zz\r\n", {400, 405}),
    "a body that nobody wants": (
        feed(HELD + b"Content-Length: 5\r\n") + b"hello",
        {304},
    ),
    "an upgrade": (
        feed(HELD + b"Upgrade: websocket\r\nSec-WebSocket-Key: x\r\n"),
        {304},
    ),
    # Headers.
    "a header of a megabyte": (asked(b"GET /", b"X: " + b"a" * 1_000_000 + b"\r\n"), {400, 431}),
    "a header of 60 KB": (feed(HELD + b"X: " + b"a" * 60_000 + b"\r\n"), {304, 431}),
    "a thousand headers": (
        asked(b"GET /", b"".join(b"X-%d: 1\r\n" % number for number in range(1000))),
        {400, 431},
    ),
    "the same header 80 times": (
        feed(HELD + b"Accept-Encoding: gzip\r\n" * 80),
        {304, 431},
    ),
    "a header without a colon": (asked(b"GET /", b"nonsense\r\n"), {400}),
    "a blank before the colon": (asked(b"GET /", b"If-None-Match : *\r\n"), {400}),
    "a folded header": (asked(b"GET /", b'If-None-Match: "a",\r\n *\r\n'), {400, 200}),
    "a NUL in a header": (asked(b"GET /", b'If-None-Match: "a\0b"\r\n'), {400}),
    "a header beyond ASCII": (
        feed(b'If-None-Match: "\xff\xfe"\r\nAccept-Encoding: \xe2\x82\xac\r\n'),
        {200},
    ),
    "absurd qualities": (
        feed(
            STALE
            + b"Accept-Encoding: gzip;q=1e999, br;q=-1, zstd;q=nan, identity;q="
            + b"9" * 400
            + b"\r\n",
        ),
        {200, 406},
    ),
    "10,000 codings": (
        feed(STALE + b"Accept-Encoding: " + b"a;q=0.1," * 10_000 + b"\r\n"),
        {200, 431},
    ),
    "10,000 tags": (
        feed(b"If-None-Match: " + b'"a",' * 10_000 + b"\r\n"),
        {200, 431},
    ),
    "a tag that never ends": (feed(b'If-None-Match: "' + b"a" * 9000 + b"\r\n"), {200}),
    "a delta of nonsense": (feed(STALE + b"A-IM: feed;;=,;q=x\r\n"), {200, 226}),
    # Dates (RFC 9110 section 13.1.3: what is none is ignored).
    "a date beyond all calendars": (
        feed(b"If-Modified-Since: Fri, 31 Dec 9999999999 23:59:59 GMT\r\n"),
        {200},
    ),
    "a date with an endless offset": (
        asked(b"GET /", b"If-Modified-Since: Fri, 31 Dec 2021 23:59:59 +99999999999999\r\n"),
        {200},
    ),
    "a range since a date beyond all calendars": (
        asked(
            b"GET /medien/lokales/brunnen.jpg",
            b"Range: bytes=0-9\r\nIf-Range: Fri, 31 Dec 9999999999 23:59:59 GMT\r\n",
        ),
        {200, 206},
    ),
    "unmodified since a date beyond all calendars": (
        asked(b"GET /", b"If-Unmodified-Since: Fri, 31 Dec 9999999999 23:59:59 GMT\r\n"),
        {200},
    ),
    # Ranges (RFC 9110 section 14: a server may ignore them).
    "a range of a feed": (feed(STALE + b"Range: bytes=0-9\r\n"), {200, 206}),
    "a range of nothing": (feed(STALE + b"Range: bytes=9-1\r\n"), {200, 206}),
    "2000 ranges": (
        asked(b"GET /medien/lokales/brunnen.jpg", b"Range: bytes=" + b"0-1," * 2000 + b"5-6\r\n"),
        {200, 206, 416},
    ),
    "a range beyond the end": (
        asked(b"GET /medien/lokales/brunnen.jpg", b"Range: bytes=" + b"9" * 30 + b"-\r\n"),
        {200, 416},
    ),
    "a range in another unit": (
        asked(b"GET /medien/lokales/brunnen.jpg", b"Range: lines=1-2\r\n"),
        {200, 416},
    ),
    "metrics in a form that nobody knows": (
        asked(b"GET /metrics", b"Accept: application/openmetrics-text; version=9.9.9;q=x,,;\r\n"),
        {200},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_request_is_refused_or_ignored(samples, case):
    sent, statuses = CASES[case]
    answer = exchanged(samples.port, sent)
    assert answer.startswith(b"HTTP/1."), answer[:200]
    assert int(answer.split(b" ")[1]) in statuses, answer[:200]
    assert b"root:" not in answer


def test_afterwards_the_service_is_as_well_as_before(samples):
    for sent, _ in CASES.values():
        exchanged(samples.port, sent)
    assert samples.get("/feeds/alle.rss").status == 200
    assert json.loads(samples.get("/readyz").body)["status"] == "ready"
    requests = samples.get("/metrics").text
    assert 'status="5' not in requests


def exchanged(port: int, sent: bytes) -> bytes:
    """Send bytes, and return the first that come back."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
        answer = b""
        try:
            connection.sendall(sent)
            while b"\r\n\r\n" not in answer and (chunk := connection.recv(65536)):
                answer += chunk
        except ConnectionError:
            pass  # refused before all of it was read; what was answered counts
        if not answer:  # it may have come before the refusal
            answer = connection.recv(65536)
        return answer
