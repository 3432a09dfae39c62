"""Editions over HTTP: a client that has the current one gets 304 and no body."""

from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, render_template, request

from feedservice.records import FeedFormat
from feedservice.web.library import library

MAX_AGE_SECONDS = 300
PRECONDITION_FAILED = 412

bp = Blueprint("feeds", __name__)


@bp.get("/feeds/<slug>.<any(rss,atom):suffix>")
def feed(slug: str, suffix: str) -> Response:
    """Serve one feed."""
    feed_format = FeedFormat(suffix)
    edition = library().edition(slug, feed_format)
    if edition is None:
        return no_feed()
    response = Response(edition.body, content_type=f"{feed_format.media_type}; charset=utf-8")
    response.set_etag(edition.etag)
    response.last_modified = edition.modified
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE_SECONDS
    # Decides by the entity tag first, and by the date only without one (RFC 9110 13.2.2).
    response.make_conditional(request)
    if response.status_code == PRECONDITION_FAILED:
        response.set_data(b"")
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
