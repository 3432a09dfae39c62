"""Where a reply ends, however it is cut into pieces; and what stands below a head."""

import pytest

from feedservice.service.front.replies import Reply, Tail, parting

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nDate: x\r\n\r\n"


def piecewise(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize(
    ("method", "data"),
    [
        ("GET", HEAD + b"abc"),
        ("HEAD", HEAD),
        ("GET", b"HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n"),
        ("GET", b"HTTP/1.1 304 Not Modified\r\n\r\n"),
        ("GET", b"HTTP/1.1 204 No Content\r\nA: b\r\n\r\n"),
    ],
)
def test_a_reply_is_over_with_its_last_byte_and_not_before(method, data, size):
    reply = Reply(method)
    *pieces, last = piecewise(data, size)
    for piece in pieces:
        reply.add(piece)
        assert not reply.is_over
    reply.add(last)
    assert reply.is_over
    assert not reply.is_endless


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",  # ends with the connection
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Length: -3\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\nContent-Length: 3\n\r\n\r\nabc",
        b"\0\0\r\n\r\n",
        b"a" * 70_000,  # no head at all
    ],
)
def test_a_reply_whose_end_nobody_can_tell_never_ends(data, size):
    reply = Reply("GET")
    for piece in piecewise(data, size):
        reply.add(piece)
        assert not reply.is_over
    assert reply.is_endless


def test_more_than_was_announced_is_not_taken_for_an_end():
    reply = Reply("GET")
    reply.add(HEAD + b"abcd")
    assert not reply.is_over
    assert reply.is_endless


def test_the_time_is_said_as_http_writes_it(monkeypatch):
    monkeypatch.setattr("time.time", lambda: 784111777.9)  # of RFC 9110 section 5.6.7
    tail = Tail()
    assert tail.lines == b"server: granian\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n"
    monkeypatch.setattr("time.time", lambda: 784111778.0)
    tail.renew()
    assert b"08:49:38" in tail.lines


def test_a_last_answer_says_so_in_the_version_of_the_request():
    assert parting(b"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0") == b"HTTP/1.0 200 OK\r\n\r\n"
    told = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n"
    assert parting(b"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1") == told
