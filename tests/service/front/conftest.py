"""A front on real sockets: a site behind it, and something that listens as granian would."""

import re
import socket
import tempfile
import time
from http.client import HTTPResponse
from pathlib import Path
from signal import SIGTERM
from threading import Thread

import pytest

from feedservice.service.front import Site, address_of
from feedservice.service.front.front import Front
from feedservice.web import create_app

PATIENCE_SECONDS = 30
DRAIN_SECONDS = 1000  # never, unless a test lets them pass
FEED = "/feeds/lokales.rss"
LARGE, LARGE_BYTES = "/feeds/lang.rss", 3_000_000  # more than the buffers of a connection take


class Granian:
    """Listens, and answers in a thread for each connection as a test has told it to."""

    def __init__(self, place):
        self.place = place
        self.said = []  # what has come in, one list of pieces for each connection
        self.clients = []
        self.answer = lambda connection, data: connection.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(data), data)
        )
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(place))
        self._listener.listen()
        Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            connection, name = self._listener.accept()
            connection.settimeout(PATIENCE_SECONDS)
            self.clients.append(address_of(name))
            self.said.append([])
            Thread(target=self._talk, args=(connection, self.said[-1]), daemon=True).start()

    def _talk(self, connection, said):
        with connection:
            while connection.fileno() >= 0 and (data := connection.recv(65536)):
                said.append(data)
                self.answer(connection, data)
            said.append(b"")


class Running:
    """A front in a thread of its own; its clock stands still until a test sets it forward."""

    def __init__(self, app, granian, place):
        self.app = app
        self.granian = granian
        self.now = time.monotonic()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.place = self.listener.getsockname()
        delivery, strip = app.extensions["delivery"], app.extensions["prefix"].strip
        self.site = Site(place, ("127.0.0.1", 8000), delivery, strip)
        self.front = Front(self.listener, self.site, DRAIN_SECONDS, clock=lambda: self.now)
        self.thread = Thread(target=self.front.run)
        self.thread.start()

    def wait(self, seconds):
        """Let time pass."""
        self.now += seconds
        self.front.wake()

    def connect(self, room=None):
        """Connect; with *room* for so many bytes that were not read yet."""
        if room is None:
            return socket.create_connection(self.place, PATIENCE_SECONDS)
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)  # before: for the window
        client.settimeout(PATIENCE_SECONDS)
        client.connect(self.place)
        return client

    def connections(self):
        return len(self.front.reception.connections)

    def until(self, happened):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not happened():
            assert time.monotonic() < deadline
            time.sleep(0.01)

    def stop(self):
        """Tell it to end, and wait until it has understood."""
        self.front.wake(SIGTERM)
        self.until(lambda: self.front.is_ending or not self.thread.is_alive())


def head(path=FEED, method="GET", **headers):
    named = {"Host": "bote.example"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    fields = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"{method} {path} HTTP/1.1\r\n{fields}\r\n".encode()


def answer(client, method="GET"):
    """Read one answer: status, headers and body."""
    found = HTTPResponse(client, method=method)
    found.begin()
    body = found.read()
    return found.status, {name.lower(): value for name, value in found.headers.items()}, body


@pytest.fixture
def running(make_site, record):
    """A front in front of a site with one article."""
    site = make_site()
    site.write("a.txt", record(title="Neues", body="Wort. " * 200))
    site.write("b.txt", record(title="Langes", category="Lang", body="Wort. " * (LARGE_BYTES // 5)))
    site.publish()
    app = create_app(site.settings)
    with tempfile.TemporaryDirectory() as folder:  # short: the name of a socket must be
        place = Path(folder, "granian")
        found = Running(app, Granian(place), place)
        yield found
        found.stop()
        found.wait(DRAIN_SECONDS + 1)
        found.thread.join(PATIENCE_SECONDS)
        assert not found.thread.is_alive()
        assert re.findall(r"\d+-.*", " ".join(each.name for each in Path(folder).iterdir())) == []
    app.extensions["library"].close()
