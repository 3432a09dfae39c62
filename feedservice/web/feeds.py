"""Editions over HTTP: a client that has the current one gets 304 and no body."""

import re
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, make_response, render_template, request
from werkzeug.datastructures import Accept

from feedservice.coding import CODINGS
from feedservice.records import Edition, FeedFormat, ListFormat
from feedservice.web.deltas import cut_down
from feedservice.web.library import library
from feedservice.web.links import links_of

IDENTITY = "identity"
OK, NOT_MODIFIED, PRECONDITION_FAILED = 200, 304, 412

PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
#: What is said of a page of an archive: full, it changes only by a correction or withdrawal.
LASTING = "public, max-age=3600, stale-while-revalidate=60, stale-if-error=86400"
#: Of one that is not full yet nobody may show an older state than of the feed: an article that
#: has left the feed meanwhile would be in neither.
UNFINISHED = "no-cache"

bp = Blueprint("feeds", __name__)


@bp.get("/feeds/<slug>.<any(rss,atom,json):suffix>")
def feed(slug: str, suffix: str) -> Response:
    """Serve one feed; :data:`feedservice.web.delivery.DECIDING` names all that it looks at."""
    edition = library().edition(slug, FeedFormat(suffix))
    return no_feed() if edition is None else _answer(edition, library().settings.feed_cache_control)


@bp.get("/feeds.<any(opml):suffix>")
def channel_list(suffix: str) -> Response:
    """Serve the list of all channels, by what :func:`feed` looks at."""
    edition = library().edition("", ListFormat(suffix))
    return no_feed() if edition is None else _answer(edition, library().settings.feed_cache_control)


@bp.get("/feeds/<slug>/archiv/<number>.<any(rss,atom):suffix>")
def archive_page(slug: str, number: str, suffix: str) -> Response:
    """Serve one page of a feed's archive (RFC 5005 section 4)."""
    if not PAGE_NUMBER.fullmatch(number):
        return no_feed()
    edition = library().page(slug, int(number), FeedFormat(suffix))
    if edition is None:
        return no_feed()
    return _answer(edition, LASTING if edition.lasting else UNFINISHED)


def _answer(edition: Edition, cache_control: str) -> Response:
    """Hand out an edition, unless the client has it."""
    coding = _coding(request.accept_encodings)
    if coding is None:
        abort(406, "Diesen Feed gibt es unkomprimiert und als " + ", ".join(CODINGS) + ".")
    response = Response(
        edition.coded.get(coding, edition.body),
        content_type=f"{edition.format.media_type}; charset=utf-8",
    )
    if coding != IDENTITY:
        response.content_encoding = coding
    response.set_etag(_held_tag(edition) or _tag(edition, coding))
    response.last_modified = edition.modified
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = cache_control
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Link"] = links_of(edition, library().settings)
    # Decides by the entity tag first, and by the date only without one (RFC 9110 13.2.2).
    response.make_conditional(request)
    if response.status_code == NOT_MODIFIED:
        del response.headers["Link"]  # it guides no cache (RFC 9110 section 15.4.5)
    if response.status_code == PRECONDITION_FAILED:
        response.set_data(b"")
    if response.status_code == OK:
        cut_down(response, edition, coding)
    # An edition of this very second may bear the next one's date to differ from the one
    # before it; nothing may say that it was changed later than now (RFC 9110 8.8.2.1).
    response.last_modified = min(edition.modified, datetime.now(UTC))
    return response


@bp.get("/feeds")
@bp.get("/feeds/")
@bp.get("/feeds/<path:_name>")
def no_feed(_name: str = "") -> Response:
    """Answer for a feed that there is not, with those that there are."""
    response = make_response(render_template("feeds.html", channels=library().channels()), 404)
    response.cache_control.no_cache = True  # the category may get its first article soon
    return response


def _coding(accepted: Accept) -> str | None:
    """Choose a content coding (RFC 9110 section 12.5.3); None if the client wants none of ours.

    Whoever says nothing gets the plain body, and so does who only names codings that we do
    not have, unless he forbids it.
    """
    if not accepted:
        return IDENTITY
    qualities = {name: accepted.quality(name) for name in CODINGS}
    best = max(qualities, key=qualities.__getitem__)
    is_plain_better = (
        IDENTITY in (name for name, _ in accepted) and accepted.quality(IDENTITY) > qualities[best]
    )
    if qualities[best] > 0 and not is_plain_better:
        return best
    names = [name for name, _ in accepted]
    is_plain_named = IDENTITY in names or "*" in names
    is_plain_forbidden = is_plain_named and accepted.quality(IDENTITY) == 0
    return None if is_plain_forbidden else IDENTITY


def _tag(edition: Edition, coding: str) -> str:
    """The entity tag of an edition in one coding: other bytes need another tag."""
    return edition.etag if coding == IDENTITY else f"{edition.etag}-{coding}"


def _held_tag(edition: Edition) -> str | None:
    """The tag under which the client holds this edition, in whatever coding it came.

    A client that fetched it in one coding and now accepts others still has what it needs.
    """
    held = request.if_none_match
    tags = (_tag(edition, coding) for coding in (IDENTITY, *CODINGS))
    return (
        next((tag for tag in tags if held.contains_weak(tag)), None) if not held.star_tag else None
    )
