"""Nobody can tell the front from granian, whatever he sends; and nothing is lost between them."""

import http.client
import re
import signal
import socket
import tempfile
from contextlib import ExitStack, suppress
from itertools import pairwise
from os import kill
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.e2e.processes import FEEDSERVICE, PATIENCE_SECONDS, until
from tests.e2e.sites import SAMPLES, Site, txt

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="there is a front on Linux alone"
)

SILENCE_SECONDS = 0.5  # after which a server waits for more, and the client says that there is none
LARGE = "Wort. " * 600_000  # more than the buffers of a connection take
FEED = "/feeds/politik.rss"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A running site, and the socket at which its granian listens."""
    with (
        tempfile.TemporaryDirectory() as folder,  # short: the name of a socket must be
        Site(tmp_path_factory.mktemp("front")) as site,
    ):
        site.write("politik/alt.txt", txt("Alter Beschluss"))
        site.write("politik/alt.jpg", (SAMPLES / "lokales" / "brunnen.jpg").read_bytes())
        site.environment["TMPDIR"] = folder
        site.environment["FEEDSERVICE_BASE_URL"] = f"{site.url}/blatt"
        site.serve()
        (granian,) = Path(folder).glob("feedservice-*/granian")
        yield site, granian


def said_to(place, pieces):
    """All that a server says to *pieces*, without the time."""
    family = socket.AF_INET if isinstance(place, tuple) else socket.AF_UNIX
    with socket.socket(family) as client:
        client.connect(place)
        data = b""
        with suppress(ConnectionError):  # it wants to hear no more
            for piece in pieces:
                client.sendall(piece)
        try:
            client.settimeout(SILENCE_SECONDS)
            while piece := client.recv(1 << 20):
                data += piece
        except TimeoutError:
            client.settimeout(PATIENCE_SECONDS)
            client.shutdown(socket.SHUT_WR)
            while piece := client.recv(1 << 20):
                data += piece
        except ConnectionError:
            pass  # it has read nothing of the last piece
    return re.sub(rb"(?m)^date: [^\r\n]*\r\n", b"", data)


METHODS = st.sampled_from([b"GET"] * 6 + [b"HEAD"] * 2 + [b"POST", b"OPTIONS", b"get", b"BREW"])
TARGETS = st.one_of(
    st.sampled_from(
        [
            b"/feeds/alle.rss",
            b"/feeds/politik.atom",
            b"/feeds/politik.json?x=%41&y",
            b"/blatt/feeds/alle.rss",
            b"//feeds/alle.rss",
            b"/%66eeds/alle.rss",
            b"/feeds/alle.rss#x",
            b"http://x/feeds/alle.rss",
            b"*",
            b"/",
            b"/blatt",
            b"/rubrik/politik",
            b"/feeds/nix.rss",
            b"/feeds/politik",
            b"/static/style.css",
            b"/medien/politik/alt.jpg",
            b"/feed",
            b"/healthz",
            b"/status",
        ]
    ),
    st.binary(max_size=8).map(lambda data: b"/feeds/" + data),
    st.text("abc/.%41~'()?&=\"{}|", max_size=8).map(lambda text: b"/feeds" + text.encode()),
)
VERSIONS = st.sampled_from([b"HTTP/1.1"] * 8 + [b"HTTP/1.0"] * 2 + [b"HTTP/2.0", b"http/1.1", b""])
NAMES = st.sampled_from(
    [
        b"Accept-Encoding",
        b"accept-encoding",
        b"If-None-Match",
        b"If-Modified-Since",
        b"If-Match",
        b"A-IM",
        b"Sec-Fetch-Dest",
        b"User-Agent",
        b"Range",
        b"Cookie",
        b"Connection",
        b"Host",
        b"X_Y",
        b"Via",
        b"Content-Length",
        b"Transfer-Encoding",
        b"Expect",
        b"Upgrade",
    ]
)
VALUES = st.one_of(
    st.sampled_from(
        [
            b"",
            b"gzip",
            b" br;q=0.5,\tgzip ",
            b"identity;q=0",
            b"*",
            b"feed",
            b"document",
            b"close",
            b"keep-alive",
            b"chunked",
            b"0",
            b"100-continue",
            b"h2c",
            b"Thu, 01 Jan 1970 00:00:00 GMT",
            b"Fri, 01 Jan 2100 00:00:00 GMT",
            b"x" * 3000,
            b"x" * 20_000,
        ]
    ),
    st.binary(max_size=6),
)
LINES = st.one_of(
    st.builds(lambda name, value: name + b":" + value, NAMES, VALUES),
    st.builds(lambda name, value: name + b": " + value, NAMES, VALUES),
    st.sampled_from([b" folded", b"A : b", b"A", b": b", b"A: b\r", b"A: b\nC: d", b"A: \0", b""]),
)
REQUESTS = st.builds(
    lambda method, target, version, lines, end: (
        method + b" " + target + b" " + version + end + b"".join(line + end for line in lines) + end
    ),
    METHODS,
    TARGETS,
    VERSIONS,
    st.builds(
        lambda hosts, lines: hosts + lines,
        st.sampled_from([[b"Host: x"]] * 8 + [[], [b"Host: "], [b"Host: x", b"Host: y"]]),
        st.lists(LINES, max_size=3),
    ),
    st.sampled_from([b"\r\n"] * 9 + [b"\n"]),
)
LAST = b"GET /feeds/alle.rss HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
PLAIN = b"GET /feeds/alle.rss HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"


def cut(data, places):
    """The pieces of *data*, cut where *places* say, as far as it goes."""
    bounds = [0, *sorted(place % len(data) for place in places), len(data)]
    return [data[a:b] for a, b in pairwise(bounds) if a < b]


@given(st.lists(REQUESTS, min_size=1, max_size=3), st.lists(st.integers(0, 3000), max_size=3))
@example([PLAIN], [])
@example([PLAIN, PLAIN], [len(PLAIN)])
@example([b"HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n", PLAIN], [10])
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
def test_the_front_says_what_granian_says(served, requests, places):
    site, granian = served
    pieces = cut(b"".join([*requests, LAST]), places)
    by_granian = said_to(str(granian), pieces)
    for _ in range(2):  # the second time, heads may be known
        assert said_to(("127.0.0.1", site.port), pieces) == by_granian


def test_one_connection_mixes_what_is_remembered_with_all_the_rest(served):
    site, _ = served
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE_SECONDS)
    expected = [
        ("GET", FEED, 200),
        ("GET", "/healthz", 200),
        ("HEAD", FEED, 200),
        ("GET", "/medien/politik/alt.jpg", 200),
        ("GET", FEED, 200),
        ("POST", FEED, 405),  # from here on it is granian's
        ("GET", FEED, 200),
        ("GET", "/feed", 301),
        ("GET", "/gibt-es-nicht", 404),
    ]
    lengths = set()
    connection.connect()
    first = connection.sock
    for method, path, status in expected * 2:
        connection.request(method, path)  # a body that nobody reads may end the connection
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == status
        assert connection.sock is first
        if (method, path) == ("GET", FEED):
            lengths.add((len(body), answer.headers["ETag"]))
    assert len(lengths) == 1
    connection.close()


def test_a_new_edition_is_seen_over_every_connection(site):
    site.write("politik/alt.txt", txt("Alter Beschluss"))
    site.serve("--workers", "2")
    connections = [
        http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE_SECONDS)
        for _ in range(20)
    ]

    def titles(path, connection):
        connection.request("GET", path)
        return connection.getresponse().read().count(b"Neuer Beschluss") > 0

    for connection in connections:
        assert not titles("/feeds/politik.rss", connection)
    site.write("politik/neu.txt", txt("Neuer Beschluss"))
    for connection in connections:
        until(lambda one=connection: titles("/feeds/politik.rss", one), "the new edition")
        assert titles("/feeds/alle.atom", connection)
        connection.close()


def test_an_answer_from_memory_is_finished_before_the_service_ends(site):
    site.write("politik/alt.txt", txt("Alter Beschluss", text=LARGE))
    service = site.serve()
    feed = site.get(FEED).body
    with socket.socket() as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.settimeout(PATIENCE_SECONDS)
        slow.connect(("127.0.0.1", site.port))
        slow.sendall(f"GET {FEED} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        answer = http.client.HTTPResponse(slow)
        answer.begin()
        began = answer.read(1000)
        kill(service.pid, signal.SIGTERM)

        def refuses():
            try:
                socket.create_connection(("127.0.0.1", site.port)).close()
            except ConnectionError:
                return True
            return False

        until(refuses, "the end of new connections", service.log)
        assert service.status() is None
        assert began + answer.read() == feed
    until(lambda: service.status() is not None, "its end", service.log)
    assert service.status() == 0
    assert "WARNING" not in service.log()


def test_more_connections_than_there_may_be_have_to_wait_and_are_told_of_once(site):
    site.write("politik/alt.txt", txt("Alter Beschluss"))
    limited = ["sh", "-c", 'ulimit -n 80; exec "$@"', "sh", *FEEDSERVICE, "serve"]
    service = site.start_server(limited)
    place = ("127.0.0.1", site.port)
    with ExitStack() as idle:
        for _ in range(120):
            idle.enter_context(socket.create_connection(place, PATIENCE_SECONDS))
        until(lambda: "Connections have to wait" in service.log(), "a report", service.log)
    assert site.get(FEED).status == 200
    assert service.log().count("Connections have to wait: Too many open files") == 1
    service.stop()


def test_a_front_that_fails_takes_its_worker_with_it(site):
    site.write("politik/alt.txt", txt("Alter Beschluss"))
    broken = site.home / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "from feedservice.service.front.front import Front\n"
        "from pathlib import Path\n"
        "accept, mark = Front._accept, Path('failed')\n"
        "def fail_once(front):\n"
        "    if mark.exists():\n"
        "        return accept(front)\n"
        "    mark.touch()\n"
        "    raise MemoryError\n"
        "Front._accept = fail_once\n"
    )
    site.environment["PYTHONPATH"] = str(broken)
    service = site.serve()
    assert site.get(FEED).status == 200
    assert "The front has failed; this worker ends" in service.log()
    service.stop()
