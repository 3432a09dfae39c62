"""Heads of requests: the one plain form in which nearly all readers ask.

Whatever has another form is read by granian, which knows all of HTTP. So this form is
narrower than what RFC 9112 allows, and there is nothing in it that two could read in two ways.
"""

import re
import sys
from io import BytesIO
from typing import NamedTuple
from wsgiref.types import WSGIEnvironment

MOST_BYTES = 16_384  # of a head; longer ones are granian's matter
MOST_FIELDS = 50

_PATH = rb"/[\w.~!$&'()*+,;=:@/-]*"
_QUERY = rb"\?[\w.~!$&'()*+,;=:@/?%-]*"
FORM = re.compile(
    rb"(GET|HEAD) (%b)(%b)? HTTP/1\.([01])\r\n((?:[A-Za-z0-9-]+:[\t -~]*\r\n){1,%d})\r\n"
    % (_PATH, _QUERY, MOST_FIELDS)
)
#: They change how a request or its answer is read, or have names of their own in WSGI.
SPECIAL = frozenset(
    {
        "HTTP_CONTENT_LENGTH",
        "HTTP_CONTENT_TYPE",
        "HTTP_EXPECT",
        "HTTP_HTTP2_SETTINGS",
        "HTTP_TRANSFER_ENCODING",
        "HTTP_UPGRADE",
    }
)
HOST, CONNECTION, AGENT = "HTTP_HOST", "HTTP_CONNECTION", "HTTP_USER_AGENT"

HTTP_1_1, HTTP_1_0 = "HTTP/1.1", "HTTP/1.0"

#: In which version a connection ends with the answer, if it does, by the version of the request
#: and what ``Connection`` says. What is not here is granian's matter.
FAREWELLS = {
    (HTTP_1_1, ""): "",
    (HTTP_1_1, "keep-alive"): "",
    (HTTP_1_1, "close"): HTTP_1_1,
    (HTTP_1_0, ""): HTTP_1_0,
    (HTTP_1_0, "close"): HTTP_1_0,  # as nginx asks us
}


class Head(NamedTuple):
    """A request without a body.

    Attributes:
        path: As in WSGI; there is nothing in it to decode.
        fields: Headers by their names in WSGI.
        farewell: The version in which the connection ends with the answer; empty if it
            goes on.
    """

    method: str
    path: str
    query: str
    version: str
    fields: dict[str, str]
    farewell: str


def read(data: bytes) -> Head | None:
    """Read one whole request, of which there is nothing more; None if its form is another."""
    found = FORM.fullmatch(data)
    if found is None:
        return None
    method, path, query, minor, lines = (part.decode("ascii") for part in found.groups(b""))
    fields: dict[str, str] = {}
    for line in lines.splitlines():
        name, _, value = line.partition(":")
        name = f"HTTP_{name.upper().replace('-', '_')}"
        if name in fields or name in SPECIAL:
            return None
        fields[name] = value.strip(" \t")
    version = f"HTTP/1.{minor}"
    farewell = FAREWELLS.get((version, fields.get(CONNECTION, "").lower()))
    if farewell is None or not fields.get(HOST):
        return None
    return Head(method, path, query[1:], version, fields, farewell)


def environ(head: Head, server: tuple[str, int], address: str) -> WSGIEnvironment:
    """What WSGI makes of a request (PEP 3333).

    Args:
        head: The request.
        server: Host and port that it came to.
        address: Where it came from.
    """
    return {
        "REQUEST_METHOD": head.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": head.path,
        "QUERY_STRING": head.query,
        "SERVER_PROTOCOL": head.version,
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "REMOTE_ADDR": address,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **head.fields,
    }
