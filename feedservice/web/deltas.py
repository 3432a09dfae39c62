"""Feed deltas over HTTP (RFC 3229): ``A-IM: feed`` brings only what is new since the last poll."""

from wsgiref.types import WSGIEnvironment

from flask import Response, request
from werkzeug.http import parse_accept_header

from feedservice.coding import CODINGS
from feedservice.config import FeedDeltas
from feedservice.feeds import deltas
from feedservice.records import Edition
from feedservice.web.library import library

IM_USED = 226
MANIPULATION = "feed"
#: Programs whose library asks for deltas, and that take the answer for an error.
WITHOUT_DELTAS = ("rss2email/",)
HTTP_1_0 = frozenset({"HTTP/1.0", "HTTP/1"})  # as nginx speaks to us; granian drops the zero
PROXY_SIGNS = (
    "HTTP_VIA",
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_REAL_IP",
    "HTTP_CF_RAY",
    "HTTP_CDN_LOOP",
)
MOST_TAGS = 50  # of a request that are looked up; no reader has more than one
#: It is worth nothing to anybody who does not have the very same edition before it.
CACHE_CONTROL = "private, no-store"


def cut_down(response: Response, edition: Edition, coding: str) -> None:
    """Take out of a full answer what the client has, if it asks for that and we know it.

    Args:
        response: As for everybody; its entity tag and other headers stay.
        edition: What it holds.
        coding: The content coding of the answer.
    """
    if not _is_wanted(request.headers.get("A-IM", "")):
        return
    tags = {_plain(tag): tag for tag in _tags()[:MOST_TAGS]}
    known = library().lineage(edition.slug, edition.format, tags) if tags else None
    body = known and deltas.delta(edition.body, edition.format, known[1])
    if not known or body is None:
        return
    compress = CODINGS.get(coding)
    response.set_data(compress(body) if compress else body)
    response.status_code = IM_USED
    response.headers["IM"] = MANIPULATION
    response.headers["Delta-Base"] = f'"{tags[known[0]]}"'
    response.headers["Cache-Control"] = CACHE_CONTROL


def is_refused(environ: WSGIEnvironment, setting: FeedDeltas) -> bool:
    """Whether a client must not be sent a delta although it asks for one.

    A proxy may ask with the tag of its own copy, and leave in what its client said of deltas:
    the client would be sent what is new to the proxy. nginx does, where it revalidates.
    """
    if str(environ.get("HTTP_USER_AGENT", "")).startswith(WITHOUT_DELTAS):
        return True
    if setting is not FeedDeltas.DIRECT:
        return setting is FeedDeltas.NEVER
    return environ.get("SERVER_PROTOCOL") in HTTP_1_0 or any(
        sign in environ for sign in PROXY_SIGNS
    )


def _is_wanted(accepted: str) -> bool:
    """Whether a client takes deltas of feeds (RFC 3229 section 10.5.3)."""
    return any(
        name.lower() == MANIPULATION and quality > 0
        for name, quality in parse_accept_header(accepted)
    )


def _tags() -> list[str]:
    """The entity tags that the client has, without quotes; an empty one is none of ours."""
    return [tag for tag in request.if_none_match.as_set(include_weak=True) if tag]


def _plain(tag: str) -> str:
    """The tag of an edition, whatever coding it came in."""
    plain, _, coding = tag.rpartition("-")
    return plain if coding in CODINGS else tag
