"""What search engines ask for: robots.txt, and maps of the site (sitemaps.org 0.9)."""

from datetime import UTC, datetime, timedelta
from math import ceil

from flask import Blueprint, Response, abort, render_template
from sqlalchemy import Connection

from feedservice.store import locations
from feedservice.web.answers import Page, conditional
from feedservice.web.catalogue import Catalogue
from feedservice.web.library import library

MOST_ADDRESSES = 50_000  # in one file
MOST_NEWS = 1_000
NEWS_AGE = timedelta(hours=48)
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
CACHE_CONTROL = "public, max-age=300"
MAPS = ("sitemap", "sitemap-news")

bp = Blueprint("sitemaps", __name__)


@bp.get("/robots.txt")
def robots() -> Response:
    """Let everybody in, and show the way."""
    settings = library().settings
    maps = "".join(f"Sitemap: {settings.base_url}/{name}.xml\n" for name in MAPS)
    text = f"User-agent: *\nDisallow: {settings.base_path}/status\n\n{maps}"
    return _kept(library().rendered("robots", lambda _: text), TEXT)


def parts(view: Connection) -> range:
    """The numbers of the maps of articles."""
    return range(1, ceil(locations.last_number(view) / MOST_ADDRESSES) + 1)


@bp.get("/sitemap.xml")
def index() -> Response:
    """Name the maps; each holds the articles of a range of numbers, so that they fill up once."""

    def write(catalogue: Catalogue) -> str:
        return render_template("sitemap-index.xml", parts=parts(catalogue.view))

    return _kept(library().rendered("sitemap", write))


@bp.get("/sitemap/rubriken.xml")
def categories() -> Response:
    """Name the front page, the categories and their feeds' pages."""

    def write(catalogue: Catalogue) -> str:
        return render_template("sitemap-categories.xml", sections=catalogue.channels)

    return _kept(library().rendered("sitemap-categories", write))


@bp.get("/sitemap/artikel-<int(max=10000000):part>.xml")
def articles(part: int) -> Response:
    """Name a range of articles."""

    def write(catalogue: Catalogue) -> str | None:
        first = (part - 1) * MOST_ADDRESSES + 1
        if not 1 <= first <= locations.last_number(catalogue.view):
            return None
        found = locations.locations(catalogue.view, first, first + MOST_ADDRESSES - 1)
        return render_template("sitemap-articles.xml", locations=found)

    page = library().rendered(("sitemap-articles", part), write)
    return _kept(page) if page else abort(404)


@bp.get("/sitemap-news.xml")
def news() -> Response:
    """Name what was published in the last two days.

    The only one of our documents that depends on the clock: it is made for each request.
    """
    now = datetime.now(UTC)
    with library().reading() as view:
        found = locations.locations_since(view, now - NEWS_AGE, MOST_NEWS)
    text = render_template("sitemap-news.xml", locations=found)
    # It changes when the oldest grows too old; only its entity tag tells whether it did.
    return _kept(Page.of(text.encode(), now.replace(microsecond=0)))


def _kept(page: Page, content_type: str = XML) -> Response:
    """Answer with a map."""
    return conditional(page, content_type, CACHE_CONTROL)
