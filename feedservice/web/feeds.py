"""Editions over HTTP, and the pages that show them to people."""

import re

from flask import Blueprint, Response, make_response, request

from feedservice.coding import IDENTITY
from feedservice.records import Edition, FeedFormat, ListFormat
from feedservice.web.answers import Page, conditional
from feedservice.web.catalogue import Catalogue
from feedservice.web.crossorigin import SHARED
from feedservice.web.deltas import cut_down
from feedservice.web.library import library
from feedservice.web.links import links_of
from feedservice.web.pages import kept, number_of, written

OK, NOT_MODIFIED = 200, 304
PAGE_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
#: What is said of a page of an archive: full, it changes only by a correction or withdrawal.
LASTING = "public, max-age=3600, stale-while-revalidate=60, stale-if-error=86400"
#: Of one that is not full yet nobody may show an older state than of the feed: an article that
#: has left the feed meanwhile would be in neither.
UNFINISHED = "no-cache"
#: Of a page at the address of a feed: no cache that others share may take it for the feed.
PRIVATE = "private, no-cache"

bp = Blueprint("feeds", __name__)


@bp.get("/feeds/<slug>.<any(rss,atom,json):suffix>")
def feed(slug: str, suffix: str) -> Response:
    """Serve one feed; :data:`feedservice.web.delivery.DECIDING` names all that it looks at."""
    feed_format = FeedFormat(suffix)
    page = _page(slug, feed_format) if _is_opened_by_a_person() else None
    if page:
        response = kept(page, PRIVATE)
        response.vary.add("Sec-Fetch-Dest")
        return response
    edition = library().edition(slug, feed_format)
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
    edition = library().archive_page(slug, int(number), FeedFormat(suffix))
    if edition is None:
        return no_feed()
    return _answer(edition, LASTING if edition.lasting else UNFINISHED)


@bp.get("/feeds")
def all_feeds() -> Response:
    """Serve the addresses of all feeds, of many page by page."""
    number = number_of(request.args.get("seite", "1"))

    def write(catalogue: Catalogue) -> str | None:
        found = catalogue.feeds(number)
        return found and written("feeds.html", catalogue, feeds=found)

    page = library().rendered(("feeds", number), write)
    return kept(page) if page else no_feed()


@bp.get("/feeds/<slug>")
def feed_page(slug: str) -> Response:
    """Show a feed as a reader would."""
    page = _page(slug, None)
    return kept(page) if page else no_feed()


@bp.get("/feeds/")
@bp.get("/feeds/<path:_name>")
def no_feed(_name: str = "") -> Response:
    """Answer for a feed that there is not, with those that there are."""

    def write(catalogue: Catalogue) -> str:
        return written("nofeed.html", catalogue, feeds=catalogue.feeds(1))

    page = library().rendered("no feed", write)
    response = make_response(page.body, 404)
    response.cache_control.no_cache = True  # the category may get its first article soon
    return response


def _answer(edition: Edition, cache_control: str) -> Response:
    """Hand out an edition, or only what is new in it, unless the client has it."""
    response = conditional(edition, f"{edition.format.media_type}; charset=utf-8", cache_control)
    response.headers["Access-Control-Allow-Origin"] = "*"
    if response.status_code != NOT_MODIFIED:  # it guides no cache (RFC 9110 section 15.4.5)
        response.headers.update(SHARED)
        response.headers["Link"] = links_of(edition, library().settings)
    if response.status_code == OK:
        cut_down(response, edition, response.content_encoding or IDENTITY)
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
        stands = catalogue.editions(slug)
        return written("feed.html", catalogue, section=section, editions=stands, opened=opened)

    return library().rendered(("feed", slug, opened), write)
