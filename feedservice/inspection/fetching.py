"""One request at a time over HTTP, within limits of time and size; redirects are not followed."""

import socket
import ssl
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead
from threading import Timer
from urllib.parse import SplitResult, quote, urlsplit
from urllib.request import getproxies, proxy_bypass

from feedservice.inspection.reading import MAX_BYTES, TOO_LARGE, UnreadableError

SILENCE_SECONDS = 10.0  # how long a server may say nothing
TOTAL_SECONDS = 30.0  # how long one answer may take
_GZIP = 31  # zlib's word for: with gzip's header and checksum


class FetchError(UnreadableError):
    """An address gave no answer that could be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent.

    Attributes:
        body: As it was sent, perhaps compressed.
    """

    url: str
    status: int
    headers: Message
    body: bytes

    def header(self, name: str) -> str:
        """Read a header; empty where there is none."""
        return str(self.headers.get(name, "")).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how large an answer may be."""

    silence_seconds: float = SILENCE_SECONDS
    total_seconds: float = TOTAL_SECONDS
    size_bytes: int = MAX_BYTES


def request(url: str, *, method: str = "GET", headers: Mapping[str, str], limits: Limits) -> Answer:
    """Ask for an address.

    Raises:
        FetchError: There is no answer, or it passes the limits.
    """
    try:
        place = urlsplit(url)
        if place.scheme not in {"http", "https"} or not place.hostname:
            raise FetchError(f"{url} is no address on the web")
        connection = _connection(place, limits)
        with closing(connection), _deadline(connection, limits.total_seconds):
            connection.request(method, _target(place, connection), headers=dict(headers))
            with connection.getresponse() as response:
                body = _body(response, limits.size_bytes)
    except (OSError, HTTPException, ValueError) as error:
        raise FetchError(_reason(error, url, limits)) from None
    return Answer(url=url, status=response.status, headers=response.headers, body=body)


def inflated(body: bytes, size_bytes: int) -> bytes:
    """Undo gzip, and stop where it gets too large.

    Raises:
        FetchError: It is too large.
        ValueError: It is no gzip, or broken off.
    """
    machine = zlib.decompressobj(_GZIP)
    try:
        data = machine.decompress(body, size_bytes + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if len(data) > size_bytes:
        raise FetchError(_too_large(size_bytes))
    if not machine.eof:
        raise ValueError("it breaks off")
    return data


def _connection(place: SplitResult, limits: Limits) -> HTTPConnection:
    """Prepare the way to a server, through the proxy that the environment names."""
    kind = HTTPSConnection if place.scheme == "https" else HTTPConnection
    host = place.hostname or ""
    proxy = "" if proxy_bypass(host) else getproxies().get(place.scheme, "")
    if not proxy:
        return kind(host, place.port, timeout=limits.silence_seconds)
    via = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    connection = kind(via.hostname or "", via.port, timeout=limits.silence_seconds)
    if place.scheme == "https":
        connection.set_tunnel(host, place.port)
    return connection


def _target(place: SplitResult, connection: HTTPConnection) -> str:
    """Write what the request asks for: the path, and before a proxy the whole address."""
    path = quote(place.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(place.query, safe='/%:@!$&()*+,;=~-._?')}" if place.query else ""
    is_proxied = connection.host != place.hostname and place.scheme == "http"
    start = f"http://{place.netloc.rpartition('@')[2]}" if is_proxied else ""
    return f"{start}{path}{query}"


@contextmanager
def _deadline(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Connect, and hang up after some seconds, whatever has been said until then.

    Raises:
        FetchError: They are over. What was read is not complete, even if it looks so.
    """
    connection.connect()
    line = connection.sock
    late: list[bool] = []

    def hang_up() -> None:
        late.append(True)
        with suppress(OSError):  # the other side was faster
            line.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if late:
            raise FetchError(f"the answer was not complete after {seconds:g} seconds") from None


def _body(response: HTTPResponse, size_bytes: int) -> bytes:
    """Read an answer to its end, if that is near enough."""
    body = response.read(size_bytes + 1)
    if len(body) > size_bytes:
        raise FetchError(_too_large(size_bytes))
    if response.length:
        raise IncompleteRead(body, response.length)
    return body


def _too_large(size_bytes: int) -> str:
    """Name the limit."""
    return TOO_LARGE if size_bytes == MAX_BYTES else f"larger than {size_bytes:,} bytes"


def _reason(error: Exception, url: str, limits: Limits) -> str:
    """Say why there is no answer, as a person would look for it."""
    place = urlsplit(url).netloc.rpartition("@")[2]
    for kind, told in _REASONS:
        if isinstance(error, kind):
            return told.format(place=place, error=error, limits=limits)
    return f"{place}: {error}"


# The narrow kinds before the wide ones.
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (TimeoutError, "no answer from {place} within {limits.silence_seconds:g} seconds"),
    (socket.gaierror, "there is no host {place}"),
    (ConnectionRefusedError, "nobody listens at {place}"),
    (ssl.SSLCertVerificationError, "the certificate of {place} is not valid: {error}"),
    (ssl.SSLError, "no TLS connection with {place}: {error}"),
    (IncompleteRead, "the answer of {place} breaks off: {error}"),
    (ConnectionError, "{place} closed the connection without an answer"),
    (HTTPException, "{place} does not speak HTTP as it should: {error!r}"),
)
