"""Answers as the bytes of HTTP/1.1, for a server that is ours (RFC 9112 section 4)."""

from collections.abc import Iterable
from http.client import responses

DATE = "date"  # says when it is sent, and not when it was made


def undated(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers without ``Date``: whoever sends them adds the moment."""
    return [(name, value) for name, value in headers if name.lower() != DATE]


def head_of(status: str, headers: Iterable[tuple[str, str]]) -> bytes:
    """The status line and the headers, without ``Date`` and without the line that ends them.

    Args:
        status: Its number and a reason, as in WSGI.
        headers: As in WSGI.
    """
    number = status[:3]
    reason = responses.get(int(number), status[4:])  # Werkzeug's shouts
    fields = [f"{name.lower()}: {value}" for name, value in undated(headers)]
    return "\r\n".join([f"HTTP/1.1 {number} {reason}", *fields, ""]).encode("latin-1")
