"""Feeds for scripts of other sites: what a browser asks first, and what it lets them read.

The Fetch standard calls it CORS. A feed is public, and no answer depends on who asks, so
every site may read it, and with any header that is no secret.
"""

from flask import Flask, Response, request

from feedservice.web.kinds import FEEDS, kind_of

OPEN = FEEDS | {"archive", "opml"}
#: Said with every feed. Dates, lengths, types and Cache-Control may be read anyway.
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, IM, Delta-Base, Retry-After",
}
#: Said before a request that a page could not send by a form; how long it holds is in seconds.
PREFLIGHT = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    # The star is for all headers but Authorization; the names are for browsers without stars.
    "Access-Control-Allow-Headers": "*, A-IM, Cache-Control, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def guard(app: Flask) -> None:
    """Let *app* answer what browsers ask first."""
    app.before_request(_answer_preflight)


def _answer_preflight() -> Response | None:
    """Allow a script to ask for a feed; OPTIONS without such a question is as everywhere."""
    is_asked = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    if not is_asked or kind_of(request.path) not in OPEN:
        return None
    response = Response(status=204, headers=PREFLIGHT)
    del response.headers["Content-Type"]  # of nothing
    return response
