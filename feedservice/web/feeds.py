"""Editions over HTTP, and the pages that show them to people."""

from flask import Blueprint, Response, make_response, request

from feedservice.records import FeedFormat
from feedservice.web.answers import Page, conditional
from feedservice.web.catalogue import Catalogue
from feedservice.web.library import library
from feedservice.web.pages import kept, written

#: Of a page at the address of a feed: no cache that others share may take it for the feed.
PRIVATE = "private, no-cache"

bp = Blueprint("feeds", __name__)


@bp.get("/feeds/<slug>.<any(rss,atom,json):suffix>")
def feed(slug: str, suffix: str) -> Response:
    """Serve one feed; :data:`feedservice.web.delivery.DECIDING` names all that it looks at."""
    feed_format = FeedFormat(suffix)
    edition = library().edition(slug, feed_format)
    if edition is None:
        return no_feed()
    if _is_opened_by_a_person():
        page = _page(slug, feed_format)
        if page:
            response = kept(page, PRIVATE)
            response.vary.add("Sec-Fetch-Dest")
            return response
    content_type = f"{feed_format.media_type}; charset=utf-8"
    response = conditional(edition, content_type, library().settings.feed_cache_control)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


@bp.get("/feeds")
@bp.get("/feeds/")
def all_feeds() -> Response:
    """Serve the addresses of all feeds."""
    found = library().rendered("feeds", lambda catalogue: written("feeds.html", catalogue))
    return kept(found)


@bp.get("/feeds/<slug>")
def feed_page(slug: str) -> Response:
    """Show a feed as a reader would."""
    page = _page(slug, None)
    return kept(page) if page else no_feed()


@bp.get("/feeds/<path:_name>")
def no_feed(_name: str = "") -> Response:
    """Answer for a feed that there is not, with those that there are."""
    with library().catalogue() as catalogue:
        response = make_response(written("nofeed.html", catalogue), 404)
    response.cache_control.no_cache = True  # the category may get its first article soon
    return response


def _is_opened_by_a_person() -> bool:
    """Whether a browser is about to show this in a tab; a query asks for the feed all the same.

    Only browsers say so (Fetch Metadata, W3C), and only of what they show: no feed reader
    does, whatever it accepts.
    """
    return request.headers.get("Sec-Fetch-Dest") == "document" and not request.query_string


def _page(slug: str, opened: FeedFormat | None) -> Page | None:
    """The page that shows a feed; *opened* is the format at whose address it stands."""

    def write(catalogue: Catalogue) -> str | None:
        section = catalogue.feed(slug)
        if section is None:
            return None
        editions = catalogue.editions(slug)
        return written("feed.html", catalogue, section=section, editions=editions, opened=opened)

    return library().rendered(("feed", slug, opened), write)
