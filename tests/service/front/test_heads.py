"""Which requests have the plain form, and what they say."""

import pytest

from feedservice.service.front import heads
from feedservice.service.front.heads import Head

LINE = b"GET /feeds/alle.rss?a=%41 HTTP/1.1\r\n"
HOST = b"Host: bote.example\r\n"


def test_a_plain_request_is_read_whole():
    data = LINE + HOST + b"accept-encoding:\tgzip, br \r\nUser-Agent:\r\n\r\n"
    assert heads.read(data) == Head(
        method="GET",
        path="/feeds/alle.rss",
        query="a=%41",
        version="HTTP/1.1",
        fields={
            "HTTP_HOST": "bote.example",
            "HTTP_ACCEPT_ENCODING": "gzip, br",
            "HTTP_USER_AGENT": "",
        },
        farewell="",
    )


@pytest.mark.parametrize(
    ("version", "connection", "farewell"),
    [
        (b"1.1", b"", ""),
        (b"1.1", b"Connection: Keep-Alive\r\n", ""),
        (b"1.1", b"Connection: close\r\n", "HTTP/1.1"),
        (b"1.0", b"", "HTTP/1.0"),
        (b"1.0", b"Connection: close\r\n", "HTTP/1.0"),
    ],
)
def test_the_last_request_of_a_connection_is_known(version, connection, farewell):
    head = heads.read(b"HEAD / HTTP/" + version + b"\r\n" + HOST + connection + b"\r\n")
    assert head.farewell == farewell


@pytest.mark.parametrize(
    "data",
    [
        b"",
        LINE + HOST,  # not complete
        LINE + HOST + b"\r\nGET",  # the next one has begun
        LINE + b"\r\n",  # no host
        LINE + b"Host:\r\n\r\n",
        LINE + HOST + HOST + b"\r\n",
        LINE + HOST + b"If-None-Match: a\r\nif-none-match: b\r\n\r\n",
        LINE + HOST + b"A: 1\r\n 2\r\n\r\n",  # folded
        LINE + HOST + b"A : 1\r\n\r\n",
        LINE + HOST + b"A_B: 1\r\n\r\n",  # WSGI could not tell it from A-B
        LINE + HOST + b"A: \xe4\r\n\r\n",
        LINE + HOST + b"A: \0\r\n\r\n",
        LINE + HOST + b"A: a\rb\r\n\r\n",
        (LINE + HOST + b"\r\n").replace(b"\r\n", b"\n"),
        LINE + HOST + b"Content-Length: 0\r\n\r\n",
        LINE + HOST + b"Transfer-Encoding: chunked\r\n\r\n",
        LINE + HOST + b"Expect: 100-continue\r\n\r\n",
        LINE + HOST + b"Upgrade: h2c\r\n\r\n",
        LINE + HOST + b"Connection: upgrade\r\n\r\n",
        LINE + HOST + b"Connection: close, x\r\n\r\n",
        LINE + HOST + b"A: b\r\n" * 50 + b"\r\n",
        b"POST / HTTP/1.1\r\n" + HOST + b"\r\n",
        b"get / HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET  / HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.2\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.0\r\n" + HOST + b"Connection: keep-alive\r\n\r\n",
        b"GET /%66eeds HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET /#a HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET http://x/ HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET * HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET /a\xc3\xa4 HTTP/1.1\r\n" + HOST + b"\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_every_other_form_is_granians_matter(data):
    assert heads.read(data) is None


def test_the_application_is_told_what_wsgi_asks_for():
    head = heads.read(LINE + HOST + b"\r\n")
    environ = heads.environ(head, ("127.0.0.1", 8000), "192.0.2.1")
    said = {name: value for name, value in environ.items() if not name.startswith("wsgi.")}
    assert said == {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/feeds/alle.rss",
        "QUERY_STRING": "a=%41",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_HOST": "bote.example",
    }
    assert environ["wsgi.input"].read() == b""
