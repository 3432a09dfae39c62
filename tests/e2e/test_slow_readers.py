"""Who takes his time keeps nobody else waiting."""

import socket
from contextlib import ExitStack

import pytest

from tests.e2e.processes import PATIENCE_SECONDS, until
from tests.e2e.sites import SAMPLES, txt

FILM_BYTES = 30_000_000  # more than all buffers on the way


@pytest.fixture
def site(site):
    """A site whose only article shows a large file."""
    picture = (SAMPLES / "lokales" / "brunnen.jpg").read_bytes()
    site.write("politik/alt.txt", txt("Alter Beschluss"))
    site.write("politik/alt.jpg", picture + bytes(FILM_BYTES))
    return site


def start_fetching(site, path):
    connection = socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE_SECONDS)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert connection.recv(12) == b"HTTP/1.1 200"
    return connection


@pytest.mark.parametrize("prefix", ["", "/blatt"])
def test_feeds_are_answered_while_readers_doze_over_large_files(site, prefix):
    site.environment["FEEDSERVICE_BASE_URL"] = site.url + prefix
    site.serve()
    first = site.get(f"{prefix}/feeds/politik.rss")
    with ExitStack() as dozing:
        for _ in range(7):  # one thread less than there are
            dozing.enter_context(start_fetching(site, f"{prefix}/medien/politik/alt.jpg"))
        for _ in range(20):
            answer = site.get(f"{prefix}/feeds/politik.rss", if_none_match=first.headers["ETag"])
            assert answer.status == 304
        assert site.get("/").status == 200
    assert len(site.get("/medien/politik/alt.jpg").body) > FILM_BYTES


TOKEN = "nur-fuer-die-redaktion"  # noqa: S105 - of a test
FORM = f"token={TOKEN}".encode()


def start_sending(site):
    """Begin to send the form of the status page, and leave the rest for later."""
    connection = socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE_SECONDS)
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    head = f"POST /status HTTP/1.1\r\nHost: x\r\n{kind}Content-Length: {len(FORM)}\r\n\r\n"
    connection.sendall(head.encode() + FORM[:3])
    return connection


def test_whoever_sends_a_form_slowly_keeps_nobody_waiting(site):
    site.environment["FEEDSERVICE_STATUS_TOKEN"] = TOKEN
    site.serve()
    with start_sending(site) as slow:
        for path in ("/feeds/politik.rss", "/", "/feeds/politik.rss", "/rubrik/politik?seite=9"):
            assert site.get(path).status in {200, 404}
        slow.sendall(FORM[3:])
        assert slow.recv(12) == b"HTTP/1.1 303"


def test_a_form_that_never_ends_does_not_keep_the_service_from_ending(site):
    site.environment["FEEDSERVICE_STATUS_TOKEN"] = TOKEN
    program = site.serve()
    with start_sending(site):
        assert site.get("/").status == 200
        program.stop()
        assert until(lambda: program.status() is not None, "the end", program.log)
