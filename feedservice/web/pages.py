"""The pages that every link in a feed leads to."""

import re
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from feedservice import addresses
from feedservice.records import Article, FeedFormat
from feedservice.web.library import library

MAX_AGE_SECONDS = 60
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
FORMAT_NAMES = {FeedFormat.RSS: "RSS", FeedFormat.ATOM: "Atom", FeedFormat.JSON: "JSON"}

bp = Blueprint("pages", __name__)


@bp.get("/")
def home() -> Response:
    """Serve the categories with their latest headlines."""
    return _conditional(render_template("home.html", sections=library().front()))


@bp.get("/rubrik/<slug>")
def category(slug: str) -> Response:
    """Serve one page of a category's articles."""
    section = library().section(slug, _page(request.args.get("seite", "1")))
    if section is None:
        abort(404, "Diese Rubrik oder Seite gibt es nicht.")
    return _conditional(render_template("category.html", section=section))


@bp.get("/artikel/<name>")
def article(name: str) -> BaseResponse:
    """Serve an article; its key alone decides, and an old slug leads to the current one."""
    found = library().article(name.rpartition("-")[2])
    if found is None:
        abort(404, "Diesen Artikel gibt es nicht, oder nicht mehr.")
    if not found.url.endswith(f"/{name}"):
        response = redirect(found.url, 301)
        # A headline may change back: kept for good, two such answers lead in a circle.
        response.cache_control.max_age = MAX_AGE_SECONDS
        return response
    return _conditional(render_template("article.html", article=found))


def _page(text: str) -> int:
    """Read the number of a page; 0, which no page has, for what is no number."""
    return int(text) if re.fullmatch(r"[1-9][0-9]{0,8}", text) else 0


@bp.app_context_processor
def _words() -> dict[str, object]:
    """What every template may use."""
    settings = library().settings
    prefix = urlsplit(settings.base_url).path
    return {
        "site": settings,
        "formats": FORMAT_NAMES,
        "here": lambda path: prefix + path,
        "feed_path": addresses.feed_path,
        "category_path": addresses.category_path,
    }


@bp.app_template_filter("datum")
def _date(article: Article) -> str:
    """Write the date of publication as a newspaper does, with the time if there is one."""
    return _written(article.published, day_only=article.day_only)


@bp.app_template_filter("tag_oder_zeit")
def _machine_date(article: Article) -> str:
    """Write the date of publication for programs: without a time where the record has none."""
    if article.day_only:
        return _local(article.published).date().isoformat()
    return article.published.isoformat()


@bp.app_template_filter("stand")
def _updated(article: Article) -> str:
    """Write when the article was last changed."""
    return _written(article.updated, day_only=False)


def _written(instant: datetime, *, day_only: bool) -> str:
    """Write an instant in the zone of the site."""
    local = _local(instant)
    day = f"{local.day}. {MONTHS[local.month - 1]} {local.year}"
    return day if day_only else f"{day}, {local.hour}.{local.minute:02} Uhr"


def _local(instant: datetime) -> datetime:
    """Express an instant in the zone of the site."""
    return instant.astimezone(ZoneInfo(library().settings.timezone))


def _conditional(html: str) -> Response:
    """Answer with a page, or with 304 if the browser has it already."""
    response = make_response(html)
    response.add_etag()
    response.cache_control.public = True
    response.cache_control.max_age = MAX_AGE_SECONDS
    response.make_conditional(request)
    return response
