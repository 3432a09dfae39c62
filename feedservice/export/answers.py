"""Asking the application for a document, as a client would, and what of the answer is kept."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app
from werkzeug.wsgi import ClosingIterator

#: What each answer says of itself alone, or the web server knows better.
_OWN = frozenset(
    {
        *("accept-ranges", "connection", "content-disposition", "content-encoding"),
        *("content-length", "date", "etag", "expires", "last-modified", "location"),
    }
)
CONTENT_TYPE = "Content-Type"
#: Stands for the document's own address in the headers that a kind has in common.
SELF = "{self}"

SAMPLE = "/feeds/alle.rss"

Headers = tuple[tuple[str, str], ...]


class Answer(NamedTuple):
    """What the application answers.

    Attributes:
        location: Where it leads; empty if it leads nowhere.
        headers: Those that every document of its kind may share, in the order of their names.
    """

    status: int
    location: str
    headers: Headers
    chunks: Iterable[bytes]


def told_first(app: Flask, base_url: str) -> dict[str, str]:
    """What browsers are told that ask before a script of another site may ask for a feed."""
    headers = [("Access-Control-Request-Method", "GET")]
    builder = EnvironBuilder(SAMPLE, base_url=base_url, method="OPTIONS", headers=headers)
    _, _, told = run_wsgi_app(app.wsgi_app, builder.get_environ())
    return {name: value for name, value in told if name.lower() not in _OWN}


@contextmanager
def asked(app: Flask, address: str, base_url: str) -> Iterator[Answer]:
    """Ask for *address*, path and query below the base URL, and read while the context lasts."""
    environ = EnvironBuilder(path=address, base_url=base_url).get_environ()
    chunks, status, told = run_wsgi_app(app.wsgi_app, environ)
    own = base_url + address.partition("?")[0]
    kept = {
        name: value.replace(f"<{own}>", f"<{SELF}>")
        for name, value in told
        if name.lower() not in _OWN
    }
    try:
        yield Answer(int(status[:3]), told.get("Location", ""), tuple(sorted(kept.items())), chunks)
    finally:
        if isinstance(chunks, ClosingIterator):
            chunks.close()


def is_coded(headers: Headers) -> bool:
    """Whether a document is handed out compressed, too."""
    return "accept-encoding" in dict(headers).get("Vary", "").lower()
