import gzip
import socket
import time
from contextlib import contextmanager, suppress
from threading import Thread

import pytest

from feedservice.inspection.fetching import FetchError, Limits, inflated, request

LIMITS = Limits(silence_seconds=0.3, total_seconds=0.6, size_bytes=100_000)


def refusal(url, limits=LIMITS):
    with pytest.raises(FetchError) as refused:
        request(url, headers={}, limits=limits)
    return str(refused.value)


@contextmanager
def speaking(talk):
    """A server that says something once, whatever it is asked."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            connection, _ = listener.accept()
            with connection:
                connection.recv(65_536)
                with suppress(OSError):  # the client has seen enough
                    talk(connection)

        Thread(target=answer, daemon=True).start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def test_an_answer_has_status_headers_and_body(server):
    server.answer = lambda handler: server.send(handler, 410, b"weg", X_Reason="moved")
    answer = request(f"{server.url}/a?b=c", headers={"Accept": "x/y"}, limits=LIMITS)
    assert (answer.status, answer.body) == (410, b"weg")
    assert (answer.header("x-reason"), answer.header("ETag")) == ("moved", "")
    [(method, path, headers)] = server.asked
    assert (method, path, headers["Accept"]) == ("GET", "/a?b=c", "x/y")


def test_signs_that_no_address_knows_are_escaped(server):
    request(f"{server.url}/ü b?ö=%20", headers={}, limits=LIMITS)
    assert server.asked[0][1] == "/%C3%BC%20b?%C3%B6=%20"


def test_a_head_request_has_no_body(server):
    answer = request(f"{server.url}/", method="HEAD", headers={}, limits=LIMITS)
    assert (answer.status, answer.body) == (200, b"")


def test_a_server_that_says_nothing_is_left_in_time():
    with speaking(lambda _: time.sleep(2)) as place:
        assert refusal(f"http://{place}/") == f"no answer from {place} within 0.3 seconds"


def test_a_server_that_says_a_little_again_and_again_is_left_in_time():
    def talk(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(30):
            connection.sendall(b"x")
            time.sleep(0.05)

    with speaking(talk) as place:
        start = time.monotonic()
        assert refusal(f"http://{place}/") == "the answer was not complete after 0.6 seconds"
        assert time.monotonic() - start < 1.2


def test_headers_that_never_end_are_left_in_time():
    def talk(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(30):
            connection.sendall(f"X-{number}: y\r\n".encode())
            time.sleep(0.05)

    with speaking(talk) as place:
        assert refusal(f"http://{place}/") == "the answer was not complete after 0.6 seconds"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b"", "{place} closed the connection without an answer"),
        (b"220 mail.example ESMTP\r\n", "{place} does not speak HTTP as it should: "),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "the answer of {place} breaks off: "),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 100_001, "larger than 100,000 bytes"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200, "{place} does not speak HTTP as it should: "),
    ],
)
def test_what_is_no_answer_is_said(said, reason):
    with speaking(lambda connection: connection.sendall(said)) as place:
        assert refusal(f"http://{place}/").startswith(reason.format(place=place))


def test_a_server_is_asked_through_tls(secure):
    assert request(f"{secure}/a", headers={}, limits=LIMITS).status == 200


def test_a_certificate_that_nobody_vouches_for_is_said(secure, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    place = secure.removeprefix("https://")
    assert refusal(f"{secure}/").startswith(f"the certificate of {place} is not valid: ")


def test_a_server_without_tls_is_named():
    with speaking(lambda connection: connection.sendall(b"HTTP/1.1 400 No\r\n\r\n")) as place:
        assert refusal(f"https://{place}/").startswith(f"no TLS connection with {place}: ")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:1/", "nobody listens at 127.0.0.1:1"),
        ("http://nirgends.invalid/", "there is no host nirgends.invalid"),
        ("http://user:secret@nirgends.invalid/", "there is no host nirgends.invalid"),
        ("ftp://bote.example/", "ftp://bote.example/ is no address on the web"),
        ("http:///a", "http:///a is no address on the web"),
        ("http://a:b/", "a:b: Port could not be cast to integer value as 'b'"),
    ],
)
def test_an_address_without_a_server_is_said(url, reason):
    assert refusal(url) == reason


def test_a_proxy_of_the_environment_is_asked_instead(server, monkeypatch):
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    assert request("http://bote.example/a", headers={}, limits=LIMITS).status == 200
    assert server.asked[0][1] == "http://bote.example/a"
    assert server.asked[0][2]["Host"] == "bote.example"


def test_a_proxy_is_asked_for_a_tunnel_to_a_server_with_tls(server, monkeypatch):
    monkeypatch.setenv("https_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    server.answer = lambda handler: server.send(handler, 403)
    told = refusal("https://bote.example/a")
    assert told == "bote.example: Tunnel connection failed: 403 Forbidden"
    assert server.asked[0][:2] == ("CONNECT", "bote.example:443")


def test_gzip_is_undone():
    assert inflated(gzip.compress(b"abc"), 3) == b"abc"


def test_a_bomb_is_not_undone():
    with pytest.raises(FetchError, match="larger than 1,000 bytes"):
        inflated(gzip.compress(bytes(50_000_000)), 1000)


@pytest.mark.parametrize("body", [b"<rss/>", gzip.compress(b"abc")[:-5], b""])
def test_what_is_no_gzip_is_said(body):
    with pytest.raises(ValueError, match=r"incorrect header check|breaks off"):
        inflated(body, 1000)
