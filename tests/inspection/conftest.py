"""Feeds in a folder, findings, and a real server that serves as it is told."""

import gzip
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import trustme

from feedservice.records import Severity
from feedservice.validation.findings import Finding

FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Weiltaler Bote</title>
    <link>https://bote.example/</link>
    <description>Nachrichten aus dem Weiltal</description>
    <language>de</language>
    <atom:link rel="self" type="application/rss+xml" href="{address}"/>
    <item>
      <title>Neues vom Fluss</title>
      <link>https://bote.example/fluss</link>
      <description>Die Weil steigt.</description>
      <guid>https://bote.example/fluss</guid>
      <pubDate>Sun, 22 Nov 2026 18:05:00 +0100</pubDate>
    </item>
  </channel>
</rss>
"""


@pytest.fixture
def here(tmp_path, monkeypatch):
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write(here):
    """Write a file below the current folder."""

    def write(path, content=FEED):
        file = here / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def finding():
    """Make a finding."""

    def make(code="RSS012", severity=Severity.ERROR):
        return Finding(code=code, severity=severity, line=1, column=1, path="", message="wrong")

    return make


@pytest.fixture
def feed():
    """Write a feed that names itself."""
    return lambda address: FEED.replace(b"{address}", address.encode())


class Server:
    """A server on this machine; what it answers is a function that a test may replace.

    Attributes:
        asked: Method, path and headers of each request.
    """

    def __init__(self, port):
        self.asked = []
        self.answer = self.well
        self.url = f"http://127.0.0.1:{port}"

    def respond(self, handler):
        self.asked.append((handler.command, handler.path, dict(handler.headers)))
        self.answer(handler)

    def send(self, handler, status, body=b"", **headers):
        """Answer a request; underscores in names stand for hyphens."""
        handler.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            if value is not None:
                handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    def well(self, handler, *, status=200, body=None, honours=True, **overrides):
        """Serve the feed as it should be, but for the overrides."""
        asked = handler.headers
        if honours and (asked.get("If-None-Match") or asked.get("If-Modified-Since")):
            self.send(handler, 304, ETag='"1"')
            return
        headers = {
            "Content_Type": "application/rss+xml; charset=utf-8",
            "ETag": '"1"',
            "Last_Modified": "Sun, 22 Nov 2026 17:05:00 GMT",
            "Content_Encoding": "gzip",
            "Vary": "Accept-Encoding",
        } | overrides
        if body is None:
            body = FEED.replace(b"{address}", f"{self.url}{handler.path}".encode())
            if headers["Content_Encoding"] == "gzip":
                body = gzip.compress(body, mtime=0)
        self.send(handler, status, body, **headers)

    def but(self, **overrides):
        """Serve well from now on, but for these headers; None leaves one out."""
        self.answer = lambda handler: self.well(handler, **overrides)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.desk.respond(self)

    do_HEAD = do_CONNECT = do_GET  # noqa: N815 - the base class names them

    def log_message(self, *_args):
        pass


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args):
        """Say nothing of clients that go away: that is what some tests are about."""


@pytest.fixture
def server(monkeypatch):
    """A server, reached without any proxy of this machine."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with _Quiet(("127.0.0.1", 0), _Handler) as server:
        server.desk = Server(server.server_port)
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.desk
        server.shutdown()


@pytest.fixture
def secure(server, monkeypatch, tmp_path):
    """The same server behind TLS, with a certificate that this process trusts."""
    authority = trustme.CA()
    certificates = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(certificates)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with _Quiet(("127.0.0.1", 0), _Handler) as listener:
        listener.desk = server
        listener.socket = certificates.wrap_socket(listener.socket, server_side=True)
        Thread(target=listener.serve_forever, args=(0.01,), daemon=True).start()
        yield f"https://127.0.0.1:{listener.server_port}"
        listener.shutdown()
